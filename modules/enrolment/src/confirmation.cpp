#include <enrolment/confirmation.h>

#include "deskhelp.h"
#include "papercommon.h"
#include <enrolment/documentshelf.h>

#include <core/hashing.h>
#include <core/language.h>
#include <evidence/levelraiser.h>
#include <evidence/page.h>
#include <evidence/verifier.h>
#include <wire/receipt.h>

#include <QCoreApplication>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::Event;
using casefile::Kind;
using evidence::Text;

namespace {
constexpr ErrorCode kNothingSent{"enrolment.nothing-sent"};
constexpr ErrorCode kReceiptMissing{"enrolment.receipt-missing"};
constexpr ErrorCode kOtherDocument{"enrolment.other-documents"};
constexpr qsizetype kMostDeliveries = 1000;
constexpr int kMostConfirmations = 1000;

/// A package as the journal tells of it.
struct Sending
{
    core::Uuid package;
    QList<std::pair<QString, QString>> documents; ///< id and digest of what lay in it, as it was then
    std::optional<core::WallTime> sent = {};      ///< none: it waits still, or the bank would not have it
    QString receipt = {};
};

void note(QList<std::pair<QString, QString>>& documents, const Event& event)
{
    const QString id = fieldOf(event, "document");
    const auto known = std::ranges::find(documents, id, &std::pair<QString, QString>::first);
    if (known == documents.end())
        documents.append({id, fieldOf(event, "digest")});
    else
        known->second = fieldOf(event, "digest");
}

void follow(QList<Sending>& sendings, const Event& event)
{
    const auto id = core::Uuid::parse(fieldOf(event, "package"));
    const auto found = id ? std::ranges::find(sendings, *id, &Sending::package) : sendings.end();
    if (found == sendings.end())
        return;
    if (event.kind == Kind::PackageSent)
        found->sent = event.time;
    else if (event.kind == Kind::PackageAccepted)
        found->receipt = fieldOf(event, "receipt");
    else
        found->sent.reset();
}

QList<Sending> sendingsOf(const std::vector<Event>& events)
{
    QList<std::pair<QString, QString>> documents;
    QList<Sending> sendings;
    for (const Event& event : events) {
        switch (event.kind) {
        case Kind::DocumentSigned:
        case Kind::DocumentStamped:
            note(documents, event);
            break;
        case Kind::PackageQueued:
            if (const auto id = core::Uuid::parse(fieldOf(event, "package")))
                sendings.append({*id, documents});
            break;
        case Kind::PackageSent:
        case Kind::PackageAccepted:
        case Kind::PackageRefused:
        case Kind::PackageSuperseded:
            follow(sendings, event);
            break;
        default:
            break;
        }
    }
    sendings.removeIf([](const Sending& one) { return !one.sent || one.documents.isEmpty(); });
    return sendings;
}

/// The receipt lies among the originals of its case, and is told from them by its digest.
Result<QByteArray> receiptOf(vault::Store& store, const std::vector<vault::ObjectInfo>& objects,
    const casefile::CaseId& caseId, const QString& digest)
{
    for (const vault::ObjectInfo& object : objects) {
        if (object.kind != vault::ObjectKind::Original || object.caseId != caseId)
            continue;
        auto bytes = store.readObject(object.id);
        if (!bytes || hex(core::sha256(*bytes)) == digest)
            return bytes;
    }
    return failure(kReceiptMissing, ErrorKind::OperatorCanFix, digest);
}

Result<evidence::PackageReceipt> readBack(const QByteArray& bytes)
{
    const auto read = wire::readReceipt(bytes);
    if (!read)
        return failure(read);
    const QString& named = read->receipt.gateway;
    const auto gateway = Text::of(named.trimmed().isEmpty() ? read->signer.subject().commonName : named);
    const auto digest = evidence::Digest::of(core::sha256(bytes));
    if (const auto error = firstError(gateway, digest))
        return tl::make_unexpected(*error);
    return evidence::PackageReceipt{read->receipt.received, *gateway, *digest};
}

Result<evidence::AtLeastOne<evidence::SentDocument>> documentsIn(
    const Sending& sending, const casefile::CaseState& state)
{
    QList<evidence::SentDocument> documents;
    for (const auto& [name, digest] : sending.documents) {
        const auto id = core::Uuid::parse(name);
        const auto kind = id ? evidence::kindFromCode(state.documents.value(*id).kind) : failure(id);
        const auto bytes = core::fromHex(digest.toLatin1());
        const auto sha256 = evidence::Digest::of(bytes.value_or(QByteArray()));
        if (const auto error = firstError(id, kind, sha256))
            return tl::make_unexpected(*error);
        documents.append({*id, *kind, *sha256});
    }
    return *evidence::AtLeastOne<evidence::SentDocument>::from(documents);
}

/// All that was sent of a client, and the receipts to attach.
struct Deliveries
{
    QList<evidence::Delivery> items;
    QList<evidence::Attachment> receipts;
    QString language;
};

Result<> takeCase(
    vault::Store& store, const casefile::CaseId& caseId, const std::vector<vault::ObjectInfo>& objects, Deliveries& all)
{
    const auto events = store.journal().eventsOf(caseId);
    const auto state = events ? store.caseState(caseId) : failure(events);
    if (!state)
        return failure(state);
    all.language = state->language;
    for (const Sending& sending : sendingsOf(*events)) {
        const auto documents = documentsIn(sending, *state);
        if (!documents)
            return failure(documents);
        evidence::Delivery delivery{sending.package, *sending.sent, *documents};
        if (!sending.receipt.isEmpty()) {
            const auto bytes = receiptOf(store, objects, caseId, sending.receipt);
            const auto receipt = bytes ? readBack(*bytes) : failure(bytes);
            if (!receipt)
                return failure(receipt);
            delivery.receipt = *receipt;
            all.receipts.append({QStringLiteral("receipt-%1.p7m").arg(sending.package.toString()),
                QStringLiteral("application/pkcs7-mime"), evidence::AttachmentRelation::Supplement, *bytes});
        }
        all.items.append(delivery);
    }
    return {};
}

Result<Deliveries> deliveriesOf(vault::Store& store, const casefile::ClientId& client)
{
    const auto objects = store.objectsOf(client);
    const auto cases = objects ? store.casesOf(client) : failure(objects);
    if (!cases)
        return failure(cases);
    Deliveries all;
    for (const vault::CaseLine& line : *cases) {
        if (const Result<> taken = takeCase(store, line.id, *objects, all); !taken)
            return failure(taken);
    }
    if (const qsizetype over = all.items.size() - kMostDeliveries; over > 0) {
        all.items.remove(0, over);
        all.receipts = all.receipts.mid(std::max<qsizetype>(0, all.receipts.size() - kMostDeliveries));
    }
    return all;
}

Result<evidence::Client> personOf(vault::Store& store, const casefile::ClientId& client)
{
    const auto record = store.client(client);
    const auto iin = record ? identity::Iin::parse(record->data.value(u"iin").toString()) : failure(record);
    const auto data = iin ? ClientData::fromFields(record->data, *iin) : failure(iin);
    if (!data)
        return failure(data);
    return evidence::Client{*iin, data->name.full()};
}

/// It is that document, of that person, and whoever it says has signed it.
Result<> checkKept(const SignedPaper& paper, const QString& iin, const QByteArray& certificate, core::WallTime now)
{
    const evidence::VerificationReport report = evidence::verify(paper.pdf, {{}, now});
    const bool isIt = report.record.value(u"document").toString() == paper.id.toString() &&
                      report.record.value(u"client").toObject().value(u"iin").toString() == iin;
    const bool isSigned = std::ranges::any_of(report.signatures, [&certificate](const evidence::SignatureReport& one) {
        return one.certificate == certificate && one.indication != evidence::Indication::TotalFailed;
    });
    return isIt && isSigned && report.indication != evidence::Indication::TotalFailed
               ? Result<>()
               : failure(kOtherDocument, ErrorKind::SecurityStop, paper.id.toString());
}

Result<> keepAndSay(vault::Store& store, const casefile::ClientId& client, const SignedPaper& paper,
    const QString& certificate, const QString& actor)
{
    const auto level = evidence::levelOf(paper.pdf);
    if (!level)
        return failure(level);
    return store.write([&](vault::Writer& writer) -> Result<> {
        if (const Result<> kept = shelf::keep(writer, paper.id, client, {}, paper.pdf); !kept)
            return kept;
        const auto entry = writer.append({Kind::ConfirmationMade, store.clock().wall(), actor, client, {},
            {{QStringLiteral("document"), paper.id.toString()}, {QStringLiteral("certificate"), certificate},
                {QStringLiteral("digest"), hex(core::sha256(paper.pdf))},
                {QStringLiteral("level"), evidence::nameOf(*level)}}});
        return entry ? Result<>() : failure(entry);
    });
}

Result<std::vector<vault::JournalLine>> linesOf(vault::Store& store, const casefile::ClientId& client)
{
    return store.journal().read({.kinds = {Kind::ConfirmationMade}, .client = client, .most = kMostConfirmations});
}
} // namespace

