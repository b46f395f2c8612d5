#include <imaging/clipreader.h>

#include <QString>

#include "ffmpeg.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace tirkeu::imaging {

namespace {
constexpr ErrorCode kUnreadable{"imaging.clip-unreadable"};
constexpr int kBuffer = 32 * 1024;

tl::unexpected<Error> unreadable(const char* what, int code = 0)
{
    return failure(kUnreadable, ErrorKind::OperatorCanFix, QString::fromLatin1(what) + u' ' + ffmpegText(code));
}
} // namespace

struct ClipReader::Inner
{
    Inner(QByteArray all, const ClipLimits& most)
        : bytes(std::move(all))
        , limits(most)
    {
    }
    ~Inner() { avformat_close_input(&container); }
    Inner(const Inner&) = delete;
    Inner& operator=(const Inner&) = delete;

    static int readPiece(void* self, std::uint8_t* room, int size)
    {
        auto& inner = *static_cast<Inner*>(self);
        const qsizetype left = std::min<qsizetype>(size, inner.bytes.size() - inner.at);
        if (left <= 0)
            return AVERROR_EOF;
        std::memcpy(room, inner.bytes.constData() + inner.at, static_cast<std::size_t>(left));
        inner.at += left;
        return static_cast<int>(left);
    }
    [[nodiscard]] Result<> open();
    [[nodiscard]] Result<Frame> frame();

    QByteArray bytes;
    ClipLimits limits;
    qsizetype at = 0;
    Owned<AVIOContext> io;
    AVFormatContext* container = nullptr;
    Owned<AVCodecContext> codec;
    Owned<AVPacket> packet;
    Owned<AVFrame> picture;
    Owned<SwsContext> scaler;
    int stream = -1;
    Size size;
    int read = 0;
    bool drained = false;
};

Result<> ClipReader::Inner::open()
{
    io.reset(avio_alloc_context(
        static_cast<unsigned char*>(av_malloc(kBuffer)), kBuffer, 0, this, &Inner::readPiece, nullptr, nullptr));
    container = avformat_alloc_context();
    if (!io || container == nullptr)
        return unreadable("memory");
    io->seekable = 0;
    container->pb = io.get();
    container->flags |= AVFMT_FLAG_CUSTOM_IO;
    if (const int code = avformat_open_input(&container, nullptr, av_find_input_format("matroska"), nullptr); code < 0)
        return unreadable("container", code);
    for (unsigned i = 0; i < container->nb_streams && stream < 0; ++i) {
        if (container->streams[i]->codecpar->codec_id == AV_CODEC_ID_VP8)
            stream = static_cast<int>(i);
    }
    if (stream < 0)
        return unreadable("no VP8");
    const AVCodecParameters& said = *container->streams[stream]->codecpar;
    size = {said.width, said.height};
    if (size.width < 1 || size.height < 1 || size.width > limits.maxSide || size.height > limits.maxSide)
        return unreadable("size");
    const AVCodec* vp8 = avcodec_find_decoder(AV_CODEC_ID_VP8);
    codec.reset(vp8 != nullptr ? avcodec_alloc_context3(vp8) : nullptr);
    packet.reset(av_packet_alloc());
    picture.reset(av_frame_alloc());
    if (!codec || !packet || !picture || avcodec_parameters_to_context(codec.get(), &said) < 0)
        return unreadable("decoder");
    codec->thread_count = 1;
    codec->max_pixels = std::int64_t(limits.maxSide) * limits.maxSide;
    if (const int code = avcodec_open2(codec.get(), vp8, nullptr); code < 0)
        return unreadable("decoder", code);
    return {};
}

Result<Frame> ClipReader::Inner::frame()
{
    if (picture->width != size.width || picture->height != size.height || picture->format != AV_PIX_FMT_YUV420P)
        return unreadable("the picture changes its size");
    if (!scaler)
        scaler.reset(sws_getContext(size.width, size.height, AV_PIX_FMT_YUV420P, size.width, size.height,
            AV_PIX_FMT_BGR24, SWS_POINT, nullptr, nullptr, nullptr));
    if (!scaler)
        return unreadable("memory");
    // The converter writes rows in steps of its own and may touch a little more than it was asked for.
    const int line = size.width * 3;
    const int wide = (line + 63) / 64 * 64;
    QByteArray rows(qsizetype(wide) * size.height + 64, Qt::Uninitialized);
    std::uint8_t* planes[] = {reinterpret_cast<std::uint8_t*>(rows.data()), nullptr, nullptr, nullptr};
    const int strides[] = {wide, 0, 0, 0};
    sws_scale(scaler.get(), picture->data, picture->linesize, 0, size.height, planes, strides);
    QByteArray tight(qsizetype(line) * size.height, Qt::Uninitialized);
    for (int y = 0; y < size.height; ++y)
        std::memcpy(
            tight.data() + qsizetype(y) * line, rows.constData() + qsizetype(y) * wide, static_cast<std::size_t>(line));
    const std::int64_t time =
        av_rescale_q(picture->best_effort_timestamp, container->streams[stream]->time_base, {1, 1'000'000});
    return Frame::make(size, PixelFormat::Bgr8, tight,
        {Band::Visible, std::chrono::microseconds(time), static_cast<std::uint64_t>(read++)});
}

ClipReader::ClipReader(std::unique_ptr<Inner> inner)
    : m_inner(std::move(inner))
{
}

ClipReader::~ClipReader() = default;

Result<std::unique_ptr<ClipReader>> ClipReader::open(QByteArray bytes, const ClipLimits& limits)
{
    if (bytes.isEmpty() || bytes.size() > limits.maxBytes)
        return unreadable("bytes");
    av_log_set_level(AV_LOG_QUIET);
    auto inner = std::make_unique<Inner>(std::move(bytes), limits);
    if (const Result<> opened = inner->open(); !opened)
        return failure(opened);
    return std::unique_ptr<ClipReader>(new ClipReader(std::move(inner)));
}

Size ClipReader::size() const
{
    return m_inner->size;
}

Result<std::optional<Frame>> ClipReader::next()
{
    Inner& inner = *m_inner;
    for (;;) {
        const int got = avcodec_receive_frame(inner.codec.get(), inner.picture.get());
        if (got == AVERROR_EOF)
            return std::nullopt;
        if (got >= 0) {
            if (inner.read >= inner.limits.maxFrames)
                return unreadable("too many frames");
            Result<Frame> frame = inner.frame();
            return frame ? Result<std::optional<Frame>>(std::move(*frame)) : failure(frame);
        }
        if (got != AVERROR(EAGAIN))
            return unreadable("picture", got);
        if (const int code = av_read_frame(inner.container, inner.packet.get()); code < 0) {
            if (std::exchange(inner.drained, true) || code != AVERROR_EOF)
                return unreadable("packet", code);
            avcodec_send_packet(inner.codec.get(), nullptr);
            continue;
        }
        const int sent =
            inner.packet->stream_index == inner.stream ? avcodec_send_packet(inner.codec.get(), inner.packet.get()) : 0;
        av_packet_unref(inner.packet.get());
        if (sent < 0)
            return unreadable("packet", sent);
    }
}

} // namespace tirkeu::imaging
