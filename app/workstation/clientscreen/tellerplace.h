#pragma once

#include "clientdisplay.h"

class QWidget;

namespace tirkeu::workstation {

/// Keeps the teller's windows off the client's display: one that gets there goes back, and where there is no other
/// display left it hides until there is. Installed on the application.
class TellerPlace : public QObject
{
    Q_OBJECT
public:
    TellerPlace(const ClientDisplay& display, const QWidget& clientWindow);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void keepAway(QWidget& window);
    void lookAround(); ///< the displays have changed

    const ClientDisplay& m_display;
    const QWidget& m_clientWindow;
    QList<QPointer<QWidget>> m_hidden;
};

} // namespace tirkeu::workstation
