#include "choice.h"

#include <QPushButton>

namespace tirkeu::workstation {

void Choice::add(QPushButton* button)
{
    const int number = static_cast<int>(m_buttons.size());
    button->setProperty("kind", QStringLiteral("choice"));
    button->setCheckable(true);
    m_buttons.append(button);
    connect(button, &QPushButton::clicked, this, [this, number] { choose(number); });
}

void Choice::choose(int number)
{
    m_chosen = number;
    for (int i = 0; i < m_buttons.size(); ++i)
        m_buttons.at(i)->setChecked(i == number);
    Q_EMIT changed(number);
}

} // namespace tirkeu::workstation
