#pragma once

#include "signin/pinprompt.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace tirkeu::workstation {

/// A supervisor's yes to a device in another port.
class PermitPane : public QFrame
{
    Q_OBJECT
public:
    PermitPane(const Theme& theme, StaffSource& staff);

    void setTexts(const QString& sentence, const QString& pin, const QString& permit);
    void setOffered(bool offered); ///< the field and its button; the sentence alone where not
    void clear();
    [[nodiscard]] PinTry takePin(); ///< the try has begun
    void setTried();                ///< and is over

Q_SIGNALS:
    void permitRequested();

private:
    void restyle();

    const Theme& m_theme;
    QLabel* m_sentence;
    PinPrompt* m_pin;
    QPushButton* m_permit;
};

} // namespace tirkeu::workstation
