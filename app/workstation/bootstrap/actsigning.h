#pragma once

#include "documentupgrader.h"
#include "signin/staffsource.h"
#include "signingrules.h"

#include <criteria/criteria.h>

namespace tirkeu::workstation {

/// The document of a destruction: drawn for whoever is signed in, signed by their EDS certificate and, where the
/// criteria ask for it, the organisation's seal, and kept in the vault. Lives in the window's thread.
class ActSigning final : public QObject
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
    explicit ActSigning(Parts parts); ///< all of them outlive it

    [[nodiscard]] QFuture<Result<>> sign(
        const core::Uuid& act, core::SecureBytes pin, LastTry lastTry, const QString& actor);

private:
    Parts m_parts;
};

} // namespace tirkeu::workstation
