#include <casefile/cipher.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <cstring>
#include <memory>

namespace tirkeu::casefile {

namespace {
constexpr ErrorCode kNoRandom{"casefile.no-randomness"};
constexpr ErrorCode kCipherFailed{"casefile.cipher-failed"};
constexpr ErrorCode kNotGenuine{"casefile.payload-not-genuine"};

constexpr qsizetype kNonceBytes = 12;
constexpr qsizetype kTagBytes = 16;
// A payload: version, salt, commitment to the key, ciphertext, tag.
constexpr char kPayloadVersion = 1;
constexpr qsizetype kSaltBytes = 16;
constexpr qsizetype kCommitBytes = 32;
constexpr qsizetype kPayloadHead = 1 + kSaltBytes + kCommitBytes;

const unsigned char* u8(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char*>(view.data());
}
unsigned char* u8(QByteArray& bytes, qsizetype at = 0)
{
    return reinterpret_cast<unsigned char*>(bytes.data() + at);
}

struct FreeCipher
{
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

const EVP_CIPHER* gcm()
{
    static EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return cipher;
}

tl::unexpected<Error> cipherFailed()
{
    return failure(kCipherFailed, ErrorKind::Bug, QStringLiteral("AES-256-GCM"));
}
tl::unexpected<Error> notGenuine(const char* what)
{
    return failure(kNotGenuine, ErrorKind::SecurityStop, QString::fromLatin1(what));
}

bool sizesFit(QByteArrayView nonce, QByteArrayView bytes)
{
    return nonce.size() == kNonceBytes && bytes.size() < (qsizetype(1) << 30);
}

/// A key that lives for the microseconds of one call: on the stack and wiped, because locked pages of its own would
/// cost more system calls than the whole entry.
class BriefKey
{
public:
    BriefKey(const unsigned char* key, std::size_t size, QByteArrayView label, QByteArrayView salt)
    {
        // Label and salt cannot run into each other: a byte that occurs in no label stands between.
        QByteArray input;
        input.reserve(label.size() + 1 + salt.size());
        input.append(label).append('\0').append(salt);
        HMAC(EVP_sha256(), key, static_cast<int>(size), u8(input), static_cast<std::size_t>(input.size()),
            m_bytes.data(), nullptr);
    }
    ~BriefKey() { core::wipe(m_bytes.data(), m_bytes.size()); }
    BriefKey(const BriefKey&) = delete;
    BriefKey& operator=(const BriefKey&) = delete;

    [[nodiscard]] const unsigned char* data() const { return m_bytes.data(); }
    [[nodiscard]] QByteArrayView view() const { return {m_bytes.data(), static_cast<qsizetype>(m_bytes.size())}; }

private:
    std::array<unsigned char, kCipherKeyBytes> m_bytes{};
};

/// Both halves of what an event's key is used for: the cipher's key, and the commitment that stands in the clear.
struct Halves
{
    explicit Halves(const unsigned char* eventKey)
        : cipherKey(eventKey, kCipherKeyBytes, "tirkeu payload cipher", {})
        , commitment(eventKey, kCipherKeyBytes, "tirkeu payload commitment", {})
    {
    }
    BriefKey cipherKey;
    BriefKey commitment;
};

Result<QByteArray> sealWith(const unsigned char* key, QByteArrayView nonce, QByteArrayView bound, QByteArrayView clear)
{
    if (!sizesFit(nonce, clear))
        return cipherFailed();
    const CipherContext context(EVP_CIPHER_CTX_new());
    QByteArray sealed(clear.size() + kTagBytes, Qt::Uninitialized);
    int written = 0;
    int unused = 0;
    const bool good =
        context && EVP_EncryptInit_ex2(context.get(), gcm(), key, u8(nonce), nullptr) == 1 &&
        (bound.isEmpty() ||
            EVP_EncryptUpdate(context.get(), nullptr, &unused, u8(bound), static_cast<int>(bound.size())) == 1) &&
        EVP_EncryptUpdate(context.get(), u8(sealed), &written, u8(clear), static_cast<int>(clear.size())) == 1 &&
        EVP_EncryptFinal_ex(context.get(), u8(sealed, written), &unused) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kTagBytes, u8(sealed, clear.size())) == 1;
    if (!good)
        return cipherFailed();
    return sealed;
}

Result<QByteArray> openWith(const unsigned char* key, QByteArrayView nonce, QByteArrayView bound, QByteArrayView sealed)
{
    if (!sizesFit(nonce, sealed) || sealed.size() < kTagBytes)
        return notGenuine("sizes");
    const CipherContext context(EVP_CIPHER_CTX_new());
    const qsizetype size = sealed.size() - kTagBytes;
    QByteArray clear(size, Qt::Uninitialized);
    QByteArray tag = sealed.last(kTagBytes).toByteArray();
    unsigned char none = 0;
    unsigned char* out = size > 0 ? u8(clear) : &none;
    int written = 0;
    int unused = 0;
    const bool good = context && EVP_DecryptInit_ex2(context.get(), gcm(), key, u8(nonce), nullptr) == 1 &&
                      (bound.isEmpty() || EVP_DecryptUpdate(context.get(), nullptr, &unused, u8(bound),
                                              static_cast<int>(bound.size())) == 1) &&
                      EVP_DecryptUpdate(context.get(), out, &written, u8(sealed), static_cast<int>(size)) == 1 &&
                      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data()) == 1 &&
                      EVP_DecryptFinal_ex(context.get(), out + written, &unused) == 1;
    if (!good) {
        core::wipe(clear.data(), static_cast<std::size_t>(clear.size()));
        return notGenuine("tag");
    }
    return clear;
}
// The key is used once, so its nonce may be fixed.
constexpr std::array<char, kNonceBytes> kZeroNonce{};
} // namespace

