#include "actsigning.h"

#include <core/hashing.h>
#include <enrolment/destruction.h>

namespace tirkeu::workstation {

QFuture<Result<>> ActSigning::sign(const core::Uuid& act, core::SecureBytes pin, LastTry lastTry, const QString& actor)
{
    const auto draw = [&criteria = m_signing.criteria(), act](
                          vault::Vault& opened, const QByteArray& certificate) -> Result<enrolment::UnsignedPaper> {
        vault::Retention retention(opened.store(), opened.volumeFolder());
        const auto pdf = enrolment::drawDestruction(opened.store(), retention, act, criteria, certificate);
        if (!pdf)
            return failure(pdf);
        return enrolment::UnsignedPaper{act, evidence::kindCode(evidence::DocumentKind::DestructionAct), *pdf};
    };
    const auto keep = [actor](
                          vault::Vault& opened, const enrolment::SignedPaper& paper, const QByteArray& certificate) {
        vault::Retention retention(opened.store(), opened.volumeFolder());
        return retention.keepDocument(
            paper.id, paper.pdf, core::sha256(certificate), evidence::nameOf(evidence::SignatureLevel::BB), actor);
    };
    return m_signing.sign({draw, keep}, std::move(pin), lastTry);
}

} // namespace tirkeu::workstation
