#include "pki/sealing.h"

#include "envelope.h"
#include "openssltools.h"
#include "signeddatatools.h"

#include <openssl/kdf.h>
#include <openssl/rsa.h>

namespace tirkeu::pki {

namespace {

constexpr ErrorCode kSealFailed{"pki.sealing-failed"};
constexpr ErrorCode kRecipientRefused{"pki.recipient-refused"};
constexpr ErrorCode kUnreadable{"pki.envelope-unreadable"};
constexpr ErrorCode kTooLarge{"pki.envelope-too-large"};
constexpr ErrorCode kNotForThisKey{"pki.envelope-not-for-this-key"};
constexpr ErrorCode kSchemeRefused{"pki.envelope-scheme-refused"};
constexpr ErrorCode kChanged{"pki.envelope-changed"};
constexpr std::size_t kKeyBytes = 32;

Result<> addRecipient(CMS_ContentInfo* cms, const Certificate& recipient, RsaWrap rsa)
{
    const KeyKind kind = recipient.keyKind();
    if ((kind != KeyKind::Rsa && kind != KeyKind::EcP256 && kind != KeyKind::EcP384) ||
        !recipient.isFitFor(CertificateUse::KeyUnwrapping) || (kind == KeyKind::Rsa && recipient.keyBits() < 2048))
        return failure(kRecipientRefused, ErrorKind::OperatorCanFix, logMasked(recipient));
    CMS_RecipientInfo* info = CMS_add1_recipient_cert(cms, recipient.x509(), CMS_KEY_PARAM);
    EVP_PKEY_CTX* context = info ? CMS_RecipientInfo_get0_pkey_ctx(info) : nullptr;
    if (!context)
        return failure(kSealFailed, ErrorKind::Bug, opensslErrors());
    const bool set = kind != KeyKind::Rsa    ? EVP_PKEY_CTX_set_ecdh_kdf_md(context, EVP_sha256()) == 1
                     : rsa == RsaWrap::Pkcs1 ? EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1
                                             : EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1 &&
                                                   EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) == 1 &&
                                                   EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1;
    if (!set)
        return failure(kSealFailed, ErrorKind::Bug, opensslErrors());
    return {};
}

QByteArray derOctets(unsigned char outerTag, QByteArrayView octets)
{
    // All of these are shorter than 128 bytes.
    QByteArray inner = QByteArray("\x04").append(static_cast<char>(octets.size())).append(octets);
    return QByteArray(1, static_cast<char>(outerTag)).append(static_cast<char>(inner.size())).append(inner);
}

/// RFC 5753: the key that wraps the content key, out of the shared secret.
Result<core::SecureBytes> deriveWrapKey(const core::SecureBytes& secret, const EnvelopeRecipient& recipient)
{
    if (recipient.userMaterial.size() > 64 || recipient.wrapAlgorithm.size() > 32)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("key derivation"));
    QByteArray fields = recipient.wrapAlgorithm.toByteArray();
    if (!recipient.userMaterial.isEmpty())
        fields += derOctets(DerReader::nested(0), recipient.userMaterial);
    fields += derOctets(DerReader::nested(2), QByteArrayView("\0\0\1\0", 4)); // 256 bits
    QByteArray info = QByteArray("\x30");
    if (fields.size() >= 0x80)
        info.append(char(-127)); // one byte of length follows
    info.append(static_cast<char>(fields.size())).append(fields);

    const Handle<EVP_KDF, EVP_KDF_free> kdf(EVP_KDF_fetch(nullptr, "X963KDF", nullptr));
    const Handle<EVP_KDF_CTX, EVP_KDF_CTX_free> context(EVP_KDF_CTX_new(kdf.get()));
    core::SecureBytes key(kKeyBytes);
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string("digest",
                                         const_cast<char*>(EVP_MD_get0_name(digestOf(recipient.derivation))), 0),
        OSSL_PARAM_construct_octet_string("key", const_cast<unsigned char*>(secret.u8()), secret.size()),
        OSSL_PARAM_construct_octet_string("info", info.data(), static_cast<std::size_t>(info.size())),
        OSSL_PARAM_construct_end()};
    if (EVP_KDF_derive(context.get(), key.u8(), key.size(), parameters) != 1)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, opensslErrors());
    return key;
}

Result<core::SecureBytes> unwrapAes(const core::SecureBytes& wrapKey, QByteArrayView wrapped)
{
    const CipherContextHandle context(EVP_CIPHER_CTX_new());
    EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    core::SecureBytes key(kKeyBytes + 16);
    int size = 0;
    int rest = 0;
    if (wrapped.size() != kKeyBytes + 8 ||
        EVP_DecryptInit_ex(context.get(), EVP_aes_256_wrap(), nullptr, wrapKey.u8(), nullptr) != 1 ||
        EVP_DecryptUpdate(context.get(), key.u8(), &size, reinterpret_cast<const unsigned char*>(wrapped.data()),
            static_cast<int>(wrapped.size())) != 1 ||
        EVP_DecryptFinal_ex(context.get(), key.u8() + size, &rest) != 1 || size + rest != kKeyBytes)
        return failure(kChanged, ErrorKind::SecurityStop, opensslErrors());
    return core::SecureBytes(std::span<const std::byte>(key.data(), kKeyBytes));
}

