#include "choice.h"

#include <QFontMetrics>
#include <QPushButton>

#include <utility>

namespace tirkeu::workstation {

namespace {
constexpr int kBeside = 20; ///< logical pixels at each side of a text
}

void Choice::add(QPushButton* button)
{
    const int number = static_cast<int>(m_buttons.size());
    button->setProperty("kind", QStringLiteral("choice"));
    button->setCheckable(true);
    m_buttons.append(button);
    connect(button, &QPushButton::clicked, this, [this, number] { choose(number); });
}

void Choice::fit(const Theme& theme)
{
    const QFontMetrics bold(theme.font(TextSize::Body, QFont::Bold));
    for (QPushButton* button : std::as_const(m_buttons))
        button->setMinimumWidth(bold.horizontalAdvance(button->text()) + theme.px(2 * kBeside));
}

void Choice::choose(int number)
{
    m_chosen = number;
    for (int i = 0; i < m_buttons.size(); ++i)
        m_buttons.at(i)->setChecked(i == number);
    Q_EMIT changed(number);
}

} // namespace tirkeu::workstation