Result<UnsignedPaper> drawConfirmation(
    vault::Store& store, const criteria::Criteria& criteria, const casefile::ClientId& client, const QByteArray& signer)
{
    const auto sent = deliveriesOf(store, client);
    if (!sent)
        return failure(sent);
    const auto deliveries = evidence::AtLeastOne<evidence::Delivery>::from(sent->items);
    if (!deliveries)
        return failure(kNothingSent, ErrorKind::OperatorCanFix, client.toString());
    const core::WallTime now = store.clock().wall();
    const auto person = personOf(store, client);
    const auto provider = partyOf(criteria.provider);
    const auto customer = partyOf(criteria.customer);
    const auto edition = Text::of(criteria.edition);
    const auto version = Text::of(QString::number(criteria.version));
    const auto program = Text::of(QStringLiteral("Tirkeu ") + QCoreApplication::applicationVersion());
    const auto panel = signerOf(criteria, signer, now);
    if (const auto error = firstError(person, provider, customer, edition, version, program, panel))
        return tl::make_unexpected(*error);
    const bool isEnglish = sent->language == core::languageCode(core::Language::English);
    const core::Uuid id = core::Uuid::make(store.clock());
    const evidence::Heading heading{id, *provider, *customer, *person, now, *edition, *program, *version,
        store.journal().head(), *panel,
        isEnglish ? evidence::PageLanguages::KazakhRussianEnglish : evidence::PageLanguages::KazakhRussian};
    const auto record = evidence::Record::make(evidence::DeliveryConfirmation{heading, *deliveries});
    const auto pdf = evidence::makeDocument(record, sent->receipts);
    if (!pdf)
        return failure(pdf);
    return UnsignedPaper{id, evidence::kindCode(record.kind()), *pdf};
}

