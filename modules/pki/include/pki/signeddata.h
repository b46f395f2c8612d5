#pragma once

#include <core/clock.h>
#include <core/hashing.h>
#include <pki/certificate.h>

#include <functional>

struct CMS_ContentInfo_st;

namespace tirkeu::pki {

enum class SignatureReason {
    Good,
    ContentChanged,     ///< the content is not what was signed
    SignatureWrong,     ///< the value does not fit the signed attributes
    AttributesMissing,  ///< no signed attributes, or not those that must be there
    NotBound,           ///< signing-certificate-v2 is missing where it is required
    CertificateSwapped, ///< the attribute names another certificate
    CertificateMissing, ///< neither carried along nor given
    AlgorithmRefused,   ///< a digest weaker than SHA-256, or unknown
    KeyNotSupported,    ///< a GOST or other key OpenSSL cannot use
};

/// A machine-readable name for reports: "content-changed".
[[nodiscard]] QString nameOf(SignatureReason reason);

struct SignerResult
{
    SignatureReason reason = SignatureReason::SignatureWrong;
    std::optional<Certificate> certificate;
    core::HashAlgorithm hash = core::HashAlgorithm::Sha256;
    std::optional<core::WallTime> claimedTime; ///< signingTime, the signer's word only
    QByteArray signedDigest;                   ///< what the signed attributes say of the content, not judged
    QByteArray signature;                      ///< the value a signature time stamp covers
    QByteArray timeStampToken;                 ///< out of the unsigned attributes, not judged
    [[nodiscard]] bool isGood() const { return reason == SignatureReason::Good; }
};

enum class CertificateBinding { Required, Optional };
enum class TrailingZeros { Refused, Allowed }; ///< a PDF's placeholder is filled up with zeros

struct SignedDataLimits
{
    qsizetype maxBytes = qsizetype(16) << 20;
    int maxSigners = 16;
    int maxCertificates = 64;
};

/// A CMS SignedData that was read, its signatures not yet judged. Use by one thread at a time.
class SignedData
{
public:
    [[nodiscard]] static Result<SignedData> read(
        QByteArrayView der, const SignedDataLimits& limits = {}, TrailingZeros trailing = TrailingZeros::Refused);

    [[nodiscard]] bool isDetached() const { return !m_content; }
    [[nodiscard]] QByteArray content() const { return m_content.value_or(QByteArray()); }
    [[nodiscard]] const QList<Certificate>& certificates() const { return m_certificates; }
    [[nodiscard]] const QByteArray& der() const { return m_der; } ///< without trailing zeros

    /// Judges the cryptography of each signature, in the order they stand. Whether a certificate may be trusted, and at
    /// what time, is TrustStore's to say. `extra` helps where a signer's certificate was not carried along.
    [[nodiscard]] QList<SignerResult> verify(
        CertificateBinding binding = CertificateBinding::Required, const QList<Certificate>& extra = {}) const;
    [[nodiscard]] QList<SignerResult> verifyDetached(QByteArrayView content,
        CertificateBinding binding = CertificateBinding::Required, const QList<Certificate>& extra = {}) const;
    /// Where only digests of the detached content are known; asked for each digest a signer used.
    [[nodiscard]] QList<SignerResult> verifyDigest(const std::function<QByteArray(core::HashAlgorithm)>& digest,
        CertificateBinding binding = CertificateBinding::Required, const QList<Certificate>& extra = {}) const;

private:
    SignedData() = default;

    std::shared_ptr<CMS_ContentInfo_st> m_cms;
    std::optional<QByteArray> m_content;
    QList<Certificate> m_certificates;
    QByteArray m_der;
};

} // namespace tirkeu::pki
