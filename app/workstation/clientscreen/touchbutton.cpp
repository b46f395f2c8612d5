#include "touchbutton.h"

#include <QMouseEvent>
#include <QTouchEvent>

namespace tirkeu::workstation {

TouchButton::TouchButton(const ClientLook& look, const QString& objectName, const QString& kind)
    : m_look(look)
{
    setObjectName(objectName);
    setProperty("kind", kind);
    setAttribute(Qt::WA_AcceptTouchEvents);
}

bool TouchButton::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::TouchCancel:
        if (isEnabled())
            touch(*static_cast<QTouchEvent*>(event));
        event->accept();
        return true;
    default:
        return QPushButton::event(event);
    }
}

void TouchButton::touch(const QTouchEvent& event)
{
    if (!m_look.isClients(event) || event.points().isEmpty())
        return;
    const bool inside = rect().contains(event.points().constFirst().position().toPoint());
    const bool wasDown = isDown();
    setDown(inside && (event.type() == QEvent::TouchBegin || (event.type() == QEvent::TouchUpdate && wasDown)));
    if (event.type() == QEvent::TouchEnd && inside && wasDown)
        click();
}

void TouchButton::mousePressEvent(QMouseEvent* event)
{
    if (m_look.isClients(*event))
        QPushButton::mousePressEvent(event);
}

void TouchButton::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_look.isClients(*event))
        QPushButton::mouseReleaseEvent(event);
}

} // namespace tirkeu::workstation
