#include "papercommon.h"

#include "paperwords.h"

#include <core/encoding.h>
#include <enrolment/plan.h>

#include <QJsonArray>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::Event;
using casefile::Kind;
using evidence::CheckOutcome;
using evidence::LocalText;
using evidence::Text;

namespace {
constexpr ErrorCode kIncomplete{"enrolment.paper-incomplete"};

template<typename Contents>
MaybePaper made(const core::Uuid& id, const Contents& contents)
{
    return Paper{id, evidence::Record::make(contents)};
}

CheckOutcome outcomeOf(casefile::Verdict verdict)
{
    return verdict == casefile::Verdict::Authentic      ? CheckOutcome::Passed
           : verdict == casefile::Verdict::NotAuthentic ? CheckOutcome::Failed
                                                        : CheckOutcome::Undetermined;
}

CheckOutcome outcomeOf(casefile::MatchOutcome outcome)
{
    return outcome == casefile::MatchOutcome::Match     ? CheckOutcome::Passed
           : outcome == casefile::MatchOutcome::NoMatch ? CheckOutcome::Failed
                                                        : CheckOutcome::Undetermined;
}

// Where the client stood: the branch of the workstation the case was opened at.
const criteria::Texts& placeOf(const PaperGround& ground)
{
    const criteria::Workstation* workstation = ground.criteria.workstation(ground.state.workstation);
    const criteria::Branch* branch = workstation ? ground.criteria.branch(workstation->branch) : nullptr;
    return branch ? branch->address : ground.criteria.provider.address;
}

const Event* ofAttempt(const PaperGround& ground, Kind kind, const QString& attempt)
{
    const auto found = std::ranges::find_if(
        ground.events, [&](const Event& event) { return event.kind == kind && fieldOf(event, "attempt") == attempt; });
    return found == ground.events.end() ? nullptr : &*found;
}

const Event* startOf(const PaperGround& ground, const QString& attempt)
{
    return ofAttempt(ground, Kind::AttemptStarted, attempt);
}

bool isVoided(const PaperGround& ground, const QString& attempt)
{
    return std::ranges::any_of(ground.events, [&attempt](const Event& event) {
        return event.kind == Kind::AttemptVoided && fieldOf(event, "attempt") == attempt;
    });
}

Result<evidence::Device> deviceOf(const Event& start)
{
    const auto said = casefile::DeviceAttestation::fromJson(start.fields.value(u"device").toObject());
    if (!said)
        return failure(said);
    const auto model = Text::of(said->model);
    const auto serial = Text::of(said->serial);
    if (const auto error = firstError(model, serial))
        return tl::make_unexpected(*error);
    return evidence::Device{*model, *serial, QString::fromLatin1(core::toHex(said->firmwareDigest).first(16))};
}

evidence::Hand handStarted(const Event& start)
{
    return fieldOf(start, "hand") == casefile::nameOf(casefile::Hand::Left) ? evidence::Hand::Left
                                                                            : evidence::Hand::Right;
}

// What was judged; of a check that the program did not live to finish, what it began with.
Result<evidence::AtLeastOne<evidence::FrameDigest>> framesOf(const Event& start, const Event& finished)
{
    QList<evidence::FrameDigest> frames;
    int number = 0;
    QJsonArray digests = finished.fields.value(u"digests").toArray();
    if (digests.isEmpty())
        digests = start.fields.value(u"digests").toArray();
    for (const QJsonValue& digest : std::as_const(digests)) {
        const auto name = Text::of(QStringLiteral("frame-%1").arg(++number));
        const auto bytes = core::fromHex(digest.toString().toLatin1()).and_then(evidence::Digest::of);
        if (const auto error = firstError(name, bytes))
            return tl::make_unexpected(*error);
        frames.append({*name, *bytes});
    }
    const auto judged = evidence::AtLeastOne<evidence::FrameDigest>::from(frames);
    if (!judged)
        return failure(kIncomplete, ErrorKind::Bug, QStringLiteral("no frame"));
    return *judged;
}

Result<LocalText> analysed(const casefile::AttackResult& result)
{
    if (result.characteristics.isEmpty())
        return wordsFor(PaperWord::NothingAnalysed);
    QList<LocalText> all;
    for (const QString& one : result.characteristics) {
        const auto text = wordsForCode(one);
        if (!text)
            return failure(text);
        all.append(*text);
    }
    return joined(all, QStringLiteral(", "));
}

QString attemptOf(const PaperGround& ground, const QString& comparison)
{
    const auto found = std::ranges::find_if(ground.events, [&comparison](const Event& event) {
        return (event.kind == Kind::ComparisonMade || event.kind == Kind::ComparisonAwaited) &&
               fieldOf(event, "comparison") == comparison;
    });
    return found == ground.events.end() ? QString() : fieldOf(*found, "attempt");
}
} // namespace

MaybePaper presencePaper(const Common& common)
{
    const PaperGround& ground = common.ground;
    const auto seen = std::ranges::find(ground.events, Kind::VisuallyIdentified, &Event::kind);
    if (seen == ground.events.end() || !common.client)
        return std::nullopt;
    const identity::IdentityDocument& shown = common.client->document;
    const auto kind = wordsForCode(identity::documentKindCode(shown.kind()));
    const auto number = Text::of(QStringLiteral("…") + shown.number().right(3));
    const auto place = localText(placeOf(ground));
    if (const auto error = firstError(kind, number, place))
        return tl::make_unexpected(*error);
    const core::Uuid id = common.paperId("presence");
    return made(id, evidence::PersonalPresence{
                        common.heading(id, seen->time, common.program), CheckOutcome::Passed, *kind, *number, *place});
}

