#include "strokefield.h"

#include <QPainter>
#include <QPainterPath>
#include <QPointingDevice>
#include <QScreen>
#include <QTabletEvent>
#include <QTouchEvent>

namespace tirkeu::workstation {

namespace {
constexpr double kInch = 25.4;
constexpr double kLeastLength = 15; // millimetres in all
constexpr qsizetype kMostPoints = 20'000;
constexpr int kPen = 4;
} // namespace

StrokeField::StrokeField(const ClientLook& look, const core::Clock& clock)
    : m_look(look)
    , m_clock(clock)
{
    setObjectName(QStringLiteral("strokeField"));
    setAttribute(Qt::WA_AcceptTouchEvents);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void StrokeField::clear()
{
    m_signature = {};
    m_drawn.clear();
    m_length = 0;
    m_isDown = false;
    update();
    Q_EMIT changed();
}

bool StrokeField::isSigned() const
{
    return m_length >= kLeastLength;
}

StrokeSignature StrokeField::signature() const
{
    StrokeSignature made = m_signature;
    made.field = QSizeF(millimetres(width()), millimetres(height()));
    made.language = m_look.language();
    return made;
}

double StrokeField::millimetres(double pixels) const
{
    return pixels * kInch / std::max(1.0, screen()->physicalDotsPerInch());
}

bool StrokeField::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd: {
        const auto* touch = static_cast<QTouchEvent*>(event);
        if (!touch->points().isEmpty()) {
            const QEventPoint& point = touch->points().constFirst();
            take(*touch, point.position(), point.pressure(),
                event->type() == QEvent::TouchBegin ? Phase::Begin
                : event->type() == QEvent::TouchEnd ? Phase::End
                                                    : Phase::Move);
        }
        event->accept();
        return true;
    }
    case QEvent::TabletPress:
    case QEvent::TabletMove:
    case QEvent::TabletRelease: {
        const auto* tablet = static_cast<QTabletEvent*>(event);
        take(*tablet, tablet->position(), tablet->pressure(),
            event->type() == QEvent::TabletPress     ? Phase::Begin
            : event->type() == QEvent::TabletRelease ? Phase::End
                                                     : Phase::Move);
        event->accept();
        return true;
    }
    default:
        return QWidget::event(event);
    }
}

void StrokeField::take(const QPointerEvent& event, QPointF position, double pressure, Phase phase)
{
    if (!ClientLook::isFingerOrPen(event))
        return;
    const core::MonotonicTime now = m_clock.monotonic();
    if (m_signature.strokes.isEmpty()) {
        m_first = now;
        m_signature.device = event.device()->name();
        m_signature.hasPressure = event.device()->hasCapability(QInputDevice::Capability::Pressure);
    }
    if (phase == Phase::Begin) {
        m_signature.strokes.append(QList<StrokePoint>());
        m_drawn.append(QPolygonF());
        m_isDown = true;
    }
    if (!m_isDown)
        return;
    const QPointF inside(
        std::clamp(position.x(), 0.0, double(width())), std::clamp(position.y(), 0.0, double(height())));
    QPolygonF& line = m_drawn.last();
    if (m_signature.strokes.last().size() < kMostPoints) {
        if (!line.isEmpty())
            m_length += millimetres(QLineF(line.last(), inside).length());
        line.append(inside);
        m_signature.strokes.last().append({QPointF(millimetres(inside.x()), millimetres(inside.y())),
            std::chrono::duration_cast<std::chrono::milliseconds>(now - m_first), pressure});
    }
    m_isDown = phase != Phase::End;
    update();
    Q_EMIT changed();
}

void StrokeField::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_look.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.colour(Role::ControlLine), 2));
    painter.setBrush(theme.colour(Role::Surface));
    painter.drawRoundedRect(rect().adjusted(1, 1, -1, -1), m_look.px(14), m_look.px(14));
    const int base = height() * 3 / 4;
    painter.setPen(QPen(theme.colour(Role::Line), 2, Qt::DashLine));
    painter.drawLine(m_look.px(40), base, width() - m_look.px(40), base);
    painter.setPen(QPen(theme.colour(Role::Text), m_look.px(kPen), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    for (const QPolygonF& line : m_drawn) {
        if (line.size() == 1)
            painter.drawPoint(line.first());
        else
            painter.drawPolyline(line);
    }
}

} // namespace tirkeu::workstation
