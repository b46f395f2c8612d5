#include "staffkeys.h"

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kAnothersSignature{"signin.signature-of-another"};

bool wasAsked(const Result<token::ChosenCredential>& chosen)
{
    return !chosen || chosen->status.status != pki::CertificateStatus::Unavailable;
}
} // namespace

StaffKeys staffKeysOf(const QList<token::StoredCertificate>& certificates, const token::CredentialRules& rules,
    core::WallTime now, pki::StatusChecker* status)
{
    const QList<token::Credential> all = token::credentialsOf(certificates, rules);
    StaffKeys keys{
        token::chooseCredential(all, token::CredentialUse::Authentication, rules, now, status),
        token::chooseCredential(all, token::CredentialUse::DocumentSignature, rules, now, status),
    };
    // A token with the papers of two people signs in one of them, and signs for neither.
    if (keys.authentication && keys.signature &&
        keys.authentication->credential.certificate.subject().iin !=
            keys.signature->credential.certificate.subject().iin)
        keys.signature = failure(kAnothersSignature, ErrorKind::SecurityStop, QStringLiteral("two IINs on one token"));
    return keys;
}

StaffMember withKeys(StaffMember member, const StaffKeys& keys)
{
    if (keys.signature) {
        member.signature = keys.signature->credential.stored.certificate;
        member.signatureEnds = keys.signature->credential.certificate.notAfter();
        member.cannotSign.reset();
    } else {
        member.cannotSign = keys.signature.error();
    }
    member.wasStatusAsked = wasAsked(keys.authentication) && wasAsked(keys.signature);
    return member;
}

} // namespace tirkeu::workstation
