#include "sealwatch.h"

#include <core/cryptothread.h>
#include <core/log.h>

#include <QDeadlineTimer>
#include <QMutex>
#include <QTimer>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(lcSeal, "tirkeu.seal")
constexpr ErrorCode kNotLooked{"settings.seal-not-looked-for"};
constexpr ErrorCode kAbsent{"settings.seal-token-absent"};
} // namespace

class SealWatch::Work final : public QObject
{
public:
    Work(Open open, std::chrono::milliseconds look)
        : m_open(std::move(open))
    {
        m_timer.setInterval(look);
        connect(&m_timer, &QTimer::timeout, this, [this] { this->look(); });
    }
    ~Work() override
    {
        // With it signs a thread whose reader hangs: nobody may take it from under that.
        if (m_token && m_token->isInBatch())
            static_cast<void>(m_token.release());
    }
    void start()
    {
        m_timer.start();
        look();
    }
    void stop() { m_timer.stop(); }
    [[nodiscard]] Result<core::Signer*> found() const
    {
        const QMutexLocker locked(&m_lock);
        return m_found;
    }

private:
    void look()
    {
        const Result<> found = find();
        const QMutexLocker locked(&m_lock);
        m_found = found ? Result<core::Signer*>(m_token.get()) : failure(found);
    }
    [[nodiscard]] Result<> find()
    {
        if (m_token)
            return m_token->readiness();
        auto opened = m_open();
        if (!opened)
            return failure(opened);
        m_token = std::move(*opened);
        return m_token ? m_token->readiness()
                       : failure(kAbsent, ErrorKind::OperatorCanFix, QStringLiteral("nobody wrote it down any more"));
    }

    Open m_open;
    std::unique_ptr<SealToken> m_token; ///< of this thread until it is found, then it stays
    mutable QMutex m_lock;
    /// Under the lock.
    Result<core::Signer*> m_found = failure(kNotLooked, ErrorKind::Retry, QStringLiteral("not looked for yet"));
    QTimer m_timer{this};
};

SealWatch::SealWatch(Open open, std::chrono::milliseconds look)
    : m_thread(std::make_unique<QThread>())
    , m_work(std::make_shared<Work>(std::move(open), look))
{
    m_thread->setObjectName(QStringLiteral("seal"));
    m_work->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::started, m_work.get(), [work = m_work.get()] { work->start(); });
    // In the watch's thread; the connection keeps the work for as long as there is that thread.
    connect(m_thread.get(), &QThread::finished, [work = m_work] { work->stop(); });
    // It matters where the thread was left to itself.
    connect(m_thread.get(), &QThread::finished, m_thread.get(), &QObject::deleteLater);
    core::endCryptoWith(*m_thread);
    m_thread->start();
}

SealWatch::~SealWatch()
{
    stop();
}

void SealWatch::stop()
{
    if (!m_thread)
        return;
    m_thread->quit();
    if (m_thread->wait(QDeadlineTimer(kLetsGo))) {
        m_thread.reset();
        return;
    }
    core::logWarning(lcSeal()) << "the seal's reader hangs; its thread is left to itself";
    static_cast<void>(m_thread.release());
}

Result<core::Signer*> SealWatch::key() const
{
    return m_work->found();
}

} // namespace tirkeu::workstation
