#include "pki/signing.h"

#include "signeddatatools.h"

namespace tirkeu::pki {

namespace {

constexpr ErrorCode kFailed{"pki.signing-failed"};
constexpr ErrorCode kKeyUnsupported{"pki.signing-key-unsupported"};
constexpr ErrorCode kSignatureUnusable{"pki.signature-unusable"};
constexpr ErrorCode kUnreadable{"pki.signed-data-unreadable"};
constexpr unsigned int kFlags = CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES | CMS_PARTIAL;

tl::unexpected<Error> opensslFailed()
{
    return failure(kFailed, ErrorKind::Bug, opensslErrors());
}

CmsHandle newSignedData(const SignOptions& options, std::optional<QByteArrayView> attached)
{
    const CertificatesHandle carried = stackOf(options.certificates);
    const unsigned int place = attached ? 0U : static_cast<unsigned int>(CMS_DETACHED);
    CmsHandle cms(CMS_sign(nullptr, nullptr, carried.get(), nullptr, kFlags | place));
    if (cms && attached) {
        ASN1_OCTET_STRING** content = CMS_get0_content(cms.get());
        if (!content || !*content ||
            ASN1_OCTET_STRING_set(*content, reinterpret_cast<const unsigned char*>(attached->data()),
                static_cast<int>(attached->size())) != 1)
            return nullptr;
        // Otherwise OpenSSL expects a stream to fill the content in later.
        (*content)->flags &= ~static_cast<long>(ASN1_STRING_FLAG_CONT);
    }
    return cms;
}

/// OpenSSL's own CMS_final always adds signingTime and wants the key itself, so the attributes are completed, signed
/// and put in place here.
Result<> addSigner(CMS_ContentInfo* cms, core::Signer& signer, QByteArrayView digest, const SignOptions& options)
{
    const Result<Certificate> certificate = Certificate::fromDer(signer.certificate());
    if (!certificate)
        return failure(certificate);
    EVP_PKEY* publicKey = X509_get0_pubkey(certificate->x509());
    if (!publicKey || (certificate->keyKind() != KeyKind::Rsa && certificate->keyKind() != KeyKind::EcP256 &&
                          certificate->keyKind() != KeyKind::EcP384))
        return failure(kKeyUnsupported, ErrorKind::OperatorCanFix, opensslErrors());

    CMS_SignerInfo* info = CMS_add1_signer(cms, certificate->x509(), publicKey, digestOf(options.hash), kFlags);
    if (!info ||
        CMS_signed_add1_attr_by_NID(info, NID_pkcs9_contentType, V_ASN1_OBJECT, CMS_get0_eContentType(cms), -1) != 1 ||
        CMS_signed_add1_attr_by_NID(
            info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, digest.data(), static_cast<int>(digest.size())) != 1)
        return opensslFailed();
    if (options.signingTime) {
        const Asn1TimeHandle time = asn1Time(*options.signingTime);
        if (!time || CMS_signed_add1_attr_by_NID(info, NID_pkcs9_signingTime, time->type, time.get(), -1) != 1)
            return opensslFailed();
    }

    const QByteArray toSign = core::hash(options.hash, signedAttributesOf(info));
    const Result<QByteArray> signature = signer.sign(options.hash, toSign);
    if (!signature)
        return failure(signature);
    if (!signatureFits(*certificate, options.hash, toSign, *signature))
        return failure(kSignatureUnusable, ErrorKind::DeviceFault, opensslErrors());
    if (ASN1_STRING_set(CMS_SignerInfo_get0_signature(info), signature->data(), static_cast<int>(signature->size())) !=
        1)
        return opensslFailed();
    return {};
}

Result<QByteArray> finished(CMS_ContentInfo* cms)
{
    const QByteArray der = writeCms(cms);
    if (der.isEmpty())
        return opensslFailed();
    return der;
}

Result<CmsHandle> readSignedData(QByteArrayView der)
{
    qsizetype used = 0;
    CmsHandle cms = readCms(der, &used);
    if (!cms || used != der.size() || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, opensslErrors());
    return cms;
}

} // namespace

Result<QByteArray> signContent(
    QByteArrayView content, ContentPlace place, const QList<core::Signer*>& signers, const SignOptions& options)
{
    const CleanErrors clean;
    const bool attached = place == ContentPlace::Attached;
    const CmsHandle cms = newSignedData(options, attached ? std::optional(content) : std::nullopt);
    if (!cms || signers.isEmpty() || content.size() > INT_MAX)
        return opensslFailed();
    const QByteArray digest = core::hash(options.hash, content);
    for (core::Signer* signer : signers) {
        if (const Result<> added = addSigner(cms.get(), *signer, digest, options); !added)
            return failure(added);
    }
    return finished(cms.get());
}

Result<QByteArray> signDigest(QByteArrayView digest, core::Signer& signer, const SignOptions& options)
{
    const CleanErrors clean;
    const CmsHandle cms = newSignedData(options, std::nullopt);
    if (!cms || digest.size() != core::digestSize(options.hash))
        return opensslFailed();
    if (const Result<> added = addSigner(cms.get(), signer, digest, options); !added)
        return failure(added);
    return finished(cms.get());
}

Result<QByteArray> addSignature(
    QByteArrayView signedData, core::Signer& signer, const SignOptions& options, std::optional<QByteArrayView> content)
{
    const CleanErrors clean;
    const Result<CmsHandle> cms = readSignedData(signedData);
    if (!cms)
        return failure(cms);
    ASN1_OCTET_STRING** attached = CMS_get0_content(cms->get());
    if (attached && *attached)
        content = bytesOf(*attached);
    if (!content)
        return failure(kFailed, ErrorKind::Bug, QStringLiteral("the content is detached and was not given"));
    for (const Certificate& certificate : options.certificates) {
        // It is there already more often than not; OpenSSL refuses it then, which is all right.
        CMS_add1_cert(cms->get(), certificate.x509());
    }
    if (const Result<> added = addSigner(cms->get(), signer, core::hash(options.hash, *content), options); !added)
        return failure(added);
    return finished(cms->get());
}

Result<QByteArray> addSignatureTimeStamp(QByteArrayView signedData, qsizetype signerIndex, QByteArrayView token)
{
    const CleanErrors clean;
    const Result<CmsHandle> cms = readSignedData(signedData);
    if (!cms)
        return failure(cms);
    STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(cms->get());
    if (signerIndex < 0 || signerIndex >= sk_CMS_SignerInfo_num(signers))
        return failure(kFailed, ErrorKind::Bug, QStringLiteral("no signer %1").arg(signerIndex));
    // The attribute's value is the token's own encoding, byte for byte.
    const Handle<ASN1_STRING, ASN1_STRING_free> value(ASN1_STRING_type_new(V_ASN1_SEQUENCE));
    if (ASN1_STRING_set(value.get(), token.data(), static_cast<int>(token.size())) != 1 ||
        CMS_unsigned_add1_attr_by_NID(sk_CMS_SignerInfo_value(signers, static_cast<int>(signerIndex)),
            NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, value.get(), -1) != 1)
        return opensslFailed();
    return finished(cms->get());
}

} // namespace tirkeu::pki
