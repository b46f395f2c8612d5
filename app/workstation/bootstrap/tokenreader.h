#pragma once

#include "vaultdoor.h"

#include <criteria/criteria.h>
#include <pki/statuschecker.h>
#include <pki/truststore.h>
#include <token/cryptokimodule.h>
#include <token/ncalayersigner.h>

namespace tirkeu::workstation {

/// What a reader of staff's tokens is put together from. Criteria, clock, door and status outlive it.
struct TokenReader
{
    pki::TrustStore trust; ///< who may issue certificates of staff
    const criteria::Criteria& criteria;
    QString branch; ///< as the criteria name it
    const core::Clock& clock;
    VaultDoor& door;
    pki::StatusChecker* status = nullptr; ///< none: nobody can be asked
    std::function<std::optional<token::NcaLayerOptions>()> ncaLayer = {};

    /// Whoever the criteria know by a token behind this PKCS#11 module.
    [[nodiscard]] std::unique_ptr<StaffSource> behind(std::shared_ptr<token::CryptokiModule> module) const;
};

} // namespace tirkeu::workstation
