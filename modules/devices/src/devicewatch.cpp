#include <devices/devicewatch.h>

#include "hostprocess.h"

#include <utility>

namespace tirkeu::devices {

DeviceWatch::DeviceWatch(PluginHost host, QObject* parent)
    : QObject(parent)
    , m_host(std::move(host))
{
    m_again.setSingleShot(true);
    connect(&m_look, &QTimer::timeout, this, [this] { ask(); });
    connect(&m_again, &QTimer::timeout, this, [this] { begin(); });
}

DeviceWatch::~DeviceWatch() = default;

void DeviceWatch::start()
{
    if (!m_process && !m_again.isActive())
        begin();
}

void DeviceWatch::begin()
{
    m_isReady = false;
    m_awaited = false;
    m_process = std::make_unique<HostProcess>(HostProcess::Listener{
        [this](const message::FromHost& message) {
            if (const auto* identities = std::get_if<message::Identities>(&message)) {
                m_awaited = false;
                take(identities->devices);
            } else if (std::holds_alternative<message::Ready>(message)) {
                m_isReady = true;
                ask();
            }
        },
        [this](const Error&) { m_process->kill(); },
        [this](const Error& why) { end(why); },
    });
    m_process->start(m_host);
    m_look.start(kLook);
}

void DeviceWatch::ask()
{
    if (!m_isReady || std::exchange(m_awaited, true))
        return;
    m_process->send(message::List{});
}

void DeviceWatch::take(const QList<DeviceIdentity>& seen)
{
    const QList<DeviceIdentity> before = std::exchange(m_attached, seen);
    for (const DeviceIdentity& device : before) {
        if (!seen.contains(device))
            Q_EMIT deviceDetached(device);
    }
    for (const DeviceIdentity& device : seen) {
        if (!before.contains(device))
            Q_EMIT deviceAttached(device);
    }
    if (!std::exchange(m_hasLooked, true))
        Q_EMIT looked();
}

void DeviceWatch::end(const Error& why)
{
    m_look.stop();
    m_hasLooked = false;
    // The process is in the middle of telling this; it goes when it has finished.
    m_process.release()->deleteLater();
    m_again.start(kAgain);
    Q_EMIT failed(why);
}

} // namespace tirkeu::devices
