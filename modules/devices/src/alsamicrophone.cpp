#include <devices/alsamicrophone.h>

#include "answering.h"
#include "mailbox.h"
#include "streamdriver.h"

#include <devices/trouble.h>

#include <QPointer>

#include <array>
#include <cerrno>
#include <mutex>
#include <utility>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kNotOpened{"devices.microphone-not-opened"};
constexpr ErrorCode kInUse{"devices.microphone-in-use"};
constexpr ErrorCode kLost{"devices.microphone-lost"};
constexpr ErrorCode kSilent{"devices.microphone-silent"};
constexpr ErrorCode kSlow{"devices.microphone-slow"};

constexpr std::chrono::milliseconds kLook{20};
constexpr std::chrono::milliseconds kSilence{2000};
constexpr long kMostAtOnce = imaging::Sound::kSamplesPerSecond / 10;
constexpr int kMostPieces = 8;            ///< of one look: a card that never runs dry holds the thread up no longer
constexpr std::size_t kMostWaiting = 500; ///< pieces that nobody has come for yet: ten seconds at the usual pace

std::chrono::microseconds timeOf(long samples)
{
    return std::chrono::microseconds(samples * 1'000'000 / imaging::Sound::kSamplesPerSecond);
}
} // namespace

/// The work of an AlsaMicrophone, all of it in the microphone's thread.
class AlsaMicrophone::Stream final : public StreamWork
{
public:
    Stream(QString name, std::unique_ptr<SoundCalls> calls)
        : m_name(std::move(name))
        , m_calls(std::move(calls))
    {
        m_look.setTimerType(Qt::PreciseTimer);
        m_silence.setSingleShot(true);
        connect(&m_look, &QTimer::timeout, this, [this] { look(); });
        connect(&m_silence, &QTimer::timeout, this, [this] {
            lose({kSilent, ErrorKind::DeviceFault, QStringLiteral("no sample in time")});
        });
    }

    [[nodiscard]] Result<> open()
    {
        if (m_isOpen)
            return failure(kBusy, ErrorKind::Retry, QStringLiteral("open already"));
        {
            const std::lock_guard lock(m_mutex);
            m_counts = {};
        }
        static_cast<void>(m_pieces.take()); // of the recording before
        if (const int code = m_calls->open(m_name); code < 0)
            return failure(code == -EBUSY ? kInUse : kNotOpened, ErrorKind::DeviceFault, qt_error_string(-code));
        m_isOpen = true;
        m_look.start(kLook);
        m_silence.start(kSilence);
        return {};
    }
    void letGo() override
    {
        m_look.stop();
        m_silence.stop();
        if (std::exchange(m_isOpen, false))
            m_calls->close();
    }

    // From any thread.
    [[nodiscard]] SoundCounts counts() const
    {
        const std::lock_guard lock(m_mutex);
        return m_counts;
    }
    [[nodiscard]] std::deque<imaging::Sound> takePieces() { return m_pieces.take(); }

private:
    void look()
    {
        for (int piece = 0; piece < kMostPieces && m_isOpen; ++piece) {
            long waiting = 0;
            const long got = m_calls->read(m_room.data(), kMostAtOnce, waiting);
            const auto now = std::chrono::steady_clock::now().time_since_epoch();
            if (got == -EAGAIN)
                return;
            if (got <= 0)
                return failed(static_cast<int>(got));
            m_silence.start(kSilence);
            count(static_cast<quint64>(got));
            const auto bytes = qsizetype(got) * imaging::Sound::kBytes;
            const imaging::Sound sound{
                std::chrono::duration_cast<std::chrono::microseconds>(now) - timeOf(got + waiting),
                QByteArray(reinterpret_cast<const char*>(m_room.data()), bytes)};
            const auto put = m_pieces.put(sound);
            if (put.pushedOut)
                countGap();
            if (put.isNews)
                tellNews();
            if (waiting <= 0)
                return;
        }
    }
    void failed(int code)
    {
        const bool isOverrun = code == -EPIPE || code == -ESTRPIPE;
        if (isOverrun && m_calls->recover(code) >= 0)
            return countGap();
        lose({kLost, ErrorKind::DeviceFault, qt_error_string(-code)});
    }
    void count(quint64 samples)
    {
        const std::lock_guard lock(m_mutex);
        m_counts.samples += samples;
    }
    void countGap()
    {
        const std::lock_guard lock(m_mutex);
        ++m_counts.gaps;
    }
    void lose(const Error& why)
    {
        letGo();
        tellEnded(why);
    }

    Mailbox<imaging::Sound> m_pieces{kMostWaiting};
    const QString m_name;
    const std::unique_ptr<SoundCalls> m_calls;
    bool m_isOpen = false;
    QTimer m_look{this};
    QTimer m_silence{this};
    std::array<std::int16_t, kMostAtOnce> m_room{};
    mutable std::mutex m_mutex;
    SoundCounts m_counts; ///< guarded
};

AlsaMicrophone::AlsaMicrophone(QString name, std::unique_ptr<SoundCalls> calls, QObject* parent)
    : Microphone(parent)
    , m_stream(std::make_shared<Stream>(std::move(name), std::move(calls)))
    , m_driver(std::make_unique<StreamDriver>(QStringLiteral("microphone"), m_stream, kSlow,
          StreamDriver::Told{[this] { giveOut(); },
              [this](const Error& why) {
                  Q_EMIT lost(why);
              }}))
{
}

AlsaMicrophone::~AlsaMicrophone() = default;

QFuture<Result<>> AlsaMicrophone::open(std::chrono::milliseconds deadline)
{
    const auto promise = begun<void>();
    m_driver->ask(
        StreamAction::Open, deadline, [stream = m_stream.get()] { return stream->open(); },
        answering(promise, [] { return Result<>(); }));
    return promise->future();
}

QFuture<Result<>> AlsaMicrophone::close()
{
    const auto promise = begun<void>();
    m_driver->close(answering(promise, [] { return Result<>(); }));
    return promise->future();
}

void AlsaMicrophone::suspend()
{
    m_driver->suspend();
}

void AlsaMicrophone::resume()
{
    m_driver->resume();
}

SoundCounts AlsaMicrophone::counts() const
{
    return m_stream->counts();
}

void AlsaMicrophone::giveOut()
{
    const QPointer<AlsaMicrophone> self(this);
    for (const imaging::Sound& piece : m_stream->takePieces()) {
        if (!self || !m_driver->isStreaming())
            return;
        Q_EMIT heard(piece);
    }
}

} // namespace tirkeu::devices
