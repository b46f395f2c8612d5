#include "trainingbar.h"

#include <QLabel>
#include <QVBoxLayout>

namespace tirkeu::workstation {

TrainingBar::TrainingBar(const Theme& theme)
    : m_theme(theme)
    , m_title(new QLabel)
    , m_hint(new QLabel)
{
    setObjectName(QStringLiteral("trainingBar"));
    m_hint->setObjectName(QStringLiteral("trainingHint"));
    m_title->setProperty("text-role", QStringLiteral("heading"));
    auto* column = new QVBoxLayout(this);
    for (QLabel* label : {m_title, m_hint}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        column->addWidget(label);
    }
    connect(&theme, &Theme::changed, this, &TrainingBar::restyle);
    restyle();
}

void TrainingBar::tell(const QString& title, const QString& hint)
{
    m_title->setText(title);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void TrainingBar::restyle()
{
    constexpr int kLargeScale = 175; // from there on only what is to be done has room
    m_title->setVisible(m_theme.scalePercent() < kLargeScale);
    layout()->setContentsMargins(m_theme.px(24), m_theme.px(3), m_theme.px(24), m_theme.px(3));
    layout()->setSpacing(m_theme.px(2));
}

} // namespace tirkeu::workstation
