#include "keys.h"

#include <core/encoding.h>

#include <QFile>

namespace tirkeu::gateway {

namespace {
constexpr ErrorCode kUnreadable{"gateway.key-unreadable"};
constexpr ErrorCode kOpenToOthers{"gateway.key-open-to-others"};
constexpr qsizetype kMostBytes = qsizetype(1) << 20;
constexpr qsizetype kDataKeyBytes = 32;

Result<QByteArray> contentsOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(kUnreadable, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return file.read(kMostBytes);
}

Result<QByteArray> secretOf(const QString& path)
{
    constexpr QFileDevice::Permissions kOthers =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (QFile::permissions(path) & kOthers)
        return failure(kOpenToOthers, ErrorKind::SecurityStop, path, {path});
    return contentsOf(path);
}

Result<pki::SoftwareKey> keyOf(const QString& certificatePath, const QString& keyPath)
{
    const Result<QByteArray> pem = contentsOf(certificatePath);
    if (!pem)
        return failure(pem);
    const auto certificate = pki::Certificate::fromPem(*pem);
    if (!certificate)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, certificate.error().detail, {certificatePath});
    Result<QByteArray> secret = secretOf(keyPath);
    if (!secret)
        return failure(secret);
    const core::SecureBytes bytes = core::SecureBytes::takeFrom(*secret);
    auto key = pki::SoftwareKey::read(QByteArrayView(bytes.u8(), static_cast<qsizetype>(bytes.size())), *certificate);
    if (!key)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, key.error().detail, {keyPath});
    return key;
}

Result<std::optional<pki::SoftwareKey>> keyWhereNamed(const QString& certificatePath, const QString& keyPath)
{
    using Key = std::optional<pki::SoftwareKey>;
    if (certificatePath.isEmpty())
        return Key();
    auto key = keyOf(certificatePath, keyPath);
    return key ? Result<Key>(Key(std::move(*key))) : failure(key);
}
} // namespace

Result<Keys> Keys::read(const Config& config)
{
    const auto tls = keyOf(config.tlsCertificate, config.tlsKey);
    if (!tls)
        return failure(tls);
    const auto packages = keyOf(config.packageCertificate, config.packageKey);
    if (!packages)
        return failure(packages);
    const auto receipts = keyOf(config.receiptCertificate, config.receiptKey);
    if (!receipts)
        return failure(receipts);
    const auto bank = pki::TrustStore::fromFolder(config.bankTrust);
    if (!bank)
        return failure(bank);
    const auto documents = pki::TrustStore::fromFolder(config.documentTrust);
    if (!documents)
        return failure(documents);
    const Result<QByteArray> officersPem = contentsOf(config.officers);
    const auto officers = officersPem ? pki::Certificate::listFromPem(*officersPem) : failure(officersPem);
    if (!officers)
        return failure(officers);
    const auto issuer = keyWhereNamed(config.issuerCertificate, config.issuerKey);
    const auto seal = issuer ? keyWhereNamed(config.sealCertificate, config.sealKey) : failure(issuer);
    if (!seal)
        return failure(seal);
    return Keys{*tls, *packages, *receipts, *bank, *documents, criteria::Officers::of(*officers), *issuer, *seal};
}

Result<core::SecureBytes> readDataKey(const QString& path)
{
    Result<QByteArray> text = secretOf(path);
    if (!text)
        return failure(text);
    auto bytes = core::fromHex(text->trimmed());
    core::wipe(text->data(), static_cast<std::size_t>(text->size()));
    if (!bytes || bytes->size() != kDataKeyBytes)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("not 64 hexadecimal digits"), {path});
    return core::SecureBytes::takeFrom(*bytes);
}

} // namespace tirkeu::gateway
