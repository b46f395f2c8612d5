#include <enrolment/casedesk.h>

#include "deskhelp.h"
#include <enrolment/spentattempts.h>

#include <core/json.h>
#include <pki/signeddata.h>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::Kind;

namespace {
constexpr ErrorCode kNotSecond{"enrolment.no-second-person"};
constexpr ErrorCode kNoSupervisor{"enrolment.no-supervisor"};
constexpr ErrorCode kOtherStatement{"enrolment.statement-of-another-case"};
const QString kException = QStringLiteral("hand-exception");
const QString kAnswer = QStringLiteral("question-answer");
const QString kAttempts = QStringLiteral("attempts-approval");
constexpr int kLongest = 2000;

bool isNewCase(vault::Store& store, const QString& named)
{
    const auto id = casefile::CaseId::parse(named);
    const auto state = id ? store.caseState(*id) : failure(id);
    return id && (!state || state->phase == casefile::Phase::NotOpened);
}
} // namespace

/// Who signed, as events name them, and what.
struct CaseDesk::SecondPerson
{
    QString id;
    const criteria::StaffMember* member;
    QJsonObject statement;
};

// A person has several certificates: it is the person who may not speak twice.
bool CaseDesk::isOneOf(const QStringList& actors, const criteria::StaffMember& member) const
{
    return std::ranges::any_of(actors, [&](const QString& actor) {
        const criteria::StaffMember* one = staffNamed(m_criteria, actor);
        return one && one->iin == member.iin;
    });
}

Result<CaseDesk::SecondPerson> CaseDesk::signedByAnother(const QByteArray& cms, const QStringList& tellers) const
{
    const auto read = pki::SignedData::read(cms, {.maxBytes = qsizetype(1) << 20});
    if (!read)
        return failure(read);
    const QList<pki::SignerResult> signers = read->verify();
    if (read->isDetached() || signers.size() != 1 || !signers.first().isGood() || !signers.first().certificate)
        return failure(kNotSecond, ErrorKind::SecurityStop, QStringLiteral("no one good signature"));
    const criteria::StaffMember* member = m_criteria.staffByCertificate(signers.first().certificate->fingerprint());
    if (!member)
        return failure(kNotSecond, ErrorKind::SecurityStop, signers.first().certificate->subject().commonName);
    if (isOneOf(tellers, *member))
        return failure(kNotSecond, ErrorKind::OperatorCanFix, QStringLiteral("a teller of this case"));
    const auto statement = core::readJson(read->content(), {.maxBytes = qsizetype(64) << 10, .maxDepth = 2});
    if (!statement)
        return failure(statement);
    const QByteArray name =
        member->authentication.isEmpty() ? signers.first().certificate->fingerprint() : member->authentication.first();
    return SecondPerson{hex(name), member, *statement};
}

Result<CaseDesk::SecondPerson> CaseDesk::secondPerson(const QByteArray& cms, const QString& kind) const
{
    auto second = signedByAnother(cms, m_state.actors);
    if (!second)
        return second;
    const QString of = second->statement.value(u"case").toString();
    if (second->statement.value(u"kind").toString() != kind || of != m_state.id->toString())
        return failure(kOtherStatement, ErrorKind::SecurityStop, of);
    return second;
}

// It names the case that will be, and what it answers: nothing that was approved once serves a second time.
QByteArray CaseDesk::approvalStatement(const identity::Iin& iin, const QString& reason, bool yes) const
{
    QJsonObject statement{{QStringLiteral("kind"), kAttempts},
        {QStringLiteral("case"), casefile::CaseId::make(m_store.clock()).toString()},
        {QStringLiteral("iin"), iin.toString()}, {QStringLiteral("yes"), yes},
        {QStringLiteral("reason"), reason.left(kLongest)}};
    const auto clients = m_store.find(vault::SearchField::Iin, iin.toString());
    const bool isKnown = clients && !clients->empty();
    const auto asking = isKnown ? attemptsAsking(m_store, m_criteria, clients->front()) : Result<AttemptsAsking>();
    if (asking && asking->isOpen)
        statement.insert(QStringLiteral("asking"), asking->question);
    return core::writeJson(statement);
}

