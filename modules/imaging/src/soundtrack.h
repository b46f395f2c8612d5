#pragma once

#include <imaging/sound.h>

#include "ffmpeg.h"

namespace tirkeu::imaging {

/// The sound of a clip: Opus, one channel. Codes are FFmpeg's, negative where something failed.
class SoundTrack
{
public:
    /// Adds its stream to a container whose header is not written yet.
    [[nodiscard]] int begin(AVFormatContext* container, int kilobits);
    /// `at` is the place of the first sample since the clip's beginning, in samples; what lies before it is left out.
    [[nodiscard]] int add(const Sound& sound, std::int64_t at);
    [[nodiscard]] int finish();

    [[nodiscard]] std::int64_t samples() const { return m_samples; } ///< that were heard
    [[nodiscard]] int gaps() const { return m_gaps; }                ///< places at which some are missing

private:
    [[nodiscard]] int encodeWhole();
    [[nodiscard]] int encode(const AVFrame* frame);
    [[nodiscard]] int encodeNext(int count);

    AVFormatContext* m_container = nullptr;
    AVStream* m_stream = nullptr; ///< the container's
    Owned<AVCodecContext> m_codec;
    Owned<AVFrame> m_frame;
    Owned<AVPacket> m_packet;
    QByteArray m_waiting;
    std::int64_t m_next = -1; ///< place of the first waiting sample
    std::int64_t m_samples = 0;
    int m_gaps = 0;
};

} // namespace tirkeu::imaging
