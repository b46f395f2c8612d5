#include <imaging/clipwriter.h>

#include <QString>

#include "ffmpeg.h"
#include "soundtrack.h"

#include <core/hashing.h>

#include <algorithm>
#include <optional>

namespace tirkeu::imaging {

namespace {
constexpr ErrorCode kNotBegun{"imaging.clip-not-begun"};
constexpr ErrorCode kNotWritten{"imaging.clip-not-written"};
constexpr ErrorCode kFrameDiffers{"imaging.clip-frame-differs"};

constexpr int kBuffer = 64 * 1024;
constexpr AVRational kMilliseconds{1, 1000};

tl::unexpected<Error> notBegun(const char* what, int code = 0)
{
    return failure(kNotBegun, ErrorKind::ServiceFault, QString::fromLatin1(what) + u' ' + ffmpegText(code));
}
} // namespace

struct ClipWriter::Inner
{
    Inner(const ClipShape& wanted, core::ChunkSink& target)
        : shape(wanted)
        , sink(target)
    {
    }
    ~Inner()
    {
        if (!ended)
            sink.abandon();
        // The container refers to the stream of bytes, which is owned here.
        avformat_free_context(container);
    }
    Inner(const Inner&) = delete;
    Inner& operator=(const Inner&) = delete;

    static int writePiece(void* self, std::uint8_t* bytes, int size)
    {
        auto& inner = *static_cast<Inner*>(self);
        const QByteArrayView piece(reinterpret_cast<const char*>(bytes), size);
        if (Result<> done = inner.sink.write(piece); !done) {
            inner.sinkError = done.error();
            return AVERROR(EIO);
        }
        inner.hasher.add(piece);
        inner.bytes += size;
        return size;
    }

    [[nodiscard]] Result<> openCodec();
    [[nodiscard]] Result<> openContainer();
    [[nodiscard]] Result<> encode(const AVFrame* frame);
    [[nodiscard]] tl::unexpected<Error> notWritten(int code) const
    {
        if (sinkError)
            return tl::make_unexpected(*sinkError);
        return failure(kNotWritten, ErrorKind::ServiceFault, ffmpegText(code));
    }

