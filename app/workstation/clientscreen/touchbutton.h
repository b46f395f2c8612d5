#pragma once

#include "clientlook.h"

#include <QPushButton>

namespace tirkeu::workstation {

/// A button of the client's screen: a finger presses it, and the teller's mouse does not.
class TouchButton : public QPushButton
{
    Q_OBJECT
public:
    TouchButton(const ClientLook& look, const QString& objectName, const QString& kind);

protected:
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void touch(const QTouchEvent& event);

    const ClientLook& m_look;
};

} // namespace tirkeu::workstation
