#include "envelope.h"

#include "openssltools.h"

#include <openssl/rsa.h>

namespace tirkeu::pki {

namespace {

constexpr int kMaxRecipients = 64;

int nidOf(const DerElement& oid)
{
    const auto object = fromDer<Asn1ObjectHandle>(d2i_ASN1_OBJECT, oid.whole);
    return object ? OBJ_obj2nid(object.get()) : NID_undef;
}

QByteArrayView withoutLeadingZeros(QByteArrayView number)
{
    while (number.size() > 1 && number[0] == 0)
        number = number.sliced(1);
    return number;
}

bool isIssuerAndSerial(const DerElement& id, const Certificate& certificate)
{
    DerReader reader(id.content);
    const DerElement issuer = reader.take(DerReader::kSequence);
    const DerElement serial = reader.take(DerReader::kInteger);
    return reader.finished() && issuer.whole == certificate.issuer().der &&
           withoutLeadingZeros(serial.content) == withoutLeadingZeros(certificate.serialNumber());
}

bool isKeyId(QByteArrayView id, const Certificate& certificate)
{
    return !certificate.subjectKeyId().isEmpty() && id == certificate.subjectKeyId();
}

/// OAEP with SHA-256 for both digests and no label; the defaults mean SHA-1 and are refused.
bool isOaepSha256(const DerElement& parameters)
{
    using OaepHandle = Handle<RSA_OAEP_PARAMS, RSA_OAEP_PARAMS_free>;
    const auto oaep = fromDer<OaepHandle>(d2i_RSA_OAEP_PARAMS, parameters.whole);
    if (!oaep || !oaep->hashFunc || !oaep->maskGenFunc || oaep->pSourceFunc)
        return false;
    const ASN1_OBJECT* mask = nullptr;
    int type = V_ASN1_UNDEF;
    const void* value = nullptr;
    X509_ALGOR_get0(&mask, &type, &value, oaep->maskGenFunc);
    if (OBJ_obj2nid(mask) != NID_mgf1 || type != V_ASN1_SEQUENCE)
        return false;
    using AlgorithmHandle = Handle<X509_ALGOR, X509_ALGOR_free>;
    const auto inner = fromDer<AlgorithmHandle>(d2i_X509_ALGOR, bytesOf(static_cast<const ASN1_STRING*>(value)));
    return inner && hashOf(oaep->hashFunc) == core::HashAlgorithm::Sha256 &&
           hashOf(inner.get()) == core::HashAlgorithm::Sha256;
}

std::optional<EnvelopeRecipient> readTransport(DerReader info, const Certificate& certificate)
{
    static_cast<void>(info.take(DerReader::kInteger));
    const DerElement id = info.takeAny();
    DerReader algorithm = info.into(DerReader::kSequence);
    const int scheme = nidOf(algorithm.take(DerReader::kOid));
    const DerElement key = info.take(DerReader::kOctets);
    const bool ours = id.tag == DerReader::kSequence
                          ? isIssuerAndSerial(id, certificate)
                          : id.tag == DerReader::context(0) && isKeyId(id.content, certificate);
    if (!info.finished() || !ours)
        return std::nullopt;
    EnvelopeRecipient recipient;
    recipient.wrappedKey = key.content;
    if (scheme == NID_rsaEncryption) {
        recipient.scheme = core::WrapScheme::RsaPkcs1;
        return recipient;
    }
    if (scheme != NID_rsaesOaep || !isOaepSha256(algorithm.take(DerReader::kSequence)))
        return std::nullopt;
    recipient.scheme = core::WrapScheme::RsaOaepSha256;
    return recipient;
}

std::optional<core::HashAlgorithm> derivationOf(int scheme)
{
    switch (scheme) {
    case NID_dhSinglePass_stdDH_sha256kdf_scheme:
        return core::HashAlgorithm::Sha256;
    case NID_dhSinglePass_stdDH_sha384kdf_scheme:
        return core::HashAlgorithm::Sha384;
    case NID_dhSinglePass_stdDH_sha512kdf_scheme:
        return core::HashAlgorithm::Sha512;
    default:
        return std::nullopt;
    }
}

std::optional<EnvelopeRecipient> readAgreement(DerReader info, const Certificate& certificate)
{
    EnvelopeRecipient recipient;
    recipient.scheme =
        certificate.keyKind() == KeyKind::EcP384 ? core::WrapScheme::EcdhP384 : core::WrapScheme::EcdhP256;
    static_cast<void>(info.take(DerReader::kInteger));
    DerReader originator = info.into(DerReader::nested(0));
    DerReader originatorKey = originator.into(DerReader::nested(1));
    static_cast<void>(originatorKey.take(DerReader::kSequence));
    const DerElement point = originatorKey.take(DerReader::kBitString);
    if (!originatorKey.finished() || !originator.finished() || point.content.size() < 2 || point.content[0] != 0)
        return std::nullopt;
    recipient.originatorPoint = point.content.sliced(1);
    if (const auto material = info.takeIf(DerReader::nested(1))) {
        DerReader inside(material->content);
        recipient.userMaterial = inside.take(DerReader::kOctets).content;
        if (!inside.finished())
            return std::nullopt;
    }
    DerReader algorithm = info.into(DerReader::kSequence);
    const auto derivation = derivationOf(nidOf(algorithm.take(DerReader::kOid)));
    const DerElement wrap = algorithm.take(DerReader::kSequence);
    DerReader wrapFields = algorithm.inside(wrap);
    if (!derivation || !algorithm.finished() || nidOf(wrapFields.take(DerReader::kOid)) != NID_id_aes256_wrap)
        return std::nullopt;
    recipient.derivation = *derivation;
    recipient.wrapAlgorithm = wrap.whole;

    DerReader keys = info.into(DerReader::kSequence);
    for (int i = 0; !keys.atEnd() && i < kMaxRecipients; ++i) {
        DerReader one = keys.into(DerReader::kSequence);
        const DerElement id = one.takeAny();
        const DerElement key = one.take(DerReader::kOctets);
        const bool ours = id.tag == DerReader::kSequence
                              ? isIssuerAndSerial(id, certificate)
                              : id.tag == DerReader::nested(0) &&
                                    isKeyId(DerReader(id.content).take(DerReader::kOctets).content, certificate);
        if (one.finished() && ours) {
            recipient.wrappedKey = key.content;
            return recipient;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<Envelope> readEnvelope(QByteArrayView der, const Certificate& certificate)
{
    DerReader outer(der);
    DerReader contentInfo = outer.into(DerReader::kSequence);
    const int type = nidOf(contentInfo.take(DerReader::kOid));
    DerReader wrapped = contentInfo.into(DerReader::nested(0));
    DerReader fields = wrapped.into(DerReader::kSequence);
    if (!outer.finished() || !contentInfo.finished() || !wrapped.finished() ||
        type != NID_id_smime_ct_authEnvelopedData)
        return std::nullopt;

    const DerElement version = fields.take(DerReader::kInteger);
    static_cast<void>(fields.takeIf(DerReader::nested(0))); // originator info: certificates nobody needs here
    DerReader recipients = fields.into(DerReader::kSet);
    DerReader content = fields.into(DerReader::kSequence);
    const DerElement tag = fields.take(DerReader::kOctets);
    static_cast<void>(fields.takeIf(DerReader::nested(2))); // unauthenticated attributes mean nothing
    static_cast<void>(content.take(DerReader::kOid));
    DerReader cipher = content.into(DerReader::kSequence);
    const int cipherKind = nidOf(cipher.take(DerReader::kOid));
    DerReader parameters = cipher.into(DerReader::kSequence);
    Envelope envelope;
    envelope.nonce = parameters.take(DerReader::kOctets).content;
    const DerElement tagLength = parameters.take(DerReader::kInteger);
    envelope.cipherText = content.take(DerReader::context(0)).content;
    envelope.tag = tag.content;
    // A short tag is how an envelope is forged: it has to be whole, whatever the envelope itself says.
    if (!fields.finished() || !content.finished() || !cipher.finished() || !parameters.finished() ||
        version.content.size() != 1 || cipherKind != NID_aes_256_gcm || envelope.nonce.size() != 12 ||
        envelope.tag.size() != 16 || tagLength.content.size() != 1 || tagLength.content[0] != 16)
        return std::nullopt;

    for (int i = 0; !recipients.atEnd() && i < kMaxRecipients && !envelope.recipient; ++i) {
        const DerElement one = recipients.takeAny();
        if (one.tag == DerReader::kSequence)
            envelope.recipient = readTransport(recipients.inside(one), certificate);
        else if (one.tag == DerReader::nested(1))
            envelope.recipient = readAgreement(recipients.inside(one), certificate);
    }
    return recipients.isGood() ? std::optional(envelope) : std::nullopt;
}

} // namespace tirkeu::pki
