#include "vaultcounter.h"

#include "stafflookup.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/whendone.h>

// What other members of staff do with a case: attest, answer, take it over.
namespace tirkeu::workstation {

using enrolment::CaseDesk;

namespace {
constexpr ErrorCode kNoCase{"counter.no-case"};
constexpr ErrorCode kNoStaff{"enrolment.no-staff"};
constexpr ErrorCode kNoSupervisor{"enrolment.no-supervisor"};
} // namespace

QList<Colleague> VaultCounter::colleagues() const
{
    const auto memberOf = [this](const QByteArray& certificate) {
        return m_ground.criteria.staffByCertificate(certificate);
    };
    const auto owner = core::fromHex(m_ground.door.owner().toLatin1());
    QList<const criteria::StaffMember*> seen{owner ? memberOf(*owner) : nullptr};
    QList<Colleague> all;
    for (const vault::Entitled& one : entitledBy(m_ground.criteria, m_ground.branch)) {
        const criteria::StaffMember* member = memberOf(one.fingerprint);
        if (seen.contains(member))
            continue; // whoever asks, or a person with two certificates
        seen.append(member);
        all.append({one.name, shownName(one.name), one.role == vault::SlotRole::Supervisor});
    }
    return all;
}

Counter::Answer VaultCounter::look(const casefile::CaseId& id)
{
    return atNewDesk([id](CaseDesk& desk, vault::Store&) { return desk.look(id); }, Desk::Anothers);
}

QFuture<Result<int>> VaultCounter::endOverdue()
{
    const std::optional<StaffMember> member = m_ground.member();
    // Whoever cannot sign ends nothing: the documents would wait for somebody else.
    if (!member || !m_ground.signing.mayBegin(*member))
        return QtFuture::makeReadyFuture(Result<int>(0));
    const enrolment::Teller teller{member->id, member->signature, m_ground.workstation};
    const auto ended =
        m_ground.vault.perform<int>([&criteria = m_ground.criteria, teller](vault::Vault& vault) -> Result<int> {
            return CaseDesk(vault.store(), criteria, teller).endOverdue();
        });
    core::whenDone(ended, this, [this](const Result<int>& count) {
        if (count && *count > 0)
            Q_EMIT waitingChanged();
    });
    return ended;
}

Counter::Answer VaultCounter::call()
{
    const Answer called = atCase([](CaseDesk& desk) { return desk.call(); });
    core::whenDone(called, this, [this](const Result<CaseView>&) { Q_EMIT waitingChanged(); });
    return called;
}

Counter::Answer VaultCounter::handOver(const QString& to)
{
    const Answer handed = atCase([to](CaseDesk& desk) { return desk.handOver(to); });
    core::whenDone(handed, this, [this](const Result<CaseView>&) { Q_EMIT waitingChanged(); });
    return handed;
}

QFuture<Result<QList<enrolment::WithdrawalOutlook>>> VaultCounter::outlooks()
{
    return m_ground.vault.perform<QList<enrolment::WithdrawalOutlook>>(
        [desk = m_desk, &criteria = m_ground.criteria](
            vault::Vault& vault) -> Result<QList<enrolment::WithdrawalOutlook>> {
            if (!desk->desk)
                return failure(kNoCase, ErrorKind::OperatorCanFix);
            return counterdesk::outlooks(*desk->desk, vault.store(), criteria);
        });
}

Counter::Answer VaultCounter::withdraw(
    const QList<criteria::ConsentKind>& kinds, criteria::ConsentMeans means, const QByteArray& evidence)
{
    return atCase([withdrawal = counterdesk::Withdrawal{kinds, means, evidence}](
                      CaseDesk& desk) { return counterdesk::withdraw(desk, withdrawal); });
}

Result<> VaultCounter::mayAttest(const QByteArray& certificate) const
{
    const criteria::StaffMember* member = m_ground.criteria.staffByCertificate(core::sha256(certificate));
    return member != nullptr ? Result<>() : failure(kNoStaff, ErrorKind::OperatorCanFix);
}

Result<> VaultCounter::mayAnswer(const QByteArray& certificate) const
{
    const criteria::StaffMember* member = m_ground.criteria.staffByCertificate(core::sha256(certificate));
    const bool may = member != nullptr && member->role == identity::StaffRole::Supervisor;
    return may ? Result<>() : failure(kNoSupervisor, ErrorKind::OperatorCanFix);
}

QFuture<Result<QByteArray>> VaultCounter::statement(std::function<Result<QByteArray>(const CaseDesk&)> of)
{
    return m_ground.vault.perform<QByteArray>([desk = m_desk, of = std::move(of)](vault::Vault&) -> Result<QByteArray> {
        return desk->desk ? of(*desk->desk) : failure(kNoCase, ErrorKind::OperatorCanFix);
    });
}

QFuture<Result<QByteArray>> VaultCounter::exceptionStatement(casefile::Hand hand, std::optional<core::WallTime> until)
{
    return statement(
        [hand, until](const CaseDesk& desk) -> Result<QByteArray> { return desk.exceptionStatement(hand, until); });
}

Counter::Answer VaultCounter::exceptSigned(const QByteArray& cms)
{
    return atCase([cms](CaseDesk& desk) { return desk.exceptSigned(cms); });
}

QFuture<Result<QByteArray>> VaultCounter::answerStatement(const SupervisorAnswer& answer)
{
    return statement(
        [answer](const CaseDesk& desk) { return desk.answerStatement(answer.yes, answer.reason, answer.secondProof); });
}

QFuture<Result<QList<CasePicture>>> VaultCounter::pictures()
{
    return m_ground.vault.perform<QList<CasePicture>>(
        [desk = m_desk, actor = m_ground.door.owner()](vault::Vault& vault) -> Result<QList<CasePicture>> {
            if (!desk->desk)
                return failure(kNoCase, ErrorKind::OperatorCanFix);
            return counterdesk::pictures(desk->desk->state(), vault.store(), actor);
        });
}

QFuture<Result<QByteArray>> VaultCounter::approvalStatement(const identity::Iin& iin, const QString& reason)
{
    return m_ground.vault.perform<QByteArray>(
        [&criteria = m_ground.criteria, iin, reason](vault::Vault& vault) -> Result<QByteArray> {
            return CaseDesk(vault.store(), criteria, {}).approvalStatement(iin, reason);
        });
}

QFuture<Result<>> VaultCounter::changingLists(QFuture<Result<>> answer)
{
    core::whenDone(answer, this, [this](const Result<>& done) {
        if (done)
            Q_EMIT waitingChanged();
    });
    return answer;
}

QFuture<Result<>> VaultCounter::askForAttempts(const identity::Iin& iin)
{
    return changingLists(m_ground.vault.perform<void>(
        [&criteria = m_ground.criteria, iin, actor = m_ground.door.owner()](
            vault::Vault& vault) { return enrolment::askForAttempts(vault.store(), criteria, iin, actor); }));
}

QFuture<Result<QByteArray>> VaultCounter::attemptsStatement(
    const casefile::ClientId& client, const SupervisorAnswer& answer)
{
    return m_ground.vault.perform<QByteArray>(
        [&criteria = m_ground.criteria, client, answer](vault::Vault& vault) -> Result<QByteArray> {
            return counterdesk::attemptsStatement(vault.store(), criteria, client, answer);
        });
}

QFuture<Result<>> VaultCounter::attemptsSigned(const QByteArray& cms)
{
    return changingLists(
        m_ground.vault.perform<void>([&criteria = m_ground.criteria, cms](vault::Vault& vault) -> Result<> {
            return CaseDesk(vault.store(), criteria, {}).attemptsSigned(cms);
        }));
}

QFuture<Result<>> VaultCounter::noteSuspicion(const WaitingCase& one, const SupervisorAnswer& answer)
{
    if (!isSupervisor())
        return QtFuture::makeReadyFuture(Result<>(failure(kNoSupervisor, ErrorKind::OperatorCanFix)));
    return changingLists(
        m_ground.vault.perform<void>([id = one.id, answer, actor = m_ground.door.owner()](vault::Vault& vault) {
            return counterdesk::noteSuspicion(vault.store(), id, actor, answer);
        }));
}

Counter::Answer VaultCounter::answerSigned(const QByteArray& cms)
{
    return atCase([cms, at = m_desk](CaseDesk& desk) -> Result<> {
        const Result<> answered = desk.answerSigned(cms);
        // Its own teller ends it, and signs. What a call came to decides nothing.
        return answered && !at->isLookedAt && desk.state().decision ? counterdesk::decide(desk, {}) : answered;
    });
}

} // namespace tirkeu::workstation