    ClipShape shape;
    core::ChunkSink& sink;
    std::optional<Error> sinkError;
    core::Hasher hasher{core::HashAlgorithm::Sha256};
    qint64 bytes = 0;
    Owned<AVIOContext> io;
    AVFormatContext* container = nullptr;
    AVStream* stream = nullptr;
    Owned<AVCodecContext> codec;
    Owned<AVFrame> picture;
    Owned<AVPacket> packet;
    Owned<SwsContext> scaler;
    AVPixelFormat scaledFrom = AV_PIX_FMT_NONE;
    std::optional<SoundTrack> sound;
    std::optional<std::chrono::microseconds> first; ///< time of the first frame or sample: where the clip begins
    std::int64_t last = -1;
    ClipSummary summary;
    bool ended = false;
};

Result<> ClipWriter::Inner::openCodec()
{
    const AVCodec* vp8 = avcodec_find_encoder_by_name("libvpx");
    codec.reset(vp8 != nullptr ? avcodec_alloc_context3(vp8) : nullptr);
    if (!codec)
        return notBegun("no VP8");
    codec->width = shape.size.width;
    codec->height = shape.size.height;
    codec->time_base = kMilliseconds;
    codec->framerate = {shape.framesPerSecond, 1};
    codec->pix_fmt = AV_PIX_FMT_YUV420P;
    codec->bit_rate = std::int64_t(shape.kilobits) * 1000;
    codec->gop_size = shape.framesPerSecond * 2;
    codec->thread_count = 1;
    // Quick and nothing kept back: the clip is made while the person is there. A speed above nought would be a wish
    // that the encoder follows by its own clock, twice as slow at times; one below nought is the speed itself.
    AVDictionary* options = nullptr;
    av_dict_set(&options, "deadline", "realtime", 0);
    av_dict_set(&options, "cpu-used", "-8", 0);
    av_dict_set(&options, "lag-in-frames", "0", 0);
    const int opened = avcodec_open2(codec.get(), vp8, &options);
    av_dict_free(&options);
    if (opened < 0)
        return notBegun("encoder", opened);
    picture.reset(av_frame_alloc());
    packet.reset(av_packet_alloc());
    picture->format = codec->pix_fmt;
    picture->width = codec->width;
    picture->height = codec->height;
    const int room = av_frame_get_buffer(picture.get(), 0);
    return room < 0 ? Result<>(notBegun("memory", room)) : Result<>();
}

Result<> ClipWriter::Inner::openContainer()
{
    if (const int made = avformat_alloc_output_context2(&container, nullptr, "webm", nullptr); made < 0)
        return notBegun("container", made);
    auto* buffer = static_cast<unsigned char*>(av_malloc(kBuffer));
    io.reset(avio_alloc_context(buffer, kBuffer, 1, this, nullptr, &Inner::writePiece, nullptr));
    if (!io)
        return notBegun("memory");
    io->seekable = 0; // what has been handed over is sealed and gone
    container->pb = io.get();
    container->flags |= AVFMT_FLAG_CUSTOM_IO | AVFMT_FLAG_BITEXACT;
    stream = avformat_new_stream(container, nullptr);
    if (stream == nullptr)
        return notBegun("stream");
    stream->time_base = kMilliseconds;
    stream->avg_frame_rate = codec->framerate;
    avcodec_parameters_from_context(stream->codecpar, codec.get());
    if (shape.soundKilobits > 0) {
        sound.emplace();
        if (const int begun = sound->begin(container, shape.soundKilobits); begun < 0)
            return notBegun("sound", begun);
    }
    AVDictionary* options = nullptr;
    av_dict_set(&options, "live", "1", 0);
    const int written = avformat_write_header(container, &options);
    av_dict_free(&options);
    return written < 0 ? Result<>(notWritten(written)) : Result<>();
}

Result<> ClipWriter::Inner::encode(const AVFrame* frame)
{
    int code = avcodec_send_frame(codec.get(), frame);
    while (code >= 0) {
        code = avcodec_receive_packet(codec.get(), packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return {};
        if (code < 0)
            break;
        av_packet_rescale_ts(packet.get(), kMilliseconds, stream->time_base);
        packet->stream_index = stream->index;
        code = av_write_frame(container, packet.get());
        av_packet_unref(packet.get());
    }
    return notWritten(code);
}

ClipWriter::ClipWriter(std::unique_ptr<Inner> inner)
    : m_inner(std::move(inner))
{
}

ClipWriter::~ClipWriter() = default;

Result<std::unique_ptr<ClipWriter>> ClipWriter::begin(const ClipShape& shape, core::ChunkSink& sink)
{
    constexpr int kMostSide = 1920;
    const auto isSide = [](int side) {
        return side >= 16 && side <= kMostSide && side % 2 == 0;
    };
    av_log_set_level(AV_LOG_QUIET); // what it has to say comes back as a code
    auto inner = std::make_unique<Inner>(shape, sink);
    if (!isSide(shape.size.width) || !isSide(shape.size.height) || shape.framesPerSecond < 1 ||
        shape.framesPerSecond > 60 || shape.kilobits < 50 || shape.kilobits > 20'000 || shape.soundKilobits < 0 ||
        shape.soundKilobits > 256)
        return notBegun("shape");
    if (const Result<> codec = inner->openCodec(); !codec)
        return failure(codec);
    if (const Result<> container = inner->openContainer(); !container)
        return failure(container);
    return std::unique_ptr<ClipWriter>(new ClipWriter(std::move(inner)));
}

Result<> ClipWriter::add(const Frame& frame)
{
    Inner& inner = *m_inner;
    if (inner.ended || frame.size() != inner.shape.size || frame.format() == PixelFormat::Grey16)
        return failure(kFrameDiffers, ErrorKind::Bug, QStringLiteral("size, format, or after the end"));
    if (inner.sinkError)
        return tl::make_unexpected(*inner.sinkError);
    if (!inner.first)
        inner.first = frame.info().deviceTime;
    const std::int64_t at =
        std::chrono::duration_cast<std::chrono::milliseconds>(frame.info().deviceTime - *inner.first).count();
    if (at <= inner.last) {
        ++inner.summary.late;
        return {};
    }
    const AVPixelFormat from = frame.format() == PixelFormat::Grey8 ? AV_PIX_FMT_GRAY8 : AV_PIX_FMT_BGR24;
    if (inner.scaledFrom != from) {
        inner.scaler.reset(sws_getContext(frame.width(), frame.height(), from, frame.width(), frame.height(),
            AV_PIX_FMT_YUV420P, SWS_POINT, nullptr, nullptr, nullptr));
        inner.scaledFrom = from;
    }
    if (!inner.scaler || av_frame_make_writable(inner.picture.get()) < 0)
        return inner.notWritten(AVERROR(ENOMEM));
    const std::uint8_t* rows[] = {frame.row(0), nullptr, nullptr, nullptr};
    const int strides[] = {frame.width() * bytesPerPixel(frame.format()), 0, 0, 0};
    sws_scale(inner.scaler.get(), rows, strides, 0, frame.height(), inner.picture->data, inner.picture->linesize);
    inner.picture->pts = at;
    inner.last = at;
    ++inner.summary.frames;
    return inner.encode(inner.picture.get());
}

Result<> ClipWriter::add(const Sound& sound)
{
    Inner& inner = *m_inner;
    if (inner.ended || !inner.sound)
        return failure(kFrameDiffers, ErrorKind::Bug, QStringLiteral("a clip without sound, or after the end"));
    if (inner.sinkError)
        return tl::make_unexpected(*inner.sinkError);
    if (!inner.first)
        inner.first = sound.deviceTime;
    const std::int64_t at = av_rescale((sound.deviceTime - *inner.first).count(), Sound::kSamplesPerSecond, 1'000'000);
    const int code = inner.sound->add(sound, at);
    return code < 0 ? Result<>(inner.notWritten(code)) : Result<>();
}

Result<ClipSummary> ClipWriter::finish()
{
    Inner& inner = *m_inner;
    if (inner.ended)
        return failure(kFrameDiffers, ErrorKind::Bug, QStringLiteral("after the end"));
    if (const Result<> rest = inner.encode(nullptr); !rest)
        return failure(rest);
    if (inner.sound) {
        if (const int code = inner.sound->finish(); code < 0)
            return inner.notWritten(code);
        inner.summary.sound = std::chrono::milliseconds(inner.sound->samples() * 1000 / Sound::kSamplesPerSecond);
        inner.summary.soundGaps = inner.sound->gaps();
    }
    if (const int code = av_write_trailer(inner.container); code < 0)
        return inner.notWritten(code);
    avio_flush(inner.io.get());
    if (inner.sinkError)
        return tl::make_unexpected(*inner.sinkError);
    inner.ended = true;
    if (const Result<> done = inner.sink.finish(); !done)
        return failure(done);
    inner.summary.duration = std::chrono::milliseconds(std::max<std::int64_t>(inner.last, 0));
    inner.summary.bytes = inner.bytes;
    inner.summary.digest = inner.hasher.digest();
    return inner.summary;
}

} // namespace tirkeu::imaging
