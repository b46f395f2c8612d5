#include "casesigning.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/whendone.h>
#include <enrolment/signing.h>
#include <token/credentials.h>

#include <QPromise>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kCannotSign{"signin.cannot-sign"};
constexpr ErrorCode kSignatureUnknown{"signin.signature-not-in-criteria"};

// A GOST key that no program here uses would show itself only behind the client's whole session.
Result<> checkKeyIsUsable(
    const QByteArray& signature, const std::function<std::optional<token::NcaLayerOptions>()>& ncaLayer)
{
    const auto certificate = pki::Certificate::fromDer(signature);
    if (!certificate)
        return failure(certificate);
    const token::Credential credential{{}, *certificate, token::CredentialUse::DocumentSignature};
    const auto options = credential.needsAdapter() && ncaLayer ? ncaLayer() : std::nullopt;
    return options ? token::checkCanAsk(*options) : token::checkSignsHere(credential);
}
} // namespace

CaseSigning::CaseSigning(Parts parts)
    : m_parts(std::move(parts))
{
}

Result<> CaseSigning::mayBegin(const StaffMember& teller) const
{
    if (teller.signature.isEmpty())
        return tl::make_unexpected(teller.cannotSign.value_or(
            Error{kCannotSign, ErrorKind::OperatorCanFix, QStringLiteral("no EDS certificate")}));
    // The criteria name both certificates of a person: who signed in by one signs with the other.
    const QByteArray fingerprint = core::sha256(teller.signature);
    const criteria::StaffMember* known = m_parts.criteria.staffByCertificate(fingerprint);
    if (!known || !known->signing.contains(fingerprint) ||
        !known->authentication.contains(core::fromHex(teller.id.toLatin1()).value_or(QByteArray())))
        return failure(kSignatureUnknown, ErrorKind::OperatorCanFix, QString::fromLatin1(core::toHex(fingerprint)));
    if (const Result<> usable = checkKeyIsUsable(teller.signature, m_parts.ncaLayer); !usable)
        return usable;
    const core::WallTime now = m_parts.clock.wall();
    if (const Result<> lasts = enrolment::checkLasts(teller.signature, now, m_parts.criteria.session); !lasts)
        return lasts;
    // As the teller's own certificate it has to outlast the client's longest session.
    const auto seal = sealFor(m_parts.criteria.signing, m_parts.seal, now + m_parts.criteria.session.longest);
    return seal ? Result<>() : failure(seal);
}

QFuture<Result<int>> CaseSigning::sign(
    core::SecureBytes pin, LastTry lastTry, enrolment::AtDesk desk, QList<enrolment::UnsignedPaper> papers)
{
    auto promise = std::make_shared<QPromise<Result<int>>>();
    promise->start();
    const auto signedOnes = std::make_shared<QList<core::Uuid>>();
    const auto seal = sealFor(m_parts.criteria.signing, m_parts.seal, m_parts.clock.wall());
    if (!seal) {
        promise->addResult(failure(seal));
        promise->finish();
        return promise->future();
    }
    const evidence::DocumentSigner documents(m_parts.clock, m_parts.trust);
    const KeyAct act = [documents, desk = std::move(desk), papers = std::move(papers), seal = *seal, signedOnes](
                           const evidence::SigningKey& key) -> Result<> {
        auto done = papers.isEmpty() ? enrolment::signCase(desk, documents, key, seal)
                                     : enrolment::signPapers(desk, papers, documents, key, seal);
        if (!done)
            return failure(done);
        *signedOnes = std::move(*done);
        return {};
    };
    core::whenDone(
        m_parts.staff.sign(std::move(pin), lastTry, act), this, [this, promise, signedOnes](const Result<>& done) {
            if (done)
                raise(*signedOnes);
            promise->addResult(done ? Result<int>(static_cast<int>(signedOnes->size())) : failure(done));
            promise->finish();
        });
    return promise->future();
}

// Nobody waits for it: what the services do not answer now is tried again later.
void CaseSigning::raise(const QList<core::Uuid>& documents)
{
    const evidence::SignatureLevel wanted = wantedLevel(m_parts.criteria.signing);
    if (!m_parts.upgrader || wanted == evidence::SignatureLevel::BB)
        return;
    for (const core::Uuid& document : documents)
        m_parts.upgrader->raise(document, wanted);
}

} // namespace tirkeu::workstation
