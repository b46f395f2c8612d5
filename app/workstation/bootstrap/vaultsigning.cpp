#include "vaultsigning.h"

#include "tokenwork.h"

#include <core/whendone.h>
#include <enrolment/signing.h>

#include <memory>

namespace tirkeu::workstation {

namespace {
QByteArray certificateOf(const evidence::SigningKey& key)
{
    return std::visit([](const auto& one) { return one.get().certificate(); }, key);
}
} // namespace

VaultSigning::VaultSigning(Parts parts)
    : m_parts(std::move(parts))
{
}

QFuture<Result<>> VaultSigning::sign(Work work, core::SecureBytes pin, LastTry lastTry)
{
    const auto seal = sealFor(m_parts.criteria.signing, m_parts.seal, m_parts.clock.wall());
    if (!seal)
        return QtFuture::makeReadyFuture(Result<>(failure(seal)));
    const evidence::DocumentSigner documents(m_parts.clock, m_parts.trust);
    const auto signedOne = std::make_shared<std::optional<core::Uuid>>();
    // On the token's thread; what the vault does for it is waited for there.
    const KeyAct act = [documents, work = std::move(work), seal = *seal, &thread = m_parts.thread, signedOne](
                           const evidence::SigningKey& key) -> Result<> {
        const QByteArray certificate = certificateOf(key);
        const auto drawn = thread
                               .perform<enrolment::UnsignedPaper>([&work, &certificate](vault::Vault& opened) {
                                   return work.draw(opened, certificate);
                               })
                               .result();
        if (!drawn)
            return failure(drawn);
        // The vault may have been long about it; behind a given-up signature stands nobody, and perhaps no program.
        if (certificateOf(key) != certificate)
            return tokenGivenUp();
        const auto keep = [&](const QList<QByteArray>& made) {
            const enrolment::SignedPaper paper{drawn->id, made.constFirst()};
            return thread
                .perform<void>([&work, &paper, &certificate](
                                   vault::Vault& opened) { return work.keep(opened, paper, certificate); })
                .result();
        };
        QList<evidence::SigningKey> keys{key};
        if (seal.key())
            keys.append(*seal.key());
        const auto made = documents.signAll({drawn->pdf}, keys, keep);
        if (!made)
            return failure(made);
        *signedOne = drawn->id;
        return {};
    };
    auto done = m_parts.staff.sign(std::move(pin), lastTry, act);
    core::whenDone(done, this, [this, signedOne](const Result<>& result) {
        const evidence::SignatureLevel wanted = wantedLevel(m_parts.criteria.signing);
        if (result && *signedOne && m_parts.upgrader && wanted != evidence::SignatureLevel::BB)
            m_parts.upgrader->raise(**signedOne, wanted);
    });
    return done;
}

} // namespace tirkeu::workstation
