#include <evidence/record.h>

#include "schema.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/json.h>

#include <array>

namespace tirkeu::evidence {

using namespace Qt::StringLiterals;

namespace {
constexpr ErrorCode kRecord{"evidence.record-unreadable"};

[[nodiscard]] QJsonObject asJson(const LocalText& text)
{
    QJsonObject object{{u"kk"_s, text.kk()}, {u"ru"_s, text.ru()}};
    if (!text.en().isEmpty())
        object.insert(u"en"_s, text.en());
    return object;
}

[[nodiscard]] QJsonObject asJson(const Party& party)
{
    return {{u"name"_s, asJson(party.name)}, {u"bin"_s, party.bin.toString()}, {u"details"_s, asJson(party.details)}};
}

[[nodiscard]] QJsonObject asJson(const Client& client)
{
    QJsonObject object{{u"iin"_s, client.iin.toString()}};
    if (!client.name.isEmpty())
        object.insert(u"name"_s, client.name);
    if (client.actsFor)
        object.insert(u"actsForBin"_s, client.actsFor->toString());
    return object;
}

[[nodiscard]] QJsonObject asJson(const Device& device)
{
    QJsonObject object{{u"model"_s, device.model.get()}, {u"identifier"_s, device.identifier.get()}};
    if (!device.firmware.isEmpty())
        object.insert(u"firmware"_s, device.firmware);
    return object;
}

[[nodiscard]] QString hexText(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toHex(bytes));
}

[[nodiscard]] QJsonObject asJson(const Picture& picture)
{
    return {{u"file"_s, picture.name()}, {u"sha256"_s, hexText(core::sha256(picture.bytes()))}};
}

// Neither can fail: a picture has a name, and a digest its length.
[[nodiscard]] FrameDigest frameOf(const Picture& picture)
{
    return {Text::of(picture.name()).value(), Digest::of(core::sha256(picture.bytes())).value()};
}

[[nodiscard]] QJsonObject asJson(const ReceivedDocument& document)
{
    return {{u"file"_s, document.name()}, {u"mediaType"_s, document.mediaType()}, {u"from"_s, asJson(document.from())},
        {u"received"_s, core::toIsoText(document.received())}, {u"sha256"_s, hexText(core::sha256(document.bytes()))}};
}

[[nodiscard]] QJsonObject asJson(const SignerPanel& signer)
{
    return {{u"name"_s, signer.name.get()}, {u"role"_s, asJson(signer.role)},
        {u"organisation"_s, asJson(signer.organisation)}, {u"bin"_s, signer.bin.toString()},
        {u"certificateSerial"_s, signer.certificateSerial.get()},
        {u"certificateIssuer"_s, signer.certificateIssuer.get()},
        {u"claimedTime"_s, core::toIsoText(signer.claimedTime.get())}};
}

[[nodiscard]] QString asJson(CheckOutcome outcome)
{
    static const std::array kNames{u"passed"_s, u"failed"_s, u"undetermined"_s, u"awaited"_s};
    return kNames.at(static_cast<std::size_t>(outcome));
}
[[nodiscard]] QString asJson(Hand hand)
{
    return hand == Hand::Right ? u"right"_s : u"left"_s;
}

[[nodiscard]] QJsonArray asJson(const QList<ConsentItem>& items)
{
    QJsonArray list;
    for (const ConsentItem& item : items)
        list.append(
            QJsonObject{{u"code"_s, item.code.get()}, {u"text"_s, asJson(item.text)}, {u"given"_s, item.given.get()}});
    return list;
}

[[nodiscard]] QJsonObject asJson(const Delivery& delivery)
{
    QJsonArray documents;
    for (const SentDocument& one : delivery.documents.get())
        documents.append(QJsonObject{{u"document"_s, one.document.get().toString()},
            {u"kind"_s, kindCode(one.kind.get())}, {u"sha256"_s, hexText(one.sha256.get())}});
    QJsonObject object{{u"package"_s, delivery.package.get().toString()},
        {u"sent"_s, core::toIsoText(delivery.sent.get())}, {u"documents"_s, documents}};
    if (delivery.receipt)
        object.insert(u"receipt"_s, QJsonObject{{u"received"_s, core::toIsoText(delivery.receipt->received.get())},
                                        {u"gateway"_s, delivery.receipt->gateway.get()},
                                        {u"sha256"_s, hexText(delivery.receipt->sha256.get())}});
    return object;
}

// Everything but the client, whom an act does not name.
template<typename Head>
[[nodiscard]] QJsonObject unnamed(
    DocumentKind kind, const Head& heading, const QJsonObject& check, const QList<FrameDigest>& judged = {})
{
    QJsonArray frames;
    for (const FrameDigest& frame : judged)
        frames.append(QJsonObject{{u"frame"_s, frame.frame.get()}, {u"sha256"_s, hexText(frame.sha256.get())}});
    QJsonArray languages{u"kk"_s, u"ru"_s};
    if (heading.languages == PageLanguages::KazakhRussianEnglish)
        languages.append(u"en"_s);
    return {{u"schema"_s, u"tirkeu.evidence."_s + kindCode(kind) + u"/1"_s},
        {u"document"_s, heading.id.get().toString()}, {u"languages"_s, languages},
        {u"provider"_s, asJson(heading.provider)}, {u"customer"_s, asJson(heading.customer)},
        {u"performedAt"_s, core::toIsoText(heading.performedAt.get())}, {u"edition"_s, heading.edition.get()},
        {u"system"_s, heading.system.get()}, {u"criteria"_s, heading.criteria.get()},
        {u"journal"_s, QJsonObject{{u"sequence"_s, static_cast<qint64>(heading.journal.get().sequence)},
                           {u"hash"_s, hexText(heading.journal.get().hash)}}},
        {u"signer"_s, asJson(heading.signer)}, {u"frames"_s, frames}, {u"check"_s, check}};
}

[[nodiscard]] QJsonObject headed(
    DocumentKind kind, const Heading& heading, const QJsonObject& check, const QList<FrameDigest>& judged = {})
{
    QJsonObject record = unnamed(kind, heading, check, judged);
    record.insert(u"client"_s, asJson(heading.client));
    return record;
}
} // namespace

