#include <enrolment/casedesk.h>

#include "consenttexts.h"
#include "deskhelp.h"

namespace tirkeu::enrolment {

using casefile::Kind;

namespace {
constexpr ErrorCode kNoText{"enrolment.consent-text-missing"};
constexpr ErrorCode kMeansNotAllowed{"enrolment.means-not-allowed"};
constexpr ErrorCode kNoProof{"enrolment.proof-missing"};
constexpr ErrorCode kOneByOne{"enrolment.one-act-each"};
constexpr ErrorCode kNoStaff{"enrolment.no-staff"};
constexpr ErrorCode kUntilPassed{"enrolment.exception-until-passed"};
} // namespace

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

Result<> CaseDesk::takePhoneWord(
    const casefile::CaseId& id, const identity::PhoneNumber& phone, PhoneState state, const QString& source)
{
    if (m_state.id != id || m_state.phase != casefile::Phase::Open)
        return {};
    const auto data = clientData();
    if (!data)
        return failure(data);
    return data->phone == phone ? notePhone(state, source) : Result<>();
}

std::optional<wire::SuspicionAsked> CaseDesk::suspicionToAsk() const
{
    const bool isNext = m_state.id && m_state.phase == casefile::Phase::Open && !m_state.decision &&
                        !m_state.hasOpenQuestion() && stepNow(plan()) == criteria::Step::Decision;
    // Of whoever refused, or could not be accepted anyway, nobody outside hears.
    const bool canBeAccepted = areConsentsGiven(m_state, m_purpose) && hasPalmToScan(m_state, m_purpose);
    if (!isNext || !canBeAccepted)
        return {};
    return wire::SuspicionAsked{.iin = m_state.iin, .caseId = m_state.id->uuid(), .purpose = m_state.purpose};
}

Result<> CaseDesk::takeServiceWord(const casefile::CaseId& id, const ServiceWord& word)
{
    if (m_state.id != id || m_state.phase != casefile::Phase::Open)
        return {};
    return write([&](vault::Writer& writer) -> Result<> {
        QJsonObject fields{{QStringLiteral("service"), word.service}, {QStringLiteral("verdict"), word.verdict}};
        if (word.call != core::Uuid()) // else nothing was sent
            fields.insert(QStringLiteral("call"), word.call.toString());
        if (!word.source.isEmpty())
            fields.insert(QStringLiteral("source"), word.source);
        if (!word.reason.isEmpty())
            fields.insert(QStringLiteral("reason"), word.reason);
        if (!word.document.isEmpty()) {
            const auto kept = writer.keep(vault::ObjectKind::Original, *m_state.client, m_state.id, word.document);
            if (!kept)
                return failure(kept);
            fields.insert(QStringLiteral("evidence"), kept->id.toString());
        }
        const auto entry = writer.append(event(Kind::ServiceAsked, fields));
        return entry ? Result<>() : failure(entry);
    });
}

Result<> CaseDesk::answer(const ConsentAnswer& answer)
{
    return answerAll({answer});
}

Result<> CaseDesk::answerAll(const QList<ConsentAnswer>& answers)
{
    if (answers.size() > 1 && !m_criteria.consents.oneSignatureForAll)
        return failure(kOneByOne, ErrorKind::OperatorCanFix, QString::number(answers.size()));
    return write([&](vault::Writer& writer) -> Result<> {
        QString kept; // what the newest evidence is kept as
        QByteArray act;
        for (const ConsentAnswer& answer : answers) {
            if (!answer.evidence.isEmpty()) {
                const auto object =
                    writer.keep(vault::ObjectKind::Original, *m_state.client, m_state.id, answer.evidence);
                if (!object)
                    return failure(object);
                kept = object->id.toString();
                act = answer.evidence;
            }
            if (const Result<> said = keepAnswer(writer, answer, act, kept); !said)
                return said;
        }
        return {};
    });
}

Result<ConsentStatement> CaseDesk::statementOf(const QList<ConsentAnswer>& answers) const
{
    const auto iin = identity::Iin::parse(m_state.iin);
    if (!iin)
        return failure(iin);
    ConsentStatement statement{*iin, m_state.id->toString(), {}};
    for (const ConsentAnswer& answer : answers) {
        const criteria::ConsentText* text = m_criteria.consents.find(answer.kind);
        if (!text)
            return failure(kNoText, ErrorKind::OperatorCanFix, QString(wire::consentName(answer.kind)));
        statement.answers.append({answer.kind, answer.given ? QStringLiteral("given") : QStringLiteral("refused"),
            digestOf(*text, answer.language)});
    }
    return statement;
}

Result<> CaseDesk::checkAct(const ConsentAnswer& answer, const QByteArray& act, const QString& digest) const
{
    // The criteria list what is enough, and never less than BIO-32 asks for.
    const bool isBareStroke = answer.means == criteria::ConsentMeans::Stroke && !isStrokeEnough(m_purpose);
    if (!m_purpose.consentMeans.contains(answer.means) || isBareStroke)
        return failure(kMeansNotAllowed, ErrorKind::OperatorCanFix, criteria::code(answer.means));
    if (act.isEmpty())
        return failure(kNoProof, ErrorKind::OperatorCanFix, criteria::code(answer.means));
    const auto iin = identity::Iin::parse(m_state.iin);
    return iin ? checkProof(answer.means, act, *iin, {answer.kind, QStringLiteral("given"), digest}) : failure(iin);
}

Result<> CaseDesk::keepAnswer(
    vault::Writer& writer, const ConsentAnswer& answer, const QByteArray& act, const QString& kept)
{
    const criteria::ConsentText* text = m_criteria.consents.find(answer.kind);
    if (!text)
        return failure(kNoText, ErrorKind::OperatorCanFix, QString(wire::consentName(answer.kind)));
    const QString digest = digestOf(*text, answer.language);
    if (answer.given) {
        if (const Result<> fits = checkAct(answer, act, digest); !fits)
            return fits;
    }
    if (const Result<> written = keepText(writer, *text, digest); !written)
        return written;
    QJsonObject fields{{QStringLiteral("consent"), QString(wire::consentName(answer.kind))},
        {QStringLiteral("answer"), answer.given ? QStringLiteral("given") : QStringLiteral("refused")},
        {QStringLiteral("means"), criteria::code(answer.means)},
        {QStringLiteral("language"), core::languageCode(answer.language)}, {QStringLiteral("text"), digest},
        {QStringLiteral("version"), text->version}, {QStringLiteral("readingMs"), qint64(answer.reading.count())}};
    if (!kept.isEmpty())
        fields.insert(QStringLiteral("evidence"), kept);
    const auto entry = writer.append(event(Kind::ConsentAnswered, fields));
    return entry ? Result<>() : failure(entry);
}

Result<> CaseDesk::withdraw(criteria::ConsentKind kind, criteria::ConsentMeans means, const QByteArray& evidence)
{
    return withdrawAll({kind}, means, evidence);
}

Result<> CaseDesk::withdrawAll(
    const QList<criteria::ConsentKind>& kinds, criteria::ConsentMeans means, const QByteArray& evidence)
{
    const auto iin = identity::Iin::parse(m_state.iin);
    if (!iin)
        return failure(iin);
    for (const criteria::ConsentKind kind : evidence.isEmpty() ? QList<criteria::ConsentKind>() : kinds) {
        if (const Result<> fits = checkProof(means, evidence, *iin, {kind, QStringLiteral("withdrawn"), {}}); !fits)
            return fits;
    }
    return write([&](vault::Writer& writer) -> Result<> {
        QJsonObject fields{{QStringLiteral("means"), criteria::code(means)}};
        if (!evidence.isEmpty()) {
            const auto kept = writer.keep(vault::ObjectKind::Original, *m_state.client, m_state.id, evidence);
            if (!kept)
                return failure(kept);
            fields.insert(QStringLiteral("evidence"), kept->id.toString());
        }
        for (const criteria::ConsentKind kind : kinds) {
            fields.insert(QStringLiteral("consent"), QString(wire::consentName(kind)));
            if (const auto entry = writer.append(event(Kind::ConsentWithdrawn, fields)); !entry)
                return failure(entry);
        }
        return {};
    });
}

Result<> CaseDesk::checkUntil(std::optional<core::WallTime> until, core::WallTime now)
{
    return until && *until <= now ? failure(kUntilPassed, ErrorKind::OperatorCanFix, core::toIsoText(*until))
                                  : Result<>();
}

Result<> CaseDesk::exceptHand(casefile::Hand hand, const QString& attestedBy, std::optional<core::WallTime> until)
{
    if (!staffNamed(m_criteria, attestedBy))
        return failure(kNoStaff, ErrorKind::OperatorCanFix, attestedBy);
    if (const Result<> lasts = checkUntil(until, m_store.clock().wall()); !lasts)
        return lasts;
    QJsonObject fields{{QStringLiteral("hand"), casefile::nameOf(hand)}, {QStringLiteral("attestedBy"), attestedBy}};
    if (until)
        fields.insert(QStringLiteral("until"), core::toIsoText(*until));
    return say(Kind::HandExcepted, fields);
}

} // namespace tirkeu::enrolment
