#include "pagecontent.h"

#include "pagewords.h"

#include <core/clock.h>
#include <core/encoding.h>

#include <QJsonArray>

#include <algorithm>

namespace tirkeu::evidence {

using namespace Qt::StringLiterals;

namespace {

[[nodiscard]] Words same(const QString& text)
{
    return {text, text, text};
}

[[nodiscard]] Words wordsOf(const QJsonValue& json)
{
    const QString kk = json[u"kk"_s].toString();
    const QString ru = json[u"ru"_s].toString();
    // Where nobody gave an English text the Russian one stands, as it would in a translation.
    return {kk, ru, json[u"en"_s].toString(ru)};
}

[[nodiscard]] Words joined(const Words& first, const QString& between, const Words& second)
{
    return {first.kk + between + second.kk, first.ru + between + second.ru, first.en + between + second.en};
}

[[nodiscard]] QString shown(const QJsonValue& time)
{
    const auto wall = core::fromIsoText(time.toString());
    return wall ? core::shownDateTime(*wall) : time.toString();
}

[[nodiscard]] Words partyOf(const QJsonValue& party)
{
    const Words bin = {u", БСН "_s + party[u"bin"_s].toString(), u", БИН "_s + party[u"bin"_s].toString(),
        u", BIN "_s + party[u"bin"_s].toString()};
    return joined(joined(wordsOf(party[u"name"_s]), QString(), bin), u". "_s, wordsOf(party[u"details"_s]));
}

[[nodiscard]] Words deviceOf(const QJsonValue& device)
{
    QString text = device[u"model"_s].toString() + u", "_s + device[u"identifier"_s].toString();
    if (const QString firmware = device[u"firmware"_s].toString(); !firmware.isEmpty())
        text += u", "_s + firmware;
    return same(text);
}

// A package and what lay in it, as it was sent; then what the gateway signed about it.
void addDeliveries(PageContent& content, const QJsonArray& deliveries)
{
    const auto row = [&content](const Words& label, const QString& value) {
        content.rows.append({label, same(value)});
    };
    for (const QJsonValue& delivery : deliveries) {
        row(words::kPackage, delivery[u"package"_s].toString());
        for (const QJsonValue& document : delivery[u"documents"_s].toArray()) {
            const auto kind = kindFromCode(document[u"kind"_s].toString());
            row(kind ? words::titleOf(*kind) : same(document[u"kind"_s].toString()),
                document[u"document"_s].toString() + u"\nSHA-256 "_s + document[u"sha256"_s].toString());
        }
        row(words::kSent, shown(delivery[u"sent"_s]));
        const QJsonValue receipt = delivery[u"receipt"_s];
        if (!receipt.isObject())
            continue;
        row(words::kReceived, shown(receipt[u"received"_s]));
        row(words::kReceivedBy, receipt[u"gateway"_s].toString());
        row(words::kReceiptDigest, receipt[u"sha256"_s].toString());
    }
}

// Whose document it is and which file, never what stands in it: that is theirs to say, in the file itself.
void addReceived(PageContent& content, const QJsonArray& received)
{
    for (const QJsonValue& one : received) {
        content.rows.append({words::kReceivedDocument, wordsOf(one[u"from"_s])});
        content.rows.append(
            {words::kAttachedFile, same(one[u"file"_s].toString() + u"\nSHA-256 "_s + one[u"sha256"_s].toString())});
        content.rows.append({words::kReceived, same(shown(one[u"received"_s]))});
    }
}

// What each kind adds, in the order of its paragraph.
void addCheckRows(PageContent& content, const QJsonObject& check)
{
    const auto row = [&content](const Words& label, const Words& value) {
        content.rows.append({label, value});
    };
    for (const QString& name : {u"attempt"_s, u"hand"_s, u"modality"_s, u"device"_s, u"characteristics"_s,
             u"formedPrint"_s, u"verifiedImage"_s, u"authenticityDocument"_s, u"basis"_s, u"received"_s,
             u"identityDocument"_s, u"documentNumber"_s, u"place"_s, u"consentDocument"_s, u"items"_s, u"purpose"_s,
             u"data"_s, u"term"_s, u"transfer"_s, u"withdrawal"_s, u"shownLanguage"_s, u"confirmedBy"_s,
             u"annulledDocument"_s, u"annulledSha256"_s, u"supersededBy"_s, u"reason"_s, u"grounds"_s, u"method"_s,
             u"secondPerson"_s, u"deliveries"_s}) {
        const QJsonValue value = check.value(name);
        if (value.isUndefined())
            continue;
        if (name == u"attempt")
            row(words::kAttempt, same(QString::number(value.toInt())));
        else if (name == u"hand")
            row(words::kHand, value == u"right"_s ? words::kRight : words::kLeft);
        else if (name == u"modality")
            row(words::kModality, value == u"face"_s ? words::kFace : words::kPalm);
        else if (name == u"device")
            row(words::kDevice, deviceOf(value));
        else if (name == u"characteristics")
            row(words::kCharacteristics, wordsOf(value));
        else if (name == u"formedPrint")
            row(words::kFormedPrint, same(value.toString()));
        else if (name == u"verifiedImage")
            row(words::kVerifiedImage, same(value.toString()));
        else if (name == u"authenticityDocument")
            row(words::kAuthenticityDocument, same(value.toString()));
        else if (name == u"identityDocument")
            row(words::kIdentityDocument, wordsOf(value));
        else if (name == u"documentNumber")
            row(words::kDocumentNumber, same(value.toString()));
        else if (name == u"place")
            row(words::kPlace, wordsOf(value));
        else if (name == u"consentDocument")
            row(words::kConsentDocument, same(value.toString()));
        else if (name == u"purpose")
            row(words::kPurpose, wordsOf(value));
        else if (name == u"withdrawal")
            row(words::kWithdrawal, wordsOf(value));
        else if (name == u"data")
            row(words::kData, wordsOf(value));
        else if (name == u"term")
            row(words::kTerm, wordsOf(value));
        else if (name == u"transfer")
            row(words::kTransfer, wordsOf(value));
        else if (name == u"shownLanguage")
            row(words::kShownLanguage, words::nameOfLanguage(value.toString()));
        else if (name == u"confirmedBy")
            row(words::kConfirmedBy, wordsOf(value));
        else if (name == u"annulledDocument")
            row(words::kAnnulled, same(value.toString()));
        else if (name == u"annulledSha256")
            row(words::kAnnulledDigest, same(value.toString()));
        else if (name == u"supersededBy")
            row(words::kSuperseded, same(value.toString()));
        else if (name == u"reason")
            row(words::kReason, wordsOf(value));
        else if (name == u"grounds")
            row(words::kGrounds, wordsOf(value));
        else if (name == u"method")
            row(words::kMethod, wordsOf(value));
        else if (name == u"secondPerson")
            row(words::kSecondPerson, same(value.toString()));
        else if (name == u"deliveries")
            addDeliveries(content, value.toArray());
        else if (name == u"received")
            addReceived(content, value.toArray());
        else if (name == u"basis") {
            QStringList documents;
            for (const QJsonValue& document : value.toArray())
                documents.append(document.toString());
            row(words::kBasis, same(documents.join(u'\n')));
        } else if (name == u"items") {
            for (const QJsonValue& item : value.toArray()) {
                if (item[u"sha256"_s].isString())
                    row(words::kDestroyed, joined(joined(joined(wordsOf(item[u"what"_s]), u"\n"_s, words::kReference),
                                                      u" "_s, same(item[u"reference"_s].toString())),
                                               u"\nSHA-256 "_s, same(item[u"sha256"_s].toString())));
                else
                    row(wordsOf(item[u"text"_s]), item[u"given"_s].toBool() ? words::kGiven : words::kNotGiven);
            }
        }
    }
}

void addPictures(PageContent& content, const QJsonObject& check)
{
    int number = 0;
    for (const QJsonValue& command : check.value(u"commands"_s).toArray()) {
        const QString outcome = command[u"outcome"_s].toString();
        const Words numbered{QString::number(++number) + u". "_s, {}, {}};
        content.pictures.append({command[u"picture"_s][u"file"_s].toString(),
            joined(numbered, QString(), wordsOf(command[u"description"_s])), words::shapeOf(outcome),
            outcome == u"passed" ? words::kDone : words::kNotDone});
    }
    if (!content.pictures.isEmpty())
        content.picturesTitle = words::kPictures;
    if (const QJsonValue compared = check.value(u"compared"_s); compared.isObject()) {
        content.picturesTitle = words::kComparedPicture;
        content.pictures.append({compared[u"file"_s].toString(), {}, ResultShape::Neutral, {}});
    }
}
} // namespace

PageContent describe(const Record& record)
{
    const QJsonObject& json = record.json();
    const QJsonObject check = json.value(u"check"_s).toObject();
    const QString outcome = check.value(u"result"_s).toString();
    PageContent content;
    for (const QJsonValue& language : json.value(u"languages"_s).toArray())
        content.languages.append(language.toString());
    content.title = words::titleOf(record.kind());
    content.legal = words::legalOf(record.kind(), check.value(u"modality"_s).toString());
    content.edition = joined(words::kEdition, QString(), same(json.value(u"edition"_s).toString()));
    content.shape = words::shapeOf(outcome);
    content.result = words::resultOf(record.kind(), outcome);
    content.documentId = record.documentId();
    content.recordDigest = QString::fromLatin1(core::toHex(record.digest()));
    content.provider = json.value(u"provider"_s)[u"name"_s][u"kk"_s].toString();

    const auto row = [&content](const Words& label, const Words& value) {
        content.rows.append({label, value});
    };
    const QJsonValue client = json.value(u"client"_s);
    if (client[u"iin"_s].isString())
        row(words::kIin, same(client[u"iin"_s].toString()));
    if (client[u"name"_s].isString())
        row(words::kClient, same(client[u"name"_s].toString()));
    if (client[u"actsForBin"_s].isString())
        row(words::kActsFor, same(client[u"actsForBin"_s].toString()));
    row(words::kPerformed, same(shown(json.value(u"performedAt"_s))));
    addCheckRows(content, check);
    row(words::kCustomer, partyOf(json.value(u"customer"_s)));
    row(words::kProvider, partyOf(json.value(u"provider"_s)));
    row(words::kSystem, same(json.value(u"system"_s).toString()));
    row(words::kCriteria, same(json.value(u"criteria"_s).toString()));
    const QJsonValue journal = json.value(u"journal"_s);
    row(words::kJournal, same(QString::number(journal[u"sequence"_s].toInteger()) + u" · "_s +
                              journal[u"hash"_s].toString().left(16) + u"…"_s));
    if (const qsizetype frames = json.value(u"frames"_s).toArray().size(); frames > 0)
        row(words::kFrames, same(QString::number(frames)));
    addPictures(content, check);

    const QJsonValue signer = json.value(u"signer"_s);
    content.signerTitle = words::kSignature;
    content.signerRows = {{words::kSigner, same(signer[u"name"_s].toString())},
        {words::kRole, wordsOf(signer[u"role"_s])},
        {words::kOrganisation, joined(wordsOf(signer[u"organisation"_s]), u", "_s, same(signer[u"bin"_s].toString()))},
        {words::kCertificate,
            same(signer[u"certificateSerial"_s].toString() + u"\n"_s + signer[u"certificateIssuer"_s].toString())},
        {words::kClaimedTime, same(shown(signer[u"claimedTime"_s]))}};
    content.verifyTitle = words::kVerify;
    content.verifyText = words::kVerifyText;
    return content;
}

bool isShared(const PageRow& row, const QStringList& languages)
{
    return std::all_of(languages.begin(), languages.end(),
        [&](const QString& language) { return row.value.in(language) == row.value.in(languages.first()); });
}

QString sharedLabel(const PageRow& row, const QStringList& languages)
{
    QStringList labels;
    for (const QString& language : languages) {
        if (!labels.contains(row.label.in(language)))
            labels.append(row.label.in(language));
    }
    return labels.join(u" · "_s);
}

QStringList statementsOf(const PageRow& row, const QStringList& languages)
{
    if (isShared(row, languages))
        return {sharedLabel(row, languages), row.value.in(languages.first())};
    QStringList statements;
    for (const QString& language : languages)
        statements.append(row.label.in(language));
    for (const QString& language : languages)
        statements.append(row.value.in(language));
    return statements;
}

RecordView viewOf(const Record& record)
{
    const PageContent content = describe(record);
    return {content.documentId, content.title, content.shape, content.result, content.rows, content.pictures};
}

} // namespace tirkeu::evidence
