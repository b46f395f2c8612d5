#include "pinfield.h"

#include <QContextMenuEvent>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QGuiApplication>
#include <QInputMethod>
#include <QInputMethodEvent>
#include <QKeyEvent>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr int kLongestPin = 64;

// The keyboard's own lamp says it before the first key is pressed, where the machine shows lamps.
bool capsLampIsOn()
{
    const QDir lamps(QStringLiteral("/sys/class/leds"));
    const QStringList names = lamps.entryList({QStringLiteral("*capslock")});
    return std::any_of(names.begin(), names.end(), [&lamps](const QString& name) {
        QFile file(lamps.filePath(name + QStringLiteral("/brightness")));
        return file.open(QIODevice::ReadOnly) && file.readAll().trimmed() != "0";
    });
}
} // namespace

PinField::PinField()
    : m_pin(kLongestPin)
    , m_capsLock(capsLampIsOn())
{
    setProperty("role", QStringLiteral("pin"));
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

QString PinField::keyboardLayout()
{
    const QLocale::Language language = QGuiApplication::inputMethod()->locale().language();
    return language == QLocale::C ? QString() : QLocale::languageToCode(language).toUpper();
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
    Q_EMIT capsLockChanged();
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
    if (capsLampIsOn() != m_capsLock && capsLampIsOn()) {
        m_capsLock = true;
        Q_EMIT capsLockChanged();
    }
}

void PinField::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept(); // no paste, no copy
}

void PinField::inputMethodEvent(QInputMethodEvent* event)
{
    event->ignore();
}

void PinField::dropEvent(QDropEvent* event)
{
    event->ignore();
}

} // namespace tirkeu::workstation