Record::Record(DocumentKind kind, QJsonObject json, QList<Picture> pictures, QList<Attachment> received)
    : m_kind(kind)
    , m_json(std::move(json))
    , m_pictures(std::move(pictures))
    , m_received(std::move(received))
{
}

Record Record::make(const FaceAuthenticity& contents)
{
    QJsonArray commands;
    QList<Picture> pictures;
    for (const Command& command : contents.commands.get()) {
        commands.append(QJsonObject{{u"code"_s, command.code.get()}, {u"description"_s, asJson(command.description)},
            {u"outcome"_s, asJson(command.outcome.get())}, {u"picture"_s, asJson(command.picture)}});
        pictures.append(command.picture);
    }
    return {DocumentKind::FaceAuthenticity,
        headed(DocumentKind::FaceAuthenticity, contents.heading,
            {{u"result"_s, asJson(contents.result.get())}, {u"attempt"_s, contents.attempt.get()},
                {u"commands"_s, commands}, {u"device"_s, asJson(contents.camera)}},
            contents.frames.get()),
        pictures};
}

Record Record::make(const FaceComparison& contents)
{
    return {DocumentKind::FaceComparison,
        headed(DocumentKind::FaceComparison, contents.heading,
            {{u"result"_s, asJson(contents.result.get())}, {u"compared"_s, asJson(contents.compared)},
                {u"verifiedImage"_s, contents.verifiedImage.get()},
                {u"authenticityDocument"_s, contents.authenticity.get().toString()}},
            {frameOf(contents.compared)}),
        {contents.compared}};
}

Record Record::make(const PalmAuthenticity& contents)
{
    return {DocumentKind::PalmAuthenticity,
        headed(DocumentKind::PalmAuthenticity, contents.heading,
            {{u"result"_s, asJson(contents.result.get())}, {u"attempt"_s, contents.attempt.get()},
                {u"hand"_s, asJson(contents.hand.get())}, {u"device"_s, asJson(contents.device)},
                {u"characteristics"_s, asJson(contents.characteristics)}},
            contents.frames.get())};
}

Record Record::make(const PalmComparison& contents)
{
    return {DocumentKind::PalmComparison,
        headed(DocumentKind::PalmComparison, contents.heading,
            {{u"result"_s, asJson(contents.result.get())}, {u"formedPrint"_s, contents.formedPrint.get()},
                {u"hand"_s, asJson(contents.hand.get())}, {u"device"_s, asJson(contents.device)}},
            contents.frames.get())};
}

Record Record::make(const Decision& contents)
{
    QJsonArray basis;
    for (const core::Uuid& document : contents.basis.get())
        basis.append(document.toString());
    QJsonObject check{{u"modality"_s, contents.modality.get() == Modality::Face ? u"face"_s : u"palm"_s},
        {u"result"_s, asJson(contents.result.get())}, {u"basis"_s, basis}, {u"grounds"_s, asJson(contents.grounds)}};
    QJsonArray received;
    QList<Attachment> files;
    for (const ReceivedDocument& one : contents.received) {
        received.append(asJson(one));
        files.append({one.name(), one.mediaType(), AttachmentRelation::Source, one.bytes()});
    }
    if (!received.isEmpty())
        check.insert(u"received"_s, received);
    return {DocumentKind::Decision, headed(DocumentKind::Decision, contents.heading, check), {}, files};
}

Record Record::make(const Consent& contents)
{
    QJsonObject check{{u"items"_s, asJson(contents.items.get())}, {u"term"_s, asJson(contents.term)},
        {u"transfer"_s, asJson(contents.transfer)}, {u"data"_s, asJson(contents.data)},
        {u"shownLanguage"_s, contents.shownLanguage.get()}, {u"confirmedBy"_s, asJson(contents.confirmedBy)}};
    if (contents.purpose)
        check.insert(u"purpose"_s, asJson(*contents.purpose));
    if (contents.withdrawal)
        check.insert(u"withdrawal"_s, asJson(*contents.withdrawal));
    return {DocumentKind::Consent, headed(DocumentKind::Consent, contents.heading, check)};
}

