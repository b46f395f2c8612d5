#include "staffkeys.h"

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kAnothersSignature{"signin.signature-of-another"};

bool wasAsked(const Result<token::ChosenCredential>& chosen)
{
    return !chosen || chosen->status.status != pki::CertificateStatus::Unavailable;
}

QList<token::Credential> knownOf(const QList<token::Credential>& all, const KnownCertificate& known)
{
    QList<token::Credential> named;
    for (const token::Credential& one : all) {
        if (known && known(one.certificate))
            named.append(one);
    }
    return named;
}

// Of the usable ones the longest; of those that the criteria name, where one of them can be used.
Result<token::ChosenCredential> chosenOf(const QList<token::Credential>& all, const QList<token::Credential>& named,
    token::CredentialUse use, const token::CredentialRules& rules, core::WallTime now, pki::StatusChecker* status)
{
    if (!named.isEmpty()) {
        if (auto chosen = token::chooseCredential(named, use, rules, now, status))
            return chosen;
    }
    return token::chooseCredential(all, use, rules, now, status);
}

QList<token::Credential> besidesOf(const QList<token::Credential>& all, const token::Credential& chosen,
    const token::CredentialRules& rules, core::WallTime now)
{
    QList<token::Credential> others;
    for (const token::Credential& one : all) {
        if (one.use == token::CredentialUse::Authentication && one.certificate.der() != chosen.certificate.der() &&
            one.certificate.subject().iin == chosen.certificate.subject().iin &&
            token::judgeCredential(one, rules, now))
            others.append(one);
    }
    return others;
}
} // namespace

StaffKeys staffKeysOf(const QList<token::StoredCertificate>& certificates, const token::CredentialRules& rules,
    core::WallTime now, pki::StatusChecker* status, const KnownCertificate& known)
{
    const QList<token::Credential> all = token::credentialsOf(certificates, rules);
    const QList<token::Credential> named = knownOf(all, known);
    StaffKeys keys{
        chosenOf(all, named, token::CredentialUse::Authentication, rules, now, status),
        chosenOf(all, named, token::CredentialUse::DocumentSignature, rules, now, status),
    };
    if (keys.authentication)
        keys.besides = besidesOf(named, keys.authentication->credential, rules, now);
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
