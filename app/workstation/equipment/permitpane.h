#pragma once

#include "theme/theme.h"

#include <core/securebytes.h>

#include <QFrame>

class QLabel;
class QPushButton;

namespace tirkeu::workstation {

class PinField;

/// A supervisor's yes to a device in another port.
class PermitPane : public QFrame
{
    Q_OBJECT
public:
    explicit PermitPane(const Theme& theme);

    void setTexts(const QString& sentence, const QString& pin, const QString& permit);
    void setOffered(bool offered); ///< the field and its button; the sentence alone where not
    void clear();
    [[nodiscard]] core::SecureBytes takePin();

Q_SIGNALS:
    void permitRequested();

private:
    void restyle();

    const Theme& m_theme;
    QLabel* m_sentence;
    QLabel* m_label;
    PinField* m_pin;
    QPushButton* m_permit;
};

} // namespace tirkeu::workstation
