#pragma once

#include <core/ports/chunksink.h>
#include <imaging/frame.h>
#include <imaging/sound.h>

#include <memory>

namespace tirkeu::imaging {

struct ClipShape
{
    Size size;
    int framesPerSecond = 15; ///< about; each frame keeps its own time
    int kilobits = 900;       ///< a second, about
    int soundKilobits = 0;    ///< of the sound; 0: the clip has none
};

/// What went into a clip.
struct ClipSummary
{
    int frames = 0;
    int late = 0; ///< frames that were no later than the one before: left out
    std::chrono::milliseconds duration{0};
    std::chrono::milliseconds sound{0}; ///< that was heard
    int soundGaps = 0;                  ///< places at which some of it is missing
    qint64 bytes = 0;
    QByteArray digest; ///< SHA-256 over all bytes
};

/// Writes a clip (WebM, VP8, with Opus where it has sound) piece by piece into a sink, as it comes; neither it nor
/// FFmpeg keeps a file. Whoever stands behind the sink seals the pieces. One thread at a time.
class ClipWriter
{
public:
    /// The sink outlives it.
    [[nodiscard]] static Result<std::unique_ptr<ClipWriter>> begin(const ClipShape& shape, core::ChunkSink& sink);
    ~ClipWriter(); ///< a clip that was not finished is abandoned
    ClipWriter(const ClipWriter&) = delete;
    ClipWriter& operator=(const ClipWriter&) = delete;

    /// Grey8 or Bgr8, of the clip's size; its time is the device's.
    [[nodiscard]] Result<> add(const Frame& frame);
    /// Of a clip that has sound; on the same clock as the frames. What is missing between two pieces stays silent.
    [[nodiscard]] Result<> add(const Sound& sound);
    [[nodiscard]] Result<ClipSummary> finish();

private:
    struct Inner;
    explicit ClipWriter(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

} // namespace tirkeu::imaging
