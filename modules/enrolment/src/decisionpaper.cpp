#include "papercommon.h"

#include "paperwords.h"

#include <QJsonArray>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::Ending;
using casefile::Event;
using casefile::Kind;
using evidence::CheckOutcome;
using evidence::LocalText;

namespace {
const Event* newest(const PaperGround& ground, Kind kind)
{
    const auto found = std::ranges::find(ground.events.rbegin(), ground.events.rend(), kind, &Event::kind);
    return found == ground.events.rend() ? nullptr : &*found;
}

bool isBySupervisor(const Event* made)
{
    return made && fieldOf(*made, "by") == u"supervisor";
}

QString reasonOf(const Event& made)
{
    return made.fields.value(u"reasons").toArray().at(0).toString();
}

// What was not carried to the end has no result.
CheckOutcome outcomeOf(Ending ending, const Event* made)
{
    switch (ending) {
    case Ending::Accepted:
        return CheckOutcome::Passed;
    case Ending::Negative:
        return CheckOutcome::Failed;
    case Ending::Refused:
        return isBySupervisor(made) ? CheckOutcome::Failed : CheckOutcome::Undetermined;
    case Ending::Awaited:
        return CheckOutcome::Awaited;
    default:
        return CheckOutcome::Undetermined;
    }
}

PaperWord wordOf(Ending ending, const Event* made)
{
    switch (ending) {
    case Ending::Accepted:
        return isBySupervisor(made) ? PaperWord::AcceptedBySupervisor : PaperWord::Accepted;
    case Ending::Refused:
        if (isBySupervisor(made))
            return PaperWord::RefusedBySupervisor;
        return made && reasonOf(*made) == u"no-palm-to-scan" ? PaperWord::NoPalmToScan : PaperWord::ConsentRefused;
    case Ending::Negative:
        return PaperWord::Negative;
    case Ending::Awaited:
        return PaperWord::Awaited;
    case Ending::Abandoned:
        return PaperWord::Abandoned;
    case Ending::TimedOut:
        return PaperWord::TimedOut;
    case Ending::Aborted:
    case Ending::Withdrawn:
        break;
    }
    return PaperWord::Aborted;
}

// Why it was broken off, as it was said; that the client left is in the first words already.
Result<LocalText> withStatedReason(const LocalText& text, const Event* ended)
{
    const QString why = ended ? fieldOf(*ended, "reason") : QString();
    if (why.isEmpty() || why == u"client-left")
        return text;
    if (why != u"video-session")
        return withReason(text, why);
    const auto chosen = wordsFor(PaperWord::VideoSession);
    return chosen ? joined({text, *chosen}, QStringLiteral(" ")) : failure(chosen);
}

// Who decided by what, and which hand was not asked for.
Result<LocalText> groundsOf(const PaperGround& ground, const Event* made)
{
    const Ending ending = *ground.state.ending;
    auto text = wordsFor(wordOf(ending, made));
    const bool isOfDecision = ending == Ending::Accepted || ending == Ending::Negative || ending == Ending::Awaited ||
                              (ending == Ending::Refused && isBySupervisor(made));
    if (text && made && isOfDecision && !reasonOf(*made).isEmpty())
        text = isBySupervisor(made) ? withReason(*text, reasonOf(*made)) : withRule(*text, reasonOf(*made));
    if (text && (ending == Ending::Aborted || ending == Ending::Abandoned))
        text = withStatedReason(*text, newest(ground, Kind::CaseEnded));
    for (const auto& [hand, word] :
        {std::pair{casefile::Hand::Right, PaperWord::RightExcepted}, {casefile::Hand::Left, PaperWord::LeftExcepted}}) {
        if (!text || !ground.state.exceptedHands.contains(hand))
            continue;
        const auto excepted = wordsFor(word);
        if (!excepted)
            return failure(excepted);
        text = joined({*text, *excepted}, QStringLiteral(" "));
    }
    return text;
}
} // namespace

// Paragraphs 16 and 29, for an ending without a decision as well: what was broken off is said to be.
MaybePaper decisionPaper(const Common& common, const QList<core::Uuid>& basis)
{
    const PaperGround& ground = common.ground;
    const auto rests = evidence::AtLeastOne<core::Uuid>::from(basis);
    if (!rests || ground.state.ending == Ending::Withdrawn)
        return std::nullopt;
    const Event* decided = newest(ground, Kind::DecisionMade);
    const Event* ended = decided ? decided : newest(ground, Kind::CaseEnded);
    const auto grounds = groundsOf(ground, decided);
    if (!grounds)
        return failure(grounds);
    const core::Uuid id = common.paperId("decision", casefile::nameOf(*ground.state.ending));
    const core::WallTime at = ended ? ended->time : ground.at;
    return Paper{id, evidence::Record::make(evidence::Decision{common.heading(id, at, common.checkSystem),
                         evidence::Modality::Palm, outcomeOf(*ground.state.ending, decided), *rests, *grounds})};
}

} // namespace tirkeu::enrolment
