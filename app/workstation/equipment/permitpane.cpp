#include "permitpane.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

PermitPane::PermitPane(const Theme& theme, StaffSource& staff)
    : m_theme(theme)
    , m_sentence(new QLabel)
    , m_pin(new PinPrompt(theme, QStringLiteral("permitPin")))
    , m_permit(new QPushButton)
{
    setProperty("surface", QStringLiteral("card"));
    m_sentence->setWordWrap(true);
    m_permit->setObjectName(QStringLiteral("permitButton"));
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_sentence);
    column->addWidget(m_pin);
    column->addWidget(m_permit, 0, Qt::AlignRight);
    connect(m_permit, &QPushButton::clicked, this, &PermitPane::permitRequested);
    m_pin->follow(staff);
    connect(m_pin, &PinPrompt::changed, this, [this] { m_permit->setEnabled(m_pin->isReady()); });
    connect(m_pin, &PinPrompt::cancelRequested, &staff, &StaffSource::cancel);
    connect(&theme, &Theme::changed, this, &PermitPane::restyle);
    m_permit->setEnabled(m_pin->isReady());
    restyle();
}

void PermitPane::setTexts(const QString& sentence, const QString& pin, const QString& permit)
{
    m_sentence->setText(sentence);
    m_pin->setName(pin);
    m_pin->retranslate();
    m_permit->setText(permit);
}

void PermitPane::setOffered(bool offered)
{
    m_pin->setVisible(offered);
    m_permit->setVisible(offered);
}

void PermitPane::clear()
{
    m_pin->setWaiting(false);
    m_pin->clear();
}

PinTry PermitPane::takePin()
{
    PinTry once = m_pin->take();
    m_pin->setWaiting(true);
    return once;
}

void PermitPane::setTried()
{
    m_pin->setWaiting(false);
}

void PermitPane::restyle()
{
    const int side = m_theme.px(18);
    layout()->setContentsMargins(side, side, side, side);
    layout()->setSpacing(m_theme.px(10));
}

} // namespace tirkeu::workstation
