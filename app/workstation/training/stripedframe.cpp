#include "stripedframe.h"

#include <QEvent>
#include <QPainter>

namespace tirkeu::workstation {

namespace {
constexpr int kThick = 8;
constexpr int kStripe = 14;
} // namespace

StripedFrame::StripedFrame(const Theme& theme, QWidget& window)
    : QWidget(&window)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("stripedFrame"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    window.installEventFilter(this);
    connect(&theme, &Theme::changed, this, &StripedFrame::cover);
    cover();
}

StripedFrame::~StripedFrame()
{
    parentWidget()->removeEventFilter(this); // the margins that go would come back with it
    parentWidget()->setContentsMargins(0, 0, 0, 0);
}

int StripedFrame::thickness() const
{
    return kThick; // at great scales the room is wanted for words
}

void StripedFrame::cover()
{
    const int thick = thickness();
    parentWidget()->setContentsMargins(thick, thick, thick, thick); // nothing lies under the stripes
    setGeometry(parentWidget()->rect());
    raise();
    update();
}

bool StripedFrame::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        cover();
    return QWidget::eventFilter(watched, event);
}

void StripedFrame::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int thick = thickness();
    painter.setClipRegion(QRegion(rect()) - QRegion(rect().adjusted(thick, thick, -thick, -thick)));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.colour(Role::Warning));
    const int stripe = m_theme.px(kStripe);
    painter.setPen(QPen(m_theme.colour(Role::Window), stripe));
    for (int start = -height(); start < width() + height(); start += 3 * stripe)
        painter.drawLine(start, height(), start + height(), 0);
}

} // namespace tirkeu::workstation
