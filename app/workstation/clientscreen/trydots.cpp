#include "trydots.h"

#include <QPainter>

namespace tirkeu::workstation {

namespace {
constexpr int kDot = 22;
constexpr int kGap = 14;
} // namespace

TryDots::TryDots(const ClientLook& look)
    : m_look(look)
{
    setObjectName(QStringLiteral("attemptDots"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void TryDots::set(int attempt, int attempts)
{
    m_attempt = attempt;
    m_attempts = attempts;
    updateGeometry();
    update();
}

QSize TryDots::sizeHint() const
{
    const int dot = m_look.px(kDot);
    return {m_attempts * dot + (m_attempts - 1) * m_look.px(kGap), dot};
}

void TryDots::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double dot = m_look.px(kDot);
    const double pen = m_look.px(3);
    const QColor colour = m_look.theme().colour(Role::Accent);
    painter.setPen(QPen(colour, pen));
    for (int at = 0; at < m_attempts; ++at) {
        painter.setBrush(at < m_attempt ? QBrush(colour) : QBrush(Qt::NoBrush));
        painter.drawEllipse(
            QRectF(at * (dot + m_look.px(kGap)), (height() - dot) / 2, dot, dot).adjusted(pen, pen, -pen, -pen));
    }
}

} // namespace tirkeu::workstation
