#include "handpicture.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tirkeu::workstation {

namespace {
constexpr double kFrame = 4.0 / 3; // of what a scanner sees
constexpr double kRight = 0.25;    // this far from right is right enough
constexpr int kGauge = 34;
constexpr int kThick = 5;
constexpr std::array kFingers{-52.0, -20.0, 0.0, 18.0, 38.0}; // degrees from upright, thumb first
constexpr double kSpreadEnough = 0.8;
constexpr double kSteepest = 28; // degrees

double bounded(double value)
{
    return std::clamp(value, -1.0, 1.0);
}
} // namespace

HandPicture::HandPicture(const ClientLook& look)
    : m_look(look)
{
    setObjectName(QStringLiteral("handPicture"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void HandPicture::begin(casefile::Hand hand)
{
    m_hand = hand;
    m_guide = {};
    update();
}

void HandPicture::show(const HandGuide& guide)
{
    m_guide = guide;
    update();
}

Role HandPicture::verdict() const
{
    return m_guide.advice == PalmAdvice::HoldStill ? Role::Good : Role::Accent;
}

void HandPicture::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour(Role::Line), 1));
    painter.setBrush(colour(Role::Surface));
    painter.drawRoundedRect(rect().adjusted(0, 0, -1, -1), m_look.px(14), m_look.px(14));
    const double margin = m_look.px(18);
    const double gauge = m_look.px(kGauge);
    const QRectF inside = QRectF(rect()).adjusted(margin, margin, -margin * 2 - gauge, -margin);
    const double width = std::min(inside.width(), inside.height() * kFrame);
    const QRectF room(inside.center().x() - width / 2, inside.center().y() - width / kFrame / 2, width, width / kFrame);
    drawPlace(painter, room);
    if (!m_guide.outline.isEmpty()) {
        drawHand(painter, room);
        drawSpread(painter, room);
        drawLevel(painter, room);
    }
    drawArrow(painter, room);
    drawHeight(painter, QRectF(QRectF(rect()).right() - margin - gauge, inside.top(), gauge, inside.height()));
}

// Where the hand should be: the palm's circle and the fingers above it, as a ghost.
void HandPicture::drawPlace(QPainter& painter, const QRectF& room) const
{
    const bool alone = m_guide.outline.isEmpty();
    const QPointF palm = room.center() + QPointF(0, room.height() * 0.14);
    const double radius = room.height() * 0.22;
    QPainterPath hand;
    hand.addEllipse(palm, radius, radius * 1.08);
    const double side = m_hand == casefile::Hand::Left ? -1 : 1; // seen from above, the right thumb is to the left
    for (std::size_t finger = 0; finger < kFingers.size(); ++finger) {
        const double angle = side * kFingers.at(finger) * M_PI / 180;
        const QPointF along(std::sin(angle), -std::cos(angle));
        const double length = room.height() * (finger == 0 ? 0.2 : finger == 4 ? 0.26 : 0.33);
        const QPointF across(-along.y(), along.x());
        const double thick = radius * (finger == 0 ? 0.26 : 0.21);
        const QPointF root = palm + along * radius * 0.78;
        const QPointF tip = root + along * length;
        QPainterPath one;
        one.setFillRule(Qt::WindingFill);
        one.addPolygon(
            QPolygonF({root - across * thick, tip - across * thick, tip + across * thick, root + across * thick}));
        one.addEllipse(tip, thick, thick);
        hand = hand.united(one.simplified());
    }
    QColor ground = colour(Role::Sunken);
    painter.setPen(QPen(colour(alone ? Role::ControlLine : Role::Line), m_look.px(2), Qt::DashLine));
    painter.setBrush(ground);
    painter.drawPath(hand.simplified());
}

