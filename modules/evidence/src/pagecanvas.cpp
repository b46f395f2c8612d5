#include "pagecanvas.h"

#include <QFontDatabase>
#include <QPainterPath>
#include <QTextLayout>
#include <QTextOption>

#include <cmath>
#include <mutex>

// The font travels as a resource of this static library and has to be named once to be linked.
static void loadResources()
{
    Q_INIT_RESOURCE(evidence_fonts);
}

namespace tirkeu::evidence {

namespace {
[[nodiscard]] const QString& family()
{
    static QString name;
    static std::once_flag once;
    std::call_once(once, [] {
        loadResources();
        const int regular = QFontDatabase::addApplicationFont(QStringLiteral(":/evidence/fonts/NotoSans-Regular.ttf"));
        QFontDatabase::addApplicationFont(QStringLiteral(":/evidence/fonts/NotoSans-Bold.ttf"));
        name = QFontDatabase::applicationFontFamilies(regular).value(0);
    });
    return name;
}

// Lays text out line by line; draws it where a painter is given. Returns the height.
[[nodiscard]] qreal layOut(const QString& text, const QFont& font, qreal width, QPainter* painter, QPointF at)
{
    qreal y = 0;
    for (const QString& paragraph : text.split(u'\n')) {
        QTextLayout layout(paragraph, font);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            line.setPosition({0, y});
            y += line.height() * 1.04;
        }
        layout.endLayout();
        if (painter != nullptr)
            layout.draw(painter, at);
    }
    return y;
}
} // namespace

QFont pageFont(int size, Weight weight)
{
    QFont font(family());
    font.setPixelSize(size);
    font.setWeight(weight == Weight::Bold ? QFont::Bold : QFont::Normal);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setKerning(true);
    // Any spacing at all keeps letters from being joined: a joined glyph cannot be read back as its letters.
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.02);
    return font;
}

qreal textHeight(const QString& text, const QFont& font, qreal width)
{
    return text.isEmpty() ? 0 : layOut(text, font, width, nullptr, {});
}

void drawText(QPainter& painter, const QRectF& box, const QString& text, const QFont& font, const QColor& colour)
{
    painter.setPen(colour);
    if (!text.isEmpty())
        (void)layOut(text, font, box.width(), &painter, box.topLeft());
}

QColor colourOf(ResultShape shape)
{
    return shape == ResultShape::Passed ? ink::kPassed : shape == ResultShape::Failed ? ink::kFailed : ink::kNeutral;
}

void drawShape(QPainter& painter, const QRectF& box, ResultShape shape)
{
    painter.save();
    painter.translate(box.center());
    const qreal r = box.width() / 2;
    const QColor colour = colourOf(shape);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    QPolygonF outline;
    const int corners = shape == ResultShape::Failed ? 8 : 4;
    const qreal turn = shape == ResultShape::Failed ? M_PI / 8 : 0;
    for (int i = 0; i < corners; ++i) {
        const qreal angle = turn + i * 2 * M_PI / corners;
        outline << QPointF(r * std::cos(angle), r * std::sin(angle));
    }
    if (shape == ResultShape::Passed)
        painter.drawEllipse(QPointF(), r, r);
    else
        painter.drawPolygon(outline);
    QPen pen(Qt::white, r * 0.24, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    if (shape == ResultShape::Passed) {
        painter.drawPolyline(
            QPolygonF({QPointF(-r * 0.45, r * 0.02), QPointF(-r * 0.12, r * 0.36), QPointF(r * 0.46, -r * 0.32)}));
    } else if (shape == ResultShape::Failed) {
        painter.drawLine(QPointF(-r * 0.36, -r * 0.36), QPointF(r * 0.36, r * 0.36));
        painter.drawLine(QPointF(-r * 0.36, r * 0.36), QPointF(r * 0.36, -r * 0.36));
    } else {
        painter.drawLine(QPointF(-r * 0.36, 0), QPointF(r * 0.36, 0));
    }
    painter.restore();
}

} // namespace tirkeu::evidence
