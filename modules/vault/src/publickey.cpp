#include "publickey.h"

#include <casefile/cipher.h>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kKeyUnusable{"vault.key-unusable"};
constexpr ErrorCode kNotForUs{"vault.sealed-text-not-genuine"};

using KeyContext = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;
constexpr qsizetype kPointBytes = 65; // uncompressed, on P-256

tl::unexpected<Error> unusable(const char* what)
{
    return failure(kKeyUnusable, ErrorKind::Bug, QString::fromLatin1(what));
}

const unsigned char* u8(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char*>(view.data());
}

QByteArray pointOf(EVP_PKEY* key)
{
    QByteArray point(kPointBytes, '\0');
    std::size_t size = 0;
    const int good = EVP_PKEY_get_octet_string_param(
        key, "pub", reinterpret_cast<unsigned char*>(point.data()), static_cast<std::size_t>(point.size()), &size);
    return good == 1 && size == static_cast<std::size_t>(kPointBytes) ? point : QByteArray();
}

Result<core::SecureBytes> sharedKey(EVP_PKEY* own, EVP_PKEY* other, QByteArrayView ephemeralPoint)
{
    const KeyContext context(EVP_PKEY_CTX_new(own, nullptr), EVP_PKEY_CTX_free);
    std::size_t size = 0;
    if (!context || EVP_PKEY_derive_init(context.get()) != 1 || EVP_PKEY_derive_set_peer(context.get(), other) != 1 ||
        EVP_PKEY_derive(context.get(), nullptr, &size) != 1)
        return unusable("derive");
    core::SecureBytes secret(size);
    if (EVP_PKEY_derive(context.get(), secret.u8(), &size) != 1)
        return unusable("derive");
    return casefile::deriveKey(secret, "tirkeu sealed event", ephemeralPoint);
}

const QByteArray kNonce(12, '\0'); // every key is used once
} // namespace

PublicKey::PublicKey(EVP_PKEY* key)
    : m_key(key, EVP_PKEY_free)
{
}

Result<PublicKey> PublicKey::fromInfo(QByteArrayView subjectPublicKeyInfo)
{
    const unsigned char* at = u8(subjectPublicKeyInfo);
    EVP_PKEY* key = d2i_PUBKEY(nullptr, &at, static_cast<long>(subjectPublicKeyInfo.size()));
    if (!key)
        return unusable("public key");
    return PublicKey(key);
}

bool PublicKey::fits(const QByteArray& digest, const QByteArray& signature) const
{
    const KeyContext context(EVP_PKEY_CTX_new(m_key.get(), nullptr), EVP_PKEY_CTX_free);
    return context && EVP_PKEY_verify_init(context.get()) == 1 &&
           EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) == 1 &&
           EVP_PKEY_verify(context.get(), u8(signature), static_cast<std::size_t>(signature.size()), u8(digest),
               static_cast<std::size_t>(digest.size())) == 1;
}

Result<QByteArray> PublicKey::seal(QByteArrayView clear) const
{
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> ephemeral(EVP_EC_gen("P-256"), EVP_PKEY_free);
    if (!ephemeral)
        return unusable("ephemeral key");
    const QByteArray point = pointOf(ephemeral.get());
    const Result<core::SecureBytes> key = sharedKey(ephemeral.get(), m_key.get(), point);
    if (!key)
        return failure(key);
    const Result<QByteArray> sealed = casefile::sealBytes(*key, kNonce, {}, clear);
    if (!sealed)
        return sealed;
    return point + *sealed;
}

SealingKey::SealingKey(EVP_PKEY* key)
    : m_key(key, EVP_PKEY_free)
{
}

Result<SealingKey> SealingKey::make()
{
    EVP_PKEY* key = EVP_EC_gen("P-256");
    if (!key)
        return unusable("sealing key");
    return SealingKey(key);
}

Result<SealingKey> SealingKey::fromPkcs8(const core::SecureBytes& pkcs8)
{
    const unsigned char* at = pkcs8.u8();
    const std::unique_ptr<PKCS8_PRIV_KEY_INFO, decltype(&PKCS8_PRIV_KEY_INFO_free)> info(
        d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(pkcs8.size())), PKCS8_PRIV_KEY_INFO_free);
    EVP_PKEY* key = info ? EVP_PKCS82PKEY(info.get()) : nullptr;
    if (!key)
        return unusable("sealing key");
    return SealingKey(key);
}

Result<core::SecureBytes> SealingKey::toPkcs8() const
{
    const std::unique_ptr<PKCS8_PRIV_KEY_INFO, decltype(&PKCS8_PRIV_KEY_INFO_free)> info(
        EVP_PKEY2PKCS8(m_key.get()), PKCS8_PRIV_KEY_INFO_free);
    const int size = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), nullptr) : 0;
    if (size <= 0)
        return unusable("sealing key");
    core::SecureBytes bytes(static_cast<std::size_t>(size));
    unsigned char* at = bytes.u8();
    i2d_PKCS8_PRIV_KEY_INFO(info.get(), &at);
    return bytes;
}

Result<QByteArray> SealingKey::publicInfo() const
{
    const int size = i2d_PUBKEY(m_key.get(), nullptr);
    if (size <= 0)
        return unusable("public key");
    QByteArray bytes(size, '\0');
    auto* at = reinterpret_cast<unsigned char*>(bytes.data());
    i2d_PUBKEY(m_key.get(), &at);
    return bytes;
}

Result<QByteArray> SealingKey::open(QByteArrayView sealed) const
{
    if (sealed.size() < kPointBytes)
        return failure(kNotForUs, ErrorKind::SecurityStop, QStringLiteral("too short"));
    const QByteArrayView point = sealed.first(kPointBytes);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> peer(EVP_PKEY_new(), EVP_PKEY_free);
    // Setting the point checks that it lies on the curve.
    if (!peer || EVP_PKEY_copy_parameters(peer.get(), m_key.get()) != 1 ||
        EVP_PKEY_set1_encoded_public_key(peer.get(), u8(point), static_cast<std::size_t>(point.size())) != 1)
        return failure(kNotForUs, ErrorKind::SecurityStop, QStringLiteral("point"));
    const Result<core::SecureBytes> key = sharedKey(m_key.get(), peer.get(), point);
    if (!key)
        return failure(key);
    const Result<QByteArray> clear = casefile::openBytes(*key, kNonce, {}, sealed.sliced(kPointBytes));
    if (!clear)
        return failure(kNotForUs, ErrorKind::SecurityStop, QStringLiteral("tag"));
    return clear;
}

} // namespace tirkeu::vault
