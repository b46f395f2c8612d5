#include "rail.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tirkeu::workstation {

Rail::Rail(const Theme& theme)
    : m_theme(theme)
    , m_scroll(new QScrollArea)
{
    setObjectName(QStringLiteral("rail"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inside = new QWidget;
    inside->setObjectName(QStringLiteral("railBody"));
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (const SectionLook& look : sections()) {
        if (!look.inRail)
            continue;
        auto* button = new QPushButton;
        button->setProperty("kind", QStringLiteral("rail"));
        button->setObjectName(QStringLiteral("rail-") + QLatin1StringView(look.icon));
        button->setCheckable(true);
        button->installEventFilter(this);
        const Section section = look.section;
        connect(button, &QPushButton::clicked, this, [this, section] { Q_EMIT chosen(section); });
        column->addWidget(button);
        m_buttons.insert(section, button);
    }
    column->addStretch(1);
    m_scroll->setWidget(inside);
    outer->addWidget(m_scroll);
    connect(&m_theme, &Theme::changed, this, &Rail::refresh);
    refresh();
}

QList<Section> Rail::order()
{
    QList<Section> order;
    for (const SectionLook& look : sections()) {
        if (look.inRail)
            order.append(look.section);
    }
    return order;
}

void Rail::setOffered(Section section, bool offered)
{
    if (QPushButton* button = m_buttons.value(section))
        button->setVisible(offered);
}

void Rail::setCurrent(Section section)
{
    for (auto button = m_buttons.constBegin(); button != m_buttons.constEnd(); ++button)
        button.value()->setChecked(button.key() == section);
}

void Rail::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QFrame::changeEvent(event);
}

bool Rail::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Down:
        focusNextPrevChild(true);
        return true;
    case Qt::Key_Up:
        focusNextPrevChild(false);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        static_cast<QPushButton*>(watched)->click();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void Rail::refresh()
{
    int widest = 0;
    for (const SectionLook& look : sections()) {
        QPushButton* button = m_buttons.value(look.section);
        if (button == nullptr)
            continue;
        button->setText(QStringLiteral("  ") + sectionName(look.section));
        button->setIcon(m_theme.icon(QString::fromLatin1(look.icon), Role::Accent));
        button->setIconSize(QSize(m_theme.px(22), m_theme.px(22)));
        button->setAccessibleName(sectionName(look.section));
        // The chosen row is bold; the rail is as wide as its widest row would then be.
        const QFontMetrics bold(m_theme.font(TextSize::Body, QFont::Bold));
        widest = std::max(widest, bold.horizontalAdvance(button->text()) + m_theme.px(22));
    }
    setFixedWidth(widest + m_theme.px(52));
}

} // namespace tirkeu::workstation