core::SecureBytes deriveKey(const core::SecureBytes& key, QByteArrayView label, QByteArrayView salt)
{
    const BriefKey derived(key.u8(), key.size(), label, salt);
    return core::SecureBytes(std::as_bytes(std::span(derived.data(), kCipherKeyBytes)));
}

QByteArray keyedHash(const core::SecureBytes& key, QByteArrayView label, QByteArrayView value)
{
    return BriefKey(key.u8(), key.size(), label, value).view().toByteArray();
}

Result<QByteArray> randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    if (RAND_bytes(u8(bytes), static_cast<int>(size)) != 1)
        return failure(kNoRandom, ErrorKind::SecurityStop, QStringLiteral("RAND_bytes"));
    return bytes;
}

Result<core::SecureBytes> randomKey()
{
    core::SecureBytes key(kCipherKeyBytes);
    if (RAND_priv_bytes(key.u8(), static_cast<int>(key.size())) != 1)
        return failure(kNoRandom, ErrorKind::SecurityStop, QStringLiteral("RAND_priv_bytes"));
    return key;
}

Result<QByteArray> sealBytes(
    const core::SecureBytes& key, QByteArrayView nonce, QByteArrayView bound, QByteArrayView clear)
{
    return key.size() == kCipherKeyBytes ? sealWith(key.u8(), nonce, bound, clear) : cipherFailed();
}

Result<QByteArray> openBytes(
    const core::SecureBytes& key, QByteArrayView nonce, QByteArrayView bound, QByteArrayView sealed)
{
    return key.size() == kCipherKeyBytes ? openWith(key.u8(), nonce, bound, sealed) : notGenuine("sizes");
}

Result<QByteArray> sealOnce(
    const core::SecureBytes& key, QByteArrayView label, QByteArrayView salt, QByteArrayView nonce, QByteArrayView clear)
{
    const BriefKey derived(key.u8(), key.size(), label, salt);
    return sealWith(derived.data(), nonce, {}, clear);
}

Result<QByteArray> sealPayload(const core::SecureBytes& ownerKey, QByteArrayView clear)
{
    const Result<QByteArray> salt = randomBytes(kSaltBytes);
    if (!salt)
        return salt;
    const BriefKey eventKey(ownerKey.u8(), ownerKey.size(), "tirkeu event", *salt);
    const Halves halves(eventKey.data());
    const Result<QByteArray> sealed = sealWith(halves.cipherKey.data(), QByteArrayView(kZeroNonce), {}, clear);
    if (!sealed)
        return sealed;
    QByteArray payload;
    payload.reserve(kPayloadHead + sealed->size());
    payload.append(kPayloadVersion).append(*salt).append(halves.commitment.view()).append(*sealed);
    return payload;
}

Result<core::SecureBytes> payloadKey(const core::SecureBytes& ownerKey, QByteArrayView payload)
{
    if (payload.size() < kPayloadHead + kTagBytes || payload.at(0) != kPayloadVersion)
        return notGenuine("head");
    return deriveKey(ownerKey, "tirkeu event", payload.sliced(1, kSaltBytes));
}

Result<QByteArray> openPayload(const core::SecureBytes& eventKey, QByteArrayView payload)
{
    if (payload.size() < kPayloadHead + kTagBytes || payload.at(0) != kPayloadVersion)
        return notGenuine("head");
    if (eventKey.size() != kCipherKeyBytes)
        return notGenuine("key");
    const Halves halves(eventKey.u8());
    if (!core::constantTimeEquals(halves.commitment.view(), payload.sliced(1 + kSaltBytes, kCommitBytes)))
        return notGenuine("commitment");
    return openWith(halves.cipherKey.data(), QByteArrayView(kZeroNonce), {}, payload.sliced(kPayloadHead));
}

} // namespace tirkeu::casefile
