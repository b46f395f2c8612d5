#pragma once

#include <core/result.h>

#include <QString>

class QApplication;

namespace tirkeu::workstation {

class LanguageSwitch;
class Theme;

/// Writes a picture of every page in three languages and two themes, at 1366×768, at 100 and at 200 %, into a folder.
/// Gives back how many.
[[nodiscard]] Result<int> writeGallery(Theme& theme, LanguageSwitch& language, const QString& folder);

} // namespace tirkeu::workstation
