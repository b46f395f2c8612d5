#include "papers.h"

#include "papercommon.h"

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::Event;
using casefile::Kind;

namespace {
// An answer given anew replaces the one before.
bool isLastAnswer(const std::vector<Event>& events, const Event& answered)
{
    const auto newest = std::ranges::find_if(events.rbegin(), events.rend(), [&answered](const Event& event) {
        return event.kind == Kind::ConsentAnswered && fieldOf(event, "consent") == fieldOf(answered, "consent");
    });
    return &*newest == &answered;
}

MaybePaper paperOf(const Common& common, const Event& event)
{
    switch (event.kind) {
    case Kind::ConsentAnswered:
        return isLastAnswer(common.ground.events, event) ? consentPaper(common, event) : MaybePaper();
    case Kind::ConsentWithdrawn:
        return withdrawalPaper(common, event);
    case Kind::AttemptFinished:
        return checkPaper(common, event);
    case Kind::ComparisonMade:
    case Kind::AnswerReceived:
        return comparisonPaper(common, event);
    default:
        return std::nullopt;
    }
}

bool isCheck(const Paper& paper)
{
    return paper.record.kind() == evidence::DocumentKind::PalmAuthenticity ||
           paper.record.kind() == evidence::DocumentKind::PalmComparison;
}
} // namespace

Result<QList<Paper>> papersOf(const PaperGround& ground)
{
    const auto common = Common::of(ground);
    if (!common)
        return failure(common);
    QList<Paper> papers;
    const auto presence = presencePaper(*common);
    if (!presence)
        return failure(presence);
    if (*presence)
        papers.append(**presence);
    for (const Event& event : ground.events) {
        const MaybePaper paper = paperOf(*common, event);
        if (!paper)
            return failure(paper);
        if (*paper)
            papers.append(**paper);
    }
    QList<core::Uuid> basis;
    for (const Paper& paper : papers) {
        if (isCheck(paper))
            basis.append(paper.id);
    }
    if (basis.isEmpty())
        std::ranges::transform(papers, std::back_inserter(basis), &Paper::id);
    const MaybePaper decision = decisionPaper(*common, basis);
    if (!decision)
        return failure(decision);
    if (*decision)
        papers.append(**decision);
    return papers;
}

} // namespace tirkeu::enrolment
