#include <enrolment/casedesk.h>

#include "deskhelp.h"

#include <core/json.h>
#include <pki/signeddata.h>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::Kind;

namespace {
constexpr ErrorCode kNotSecond{"enrolment.no-second-person"};
constexpr ErrorCode kOtherStatement{"enrolment.statement-of-another-case"};
const QString kException = QStringLiteral("hand-exception");
const QString kAnswer = QStringLiteral("question-answer");
constexpr int kLongest = 2000;
} // namespace

/// Who signed, as events name them, and what.
struct CaseDesk::SecondPerson
{
    QString id;
    const criteria::StaffMember* member;
    QJsonObject statement;
};

Result<CaseDesk::SecondPerson> CaseDesk::secondPerson(const QByteArray& cms, const QString& kind) const
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
    // A person has several certificates: it is the person who may not have had this case.
    const bool isTeller = std::ranges::any_of(m_state.actors, [&](const QString& actor) {
        const criteria::StaffMember* had = staffNamed(m_criteria, actor);
        return had && had->iin == member->iin;
    });
    if (isTeller)
        return failure(kNotSecond, ErrorKind::OperatorCanFix, QStringLiteral("a teller of this case"));
    const auto statement = core::readJson(read->content(), {.maxBytes = qsizetype(64) << 10, .maxDepth = 2});
    if (!statement)
        return failure(statement);
    if (statement->value(u"kind").toString() != kind || statement->value(u"case").toString() != m_state.id->toString())
        return failure(kOtherStatement, ErrorKind::SecurityStop, statement->value(u"case").toString());
    const QByteArray name =
        member->authentication.isEmpty() ? signers.first().certificate->fingerprint() : member->authentication.first();
    return SecondPerson{hex(name), member, *statement};
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
