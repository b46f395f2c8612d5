#include "attemptdots.h"

#include <QPainter>

namespace tirkeu::workstation {

namespace {
constexpr int kDot = 14;
constexpr int kGap = 8;
} // namespace

AttemptDots::AttemptDots(const Theme& theme)
    : m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void AttemptDots::set(int spent, int most, const QString& words)
{
    m_spent = spent;
    m_most = most;
    setAccessibleName(words);
    setToolTip(words);
    updateGeometry();
    update();
}

QSize AttemptDots::sizeHint() const
{
    return {m_theme.px(kDot + kGap) * m_most, m_theme.px(kDot + 2)};
}

void AttemptDots::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor line = m_theme.colour(Role::ControlLine);
    const int side = m_theme.px(kDot);
    for (int i = 0; i < m_most; ++i) {
        const QRectF place(1 + i * m_theme.px(kDot + kGap), 1, side - 2, side - 2);
        painter.setPen(QPen(line, 2));
        painter.setBrush(i < m_spent ? line : QColor(Qt::transparent));
        painter.drawEllipse(place);
    }
}

} // namespace tirkeu::workstation
