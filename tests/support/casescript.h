#pragma once

#include "support/fakeclock.h"

#include <casefile/casestate.h>

#include <QJsonArray>

#include <vector>

namespace tirkeu::test {

/// Writes the events of one invented client's case, each a second after the last.
class CaseScript
{
public:
    explicit CaseScript(FakeClock& clock, QString iin = QStringLiteral("850712300011"))
        : m_clock(clock)
        , m_iin(std::move(iin))
        , client(casefile::ClientId::make(clock))
        , id(casefile::CaseId::make(clock))
    {
    }

    [[nodiscard]] casefile::Event make(
        casefile::Kind kind, const QJsonObject& fields, const QString& actor = QStringLiteral("teller-17"))
    {
        m_clock.advance(std::chrono::seconds(1));
        return {kind, m_clock.wall(), actor, client, id, fields};
    }
    [[nodiscard]] casefile::Event opened(const QJsonArray& earlier = {}, int attempts = 3)
    {
        casefile::Limits limits;
        limits.attempts = attempts;
        return make(casefile::Kind::CaseOpened,
            {{QStringLiteral("iin"), m_iin}, {QStringLiteral("purpose"), QStringLiteral("palm-enrolment")},
                {QStringLiteral("language"), QStringLiteral("kk")}, {QStringLiteral("criteria"), QStringLiteral("1")},
                {QStringLiteral("limits"), limits.toJson()}, {QStringLiteral("earlier"), earlier},
                {QStringLiteral("steps"), QJsonArray{QStringLiteral("client"), QStringLiteral("palm-right")}},
                {QStringLiteral("deadline"), core::toIsoText(m_clock.wall() + std::chrono::hours(4))}});
    }
    [[nodiscard]] casefile::Event recorded()
    {
        return make(casefile::Kind::ClientRecorded,
            {{QStringLiteral("names"), QJsonObject{{QStringLiteral("family"), QStringLiteral("Сынақова")}}},
                {QStringLiteral("document"), QJsonObject{{QStringLiteral("number"), QStringLiteral("012345678")}}}});
    }
    [[nodiscard]] casefile::Event present() { return make(casefile::Kind::PresenceAttested, {}); }
    [[nodiscard]] casefile::Event consented(QLatin1StringView consent, const QString& answer = QStringLiteral("given"))
    {
        return make(casefile::Kind::ConsentAnswered,
            {{QStringLiteral("consent"), QString(consent)}, {QStringLiteral("answer"), answer},
                {QStringLiteral("means"), QStringLiteral("stroke")}, {QStringLiteral("language"), QStringLiteral("kk")},
                {QStringLiteral("text"), digest()}, {QStringLiteral("readingMs"), 9000}});
    }
    [[nodiscard]] casefile::Event withdrawn(QLatin1StringView consent)
    {
        return make(casefile::Kind::ConsentWithdrawn,
            {{QStringLiteral("consent"), QString(consent)}, {QStringLiteral("means"), QStringLiteral("stroke")}});
    }
    [[nodiscard]] casefile::Event started(int number, casefile::Hand hand = casefile::Hand::Right)
    {
        attempt = core::Uuid::make(m_clock);
        const auto modality = hand == casefile::Hand::None ? casefile::Modality::Face : casefile::Modality::Palm;
        return make(casefile::Kind::AttemptStarted,
            {{QStringLiteral("attempt"), attempt.toString()}, {QStringLiteral("modality"), casefile::nameOf(modality)},
                {QStringLiteral("hand"), casefile::nameOf(hand)}, {QStringLiteral("number"), number},
                {QStringLiteral("device"), QJsonObject{{QStringLiteral("serial"), QStringLiteral("V-1")}}}});
    }
    [[nodiscard]] casefile::Event finished(casefile::Verdict verdict)
    {
        return make(casefile::Kind::AttemptFinished,
            {{QStringLiteral("attempt"), attempt.toString()}, {QStringLiteral("verdict"), casefile::nameOf(verdict)},
                {QStringLiteral("result"), QJsonObject{}}, {QStringLiteral("digests"), QJsonArray{digest()}}});
    }
    [[nodiscard]] casefile::Event voided(const QString& approver = {})
    {
        QJsonObject fields{{QStringLiteral("attempt"), attempt.toString()},
            {QStringLiteral("cause"), QStringLiteral("device-fault")},
            {QStringLiteral("evidence"), QStringLiteral("usb reset")}};
        if (!approver.isEmpty())
            fields.insert(QStringLiteral("approvedBy"), approver);
        return make(casefile::Kind::AttemptVoided, fields);
    }
    [[nodiscard]] casefile::Event formed()
    {
        return make(casefile::Kind::TemplateFormed,
            {{QStringLiteral("template"), core::Uuid::make(m_clock).toString()},
                {QStringLiteral("attempt"), attempt.toString()}, {QStringLiteral("digest"), digest()},
                {QStringLiteral("algorithm"), QStringLiteral("palm-1")}});
    }
    [[nodiscard]] casefile::Event compared(casefile::MatchOutcome outcome)
    {
        return make(casefile::Kind::ComparisonMade,
            {{QStringLiteral("comparison"), core::Uuid::make(m_clock).toString()},
                {QStringLiteral("attempt"), attempt.toString()}, {QStringLiteral("outcome"), casefile::nameOf(outcome)},
                {QStringLiteral("result"), QJsonObject{}}});
    }
    [[nodiscard]] casefile::Event awaited()
    {
        comparison = core::Uuid::make(m_clock);
        return make(casefile::Kind::ComparisonAwaited,
            {{QStringLiteral("comparison"), comparison.toString()}, {QStringLiteral("attempt"), attempt.toString()},
                {QStringLiteral("from"), QStringLiteral("idec")}});
    }
    [[nodiscard]] casefile::Event answered(casefile::MatchOutcome outcome)
    {
        return make(casefile::Kind::AnswerReceived,
            {{QStringLiteral("comparison"), comparison.toString()},
                {QStringLiteral("outcome"), casefile::nameOf(outcome)}, {QStringLiteral("result"), QJsonObject{}}},
            QStringLiteral("gateway"));
    }
    [[nodiscard]] casefile::Event asked()
    {
        question = core::Uuid::make(m_clock);
        return make(casefile::Kind::QuestionRaised,
            {{QStringLiteral("question"), question.toString()}, {QStringLiteral("about"), QStringLiteral("duplicate")},
                {QStringLiteral("reasons"), QJsonArray{}}});
    }
    [[nodiscard]] casefile::Event replied(const QString& by)
    {
        return make(casefile::Kind::QuestionAnswered,
            {{QStringLiteral("question"), question.toString()}, {QStringLiteral("answer"), QStringLiteral("approve")},
                {QStringLiteral("reason"), QStringLiteral("seen")}},
            by);
    }
    [[nodiscard]] casefile::Event decided(
        casefile::Outcome outcome, const QString& by = QStringLiteral("rule"), const QString& who = {})
    {
        return make(casefile::Kind::DecisionMade,
            {{QStringLiteral("outcome"), casefile::nameOf(outcome)}, {QStringLiteral("by"), by},
                {QStringLiteral("reasons"), QJsonArray{}}},
            who.isEmpty() ? QStringLiteral("teller-17") : who);
    }
    [[nodiscard]] casefile::Event ended(casefile::Ending ending)
    {
        return make(casefile::Kind::CaseEnded, {{QStringLiteral("ending"), casefile::nameOf(ending)}});
    }
    [[nodiscard]] casefile::Event documentMade()
    {
        document = core::Uuid::make(m_clock);
        return make(casefile::Kind::DocumentMade,
            {{QStringLiteral("document"), document.toString()}, {QStringLiteral("kind"), QStringLiteral("palm-23")},
                {QStringLiteral("digest"), digest()}});
    }
    [[nodiscard]] casefile::Event documentSigned()
    {
        return make(casefile::Kind::DocumentSigned,
            {{QStringLiteral("document"), document.toString()}, {QStringLiteral("certificate"), digest()},
                {QStringLiteral("digest"), digest()}, {QStringLiteral("level"), QStringLiteral("B-B")}});
    }
    [[nodiscard]] casefile::Event queued()
    {
        package = core::Uuid::make(m_clock);
        return make(casefile::Kind::PackageQueued,
            {{QStringLiteral("package"), package.toString()}, {QStringLiteral("fingerprint"), digest()},
                {QStringLiteral("size"), 500'000}});
    }

    /// An ordinary enrolment of one palm from the greeting to the queued package.
    [[nodiscard]] std::vector<casefile::Event> ordinary()
    {
        std::vector<casefile::Event> all;
        all.push_back(opened());
        all.push_back(recorded());
        all.push_back(present());
        all.push_back(consented(casefile::kConsentPersonalData));
        all.push_back(consented(casefile::kConsentPalmScan));
        all.push_back(started(1));
        all.push_back(finished(casefile::Verdict::NotAuthentic));
        all.push_back(started(2));
        all.push_back(finished(casefile::Verdict::Authentic));
        all.push_back(formed());
        all.push_back(compared(casefile::MatchOutcome::Match));
        all.push_back(documentMade());
        all.push_back(decided(casefile::Outcome::Accepted));
        all.push_back(ended(casefile::Ending::Accepted));
        all.push_back(documentSigned());
        all.push_back(queued());
        return all;
    }

    [[nodiscard]] static QString digest() { return QString(64, u'a'); }

private:
    FakeClock& m_clock;
    QString m_iin;

public:
    const casefile::ClientId client;
    const casefile::CaseId id;
    core::Uuid attempt, comparison, question, document, package; ///< the newest of each
};

} // namespace tirkeu::test
