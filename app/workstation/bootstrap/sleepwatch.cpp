#include "sleepwatch.h"

#include <core/log.h>

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <utility>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logSleep, "tirkeu.sleep")

constexpr ErrorCode kNotTold{"start.sleep-not-told"};
const QString kService = QStringLiteral("org.freedesktop.login1");
const QString kPath = QStringLiteral("/org/freedesktop/login1");
const QString kManager = QStringLiteral("org.freedesktop.login1.Manager");

Error notTold(const QString& detail)
{
    return {kNotTold, ErrorKind::OperatorCanFix, detail};
}
} // namespace

SleepWatch::SleepWatch(QDBusConnection bus)
    : m_bus(std::move(bus))
    , m_service(kService, m_bus, QDBusServiceWatcher::WatchForOwnerChange)
{
    const bool isHeard = m_bus.isConnected() && m_bus.connect(kService, kPath, kManager,
                                                    QStringLiteral("PrepareForSleep"), this, SLOT(prepare(bool)));
    if (!isHeard) {
        m_fault = notTold(m_bus.lastError().message());
        core::logWarning(logSleep()) << *m_fault;
        return;
    }
    connect(&m_service, &QDBusServiceWatcher::serviceRegistered, this, &SleepWatch::holdBack);
    connect(&m_service, &QDBusServiceWatcher::serviceUnregistered, this, [this] {
        m_hold = {};
        setFault(notTold(QStringLiteral("login1 has gone")));
    });
    holdBack();
}

void SleepWatch::holdBack()
{
    QDBusMessage question = QDBusMessage::createMethodCall(kService, kPath, kManager, QStringLiteral("Inhibit"));
    question.setArguments({QStringLiteral("sleep"), QStringLiteral("Tirkeu"),
        QStringLiteral("Scanner and camera are let go first"), QStringLiteral("delay")});
    auto* call = new QDBusPendingCallWatcher(m_bus.asyncCall(question), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call, asked = ++m_asked] {
        call->deleteLater();
        if (asked == m_asked)
            taken(call->reply());
    });
}

void SleepWatch::taken(const QDBusMessage& answer)
{
    const QDBusPendingReply<QDBusUnixFileDescriptor> hold(answer);
    if (!hold.isError()) {
        // Too late for the sleep that has begun meanwhile: holding it back now would only make it wait.
        if (!m_isFallingAsleep)
            m_hold = hold.value();
        return setFault({});
    }
    const QDBusError::ErrorType type = hold.error().type();
    if (type == QDBusError::ServiceUnknown || type == QDBusError::NoReply || type == QDBusError::Disconnected)
        return setFault(notTold(hold.error().message()));
    // It speaks, but lets nobody here hold it back: the news comes all the same, only perhaps late.
    core::logWarning(logSleep()) << "sleep is not held back: " << core::plain(hold.error().name());
    setFault({});
}

void SleepWatch::setFault(std::optional<Error> fault)
{
    if (fault)
        core::logWarning(logSleep()) << *fault;
    const bool isNew = fault.has_value() != m_fault.has_value();
    m_fault = std::move(fault);
    if (isNew)
        Q_EMIT faultChanged();
}

void SleepWatch::prepare(bool start)
{
    if (start == m_isFallingAsleep)
        return;
    m_isFallingAsleep = start;
    if (start) {
        Q_EMIT fallingAsleep();
    } else {
        holdBack();
        Q_EMIT awake();
    }
}

void SleepWatch::letSleep()
{
    if (m_isFallingAsleep)
        m_hold = {};
}

} // namespace tirkeu::workstation
