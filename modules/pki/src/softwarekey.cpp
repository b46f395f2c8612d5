#include "pki/softwarekey.h"

#include "openssltools.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace tirkeu::pki {

namespace {

constexpr ErrorCode kUnreadable{"pki.key-unreadable"};
constexpr ErrorCode kForeign{"pki.key-does-not-match"};
constexpr ErrorCode kRefused{"pki.key-refused"};
constexpr ErrorCode kUnwrapFailed{"pki.unwrap-failed"};
constexpr qsizetype kMaxKeyBytes = 64 * 1024;

int givePassphrase(char* buffer, int size, int, void* context)
{
    const auto& passphrase = *static_cast<const core::SecureBytes*>(context);
    if (passphrase.isEmpty() || passphrase.size() > static_cast<std::size_t>(size))
        return -1;
    std::memcpy(buffer, passphrase.data(), passphrase.size());
    return static_cast<int>(passphrase.size());
}

/// PKCS#12 wants text that ends in a zero.
core::SecureBytes zeroEnded(const core::SecureBytes& text)
{
    core::SecureBytes copy(text.size() + 1);
    if (!text.isEmpty())
        std::memcpy(copy.data(), text.data(), text.size());
    return copy;
}

core::SecureBytes secureBytesIn(BIO* memory)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    core::SecureBytes copy(std::as_bytes(std::span(data, static_cast<std::size_t>(size))));
    core::wipe(data, static_cast<std::size_t>(size));
    return copy;
}

EvpKeyHandle peerKey(const EVP_PKEY* own, QByteArrayView point)
{
    EvpKeyHandle peer(EVP_PKEY_new());
    if (EVP_PKEY_copy_parameters(peer.get(), own) != 1 ||
        EVP_PKEY_set1_encoded_public_key(peer.get(), reinterpret_cast<const unsigned char*>(point.data()),
            static_cast<std::size_t>(point.size())) != 1)
        return nullptr;
    return peer;
}

} // namespace

SoftwareKey::SoftwareKey(std::shared_ptr<EVP_PKEY> key, Certificate certificate)
    : m_key(std::move(key))
    , m_certificate(std::move(certificate))
{
}

Result<SoftwareKey> SoftwareKey::adopt(EVP_PKEY* key, const Certificate& certificate)
{
    std::shared_ptr<EVP_PKEY> shared(key, EVP_PKEY_free);
    if (X509_check_private_key(certificate.x509(), key) != 1)
        return failure(kForeign, ErrorKind::OperatorCanFix, opensslErrors());
    return SoftwareKey(std::move(shared), certificate);
}

Result<SoftwareKey> SoftwareKey::read(
    QByteArrayView key, const Certificate& certificate, const core::SecureBytes& passphrase)
{
    const CleanErrors clean;
    if (key.size() > kMaxKeyBytes)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("too large"));
    const BioHandle bio = readOnlyBio(key);
    void* secret = const_cast<core::SecureBytes*>(&passphrase);
    EVP_PKEY* read = key.startsWith("-----BEGIN") ? PEM_read_bio_PrivateKey(bio.get(), nullptr, givePassphrase, secret)
                                                  : d2i_PrivateKey_bio(bio.get(), nullptr);
    if (!read)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, opensslErrors());
    return adopt(read, certificate);
}

Result<SoftwareKey> SoftwareKey::readPkcs12(QByteArrayView file, const core::SecureBytes& passphrase)
{
    const CleanErrors clean;
    const Pkcs12Handle container = file.size() > kMaxKeyBytes ? nullptr : fromDer<Pkcs12Handle>(d2i_PKCS12, file);
    const core::SecureBytes text = zeroEnded(passphrase);
    EVP_PKEY* key = nullptr;
    X509* x509 = nullptr;
    if (!container ||
        PKCS12_parse(container.get(), reinterpret_cast<const char*>(text.data()), &key, &x509, nullptr) != 1)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, opensslErrors());
    EvpKeyHandle ownedKey(key);
    const X509Handle ownedX509(x509);
    if (!key || !x509)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("no key with a certificate inside"));
    const Result<Certificate> certificate = Certificate::fromX509(x509);
    if (!certificate)
        return failure(certificate);
    return adopt(ownedKey.release(), *certificate);
}

