#include "emptystate.h"

#include <QLabel>
#include <QVBoxLayout>

namespace tirkeu::workstation {

EmptyState::EmptyState(const Theme& theme, const QString& iconName)
    : m_theme(theme)
    , m_iconName(iconName)
    , m_icon(new QLabel)
    , m_title(new QLabel)
    , m_sentence(new QLabel)
{
    m_title->setProperty("text-role", QStringLiteral("heading"));
    m_sentence->setProperty("text-role", QStringLiteral("muted"));
    for (QLabel* label : {m_icon, m_title, m_sentence}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setWordWrap(label != m_icon);
    }
    auto* column = new QVBoxLayout(this);
    column->addStretch(1);
    column->addWidget(m_icon);
    column->addWidget(m_title);
    column->addWidget(m_sentence);
    column->addStretch(2);
    connect(&m_theme, &Theme::changed, this, &EmptyState::restyle);
    restyle();
}

void EmptyState::setTexts(const QString& title, const QString& sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
}

void EmptyState::restyle()
{
    m_icon->setPixmap(m_theme.picture(m_iconName, 56, Role::MutedText));
    layout()->setContentsMargins(m_theme.px(24), m_theme.px(24), m_theme.px(24), m_theme.px(24));
    layout()->setSpacing(m_theme.px(8));
}

} // namespace tirkeu::workstation
