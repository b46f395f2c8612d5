#include <enrolment/casedesk.h>

#include <enrolment/documentshelf.h>
#include <enrolment/signing.h>

#include <core/encoding.h>
#include <core/hashing.h>

#include <QJsonArray>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::CaseState;
using casefile::Kind;
using casefile::Phase;

namespace {
constexpr ErrorCode kUnsignedFirst{"enrolment.unsigned-first"};
constexpr ErrorCode kAtAnotherCounter{"enrolment.client-open-already"};
constexpr ErrorCode kUnknownPurpose{"enrolment.unknown-purpose"};
constexpr ErrorCode kNoSupervisor{"enrolment.no-supervisor"};
constexpr ErrorCode kNoStaff{"enrolment.no-staff"};
constexpr ErrorCode kNotThisTeller{"enrolment.case-of-another"};
constexpr ErrorCode kNoText{"enrolment.consent-text-missing"};
constexpr ErrorCode kMeansNotAllowed{"enrolment.means-not-allowed"};
constexpr ErrorCode kNotItsTurn{"enrolment.not-its-turn"};
constexpr ErrorCode kNoQuestion{"enrolment.no-question"};

QString hex(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toHex(bytes));
}

QJsonArray stepsOf(const criteria::Purpose& purpose)
{
    QJsonArray steps;
    for (const criteria::Step step : purpose.steps)
        steps.append(criteria::code(step));
    return steps;
}

// What the client answered, so that it can be told later which words they had before them.
QByteArray digestOf(const criteria::ConsentText& text, core::Language language)
{
    QByteArray whole = QByteArray::number(text.version);
    for (const criteria::Texts& part : {text.sentence, text.purpose, text.data, text.term, text.thirdParties,
             text.crossBorder, text.publicSources, text.withdrawal, text.ifRefused})
        whole += '\n' + part.in(language).toUtf8();
    return core::sha256(whole);
}
} // namespace

CaseDesk::CaseDesk(vault::Store& store, const criteria::Criteria& criteria, Teller teller)
    : m_store(store)
    , m_criteria(criteria)
    , m_teller(std::move(teller))
{
}

casefile::Event CaseDesk::event(Kind kind, const QJsonObject& fields) const
{
    return {kind, m_store.clock().wall(), m_teller.id, m_state.client, m_state.id, fields};
}

Result<> CaseDesk::refresh(const casefile::CaseId& id)
{
    auto state = m_store.caseState(id);
    if (!state)
        return failure(state);
    m_state = std::move(*state);
    m_purpose = m_criteria.purpose(m_state.purpose);
    if (!m_purpose)
        return failure(kUnknownPurpose, ErrorKind::OperatorCanFix, m_state.purpose);
    return {};
}

Result<> CaseDesk::write(const std::function<Result<>(vault::Writer&)>& body)
{
    const casefile::CaseId id = *m_state.id;
    const Result<> written = m_store.write(body);
    return written ? refresh(id) : written;
}

Result<> CaseDesk::say(Kind kind, const QJsonObject& fields)
{
    return write([&](vault::Writer& writer) -> Result<> {
        const auto entry = writer.append(event(kind, fields));
        return entry ? Result<>() : failure(entry);
    });
}

Result<> CaseDesk::checkFree(const casefile::ClientId& client) const
{
    const auto unsettled = m_store.cases(vault::CaseList::Unsettled);
    if (!unsettled)
        return failure(unsettled);
    for (const vault::CaseLine& line : *unsettled) {
        if (line.phase == Phase::Ended && line.actor == m_teller.id)
            return failure(kUnsignedFirst, ErrorKind::OperatorCanFix, line.id.toString());
        if (line.phase != Phase::Ended && line.client == client)
            return failure(kAtAnotherCounter, ErrorKind::OperatorCanFix, line.id.toString());
    }
    return {};
}

