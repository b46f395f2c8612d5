#include <devices/sbiwatch.h>

#include "loopbackcall.h"

#include <devices/registry.h>

#include <algorithm>

namespace tirkeu::devices {

namespace {
constexpr std::chrono::milliseconds kShortAnswer{1000};
constexpr qsizetype kMostAnswer = qsizetype(1) << 20;
} // namespace

QList<DeviceIdentity> identitiesOf(const QList<sbi::Found>& found, const QList<criteria::Scanner>& registered)
{
    QList<DeviceIdentity> all;
    for (const sbi::Found& one : found) {
        const auto known = std::find_if(registered.cbegin(), registered.cend(),
            [&one](const criteria::Scanner& scanner) { return scanner.serial == one.deviceCode && isServed(scanner); });
        if (!one.deviceCode.isEmpty())
            all.append({kServedPath, one.deviceCode, known == registered.cend() ? QString() : known->model, {},
                Origin::Stated});
    }
    return all;
}

SbiWatch::SbiWatch(QList<quint16> ports, QObject* parent)
    : QObject(parent)
    , m_ports(std::move(ports))
{
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (!m_isPaused && !m_call)
            begin();
    });
}

SbiWatch::~SbiWatch() = default;

void SbiWatch::start()
{
    if (m_again.isActive())
        return;
    m_again.start(kAgain);
    begin();
}

void SbiWatch::begin()
{
    m_seen.clear();
    m_at = m_answers >= 0 ? m_answers : 0;
    ask();
}

void SbiWatch::ask()
{
    if (m_at >= m_ports.size())
        return end();
    const quint64 number = ++m_number;
    m_call = std::make_unique<LoopbackCall>(LoopbackCall::Question{m_ports.at(m_at), "MOSIPDISC", "/device",
                                                sbi::discoveryRequest(), kShortAnswer, kMostAnswer},
        LoopbackCall::Piece(), [this, number](const Result<QByteArray>& answer) {
            QMetaObject::invokeMethod(
                this,
                [this, number, answer] {
                    if (number == m_number)
                        heard(answer);
                },
                Qt::QueuedConnection);
        });
}

void SbiWatch::heard(const Result<QByteArray>& answer)
{
    const auto found = answer ? sbi::readDiscovery(*answer) : failure(answer);
    if (found && !found->isEmpty()) {
        m_seen = *found;
        m_answers = m_at;
        return end();
    }
    // The one that answered before is silent: it may have come back at another port.
    m_at = m_answers >= 0 ? 0 : m_at + 1;
    m_answers = -1;
    ask();
}

void SbiWatch::end()
{
    m_call.reset();
    const bool isNews = !m_hasLooked || m_seen != m_found;
    m_hasLooked = true;
    m_found = m_seen;
    if (isNews)
        Q_EMIT looked();
}

} // namespace tirkeu::devices
