#pragma once

#include "signin/pinprompt.h"

#include <QFrame>

class QLabel;

namespace tirkeu::workstation {

/// What a confirmation of delivery says, and the PIN that signs it.
class DeliveryPanel : public QFrame
{
    Q_OBJECT
public:
    DeliveryPanel(const Theme& theme, StaffSource& staff);

    void begin();
    void setWaiting(bool waiting); ///< it is being signed
    [[nodiscard]] bool isReady() const { return !m_isWaiting && m_pin->isReady(); }
    [[nodiscard]] PinTry take() { return m_pin->take(); }
    [[nodiscard]] QWidget* firstField() const { return m_pin->firstField(); }
    void retranslate();

Q_SIGNALS:
    void changed();
    void yesAppeared(QWidget* box);

private:
    void restyle();

    const Theme& m_theme;
    QLabel* m_says;
    PinPrompt* m_pin;
    bool m_isWaiting = false;
};

} // namespace tirkeu::workstation
