#pragma once

#include "documentupgrader.h"
#include "signin/staffsource.h"
#include "signingrules.h"

#include <criteria/criteria.h>
#include <enrolment/casedesk.h>

namespace tirkeu::workstation {

/// One document that the vault draws for whoever is signed in: signed by their EDS certificate and, where the criteria
/// ask for it, the organisation's seal, kept in the vault, raised. Lives in the window's thread.
class VaultSigning final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        StaffSource& staff;
        vault::VaultThread& thread;
        const criteria::Criteria& criteria;
        pki::TrustStore trust;
        const core::Clock& clock;
        SealSource seal = {};                 ///< none at this workstation; the key is used on the token's thread
        DocumentUpgrader* upgrader = nullptr; ///< none: it stays at B-B
    };
    explicit VaultSigning(Parts parts); ///< all of them outlive it

    /// Both on the vault's thread. `certificate`: of who signs, DER.
    struct Work
    {
        std::function<Result<enrolment::UnsignedPaper>(vault::Vault&, const QByteArray& certificate)> draw;
        std::function<Result<>(vault::Vault&, const enrolment::SignedPaper&, const QByteArray& certificate)> keep;
    };
    [[nodiscard]] QFuture<Result<>> sign(Work work, core::SecureBytes pin, LastTry lastTry);
    [[nodiscard]] const criteria::Criteria& criteria() const { return m_parts.criteria; }

private:
    Parts m_parts;
};

} // namespace tirkeu::workstation
