#pragma once

#include "vaultsigning.h"

namespace tirkeu::workstation {

/// The document of a destruction. Lives in the window's thread.
class ActSigning final
{
public:
    using Parts = VaultSigning::Parts;
    explicit ActSigning(Parts parts) ///< all of them outlive it
        : m_signing(std::move(parts))
    {
    }

    [[nodiscard]] QFuture<Result<>> sign(
        const core::Uuid& act, core::SecureBytes pin, LastTry lastTry, const QString& actor);

private:
    VaultSigning m_signing;
};

} // namespace tirkeu::workstation
