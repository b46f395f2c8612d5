#include "trainingbar.h"

#include <QLabel>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr int kRoomForTitle = 150; // per cent
}

TrainingBar::TrainingBar(const Theme& theme)
    : m_theme(theme)
    , m_title(new QLabel)
    , m_client(new QLabel)
    , m_hint(new QLabel)
{
    setObjectName(QStringLiteral("trainingBar"));
    m_hint->setObjectName(QStringLiteral("trainingHint"));
    m_title->setProperty("text-role", QStringLiteral("heading"));
    auto* column = new QVBoxLayout(this);
    for (QLabel* label : {m_title, m_client, m_hint}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        column->addWidget(label);
    }
    connect(&theme, &Theme::changed, this, &TrainingBar::restyle);
    restyle();
}

void TrainingBar::tell(const QString& title, const QString& client, const QString& hint)
{
    m_title->setText(title);
    m_client->setText(client);
    m_hint->setText(hint);
    restyle();
}

void TrainingBar::restyle()
{
    m_title->setVisible(m_client->text().isEmpty() || m_theme.scalePercent() <= kRoomForTitle);
    m_client->setVisible(!m_client->text().isEmpty());
    m_hint->setVisible(!m_hint->text().isEmpty());
    layout()->setContentsMargins(m_theme.px(24), m_theme.px(6), m_theme.px(24), m_theme.px(6));
    layout()->setSpacing(m_theme.px(2));
}

} // namespace tirkeu::workstation
