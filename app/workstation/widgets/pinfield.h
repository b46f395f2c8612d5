#pragma once

#include <core/securebytes.h>

#include <QLineEdit>
#include <QTimer>

namespace tirkeu::workstation {

/// A PIN being typed. The characters live in locked memory only; the field itself holds bullets. Nothing outside ASCII
/// is taken, nothing is pasted, nothing is read out. It knows the keyboard's layout and whether Caps Lock seems to be
/// on.
class PinField : public QLineEdit
{
    Q_OBJECT
public:
    PinField();

    [[nodiscard]] core::SecureBytes takePin(); ///< empties the field
    void clearPin();
    [[nodiscard]] int pinLength() const { return m_length; }
    [[nodiscard]] const QString& keyboardLayout() const { return m_layout; } ///< empty where the system does not tell
    [[nodiscard]] bool capsLockSeemsOn() const { return m_capsLock; }

Q_SIGNALS:
    void pinChanged();
    void keyboardChanged(); ///< the layout or Caps Lock
    void nonAsciiRefused();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void showBullets();
    void askKeyboard();
    void learnCapsLock(const QKeyEvent& event);

    core::SecureBytes m_pin;
    int m_length = 0;
    bool m_capsLock = false;
    QString m_layout;
    QTimer m_ask;
};

} // namespace tirkeu::workstation
