#include "ncalayersetting.h"

namespace tirkeu::workstation {

std::optional<token::NcaLayerOptions> ncaLayerOptions(
    const Preferences& preferences, const QList<pki::Certificate>& authorities)
{
    if (!preferences.signsThroughNcaLayer)
        return {};
    return token::NcaLayerOptions{.url = QUrl(preferences.ncaLayerAddress, QUrl::StrictMode),
        .authorities = authorities,
        .locale = core::languageCode(preferences.language)};
}

} // namespace tirkeu::workstation
