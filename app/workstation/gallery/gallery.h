#pragma once

#include "theme/colours.h"

#include <core/language.h>

#include <QList>
#include <QString>

class QApplication;

namespace tirkeu::workstation {

class LanguageSwitch;
class Theme;

/// In what every page is drawn.
struct GalleryScope
{
    QList<core::Language> languages{core::kLanguages.cbegin(), core::kLanguages.cend()};
    QList<Scheme> schemes{Scheme::Light, Scheme::Dark};
    QList<int> percents{100, 200};
};

/// Writes a picture of every page in all of that, at 1366×768, into a folder. Gives back how many.
[[nodiscard]] Result<int> writeGallery(
    Theme& theme, LanguageSwitch& language, const QString& folder, const GalleryScope& scope = {});

} // namespace tirkeu::workstation
