#include "deliverypanel.h"

#include <QLabel>
#include <QVBoxLayout>

namespace tirkeu::workstation {

DeliveryPanel::DeliveryPanel(const Theme& theme, StaffSource& staff)
    : m_theme(theme)
    , m_says(new QLabel)
    , m_pin(new PinPrompt(theme, QStringLiteral("deliveryPin")))
{
    setObjectName(QStringLiteral("deliveryPanel"));
    setProperty("surface", QStringLiteral("card"));
    m_says->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_says);
    column->addWidget(m_pin);
    m_pin->follow(staff, PinPrompt::For::Documents);
    connect(m_pin, &PinPrompt::changed, this, &DeliveryPanel::changed);
    connect(m_pin, &PinPrompt::yesAppeared, this, &DeliveryPanel::yesAppeared);
    connect(m_pin, &PinPrompt::cancelRequested, &staff, &StaffSource::cancel);
    connect(&theme, &Theme::changed, this, &DeliveryPanel::restyle);
    restyle();
}

void DeliveryPanel::begin()
{
    setWaiting(false);
    m_pin->clear();
}

void DeliveryPanel::setWaiting(bool waiting)
{
    m_isWaiting = waiting;
    m_pin->setWaiting(waiting);
    Q_EMIT changed();
}

void DeliveryPanel::retranslate()
{
    m_says->setText(tr("The confirmation names each document that was sent to the bank, when it was sent, and when the "
                       "bank's data centre received it. The bank's receipts are attached."));
    m_pin->setName(tr("PIN of your token"));
    m_pin->retranslate();
}

void DeliveryPanel::restyle()
{
    const int side = m_theme.px(16);
    layout()->setContentsMargins(side, m_theme.px(12), side, m_theme.px(14));
    layout()->setSpacing(m_theme.px(10));
    m_pin->setMaximumWidth(m_theme.px(560));
}

} // namespace tirkeu::workstation
