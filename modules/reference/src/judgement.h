#pragma once

#include <reference/reference.h>

#include <wire/package.h>
#include <wire/shownevents.h>

namespace tirkeu::reference {

/// Why a package is refused: the code goes into the receipt, the detail into the log.
struct Refusal
{
    QString code;
    QString detail;
};
template<typename T = void>
using Judged = tl::expected<T, Refusal>;

struct Judge
{
    const criteria::Criteria& current;
    const CriteriaBook& book;
    const pki::TrustStore& bank;
    const DocumentJudge& documents;
    core::WallTime now;
    QString signer; ///< the workstation whose certificate signed it; empty: none that is known
};

struct JudgedCase
{
    casefile::CaseState state;
    std::vector<wire::ShownEvent> events;
    QList<AttemptRow> attempts; ///< unsuccessful ones and those given back
    QList<core::Uuid> unsealed; ///< documents without the organisation's seal
    bool isApproved = false;    ///< opened before the interval was over, with a supervisor's word
};

/// Everything that can be said of an opened package without looking at what was delivered before.
[[nodiscard]] Judged<JudgedCase> judge(
    const wire::OpenedPackage& opened, const criteria::Workstation& sender, const Judge& by);

/// Of that: who acted, what the purpose asks for, and what the rules of the criteria make of the facts.
[[nodiscard]] Judged<> judgeStaff(
    const JudgedCase& judged, const criteria::Criteria& then, const Judge& by, const QString& branch);
[[nodiscard]] Judged<> judgePurpose(const casefile::CaseState& state, const criteria::Criteria& then);
[[nodiscard]] Judged<> judgeDecisions(const JudgedCase& judged, const criteria::Criteria& then);

/// Whether entries continue `head` of a journal, link by link, each signed where its kind asks for it.
[[nodiscard]] Judged<> judgeEntries(const std::vector<casefile::Entry>& entries, const core::JournalHead& head,
    const QList<pki::Certificate>& certificates);

/// Whether what a package shows is what the journal holds: the head it names, and of its case every entry up to there
/// and no other, each opening to what was shown.
[[nodiscard]] Judged<> judgeShown(const wire::PackageContext& context, const std::vector<wire::ShownEvent>& events,
    const std::vector<casefile::Entry>& entries, const std::optional<casefile::Entry>& head);

} // namespace tirkeu::reference
