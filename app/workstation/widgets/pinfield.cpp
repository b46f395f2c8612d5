#include "pinfield.h"

#include "keyboardstate.h"

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMouseEvent>

#include <chrono>

namespace tirkeu::workstation {

namespace {
constexpr int kLongestPin = 64;
constexpr std::chrono::milliseconds kAskEvery{400};
} // namespace

PinField::PinField()
    : m_pin(kLongestPin)
{
    setProperty("role", QStringLiteral("pin"));
    // The layout is switched by keys that never reach this field.
    m_ask.setInterval(kAskEvery);
    connect(&m_ask, &QTimer::timeout, this, &PinField::askKeyboard);
    setAcceptDrops(false);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhLatinOnly);
    setAttribute(Qt::WA_InputMethodEnabled, false);
}

core::SecureBytes PinField::takePin()
{
    core::SecureBytes pin(m_pin.bytes().first(static_cast<std::size_t>(m_length)));
    clearPin();
    return pin;
}

void PinField::clearPin()
{
    core::wipe(m_pin.data(), m_pin.size());
    m_length = 0;
    showBullets();
}

void PinField::showBullets()
{
    setText(QString(m_length, QChar(0x2022)));
    Q_EMIT pinChanged();
}

void PinField::askKeyboard()
{
    const std::optional<KeyboardState> state = keyboardState();
    if (!state || (state->layout == m_layout && state->capsLock == m_capsLock))
        return;
    m_layout = state->layout;
    m_capsLock = state->capsLock;
    Q_EMIT keyboardChanged();
}

void PinField::learnCapsLock(const QKeyEvent& event)
{
    bool on = m_capsLock;
    if (event.key() == Qt::Key_CapsLock)
        on = !on;
    else if (event.text().size() == 1 && event.text().at(0).isLetter())
        on = event.text().at(0).isUpper() != event.modifiers().testFlag(Qt::ShiftModifier);
    if (on == m_capsLock)
        return;
    m_capsLock = on;
    Q_EMIT keyboardChanged();
}

void PinField::keyPressEvent(QKeyEvent* event)
{
    learnCapsLock(*event);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Escape) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    event->accept();
    if (event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete) {
        if (m_length > 0) {
            m_pin.bytes()[static_cast<std::size_t>(--m_length)] = std::byte{0};
            showBullets();
        }
        return;
    }
    const bool command = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (command || event->text().isEmpty() || event->text().at(0).unicode() < 0x20)
        return;
    const char16_t typed = event->text().at(0).unicode();
    if (typed > 0x7e) {
        Q_EMIT nonAsciiRefused();
        return;
    }
    if (m_length < kLongestPin) {
        m_pin.bytes()[static_cast<std::size_t>(m_length++)] = static_cast<std::byte>(typed);
        showBullets();
    }
}

void PinField::focusInEvent(QFocusEvent* event)
{
    QLineEdit::focusInEvent(event);
    askKeyboard();
    m_ask.start();
}

void PinField::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    m_ask.stop();
}

void PinField::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept(); // no paste, no copy
}

void PinField::inputMethodEvent(QInputMethodEvent* event)
{
    event->ignore();
}

void PinField::mouseReleaseEvent(QMouseEvent* event)
{
    event->accept(); // the middle button would paste the selection of another window
}

void PinField::dropEvent(QDropEvent* event)
{
    event->ignore();
}

} // namespace tirkeu::workstation
