#include "ncalayersetting.h"

#include "ncalayerfolder.h"

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

std::function<std::optional<token::NcaLayerOptions>()> ncaLayerIn(const QDir& data)
{
    return [data] {
        return ncaLayerOptions(PreferenceFile(data.filePath(QStringLiteral("preferences.json"))).load(),
            NcaLayerFolder(data.filePath(QStringLiteral("ncalayer"))).certificates());
    };
}

} // namespace tirkeu::workstation
