#include "tellerplace.h"

#include <QApplication>
#include <QEvent>
#include <QWidget>

#include <algorithm>

namespace tirkeu::workstation {

TellerPlace::TellerPlace(const ClientDisplay& display, const QWidget& clientWindow)
    : m_display(display)
    , m_clientWindow(clientWindow)
{
    // Qt moves windows of its own accord when a display goes; this looks once it has.
    connect(qGuiApp, &QGuiApplication::screenAdded, this, &TellerPlace::lookAround, Qt::QueuedConnection);
    connect(qGuiApp, &QGuiApplication::screenRemoved, this, &TellerPlace::lookAround, Qt::QueuedConnection);
    connect(&display, &ClientDisplay::moved, this, &TellerPlace::lookAround, Qt::QueuedConnection);
}

bool TellerPlace::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Move ||
        event->type() == QEvent::ScreenChangeInternal) {
        auto* window = qobject_cast<QWidget*>(watched);
        if (window != nullptr && window->isWindow() && window->isVisible() && window != &m_clientWindow)
            keepAway(*window);
    }
    return QObject::eventFilter(watched, event);
}

void TellerPlace::keepAway(QWidget& window)
{
    const QScreen* client = m_display.screen();
    if (client == nullptr || !client->geometry().contains(window.frameGeometry().center()))
        return;
    const QList<QScreen*> screens = QGuiApplication::screens();
    const auto other =
        std::find_if(screens.begin(), screens.end(), [client](const QScreen* screen) { return screen != client; });
    if (other == screens.end()) {
        m_hidden.append(&window);
        window.hide();
        return;
    }
    const QRect room = (*other)->availableGeometry();
    window.setGeometry(QRect(room.topLeft(), window.size().boundedTo(room.size())));
}

void TellerPlace::lookAround()
{
    const QList<QPointer<QWidget>> hidden = std::exchange(m_hidden, {});
    for (const QPointer<QWidget>& window : hidden) {
        if (window)
            window->show(); // and away again, should it still be there
    }
    for (QWidget* window : QApplication::topLevelWidgets()) {
        if (window->isVisible() && window != &m_clientWindow)
            keepAway(*window);
    }
}

} // namespace tirkeu::workstation
