#include "actsigning.h"

#include <core/hashing.h>
#include <core/whendone.h>
#include <enrolment/destruction.h>
#include <enrolment/signing.h>

namespace tirkeu::workstation {

namespace {
QByteArray certificateOf(const evidence::SigningKey& key)
{
    return std::visit([](const auto& one) { return one.get().certificate(); }, key);
}
} // namespace

ActSigning::ActSigning(Parts parts)
    : m_parts(std::move(parts))
{
}

QFuture<Result<>> ActSigning::sign(const core::Uuid& act, core::SecureBytes pin, LastTry lastTry, const QString& actor)
{
    const auto seal = sealFor(m_parts.criteria.signing, m_parts.seal, m_parts.clock.wall());
    if (!seal)
        return QtFuture::makeReadyFuture(Result<>(failure(seal)));
    const evidence::DocumentSigner documents(m_parts.clock, m_parts.trust);
    // On the token's thread; what the vault does for it is waited for there.
    const KeyAct work = [documents, act, actor, seal = *seal, &thread = m_parts.thread, &criteria = m_parts.criteria](
                            const evidence::SigningKey& key) -> Result<> {
        const QByteArray certificate = certificateOf(key);
        const auto drawn =
            thread
                .perform<QByteArray>([&criteria, act, certificate](vault::Vault& opened) {
                    vault::Retention retention(opened.store(), opened.volumeFolder());
                    return enrolment::drawDestruction(opened.store(), retention, act, criteria, certificate);
                })
                .result();
        if (!drawn)
            return failure(drawn);
        const auto keep = [&](const QList<QByteArray>& made) {
            return thread
                .perform<void>([act, certificate, actor, pdf = made.constFirst()](vault::Vault& opened) {
                    vault::Retention retention(opened.store(), opened.volumeFolder());
                    return retention.keepDocument(
                        act, pdf, core::sha256(certificate), evidence::nameOf(evidence::SignatureLevel::BB), actor);
                })
                .result();
        };
        QList<evidence::SigningKey> keys{key};
        if (seal.key())
            keys.append(*seal.key());
        const auto signedOnes = documents.signAll({*drawn}, keys, keep);
        return signedOnes ? Result<>() : failure(signedOnes);
    };
    auto done = m_parts.staff.sign(std::move(pin), lastTry, work);
    core::whenDone(done, this, [this, act](const Result<>& result) {
        const evidence::SignatureLevel wanted = wantedLevel(m_parts.criteria.signing);
        if (result && m_parts.upgrader && wanted != evidence::SignatureLevel::BB)
            m_parts.upgrader->raise(act, wanted);
    });
    return done;
}

} // namespace tirkeu::workstation
