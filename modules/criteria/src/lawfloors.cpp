#include "readers.h"

#include <algorithm>

namespace tirkeu::criteria {

namespace {

constexpr ErrorCode kAttempts{"criteria.attempts-above-law"};
constexpr ErrorCode kChallenges{"criteria.challenges-below-law"};
constexpr ErrorCode kCharacteristics{"criteria.characteristics-below-law"};
constexpr ErrorCode kRetention{"criteria.retention-below-law"};
constexpr ErrorCode kJournal{"criteria.journal-below-law"};
constexpr ErrorCode kFill{"criteria.fill-below-law"};
constexpr ErrorCode kThresholds{"criteria.thresholds-disordered"};
constexpr ErrorCode kIntegrity{"criteria.integrity-not-blocking"};
constexpr ErrorCode kSteps{"criteria.steps-wrong"};
constexpr ErrorCode kConsent{"criteria.consent-missing"};
constexpr ErrorCode kStroke{"criteria.stroke-not-enough"};
constexpr ErrorCode kDecision{"criteria.decision-against-law"};
constexpr ErrorCode kOfficers{"criteria.too-few-officers"};

tl::unexpected<Error> weaker(ErrorCode code, QStringList values)
{
    return failure(code, ErrorKind::SecurityStop, {}, std::move(values));
}

Result<> checkNumbers(const Criteria& criteria)
{
    if (const int most = std::max(criteria.attempts.face, criteria.attempts.palm); most > kMostAttempts)
        return weaker(kAttempts, {QString::number(most), QString::number(kMostAttempts)});
    const Liveness& liveness = criteria.liveness;
    // Fewer to draw from than are asked would be the same ones every time, or none.
    if (liveness.count < kLeastChallenges || liveness.challenges.size() < liveness.count)
        return weaker(kChallenges, {QString::number(std::min(qsizetype(liveness.count), liveness.challenges.size())),
                                       QString::number(kLeastChallenges)});
    if (criteria.palm.characteristics.isEmpty())
        return weaker(kCharacteristics, {});
    const Retention& retention = criteria.retention;
    if (retention.clientYears < kLeastClientYears)
        return weaker(kRetention, {QString::number(retention.clientYears), QString::number(kLeastClientYears)});
    if (retention.journalMonthsAtHand < kLeastJournalMonthsAtHand ||
        retention.journalYearsArchived < kLeastJournalYearsArchived)
        return weaker(kJournal,
            {QString::number(retention.journalMonthsAtHand), QString::number(retention.journalYearsArchived)});
    if (criteria.face.fillAuthenticity < kLeastToFill || criteria.face.fillMatch < kLeastToFill)
        return weaker(kFill, {});
    for (const auto& [name, thresholds] : {std::pair{QStringLiteral("palm"), &criteria.palm.thresholds},
             {QStringLiteral("face"), &criteria.face.thresholds}}) {
        if (thresholds->stepUp > thresholds->match || thresholds->match <= 0 || thresholds->authenticity <= 0)
            return weaker(kThresholds, {name});
    }
    return {};
}

bool isOrdered(const QList<Step>& steps)
{
    const QList<Step> ending{Step::Decision, Step::Signing, Step::Slip};
    if (steps.size() < 5 || steps.first() != Step::Client || steps.last(3) != ending)
        return false;
    const auto before = [&steps](Step earlier, Step later) {
        return !steps.contains(later) || (steps.contains(earlier) && steps.indexOf(earlier) < steps.indexOf(later));
    };
    const auto comparesAPalm = [&steps] {
        const qsizetype comparison = steps.indexOf(Step::PalmComparison);
        const auto precedes = [&](Step palm) {
            return steps.contains(palm) && steps.indexOf(palm) < comparison;
        };
        return comparison < 0 || precedes(Step::PalmRight) || precedes(Step::PalmLeft);
    };
    const auto consentsFirst = [&] {
        return !steps.contains(Step::Consents) ||
               (before(Step::Consents, Step::PalmRight) && before(Step::Consents, Step::PalmLeft) &&
                   before(Step::Consents, Step::Face));
    };
    return before(Step::Face, Step::FaceComparison) && comparesAPalm() && consentsFirst();
}

Result<> checkPurpose(const Purpose& purpose)
{
    if (!isOrdered(purpose.steps) || purpose.has(Step::Consents) == purpose.consents.isEmpty())
        return weaker(kSteps, {purpose.id});
    const bool palm = purpose.has(Step::PalmRight) || purpose.has(Step::PalmLeft);
    QList<ConsentKind> needed;
    if (purpose.kind == Purpose::Kind::Enrol)
        needed.append(ConsentKind::PersonalData);
    if (purpose.kind == Purpose::Kind::Enrol && palm)
        needed.append(ConsentKind::PalmScanning); // BIO-19
    if (purpose.has(Step::FaceComparison))
        needed.append({ConsentKind::PersonalData, ConsentKind::IdecAuthentication}); // BIO-32, 40
    for (const ConsentKind kind : needed) {
        if (!purpose.consents.contains(kind))
            return weaker(kConsent, {purpose.id, code(kind)});
    }
    const bool idec = purpose.paragraph.startsWith(u"BIO-39") || purpose.paragraph.startsWith(u"BIO-44") ||
                      purpose.paragraph.startsWith(u"BIO-45");
    if (!purpose.consents.isEmpty() &&
        (purpose.consentMeans.isEmpty() || (idec && purpose.consentMeans.contains(ConsentMeans::Stroke))))
        return weaker(kStroke, {purpose.id});
    return {};
}

/// An acceptance has to say of every biometric result that it is good or was not asked for, and one living person has
/// to have been proved (BIO-16, 29).
bool mayAccept(const DecisionRule& rule)
{
    bool proved = false;
    for (const Fact fact : {Fact::PalmAuthenticity, Fact::PalmMatch, Fact::FaceAuthenticity, Fact::FaceMatch}) {
        const QList<FactState> states = rule.when.value(fact);
        const bool good = !states.isEmpty() && std::all_of(states.cbegin(), states.cend(), [](FactState state) {
            return state == FactState::Positive || state == FactState::Absent;
        });
        if (!good)
            return false;
        const bool authenticity = fact == Fact::PalmAuthenticity || fact == Fact::FaceAuthenticity;
        proved = proved || (authenticity && !states.contains(FactState::Absent));
    }
    return proved;
}

} // namespace

Result<> checkLaw(const Criteria& criteria)
{
    if (Result<> numbers = checkNumbers(criteria); !numbers)
        return numbers;
    if (criteria.guard.reactionTo(GuardFinding::Integrity) != GuardReaction::Block ||
        std::any_of(criteria.guard.exceptions.cbegin(), criteria.guard.exceptions.cend(),
            [](const GuardException& exception) { return exception.finding == GuardFinding::Integrity; }))
        return weaker(kIntegrity, {});
    for (const Purpose& purpose : criteria.purposes) {
        if (Result<> checked = checkPurpose(purpose); !checked)
            return checked;
    }
    for (const DecisionRule& rule : criteria.decisions) {
        if (rule.then == Verdict::Accept && !mayAccept(rule))
            return weaker(kDecision, {rule.id});
    }
    // Fewer could never sign the next version.
    const auto officers = std::count_if(criteria.staff.cbegin(), criteria.staff.cend(),
        [](const StaffMember& member) { return member.role == identity::StaffRole::SecurityOfficer; });
    if (officers < kCriteriaSigners)
        return weaker(kOfficers, {QString::number(officers), QString::number(kCriteriaSigners)});
    return {};
}

} // namespace tirkeu::criteria
