#pragma once

#include <casefile/casestate.h>
#include <palm/template.h>
#include <vault/store.h>

namespace tirkeu::enrolment {

/// A consent that a client gave in an earlier case and has not taken back.
struct StandingConsent
{
    QString consent;
    casefile::CaseId from;
    core::WallTime at;
};

/// A palm that others are held against.
struct EnrolledPalm
{
    core::Uuid id; ///< of the template
    casefile::CaseId from;
    palm::PalmTemplate palm;
};

/// What the earlier cases of a client leave standing, in the order of the journal: given by documents that are signed,
/// taken back at once.
struct Standing
{
    QList<StandingConsent> consents;
    QMap<casefile::Hand, QString> exceptions; ///< until when; empty: for good
    QMap<casefile::Hand, core::Uuid> palms;   ///< template of the newest accepted enrolment, while its consents stand
    QMap<casefile::Hand, casefile::CaseId> palmCases;

    [[nodiscard]] bool has(QLatin1StringView consent) const;
};

/// On the vault's thread. `except`: the case in hand, which is no earlier one.
[[nodiscard]] Result<Standing> standingOf(
    vault::Store& store, const casefile::ClientId& client, const std::optional<casefile::CaseId>& except = {});
[[nodiscard]] Result<QMap<casefile::Hand, EnrolledPalm>> enrolledPalms(vault::Store& store, const Standing& standing);
/// The telephone that the newest settled case before this one recorded; empty: none.
[[nodiscard]] Result<QString> registeredPhone(
    vault::Store& store, const casefile::ClientId& client, const casefile::CaseId& before);

} // namespace tirkeu::enrolment
