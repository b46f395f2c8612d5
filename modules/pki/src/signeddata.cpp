#include "pki/signeddata.h"

#include "signeddatatools.h"

#include <openssl/ess.h>

#include <array>

namespace tirkeu::pki {

namespace {

constexpr ErrorCode kUnreadable{"pki.signed-data-unreadable"};
constexpr ErrorCode kTooLarge{"pki.signed-data-too-large"};

using DigestSource = std::function<QByteArray(core::HashAlgorithm)>;

const ASN1_STRING* signedValue(const CMS_SignerInfo* signer, int nid, int type)
{
    // -3: the attribute must be there once, with one value.
    return static_cast<const ASN1_STRING*>(
        CMS_signed_get0_data_by_OBJ(const_cast<CMS_SignerInfo*>(signer), OBJ_nid2obj(nid), -3, type));
}

enum class Bond { None, Holds, Broken };

Bond bondOf(const CMS_SignerInfo* signer, const Certificate& certificate, const QList<Certificate>& carried)
{
    if (CMS_signed_get_attr_by_NID(signer, NID_id_smime_aa_signingCertificateV2, -1) < 0)
        return Bond::None;
    const ASN1_STRING* value = signedValue(signer, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE);
    if (!value)
        return Bond::Broken;
    using EssHandle = Handle<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free>;
    const EssHandle ess = fromDer<EssHandle>(d2i_ESS_SIGNING_CERT_V2, bytesOf(value));
    if (!ess)
        return Bond::Broken;
    QList<Certificate> chain{certificate};
    for (const Certificate& other : carried) {
        if (other != certificate)
            chain.append(other);
    }
    const CertificatesHandle stack = stackOf(chain);
    return OSSL_ESS_check_signing_certs(nullptr, ess.get(), stack.get(), 1) > 0 ? Bond::Holds : Bond::Broken;
}

/// OpenSSL goes by the digest alone; what the signer says of the signature has to agree with it.
bool agree(const X509_ALGOR* signature, core::HashAlgorithm hash)
{
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, signature);
    const int kind = OBJ_obj2nid(object);
    if (kind == NID_rsaEncryption || kind == NID_rsassaPss)
        return true;
    int digest = NID_undef;
    return OBJ_find_sigid_algs(kind, &digest, nullptr) == 1 && digest == EVP_MD_get_type(digestOf(hash));
}

class SignerJudge
{
public:
    SignerJudge(CMS_ContentInfo* cms, CMS_SignerInfo* signer, QList<Certificate> carried)
        : m_cms(cms)
        , m_signer(signer)
        , m_carried(std::move(carried))
    {
    }

    SignerResult judge(const DigestSource& digest, CertificateBinding binding)
    {
        const CleanErrors clean;
        m_result.signature = bytesOf(CMS_SignerInfo_get0_signature(m_signer)).toByteArray();
        readTimes();
        m_result.signedDigest =
            bytesOf(signedValue(m_signer, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING)).toByteArray();
        for (const Certificate& candidate : m_carried) {
            if (CMS_SignerInfo_cert_cmp(m_signer, candidate.x509()) == 0) {
                m_result.certificate = candidate;
                break;
            }
        }
        m_result.reason = reason(digest, binding);
        return m_result;
    }

private:
    void readTimes()
    {
        for (const int type : {V_ASN1_UTCTIME, V_ASN1_GENERALIZEDTIME}) {
            if (const ASN1_STRING* time = signedValue(m_signer, NID_pkcs9_signingTime, type))
                m_result.claimedTime = timeOf(time);
        }
        const auto* token = static_cast<const ASN1_STRING*>(
            CMS_unsigned_get0_data_by_OBJ(m_signer, OBJ_nid2obj(NID_id_smime_aa_timeStampToken), -1, V_ASN1_SEQUENCE));
        m_result.timeStampToken = bytesOf(token).toByteArray();
    }