void HandPicture::drawHand(QPainter& painter, const QRectF& room) const
{
    QPolygonF outline;
    outline.reserve(m_guide.outline.size());
    for (const QPointF& point : m_guide.outline)
        outline.append({room.left() + point.x() * room.width(), room.top() + point.y() * room.height()});
    QColor fill = colour(verdict());
    fill.setAlpha(40);
    painter.setPen(QPen(colour(verdict()), m_look.px(kThick), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(fill);
    painter.save();
    painter.setClipRect(room);
    painter.drawPolygon(outline);
    painter.restore();
    if (m_guide.offset) { // a thread from where the palm is to where it should be
        const QPointF wanted = room.center() + QPointF(0, room.height() * 0.14);
        const QPointF at = wanted + QPointF(bounded(m_guide.offset->x()) * room.width() / 2,
                                        bounded(m_guide.offset->y()) * room.height() / 2);
        painter.drawLine(at, wanted);
        painter.setBrush(colour(verdict()));
        painter.drawEllipse(at, double(m_look.px(8)), double(m_look.px(8)));
    }
}

void HandPicture::drawArrow(QPainter& painter, const QRectF& room) const
{
    const bool up = m_guide.advice == PalmAdvice::Raise;
    if (!up && m_guide.advice != PalmAdvice::Lower)
        return;
    const double side = m_look.px(46);
    const QPointF middle(room.right() - side, room.center().y());
    const double sign = up ? -1 : 1;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(Role::Accent));
    painter.drawPolygon(QPolygonF({middle + QPointF(-side * 0.8, 0), middle + QPointF(0, sign * side),
        middle + QPointF(side * 0.8, 0), middle + QPointF(side * 0.3, 0), middle + QPointF(side * 0.3, -sign * side),
        middle + QPointF(-side * 0.3, -sign * side), middle + QPointF(-side * 0.3, 0)}));
}

// Upright: the middle of the gauge is right, the upper end is too far.
void HandPicture::drawHeight(QPainter& painter, const QRectF& room) const
{
    const double round = room.width() / 2;
    painter.setPen(QPen(colour(Role::Line), 1));
    painter.setBrush(colour(Role::Sunken));
    painter.drawRoundedRect(room, round, round);
    const QRectF right(
        room.left(), room.center().y() - room.height() * kRight / 2, room.width(), room.height() * kRight);
    painter.setBrush(colour(Role::GoodSoft));
    painter.setPen(QPen(colour(Role::Good), m_look.px(2)));
    painter.drawRoundedRect(right, round / 2, round / 2);
    if (!m_guide.height)
        return;
    const double at = room.center().y() - bounded(*m_guide.height) * (room.height() / 2 - round);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(std::abs(*m_guide.height) <= kRight ? Role::Good : Role::Accent));
    painter.drawEllipse(QPointF(room.center().x(), at), round * 0.8, round * 0.8);
}

// A board on its point: level, or leaning.
void HandPicture::drawLevel(QPainter& painter, const QRectF& room) const
{
    if (!m_guide.tilt)
        return;
    const double length = m_look.px(52);
    const QPointF middle = room.topLeft() + QPointF(length * 1.2, length);
    const double angle = std::clamp(*m_guide.tilt, 0.0, 1.0) * kSteepest * M_PI / 180;
    const QPointF along(std::cos(angle) * length, std::sin(angle) * length);
    const QColor line = colour(*m_guide.tilt <= kRight ? Role::Good : Role::Accent);
    painter.setPen(QPen(line, m_look.px(kThick), Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(middle - along, middle + along);
    painter.setPen(Qt::NoPen);
    painter.setBrush(line);
    const double foot = length * 0.3;
    painter.drawPolygon(QPolygonF(
        {middle + QPointF(0, foot * 0.3), middle + QPointF(foot, foot * 1.8), middle + QPointF(-foot, foot * 1.8)}));
}

// A fan that opens with the fingers.
void HandPicture::drawSpread(QPainter& painter, const QRectF& room) const
{
    if (!m_guide.spread)
        return;
    const double spread = std::clamp(*m_guide.spread, 0.0, 1.0);
    const double radius = m_look.px(60);
    const QPointF root = room.topRight() + QPointF(-radius * 1.1, radius * 1.2);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(
        colour(spread >= kSpreadEnough ? Role::Good : Role::Accent), m_look.px(kThick), Qt::SolidLine, Qt::RoundCap));
    for (int ray = -2; ray <= 2; ++ray) {
        const double angle = ray * (4 + 18 * spread) * M_PI / 180;
        const QPointF along(std::sin(angle), -std::cos(angle));
        painter.drawLine(root + along * radius * 0.35, root + along * radius);
    }
}

} // namespace tirkeu::workstation
