#include <enrolment/casedesk.h>

#include "papers.h"
#include <enrolment/documentshelf.h>

#include <core/encoding.h>
#include <core/hashing.h>
#include <evidence/page.h>

namespace tirkeu::enrolment {

using casefile::Kind;

namespace {
constexpr ErrorCode kNotEnded{"enrolment.case-not-ended"};
constexpr ErrorCode kOtherPapers{"enrolment.other-documents"};

QString hex(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toHex(bytes));
}
} // namespace

Result<> CaseDesk::end(casefile::Ending ending, const QString& reason)
{
    QJsonObject fields{{QStringLiteral("ending"), casefile::nameOf(ending)}};
    if (!reason.isEmpty())
        fields.insert(QStringLiteral("reason"), reason);
    const casefile::Event ended = event(Kind::CaseEnded, fields);
    auto events = m_store.journal().eventsOf(*m_state.id);
    if (!events)
        return failure(events);
    const std::optional<ClientData> client =
        clientData().map([](const ClientData& data) { return std::optional(data); }).value_or(std::nullopt);
    casefile::CaseState after = m_state;
    after.ending = ending;
    const PaperGround ground{after, *events, m_criteria, *m_purpose, client, m_teller.certificate,
        m_store.journal().head(), m_store.clock().wall()};
    const auto papers = papersOf(ground);
    if (!papers)
        return failure(papers);
    return write([&](vault::Writer& writer) -> Result<> {
        if (const auto entry = writer.append(ended); !entry)
            return failure(entry);
        for (const Paper& paper : *papers) {
            if (m_state.documents.contains(paper.id))
                continue; // of an earlier ceremony of this case
            const auto made = writer.append(
                event(Kind::DocumentMade, {{QStringLiteral("document"), paper.id.toString()},
                                              {QStringLiteral("kind"), evidence::kindCode(paper.record.kind())},
                                              {QStringLiteral("digest"), hex(paper.record.digest())}}));
            if (!made)
                return failure(made);
        }
        return {};
    });
}

Result<QList<UnsignedPaper>> CaseDesk::unsignedPapers() const
{
    if (m_state.phase != casefile::Phase::Ended)
        return failure(kNotEnded, ErrorKind::OperatorCanFix, m_state.id->toString());
    const auto events = m_store.journal().eventsOf(*m_state.id);
    if (!events)
        return failure(events);
    const std::optional<ClientData> client =
        clientData().map([](const ClientData& data) { return std::optional(data); }).value_or(std::nullopt);
    const auto papers = papersOf({m_state, *events, m_criteria, *m_purpose, client, m_teller.certificate,
        m_store.journal().head(), m_store.clock().wall()});
    if (!papers)
        return failure(papers);
    QList<UnsignedPaper> out;
    for (const Paper& paper : *papers) {
        const auto state = m_state.documents.constFind(paper.id);
        if (state == m_state.documents.constEnd() || state->isSigned)
            continue;
        const auto pdf = evidence::makeDocument(paper.record);
        if (!pdf)
            return failure(pdf);
        out.append({paper.id, evidence::kindCode(paper.record.kind()), *pdf});
    }
    return out;
}

Result<> CaseDesk::keepSigned(const QList<SignedPaper>& papers)
{
    return write([&](vault::Writer& writer) -> Result<> {
        for (const SignedPaper& paper : papers) {
            if (!m_state.documents.contains(paper.id))
                return failure(kOtherPapers, ErrorKind::Bug, paper.id.toString());
            if (const Result<> kept = shelf::keep(writer, paper.id, *m_state.client, m_state.id, paper.pdf); !kept)
                return kept;
            const auto entry = writer.append(event(
                Kind::DocumentSigned, {{QStringLiteral("document"), paper.id.toString()},
                                          {QStringLiteral("certificate"), hex(core::sha256(m_teller.certificate))},
                                          {QStringLiteral("digest"), hex(core::sha256(paper.pdf))},
                                          {QStringLiteral("level"), QStringLiteral("B-B")}}));
            if (!entry)
                return failure(entry);
        }
        return {};
    });
}

Result<> CaseDesk::keepRaised(const SignedPaper& paper)
{
    return write([&](vault::Writer& writer) -> Result<> {
        if (const Result<> kept = shelf::keep(writer, paper.id, *m_state.client, m_state.id, paper.pdf); !kept)
            return kept;
        casefile::Event stamped =
            event(Kind::DocumentStamped, {{QStringLiteral("document"), paper.id.toString()},
                                             {QStringLiteral("digest"), hex(core::sha256(paper.pdf))}});
        stamped.actor = QStringLiteral("workstation");
        const auto entry = writer.append(stamped);
        return entry ? Result<>() : failure(entry);
    });
}

} // namespace tirkeu::enrolment
