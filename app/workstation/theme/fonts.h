#pragma once

#include <QStringList>

namespace tirkeu::workstation {

/// Every face that the program brings along.
[[nodiscard]] QStringList fontFiles();
/// Takes them in, once a process; false where one was refused.
[[nodiscard]] bool fontsAreLoaded();
/// Whether this font file draws every one of these letters by itself: what the system would lend from another font
/// does not count.
[[nodiscard]] bool drawsEvery(const QByteArray& font, const QString& letters);

} // namespace tirkeu::workstation
