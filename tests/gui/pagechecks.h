#pragma once

#include <QStringList>
#include <QWidget>

namespace tirkeu::test {

/// Each gives back what is wrong with the visible part of a window, one line a finding.
[[nodiscard]] QStringList cutTexts(const QWidget& window);
[[nodiscard]] QStringList namelessControls(const QWidget& window);
[[nodiscard]] QStringList smallControls(const QWidget& window, int percent);
/// Reads the drawn picture: the ground around every text and the strongest colour of its strokes, 4.5:1 or more apart.
[[nodiscard]] QStringList paleTexts(QWidget& window);
/// Walks with Tab and back; sends key presses to the window.
[[nodiscard]] QStringList focusTraps(QWidget& window);

} // namespace tirkeu::test
