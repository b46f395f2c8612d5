#include "soundtrack.h"

#include <algorithm>
#include <cstring>

namespace tirkeu::imaging {

namespace {
constexpr int kRate = Sound::kSamplesPerSecond;
constexpr AVRational kSample{1, kRate};
// A driver's times shake by a few milliseconds; more than this is sound that is missing.
constexpr std::int64_t kShake = kRate / 20;
} // namespace

int SoundTrack::begin(AVFormatContext* container, int kilobits)
{
    const AVCodec* opus = avcodec_find_encoder_by_name("libopus");
    m_codec.reset(opus != nullptr ? avcodec_alloc_context3(opus) : nullptr);
    m_frame.reset(av_frame_alloc());
    m_packet.reset(av_packet_alloc());
    if (!m_codec || !m_frame || !m_packet)
        return AVERROR_ENCODER_NOT_FOUND;
    m_codec->sample_rate = kRate;
    m_codec->sample_fmt = AV_SAMPLE_FMT_S16;
    m_codec->time_base = kSample;
    m_codec->bit_rate = std::int64_t(kilobits) * 1000;
    av_channel_layout_default(&m_codec->ch_layout, 1);
    AVDictionary* options = nullptr;
    av_dict_set(&options, "application", "voip", 0);
    const int opened = avcodec_open2(m_codec.get(), opus, &options);
    av_dict_free(&options);
    if (opened < 0)
        return opened;
    m_frame->format = m_codec->sample_fmt;
    m_frame->sample_rate = kRate;
    m_frame->nb_samples = m_codec->frame_size;
    av_channel_layout_default(&m_frame->ch_layout, 1);
    if (const int room = av_frame_get_buffer(m_frame.get(), 0); room < 0)
        return room;
    m_container = container;
    m_stream = avformat_new_stream(container, nullptr);
    if (m_stream == nullptr)
        return AVERROR(ENOMEM);
    m_stream->time_base = kSample;
    return avcodec_parameters_from_context(m_stream->codecpar, m_codec.get());
}

int SoundTrack::add(const Sound& sound, std::int64_t at)
{
    const qsizetype early = at < 0 ? qsizetype(std::min<std::int64_t>(-at, sound.count())) : 0;
    const QByteArrayView samples =
        QByteArrayView(sound.samples).first(sound.count() * Sound::kBytes).sliced(early * Sound::kBytes);
    if (samples.isEmpty())
        return 0;
    const std::int64_t begins = at + early;
    const std::int64_t expected = m_next + m_waiting.size() / Sound::kBytes;
    if (m_next < 0) {
        m_next = begins;
    } else if (begins > expected + kShake) {
        // What is missing stays missing: the rest is written where it was, and the new where it is.
        if (const int rest = encodeNext(static_cast<int>(m_waiting.size() / Sound::kBytes)); rest < 0)
            return rest;
        m_next = begins;
        ++m_gaps;
    }
    m_waiting.append(samples);
    m_samples += samples.size() / Sound::kBytes;
    return encodeWhole();
}

int SoundTrack::encodeWhole()
{
    const qsizetype whole = qsizetype(m_codec->frame_size) * Sound::kBytes;
    while (m_waiting.size() >= whole) {
        if (const int done = encodeNext(m_codec->frame_size); done < 0)
            return done;
    }
    return 0;
}

// A piece shorter than the codec's frame is made whole with silence: only the last may be short.
int SoundTrack::encodeNext(int count)
{
    if (count == 0)
        return 0;
    if (const int writable = av_frame_make_writable(m_frame.get()); writable < 0)
        return writable;
    const qsizetype bytes = count * Sound::kBytes;
    const qsizetype room = m_codec->frame_size * Sound::kBytes;
    std::memcpy(m_frame->data[0], m_waiting.constData(), static_cast<std::size_t>(bytes));
    std::memset(m_frame->data[0] + bytes, 0, static_cast<std::size_t>(room - bytes));
    m_frame->pts = m_next;
    m_waiting.remove(0, bytes);
    m_next += m_codec->frame_size;
    return encode(m_frame.get());
}

int SoundTrack::encode(const AVFrame* frame)
{
    int code = avcodec_send_frame(m_codec.get(), frame);
    while (code >= 0) {
        code = avcodec_receive_packet(m_codec.get(), m_packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return 0;
        if (code < 0)
            break;
        av_packet_rescale_ts(m_packet.get(), kSample, m_stream->time_base);
        m_packet->stream_index = m_stream->index;
        code = av_write_frame(m_container, m_packet.get());
        av_packet_unref(m_packet.get());
    }
    return code;
}

int SoundTrack::finish()
{
    const int rest = encodeNext(static_cast<int>(m_waiting.size() / Sound::kBytes));
    return rest < 0 ? rest : encode(nullptr);
}

} // namespace tirkeu::imaging
