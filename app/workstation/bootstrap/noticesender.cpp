#include "noticesender.h"

#include <core/log.h>
#include <core/whendone.h>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logNotices, "tirkeu.notices")
constexpr ErrorCode kUnsent{"enrolment.notices-unsent"};
const QString kBoard = QStringLiteral("client-notices");

bool isSame(const enrolment::OwedNotice& one, const enrolment::OwedNotice& other)
{
    return one.from == other.from && one.about == other.about && one.to == other.to;
}
} // namespace

NoticeSender::NoticeSender(const Ground& ground)
    : VaultRound(ground.door, kLookEvery)
    , m_ground(ground)
{
}

void NoticeSender::begin()
{
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

// Only what went is noted, and what went is not sent again while the program runs: after a crash in between it is, for
// a message that is sent twice harms less than one that is not.
void NoticeSender::sendNext()
{
    if (!isOpen())
        m_owed.clear(); // nothing could be written down now
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
    for (const Sent& earlier : m_unnoted) {
        if (isSame(earlier.notice, notice))
            return note(Sent(earlier));
    }
    core::whenDone(m_ground.service.send(*to, enrolment::textOf(notice, m_ground.criteria)), this,
        [this, notice](const Result<QString>& means) {
            if (!means) {
                core::logWarning(logNotices()) << means.error();
                ++m_left;
                return sendNext();
            }
            m_unnoted.append({notice, *means});
            note({notice, *means});
        });
}

void NoticeSender::note(const Sent& sent)
{
    const auto noted = m_ground.vault.perform<void>(
        [sent](vault::Vault& vault) { return enrolment::noteSent(vault.store(), sent.notice, sent.means); });
    core::whenDone(noted, this, [this, sent](const Result<>& done) {
        if (done) {
            m_unnoted.removeIf([&sent](const Sent& one) { return isSame(one.notice, sent.notice); });
        } else {
            core::logWarning(logNotices()) << done.error();
            ++m_left;
        }
        sendNext();
    });
}

void NoticeSender::finish()
{
    if (m_left > 0)
        m_ground.notices.set({kBoard, MessageKind::Warning, {kUnsent, ErrorKind::Retry, {}, {QString::number(m_left)}},
            NoticeAction::Seen});
    else
        m_ground.notices.remove(kBoard);
    Q_EMIT looked(m_left);
    over();
}

} // namespace tirkeu::workstation
