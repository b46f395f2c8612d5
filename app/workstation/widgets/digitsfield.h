#pragma once

#include <QLineEdit>

namespace tirkeu::workstation {

/// A field for digits alone. It reads the position of the keys of the top row, because the Kazakh layout has letters
/// there; and it recognises the burst of a card or code reader, whose closing Enter must not press the page's button.
class DigitsField : public QLineEdit
{
    Q_OBJECT
public:
    explicit DigitsField(int maxDigits);

    /// The digit of a key by its position, -1 where the key is not one of the top row. Public for the test.
    [[nodiscard]] static int digitAtPosition(quint32 nativeScanCode);

Q_SIGNALS:
    void burstRead(const QString& digits);
    /// A key that is no digit was refused; the page says so beside the field.
    void otherKeyRefused();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] bool followsQuickly(const QKeyEvent& event) const;

    quint64 m_lastKey = 0; ///< when the keyboard sent it, so that a busy window mistakes no hand for a reader
    QString m_burst;       ///< what came quickly, key after key
};

} // namespace tirkeu::workstation
