#include <enrolment/bankport.h>

#include <core/json.h>
#include <core/log.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPromise>

#include <algorithm>

namespace tirkeu::enrolment {

namespace {
Q_LOGGING_CATEGORY(logEnds, "tirkeu.bank")
constexpr ErrorCode kUnreadable{"enrolment.bank-file-unreadable"};
constexpr ErrorCode kNotRemoved{"enrolment.bank-file-not-removed"};
constexpr ErrorCode kGoesOn{"vault.relation-goes-on"};
constexpr qsizetype kMostBytes = qsizetype(64) << 10;
constexpr int kMostFiles = 1000;
const QString kClientSchema = QStringLiteral("tirkeu.bank-client/1");
const QString kEndSchema = QStringLiteral("tirkeu.relation-ended/1");

template<typename T>
QFuture<Result<T>> ready(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

tl::unexpected<Error> unreadable(const QString& why)
{
    return failure(kUnreadable, ErrorKind::OperatorCanFix, why);
}

Result<core::JsonFields> fieldsOf(QByteArrayView bytes, const QString& schema)
{
    const auto object = core::readJson(bytes, {.maxBytes = kMostBytes, .maxDepth = 4, .maxValues = 100});
    if (!object)
        return unreadable(object.error().detail);
    core::JsonFields fields(*object);
    if (fields.string(QLatin1StringView("schema"), 64) != schema)
        return unreadable(QStringLiteral("schema"));
    return fields;
}

// An empty text is a date that was not given; anything else has to be one.
QDate dateOf(core::JsonFields& fields, QLatin1StringView key)
{
    const QString text = fields.stringOr(key, {}, 10);
    const QDate date = QDate::fromString(text, Qt::ISODate);
    if (!text.isEmpty() && !date.isValid())
        fields.refuse(key, QStringLiteral("not a date"));
    return date;
}

template<typename T>
std::optional<T> takeOr(core::JsonFields& fields, QLatin1StringView key, const Result<T>& read)
{
    if (!read)
        fields.refuse(key, read.error());
    return read ? std::optional<T>(*read) : std::nullopt;
}

std::optional<identity::PersonName> nameFrom(core::JsonFields& fields)
{
    const QString surname = fields.stringOr(QLatin1StringView("surname"), {}, 200);
    const QString given = fields.stringOr(QLatin1StringView("given"), {}, 200);
    const QString patronymic = fields.stringOr(QLatin1StringView("patronymic"), {}, 200);
    if (surname.isEmpty() && given.isEmpty() && patronymic.isEmpty())
        return std::nullopt;
    return takeOr(fields, QLatin1StringView("surname"), identity::PersonName::parse(surname, given, patronymic));
}

std::optional<identity::IdentityDocument> documentFrom(core::JsonFields& fields)
{
    constexpr QLatin1StringView kDocument("document");
    if (!fields.has(kDocument))
        return std::nullopt;
    std::optional<identity::IdentityDocument> document;
    fields.nested(kDocument, [&document](core::JsonFields& inner) {
        const auto kind = identity::documentKindFromCode(inner.string(QLatin1StringView("kind"), 32));
        const QString number = inner.string(QLatin1StringView("number"), 32);
        const QDate until = dateOf(inner, QLatin1StringView("validUntil"));
        const QDate issued = dateOf(inner, QLatin1StringView("issued"));
        if (!kind)
            inner.refuse(QLatin1StringView("kind"), kind.error());
        else
            document = takeOr(
                inner, QLatin1StringView("number"), identity::IdentityDocument::make(*kind, number, until, issued));
    });
    return document;
}

Result<QByteArray> bytesOf(const QString& path)
{
    const QFileInfo entry(path);
    QFile file(path);
    if (entry.isSymLink() || !file.open(QIODevice::ReadOnly))
        return unreadable(entry.fileName());
    const QByteArray bytes = file.read(kMostBytes + 1);
    return bytes.size() > kMostBytes ? unreadable(entry.fileName()) : Result<QByteArray>(bytes);
}

QString isoOf(const QDate& date)
{
    return date.toString(Qt::ISODate);
}
} // namespace

Result<BankClient> readBankClient(QByteArrayView bytes)
{
    auto fields = fieldsOf(bytes, kClientSchema);
    if (!fields)
        return failure(fields);
    const auto iin = identity::Iin::parse(fields->string(QLatin1StringView("iin"), 12));
    const QString number = fields->string(QLatin1StringView("number"), 64);
    const auto name = nameFrom(*fields);
    const auto document = documentFrom(*fields);
    const QString phone = fields->stringOr(QLatin1StringView("phone"), {}, 20);
    const auto parsed = phone.isEmpty()
                            ? std::nullopt
                            : takeOr(*fields, QLatin1StringView("phone"), identity::PhoneNumber::parse(phone));
    const QDate birth = dateOf(*fields, QLatin1StringView("birth"));
    if (const Result<> finished = fields->finish(); !finished)
        return unreadable(finished.error().detail);
    if (!iin || number.isEmpty())
        return unreadable(QStringLiteral("IIN or number"));
    return BankClient{*iin, number, name, document, parsed, birth};
}

Result<RelationEnd> readRelationEnd(QByteArrayView bytes)
{
    auto fields = fieldsOf(bytes, kEndSchema);
    if (!fields)
        return failure(fields);
    const auto iin = identity::Iin::parse(fields->string(QLatin1StringView("iin"), 12));
    const auto at = core::fromIsoText(fields->string(QLatin1StringView("at"), 32));
    const QString source = fields->string(QLatin1StringView("source"), 200);
    if (const Result<> finished = fields->finish(); !finished)
        return unreadable(finished.error().detail);
    if (!iin || !at || source.isEmpty())
        return unreadable(QStringLiteral("IIN, time or source"));
    return RelationEnd{*iin, *at, source};
}

QByteArray toBytes(const BankClient& client)
{
    QJsonObject object{{QStringLiteral("schema"), kClientSchema}, {QStringLiteral("iin"), client.iin.toString()},
        {QStringLiteral("number"), client.number}};
    if (client.name) {
        object.insert(QStringLiteral("surname"), client.name->surname());
        object.insert(QStringLiteral("given"), client.name->given());
        object.insert(QStringLiteral("patronymic"), client.name->patronymic());
    }
    if (client.document) {
        QJsonObject document{{QStringLiteral("kind"), identity::documentKindCode(client.document->kind())},
            {QStringLiteral("number"), client.document->number()},
            {QStringLiteral("validUntil"), isoOf(client.document->validUntil())}};
        if (client.document->issued().isValid())
            document.insert(QStringLiteral("issued"), isoOf(client.document->issued()));
        object.insert(QStringLiteral("document"), document);
    }
    if (client.phone)
        object.insert(QStringLiteral("phone"), client.phone->e164());
    if (client.birth.isValid())
        object.insert(QStringLiteral("birth"), isoOf(client.birth));
    return core::writeJsonForPeople(object);
}

QByteArray toBytes(const RelationEnd& end)
{
    return core::writeJsonForPeople(
        {{QStringLiteral("schema"), kEndSchema}, {QStringLiteral("iin"), end.iin.toString()},
            {QStringLiteral("at"), core::toIsoText(end.at)}, {QStringLiteral("source"), end.source}});
}

Result<QList<RelationEnd>> takeInEnds(
    vault::Store& store, vault::Retention& retention, const QList<RelationEnd>& ends, const QString& actor)
{
    QList<RelationEnd> done;
    for (const RelationEnd& end : ends) {
        const auto clients = store.find(vault::SearchField::Iin, end.iin.toString());
        if (!clients)
            return failure(clients);
        for (const casefile::ClientId& client : *clients) {
            const auto record = store.client(client);
            if (!record)
                return failure(record);
            if (record->relationEnded == end.at)
                continue; // a file that was not removed in time
            const Result<> said = retention.relationEnded(client, end.at, end.source, actor);
            if (!said && said.error().code == kGoesOn)
                core::logWarning(logEnds()) << "an end that is older than the client's newest enrolment";
            else if (!said)
                return failure(said);
        }
        done.append(end);
    }
    return done;
}

QFuture<Result<std::optional<BankClient>>> BankFileDrop::find(const identity::Iin& iin)
{
    using Found = std::optional<BankClient>;
    const QString path = QDir(m_folder).filePath(QStringLiteral("clients/%1.json").arg(iin.toString()));
    if (!QFileInfo::exists(path))
        return ready<Found>(Found());
    const auto bytes = bytesOf(path);
    const auto client = bytes ? readBankClient(*bytes) : failure(bytes);
    if (!client)
        return ready<Found>(failure(client));
    if (client->iin != iin)
        return ready<Found>(unreadable(QStringLiteral("another IIN than the file's name")));
    return ready<Found>(Found(*client));
}

namespace {
// Out of the way, under its own name or the next free one; a file that cannot be moved is told of again.
void setAside(const QDir& folder, const QString& name)
{
    const QDir aside(folder.filePath(QStringLiteral("../unreadable")));
    QDir().mkpath(aside.path());
    QString free = name;
    for (int number = 2; QFileInfo::exists(aside.filePath(free)) && number < kMostFiles; ++number)
        free = QStringLiteral("%1-%2").arg(number).arg(name);
    QFile::rename(folder.filePath(name), aside.filePath(free));
}
} // namespace

QFuture<Result<RelationEnds>> BankFileDrop::ends()
{
    RelationEnds found;
    const QDir folder(QDir(m_folder).filePath(QStringLiteral("ended")));
    const auto entries = folder.entryList({QStringLiteral("*.json")}, QDir::Files | QDir::NoSymLinks, QDir::Name);
    for (const QString& name : entries.first(std::min(entries.size(), qsizetype(kMostFiles)))) {
        const auto bytes = bytesOf(folder.filePath(name));
        const auto end = bytes ? readRelationEnd(*bytes) : failure(bytes);
        if (end) {
            found.ends.append(*end);
            continue;
        }
        setAside(folder, name);
        found.unreadable.append(name);
    }
    std::ranges::sort(found.ends, {}, &RelationEnd::at);
    return ready<RelationEnds>(found);
}

QFuture<Result<>> BankFileDrop::takenIn(const RelationEnd& end)
{
    const QDir folder(QDir(m_folder).filePath(QStringLiteral("ended")));
    for (const QString& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files | QDir::NoSymLinks)) {
        const auto bytes = bytesOf(folder.filePath(name));
        const auto read = bytes ? readRelationEnd(*bytes) : failure(bytes);
        if (read && *read == end && !QFile::remove(folder.filePath(name)))
            return ready<void>(failure(kNotRemoved, ErrorKind::OperatorCanFix, name, {name}));
    }
    return ready<void>(Result<>());
}

} // namespace tirkeu::enrolment
