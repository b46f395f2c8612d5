#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QString>

namespace tirkeu::evidence {

using Glyphs = QHash<int, QString>;           ///< two-byte code -> what it stands for
using FontGlyphs = QHash<QByteArray, Glyphs>; ///< by the font's name in the page's resources, with its slash

/// The text that a page's content shows, in the order in which it is drawn. Reads what the pages of this room are made
/// of and refuses the rest (inline images, strings that do not end). qpdf can do this too, in five times the time.
[[nodiscard]] Result<QString> shownText(QByteArrayView content, const FontGlyphs& fonts);

} // namespace tirkeu::evidence
