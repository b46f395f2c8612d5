#pragma once

#include "sleepwatch.h"

namespace tirkeu::workstation {

class DeviceSource;
class ShellController;

/// What is done before this machine sleeps and after it: the screen is locked and every device let go, then it may
/// sleep; awake again, the devices may be opened anew.
class SleepRoutine final : public QObject
{
    Q_OBJECT
public:
    /// Shell and devices outlive it; without devices the screen alone is looked after.
    SleepRoutine(QDBusConnection bus, ShellController& shell, DeviceSource* devices);

    [[nodiscard]] const std::optional<Error>& fault() const { return m_watch.fault(); }

Q_SIGNALS:
    void faultChanged();

private:
    void fallAsleep();
    void wake();

    SleepWatch m_watch;
    ShellController& m_shell;
    DeviceSource* m_devices;
};

} // namespace tirkeu::workstation
