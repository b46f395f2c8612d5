#include "bytes.h"

#include <vault/errors.h>
#include <vault/retention.h>

#include <casefile/entry.h>
#include <core/encoding.h>
#include <core/hashing.h>

#include <algorithm>

namespace tirkeu::vault {

namespace {
bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// The next revision of a document: it says what the one before said, which has but more in the hole of its signature,
/// where the first time stamp goes. Whether the signature holds is the verifier's to say.
bool follows(const QByteArray& before, const QByteArray& next)
{
    return next.size() >= before.size() && next != before &&
           std::equal(before.begin(), before.end(), next.begin(),
               [](char one, char other) { return one == other || (isHex(one) && isHex(other)); });
}

constexpr ErrorCode kNotCarriedOut{"vault.act-not-carried-out"};
constexpr ErrorCode kOtherDocument{"vault.act-has-another-document"};
constexpr ErrorCode kNoDocument{"vault.act-not-signed"};

QString nameOf(const core::Uuid& act)
{
    return QStringLiteral("destruction-act:") + act.toString();
}

QByteArray digestIn(const QJsonObject& fields, QStringView name)
{
    return core::fromHex(fields.value(name).toString().toLatin1()).value_or(QByteArray());
}
} // namespace

QByteArray Retention::referenceOf(const QString& iin) const
{
    return m_store.keyedHash("tirkeu destruction act", iin);
}

// What is left of a client when their key has gone: a name that only the vault can give, and the entries of the chain
// that nobody will open again. One walk for all of an act, the volumes with it.
Result<Retention::Traces> Retention::tracesOf(const QList<casefile::ClientId>& clients)
{
    QHash<QByteArray, QByteArray> hashes;
    for (const casefile::ClientId& client : clients)
        hashes.insert(bytesOf(client.uuid()), {});
    const Result<> walked = m_store.journal().visit(1, [&hashes](const casefile::Entry& entry) -> Result<bool> {
        if (!entry.client)
            return true;
        if (const auto found = hashes.find(bytesOf(*entry.client)); found != hashes.end())
            *found += entry.hash;
        return true;
    });
    if (!walked)
        return failure(walked);
    Traces traces;
    for (const casefile::ClientId& client : clients) {
        const QByteArray& all = hashes[bytesOf(client.uuid())];
        QJsonObject trace{{QStringLiteral("entries"), all.size() / casefile::kHashBytes},
            {QStringLiteral("digest"), QString::fromLatin1(core::toHex(core::sha256(all)))}};
        const Result<ClientRecord> record = m_store.client(client);
        const QString iin = record ? record->data.value(u"iin").toString() : QString();
        trace.insert(QStringLiteral("reference"),
            QString::fromLatin1(core::toHex(referenceOf(iin.isEmpty() ? client.toString() : iin))));
        traces.insert(bytesOf(client.uuid()), trace);
    }
    return traces;
}

Result<std::vector<DestroyedClient>> Retention::destroyedBy(const core::Uuid& act)
{
    std::vector<DestroyedClient> destroyed;
    const Result<> walked = m_store.journal().visit(1, [&](const casefile::Entry& entry) -> Result<bool> {
        if (entry.kind != static_cast<quint16>(casefile::Kind::ClientDestroyed))
            return true;
        const Result<QJsonObject> fields = m_store.journal().open(entry);
        if (!fields)
            return failure(fields);
        if (fields->value(u"act").toString() == act.toString())
            destroyed.push_back({digestIn(*fields, u"reference"), digestIn(*fields, u"digest"),
                fields->value(u"objects").toInteger(), fields->value(u"entries").toInteger(), entry.time});
        return true;
    });
    return walked ? Result<std::vector<DestroyedClient>>(std::move(destroyed)) : failure(walked);
}

Result<QByteArray> Retention::document(const core::Uuid& act)
{
    return m_store.meta(nameOf(act));
}

Result<> Retention::keepDocument(
    const core::Uuid& act, const QByteArray& pdf, const QByteArray& signer, const QString& level, const QString& actor)
{
    const auto every = acts();
    if (!every)
        return failure(every);
    const auto found = std::ranges::find(*every, act, &DestructionAct::id);
    if (found == every->end() || !found->done)
        return failure(kNotCarriedOut, ErrorKind::OperatorCanFix, act.toString());
    const Result<QByteArray> before = document(act);
    if (!before)
        return failure(before);
    if (!follows(*before, pdf))
        return failure(kOtherDocument, ErrorKind::OperatorCanFix, act.toString());
    return m_store.write([&](Writer& writer) -> Result<> {
        const auto entry = writer.append({casefile::Kind::DestructionDocumented, m_store.clock().wall(), actor, {}, {},
            {{QStringLiteral("document"), act.toString()},
                {QStringLiteral("digest"), QString::fromLatin1(core::toHex(core::sha256(pdf)))},
                {QStringLiteral("certificate"), QString::fromLatin1(core::toHex(signer))},
                {QStringLiteral("level"), level}}});
        return entry ? writer.setMeta(nameOf(act), pdf) : failure(entry);
    });
}

Result<QByteArray> Retention::exportDocument(const core::Uuid& act, const QString& actor)
{
    const Result<QByteArray> pdf = document(act);
    if (!pdf)
        return failure(pdf);
    if (pdf->isEmpty())
        return failure(kNoDocument, ErrorKind::OperatorCanFix, act.toString());
    const Result<> said = say(casefile::Kind::DestructionExported, {},
        {{QStringLiteral("document"), act.toString()},
            {QStringLiteral("digest"), QString::fromLatin1(core::toHex(core::sha256(*pdf)))}},
        actor);
    return said ? pdf : failure(said);
}

} // namespace tirkeu::vault
