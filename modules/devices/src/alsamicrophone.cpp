#include <devices/alsamicrophone.h>

#include "inthread.h"

#include <devices/trouble.h>

#include <QCoreApplication>

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

constexpr std::chrono::milliseconds kPatience{3000};
constexpr std::chrono::milliseconds kLetsGo{1000};
constexpr std::chrono::milliseconds kLook{20};
constexpr std::chrono::milliseconds kSilence{2000};
constexpr long kMostAtOnce = imaging::Sound::kSamplesPerSecond / 10;
constexpr int kMostPieces = 8; ///< of one look: a card that never runs dry holds the thread up no longer

std::chrono::microseconds timeOf(long samples)
{
    return std::chrono::microseconds(samples * 1'000'000 / imaging::Sound::kSamplesPerSecond);
}
} // namespace

/// The work of an AlsaMicrophone, all of it in the microphone's thread.
class AlsaMicrophone::Stream final : public QObject
{
public:
    Stream(AlsaMicrophone& front, QString name, std::unique_ptr<SoundCalls> calls)
        : m_front(&front)
        , m_name(std::move(name))
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
        if (const int code = m_calls->open(m_name); code < 0)
            return failure(code == -EBUSY ? kInUse : kNotOpened, ErrorKind::DeviceFault, qt_error_string(-code));
        m_isOpen = true;
        m_look.start(kLook);
        m_silence.start(kSilence);
        return {};
    }
    void close()
    {
        m_look.stop();
        m_silence.stop();
        if (std::exchange(m_isOpen, false))
            m_calls->close();
    }
    /// From any thread: nothing is told any more.
    void leaveFront()
    {
        const std::lock_guard lock(m_frontMutex);
        m_front = nullptr;
    }
    [[nodiscard]] SoundCounts counts() const
    {
        const std::lock_guard lock(m_mutex);
        return m_counts;
    }

private:
    template<typename Tell>
    void tellFront(const Tell& tell)
    {
        const std::lock_guard lock(m_frontMutex);
        if (m_front != nullptr)
            tell(*m_front);
    }
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
            {
                const std::lock_guard lock(m_mutex);
                m_counts.samples += static_cast<quint64>(got);
            }
            const auto bytes = qsizetype(got) * imaging::Sound::kBytes;
            const imaging::Sound sound{
                std::chrono::duration_cast<std::chrono::microseconds>(now) - timeOf(got + waiting),
                QByteArray(reinterpret_cast<const char*>(m_room.data()), bytes)};
            tellFront([&sound](AlsaMicrophone& front) { Q_EMIT front.heard(sound); });
            if (waiting <= 0)
                return;
        }
    }
    void failed(int code)
    {
        const bool isOverrun = code == -EPIPE || code == -ESTRPIPE;
        if (isOverrun && m_calls->recover(code) >= 0) {
            const std::lock_guard lock(m_mutex);
            ++m_counts.gaps;
            return;
        }
        lose({kLost, ErrorKind::DeviceFault, qt_error_string(-code)});
    }
    void lose(const Error& why)
    {
        close();
        tellFront([&why](AlsaMicrophone& front) { Q_EMIT front.lost(why); });
    }

    std::mutex m_frontMutex;
    AlsaMicrophone* m_front; ///< guarded; null once it is gone
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
    , m_thread(std::make_unique<QThread>())
    , m_stream(std::make_shared<Stream>(*this, std::move(name), std::move(calls)))
{
    m_thread->setObjectName(QStringLiteral("microphone"));
    m_stream->moveToThread(m_thread.get());
    // In the microphone's thread; the connection keeps the stream for as long as there is that thread.
    connect(m_thread.get(), &QThread::finished, [stream = m_stream] {
        // What was asked before is answered before.
        QCoreApplication::sendPostedEvents(stream.get(), QEvent::MetaCall);
        stream->close();
    });
    // Behind that one: it matters where the thread was left to itself.
    connect(m_thread.get(), &QThread::finished, m_thread.get(), &QObject::deleteLater);
    m_thread->start();
}

AlsaMicrophone::~AlsaMicrophone()
{
    m_stream->leaveFront();
    m_thread->quit();
    if (m_thread->wait(QDeadlineTimer(kLetsGo)))
        return;
    // A sound server can leave a call unanswered, and the window must not stand still for that.
    static_cast<void>(m_thread.release());
}

QFuture<Result<>> AlsaMicrophone::open(std::chrono::milliseconds deadline)
{
    Stream* stream = m_stream.get();
    return inThread<void>(stream, this, deadline, kSlow, [stream](OnceAnswered<void>& answer) {
        const Result<> opened = stream->open();
        // Too late: nobody waits for this sound.
        if (!answer.give(opened) && opened)
            stream->close();
    });
}

QFuture<Result<>> AlsaMicrophone::close()
{
    Stream* stream = m_stream.get();
    return inThread<void>(stream, this, kPatience, kSlow, [stream](OnceAnswered<void>& answer) {
        stream->close();
        answer.give({});
    });
}

SoundCounts AlsaMicrophone::counts() const
{
    return m_stream->counts();
}

} // namespace tirkeu::devices
