#include <devices/securechannel.h>

#include <casefile/cipher.h>
#include <core/hashing.h>

#include <QtEndian>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kHandshake{"devices.channel-handshake"};
constexpr ErrorCode kRecord{"devices.channel-record"};

constexpr char kVersion = 1;
constexpr qsizetype kNonceBytes = 32;
constexpr qsizetype kPointBytes = 65; // uncompressed, on P-256
constexpr qsizetype kHelloBytes = 1 + kNonceBytes + kPointBytes;
constexpr qsizetype kKeyBytes = 32;
constexpr qsizetype kIvBytes = 12;
constexpr qsizetype kCounterBytes = 8;
constexpr qsizetype kTagBytes = 16;
constexpr QByteArrayView kTranscript("tirkeu scanner channel 1");
constexpr QByteArrayView kToProgram("tirkeu scanner channel 1, device to program");

using KeyContext = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;

tl::unexpected<Error> refused(const char* what)
{
    return failure(kHandshake, ErrorKind::SecurityStop, QString::fromLatin1(what));
}
tl::unexpected<Error> recordRefused(const char* what)
{
    return failure(kRecord, ErrorKind::SecurityStop, QString::fromLatin1(what));
}

EphemeralKey freshKey()
{
    return EphemeralKey(EVP_EC_gen("P-256"));
}

QByteArray pointOf(EVP_PKEY* key)
{
    QByteArray point(kPointBytes, Qt::Uninitialized);
    std::size_t size = 0;
    const bool good = EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY,
                          reinterpret_cast<unsigned char*>(point.data()), kPointBytes, &size) == 1;
    return good && size == std::size_t(kPointBytes) ? point : QByteArray();
}

/// OpenSSL refuses a point that is not on the curve.
EphemeralKey keyOfPoint(QByteArrayView point)
{
    char group[] = "P-256";
    QByteArray copy = point.toByteArray();
    OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, copy.data(), static_cast<std::size_t>(copy.size())),
        OSSL_PARAM_construct_end()};
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr), EVP_PKEY_CTX_free);
    EVP_PKEY* key = nullptr;
    if (point.size() != kPointBytes || point.at(0) != 4 || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
        return nullptr;
    return EphemeralKey(key);
}

Result<core::SecureBytes> sharedSecret(EVP_PKEY* own, EVP_PKEY* peer)
{
    const KeyContext context(EVP_PKEY_CTX_new(own, nullptr), EVP_PKEY_CTX_free);
    core::SecureBytes secret(kKeyBytes);
    std::size_t size = secret.size();
    if (!context || EVP_PKEY_derive_init(context.get()) != 1 || EVP_PKEY_derive_set_peer(context.get(), peer) != 1 ||
        EVP_PKEY_derive(context.get(), secret.u8(), &size) != 1 || size != secret.size())
        return refused("key agreement");
    return secret;
}

/// HKDF with SHA-256 (RFC 5869): the transcript is the salt, the direction the information.
Result<RecordKey> keyOfRecords(const core::SecureBytes& secret, QByteArrayView transcript)
{
    const auto u8 = [](QByteArrayView view) {
        return reinterpret_cast<const unsigned char*>(view.data());
    };
    const KeyContext context(EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr), EVP_PKEY_CTX_free);
    core::SecureBytes derived(kKeyBytes + kIvBytes);
    std::size_t size = derived.size();
    if (!context || EVP_PKEY_derive_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_hkdf_md(context.get(), EVP_sha256()) != 1 ||
        EVP_PKEY_CTX_set1_hkdf_salt(context.get(), u8(transcript), static_cast<int>(transcript.size())) != 1 ||
        EVP_PKEY_CTX_set1_hkdf_key(context.get(), secret.u8(), static_cast<int>(secret.size())) != 1 ||
        EVP_PKEY_CTX_add1_hkdf_info(context.get(), u8(kToProgram), static_cast<int>(kToProgram.size())) != 1 ||
        EVP_PKEY_derive(context.get(), derived.u8(), &size) != 1)
        return refused("key derivation");
    const auto all = derived.bytes();
    return RecordKey{core::SecureBytes(all.first(kKeyBytes)),
        QByteArray(reinterpret_cast<const char*>(all.data()) + kKeyBytes, kIvBytes), 0};
}

QByteArray transcriptOf(QByteArrayView hello, QByteArrayView devicePoint)
{
    core::Hasher hasher(core::HashAlgorithm::Sha256);
    hasher.add(kTranscript);
    hasher.add(hello);
    hasher.add(devicePoint);
    return hasher.digest();
}

QByteArray counterBytes(quint64 counter)
{
    QByteArray bytes(kCounterBytes, Qt::Uninitialized);
    qToBigEndian(counter, bytes.data());
    return bytes;
}

QByteArray nonceOf(const RecordKey& key)
{
    QByteArray nonce = key.iv;
    const QByteArray counter = counterBytes(key.next);
    for (qsizetype i = 0; i < kCounterBytes; ++i)
        nonce[kIvBytes - kCounterBytes + i] = static_cast<char>(nonce.at(kIvBytes - kCounterBytes + i) ^ counter.at(i));
    return nonce;
}
} // namespace

