#pragma once

#include <core/clock.h>
#include <core/result.h>
#include <pki/certificate.h>

namespace tirkeu::pki {

enum class ChainReason {
    Trusted,
    IssuerUnknown, ///< no certificate at hand issued this one
    AnchorUnknown, ///< ends in a root nobody trusts
    NotYetValid,
    Expired,
    SignatureWrong,
    NotAnAuthority, ///< a certificate that may not issue stands above another
    PathTooLong,
    UseRefused,       ///< the certificate is not meant for this
    AlgorithmRefused, ///< a weak key or digest somewhere in the chain
    KeyNotSupported,  ///< a GOST or other key OpenSSL cannot use
    ExtensionUnknown, ///< a critical extension nobody here understands
    Other,
};

[[nodiscard]] QString nameOf(ChainReason reason); ///< "issuer-unknown", for reports

struct ChainVerdict
{
    ChainReason reason = ChainReason::Other;
    QList<Certificate> chain = {};           ///< from the certificate to its anchor, as far as it was built
    std::optional<Certificate> culprit = {}; ///< the certificate the reason speaks of
    QString detail = {};                     ///< for the log
    [[nodiscard]] bool isTrusted() const { return reason == ChainReason::Trusted; }
    /// Who issued the certificate that was judged; an anchor may stand alone.
    [[nodiscard]] std::optional<Certificate> issuer() const
    {
        return chain.size() > 1 ? std::optional(chain.at(1)) : std::nullopt;
    }
};

/// The authorities the bank trusts, and the intermediates it knows. Every anchor is trusted for itself, a root or not.
/// A value; checks may run on many threads at once.
class TrustStore
{
public:
    TrustStore() = default;
    [[nodiscard]] Result<> addAnchor(const Certificate& certificate); ///< refuses what may not issue
    void addIntermediate(const Certificate& certificate);
    /// Reads a folder: `anchors/` and, where there is one, `intermediates/`, each with .pem, .crt, .cer files.
    [[nodiscard]] static Result<TrustStore> fromFolder(const QString& folder);

    [[nodiscard]] const QList<Certificate>& anchors() const { return m_anchors; }
    [[nodiscard]] const QList<Certificate>& intermediates() const { return m_intermediates; }

    /// Builds a chain as it stood at `at`. Revocation is StatusChecker's to say.
    [[nodiscard]] ChainVerdict check(const Certificate& certificate, core::WallTime at, CertificateUse use,
        const QList<Certificate>& extra = {}) const;

private:
    QList<Certificate> m_anchors;
    QList<Certificate> m_intermediates;
};

} // namespace tirkeu::pki