    SignatureReason reason(const DigestSource& digest, CertificateBinding binding)
    {
        X509_ALGOR* digestAlgorithm = nullptr;
        X509_ALGOR* signatureAlgorithm = nullptr;
        CMS_SignerInfo_get0_algs(m_signer, nullptr, nullptr, &digestAlgorithm, &signatureAlgorithm);
        // A GOST signature is told apart from a merely weak one.
        if (m_result.certificate && !X509_get0_pubkey(m_result.certificate->x509()))
            return SignatureReason::KeyNotSupported;
        const auto hash = hashOf(digestAlgorithm);
        if (!hash || !agree(signatureAlgorithm, *hash))
            return SignatureReason::AlgorithmRefused;
        m_result.hash = *hash;
        if (!m_result.certificate)
            return SignatureReason::CertificateMissing;
        if (CMS_signed_get_attr_count(m_signer) <= 0)
            return SignatureReason::AttributesMissing;
        const ASN1_STRING* signedDigest = signedValue(m_signer, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING);
        const auto* contentType = static_cast<const ASN1_OBJECT*>(
            CMS_signed_get0_data_by_OBJ(m_signer, OBJ_nid2obj(NID_pkcs9_contentType), -3, V_ASN1_OBJECT));
        if (!signedDigest || !contentType || OBJ_cmp(contentType, CMS_get0_eContentType(m_cms)) != 0)
            return SignatureReason::AttributesMissing;
        CMS_SignerInfo_set1_signer_cert(m_signer, m_result.certificate->x509());
        if (CMS_SignerInfo_verify(m_signer) != 1)
            return SignatureReason::SignatureWrong;
        switch (bondOf(m_signer, *m_result.certificate, m_carried)) {
        case Bond::Broken:
            return SignatureReason::CertificateSwapped;
        case Bond::None:
            if (binding == CertificateBinding::Required)
                return SignatureReason::NotBound;
            break;
        case Bond::Holds:
            break;
        }
        return digest(*hash) == bytesOf(signedDigest) ? SignatureReason::Good : SignatureReason::ContentChanged;
    }

    CMS_ContentInfo* m_cms;
    CMS_SignerInfo* m_signer;
    QList<Certificate> m_carried;
    SignerResult m_result;
};

bool allZero(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == 0; });
}

} // namespace

QString nameOf(SignatureReason reason)
{
    static constexpr std::array kNames{"good", "content-changed", "signature-wrong", "attributes-missing", "not-bound",
        "certificate-swapped", "certificate-missing", "algorithm-refused", "key-not-supported"};
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(reason)));
}

Result<SignedData> SignedData::read(QByteArrayView der, const SignedDataLimits& limits, TrailingZeros trailing)
{
    const CleanErrors clean;
    if (der.size() > limits.maxBytes)
        return failure(kTooLarge, ErrorKind::OperatorCanFix, QStringLiteral("%1 bytes").arg(der.size()));
    qsizetype used = 0;
    CmsHandle cms = readCms(der, &used);
    if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, opensslErrors());
    const QByteArrayView rest = der.sliced(used);
    if (!rest.isEmpty() && (trailing == TrailingZeros::Refused || !allZero(rest)))
        return failure(kUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("%1 bytes left over").arg(rest.size()));
    const int signers = sk_CMS_SignerInfo_num(CMS_get0_SignerInfos(cms.get()));
    if (signers < 1)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("nobody signed"));
    if (signers > limits.maxSigners)
        return failure(kTooLarge, ErrorKind::OperatorCanFix, QStringLiteral("%1 signers").arg(signers));

    SignedData result;
    const CertificatesHandle carried(CMS_get1_certs(cms.get()));
    const int count = carried ? sk_X509_num(carried.get()) : 0;
    if (count > limits.maxCertificates)
        return failure(kTooLarge, ErrorKind::OperatorCanFix, QStringLiteral("%1 certificates").arg(count));
    for (int i = 0; i < count; ++i) {
        const Result<Certificate> certificate = Certificate::fromX509(sk_X509_value(carried.get(), i));
        if (!certificate)
            return failure(certificate);
        result.m_certificates.append(*certificate);
    }
    if (ASN1_OCTET_STRING** content = CMS_get0_content(cms.get()); content && *content)
        result.m_content = bytesOf(*content).toByteArray();
    result.m_der = der.first(used).toByteArray();
    result.m_cms = std::move(cms);
    return result;
}

QList<SignerResult> SignedData::verify(CertificateBinding binding, const QList<Certificate>& extra) const
{
    return verifyDetached(content(), binding, extra);
}

QList<SignerResult> SignedData::verifyDetached(
    QByteArrayView content, CertificateBinding binding, const QList<Certificate>& extra) const
{
    return verifyDigest(
        [content](core::HashAlgorithm algorithm) { return core::hash(algorithm, content); }, binding, extra);
}

QList<SignerResult> SignedData::verifyDigest(
    const DigestSource& digest, CertificateBinding binding, const QList<Certificate>& extra) const
{
    QList<SignerResult> results;
    STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(m_cms.get());
    for (int i = 0; i < sk_CMS_SignerInfo_num(signers); ++i)
        results.append(SignerJudge(m_cms.get(), sk_CMS_SignerInfo_value(signers, i), m_certificates + extra)
                           .judge(digest, binding));
    return results;
}

} // namespace tirkeu::pki
