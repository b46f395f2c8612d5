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
    if (m_devices == nullptr) {
        m_shell.leave("sleep");
        return m_watch.letSleep();
    }
    // Before the pages are left, which give up what they had begun: the devices know that it was the sleep.
    const QFuture<Result<>> resting = m_devices->rest();
    m_shell.leave("sleep");
    core::whenDone(resting, this, [this](const Result<>& let) {
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
