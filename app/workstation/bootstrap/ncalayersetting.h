#pragma once

#include "settings/preferences.h"

#include <token/ncalayersigner.h>

#include <optional>

namespace tirkeu::workstation {

/// How documents are signed through NCALayer, where the settings say so. `authorities` vouch for the program at the
/// other end; without one nothing is spoken to.
[[nodiscard]] std::optional<token::NcaLayerOptions> ncaLayerOptions(
    const Preferences& preferences, const QList<pki::Certificate>& authorities);

} // namespace tirkeu::workstation
