#include "clientdisplay.h"

#include <QGuiApplication>

namespace tirkeu::workstation {

QString displayIdentity(const QScreen& screen)
{
    if (screen.serialNumber().isEmpty() && screen.manufacturer().isEmpty())
        return screen.name();
    QStringList parts{screen.manufacturer(), screen.model(), screen.serialNumber()};
    parts.removeAll(QString());
    return parts.join(u' ');
}

ClientDisplay::ClientDisplay(QString identity)
    : m_identity(std::move(identity))
{
    connect(qGuiApp, &QGuiApplication::screenAdded, this, &ClientDisplay::look);
    connect(qGuiApp, &QGuiApplication::screenRemoved, this, [this](const QScreen* screen) {
        if (screen != m_screen)
            return;
        m_screen.clear();
        Q_EMIT gone();
    });
    for (QScreen* screen : QGuiApplication::screens())
        look(screen);
}

void ClientDisplay::look(QScreen* screen)
{
    if (m_screen || displayIdentity(*screen) != m_identity)
        return;
    m_screen = screen;
    connect(screen, &QScreen::geometryChanged, this, &ClientDisplay::moved);
    Q_EMIT came();
}

} // namespace tirkeu::workstation
