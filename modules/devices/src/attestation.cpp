#include <devices/attestation.h>

#include "bytes.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/json.h>
#include <pki/rawsignature.h>
#include <pki/truststore.h>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kUnreadable{"devices.attestation-unreadable"};
constexpr ErrorCode kSignatureWrong{"devices.attestation-signature-wrong"};
constexpr ErrorCode kCertificateRefused{"devices.attestation-certificate-refused"};
constexpr ErrorCode kOtherDevice{"devices.attestation-other-device"};
constexpr ErrorCode kModelDiffers{"devices.attestation-model-differs"};
constexpr ErrorCode kFirmwareUnknown{"devices.attestation-firmware-unknown"};
constexpr ErrorCode kConfigurationUnknown{"devices.attestation-configuration-unknown"};
constexpr ErrorCode kTampered{"devices.attestation-tampered"};
constexpr ErrorCode kNonceStale{"devices.attestation-nonce-stale"};
constexpr ErrorCode kChannelDiffers{"devices.attestation-channel-differs"};
constexpr ErrorCode kTimeOff{"devices.attestation-time-off"};
constexpr ErrorCode kFramesDiffer{"devices.attestation-frames-differ"};

constexpr QLatin1StringView kFormat("tirkeu-attestation-1");
constexpr qsizetype kDigestBytes = 32;
constexpr qsizetype kMostContent = 16 * 1024;
constexpr quint32 kMostCertificates = 4;
constexpr int kMostFrames = 64;

tl::unexpected<Error> stop(ErrorCode code, const QString& detail, const QStringList& values = {})
{
    return failure(code, ErrorKind::SecurityStop, detail, values);
}

QString nameOfState(casefile::TamperState state)
{
    switch (state) {
    case casefile::TamperState::Untouched:
        return QStringLiteral("untouched");
    case casefile::TamperState::Tampered:
        return QStringLiteral("tampered");
    case casefile::TamperState::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

QByteArray digestFrom(core::JsonFields& fields, QLatin1StringView key)
{
    const Result<QByteArray> digest = core::fromHex(fields.string(key, 64).toLatin1());
    if (!digest || digest->size() != kDigestBytes)
        fields.refuse(key, QStringLiteral("no SHA-256"));
    return digest.value_or(QByteArray());
}

QString hex(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toHex(bytes));
}

/// The device's certificate, where the chain leads to the vendor's root and nowhere else.
Result<pki::Certificate> deviceCertificate(
    const SignedAttestation& attestation, const AttestationPolicy& policy, core::WallTime time)
{
    QList<pki::Certificate> certificates;
    for (const QByteArray& der : attestation.chain) {
        const Result<pki::Certificate> certificate = pki::Certificate::fromDer(der);
        if (!certificate)
            return stop(kCertificateRefused, certificate.error().detail);
        certificates.append(*certificate);
    }
    if (certificates.isEmpty() || !policy.root)
        return stop(kCertificateRefused, QStringLiteral("no certificate, or no vendor to trust"));
    pki::TrustStore vendor;
    if (const Result<> added = vendor.addAnchor(*policy.root); !added)
        return stop(kCertificateRefused, added.error().detail);
    const pki::ChainVerdict verdict =
        vendor.check(certificates.first(), time, pki::CertificateUse::Any, certificates.mid(1));
    if (!verdict.isTrusted())
        return stop(kCertificateRefused, pki::nameOf(verdict.reason));
    if (certificates.first().isAuthority())
        return stop(kCertificateRefused, QStringLiteral("an authority is no device"));
    return certificates.first();
}

Result<> isInOrder(const Attestation& said, const AttestationPolicy& policy)
{
    const criteria::Scanner& registered = policy.scanner;
    if (said.serial != registered.serial)
        return stop(kOtherDevice, QStringLiteral("serial in the statement"), {registered.serial});
    if (said.model != registered.model)
        return stop(kModelDiffers, QStringLiteral("model"), {registered.model});
    if (!registered.firmware.contains(said.firmware))
        return stop(kFirmwareUnknown, hex(said.firmware));
    if (!registered.configuration.isEmpty() && !registered.configuration.contains(said.configuration))
        return stop(kConfigurationUnknown, hex(said.configuration));
    if (said.tamper != casefile::TamperState::Untouched)
        return stop(kTampered, nameOfState(said.tamper));
    return {};
}
} // namespace

QByteArray Attestation::toBytes() const
{
    QJsonArray digests;
    for (const QByteArray& digest : frames)
        digests.append(hex(digest));
    return core::writeJson({{QStringLiteral("format"), QString(kFormat)}, {QStringLiteral("serial"), serial},
        {QStringLiteral("model"), model}, {QStringLiteral("firmware"), hex(firmware)},
        {QStringLiteral("configuration"), hex(configuration)}, {QStringLiteral("tamper"), nameOfState(tamper)},
        {QStringLiteral("nonce"), hex(nonce)}, {QStringLiteral("channel"), hex(channel)},
        {QStringLiteral("deviceTime"), core::toIsoText(deviceTime)}, {QStringLiteral("frames"), digests}});
}

