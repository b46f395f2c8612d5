#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
}

#include <QString>

#include <memory>

/// FFmpeg's things as owned ones. Seen only by the clip sources.
namespace tirkeu::imaging {

struct FreeFfmpeg
{
    void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
    void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
    void operator()(AVIOContext* io) const
    {
        if (io != nullptr)
            av_freep(&io->buffer);
        avio_context_free(&io);
    }
};
template<typename T>
using Owned = std::unique_ptr<T, FreeFfmpeg>;

inline QString ffmpegText(int code)
{
    char text[AV_ERROR_MAX_STRING_SIZE] = {};
    av_strerror(code, text, sizeof text);
    return QString::fromLatin1(text);
}

} // namespace tirkeu::imaging
