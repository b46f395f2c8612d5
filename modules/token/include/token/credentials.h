#pragma once

#include <core/clock.h>
#include <pki/certificate.h>
#include <pki/statuschecker.h>
#include <pki/truststore.h>
#include <token/tokeninfo.h>

#include <optional>

namespace tirkeu::token {

/// The two kinds a person holds, possibly on one token: one signs in and unwraps, the other only signs documents.
enum class CredentialUse { Authentication, DocumentSignature };

struct Credential
{
    StoredCertificate stored;
    pki::Certificate certificate;
    CredentialUse use;
    /// A GOST key: OpenSSL and most modules cannot use it, a CmsSigner can.
    [[nodiscard]] bool needsAdapter() const;
};

/// What the certificate says about its holder, for the screen and the signature panel.
struct CredentialView
{
    QString name;
    QString iin;
    QString bin;
    QString organisation;
    QList<pki::CertificateRole> roles;
    pki::KeyStorage storage = pki::KeyStorage::Unstated;
    pki::KeyKind keyKind = pki::KeyKind::Other;
    core::WallTime notBefore;
    core::WallTime notAfter;
};

struct CredentialRules
{
    pki::TrustStore trust;
    QString organisationBin; ///< empty: any organisation
    /// Certificate policies that mark each kind; where a list is empty, key usage alone decides.
    QStringList authenticationPolicies = {};
    QStringList signaturePolicies = {};
};

/// By what the national centre marks the two kinds, of a person's own and of an organisation's employee. Its newer GOST
/// certificates carry no more than the arc, so there key usage alone tells them apart.
[[nodiscard]] QStringList nationalAuthenticationPolicies();
[[nodiscard]] QStringList nationalSignaturePolicies();

/// Sorts a token's certificates by key usage and policy. What is for neither use, or cannot be read, is left out.
[[nodiscard]] QList<Credential> credentialsOf(
    const QList<StoredCertificate>& certificates, const CredentialRules& rules);
[[nodiscard]] CredentialView viewOf(const Credential& credential);

/// Refuses a credential in words a person can act on: expired, not yet valid, another organisation's, unknown issuer,
/// weak key; revoked where `status` was asked for.
[[nodiscard]] Result<> judgeCredential(const Credential& credential, const CredentialRules& rules, core::WallTime now,
    const pki::StatusResult* status = nullptr);
/// The best credential for one use; the error is that of the one which came nearest.
[[nodiscard]] Result<Credential> chooseCredential(
    const QList<Credential>& credentials, CredentialUse use, const CredentialRules& rules, core::WallTime now);

struct ChosenCredential
{
    Credential credential;
    pki::StatusResult status; ///< unavailable where nobody could be asked
};
/// The same with `status` asked: what is revoked is refused, and the next best is taken. That nobody answers refuses
/// nothing, for offline is a normal state; it stands in the result. Blocks on the network.
[[nodiscard]] Result<ChosenCredential> chooseCredential(const QList<Credential>& credentials, CredentialUse use,
    const CredentialRules& rules, core::WallTime now, pki::StatusChecker* status);

/// Refuses a GOST key, and says which program its owner signs with instead (`NcaLayerSigner`).
[[nodiscard]] Result<> checkSignsHere(const Credential& credential);

/// 30, 7 or 1: the latest of these thresholds that has been crossed; nothing while the end is further away.
[[nodiscard]] std::optional<int> expiryNotice(core::WallTime notAfter, core::WallTime now);
[[nodiscard]] std::optional<int> expiryNotice(const pki::Certificate& certificate, core::WallTime now);
/// Whether documents of a session that may last until `end` could still be signed.
[[nodiscard]] Result<> checkLasts(const pki::Certificate& certificate, core::WallTime end);

} // namespace tirkeu::token
