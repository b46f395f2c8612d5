#include "numberfield.h"

#include "digitsfield.h"

#include <QKeyEvent>

namespace tirkeu::workstation {

namespace {
/// What stands on the key of the usual layouts, none where nothing of a number does.
QString atPosition(const QKeyEvent& event)
{
    const bool isShifted = event.modifiers() & Qt::ShiftModifier;
    const quint32 code = event.nativeScanCode();
    const int digit = DigitsField::digitAtPosition(code);
    if (!isShifted && digit >= 0)
        return QString::number(digit);
    if (isShifted && (digit == 9 || digit == 0))
        return digit == 9 ? QStringLiteral("(") : QStringLiteral(")");
    // The two keys behind the zero.
    if (code > 0 && !isShifted && DigitsField::digitAtPosition(code - 1) == 0)
        return QStringLiteral("-");
    if (code > 1 && isShifted && DigitsField::digitAtPosition(code - 2) == 0)
        return QStringLiteral("+");
    return {};
}
} // namespace

NumberField::NumberField(Takes takes, int maxLength)
    : m_takes(takes)
{
    setMaxLength(maxLength);
    if (takes == Takes::Phone)
        setInputMethodHints(Qt::ImhDialableCharactersOnly);
}

void NumberField::keyPressEvent(QKeyEvent* event)
{
    const bool isCommand = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    const QString text = event->text();
    if (isCommand || text.isEmpty() || text.at(0).unicode() < 0x20 || event->key() == Qt::Key_Delete) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    const bool isOfPhones = QStringLiteral("0123456789+() -").contains(text.at(0));
    const QString meant = atPosition(*event);
    const bool isDigit = !meant.isEmpty() && meant.at(0).isDigit();
    if (isOfPhones || (m_takes == Takes::Anything && !isDigit)) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    event->accept();
    if (meant.isEmpty())
        Q_EMIT otherKeyRefused();
    else
        insert(meant);
}

} // namespace tirkeu::workstation
