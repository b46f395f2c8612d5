#pragma once

#include "enrolment/counter.h"

#include <vault/vaultthread.h>

namespace tirkeu::workstation {

/// The case that stands at the counter, where the vault lives. Touched on the vault's thread alone; dropped whenever
/// the vault closes, for what it refers to goes with it.
struct CounterDesk
{
    std::optional<enrolment::CaseDesk> desk;
    /// The palms enrolled here, read once for all cases of an opened vault.
    std::shared_ptr<enrolment::KnownPalms> palms;
    bool isLookedAt = false; ///< another's case, for a question of it

    /// A desk for the next case, with what is known of the palms already.
    enrolment::CaseDesk& renew(
        vault::Store& store, const criteria::Criteria& criteria, const enrolment::Teller& teller);
    void drop();
};

/// What the vault's thread is asked about cases: plain functions, each on that thread.
namespace counterdesk {
[[nodiscard]] Result<CaseView> viewOf(const enrolment::CaseDesk& desk);
[[nodiscard]] Result<QList<WaitingCase>> waiting(
    vault::Store& store, const criteria::Criteria& criteria, const QString& actor, bool isSupervisor);
[[nodiscard]] Result<std::optional<KnownClient>> known(
    vault::Store& store, const criteria::Criteria& criteria, const identity::Iin& iin, const QString& actor);
[[nodiscard]] Result<QList<CasePicture>> pictures(
    const casefile::CaseState& state, vault::Store& store, const QString& actor);
/// What a supervisor signs of a client for whom new attempts are asked for.
[[nodiscard]] Result<QByteArray> attemptsStatement(vault::Store& store, const criteria::Criteria& criteria,
    const casefile::ClientId& client, const SupervisorAnswer& answer);
/// By somebody else than the case's tellers.
[[nodiscard]] Result<> noteSuspicion(
    vault::Store& store, const casefile::CaseId& id, const QString& actor, const SupervisorAnswer& answer);
/// That a client is suspected, said by a service after their case went on without it.
[[nodiscard]] Result<> takeLateWord(
    CounterDesk& at, vault::Store& store, const casefile::CaseId& id, const enrolment::ServiceWord& word);
/// Whoever's it is, in whatever way the case goes on: taken up, taken over by a supervisor, finished where the answer
/// it waited for is there; decided where a supervisor has answered meanwhile.
[[nodiscard]] Result<> take(
    enrolment::CaseDesk& desk, vault::Store& store, const casefile::CaseId& id, bool isSupervisor);
[[nodiscard]] Result<QList<enrolment::WithdrawalOutlook>> outlooks(
    const enrolment::CaseDesk& desk, vault::Store& store, const criteria::Criteria& criteria);
struct Withdrawal
{
    QList<criteria::ConsentKind> kinds;
    criteria::ConsentMeans means = criteria::ConsentMeans::SignedPaper;
    QByteArray evidence;
};
[[nodiscard]] Result<> withdraw(enrolment::CaseDesk& desk, const Withdrawal& withdrawal);
[[nodiscard]] Result<> begin(enrolment::CaseDesk& desk, const NewClient& client);
/// By rule; where it decides, the case ends.
[[nodiscard]] Result<> decide(enrolment::CaseDesk& desk, const QString& reason);
} // namespace counterdesk

} // namespace tirkeu::workstation
