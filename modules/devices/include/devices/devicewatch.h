#pragma once

#include <core/result.h>
#include <devices/identity.h>
#include <devices/pluginhost.h>

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

namespace tirkeu::devices {

class HostProcess;

/// Tells what a plug-in sees being plugged in and pulled out. Lives in the thread that made it and never waits; the
/// plug-in is asked in a process of its own, which is begun again, after a while, when it fails.
class DeviceWatch : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kLook{150};
    static constexpr std::chrono::milliseconds kAgain{2000};

    explicit DeviceWatch(PluginHost host, QObject* parent = nullptr);
    ~DeviceWatch() override;

    void start();
    [[nodiscard]] const QList<DeviceIdentity>& attached() const { return m_attached; }

Q_SIGNALS:
    void looked(); ///< the first answer, or the first after `failed`: `attached` is worth reading
    void deviceAttached(const tirkeu::devices::DeviceIdentity& device);
    void deviceDetached(const tirkeu::devices::DeviceIdentity& device);
    void failed(const tirkeu::Error& why); ///< nothing can be seen for now

private:
    void begin();
    void ask();
    void take(const QList<DeviceIdentity>& seen);
    void end(const Error& why);

    PluginHost m_host;
    std::unique_ptr<HostProcess> m_process;
    QList<DeviceIdentity> m_attached;
    QTimer m_look{this};
    QTimer m_again{this};
    bool m_isReady = false;
    bool m_awaited = false;
    bool m_hasLooked = false;
};

} // namespace tirkeu::devices
