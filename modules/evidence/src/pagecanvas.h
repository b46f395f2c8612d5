#pragma once

#include "pagecontent.h"

#include <QFont>
#include <QImage>
#include <QPainter>
#include <QRectF>

#include <functional>

namespace tirkeu::evidence {

/// Sizes of the page in tenths of a point. A4.
namespace measure {
inline constexpr qreal kWidth = 5953;
inline constexpr qreal kHeight = 8419;
inline constexpr qreal kSide = 540;
inline constexpr qreal kTop = 420;
inline constexpr qreal kBottom = 540;
inline constexpr qreal kInner = kWidth - 2 * kSide;
inline constexpr qreal kGap = 170;
} // namespace measure

/// Ink: black, and greys that survive a printer. Meaning never hangs on a colour; the accent only helps the eye.
namespace ink {
inline const QColor kText(26, 28, 32);
inline const QColor kQuiet(92, 97, 106);
inline const QColor kLine(198, 202, 208);
inline const QColor kBand(243, 244, 246);
inline const QColor kPassed(22, 101, 62);
inline const QColor kFailed(158, 32, 32);
inline const QColor kNeutral(60, 66, 76);
} // namespace ink

enum class Weight { Regular, Bold };

/// The embedded font at a size in tenths of a point.
[[nodiscard]] QFont pageFont(int size, Weight weight = Weight::Regular);
[[nodiscard]] qreal textHeight(const QString& text, const QFont& font, qreal width);
/// Wraps, breaking inside a long identifier where it must.
void drawText(QPainter& painter, const QRectF& box, const QString& text, const QFont& font, const QColor& colour);

/// A tick in a circle, a cross in an octagon, a bar in a diamond: told apart without colour.
void drawShape(QPainter& painter, const QRectF& box, ResultShape shape);
[[nodiscard]] QColor colourOf(ResultShape shape);

/// A piece of the page that is not cut: it knows its height before it is drawn.
struct Block
{
    qreal height = 0;
    std::function<void(QPainter&, qreal top)> draw;
};

} // namespace tirkeu::evidence