Result<QStringList> CaseDesk::standingConsents(const casefile::ClientId& client) const
{
    const auto cases = m_store.casesOf(client);
    if (!cases)
        return failure(cases);
    QMap<QString, casefile::ConsentState> newest;
    for (const vault::CaseLine& line : *cases) {
        const auto state = m_store.caseState(line.id);
        if (!state)
            return failure(state);
        for (auto it = state->consents.cbegin(); it != state->consents.cend(); ++it) {
            const auto known = newest.constFind(it.key());
            if (known == newest.constEnd() || known->at <= it->at)
                newest.insert(it.key(), *it);
        }
    }
    QStringList given;
    for (auto it = newest.cbegin(); it != newest.cend(); ++it) {
        if (it->answer == casefile::ConsentState::Answer::Given)
            given.append(it.key());
    }
    return given;
}

Result<> CaseDesk::open(const CaseOpening& opening)
{
    const criteria::Purpose* purpose = m_criteria.purpose(opening.purpose);
    if (!purpose)
        return failure(kUnknownPurpose, ErrorKind::OperatorCanFix, opening.purpose);
    const core::WallTime now = m_store.clock().wall();
    if (const Result<> lasts = checkLasts(m_teller.certificate, now, m_criteria.session); !lasts)
        return lasts;
    const casefile::CaseId id = casefile::CaseId::make(m_store.clock());
    const auto earlier = m_store.attemptsSince(opening.iin.toString(), now - m_criteria.attempts.interval);
    if (!earlier)
        return failure(earlier);
    QJsonArray spent;
    for (const casefile::EarlierAttempts& one : *earlier)
        spent.append(one.toJson());
    const casefile::Limits limits{std::min(m_criteria.attempts.palm, m_criteria.attempts.face),
        m_criteria.attempts.voided, std::chrono::seconds(m_criteria.attempts.interval).count()};

    const Result<> written = m_store.write([&](vault::Writer& writer) -> Result<> {
        const auto client = writer.clientFor(opening.iin.toString());
        if (!client)
            return failure(client);
        if (const Result<> free = checkFree(*client); !free)
            return free;
        QStringList standing;
        if (purpose->kind == criteria::Purpose::Kind::Verify) {
            auto given = standingConsents(*client);
            if (!given)
                return failure(given);
            standing = std::move(*given);
        }
        const QJsonObject fields{{QStringLiteral("iin"), opening.iin.toString()},
            {QStringLiteral("purpose"), purpose->id},
            {QStringLiteral("language"), core::languageCode(opening.clientLanguage)},
            {QStringLiteral("criteria"), QString::number(m_criteria.version)},
            {QStringLiteral("limits"), limits.toJson()}, {QStringLiteral("earlier"), spent},
            {QStringLiteral("steps"), stepsOf(*purpose)},
            {QStringLiteral("standing"), QJsonArray::fromStringList(standing)},
            {QStringLiteral("deadline"), core::toIsoText(now + m_criteria.session.draft)}};
        const auto entry = writer.append({Kind::CaseOpened, now, m_teller.id, *client, id, fields});
        return entry ? Result<>() : failure(entry);
    });
    return written ? refresh(id) : written;
}

Result<> CaseDesk::take(const casefile::CaseId& id)
{
    if (const Result<> read = refresh(id); !read)
        return read;
    if (m_state.actor != m_teller.id)
        return failure(kNotThisTeller, ErrorKind::OperatorCanFix, id.toString());
    // A check that the program did not live to finish: the crash is the proof, the attempt is given back (at most so
    // often as the criteria say; beyond that it stays spent).
    if (const casefile::Attempt* running = m_state.runningAttempt()) {
        const core::Uuid attempt = running->id;
        if (m_state.voids < m_state.limits.voids) {
            if (const Result<> given = voidAttempt(attempt,
                    {QStringLiteral("program-ended"), QStringLiteral("found running when the case was taken up")});
                !given)
                return given;
        } else {
            PalmFindings none;
            none.attack.verdict = casefile::Verdict::Undetermined;
            none.attack.reasons.append(QStringLiteral("program-ended"));
            if (const Result<> finished = finishAttempt(attempt, none); !finished)
                return finished;
        }
    }
    return m_state.phase == Phase::Paused ? say(Kind::CaseResumed) : Result<>();
}

