#include "readers.h"

#include <core/encoding.h>

namespace tirkeu::criteria {

using core::JsonFields;
using namespace Qt::Literals::StringLiterals;
using std::chrono::hours;
using std::chrono::seconds;

Attempts readAttempts(JsonFields& fields)
{
    Attempts attempts{};
    fields.nested("attempts"_L1, [&](JsonFields& inner) {
        attempts.face = readInt(inner, "face"_L1, 1, 1000);
        attempts.palm = readInt(inner, "palm"_L1, 1, 1000);
        attempts.interval = hours(readInt(inner, "intervalHours"_L1, 1, 24 * 366));
        attempts.voided = readInt(inner, "voidedPerCase"_L1, 0, 2);
    });
    return attempts;
}

Liveness readLiveness(JsonFields& fields)
{
    Liveness liveness{};
    fields.nested("liveness"_L1, [&](JsonFields& inner) {
        liveness.count = readInt(inner, "count"_L1, 0, 20);
        liveness.challenges = readCodes<Challenge>(inner, "challenges"_L1);
        liveness.each = seconds(readInt(inner, "secondsEach"_L1, 2, 60));
    });
    return liveness;
}

namespace {
Thresholds readThresholds(JsonFields& fields)
{
    Thresholds thresholds{};
    fields.nested("thresholds"_L1, [&](JsonFields& inner) {
        thresholds.quality = readInt(inner, "quality"_L1, 0, 100);
        thresholds.authenticity = inner.number("authenticity"_L1, 0, 1);
        thresholds.match = inner.number("match"_L1, 0, 1);
        thresholds.stepUp = inner.number("stepUp"_L1, 0, 1);
        thresholds.duplicate = inner.number("duplicate"_L1, 0, 1);
    });
    return thresholds;
}
} // namespace

PalmRules readPalm(JsonFields& fields)
{
    PalmRules palm{};
    fields.nested("palm"_L1, [&](JsonFields& inner) {
        palm.thresholds = readThresholds(inner);
        palm.characteristics = readCodes<PalmCharacteristic>(inner, "characteristics"_L1);
        palm.samplesToEnrol = readInt(inner, "samplesToEnrol"_L1, 1, 20);
        palm.samplesToVerify = readInt(inner, "samplesToVerify"_L1, 1, 20);
    });
    return palm;
}

FaceRules readFace(JsonFields& fields)
{
    FaceRules face{};
    fields.nested("face"_L1, [&](JsonFields& inner) {
        face.thresholds = readThresholds(inner);
        inner.nested("fill"_L1, [&face](JsonFields& fill) {
            face.fillAuthenticity = fill.number("authenticity"_L1, 0, 1);
            face.fillMatch = fill.number("match"_L1, 0, 1);
        });
    });
    return face;
}

QList<Purpose> readPurposes(JsonFields& fields)
{
    QList<Purpose> purposes;
    fields.each("purposes"_L1, [&](JsonFields& inner) {
        Purpose purpose{};
        purpose.id = readId(inner, "id"_L1);
        purpose.kind = readCode<Purpose::Kind>(inner, "kind"_L1);
        purpose.name = readTexts(inner, "name"_L1);
        purpose.paragraph = readLine(inner, "paragraph"_L1);
        purpose.steps = readCodes<Step>(inner, "steps"_L1);
        purpose.consents = readCodes<ConsentKind>(inner, "consents"_L1);
        purpose.consentMeans = readCodes<ConsentMeans>(inner, "consentMeans"_L1);
        purposes.append(purpose);
    });
    if (fields.isGood() && purposes.isEmpty())
        fields.refuse("purposes"_L1, u"no purpose: nobody could be served"_s);
    return purposes;
}

QList<DecisionRule> readDecisions(JsonFields& fields)
{
    QList<DecisionRule> rules;
    fields.each("decisions"_L1, [&](JsonFields& inner) {
        DecisionRule rule{};
        rule.id = readId(inner, "id"_L1);
        inner.nested("when"_L1, [&rule](JsonFields& when) {
            for (const Fact fact : kFacts) {
                const QByteArray key = code(fact).toLatin1();
                if (when.has(QLatin1StringView(key)))
                    rule.when.insert(fact, readCodes<FactState>(when, QLatin1StringView(key)));
            }
        });
        rule.then = readCode<Verdict>(inner, "then"_L1);
        rules.append(rule);
    });
    return rules;
}

Consents readConsents(JsonFields& fields)
{
    Consents consents;
    fields.nested("consents"_L1, [&](JsonFields& inner) {
        consents.oneSignatureForAll = inner.boolean("oneSignatureForAll"_L1);
        inner.each("texts"_L1, [&consents](JsonFields& text) {
            consents.texts.append({.kind = readCode<ConsentKind>(text, "kind"_L1),
                .version = readInt(text, "version"_L1, 1, 1'000'000),
                .sentence = readTexts(text, "sentence"_L1),
                .purpose = readTexts(text, "purpose"_L1),
                .data = readTexts(text, "data"_L1),
                .term = readTexts(text, "term"_L1),
                .thirdParties = readTexts(text, "thirdParties"_L1),
                .crossBorder = readTexts(text, "crossBorder"_L1),
                .publicSources = readTexts(text, "publicSources"_L1),
                .withdrawal = readTexts(text, "withdrawal"_L1),
                .ifRefused = readTexts(text, "ifRefused"_L1)});
        });
    });
    return consents;
}

Retention readRetention(JsonFields& fields)
{
    Retention retention{};
    fields.nested("retention"_L1, [&](JsonFields& inner) {
        retention.clientYears = readInt(inner, "clientYears"_L1, 0, 100);
        retention.journalMonthsAtHand = readInt(inner, "journalMonthsAtHand"_L1, 0, 1200);
        retention.journalYearsArchived = readInt(inner, "journalYearsArchived"_L1, 0, 100);
    });
    return retention;
}

SessionRules readSession(JsonFields& fields)
{
    SessionRules session{};
    fields.nested("session"_L1, [&](JsonFields& inner) {
        session.idleLock = seconds(readInt(inner, "idleLockSeconds"_L1, 30, 1800));
        session.longest = hours(readInt(inner, "longestHours"_L1, 1, 24));
        session.draft = hours(readInt(inner, "draftHours"_L1, 1, 24 * 31));
        session.offline = hours(readInt(inner, "offlineHours"_L1, 1, 24 * 31));
    });
    return session;
}

Calendar readCalendar(JsonFields& fields)
{
    Calendar calendar;
    if (!fields.has("calendar"_L1))
        return calendar;
    fields.nested("calendar"_L1, [&](JsonFields& inner) {
        calendar.daysOff = readDates(inner, "daysOff"_L1);
        calendar.daysWorked = readDates(inner, "daysWorked"_L1);
        for (const QDate& day : std::as_const(calendar.daysWorked)) {
            if (calendar.daysOff.contains(day))
                inner.refuse("daysWorked"_L1, u"off and worked at once: "_s + day.toString(Qt::ISODate));
        }
    });
    return calendar;
}

PinPolicy readPin(JsonFields& fields)
{
    PinPolicy pin{};
    fields.nested("pin"_L1, [&](JsonFields& inner) {
        pin.minLength = readInt(inner, "minLength"_L1, 4, 64);
        pin.maxLength = readInt(inner, "maxLength"_L1, 4, 64);
        pin.warnTriesLeft = readInt(inner, "warnTriesLeft"_L1, 0, 20);
        if (inner.isGood() && pin.minLength > pin.maxLength)
            inner.refuse("maxLength"_L1, u"below minLength"_s);
    });
    return pin;
}

SigningRules readSigning(JsonFields& fields)
{
    SigningRules signing{};
    fields.nested("signing"_L1, [&](JsonFields& inner) {
        signing.by = readCode<SigningRules::By>(inner, "by"_L1);
        signing.level = readCode<SigningRules::Level>(inner, "level"_L1);
        signing.seals = readDigests(inner, "seals"_L1);
        signing.timeStampPolicies = inner.strings("timeStampPolicies"_L1, 20, 100);
    });
    return signing;
}

ReviewRules readReview(JsonFields& fields)
{
    ReviewRules review{};
    fields.nested("review"_L1, [&](JsonFields& inner) {
        review.samplePercent = readInt(inner, "samplePercent"_L1, 0, 100);
        review.answerWithin = hours(readInt(inner, "answerWithinHours"_L1, 1, 24 * 31));
        inner.each(
            "videoQuestions"_L1,
            [&review](JsonFields& question) { review.videoQuestions.append(readTexts(question, "text"_L1)); }, 50);
    });
    return review;
}

GuardPolicy readGuard(JsonFields& fields)
{
    GuardPolicy guard;
    fields.nested("guard"_L1, [&](JsonFields& inner) {
        inner.nested("reactions"_L1, [&guard](JsonFields& reactions) {
            for (const GuardFinding finding : kGuardFindings) {
                const QByteArray key = code(finding).toLatin1();
                guard.reactions.insert(finding, readCode<GuardReaction>(reactions, QLatin1StringView(key)));
            }
        });
        inner.each(
            "exceptions"_L1,
            [&guard](JsonFields& exception) {
                GuardException entry{};
                entry.finding = readCode<GuardFinding>(exception, "finding"_L1);
                entry.name = readLine(exception, "name"_L1);
                if (exception.has("digest"_L1)) {
                    const Result<QByteArray> digest = core::fromHex(exception.string("digest"_L1, 64).toLatin1());
                    entry.digest = digest.value_or(QByteArray());
                    if (entry.digest.size() != 32 && exception.isGood())
                        exception.refuse("digest"_L1, u"SHA-256 as 64 hexadecimal digits"_s);
                }
                entry.reason = readLine(exception, "reason"_L1);
                guard.exceptions.append(entry);
            },
            1000);
    });
    return guard;
}

} // namespace tirkeu::criteria
