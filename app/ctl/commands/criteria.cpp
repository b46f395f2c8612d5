#include "../command.h"

#include <core/json.h>
#include <criteria/criteriadiff.h>
#include <criteria/draft.h>
#include <criteria/signedcriteria.h>
#include <pki/signeddata.h>
#include <pki/softwarekey.h>

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace tirkeu::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr ErrorCode kTrustNeeded{"ctl.criteria-trust-needed"};
constexpr ErrorCode kEnded{"criteria.expired"};
constexpr ErrorCode kKeyNeeded{"ctl.criteria-key-needed"};
constexpr ErrorCode kNotWritten{"ctl.file-not-written"};

/// A draft or a signed document, told apart by its first character.
struct Document
{
    QByteArray bytes;
    QByteArray json;
    bool isSigned = false;
    [[nodiscard]] QJsonObject object() const
    {
        return core::readJson(json, {.maxBytes = criteria::kMostCriteriaBytes}).value_or(QJsonObject());
    }
};

Result<QList<pki::Certificate>> certificatesIn(const Arguments& arguments, const QString& option)
{
    QList<pki::Certificate> all;
    const QStringList files{u"*.pem"_s, u"*.crt"_s, u"*.cer"_s};
    for (const QString& name : arguments.options.value(option)) {
        QStringList paths{name};
        if (const QDir folder(name); folder.exists()) {
            paths.clear();
            for (const QString& file : folder.entryList(files, QDir::Files, QDir::Name))
                paths.append(folder.filePath(file));
        }
        for (const QString& path : paths) {
            const auto list =
                arguments.read(path).and_then([](const QByteArray& pem) { return pki::Certificate::listFromPem(pem); });
            if (!list)
                return failure(list);
            all += *list;
        }
    }
    return all;
}

Result<Document> read(const Arguments& arguments, const QString& file)
{
    Result<QByteArray> bytes = arguments.read(file);
    if (!bytes)
        return failure(bytes);
    Document document{*bytes, *bytes, !bytes->trimmed().startsWith('{')};
    if (document.isSigned) {
        Result<QByteArray> content = criteria::criteriaContent(*bytes);
        if (!content)
            return failure(content);
        document.json = *std::move(content);
    } else if (arguments.has(u"certificates"_s)) {
        const auto certificates = certificatesIn(arguments, u"certificates"_s);
        if (!certificates)
            return failure(certificates);
        const auto draft = core::readJson(document.json, {.maxBytes = criteria::kMostCriteriaBytes});
        if (!draft)
            return failure(draft);
        document.json = core::writeJson(criteria::withCertificates(*draft, *certificates));
    }
    return document;
}

/// A file that could not be had leaves the question open; a document that will not do answers it.
Outcome refused(const Error& error)
{
    const bool open = error.code.id().starts_with("ctl.") || error.kind == ErrorKind::Bug;
    return open ? failed(error) : negative(error);
}

QJsonObject summary(const criteria::Criteria& criteria)
{
    return {{u"version"_s, criteria.version}, {u"demo"_s, criteria.isDemo},
        {u"bank"_s, criteria.customer.name.in(core::Language::English)}, {u"bin"_s, criteria.customer.bin.toString()},
        {u"validFrom"_s, core::toIsoText(criteria.validFrom)}, {u"validUntil"_s, core::toIsoText(criteria.validUntil)},
        {u"branches"_s, criteria.branches.size()}, {u"workstations"_s, criteria.workstations.size()},
        {u"staff"_s, criteria.staff.size()}, {u"scanners"_s, criteria.scanners.size()},
        {u"cameras"_s, criteria.cameras.size()}};
}

QString text(const criteria::Criteria& criteria)
{
    return u"Criteria version %1 of %2 (BIN %3), %4 to %5"_s.arg(criteria.version)
        .arg(criteria.customer.name.in(core::Language::English), criteria.customer.bin.toString(),
            core::shownDate(criteria.validFrom), core::shownDate(criteria.validUntil));
}