Result<core::SecureBytes> SoftwareKey::generate(NewKey kind)
{
    const CleanErrors clean;
    EvpKeyHandle key;
    switch (kind) {
    case NewKey::Rsa2048:
        key.reset(EVP_RSA_gen(2048));
        break;
    case NewKey::Rsa3072:
        key.reset(EVP_RSA_gen(3072));
        break;
    case NewKey::EcP256:
        key.reset(EVP_EC_gen("P-256"));
        break;
    case NewKey::EcP384:
        key.reset(EVP_EC_gen("P-384"));
        break;
    }
    const BioHandle memory(BIO_new(BIO_s_secmem()));
    if (!key || i2d_PKCS8PrivateKey_bio(memory.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return failure(kRefused, ErrorKind::Bug, opensslErrors());
    return secureBytesIn(memory.get());
}

Result<QByteArray> SoftwareKey::sign(core::HashAlgorithm algorithm, QByteArrayView digest)
{
    const CleanErrors clean;
    const EvpKeyContextHandle context(EVP_PKEY_CTX_new(evp(), nullptr));
    const auto* input = reinterpret_cast<const unsigned char*>(digest.data());
    const auto length = static_cast<std::size_t>(digest.size());
    std::size_t size = 0;
    if (digest.size() != core::digestSize(algorithm) || EVP_PKEY_sign_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_signature_md(context.get(), digestOf(algorithm)) != 1 ||
        EVP_PKEY_sign(context.get(), nullptr, &size, input, length) != 1)
        return failure(kRefused, ErrorKind::Bug, opensslErrors());
    QByteArray signature(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (EVP_PKEY_sign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, input, length) != 1)
        return failure(kRefused, ErrorKind::Bug, opensslErrors());
    signature.truncate(static_cast<qsizetype>(size));
    return signature;
}

bool SoftwareKey::supports(core::WrapScheme scheme) const
{
    switch (scheme) {
    case core::WrapScheme::RsaOaepSha256:
    case core::WrapScheme::RsaPkcs1:
        return m_certificate.keyKind() == KeyKind::Rsa;
    case core::WrapScheme::EcdhP256:
        return m_certificate.keyKind() == KeyKind::EcP256;
    case core::WrapScheme::EcdhP384:
        return m_certificate.keyKind() == KeyKind::EcP384;
    }
    return false;
}

Result<core::SecureBytes> SoftwareKey::unwrap(core::WrapScheme scheme, QByteArrayView wrapped)
{
    const CleanErrors clean;
    if (!supports(scheme))
        return failure(kRefused, ErrorKind::Bug, QStringLiteral("the key does not do this scheme"));
    const EvpKeyContextHandle context(EVP_PKEY_CTX_new(evp(), nullptr));
    const auto* input = reinterpret_cast<const unsigned char*>(wrapped.data());
    const auto length = static_cast<std::size_t>(wrapped.size());
    const auto opened = [&](auto operation) -> Result<core::SecureBytes> {
        std::size_t size = 0;
        if (operation(nullptr, &size) != 1)
            return failure(kUnwrapFailed, ErrorKind::SecurityStop, opensslErrors());
        core::SecureBytes room(size);
        if (operation(room.u8(), &size) != 1)
            return failure(kUnwrapFailed, ErrorKind::SecurityStop, opensslErrors());
        return core::SecureBytes(std::span<const std::byte>(room.data(), size));
    };
    if (scheme == core::WrapScheme::EcdhP256 || scheme == core::WrapScheme::EcdhP384) {
        // Setting the point checks that it lies on the curve.
        const EvpKeyHandle peer = peerKey(evp(), wrapped);
        if (!peer || EVP_PKEY_derive_init(context.get()) != 1 ||
            EVP_PKEY_derive_set_peer(context.get(), peer.get()) != 1)
            return failure(kUnwrapFailed, ErrorKind::SecurityStop, opensslErrors());
        return opened([&](unsigned char* out, std::size_t* size) { return EVP_PKEY_derive(context.get(), out, size); });
    }
    const bool oaep = scheme == core::WrapScheme::RsaOaepSha256;
    if (EVP_PKEY_decrypt_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), oaep ? RSA_PKCS1_OAEP_PADDING : RSA_PKCS1_PADDING) != 1 ||
        (oaep && (EVP_PKEY_CTX_set_rsa_oaep_md(context.get(), EVP_sha256()) != 1 ||
                     EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), EVP_sha256()) != 1)))
        return failure(kRefused, ErrorKind::Bug, opensslErrors());
    return opened([&](unsigned char* out, std::size_t* size) {
        return EVP_PKEY_decrypt(context.get(), out, size, input, length);
    });
}

Result<core::SecureBytes> SoftwareKey::toPkcs8() const
{
    const CleanErrors clean;
    const BioHandle memory(BIO_new(BIO_s_secmem()));
    if (i2d_PKCS8PrivateKey_bio(memory.get(), evp(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return failure(kRefused, ErrorKind::Bug, opensslErrors());
    return secureBytesIn(memory.get());
}

Result<QByteArray> SoftwareKey::toEncryptedPem(const core::SecureBytes& passphrase) const
{
    const CleanErrors clean;
    const BioHandle memory(BIO_new(BIO_s_mem()));
    if (passphrase.isEmpty() || PEM_write_bio_PKCS8PrivateKey(memory.get(), evp(), EVP_aes_256_cbc(),
                                    const_cast<char*>(reinterpret_cast<const char*>(passphrase.data())),
                                    static_cast<int>(passphrase.size()), nullptr, nullptr) != 1)
        return failure(kRefused, ErrorKind::Bug, opensslErrors());
    return bytesIn(memory.get());
}

Result<QByteArray> SoftwareKey::toPkcs12(const core::SecureBytes& passphrase, const QList<Certificate>& chain) const
{
    const CleanErrors clean;
    const core::SecureBytes text = zeroEnded(passphrase);
    const CertificatesHandle others = stackOf(chain);
    const Pkcs12Handle container(PKCS12_create(reinterpret_cast<const char*>(text.data()), nullptr, evp(),
        m_certificate.x509(), others.get(), NID_aes_256_cbc, NID_aes_256_cbc, 0, 0, 0));
    if (!container)
        return failure(kRefused, ErrorKind::Bug, opensslErrors());
    return toDer<PKCS12>(container.get(), i2d_PKCS12);
}

} // namespace tirkeu::pki
