#include <enrolment/casedesk.h>

#include "deskhelp.h"
#include "papers.h"
#include <enrolment/documentshelf.h>

#include <core/hashing.h>
#include <core/json.h>
#include <evidence/page.h>
#include <evidence/verifier.h>

#include <QSet>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::Event;
using casefile::Kind;

namespace {
constexpr ErrorCode kNotEnded{"enrolment.case-not-ended"};
constexpr ErrorCode kOtherPapers{"enrolment.other-documents"};
constexpr ErrorCode kChangedPapers{"enrolment.documents-changed"};

// How a document was made is what its event says: drawn again it is the same.
struct Making
{
    core::JournalHead head;
    core::WallTime at{};
    QByteArray signer; ///< fingerprint
};

std::optional<Making> makingOf(const std::vector<Event>& events, const core::Uuid& document)
{
    const auto made = std::ranges::find_if(events.rbegin(), events.rend(), [&document](const Event& event) {
        return event.kind == Kind::DocumentMade && event.fields.value(u"document").toString() == document.toString();
    });
    if (made == events.rend())
        return std::nullopt;
    const auto digest = [&made](const char* name) {
        return core::fromHex(made->fields.value(QLatin1StringView(name)).toString().toLatin1()).value_or(QByteArray());
    };
    return Making{{static_cast<std::uint64_t>(made->fields.value(u"sequence").toInteger()), digest("head")}, made->time,
        digest("signer")};
}

QList<core::Uuid> unsignedOf(const casefile::CaseState& state)
{
    QList<core::Uuid> ids;
    for (auto it = state.documents.cbegin(); it != state.documents.cend(); ++it) {
        if (!it->isSigned)
            ids.append(it.key());
    }
    return ids;
}

// What is signed is what was made for this case, by whoever is to answer for it.
Result<> checkSigned(const SignedPaper& paper, const QString& digest, const QByteArray& teller, core::WallTime now)
{
    const evidence::VerificationReport report = evidence::verify(paper.pdf, {{}, now});
    if (hex(core::sha256(core::writeJson(report.record))) != digest)
        return failure(kOtherPapers, ErrorKind::SecurityStop, paper.id.toString());
    const bool isSigned = std::ranges::any_of(report.signatures, [&teller](const evidence::SignatureReport& one) {
        return one.certificate == teller && one.indication != evidence::Indication::TotalFailed;
    });
    if (!isSigned || report.indication == evidence::Indication::TotalFailed)
        return failure(kOtherPapers, ErrorKind::SecurityStop, paper.id.toString() + QStringLiteral(": signature"));
    return {};
}
} // namespace

Result<> CaseDesk::makePapers(vault::Writer& writer, const casefile::CaseState& state, const std::vector<Event>& events,
    const core::JournalHead& head)
{
    const auto texts = shownTexts(m_store, events);
    if (!texts)
        return failure(texts);
    const core::WallTime now = m_store.clock().wall();
    const auto papers = papersOf({state, events, m_criteria, *texts, m_teller.certificate, head, now});
    if (!papers)
        return failure(papers);
    for (const Paper& paper : *papers) {
        const auto known = m_state.documents.constFind(paper.id);
        if (known != m_state.documents.cend() && known->isSigned)
            continue; // of an earlier ceremony of this case
        Event made =
            event(Kind::DocumentMade, {{QStringLiteral("document"), paper.id.toString()},
                                          {QStringLiteral("kind"), evidence::kindCode(paper.record.kind())},
                                          {QStringLiteral("digest"), hex(paper.record.digest())},
                                          {QStringLiteral("sequence"), static_cast<qint64>(head.sequence)},
                                          {QStringLiteral("head"), hex(head.hash)},
                                          {QStringLiteral("signer"), hex(core::sha256(m_teller.certificate))}});
        made.time = now;
        if (const auto entry = writer.append(made); !entry)
            return failure(entry);
    }
    return {};
}