Outcome checkSigned(const Arguments& arguments, const Document& document, QJsonObject result, const QString& said)
{
    // A signature that does not hold needs nobody's trust to be refused.
    if (const Result<> holds = criteria::signaturesHold(document.bytes); !holds)
        return {ExitCode::Negative, {}, {}, holds.error()};
    const auto officers = certificatesIn(arguments, u"officers"_s);
    if (!officers)
        return failed(officers.error());
    if (!arguments.has(u"trust"_s) || officers->isEmpty())
        return {ExitCode::CannotDecide, result, said, Error{kTrustNeeded, ErrorKind::OperatorCanFix, {}}};
    const Result<pki::TrustStore> trust = pki::TrustStore::fromFolder(arguments.value(u"trust"_s));
    if (!trust)
        return failed(trust.error());
    const auto verified =
        criteria::verifyCriteria(document.bytes, criteria::Officers::of(*officers), *trust, core::SystemClock().wall());
    if (!verified)
        return {ExitCode::Negative, result, {}, verified.error()};
    QJsonArray signers;
    for (const pki::Certificate& signer : verified->signers)
        signers.append(signer.subject().commonName);
    result.insert(u"signers"_s, signers);
    result.insert(u"signedAt"_s, core::toIsoText(verified->signedAt));
    if (const core::WallTime now = core::SystemClock().wall(); now >= verified->criteria.validUntil)
        return {ExitCode::Negative, result, {},
            Error{kEnded, ErrorKind::OperatorCanFix, {}, {core::shownDateTime(verified->criteria.validUntil)}}};
    return good(result, said + u"\nSigned by %1 security officers at %2."_s.arg(signers.size())
                                   .arg(core::shownDateTime(verified->signedAt)));
}

Outcome check(const Arguments& arguments)
{
    const Result<Document> document = read(arguments, arguments.positional.first());
    if (!document)
        return refused(document.error());
    const Result<criteria::Criteria> criteria = criteria::readCriteria(document->json);
    if (!criteria)
        return negative(criteria.error(), {{u"fault"_s, criteria.error().detail}});
    QJsonObject result = summary(*criteria);
    result.insert(u"signed"_s, document->isSigned);
    const QString said = text(*criteria);
    if (document->isSigned)
        return checkSigned(arguments, *document, result, said);
    return good(result, said + u"\nThe contents are good; nobody has signed yet."_s);
}

Outcome show(const Arguments& arguments)
{
    const Result<Document> document = read(arguments, arguments.positional.first());
    if (!document)
        return refused(document.error());
    const auto object = core::readJson(document->json, {.maxBytes = criteria::kMostCriteriaBytes});
    if (!object)
        return negative(object.error());
    // The whole document: officers read it before they sign.
    return good({{u"criteria"_s, *object}, {u"signed"_s, document->isSigned}},
        QString::fromUtf8(core::writeJsonForPeople(*object)));
}

QString shown(const QJsonValue& value)
{
    if (value.isUndefined())
        return u"(absent)"_s;
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    const QString one = QString::fromUtf8(list.mid(1, list.size() - 2));
    constexpr qsizetype kMost = 120;
    return one.size() > kMost ? one.first(kMost) + u'…' : one;
}

Outcome diff(const Arguments& arguments)
{
    const Result<Document> before = read(arguments, arguments.positional.at(0));
    const Result<Document> after = read(arguments, arguments.positional.at(1));
    if (!before || !after)
        return failed(before ? after.error() : before.error());
    for (const Document* document : {&*before, &*after}) {
        if (const auto readable = core::readJson(document->json, {.maxBytes = criteria::kMostCriteriaBytes}); !readable)
            return failed(readable.error());
    }
    QJsonArray list;
    QString said;
    for (const criteria::Difference& difference : criteria::differences(before->object(), after->object())) {
        QJsonObject entry{{u"path"_s, difference.path}};
        if (!difference.before.isUndefined())
            entry.insert(u"before"_s, difference.before);
        if (!difference.after.isUndefined())
            entry.insert(u"after"_s, difference.after);
        list.append(entry);
        said += u"%1: %2 → %3\n"_s.arg(difference.path, shown(difference.before), shown(difference.after));
    }
    if (list.isEmpty())
        return good({{u"differences"_s, list}}, u"The same contents."_s);
    return {ExitCode::Negative, {{u"differences"_s, list}}, said};
}

