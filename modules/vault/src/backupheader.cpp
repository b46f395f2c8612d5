#include "backupfile.h"
#include "durablefile.h"

#include <casefile/cipher.h>
#include <core/encoding.h>
#include <core/json.h>

#include <QJsonArray>
#include <QtEndian>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kUnreadable{"vault.backup-unreadable"};
constexpr char kMagic[] = "TKBACKUP1";
constexpr qsizetype kMagicBytes = sizeof kMagic - 1;
constexpr quint32 kMostHeader = 4U << 20;

QString base64(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toBase64(bytes));
}

QJsonObject headerFields(const BackupHeader& header)
{
    QJsonArray staff;
    for (const SlotHolder& holder : header.staff) {
        staff.append(QJsonObject{{QStringLiteral("role"), nameOf(holder.role)}, {QStringLiteral("name"), holder.name},
            {QStringLiteral("certificate"), base64(holder.certificate.der())},
            {QStringLiteral("rsa"),
                holder.rsa == pki::RsaWrap::Pkcs1 ? QStringLiteral("pkcs1") : QStringLiteral("oaep")}});
    }
    return {
        {QStringLiteral("part"), header.part == BackupPart::Vault ? QStringLiteral("vault") : QStringLiteral("keys")},
        {QStringLiteral("vault"), header.vault.toString()}, {QStringLiteral("made"), core::toIsoText(header.made)},
        {QStringLiteral("sequence"), static_cast<qint64>(header.head.sequence)},
        {QStringLiteral("hash"), base64(header.head.hash)}, {QStringLiteral("key"), base64(header.sealedKey)},
        {QStringLiteral("sealingKey"), base64(header.sealingKey)}, {QStringLiteral("digest"), base64(header.digest)},
        {QStringLiteral("size"), header.size}, {QStringLiteral("staff"), staff}};
}
} // namespace

QByteArray headerMac(const BackupHeader& header, const core::SecureBytes& fileKey)
{
    return casefile::keyedHash(fileKey, "tirkeu backup header", core::writeJson(headerFields(header)));
}

QByteArray headerBytes(const BackupHeader& header)
{
    QJsonObject object = headerFields(header);
    if (!header.mac.isEmpty())
        object.insert(QStringLiteral("mac"), base64(header.mac));
    const QByteArray text = core::writeJson(object);
    char size[4];
    qToBigEndian(static_cast<quint32>(text.size()), size);
    return QByteArray(kMagic) + QByteArray(size, 4) + text;
}

Result<BackupHeader> headerOf(const QString& file, qsizetype* bodyAt)
{
    const Result<QByteArray> front = readFront(file, kMagicBytes + 4 + static_cast<qsizetype>(kMostHeader));
    return front ? BackupHeader::read(*front, bodyAt) : failure(front);
}

Result<BackupHeader> BackupHeader::read(QByteArrayView file, qsizetype* bodyAt)
{
    const auto unreadable = [](const QString& why) {
        return failure(kUnreadable, ErrorKind::OperatorCanFix, why);
    };
    if (file.size() < kMagicBytes + 4 || file.first(kMagicBytes) != QByteArrayView(kMagic))
        return unreadable(QStringLiteral("not a backup"));
    const auto length = qFromBigEndian<quint32>(file.data() + kMagicBytes);
    if (length > kMostHeader || static_cast<qsizetype>(length) > file.size() - kMagicBytes - 4)
        return unreadable(QStringLiteral("header length"));
    const auto object = core::readJson(file.sliced(kMagicBytes + 4, length), {.maxBytes = kMostHeader});
    if (!object)
        return unreadable(object.error().detail);
    core::JsonFields fields(*object);
    BackupHeader header;
    const auto bytes = [&](QLatin1StringView key, int most) {
        const auto read = core::fromBase64(fields.string(key, most).toLatin1());
        if (!read)
            fields.refuse(key, read.error());
        return read.value_or(QByteArray());
    };
    const QString part = fields.string(QLatin1StringView("part"), 10);
    const auto vault = core::Uuid::parse(fields.string(QLatin1StringView("vault"), 36));
    const auto made = core::fromIsoText(fields.string(QLatin1StringView("made"), 32));
    header.head.sequence =
        static_cast<std::uint64_t>(fields.integer(QLatin1StringView("sequence"), 0, qint64(1) << 50));
    header.head.hash = bytes(QLatin1StringView("hash"), 64);
    header.sealedKey = bytes(QLatin1StringView("key"), 16'384);
    header.sealingKey = bytes(QLatin1StringView("sealingKey"), 4096);
    header.digest = bytes(QLatin1StringView("digest"), 64);
    header.size = fields.integer(QLatin1StringView("size"), 0, kMostBackup);
    if (fields.has(QLatin1StringView("mac"))) {
        header.mac = bytes(QLatin1StringView("mac"), 64);
        if (header.mac.isEmpty())
            fields.refuse(QLatin1StringView("mac"), QStringLiteral("empty"));
    }
    fields.each(
        QLatin1StringView("staff"),
        [&](core::JsonFields& inner) {
            const auto role = slotRoleNamed(inner.string(QLatin1StringView("role"), 20));
            const QString name = inner.string(QLatin1StringView("name"), 128);
            const auto der = core::fromBase64(inner.string(QLatin1StringView("certificate"), 65'536).toLatin1());
            const auto certificate = der ? pki::Certificate::fromDer(*der) : failure(der);
            const QString rsa = inner.string(QLatin1StringView("rsa"), 10);
            if (!role || !certificate)
                inner.refuse(QLatin1StringView("certificate"), QStringLiteral("role or certificate"));
            else
                header.staff.append(
                    {*role, name, *certificate, rsa == u"pkcs1" ? pki::RsaWrap::Pkcs1 : pki::RsaWrap::OaepSha256});
        },
        SlotFile::kMostSlots);
    const Result<> finished = fields.finish();
    if (!finished || !vault || !made || (part != u"vault" && part != u"keys"))
        return unreadable(finished ? QStringLiteral("header") : finished.error().detail);
    header.part = part == u"vault" ? BackupPart::Vault : BackupPart::Keys;
    header.vault = *vault;
    header.made = *made;
    if (bodyAt)
        *bodyAt = kMagicBytes + 4 + static_cast<qsizetype>(length);
    return header;
}

} // namespace tirkeu::vault