Result<> CaseDesk::attemptsSigned(const QByteArray& cms)
{
    const auto second = signedByAnother(cms, {});
    if (!second)
        return failure(second);
    const QJsonObject& said = second->statement;
    const auto clients = m_store.find(vault::SearchField::Iin, said.value(u"iin").toString());
    if (!clients)
        return failure(clients);
    if (said.value(u"kind").toString() != kAttempts || !said.value(u"yes").isBool() || clients->empty())
        return failure(kOtherStatement, ErrorKind::SecurityStop, said.value(u"kind").toString());
    if (!isSupervisor(second->id))
        return failure(kNoSupervisor, ErrorKind::OperatorCanFix, second->id);
    const casefile::ClientId client = clients->front();
    const auto asking = attemptsAsking(m_store, m_criteria, client);
    if (!asking)
        return failure(asking);
    if (!asking->isOpen)
        return failure(kOtherStatement, ErrorKind::OperatorCanFix, QStringLiteral("nobody asks"));
    const QString of = said.value(u"case").toString();
    if (said.value(u"asking").toString() != asking->question || !isNewCase(m_store, of))
        return failure(kOtherStatement, ErrorKind::SecurityStop, of);
    if (isOneOf({asking->askedBy}, *second->member))
        return failure(kNotSecond, ErrorKind::OperatorCanFix, QStringLiteral("who asked"));
    return m_store.write([&](vault::Writer& writer) -> Result<> {
        const auto kept = writer.keep(vault::ObjectKind::Original, client, {}, cms);
        if (!kept)
            return failure(kept);
        const QString answer = said.value(u"yes").toBool() ? QStringLiteral("yes") : QStringLiteral("no");
        const auto entry = writer.append({Kind::AttemptsAnswered, m_store.clock().wall(), second->id, client, {},
            {{QStringLiteral("answer"), answer}, {QStringLiteral("reason"), said.value(u"reason").toString()},
                {QStringLiteral("evidence"), kept->id.toString()}}});
        return entry ? Result<>() : failure(entry);
    });
}

Result<CaseDesk::Approval> CaseDesk::approvalOf(const CaseOpening& opening) const
{
    Approval approval{opening.approvedBy, casefile::CaseId::make(m_store.clock())};
    if (!opening.approval.isEmpty()) {
        const auto second = signedByAnother(opening.approval, {m_teller.id});
        if (!second)
            return failure(second);
        const QJsonObject& said = second->statement;
        const auto id = casefile::CaseId::parse(said.value(u"case").toString());
        const bool isOfThis = said.value(u"kind").toString() == kAttempts && said.value(u"yes").toBool() &&
                              said.value(u"iin").toString() == opening.iin.toString();
        if (!id || !isOfThis || !isNewCase(m_store, id->toString()))
            return failure(kOtherStatement, ErrorKind::SecurityStop, said.value(u"case").toString());
        approval = {second->id, *id};
    }
    if (!approval.by.isEmpty() && !isSupervisor(approval.by))
        return failure(kNoSupervisor, ErrorKind::OperatorCanFix, approval.by);
    return approval;
}

QByteArray CaseDesk::exceptionStatement(casefile::Hand hand, std::optional<core::WallTime> until) const
{
    QJsonObject statement{{QStringLiteral("kind"), kException}, {QStringLiteral("case"), m_state.id->toString()},
        {QStringLiteral("hand"), casefile::nameOf(hand)}};
    if (until)
        statement.insert(QStringLiteral("until"), core::toIsoText(*until));
    return core::writeJson(statement);
}

Result<> CaseDesk::exceptSigned(const QByteArray& cms)
{
    const auto second = secondPerson(cms, kException);
    if (!second)
        return failure(second);
    if (const QString end = second->statement.value(u"until").toString(); !end.isEmpty()) {
        const auto until = core::fromIsoText(end);
        const Result<> lasts = until ? checkUntil(*until, m_store.clock().wall()) : failure(until);
        if (!lasts)
            return lasts;
    }
    return write([&](vault::Writer& writer) -> Result<> {
        const auto kept = writer.keep(vault::ObjectKind::Original, *m_state.client, m_state.id, cms);
        if (!kept)
            return failure(kept);
        QJsonObject fields{{QStringLiteral("hand"), second->statement.value(u"hand").toString()},
            {QStringLiteral("attestedBy"), second->id}, {QStringLiteral("evidence"), kept->id.toString()}};
        if (second->statement.contains(u"until"))
            fields.insert(QStringLiteral("until"), second->statement.value(u"until").toString());
        const auto entry = writer.append(event(Kind::HandExcepted, fields));
        return entry ? Result<>() : failure(entry);
    });
}

Result<QByteArray> CaseDesk::answerStatement(bool yes, const QString& reason, const QString& secondProof) const
{
    const auto question = openQuestion();
    if (!question)
        return failure(question);
    return core::writeJson({{QStringLiteral("kind"), kAnswer}, {QStringLiteral("case"), m_state.id->toString()},
        {QStringLiteral("question"), question->toString()}, {QStringLiteral("yes"), yes},
        {QStringLiteral("reason"), reason.left(kLongest)}, {QStringLiteral("proof"), secondProof.left(kLongest)}});
}

Result<> CaseDesk::answerSigned(const QByteArray& cms)
{
    const auto question = openQuestion();
    if (!question)
        return failure(question);
    const auto second = secondPerson(cms, kAnswer);
    if (!second)
        return failure(second);
    const QJsonObject& said = second->statement;
    if (said.value(u"question").toString() != question->toString() || !said.value(u"yes").isBool())
        return failure(kOtherStatement, ErrorKind::SecurityStop, said.value(u"question").toString());
    return keepReply({second->id, said.value(u"yes").toBool(), said.value(u"reason").toString(),
        said.value(u"proof").toString(), cms});
}

} // namespace tirkeu::enrolment
