#include <vault/errors.h>
#include <vault/slotfile.h>

#include <casefile/cipher.h>
#include <core/encoding.h>
#include <core/json.h>

#include <QJsonArray>

#include <algorithm>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kUnreadable{"vault.slots-unreadable"};
constexpr ErrorCode kSlotExists{"vault.slot-exists"};
constexpr ErrorCode kTooManySlots{"vault.too-many-slots"};
constexpr ErrorCode kUnknownRole{"vault.unknown-slot-role"};
constexpr int kVersion = 1;
constexpr int kLongestSealed = 16'384;

QString base64(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toBase64(bytes));
}

QByteArray readBase64(core::JsonFields& fields, QLatin1StringView key, int maxLength)
{
    const Result<QByteArray> bytes = core::fromBase64(fields.string(key, maxLength).toLatin1());
    if (bytes)
        return *bytes;
    fields.refuse(key, bytes.error());
    return {};
}

core::Uuid readUuid(core::JsonFields& fields, QLatin1StringView key)
{
    const Result<core::Uuid> id = core::Uuid::parse(fields.string(key, 36));
    if (id)
        return *id;
    fields.refuse(key, id.error());
    return {};
}

std::optional<Slot> readSlot(core::JsonFields& fields)
{
    const core::Uuid id = readUuid(fields, QLatin1StringView("id"));
    const Result<SlotRole> role = slotRoleNamed(fields.string(QLatin1StringView("role"), 20));
    const QString name = fields.string(QLatin1StringView("holder"), 128);
    const auto certificate = pki::Certificate::fromDer(readBase64(fields, QLatin1StringView("certificate"), 65'536));
    const QString wrap = fields.string(QLatin1StringView("rsa"), 10);
    const Result<core::WallTime> added = core::fromIsoText(fields.string(QLatin1StringView("added"), 32));
    const QByteArray sealed = readBase64(fields, QLatin1StringView("sealed"), kLongestSealed);
    if (!role)
        fields.refuse(QLatin1StringView("role"), role.error());
    if (!certificate)
        fields.refuse(QLatin1StringView("certificate"), certificate.error());
    if (!added)
        fields.refuse(QLatin1StringView("added"), added.error());
    if (wrap != u"oaep" && wrap != u"pkcs1")
        fields.refuse(QLatin1StringView("rsa"), QStringLiteral("oaep or pkcs1"));
    if (!fields.isGood())
        return {};
    const auto rsa = wrap == u"pkcs1" ? pki::RsaWrap::Pkcs1 : pki::RsaWrap::OaepSha256;
    return Slot{id, {*role, name, *certificate, rsa}, *added, sealed};
}
} // namespace

QString nameOf(SlotRole role)
{
    switch (role) {
    case SlotRole::Teller:
        return QStringLiteral("teller");
    case SlotRole::Supervisor:
        return QStringLiteral("supervisor");
    case SlotRole::Recovery:
        return QStringLiteral("recovery");
    }
    return {};
}

Result<SlotRole> slotRoleNamed(QStringView name)
{
    for (const SlotRole role : {SlotRole::Teller, SlotRole::Supervisor, SlotRole::Recovery}) {
        if (nameOf(role) == name)
            return role;
    }
    return failure(kUnknownRole, ErrorKind::OperatorCanFix, name.toString(), {name.toString()});
}

QJsonObject SlotFile::body() const
{
    QJsonArray list;
    for (const Slot& slot : slots_) {
        list.append(QJsonObject{{QStringLiteral("id"), slot.id.toString()},
            {QStringLiteral("role"), nameOf(slot.holder.role)}, {QStringLiteral("holder"), slot.holder.name},
            {QStringLiteral("certificate"), base64(slot.holder.certificate.der())},
            {QStringLiteral("rsa"),
                slot.holder.rsa == pki::RsaWrap::Pkcs1 ? QStringLiteral("pkcs1") : QStringLiteral("oaep")},
            {QStringLiteral("added"), core::toIsoText(slot.added)}, {QStringLiteral("sealed"), base64(slot.sealed)}});
    }
    return {{QStringLiteral("version"), kVersion}, {QStringLiteral("vault"), vault.toString()},
        {QStringLiteral("generation"), generation}, {QStringLiteral("sealingKey"), base64(sealingKey)},
        {QStringLiteral("slots"), list}};
}

QByteArray SlotFile::encode(const core::SecureBytes& dataKey) const
{
    QJsonObject object = body();
    const QByteArray mac = casefile::keyedHash(dataKey, "tirkeu slot file", core::writeJson(object));
    object.insert(QStringLiteral("mac"), base64(mac));
    return core::writeJson(object);
}

Result<SlotFile> SlotFile::decode(QByteArrayView bytes)
{
    const Result<QJsonObject> object =
        core::readJson(bytes, {.maxBytes = kMostBytes, .maxDepth = 4, .maxValues = 20'000});
    if (!object)
        return failure(kUnreadable, ErrorKind::SecurityStop, object.error().detail);
    core::JsonFields fields(*object);
    SlotFile file;
    std::ignore = fields.integer(QLatin1StringView("version"), kVersion, kVersion);
    file.vault = readUuid(fields, QLatin1StringView("vault"));
    file.generation = fields.integer(QLatin1StringView("generation"), 1, 1'000'000);
    file.sealingKey = readBase64(fields, QLatin1StringView("sealingKey"), 4096);
    file.m_mac = readBase64(fields, QLatin1StringView("mac"), 64);
    fields.each(
        QLatin1StringView("slots"),
        [&](core::JsonFields& inner) {
            if (auto slot = readSlot(inner))
                file.slots_.append(std::move(*slot));
        },
        kMostSlots);
    if (const Result<> finished = fields.finish(); !finished)
        return failure(kUnreadable, ErrorKind::SecurityStop, finished.error().detail);
    return file;
}

Result<> SlotFile::check(const core::SecureBytes& dataKey) const
{
    const QByteArray expected = casefile::keyedHash(dataKey, "tirkeu slot file", core::writeJson(body()));
    if (!core::constantTimeEquals(expected, m_mac))
        return failure(kTampered, ErrorKind::SecurityStop, QStringLiteral("slot file"));
    return {};
}

Result<> SlotFile::add(const core::SecureBytes& dataKey, const SlotHolder& holder, const core::Clock& clock)
{
    if (find(holder.certificate))
        return failure(kSlotExists, ErrorKind::OperatorCanFix, QStringLiteral("certificate"), {holder.name});
    if (slots_.size() >= kMostSlots)
        return failure(kTooManySlots, ErrorKind::OperatorCanFix, QStringLiteral("slots"));
    const QByteArrayView key(dataKey.u8(), static_cast<qsizetype>(dataKey.size()));
    const Result<QByteArray> sealed = pki::seal(key, {holder.certificate}, holder.rsa);
    if (!sealed)
        return failure(sealed);
    slots_.append({core::Uuid::make(clock), holder, clock.wall(), *sealed});
    return {};
}

const Slot* SlotFile::find(const pki::Certificate& certificate) const
{
    const auto found =
        std::ranges::find_if(slots_, [&](const Slot& slot) { return slot.holder.certificate == certificate; });
    return found != slots_.end() ? &*found : nullptr;
}

const Slot* SlotFile::find(const core::Uuid& id) const
{
    const auto found = std::ranges::find(slots_, id, &Slot::id);
    return found != slots_.end() ? &*found : nullptr;
}

Result<core::SecureBytes> SlotFile::open(core::KeyUnwrapper& key) const
{
    const auto certificate = pki::Certificate::fromDer(key.certificate());
    if (!certificate)
        return failure(certificate);
    const Slot* slot = find(*certificate);
    if (!slot)
        return failure(kNoSlot, ErrorKind::OperatorCanFix, QStringLiteral("no slot"));
    Result<core::SecureBytes> dataKey =
        pki::openSecret(slot->sealed, key, {.maxBytes = 4096, .weakestRsa = slot->holder.rsa});
    if (!dataKey)
        return dataKey;
    if (dataKey->size() != casefile::kCipherKeyBytes)
        return failure(kTampered, ErrorKind::SecurityStop, QStringLiteral("data key"));
    if (const Result<> checked = check(*dataKey); !checked)
        return failure(checked);
    return dataKey;
}

} // namespace tirkeu::vault
