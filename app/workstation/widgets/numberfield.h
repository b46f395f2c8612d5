#pragma once

#include <QLineEdit>

namespace tirkeu::workstation {

/// A field for numbers that are no plain row of digits. It reads the position of the keys of the top row as a
/// DigitsField does; what is pasted is judged by whoever reads the number.
class NumberField : public QLineEdit
{
    Q_OBJECT
public:
    enum class Takes {
        Phone,   ///< digits, '+', spaces, brackets, hyphens, and no other key
        Anything ///< of a document: letters are what they are
    };
    NumberField(Takes takes, int maxLength);

Q_SIGNALS:
    /// A key was refused; the page says so beside the field.
    void otherKeyRefused();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    Takes m_takes;
};

} // namespace tirkeu::workstation
