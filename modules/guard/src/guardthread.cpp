#include <guard/guardthread.h>

#include <core/cryptothread.h>

#include <QPromise>

#include <memory>

namespace tirkeu::guard {

namespace {
constexpr ErrorCode kNotChecked{"guard.not-checked-yet"};
constexpr ErrorCode kSupport{"guard.support-mode"};
} // namespace

GuardThread::GuardThread(const Surroundings& surroundings, const core::Clock& clock, GuardSetup setup,
    criteria::GuardPolicy policy, std::chrono::milliseconds period)
    : m_guard(surroundings, clock, std::move(setup), std::move(policy))
{
    m_thread.setObjectName(QStringLiteral("guard"));
    m_worker.moveToThread(&m_thread);
    m_timer.setInterval(period);
    connect(&m_timer, &QTimer::timeout, &m_worker, [this] { static_cast<void>(look(Depth::Full)); });
    core::endCryptoWith(m_thread);
    m_thread.start(QThread::LowPriority);
}

GuardThread::~GuardThread()
{
    m_timer.stop();
    m_thread.quit();
    m_thread.wait();
}

void GuardThread::start()
{
    m_timer.start();
    QMetaObject::invokeMethod(&m_worker, [this] { static_cast<void>(look(Depth::Full)); });
}

Report GuardThread::look(Depth depth)
{
    const int modes = modesSoFar();
    Report report = m_guard.check(depth);
    publish(report, modes);
    return report;
}

QFuture<Report> GuardThread::check()
{
    const auto promise = std::make_shared<QPromise<Report>>();
    promise->start();
    QMetaObject::invokeMethod(&m_worker, [this, promise] {
        promise->addResult(look(Depth::Full));
        promise->finish();
    });
    return promise->future();
}

Result<> GuardThread::admit()
{
    if (supportMode() == SupportMode::On)
        return failure(kSupport, ErrorKind::SecurityStop, QStringLiteral("support mode is on"));
    if (!last())
        return failure(kNotChecked, ErrorKind::Retry, QStringLiteral("the first check is under way"));
    const Report report = look(Depth::Quick);
    for (const criteria::GuardFinding kind : criteria::kGuardFindings) {
        if (report.action(kind) == Action::Block)
            return tl::make_unexpected(report.told(kind));
    }
    return {};
}

void GuardThread::setSupportMode(SupportMode mode)
{
    m_guard.setSupportMode(mode);
    {
        const QMutexLocker lock(&m_mutex);
        ++m_modes;
    }
    // Told whether or not it is news: what another thread found in between has not arrived here yet.
    if (last())
        Q_EMIT reported(look(Depth::Quick));
    // What was under way then is not told; where it was the first, another one has to be.
    QMetaObject::invokeMethod(&m_worker, [this] { static_cast<void>(look(last() ? Depth::Quick : Depth::Full)); });
}

int GuardThread::modesSoFar() const
{
    const QMutexLocker lock(&m_mutex);
    return m_modes;
}

std::optional<Report> GuardThread::last() const
{
    const QMutexLocker lock(&m_mutex);
    return m_last;
}

void GuardThread::publish(const Report& report, int modes)
{
    bool isNews = report.depth == Depth::Full;
    {
        const QMutexLocker lock(&m_mutex);
        if (modes != m_modes)
            return; // judged by a mode that is over
        isNews = isNews || !m_last || m_last->findings != report.findings;
        m_last = report;
    }
    if (isNews)
        Q_EMIT reported(report);
}

} // namespace tirkeu::guard