Result<> CaseDesk::end(casefile::Ending ending, const QString& reason)
{
    QJsonObject fields{{QStringLiteral("ending"), casefile::nameOf(ending)}};
    if (!reason.isEmpty())
        fields.insert(QStringLiteral("reason"), reason);
    const Event ended = event(Kind::CaseEnded, fields);
    auto events = m_store.journal().eventsOf(*m_state.id);
    if (!events)
        return failure(events);
    const auto notice = replacementNotice(ending);
    if (!notice)
        return failure(notice);
    events->push_back(ended);
    casefile::CaseState after = m_state;
    after.ending = ending;
    return write([&](vault::Writer& writer) -> Result<> {
        const auto entry = writer.append(ended);
        if (!entry)
            return failure(entry);
        if (*notice) {
            if (const auto owed = writer.append(**notice); !owed)
                return failure(owed);
        }
        return makePapers(writer, after, *events, {entry->sequence, entry->hash});
    });
}

Result<> CaseDesk::remakePapers()
{
    const QList<core::Uuid> open = unsignedOf(m_state);
    if (m_state.phase != casefile::Phase::Ended || open.isEmpty())
        return {};
    const auto events = m_store.journal().eventsOf(*m_state.id);
    if (!events)
        return failure(events);
    const std::optional<Making> making = makingOf(*events, open.first());
    if (!making || making->signer == core::sha256(m_teller.certificate))
        return {};
    return write([&](vault::Writer& writer) { return makePapers(writer, m_state, *events, making->head); });
}

Result<QList<UnsignedPaper>> CaseDesk::unsignedPapers() const
{
    if (m_state.phase != casefile::Phase::Ended)
        return failure(kNotEnded, ErrorKind::OperatorCanFix, m_state.id->toString());
    const QList<core::Uuid> open = unsignedOf(m_state);
    if (open.isEmpty())
        return QList<UnsignedPaper>();
    const auto events = m_store.journal().eventsOf(*m_state.id);
    if (!events)
        return failure(events);
    const auto texts = shownTexts(m_store, *events);
    if (!texts)
        return failure(texts);
    const std::optional<Making> making = makingOf(*events, open.first());
    if (!making)
        return failure(kChangedPapers, ErrorKind::Bug, open.first().toString());
    const auto papers =
        papersOf({m_state, *events, m_criteria, *texts, m_teller.certificate, making->head, making->at});
    if (!papers)
        return failure(papers);
    QList<UnsignedPaper> out;
    for (const Paper& paper : *papers) {
        if (!open.contains(paper.id))
            continue;
        if (hex(paper.record.digest()) != m_state.documents.value(paper.id).digest)
            return failure(kChangedPapers, ErrorKind::SecurityStop, paper.id.toString());
        const auto pdf = evidence::makeDocument(paper.record);
        if (!pdf)
            return failure(pdf);
        out.append({paper.id, evidence::kindCode(paper.record.kind()), *pdf});
    }
    return out;
}

Result<> CaseDesk::keepSigned(const QList<SignedPaper>& papers)
{
    // All or none: exactly the documents that wait, each as it was made, signed by this teller.
    const QList<core::Uuid> open = unsignedOf(m_state);
    QSet<QString> given;
    for (const SignedPaper& paper : papers)
        given.insert(paper.id.toString());
    if (papers.size() != open.size() || given.size() != open.size())
        return failure(kOtherPapers, ErrorKind::Bug, QStringLiteral("%1 of %2").arg(papers.size()).arg(open.size()));
    const QByteArray teller = core::sha256(m_teller.certificate);
    for (const SignedPaper& paper : papers) {
        if (!open.contains(paper.id))
            return failure(kOtherPapers, ErrorKind::Bug, paper.id.toString());
        const Result<> fits =
            checkSigned(paper, m_state.documents.value(paper.id).digest, teller, m_store.clock().wall());
        if (!fits)
            return fits;
    }
    return write([&](vault::Writer& writer) -> Result<> {
        for (const SignedPaper& paper : papers) {
            if (const Result<> kept = shelf::keep(writer, paper.id, *m_state.client, m_state.id, paper.pdf); !kept)
                return kept;
            const auto entry = writer.append(event(Kind::DocumentSigned,
                {{QStringLiteral("document"), paper.id.toString()}, {QStringLiteral("certificate"), hex(teller)},
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
        Event stamped = event(Kind::DocumentStamped, {{QStringLiteral("document"), paper.id.toString()},
                                                         {QStringLiteral("digest"), hex(core::sha256(paper.pdf))}});
        stamped.actor = QStringLiteral("workstation");
        const auto entry = writer.append(stamped);
        return entry ? Result<>() : failure(entry);
    });
}

} // namespace tirkeu::enrolment