Record Record::make(const ConsentWithdrawal& contents)
{
    return {DocumentKind::ConsentWithdrawal,
        headed(DocumentKind::ConsentWithdrawal, contents.heading,
            {{u"consentDocument"_s, contents.consent.get().toString()}, {u"items"_s, asJson(contents.items.get())},
                {u"confirmedBy"_s, asJson(contents.confirmedBy)}})};
}

Record Record::make(const PersonalPresence& contents)
{
    return {DocumentKind::PersonalPresence,
        headed(DocumentKind::PersonalPresence, contents.heading,
            {{u"result"_s, asJson(contents.result.get())}, {u"identityDocument"_s, asJson(contents.document)},
                {u"documentNumber"_s, contents.documentNumber.get()}, {u"place"_s, asJson(contents.place)}})};
}

Record Record::make(const Annulment& contents)
{
    QJsonObject check{{u"annulledDocument"_s, contents.annulled.get().toString()},
        {u"annulledSha256"_s, hexText(contents.annulledSha256.get())}, {u"reason"_s, asJson(contents.reason)}};
    if (contents.supersededBy)
        check.insert(u"supersededBy"_s, contents.supersededBy->toString());
    return {DocumentKind::Annulment, headed(DocumentKind::Annulment, contents.heading, check)};
}

Record Record::make(const DestructionAct& contents)
{
    QJsonArray items;
    for (const DestroyedItem& item : contents.items.get())
        items.append(QJsonObject{{u"what"_s, asJson(item.what)}, {u"reference"_s, hexText(item.reference.get())},
            {u"sha256"_s, hexText(item.sha256.get())}});
    return {DocumentKind::DestructionAct,
        unnamed(DocumentKind::DestructionAct, contents.heading,
            {{u"items"_s, items}, {u"grounds"_s, asJson(contents.grounds)}, {u"method"_s, asJson(contents.method)},
                {u"secondPerson"_s, contents.secondPerson.get()}})};
}

Record Record::make(const DeliveryConfirmation& contents)
{
    QJsonArray deliveries;
    bool isAllReceived = true;
    for (const Delivery& delivery : contents.deliveries.get()) {
        deliveries.append(asJson(delivery));
        isAllReceived = isAllReceived && delivery.receipt;
    }
    return {DocumentKind::DeliveryConfirmation,
        headed(DocumentKind::DeliveryConfirmation, contents.heading,
            {{u"result"_s, asJson(isAllReceived ? CheckOutcome::Passed : CheckOutcome::Awaited)},
                {u"deliveries"_s, deliveries}})};
}

Result<Record> Record::read(QByteArrayView bytes)
{
    const auto object = core::readJson(bytes);
    if (!object)
        return failure(object);
    const QString schema = object->value(u"schema"_s).toString();
    if (!schema.startsWith(u"tirkeu.evidence.") || !schema.endsWith(u"/1"))
        return failure(kRecord, ErrorKind::OperatorCanFix, QStringLiteral("schema"), {u"schema"_s});
    const auto kind = kindFromCode(QStringView(schema).sliced(16).chopped(2));
    if (!kind)
        return failure(kind);
    const QString wrong = firstSchemaFault(*object, kindCode(*kind));
    if (!wrong.isEmpty())
        return failure(kRecord, ErrorKind::OperatorCanFix, wrong, {wrong});
    // What a pattern cannot hold: the control digits.
    if (object->contains(u"client"_s)) {
        if (const auto iin = identity::Iin::parse(object->value(u"client"_s)[u"iin"_s].toString()); !iin)
            return failure(iin);
    }
    for (const auto& party : {u"provider"_s, u"customer"_s, u"signer"_s}) {
        if (const auto bin = identity::Bin::parse(object->value(party)[u"bin"_s].toString()); !bin)
            return failure(bin);
    }
    return Record(*kind, *object);
}

QByteArray Record::bytes() const
{
    return core::writeJson(m_json);
}

QByteArray Record::digest() const
{
    return core::sha256(bytes());
}

QString Record::documentId() const
{
    return m_json.value(u"document"_s).toString();
}

QList<std::pair<QString, QString>> Record::pictureDigests() const
{
    QList<std::pair<QString, QString>> found;
    const QJsonObject check = m_json.value(u"check"_s).toObject();
    const auto add = [&found](const QJsonValue& picture) {
        if (picture.isObject())
            found.append({picture[u"file"_s].toString(), picture[u"sha256"_s].toString()});
    };
    for (const QJsonValue& command : check.value(u"commands"_s).toArray())
        add(command[u"picture"_s]);
    add(check.value(u"compared"_s));
    return found;
}

QList<NamedFile> Record::receivedFiles() const
{
    QList<NamedFile> found;
    const QJsonArray received = m_json.value(u"check"_s)[u"received"_s].toArray();
    for (const QJsonValue& one : received)
        found.append({one[u"file"_s].toString(), one[u"mediaType"_s].toString(), one[u"sha256"_s].toString()});
    return found;
}

} // namespace tirkeu::evidence
