#pragma once

#include "theme/theme.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace tirkeu::workstation {

/// A field with its name above and what is wrong with it below.
class FieldBox : public QWidget
{
    Q_OBJECT
public:
    /// Takes the field over; a line of text, digits or a list.
    FieldBox(const Theme& theme, QWidget* field);

    [[nodiscard]] QWidget* field() const { return m_field; }
    void setName(const QString& name);
    void setHint(const QString& hint); ///< said while nothing is wrong
    void setError(const QString& error);
    [[nodiscard]] bool isWrong() const { return !m_error.isEmpty(); }

private:
    void restyle();
    void refresh();

    const Theme& m_theme;
    QWidget* m_field;
    QLabel* m_name;
    QLabel* m_word;
    QVBoxLayout* m_column;
    QString m_hint;
    QString m_error;
};

} // namespace tirkeu::workstation
