#include "pki/truststore.h"

#include "storetools.h"

#include <QDir>
#include <QFile>

#include <array>

namespace tirkeu::pki {

namespace {

constexpr ErrorCode kNotAnAnchor{"pki.anchor-refused"};
constexpr ErrorCode kFolder{"pki.trust-folder-unreadable"};
constexpr int kMaxDepth = 6;
/// 112 bits: RSA from 2048, EC from 224, no SHA-1.
constexpr int kStrength = 2;

Result<QList<Certificate>> certificatesIn(const QString& folder)
{
    QList<Certificate> found;
    const QDir dir(folder);
    const QStringList patterns{QStringLiteral("*.pem"), QStringLiteral("*.crt"), QStringLiteral("*.cer")};
    for (const QString& name : dir.entryList(patterns, QDir::Files, QDir::Name)) {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return failure(kFolder, ErrorKind::OperatorCanFix, file.errorString(), {name});
        const QByteArray bytes = file.read(64 * 2 * Certificate::kMaxBytes);
        if (bytes.contains("-----BEGIN")) {
            const Result<QList<Certificate>> list = Certificate::listFromPem(bytes);
            if (!list)
                return failure(kFolder, ErrorKind::OperatorCanFix, list.error().detail, {name});
            found.append(*list);
        } else {
            const Result<Certificate> one = Certificate::fromDer(bytes);
            if (!one)
                return failure(kFolder, ErrorKind::OperatorCanFix, one.error().detail, {name});
            found.append(*one);
        }
    }
    return found;
}

} // namespace

QString nameOf(ChainReason reason)
{
    static constexpr std::array kNames{"trusted", "issuer-unknown", "anchor-unknown", "not-yet-valid", "expired",
        "signature-wrong", "not-an-authority", "path-too-long", "use-refused", "algorithm-refused", "key-not-supported",
        "extension-unknown", "other"};
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(reason)));
}

ChainReason chainReasonOf(int verifyError)
{
    switch (verifyError) {
    case X509_V_OK:
        return ChainReason::Trusted;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        return ChainReason::IssuerUnknown;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
        return ChainReason::AnchorUnknown;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return ChainReason::NotYetValid;
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return ChainReason::Expired;
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
    case X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE:
        return ChainReason::SignatureWrong;
    case X509_V_ERR_INVALID_CA:
    case X509_V_ERR_INVALID_NON_CA:
    case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
        return ChainReason::NotAnAuthority;
    case X509_V_ERR_PATH_LENGTH_EXCEEDED:
    case X509_V_ERR_CERT_CHAIN_TOO_LONG:
        return ChainReason::PathTooLong;
    case X509_V_ERR_INVALID_PURPOSE:
        return ChainReason::UseRefused;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
        return ChainReason::AlgorithmRefused;
    case X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY:
        return ChainReason::KeyNotSupported;
    case X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION:
        return ChainReason::ExtensionUnknown;
    default:
        return ChainReason::Other;
    }
}

StoreHandle storeFor(const TrustStore& trust, core::WallTime at)
{
    StoreHandle store(X509_STORE_new());
    for (const Certificate& anchor : trust.anchors())
        X509_STORE_add_cert(store.get(), anchor.x509());
    X509_VERIFY_PARAM* param = X509_STORE_get0_param(store.get());
    X509_VERIFY_PARAM_set_time(param, secondsOf(at));
    X509_VERIFY_PARAM_set_depth(param, kMaxDepth);
    X509_VERIFY_PARAM_set_auth_level(param, kStrength);
    // An issuing authority may be an anchor by itself.
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN);
    return store;
}

Result<> TrustStore::addAnchor(const Certificate& certificate)
{
    if (!certificate.isFitFor(CertificateUse::CertificateSigning))
        return failure(
            kNotAnAnchor, ErrorKind::OperatorCanFix, logMasked(certificate), {certificate.subject().commonName});
    if (!m_anchors.contains(certificate))
        m_anchors.append(certificate);
    return {};
}

void TrustStore::addIntermediate(const Certificate& certificate)
{
    if (!m_intermediates.contains(certificate))
        m_intermediates.append(certificate);
}

Result<TrustStore> TrustStore::fromFolder(const QString& folder)
{
    TrustStore store;
    const Result<QList<Certificate>> anchors = certificatesIn(folder + QStringLiteral("/anchors"));
    const Result<QList<Certificate>> intermediates = certificatesIn(folder + QStringLiteral("/intermediates"));
    if (!anchors || !intermediates)
        return failure(!anchors ? anchors : intermediates);
    if (anchors->isEmpty())
        return failure(kFolder, ErrorKind::OperatorCanFix, QStringLiteral("no anchor in %1").arg(folder), {folder});
    for (const Certificate& anchor : *anchors) {
        if (const Result<> added = store.addAnchor(anchor); !added)
            return failure(added);
    }
    for (const Certificate& intermediate : *intermediates)
        store.addIntermediate(intermediate);
    return store;
}

ChainVerdict TrustStore::check(
    const Certificate& certificate, core::WallTime at, CertificateUse use, const QList<Certificate>& extra) const
{
    const CleanErrors clean;
    const StoreHandle store = storeFor(*this, at);
    const QList<Certificate> own{certificate};
    const QList<Certificate> offered = m_intermediates + extra;
    const CertificatesHandle untrusted = stackOf(offered);
    const StoreContextHandle context(X509_STORE_CTX_new());
    ChainVerdict verdict;
    if (X509_STORE_CTX_init(context.get(), store.get(), certificate.x509(), untrusted.get()) != 1) {
        verdict.detail = opensslErrors();
        return verdict;
    }
    const bool verified = X509_verify_cert(context.get()) == 1;
    const int error = X509_STORE_CTX_get_error(context.get());
    const int depth = X509_STORE_CTX_get_error_depth(context.get());
    verdict.reason = verified ? ChainReason::Trusted : chainReasonOf(error);
    verdict.detail = QString::fromLatin1(X509_verify_cert_error_string(error));
    const STACK_OF(X509)* chain = X509_STORE_CTX_get0_chain(context.get());
    for (int i = 0; chain && i < sk_X509_num(chain); ++i) {
        const X509* link = sk_X509_value(chain, i);
        // OpenSSL builds the chain out of what it was given.
        const Certificate* known = nullptr;
        for (const QList<Certificate>* list : {&own, &m_anchors, &offered}) {
            for (const Certificate& one : *list)
                known = known == nullptr && one.x509() == link ? &one : known;
        }
        if (known == nullptr)
            return {ChainReason::Other, verdict.chain, std::nullopt, QStringLiteral("an unknown link")};
        verdict.chain.append(*known);
    }
    if (!verified) {
        if (error == X509_V_ERR_EE_KEY_TOO_SMALL && certificate.keyBits() == 0)
            verdict.reason = ChainReason::KeyNotSupported;
        if (depth >= 0 && depth < verdict.chain.size())
            verdict.culprit = verdict.chain.at(depth);
        return verdict;
    }
    // OpenSSL also takes for an authority what merely looks like one.
    for (qsizetype i = 1; i < verdict.chain.size(); ++i) {
        if (!verdict.chain.at(i).isFitFor(CertificateUse::CertificateSigning)) {
            verdict.reason = ChainReason::NotAnAuthority;
            verdict.culprit = verdict.chain.at(i);
            return verdict;
        }
    }
    if (!certificate.isFitFor(use)) {
        verdict.reason = ChainReason::UseRefused;
        verdict.culprit = certificate;
    }
    return verdict;
}

} // namespace tirkeu::pki
