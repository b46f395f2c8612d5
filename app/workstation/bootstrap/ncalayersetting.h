#pragma once

#include "settings/preferences.h"

#include <token/ncalayersigner.h>

#include <QDir>

#include <functional>
#include <optional>

namespace tirkeu::workstation {

/// How documents are signed through NCALayer, where the settings say so. `authorities` vouch for the program at the
/// other end; without one nothing is spoken to.
[[nodiscard]] std::optional<token::NcaLayerOptions> ncaLayerOptions(
    const Preferences& preferences, const QList<pki::Certificate>& authorities);

/// The same as the folder of data says it. Asked anew for every signature: the settings may have changed since the
/// start.
[[nodiscard]] std::function<std::optional<token::NcaLayerOptions>()> ncaLayerIn(const QDir& data);

} // namespace tirkeu::workstation
