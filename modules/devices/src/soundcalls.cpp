#include <devices/soundcalls.h>

#include <cerrno>

#include <alsa/asoundlib.h>

namespace tirkeu::devices {

namespace {
constexpr unsigned kRate = 48'000;
constexpr unsigned kBufferTime = 500'000; // microseconds: so long may the reader be away

class Alsa final : public SoundCalls
{
public:
    ~Alsa() override { close(); }
    Alsa() = default;
    Alsa(const Alsa&) = delete;
    Alsa& operator=(const Alsa&) = delete;

    [[nodiscard]] int open(const QString& name) override
    {
        close();
        int code = snd_pcm_open(&m_card, name.toUtf8().constData(), SND_PCM_STREAM_CAPTURE, SND_PCM_NONBLOCK);
        if (code < 0)
            return code;
        constexpr int kResample = 1;
        code = snd_pcm_set_params(
            m_card, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, 1, kRate, kResample, kBufferTime);
        if (code >= 0)
            code = snd_pcm_start(m_card);
        if (code < 0)
            close();
        return code;
    }
    [[nodiscard]] long read(std::int16_t* to, long most, long& waiting) override
    {
        const snd_pcm_sframes_t come = snd_pcm_avail_update(m_card);
        if (come <= 0)
            return come == 0 ? -EAGAIN : come;
        const snd_pcm_sframes_t got = snd_pcm_readi(m_card, to, static_cast<snd_pcm_uframes_t>(most));
        waiting = got > 0 && come > got ? come - got : 0;
        return got == 0 ? -EAGAIN : got;
    }
    [[nodiscard]] int recover(int error) override
    {
        constexpr int kSilently = 1;
        const int code = snd_pcm_recover(m_card, error, kSilently);
        return code < 0 ? code : snd_pcm_start(m_card);
    }
    void close() override
    {
        if (m_card != nullptr)
            snd_pcm_close(m_card);
        m_card = nullptr;
    }

private:
    snd_pcm_t* m_card = nullptr;
};
} // namespace

std::unique_ptr<SoundCalls> SoundCalls::ofTheSystem()
{
    return std::make_unique<Alsa>();
}

} // namespace tirkeu::devices
