#include "sleeproutine.h"

#include "equipment/devicesource.h"
#include "shell/shellcontroller.h"

#include <core/log.h>
#include <core/whendone.h>

#include <utility>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logSleep, "tirkeu.sleep")
}

SleepRoutine::SleepRoutine(QDBusConnection bus, ShellController& shell, DeviceSource* devices)
    : m_watch(std::move(bus))
    , m_shell(shell)
    , m_devices(devices)
{
    connect(&m_watch, &SleepWatch::fallingAsleep, this, &SleepRoutine::fallAsleep);
    connect(&m_watch, &SleepWatch::awake, this, &SleepRoutine::wake);
    connect(&m_watch, &SleepWatch::faultChanged, this, &SleepRoutine::faultChanged);
}

void SleepRoutine::fallAsleep()
{
    m_shell.leave("sleep");
    if (m_devices == nullptr)
        return m_watch.letSleep();
    core::whenDone(m_devices->rest(), this, [this](const Result<>& let) {
        if (!let)
            core::logWarning(logSleep()) << "not everything was let go" << let.error();
        m_watch.letSleep();
    });
}

void SleepRoutine::wake()
{
    if (m_devices != nullptr)
        m_devices->wake();
}

} // namespace tirkeu::workstation
