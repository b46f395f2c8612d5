#include <devices/registeredscanner.h>

#include <utility>

/// What is plugged in, held against the registry and written down.
namespace tirkeu::devices {

namespace {
constexpr ErrorCode kLooking{"devices.looking"};
constexpr ErrorCode kNoneRegistered{"devices.none-registered"};

QString keyOf(const DeviceIdentity& device)
{
    return device.busPath + u'|' + device.serial;
}
} // namespace

QList<DeviceIdentity> RegisteredScanner::attached() const
{
    QList<DeviceIdentity> all;
    for (const DeviceIdentity& device : m_watch.attached())
        all.append(m_usb.confirmed(device));
    return all + m_served;
}

void RegisteredScanner::servicesLooked()
{
    const QList<DeviceIdentity> before =
        std::exchange(m_served, identitiesOf(m_services->found(), m_setup.criteria.scannersOf(m_setup.workstation)));
    m_hasLooked = m_hasLooked || m_setup.watch.plugin.isEmpty();
    for (const DeviceIdentity& device : before) {
        if (!m_served.contains(device))
            detached(device);
    }
    judgeAll();
}

void RegisteredScanner::judgeAll()
{
    const QList<DeviceIdentity> attached = this->attached();
    m_seen.clear();
    m_refusal.reset();
    bool isUsable = false;
    for (const DeviceIdentity& device : attached) {
        Judgement judgement = m_registry.judge(device, attached);
        if (const auto notWritten = written(device, judgement))
            judgement.refusal = notWritten;
        isUsable = isUsable || judgement.isUsable();
        m_seen.append({device, judgement});
    }
    for (const Judgement& missing : m_registry.missing(attached))
        m_seen.append({{missing.scanner->busPath, missing.scanner->serial, missing.scanner->model, {}}, missing});
    if (!isUsable) {
        if (m_watchError)
            m_refusal = m_watchError;
        else if (!m_hasLooked)
            m_refusal = Error{kLooking, ErrorKind::Retry, QStringLiteral("not looked yet")};
        else if (!m_seen.isEmpty())
            m_refusal = m_seen.constFirst().judgement.refusal;
        else
            m_refusal = Error{kNoneRegistered, ErrorKind::OperatorCanFix, QStringLiteral("criteria name no scanner")};
    }
    Q_EMIT seenChanged();
}

/// The journal is told of each standing once; what it did not take is offered again at the next judgement.
std::optional<Error> RegisteredScanner::written(const DeviceIdentity& device, const Judgement& judgement)
{
    const auto known = m_written.constFind(keyOf(device));
    if (known != m_written.constEnd() && *known == judgement.standing)
        return std::nullopt;
    if (const Result<> done = m_journal.judged(device, judgement); !done)
        return done.error();
    m_written.insert(keyOf(device), judgement.standing);
    return std::nullopt;
}

void RegisteredScanner::detached(const DeviceIdentity& device)
{
    if (m_written.remove(keyOf(device)) > 0) {
        // Nothing can be refused any more that is gone; a line that was not taken shows with the next device.
        if (const Result<> done = m_journal.removed(device); !done)
            m_watchError = done.error();
    }
    if (m_shown && keyOf(*m_shown) == keyOf(device))
        m_shown.reset();
    if (!m_answer && m_for && m_for->serial == device.serial)
        m_scanner.reset();
    judgeAll();
}

} // namespace tirkeu::devices
