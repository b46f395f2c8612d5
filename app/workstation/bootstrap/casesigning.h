#pragma once

#include "documentupgrader.h"
#include "signin/papersigning.h"
#include "signingrules.h"

#include <criteria/criteria.h>
#include <token/ncalayersigner.h>

namespace tirkeu::workstation {

/// Signs a case's papers with the key of whoever is signed in and the organisation's seal, and hands them to the
/// upgrader.
class CaseSigning final : public PaperSigning
{
    Q_OBJECT
public:
    struct Parts
    {
        StaffSource& staff;
        const criteria::Criteria& criteria;
        pki::TrustStore trust;
        const core::Clock& clock;
        SealSource seal = {};                 ///< none at this workstation; the key is used on the token's thread
        DocumentUpgrader* upgrader = nullptr; ///< none: documents stay at B-B
        /// How a GOST key signs, as the reader does it; none: it cannot here.
        std::function<std::optional<token::NcaLayerOptions>()> ncaLayer = {};
    };
    explicit CaseSigning(Parts parts); ///< all of them outlive it

    [[nodiscard]] Result<> mayBegin(const StaffMember& teller) const override;
    [[nodiscard]] QFuture<Result<int>> sign(core::SecureBytes pin, LastTry lastTry, enrolment::AtDesk desk,
        QList<enrolment::UnsignedPaper> papers) override;

private:
    void raise(const QList<core::Uuid>& documents);

    Parts m_parts;
};

} // namespace tirkeu::workstation
