#include "digitsfield.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QRegularExpressionValidator>

namespace tirkeu::workstation {

namespace {
// A reader types a character every few milliseconds; no hand keeps under this for so many keys in a row.
constexpr quint64 kQuickMilliseconds = 35;
constexpr int kBurstKeys = 8;
} // namespace

DigitsField::DigitsField(int maxDigits)
{
    setMaxLength(maxDigits);
    setInputMethodHints(Qt::ImhDigitsOnly);
    // What is pasted or dropped is held to the same rule as what is typed.
    setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]*")), this));
    setProperty("role", QStringLiteral("digits"));
}

int DigitsField::digitAtPosition(quint32 nativeScanCode)
{
#ifdef Q_OS_WIN
    constexpr quint32 first = 2; // set 1 scan codes 2…11: the keys marked 1…9, 0
#else
    constexpr quint32 first = 10; // X11 and Wayland: the kernel's codes 2…11 plus 8
#endif
    if (nativeScanCode < first || nativeScanCode > first + 9)
        return -1;
    return static_cast<int>((nativeScanCode - first + 1) % 10);
}

bool DigitsField::followsQuickly(const QKeyEvent& event) const
{
    return event.timestamp() >= m_lastKey && event.timestamp() - m_lastKey <= kQuickMilliseconds;
}

void DigitsField::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_burst.size() >= kBurstKeys && followsQuickly(*event)) {
        event->accept();
        // A reader never continues what was typed by hand.
        setText(m_burst.left(maxLength()));
        m_burst.clear();
        Q_EMIT burstRead(text());
        return;
    }
    const bool command = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (enter || command || event->text().isEmpty() || event->text().at(0).unicode() < 0x20 ||
        event->key() == Qt::Key_Delete) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    event->accept();
    QString typed;
    if (event->text().at(0) >= u'0' && event->text().at(0) <= u'9')
        typed = event->text().left(1);
    else if (const int digit = digitAtPosition(event->nativeScanCode()); digit >= 0)
        typed = QString::number(digit);
    if (typed.isEmpty()) {
        Q_EMIT otherKeyRefused();
        return;
    }
    if (!followsQuickly(*event))
        m_burst.clear();
    m_burst += typed;
    m_lastKey = event->timestamp();
    insert(typed);
}

} // namespace tirkeu::workstation