Result<Attestation> Attestation::fromBytes(QByteArrayView bytes)
{
    const Result<QJsonObject> object =
        core::readJson(bytes, {.maxBytes = kMostContent, .maxDepth = 3, .maxValues = 128});
    if (!object)
        return stop(kUnreadable, object.error().detail);
    core::JsonFields fields(*object);
    Attestation said;
    if (fields.string(QLatin1StringView("format")) != kFormat)
        fields.refuse(QLatin1StringView("format"), QStringLiteral("another format"));
    said.serial = fields.string(QLatin1StringView("serial"), 128);
    said.model = fields.string(QLatin1StringView("model"), 128);
    said.firmware = digestFrom(fields, QLatin1StringView("firmware"));
    said.configuration = digestFrom(fields, QLatin1StringView("configuration"));
    const QString tamper = fields.string(QLatin1StringView("tamper"), 16);
    for (const auto state : {casefile::TamperState::Untouched, casefile::TamperState::Tampered}) {
        if (nameOfState(state) == tamper)
            said.tamper = state;
    }
    said.nonce = digestFrom(fields, QLatin1StringView("nonce"));
    said.channel = digestFrom(fields, QLatin1StringView("channel"));
    if (const auto time = core::fromIsoText(fields.string(QLatin1StringView("deviceTime"), 32)))
        said.deviceTime = *time;
    else
        fields.refuse(QLatin1StringView("deviceTime"), time.error());
    for (const QString& digest : fields.strings(QLatin1StringView("frames"), kMostFrames, 64)) {
        const Result<QByteArray> one = core::fromHex(digest.toLatin1());
        if (!one || one->size() != kDigestBytes)
            fields.refuse(QLatin1StringView("frames"), QStringLiteral("no SHA-256"));
        else
            said.frames.append(*one);
    }
    if (const Result<> good = fields.finish(); !good)
        return stop(kUnreadable, good.error().detail);
    return said;
}

QByteArray SignedAttestation::toBytes() const
{
    Writer writer;
    writer.bytes(content).bytes(signature).number(static_cast<quint32>(chain.size()));
    for (const QByteArray& certificate : chain)
        writer.bytes(certificate);
    return writer.take();
}

Result<SignedAttestation> SignedAttestation::fromBytes(QByteArrayView bytes)
{
    Reader reader(bytes);
    SignedAttestation attestation;
    attestation.content = reader.bytes(kMostContent).toByteArray();
    attestation.signature = reader.bytes(1024).toByteArray();
    const auto certificates = reader.number<quint32>();
    for (quint32 i = 0; i < certificates && certificates <= kMostCertificates && reader.isGood(); ++i)
        attestation.chain.append(reader.bytes(8192).toByteArray());
    if (!reader.isWhole())
        return stop(kUnreadable, QStringLiteral("envelope"));
    return attestation;
}

Result<SignedAttestation> signAttestation(
    const Attestation& attestation, core::Signer& deviceKey, const QList<QByteArray>& issuers)
{
    SignedAttestation made;
    made.content = attestation.toBytes();
    const Result<QByteArray> signature = deviceKey.sign(core::HashAlgorithm::Sha256, core::sha256(made.content));
    if (!signature)
        return failure(signature);
    made.signature = *signature;
    made.chain = QList<QByteArray>{deviceKey.certificate()} + issuers;
    return made;
}

Result<casefile::DeviceAttestation> verifyAttestation(
    const SignedAttestation& attestation, const AttestationPolicy& policy, const AttestedNow& now)
{
    const Result<pki::Certificate> certificate = deviceCertificate(attestation, policy, now.time);
    if (!certificate)
        return failure(certificate);
    // The vendor certifies each device under its serial: one device's key does not speak for another.
    if (certificate->subject().commonName != policy.scanner.serial)
        return stop(kOtherDevice, QStringLiteral("certificate of another serial"), {policy.scanner.serial});
    if (!pki::signatureFits(
            *certificate, core::HashAlgorithm::Sha256, core::sha256(attestation.content), attestation.signature))
        return stop(kSignatureWrong, QStringLiteral("signature over the statement"));
    // Nothing of the content is believed before this line.
    const Result<Attestation> said = Attestation::fromBytes(attestation.content);
    if (!said)
        return failure(said);
    if (said->nonce != now.nonce)
        return stop(kNonceStale, QStringLiteral("nonce"));
    if (said->channel != now.channel)
        return stop(kChannelDiffers, QStringLiteral("transcript"));
    const auto off = said->deviceTime > now.time ? said->deviceTime - now.time : now.time - said->deviceTime;
    if (off > policy.skew)
        return stop(kTimeOff, core::toIsoText(said->deviceTime));
    if (const Result<> good = isInOrder(*said, policy); !good)
        return failure(good);
    if (said->frames != now.frames)
        return stop(
            kFramesDiffer, QStringLiteral("%1 attested, %2 delivered").arg(said->frames.size()).arg(now.frames.size()));
    return casefile::DeviceAttestation{said->serial, said->model, said->firmware, said->tamper, true, said->nonce,
        said->deviceTime, attestation.signature};
}

} // namespace tirkeu::devices
