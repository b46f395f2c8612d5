#include "noticesender.h"

#include <core/log.h>
#include <core/whendone.h>

#include <utility>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logNotices, "tirkeu.notices")
constexpr ErrorCode kUnsent{"enrolment.notices-unsent"};
const QString kBoard = QStringLiteral("client-notices");
} // namespace

NoticeSender::NoticeSender(const Ground& ground)
    : m_ground(ground)
{
    m_again.setInterval(kLookEvery);
    connect(&m_again, &QTimer::timeout, this, &NoticeSender::look);
    connect(&m_ground.door, &VaultDoor::openChanged, this, [this](bool open) {
        if (open)
            look();
    });
    m_again.start();
}

void NoticeSender::look()
{
    m_isAsked = m_isLooking;
    if (m_isLooking || m_ground.door.owner().isEmpty())
        return;
    m_isLooking = true;
    m_left = 0;
    const auto owed = m_ground.vault.perform<QList<enrolment::OwedNotice>>(
        [](vault::Vault& vault) { return enrolment::owedNotices(vault.store()); });
    core::whenDone(owed, this, [this](const Result<QList<enrolment::OwedNotice>>& all) {
        if (!all)
            core::logWarning(logNotices()) << all.error();
        m_owed = all.value_or(QList<enrolment::OwedNotice>());
        sendNext();
    });
}

// Only what went is noted: a message that is sent twice harms less than one that is not.
void NoticeSender::sendNext()
{
    std::optional<identity::PhoneNumber> to;
    while (!m_owed.isEmpty() && !to) {
        if (const auto phone = identity::PhoneNumber::parse(m_owed.constFirst().to))
            to = *phone;
        else
            m_owed.removeFirst(); // no telephone is registered: their card says so
    }
    if (!to)
        return finish();
    const enrolment::OwedNotice notice = m_owed.takeFirst();
    core::whenDone(m_ground.service.send(*to, enrolment::textOf(notice, m_ground.criteria)), this,
        [this, notice](const Result<QString>& means) {
            if (!means) {
                core::logWarning(logNotices()) << means.error();
                ++m_left;
                return sendNext();
            }
            const auto noted = m_ground.vault.perform<void>([notice, means = *means](vault::Vault& vault) {
                return enrolment::noteSent(vault.store(), notice, means);
            });
            core::whenDone(noted, this, [this](const Result<>& done) {
                if (!done) {
                    core::logWarning(logNotices()) << done.error();
                    ++m_left;
                }
                sendNext();
            });
        });
}

void NoticeSender::finish()
{
    m_isLooking = false;
    if (m_left > 0)
        m_ground.notices.set({kBoard, MessageKind::Warning, {kUnsent, ErrorKind::Retry, {}, {QString::number(m_left)}},
            NoticeAction::Seen});
    else
        m_ground.notices.remove(kBoard);
    Q_EMIT looked(m_left);
    if (std::exchange(m_isAsked, false))
        look();
}

} // namespace tirkeu::workstation
