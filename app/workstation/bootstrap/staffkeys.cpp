#include "staffkeys.h"

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kAnothersSignature{"signin.signature-of-another"};
constexpr ErrorCode kNoneOnToken{"token.no-signature-certificate"};
constexpr ErrorCode kNoneInReaders{"signin.no-eds-in-readers"};

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

// Of the usable ones the longest, from the first of these lists that has one; the last says why there is none.
Result<token::ChosenCredential> chosenOf(const QList<QList<token::Credential>>& lists, token::CredentialUse use,
    const token::CredentialRules& rules, core::WallTime now, pki::StatusChecker* status)
{
    for (const QList<token::Credential>& list : lists.first(lists.size() - 1)) {
        if (auto chosen = token::chooseCredential(list, use, rules, now, status))
            return chosen;
    }
    return token::chooseCredential(lists.constLast(), use, rules, now, status);
}

QList<token::Credential> ofPerson(const QList<token::Credential>& all, const QString& iin)
{
    QList<token::Credential> theirs;
    for (const token::Credential& one : all) {
        if (one.certificate.subject().iin == iin)
            theirs.append(one);
    }
    return theirs;
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
    core::WallTime now, pki::StatusChecker* status, const KnownCertificate& known,
    const QList<token::StoredCertificate>& elsewhere)
{
    constexpr auto kDocuments = token::CredentialUse::DocumentSignature;
    const QList<token::Credential> own = token::credentialsOf(certificates, rules);
    const QList<token::Credential> named = knownOf(own, known);
    StaffKeys keys{
        chosenOf({named, own}, token::CredentialUse::Authentication, rules, now, status),
        chosenOf({named, own}, kDocuments, rules, now, status),
    };
    if (!keys.authentication)
        return keys;
    keys.besides = besidesOf(named, keys.authentication->credential, rules, now);
    const QString iin = keys.authentication->credential.certificate.subject().iin;
    // A token with the papers of two people signs in one of them, and signs for neither.
    if (keys.signature && keys.signature->credential.certificate.subject().iin != iin) {
        keys.signature = failure(kAnothersSignature, ErrorKind::SecurityStop, QStringLiteral("two IINs on one token"));
        return keys;
    }
    const QList<token::Credential> theirs = ofPerson(token::credentialsOf(elsewhere, rules), iin);
    const bool isNamed = keys.signature && known && known(keys.signature->credential.certificate);
    if (isNamed || theirs.isEmpty())
        return keys;
    // One that is here and will do gives way only to one that the criteria name.
    auto other = keys.signature ? chosenOf({knownOf(theirs, known)}, kDocuments, rules, now, status)
                                : chosenOf({knownOf(theirs, known), own + theirs}, kDocuments, rules, now, status);
    if (other || !keys.signature)
        keys.signature = std::move(other);
    return keys;
}

StaffMember withKeys(StaffMember member, const StaffKeys& keys)
{
    if (keys.authentication)
        member.authentication = keys.authentication->credential.stored.certificate;
    if (keys.signature) {
        member.signature = keys.signature->credential.stored.certificate;
        member.signatureEnds = keys.signature->credential.certificate.notAfter();
        member.cannotSign.reset();
    } else {
        member.cannotSign = keys.signature.error();
        if (member.cannotSign->code == kNoneOnToken) // every token in the readers was looked at
            member.cannotSign->code = kNoneInReaders;
    }
    member.wasStatusAsked = wasAsked(keys.authentication) && wasAsked(keys.signature);
    return member;
}

} // namespace tirkeu::workstation
