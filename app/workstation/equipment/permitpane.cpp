#include "permitpane.h"

#include "widgets/pinfield.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

PermitPane::PermitPane(const Theme& theme)
    : m_theme(theme)
    , m_sentence(new QLabel)
    , m_label(new QLabel)
    , m_pin(new PinField)
    , m_permit(new QPushButton)
{
    setProperty("surface", QStringLiteral("card"));
    m_sentence->setWordWrap(true);
    m_label->setWordWrap(true);
    m_label->setProperty("text-role", QStringLiteral("field"));
    m_label->setBuddy(m_pin);
    m_pin->setObjectName(QStringLiteral("permitPin"));
    m_permit->setObjectName(QStringLiteral("permitButton"));
    auto* column = new QVBoxLayout(this);
    auto* row = new QHBoxLayout;
    column->addWidget(m_sentence);
    column->addWidget(m_label);
    row->addWidget(m_pin, 1);
    row->addWidget(m_permit);
    column->addLayout(row);
    connect(m_permit, &QPushButton::clicked, this, &PermitPane::permitRequested);
    connect(m_pin, &PinField::pinChanged, this, [this] { m_permit->setEnabled(m_pin->pinLength() > 0); });
    connect(&theme, &Theme::changed, this, &PermitPane::restyle);
    m_permit->setEnabled(false);
    restyle();
}

void PermitPane::setTexts(const QString& sentence, const QString& pin, const QString& permit)
{
    m_sentence->setText(sentence);
    m_label->setText(pin);
    m_pin->setAccessibleName(pin);
    m_permit->setText(permit);
}

void PermitPane::setOffered(bool offered)
{
    m_label->setVisible(offered);
    m_pin->setVisible(offered);
    m_permit->setVisible(offered);
}

void PermitPane::clear()
{
    m_pin->clearPin();
}

core::SecureBytes PermitPane::takePin()
{
    return m_pin->takePin();
}

void PermitPane::restyle()
{
    const int side = m_theme.px(18);
    layout()->setContentsMargins(side, side, side, side);
    layout()->setSpacing(m_theme.px(10));
}

} // namespace tirkeu::workstation
