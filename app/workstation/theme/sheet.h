#pragma once

#include "theme.h"

#include <functional>

namespace tirkeu::workstation {

/// A style sheet with its fields filled: {accent} stands for a colour, {44} for so many scaled pixels, {44-} for one
/// less, {tick} for the tick that shows on the accent, {down} for the arrow of a list that opens.
[[nodiscard]] QString filledSheet(const QString& sheet, const Theme& theme, const std::function<int(int)>& scaled);

} // namespace tirkeu::workstation
