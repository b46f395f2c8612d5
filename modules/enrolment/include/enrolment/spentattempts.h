#pragma once

#include <criteria/criteria.h>
#include <vault/store.h>

namespace tirkeu::enrolment {

/// Hands that may not be checked again until the interval of the criteria lets an attempt go, or a supervisor approves
/// new ones.
struct SpentAttempts
{
    QList<casefile::Hand> hands;
    core::WallTime until{}; ///< when the last of them has an attempt again
    bool operator==(const SpentAttempts&) const = default;
};

/// Before a case is begun: none, or what stands against it. On the vault's thread.
[[nodiscard]] Result<std::optional<SpentAttempts>> spentAttempts(
    vault::Store& store, const criteria::Criteria& criteria, const identity::Iin& iin);

/// New attempts for a client, asked for before there is a case, that no supervisor has answered yet.
struct AttemptsQuestion
{
    casefile::ClientId client;
    identity::Iin iin;
    QString askedBy;
    core::WallTime asked;
    SpentAttempts spent;
};

/// What stands of the asking: nothing, a question, or its answer. It ends with the client's next case, or with the
/// interval.
struct AttemptsAsking
{
    bool isOpen = false;
    QString askedBy = {};
    core::WallTime asked{};
    QString question = {};   ///< the asking's own link in the journal: an answer names it
    QString answeredBy = {}; ///< a "yes"
    /// What a supervisor signed and no case has used, see `CaseDesk::approvalStatement`; empty: there is no "yes".
    QByteArray approval = {};
};

// On the vault's thread.
[[nodiscard]] Result<AttemptsAsking> attemptsAsking(
    vault::Store& store, const criteria::Criteria& criteria, const casefile::ClientId& client);
/// Whether there is a "yes" that serves this member of staff: nobody serves the client for whom they gave it.
[[nodiscard]] bool isApprovedFor(
    const AttemptsAsking& asking, const criteria::Criteria& criteria, const QString& actor);
/// Puts it before the supervisors, once; refused where nothing is spent.
[[nodiscard]] Result<> askForAttempts(
    vault::Store& store, const criteria::Criteria& criteria, const identity::Iin& iin, const QString& actor);
/// The oldest first.
[[nodiscard]] Result<QList<AttemptsQuestion>> attemptsQuestions(
    vault::Store& store, const criteria::Criteria& criteria);

} // namespace tirkeu::enrolment
