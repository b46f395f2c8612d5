#include <token/credentials.h>

#include <algorithm>

namespace tirkeu::token {

namespace {
constexpr ErrorCode kExpired{"token.certificate-expired"};
constexpr ErrorCode kNotYetValid{"token.certificate-not-yet-valid"};
constexpr ErrorCode kRevoked{"token.certificate-revoked"};
constexpr ErrorCode kForeign{"token.certificate-of-another-organisation"};
constexpr ErrorCode kIssuerUnknown{"token.certificate-issuer-unknown"};
constexpr ErrorCode kGostIssuerUnknown{"token.gost-issuer-unknown"};
constexpr ErrorCode kWeak{"token.certificate-weak"};
constexpr ErrorCode kUnfit{"token.certificate-unfit"};
constexpr ErrorCode kNoIin{"token.certificate-without-iin"};
constexpr ErrorCode kNoAuthentication{"token.no-authentication-certificate"};
constexpr ErrorCode kNoSignature{"token.no-signature-certificate"};
constexpr ErrorCode kNeedsAdapter{"token.gost-needs-ncalayer"};
constexpr ErrorCode kEndsTooSoon{"token.certificate-ends-too-soon"};
const QString kNationalArc = QStringLiteral("1.2.398.3.3.2");

[[nodiscard]] bool allows(const QStringList& wanted, const pki::Certificate& certificate)
{
    return wanted.isEmpty() || std::any_of(wanted.begin(), wanted.end(), [&certificate](const QString& policy) {
        return certificate.policies().contains(policy);
    });
}

// A GOST certificate's usage adds key agreement; non-repudiation is what tells the two kinds apart.
[[nodiscard]] std::optional<CredentialUse> useOf(const pki::Certificate& certificate, const CredentialRules& rules)
{
    const auto uses = certificate.keyUses();
    if (!uses || certificate.isAuthority() || !uses->testFlag(pki::KeyUse::DigitalSignature))
        return std::nullopt;
    const bool signature = uses->testFlag(pki::KeyUse::NonRepudiation);
    if (!allows(signature ? rules.signaturePolicies : rules.authenticationPolicies, certificate))
        return std::nullopt;
    return signature ? CredentialUse::DocumentSignature : CredentialUse::Authentication;
}

// How far a credential came: a later check failed is a nearer miss.
[[nodiscard]] int nearness(const Error& error)
{
    const std::initializer_list<ErrorCode> order{
        kNoIin, kForeign, kIssuerUnknown, kGostIssuerUnknown, kWeak, kUnfit, kNotYetValid, kExpired, kRevoked};
    return int(std::find(order.begin(), order.end(), error.code) - order.begin());
}
} // namespace

bool Credential::needsAdapter() const
{
    switch (certificate.keyKind()) {
    case pki::KeyKind::Gost2004:
    case pki::KeyKind::Gost2015Bits256:
    case pki::KeyKind::Gost2015Bits512:
        return true;
    default:
        return false;
    }
}

QStringList nationalAuthenticationPolicies()
{
    return {kNationalArc + QStringLiteral(".2"), kNationalArc + QStringLiteral(".4"), kNationalArc};
}

QStringList nationalSignaturePolicies()
{
    return {kNationalArc + QStringLiteral(".1"), kNationalArc + QStringLiteral(".3"), kNationalArc};
}

QList<Credential> credentialsOf(const QList<StoredCertificate>& certificates, const CredentialRules& rules)
{
    QList<Credential> found;
    for (const StoredCertificate& stored : certificates) {
        const auto certificate = pki::Certificate::fromDer(stored.certificate);
        if (!certificate)
            continue;
        if (const auto use = useOf(*certificate, rules))
            found.append({stored, *certificate, *use});
    }
    return found;
}

CredentialView viewOf(const Credential& credential)
{
    const pki::Certificate& certificate = credential.certificate;
    const pki::DistinguishedName& subject = certificate.subject();
    CredentialView view;
    view.name = subject.givenName.isEmpty() ? subject.commonName : subject.commonName + u' ' + subject.givenName;
    view.iin = subject.iin;
    view.bin = subject.bin;
    view.organisation = subject.organisation;
    view.roles = certificate.roles();
    view.storage = certificate.keyStorage();
    view.keyKind = certificate.keyKind();
    view.notBefore = certificate.notBefore();
    view.notAfter = certificate.notAfter();
    return view;
}

Result<> judgeCredential(
    const Credential& credential, const CredentialRules& rules, core::WallTime now, const pki::StatusResult* status)
{
    const pki::Certificate& certificate = credential.certificate;
    const auto refuse = [](ErrorCode code, const QString& detail, const QStringList& values = {}) {
        return failure(code, ErrorKind::OperatorCanFix, detail, values);
    };
    if (certificate.subject().iin.isEmpty())
        return refuse(kNoIin, QStringLiteral("no IIN in the subject"));
    if (!rules.organisationBin.isEmpty() && certificate.subject().bin != rules.organisationBin)
        return refuse(kForeign, QStringLiteral("BIN differs"), {certificate.subject().organisation});
    if (now < certificate.notBefore())
        return refuse(kNotYetValid, QStringLiteral("notBefore"), {core::shownDate(certificate.notBefore())});
    if (now > certificate.notAfter())
        return refuse(kExpired, QStringLiteral("notAfter"), {core::shownDate(certificate.notAfter())});

    const auto use = credential.use == CredentialUse::DocumentSignature ? pki::CertificateUse::DocumentSignature
                                                                        : pki::CertificateUse::Authentication;
    const pki::ChainVerdict chain = rules.trust.check(certificate, now, use);
    switch (chain.reason) {
    case pki::ChainReason::Trusted:
        break;
    case pki::ChainReason::Expired:
        return refuse(kExpired, QStringLiteral("in the chain"), {core::shownDate(certificate.notAfter())});
    case pki::ChainReason::NotYetValid:
        return refuse(kNotYetValid, QStringLiteral("in the chain"), {core::shownDate(certificate.notBefore())});
    case pki::ChainReason::UseRefused:
        return refuse(kUnfit, chain.detail);
    case pki::ChainReason::AlgorithmRefused:
        return refuse(kWeak, chain.detail);
    case pki::ChainReason::KeyNotSupported:
        if (credential.needsAdapter())
            break; // its adapter brings its own verdict
        return refuse(kWeak, chain.detail);
    default:
        return refuse(credential.needsAdapter() ? kGostIssuerUnknown : kIssuerUnknown, pki::nameOf(chain.reason),
            {certificate.issuer().commonName});
    }
    if (status != nullptr && status->wasRevokedAt(now))
        return refuse(kRevoked, pki::nameOf(status->reason));
    return {};
}

namespace {
// The issuer is the next link of the chain that was just found good; a GOST chain cannot be built, so nobody is asked.
pki::StatusResult statusOf(
    const Credential& credential, const CredentialRules& rules, core::WallTime now, pki::StatusChecker& status)
{
    const auto issuer = rules.trust.check(credential.certificate, now, pki::CertificateUse::Any).issuer();
    return issuer ? status.check(credential.certificate, *issuer) : pki::StatusResult();
}
} // namespace

Result<ChosenCredential> chooseCredential(const QList<Credential>& credentials, CredentialUse use,
    const CredentialRules& rules, core::WallTime now, pki::StatusChecker* status)
{
    QList<Credential> good;
    std::optional<Error> nearest;
    const auto miss = [&nearest](const Error& error) {
        if (!nearest || nearness(error) > nearness(*nearest))
            nearest = error;
    };
    for (const Credential& credential : credentials) {
        if (credential.use != use)
            continue;
        if (const auto judged = judgeCredential(credential, rules, now); judged)
            good.append(credential);
        else
            miss(judged.error());
    }
    std::stable_sort(good.begin(), good.end(),
        [](const Credential& a, const Credential& b) { return a.certificate.notAfter() > b.certificate.notAfter(); });
    for (const Credential& credential : std::as_const(good)) {
        const pki::StatusResult asked = status ? statusOf(credential, rules, now, *status) : pki::StatusResult();
        const Result<> judged = judgeCredential(credential, rules, now, &asked);
        if (judged)
            return ChosenCredential{credential, asked};
        miss(judged.error());
    }
    if (nearest)
        return tl::make_unexpected(*nearest);
    return failure(use == CredentialUse::Authentication ? kNoAuthentication : kNoSignature, ErrorKind::OperatorCanFix,
        QStringLiteral("none of %1 certificates").arg(credentials.size()));
}

Result<Credential> chooseCredential(
    const QList<Credential>& credentials, CredentialUse use, const CredentialRules& rules, core::WallTime now)
{
    auto chosen = chooseCredential(credentials, use, rules, now, nullptr);
    return chosen ? Result<Credential>(std::move(chosen->credential)) : failure(chosen);
}

Result<> checkSignsHere(const Credential& credential)
{
    if (credential.needsAdapter())
        return failure(kNeedsAdapter, ErrorKind::OperatorCanFix, QStringLiteral("GOST key"),
            {credential.certificate.subject().commonName});
    return {};
}

std::optional<int> expiryNotice(const pki::Certificate& certificate, core::WallTime now)
{
    return expiryNotice(certificate.notAfter(), now);
}

std::optional<int> expiryNotice(core::WallTime notAfter, core::WallTime now)
{
    const auto left = notAfter - now;
    for (const int days : {1, 7, 30}) {
        if (left <= std::chrono::days(days))
            return days;
    }
    return std::nullopt;
}

Result<> checkLasts(const pki::Certificate& certificate, core::WallTime end)
{
    if (certificate.notAfter() < end)
        return failure(kEndsTooSoon, ErrorKind::OperatorCanFix, QStringLiteral("ends before the session could"),
            {core::shownDateTime(certificate.notAfter())});
    return {};
}

} // namespace tirkeu::token