Result<ClientData> CaseDesk::clientData() const
{
    const auto record = m_store.client(*m_state.client);
    if (!record)
        return failure(record);
    const auto iin = identity::Iin::parse(m_state.iin);
    if (!iin)
        return failure(iin);
    return ClientData::fromFields(record->data, *iin);
}

Result<> CaseDesk::recordClient(const ClientData& data)
{
    QJsonObject fields = data.toFields();
    if (m_state.isRecorded)
        fields.insert(QStringLiteral("supersedes"), QStringLiteral("client.recorded"));
    return say(Kind::ClientRecorded, fields);
}

Result<> CaseDesk::attestIdentity()
{
    return write([&](vault::Writer& writer) -> Result<> {
        for (const casefile::Event& one : {event(Kind::PresenceAttested),
                 event(Kind::VisuallyIdentified, {{QStringLiteral("means"), QStringLiteral("identity-document")}})}) {
            if (const auto entry = writer.append(one); !entry)
                return failure(entry);
        }
        return {};
    });
}

Result<> CaseDesk::notePhone(PhoneState state, const QString& source)
{
    QJsonObject fields{{QStringLiteral("state"), nameOf(state)}};
    if (!source.isEmpty())
        fields.insert(QStringLiteral("source"), source);
    return say(Kind::PhoneChecked, fields);
}

Result<> CaseDesk::answer(const ConsentAnswer& answer)
{
    const criteria::ConsentText* text = m_criteria.consents.find(answer.kind);
    if (!text)
        return failure(kNoText, ErrorKind::OperatorCanFix, QString(consentName(answer.kind)));
    // BIO-32: for some purposes a stroke alone is not enough; the criteria list what is.
    if (answer.given && !m_purpose->consentMeans.contains(answer.means))
        return failure(kMeansNotAllowed, ErrorKind::OperatorCanFix, criteria::code(answer.means));
    return write([&](vault::Writer& writer) -> Result<> {
        QJsonObject fields{{QStringLiteral("consent"), QString(consentName(answer.kind))},
            {QStringLiteral("answer"), answer.given ? QStringLiteral("given") : QStringLiteral("refused")},
            {QStringLiteral("means"), criteria::code(answer.means)},
            {QStringLiteral("language"), core::languageCode(answer.language)},
            {QStringLiteral("text"), hex(digestOf(*text, answer.language))},
            {QStringLiteral("readingMs"), qint64(answer.reading.count())}};
        if (!answer.evidence.isEmpty()) {
            const auto kept = writer.keep(vault::ObjectKind::Original, *m_state.client, m_state.id, answer.evidence);
            if (!kept)
                return failure(kept);
            fields.insert(QStringLiteral("evidence"), kept->id.toString());
        }
        const auto entry = writer.append(event(Kind::ConsentAnswered, fields));
        return entry ? Result<>() : failure(entry);
    });
}

Result<> CaseDesk::withdraw(criteria::ConsentKind kind, criteria::ConsentMeans means)
{
    return say(Kind::ConsentWithdrawn,
        {{QStringLiteral("consent"), QString(consentName(kind))}, {QStringLiteral("means"), criteria::code(means)}});
}

Result<> CaseDesk::exceptHand(casefile::Hand hand, const QString& attestedBy, std::optional<core::WallTime> until)
{
    const auto fingerprint = core::fromHex(attestedBy.toLatin1());
    if (!fingerprint || !m_criteria.staffByCertificate(*fingerprint))
        return failure(kNoStaff, ErrorKind::OperatorCanFix, attestedBy);
    QJsonObject fields{{QStringLiteral("hand"), casefile::nameOf(hand)}, {QStringLiteral("attestedBy"), attestedBy}};
    if (until)
        fields.insert(QStringLiteral("until"), core::toIsoText(*until));
    return say(Kind::HandExcepted, fields);
}

Result<> CaseDesk::pause(const QString& why)
{
    return say(Kind::CasePaused, {{QStringLiteral("why"), why}});
}