Result<pki::SoftwareKey> keyOf(const Arguments& arguments)
{
    const auto certificate = arguments.read(arguments.value(u"certificate"_s)).and_then([](const QByteArray& pem) {
        return pki::Certificate::fromPem(pem);
    });
    if (!certificate)
        return failure(certificate);
    core::SecureBytes passphrase;
    if (arguments.has(u"passphrase-file"_s)) {
        Result<QByteArray> file = arguments.read(arguments.value(u"passphrase-file"_s), 4096);
        if (!file)
            return failure(file);
        QByteArray line = file->trimmed();
        core::wipe(file->data(), static_cast<std::size_t>(file->size()));
        passphrase = core::SecureBytes::takeFrom(line);
    }
    Result<QByteArray> key = arguments.read(arguments.value(u"key"_s), 1 << 16);
    if (!key)
        return failure(key);
    Result<pki::SoftwareKey> read = pki::SoftwareKey::read(*key, *certificate, passphrase);
    core::wipe(key->data(), static_cast<std::size_t>(key->size()));
    return read;
}

Outcome sign(const Arguments& arguments)
{
    if (!arguments.has(u"key"_s) || !arguments.has(u"certificate"_s))
        return misused({kKeyNeeded, ErrorKind::OperatorCanFix, {}});
    const Result<Document> document = read(arguments, arguments.positional.first());
    if (!document)
        return refused(document.error());
    Result<pki::SoftwareKey> officer = keyOf(arguments);
    if (!officer)
        return failed(officer.error());
    const core::WallTime now = core::SystemClock().wall();
    const Result<QByteArray> bytes = document->isSigned ? criteria::addCriteriaSignature(document->bytes, *officer, now)
                                                        : criteria::signCriteria(document->json, *officer, now);
    if (!bytes)
        return negative(bytes.error());
    const QString path = arguments.value(u"out"_s, arguments.positional.first() + u".p7m"_s);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*bytes) != bytes->size() || !file.commit())
        return failed({kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {path}});
    const auto signatures = pki::SignedData::read(*bytes, {.maxBytes = criteria::kMostCriteriaBytes * 2});
    const qsizetype count = signatures ? signatures->verify().size() : 0;
    QString said = u"Written: %1, with %2 of %3 signatures."_s.arg(path).arg(count).arg(criteria::kCriteriaSigners);
    return good({{u"file"_s, path}, {u"signatures"_s, count}, {u"needed"_s, criteria::kCriteriaSigners}}, said);
}

} // namespace

QList<Command> criteriaCommands()
{
    const Option certificates{u"certificates"_s, u"DIR|FILE"_s, u"whose fingerprints are written into a draft"_s};
    return {{.name = u"criteria check"_s,
                .operands = u"FILE"_s,
                .least = 1,
                .most = 1,
                .summary = u"Checks a draft or a signed document of the bank's criteria"_s,
                .details = u"0: good. 1: refused, with the reason. 2: no such file, or a signed document without\n"
                           "--trust and --officers."_s,
                .options = {{u"trust"_s, u"DIR"_s, u"folder with anchors/ and intermediates/"_s},
                    {u"officers"_s, u"DIR|FILE"_s, u"certificates of those who may sign"_s}, certificates},
                .run = check},
        {.name = u"criteria show"_s,
            .operands = u"FILE"_s,
            .least = 1,
            .most = 1,
            .summary = u"Shows the contents of criteria; signatures are not judged"_s,
            .options = {certificates},
            .run = show},
        {.name = u"criteria diff"_s,
            .operands = u"OLD NEW"_s,
            .least = 2,
            .most = 2,
            .summary = u"Shows what differs between two documents, element by element"_s,
            .details = u"0: the same contents. 1: they differ. 2: a file could not be read."_s,
            .options = {certificates},
            .run = diff},
        {.name = u"criteria sign"_s,
            .operands = u"FILE"_s,
            .least = 1,
            .most = 1,
            .summary = u"Adds one officer's signature to a draft, or the second to a signed document"_s,
            .details = u"0: written. 1: the contents are refused. 2: a file could not be read or written."_s,
            .options = {{u"key"_s, u"FILE"_s, u"private key, PEM or DER"_s},
                {u"certificate"_s, u"FILE"_s, u"its certificate, PEM"_s},
                {u"passphrase-file"_s, u"FILE"_s, u"for an encrypted key"_s},
                {u"out"_s, u"FILE"_s, u"where to write; FILE.p7m without it"_s}, certificates},
            .run = sign}};
}

} // namespace tirkeu::ctl
