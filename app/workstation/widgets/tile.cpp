#include "tile.h"

#include <QGridLayout>
#include <QLabel>

namespace tirkeu::workstation {

Tile::Tile(const Theme& theme, const QString& iconName, const QString& objectName)
    : m_theme(theme)
    , m_iconName(iconName)
    , m_icon(new QLabel)
    , m_name(new QLabel)
    , m_sentence(new QLabel)
    , m_keys(new QLabel)
{
    setObjectName(objectName);
    setProperty("kind", QStringLiteral("tile"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    m_name->setProperty("text-role", QStringLiteral("heading"));
    m_sentence->setProperty("text-role", QStringLiteral("muted"));
    m_keys->setProperty("text-role", QStringLiteral("small"));
    m_name->setWordWrap(true);
    m_sentence->setWordWrap(true);
    for (QLabel* label : {m_icon, m_name, m_sentence, m_keys})
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* grid = new QGridLayout(this);
    grid->addWidget(m_icon, 0, 0, 2, 1, Qt::AlignTop);
    grid->addWidget(m_name, 0, 1);
    grid->addWidget(m_keys, 0, 2, Qt::AlignTop);
    grid->addWidget(m_sentence, 1, 1, 1, 2, Qt::AlignTop);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(1, 1);
    connect(&m_theme, &Theme::changed, this, &Tile::restyle);
    restyle();
}

void Tile::setTexts(const QString& name, const QString& sentence, const QString& keys)
{
    m_name->setText(name);
    m_sentence->setText(sentence);
    m_keys->setText(keys);
    m_keys->setVisible(!keys.isEmpty());
    setAccessibleName(name);
    setAccessibleDescription(sentence);
    updateGeometry();
}

QSize Tile::sizeHint() const
{
    return layout()->totalSizeHint();
}

QSize Tile::minimumSizeHint() const
{
    return layout()->totalMinimumSize();
}

int Tile::heightForWidth(int width) const
{
    return layout()->totalHeightForWidth(width);
}

void Tile::restyle()
{
    m_icon->setPixmap(m_theme.picture(m_iconName, 30, Role::Accent));
    layout()->setContentsMargins(m_theme.px(16), m_theme.px(14), m_theme.px(16), m_theme.px(14));
    layout()->setSpacing(m_theme.px(6));
    static_cast<QGridLayout*>(layout())->setHorizontalSpacing(m_theme.px(14));
}

} // namespace tirkeu::workstation