Result<core::SecureBytes> contentKey(const EnvelopeRecipient& recipient, core::KeyUnwrapper& unwrapper)
{
    const bool agreement =
        recipient.scheme == core::WrapScheme::EcdhP256 || recipient.scheme == core::WrapScheme::EcdhP384;
    Result<core::SecureBytes> unwrapped =
        unwrapper.unwrap(recipient.scheme, agreement ? recipient.originatorPoint : recipient.wrappedKey);
    if (!unwrapped)
        return unwrapped;
    if (agreement) {
        const Result<core::SecureBytes> wrapKey = deriveWrapKey(*unwrapped, recipient);
        if (!wrapKey)
            return failure(wrapKey);
        return unwrapAes(*wrapKey, recipient.wrappedKey);
    }
    if (unwrapped->size() != kKeyBytes)
        return failure(kChanged, ErrorKind::SecurityStop, QStringLiteral("a key of %1 bytes").arg(unwrapped->size()));
    return unwrapped;
}

/// Opens into `room`, which has the size of the cipher text.
Result<> openInto(QByteArrayView sealed, core::KeyUnwrapper& unwrapper, const OpenOptions& options,
    const std::function<unsigned char*(std::size_t)>& room)
{
    const CleanErrors clean;
    if (sealed.size() > options.maxBytes)
        return failure(kTooLarge, ErrorKind::OperatorCanFix, QStringLiteral("%1 bytes").arg(sealed.size()));
    const Result<Certificate> certificate = Certificate::fromDer(unwrapper.certificate());
    if (!certificate)
        return failure(certificate);
    const std::optional<Envelope> envelope = readEnvelope(sealed, *certificate);
    if (!envelope)
        return failure(kUnreadable, ErrorKind::OperatorCanFix);
    if (!envelope->recipient)
        return failure(kNotForThisKey, ErrorKind::OperatorCanFix, logMasked(*certificate));
    const core::WrapScheme scheme = envelope->recipient->scheme;
    if (!unwrapper.supports(scheme) || (scheme == core::WrapScheme::RsaPkcs1 && options.weakestRsa != RsaWrap::Pkcs1))
        return failure(kSchemeRefused, ErrorKind::OperatorCanFix);
    const Result<core::SecureBytes> key = contentKey(*envelope->recipient, unwrapper);
    if (!key)
        return failure(key);

    const auto size = static_cast<std::size_t>(envelope->cipherText.size());
    unsigned char* clear = room(size);
    const auto bytes = [](QByteArrayView view) {
        return reinterpret_cast<const unsigned char*>(view.data());
    };
    QByteArray tag = envelope->tag.toByteArray();
    unsigned char end[16];
    int done = 0;
    const CipherContextHandle context(EVP_CIPHER_CTX_new());
    if (EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key->u8(), bytes(envelope->nonce)) != 1 ||
        EVP_DecryptUpdate(context.get(), clear, &done, bytes(envelope->cipherText), static_cast<int>(size)) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()), tag.data()) != 1 ||
        EVP_DecryptFinal_ex(context.get(), end, &done) != 1) {
        core::wipe(clear, size);
        return failure(kChanged, ErrorKind::SecurityStop, opensslErrors());
    }
    return {};
}

} // namespace

Result<QByteArray> seal(QByteArrayView content, const QList<Certificate>& recipients, RsaWrap rsa)
{
    const CleanErrors clean;
    const CmsHandle cms(CMS_encrypt(nullptr, nullptr, EVP_aes_256_gcm(), CMS_BINARY | CMS_PARTIAL));
    if (!cms || recipients.isEmpty() || content.size() > INT_MAX)
        return failure(kSealFailed, ErrorKind::Bug, opensslErrors());
    for (const Certificate& recipient : recipients) {
        if (const Result<> added = addRecipient(cms.get(), recipient, rsa); !added)
            return failure(added);
    }
    const BioHandle input = readOnlyBio(content);
    if (CMS_final(cms.get(), input.get(), nullptr, CMS_BINARY) != 1)
        return failure(kSealFailed, ErrorKind::Bug, opensslErrors());
    return writeCms(cms.get());
}

Result<QByteArray> open(QByteArrayView sealed, core::KeyUnwrapper& key, const OpenOptions& options)
{
    QByteArray clear;
    const Result<> opened = openInto(sealed, key, options, [&clear](std::size_t size) {
        clear.resize(static_cast<qsizetype>(size));
        return reinterpret_cast<unsigned char*>(clear.data());
    });
    if (!opened)
        return failure(opened);
    return clear;
}

Result<core::SecureBytes> openSecret(QByteArrayView sealed, core::KeyUnwrapper& key, const OpenOptions& options)
{
    core::SecureBytes clear;
    const Result<> opened = openInto(sealed, key, options, [&clear](std::size_t size) {
        clear = core::SecureBytes(size);
        return clear.u8();
    });
    if (!opened)
        return failure(opened);
    return clear;
}

Result<bool> isSealedFor(QByteArrayView sealed, const Certificate& certificate)
{
    const CleanErrors clean;
    const std::optional<Envelope> envelope = readEnvelope(sealed, certificate);
    if (!envelope)
        return failure(kUnreadable, ErrorKind::OperatorCanFix);
    return envelope->recipient.has_value();
}

} // namespace tirkeu::pki