Result<> keepConfirmation(vault::Store& store, const SignedConfirmation& confirmation)
{
    const auto person = personOf(store, confirmation.client);
    if (!person)
        return failure(person);
    const Result<> fits =
        checkKept(confirmation.paper, person->iin.toString(), confirmation.certificate, store.clock().wall());
    return fits ? keepAndSay(
                      store, confirmation.client, confirmation.paper, hex(confirmation.certificate), confirmation.actor)
                : fits;
}

Result<> keepRaisedConfirmation(vault::Store& store, const casefile::ClientId& client, const SignedPaper& paper)
{
    const auto lines = linesOf(store, client);
    if (!lines)
        return failure(lines);
    const auto made = std::ranges::find_if(*lines, [&paper](const vault::JournalLine& line) {
        return line.fields && line.fields->value(u"document").toString() == paper.id.toString();
    });
    if (made == lines->end())
        return failure(kOtherDocument, ErrorKind::Bug, paper.id.toString());
    return keepAndSay(
        store, client, paper, made->fields->value(u"certificate").toString(), QStringLiteral("workstation"));
}

Result<QList<ClientDocument>> confirmationsOf(vault::Store& store, const casefile::ClientId& client)
{
    const auto lines = linesOf(store, client);
    if (!lines)
        return failure(lines);
    QList<ClientDocument> found;
    for (auto line = lines->rbegin(); line != lines->rend(); ++line) {
        const auto id = core::Uuid::parse(line->fields ? line->fields->value(u"document").toString() : QString());
        // A higher level is said of the same document.
        if (id && std::ranges::find(found, *id, &ClientDocument::id) == found.end())
            found.append({*id, {}, evidence::kindCode(evidence::DocumentKind::DeliveryConfirmation), line->entry.time});
    }
    return found;
}

} // namespace tirkeu::enrolment
