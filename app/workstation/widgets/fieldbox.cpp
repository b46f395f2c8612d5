#include "fieldbox.h"

#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

namespace tirkeu::workstation {

FieldBox::FieldBox(const Theme& theme, QWidget* field)
    : m_theme(theme)
    , m_field(field)
    , m_name(new QLabel)
    , m_word(new QLabel)
    , m_column(new QVBoxLayout(this))
{
    m_name->setBuddy(field);
    m_name->setProperty("text-role", QStringLiteral("field"));
    m_name->setWordWrap(true);
    m_word->setObjectName(field->objectName() + QStringLiteral("Word"));
    m_word->setWordWrap(true);
    m_word->setTextFormat(Qt::PlainText);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_name);
    m_column->addWidget(field);
    m_column->addWidget(m_word);
    m_column->addStretch(1);
    connect(&m_theme, &Theme::changed, this, &FieldBox::restyle);
    restyle();
    refresh();
}

void FieldBox::setName(const QString& name)
{
    m_name->setText(name);
    m_field->setAccessibleName(name);
}

void FieldBox::setHint(const QString& hint)
{
    m_hint = hint;
    refresh();
}

void FieldBox::setError(const QString& error)
{
    m_error = error;
    refresh();
}

void FieldBox::refresh()
{
    m_word->setText(m_error.isEmpty() ? m_hint : m_error);
    m_word->setVisible(!m_word->text().isEmpty());
    m_word->setProperty("text-role", m_error.isEmpty() ? QStringLiteral("small") : QStringLiteral("error"));
    m_field->setProperty("state", m_error.isEmpty() ? QString() : QStringLiteral("wrong"));
    m_field->setAccessibleDescription(m_word->text());
    for (QWidget* one : {static_cast<QWidget*>(m_word), m_field}) {
        one->style()->unpolish(one);
        one->style()->polish(one);
    }
}

void FieldBox::restyle()
{
    m_column->setSpacing(m_theme.px(4));
}

} // namespace tirkeu::workstation
