// A workstation's next certificate: asked for with the present one, for a key of its own, and known from then on by
// what it follows. The criteria name the first; who takes that out of them, or revokes it, takes out all that follow.
#include "referenceparts.h"

#include <pki/certificaterequest.h>
#include <pki/signeddata.h>

#include <algorithm>

namespace tirkeu::reference {

using wire::Problem;

namespace {
constexpr ErrorCode kNotOffered{"reference.renewal-not-offered"};
constexpr ErrorCode kNotGood{"reference.renewal-not-good"};
constexpr ErrorCode kTooEarly{"reference.renewal-too-early"};
constexpr ErrorCode kKeyKnown{"reference.renewal-key-known"};
constexpr ErrorCode kAgain{"reference.renewed-again"};
constexpr ErrorCode kIssuer{"reference.issuer-failed"};
constexpr ErrorCode kWaits{"reference.renewal-waits"};
constexpr std::chrono::seconds kComeAgain{30};
constexpr int kLongestLine = 64; ///< of certificates that follow one another

/// The request, if the asker's own key signed it and it asks for nothing but another key in the same name.
std::optional<pki::CertificateRequest> requestIn(
    const pki::Certificate& asker, QByteArrayView signedRequest, QByteArray& request)
{
    const auto data = pki::SignedData::read(signedRequest, {.maxBytes = 2 * pki::kLargestRequest, .maxSigners = 1});
    if (!data || data->isDetached())
        return {};
    const auto signers = data->verify(pki::CertificateBinding::Required, {asker});
    if (signers.size() != 1 || !signers.constFirst().isGood() || signers.constFirst().certificate != asker)
        return {};
    request = data->content();
    const auto read = pki::readRequest(request);
    if (!read || read->subject != asker.subject().der || read->securityBits < pki::kLeastSecurityBits)
        return {};
    return *read;
}
} // namespace

Result<const criteria::Workstation*> Reference::Parts::workstationOf(
    const criteria::Criteria& criteria, QByteArray certificate)
{
    for (int i = 0; i < kLongestLine; ++i) {
        if (const criteria::Workstation* known = criteria.workstationByCertificate(certificate))
            return known;
        const auto before = engine.predecessorOf(certificate);
        if (!before)
            return failure(before);
        if (!*before)
            break;
        const Result<bool> revoked = engine.isRevoked(**before);
        if (!revoked)
            return failure(revoked);
        if (*revoked)
            break;
        certificate = **before;
    }
    return nullptr;
}

wire::Reply<QByteArray> Reference::renewCertificate(const wire::Asker& asker, QByteArrayView signedRequest)
{
    const auto sender = m_parts->senderOf(asker);
    if (!sender)
        return tl::make_unexpected(sender.error());
    const RenewalRules& rules = m_parts->settings.renewal;
    if (rules.issuer == nullptr)
        return wire::problem(Problem::Kind::Refused, kNotOffered);
    const QString& workstation = sender->workstation->id;
    const pki::Certificate& present = asker.certificate;
    QByteArray request;
    const auto asked = requestIn(present, signedRequest, request);
    if (!asked) {
        m_parts->alarm(kNotGood.toString(), workstation, {});
        return wire::problem(Problem::Kind::Refused, kNotGood);
    }
    // One at a time: two that ask with the same key get the same certificate. The authority may take minutes, and who
    // comes meanwhile must not wait where packages are answered.
    const std::unique_lock turn(m_parts->renewing, std::try_to_lock);
    if (!turn)
        return tl::make_unexpected(
            Problem{.kind = Problem::Kind::Later, .code = kWaits.toString(), .retryAfter = kComeAgain});
    const auto known = m_parts->engine.certificatesOf(workstation);
    if (!known)
        return Parts::fault(known.error());
    bool isFollowed = false;
    for (const pki::Certificate& one : *known) {
        const auto before = m_parts->engine.predecessorOf(one.fingerprint());
        if (!before)
            return Parts::fault(before.error());
        const bool follows = *before == present.fingerprint();
        if (one.publicKey() == asked->publicKey && follows)
            return one.der(); // asked before, and the answer was lost
        if (one.publicKey() == asked->publicKey)
            return wire::problem(Problem::Kind::Refused, kKeyKnown);
        isFollowed = isFollowed || follows;
    }
    const core::WallTime now = m_parts->clock.wall();
    if (present.notAfter() - now > rules.before)
        return wire::problem(Problem::Kind::Refused, kTooEarly);
    const auto issued = rules.issuer->issue(present, request);
    const bool isGood = issued && issued->publicKey() == asked->publicKey &&
                        issued->subject().der == present.subject().der && issued->notAfter() > present.notAfter() &&
                        m_parts->bankTrust().check(*issued, now, pki::CertificateUse::Authentication).isTrusted();
    if (!isGood)
        return wire::problem(
            Problem::Kind::Later, kIssuer, issued ? QStringLiteral("not as asked") : issued.error().detail);
    const Result<> noted = m_parts->engine.noteRenewal(workstation, *issued, present.fingerprint(), now);
    if (!noted)
        return Parts::fault(noted.error());
    if (isFollowed) // its holder lost a key, or somebody else has it
        m_parts->alarm(kAgain.toString(), workstation, QString::fromLatin1(issued->fingerprint().toHex()));
    return issued->der();
}

} // namespace tirkeu::reference