void ReleaseKey::operator()(EVP_PKEY* key) const
{
    EVP_PKEY_free(key);
}

Result<QByteArray> RecordSealer::seal(RecordKind kind, QByteArrayView bytes)
{
    const QByteArray counter = counterBytes(m_key.next);
    QByteArray clear;
    clear.reserve(1 + bytes.size());
    clear.append(static_cast<char>(kind)).append(bytes);
    const Result<QByteArray> sealed = casefile::sealBytes(m_key.key, nonceOf(m_key), counter, clear);
    if (!sealed)
        return sealed;
    ++m_key.next;
    return counter + *sealed;
}

Result<RecordContent> RecordOpener::open(QByteArrayView record)
{
    if (m_broken)
        return recordRefused("channel already broken");
    m_broken = true;
    if (record.size() < kCounterBytes + 1 + kTagBytes)
        return recordRefused("size");
    const auto counter = qFromBigEndian<quint64>(record.data());
    if (counter != m_key.next)
        return recordRefused(counter < m_key.next ? "replayed" : "out of order");
    const Result<QByteArray> clear =
        casefile::openBytes(m_key.key, nonceOf(m_key), record.first(kCounterBytes), record.sliced(kCounterBytes));
    if (!clear)
        return recordRefused("not genuine");
    const auto kind = static_cast<quint8>(clear->at(0));
    if (kind < 1 || kind > 3)
        return recordRefused("kind");
    ++m_key.next;
    m_broken = false;
    return RecordContent{static_cast<RecordKind>(kind), clear->mid(1)};
}

ChannelOffer::ChannelOffer(EphemeralKey key, QByteArray hello)
    : m_key(std::move(key))
    , m_hello(std::move(hello))
{
}

Result<ChannelOffer> ChannelOffer::make()
{
    EphemeralKey key = freshKey();
    const QByteArray point = key ? pointOf(key.get()) : QByteArray();
    const Result<QByteArray> nonce = casefile::randomBytes(kNonceBytes);
    if (point.isEmpty())
        return refused("ephemeral key");
    if (!nonce)
        return failure(nonce);
    return ChannelOffer(std::move(key), QByteArray(1, kVersion) + *nonce + point);
}

Result<OpenedChannel> ChannelOffer::accept(
    QByteArrayView answer, const AttestationPolicy& policy, core::WallTime now, Registered registered) const
{
    if (answer.size() <= 1 + kPointBytes || answer.at(0) != kVersion)
        return refused("answer");
    const QByteArrayView point = answer.sliced(1, kPointBytes);
    const EphemeralKey device = keyOfPoint(point);
    if (!device)
        return refused("point");
    const Result<SignedAttestation> statement = SignedAttestation::fromBytes(answer.sliced(1 + kPointBytes));
    if (!statement)
        return failure(statement);
    const Result<Attestation> said = Attestation::fromBytes(statement->content);
    if (!said)
        return failure(said);
    AttestationPolicy judgedBy = policy;
    if (registered == Registered::NotYet) {
        judgedBy.scanner.model = said->model;
        judgedBy.scanner.firmware = {said->firmware};
        judgedBy.scanner.configuration = {said->configuration};
    }
    const QByteArray transcript = transcriptOf(m_hello, point);
    const auto attestation =
        verifyAttestation(*statement, judgedBy, {m_hello.mid(1, kNonceBytes), transcript, {}, now});
    if (!attestation)
        return failure(attestation);
    const Result<core::SecureBytes> secret = sharedSecret(m_key.get(), device.get());
    if (!secret)
        return failure(secret);
    Result<RecordKey> key = keyOfRecords(*secret, transcript);
    if (!key)
        return failure(key);
    return OpenedChannel{RecordOpener(std::move(*key)), transcript, *said};
}

Result<ChannelAnswer> answerChannel(
    QByteArrayView hello, Attestation facts, core::Signer& deviceKey, const QList<QByteArray>& issuers)
{
    if (hello.size() != kHelloBytes || hello.at(0) != kVersion)
        return refused("hello");
    const EphemeralKey program = keyOfPoint(hello.sliced(1 + kNonceBytes));
    const EphemeralKey own = freshKey();
    const QByteArray point = own ? pointOf(own.get()) : QByteArray();
    if (!program || point.isEmpty())
        return refused("point");
    const QByteArray transcript = transcriptOf(hello, point);
    facts.nonce = hello.sliced(1, kNonceBytes).toByteArray();
    facts.channel = transcript;
    facts.frames.clear();
    const Result<SignedAttestation> statement = signAttestation(facts, deviceKey, issuers);
    if (!statement)
        return failure(statement);
    const Result<core::SecureBytes> secret = sharedSecret(own.get(), program.get());
    if (!secret)
        return failure(secret);
    Result<RecordKey> key = keyOfRecords(*secret, transcript);
    if (!key)
        return failure(key);
    return ChannelAnswer{
        QByteArray(1, kVersion) + point + statement->toBytes(), RecordSealer(std::move(*key)), transcript};
}

} // namespace tirkeu::devices
