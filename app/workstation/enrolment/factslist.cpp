#include "factslist.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

FactsList::FactsList(const Theme& theme, const char* objectName)
    : m_theme(theme)
    , m_title(new QLabel)
    , m_change(new QPushButton)
    , m_head(new QHBoxLayout)
    , m_grid(new QGridLayout)
{
    setObjectName(QLatin1StringView(objectName));
    setProperty("surface", QStringLiteral("card"));
    m_title->setProperty("text-role", QStringLiteral("heading"));
    m_title->setWordWrap(true);
    m_change->setObjectName(QLatin1StringView(objectName) + QStringLiteral("Change"));
    m_change->setProperty("kind", QStringLiteral("chip"));
    m_change->hide();
    auto* column = new QVBoxLayout(this);
    m_head->addWidget(m_title, 1);
    m_head->addWidget(m_change);
    column->addLayout(m_head);
    column->addLayout(m_grid);
    m_grid->setColumnStretch(0, 2);
    m_grid->setColumnStretch(1, 3);
    connect(m_change, &QPushButton::clicked, this, &FactsList::changeWanted);
    connect(&theme, &Theme::changed, this, &FactsList::restyle);
    restyle();
}

void FactsList::setTitle(const QString& title)
{
    m_title->setText(title);
}

void FactsList::setChange(const QString& text, const QString& accessible)
{
    m_change->setText(text);
    m_change->setAccessibleName(accessible);
    m_change->setVisible(!text.isEmpty());
}

void FactsList::focusChange()
{
    m_change->setFocus();
}

void FactsList::setFacts(const QList<QPair<QString, QString>>& facts)
{
    qDeleteAll(m_labels);
    m_labels.clear();
    int at = 0;
    for (const auto& [name, value] : facts) {
        auto* label = new QLabel(name);
        label->setProperty("text-role", QStringLiteral("muted"));
        auto* shown = new QLabel(value);
        for (QLabel* one : {label, shown}) {
            one->setWordWrap(true);
            one->setTextFormat(Qt::PlainText);
            m_labels.append(one);
        }
        m_grid->addWidget(label, at, 0, Qt::AlignTop);
        m_grid->addWidget(shown, at++, 1, Qt::AlignTop);
    }
}

void FactsList::restyle()
{
    const int side = m_theme.px(16);
    layout()->setContentsMargins(side, m_theme.px(12), side, m_theme.px(14));
    layout()->setSpacing(m_theme.px(6));
    m_grid->setHorizontalSpacing(m_theme.px(18));
    m_grid->setVerticalSpacing(m_theme.px(5));
}

} // namespace tirkeu::workstation