Result<> CaseDesk::handOver(const QString& to)
{
    const auto fingerprint = core::fromHex(to.toLatin1());
    if (!fingerprint || !m_criteria.staffByCertificate(*fingerprint))
        return failure(kNoStaff, ErrorKind::OperatorCanFix, to);
    return say(Kind::CaseHandedOver, {{QStringLiteral("to"), to}});
}

Result<> CaseDesk::decide()
{
    if (m_state.hasOpenQuestion())
        return {};
    const auto now = stepNow(plan());
    if (now != criteria::Step::Decision)
        return failure(kNotItsTurn, ErrorKind::OperatorCanFix, now ? criteria::code(*now) : QString());
    if (!areConsentsGiven(m_state, *m_purpose))
        return say(Kind::DecisionMade, {{QStringLiteral("outcome"), casefile::nameOf(casefile::Outcome::Refused)},
                                           {QStringLiteral("by"), QStringLiteral("rule")},
                                           {QStringLiteral("reasons"), QJsonArray{QStringLiteral("consent-refused")}}});
    const criteria::Decision decision = criteria::decide(m_criteria.decisions, factsOf(m_state, *m_purpose));
    const QString rule = decision.rule.isEmpty() ? QStringLiteral("no-rule-fits") : decision.rule;
    if (decision.verdict == criteria::Verdict::Supervisor)
        return say(Kind::QuestionRaised,
            {{QStringLiteral("question"), core::Uuid::make(m_store.clock()).toString()},
                {QStringLiteral("about"), QStringLiteral("decision")}, {QStringLiteral("reasons"), QJsonArray{rule}}});
    const auto outcome = decision.verdict == criteria::Verdict::Accept   ? casefile::Outcome::Accepted
                         : decision.verdict == criteria::Verdict::Refuse ? casefile::Outcome::Negative
                                                                         : casefile::Outcome::Awaited;
    return say(Kind::DecisionMade,
        {{QStringLiteral("outcome"), casefile::nameOf(outcome)}, {QStringLiteral("by"), QStringLiteral("rule")},
            {QStringLiteral("reasons"), QJsonArray{rule}}});
}

Result<> CaseDesk::answerQuestion(const QString& supervisor, bool yes, const QString& reason)
{
    // Whoever answers is a supervisor by the criteria, and no teller of this case (the fold looks at that).
    const auto fingerprint = core::fromHex(supervisor.toLatin1());
    const criteria::StaffMember* member = fingerprint ? m_criteria.staffByCertificate(*fingerprint) : nullptr;
    if (!member || member->role != identity::StaffRole::Supervisor)
        return failure(kNoSupervisor, ErrorKind::OperatorCanFix, supervisor);
    const auto open = std::ranges::find_if(m_state.questions, [](const QString& answer) { return answer.isEmpty(); });
    if (open == m_state.questions.end())
        return failure(kNoQuestion, ErrorKind::OperatorCanFix, m_state.id->toString());
    const core::Uuid question = open.key();
    const auto outcome = yes ? casefile::Outcome::Accepted : casefile::Outcome::Refused;
    return write([&](vault::Writer& writer) -> Result<> {
        casefile::Event answered = event(
            Kind::QuestionAnswered, {{QStringLiteral("question"), question.toString()},
                                        {QStringLiteral("answer"), yes ? QStringLiteral("yes") : QStringLiteral("no")},
                                        {QStringLiteral("reason"), reason}});
        casefile::Event decided = event(Kind::DecisionMade,
            {{QStringLiteral("outcome"), casefile::nameOf(outcome)},
                {QStringLiteral("by"), QStringLiteral("supervisor")}, {QStringLiteral("reasons"), QJsonArray{reason}}});
        answered.actor = decided.actor = supervisor;
        for (const casefile::Event& one : {answered, decided}) {
            if (const auto entry = writer.append(one); !entry)
                return failure(entry);
        }
        return {};
    });
}

Result<> CaseDesk::noteSlip(core::Language language)
{
    return say(Kind::SlipGiven, {{QStringLiteral("language"), core::languageCode(language)}});
}

Result<QByteArray> CaseDesk::document(const core::Uuid& id) const
{
    return shelf::newest(m_store, id);
}

} // namespace tirkeu::enrolment