MaybePaper consentPaper(const Common& common, const Event& answered)
{
    const QString name = fieldOf(answered, "consent");
    const auto text = common.ground.texts.constFind(fieldOf(answered, "text"));
    if (text == common.ground.texts.cend())
        return failure(kIncomplete, ErrorKind::Bug, name);
    const auto code = Text::of(name);
    const auto sentence = localText(text->sentence);
    const auto term = localText(text->term);
    const auto data = localText(text->data);
    const auto purpose = localText(text->purpose);
    const auto withdrawal = localText(text->withdrawal);
    const auto language = Text::of(fieldOf(answered, "language"));
    const auto means = wordsForCode(fieldOf(answered, "means"));
    QList<LocalText> handedOn;
    for (const criteria::Texts& part : {text->thirdParties, text->crossBorder, text->publicSources}) {
        const auto one = localText(part);
        if (!one)
            return failure(one);
        handedOn.append(*one);
    }
    const auto transfer = joined(handedOn, QStringLiteral(" "));
    if (const auto error = firstError(code, sentence, term, data, purpose, withdrawal, language, means, transfer))
        return tl::make_unexpected(*error);
    const core::Uuid id = consentPaperId(*common.ground.state.id, name);
    const bool given = fieldOf(answered, "answer") == u"given";
    return made(id, evidence::Consent{common.heading(id, answered.time, common.program),
                        evidence::ConsentItem{*code, *sentence, given}, *term, *transfer, *data, *language, *means,
                        *purpose, *withdrawal});
}

MaybePaper withdrawalPaper(const Common& common, const Event& withdrawn)
{
    const QString name = fieldOf(withdrawn, "consent");
    const auto kind = wire::consentNamed(name);
    const criteria::ConsentText* text = kind ? common.ground.criteria.consents.find(*kind) : nullptr;
    if (!text)
        return failure(kIncomplete, ErrorKind::Bug, name);
    const auto code = Text::of(name);
    const auto sentence = localText(text->sentence);
    const auto means = wordsForCode(fieldOf(withdrawn, "means"));
    if (const auto error = firstError(code, sentence, means))
        return tl::make_unexpected(*error);
    const casefile::CaseId given = common.ground.state.consents.value(name).from.value_or(*common.ground.state.id);
    const core::Uuid id = common.paperId("withdrawal", name);
    return made(id, evidence::ConsentWithdrawal{common.heading(id, withdrawn.time, common.program),
                        consentPaperId(given, name), evidence::ConsentItem{*code, *sentence, false}, *means});
}

MaybePaper checkPaper(const Common& common, const Event& finished)
{
    const QString attempt = fieldOf(finished, "attempt");
    const Event* start = startOf(common.ground, attempt);
    if (!start)
        return failure(kIncomplete, ErrorKind::Bug, attempt);
    if (fieldOf(*start, "modality") != casefile::nameOf(casefile::Modality::Palm) || isVoided(common.ground, attempt))
        return std::nullopt;
    const auto result = casefile::AttackResult::fromJson(finished.fields.value(u"result").toObject());
    if (!result)
        return failure(result);
    const auto device = deviceOf(*start);
    const auto frames = framesOf(*start, finished);
    const auto characteristics = analysed(*result);
    if (const auto error = firstError(device, frames, characteristics))
        return tl::make_unexpected(*error);
    const core::Uuid id = common.paperId("check", attempt);
    return made(id,
        evidence::PalmAuthenticity{common.heading(id, finished.time, common.checkSystem), outcomeOf(result->verdict),
            start->fields.value(u"number").toInt(), handStarted(*start), *device, *characteristics, *frames});
}

MaybePaper comparisonPaper(const Common& common, const Event& event)
{
    const QString subject = fieldOf(event, "comparison");
    const QString attempt = attemptOf(common.ground, subject);
    const Event* start = startOf(common.ground, attempt);
    if (!start)
        return failure(kIncomplete, ErrorKind::Bug, subject);
    if (fieldOf(*start, "modality") != casefile::nameOf(casefile::Modality::Palm))
        return std::nullopt;
    const auto result = casefile::MatchResult::fromJson(event.fields.value(u"result").toObject());
    const auto outcome = casefile::matchOutcomeNamed(fieldOf(event, "outcome"));
    if (const auto error = firstError(result, outcome))
        return tl::make_unexpected(*error);
    const auto probe = Text::of(result->probe);
    const auto device = deviceOf(*start);
    const Event* finished = ofAttempt(common.ground, Kind::AttemptFinished, attempt);
    const auto frames = framesOf(*start, finished ? *finished : *start);
    if (const auto error = firstError(probe, device, frames))
        return tl::make_unexpected(*error);
    const core::Uuid id = common.paperId("comparison", subject);
    return made(id, evidence::PalmComparison{common.heading(id, event.time, common.comparisonSystem),
                        outcomeOf(*outcome), *probe, handStarted(*start), *device, *frames});
}

} // namespace tirkeu::enrolment
