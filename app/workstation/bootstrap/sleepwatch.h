#pragma once

#include <core/result.h>

#include <QDBusConnection>
#include <QDBusServiceWatcher>
#include <QDBusUnixFileDescriptor>
#include <QObject>

#include <optional>

namespace tirkeu::workstation {

/// Tells that this machine goes to sleep, and that it is awake again: what login1 says on the system's D-Bus. While it
/// may be held back it is, until `letSleep`, so that devices are let go before and not after the sleep.
class SleepWatch final : public QObject
{
    Q_OBJECT
public:
    explicit SleepWatch(QDBusConnection bus);

    /// Why nobody would tell; nothing where somebody does.
    [[nodiscard]] const std::optional<Error>& fault() const { return m_fault; }
    void letSleep(); ///< everything is let go

Q_SIGNALS:
    void fallingAsleep();
    void awake();
    void faultChanged();

private Q_SLOTS:
    void prepare(bool start); ///< login1's PrepareForSleep

private:
    void holdBack();
    void taken(const QDBusMessage& answer);
    void setFault(std::optional<Error> fault);

    QDBusConnection m_bus;
    QDBusServiceWatcher m_service;
    QDBusUnixFileDescriptor m_hold; ///< open: the machine waits with sleeping
    std::optional<Error> m_fault;
    bool m_isFallingAsleep = false;
    int m_asked = 0; ///< which question an answer belongs to
};

} // namespace tirkeu::workstation
