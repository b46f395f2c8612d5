#include "handoverstep.h"

#include "widgets/messagebar.h"

#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

HandOverStep::HandOverStep(const StepTools& tools)
    : StepView(tools)
    , m_state(new MessageBar(tools.theme))
    , m_list(new QListWidget)
    , m_back(new QPushButton)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_state);
    column->addWidget(m_list, 1);
    column->addWidget(m_back, 0, Qt::AlignLeft);
    m_back->setObjectName(QStringLiteral("handOverBack"));
    connect(m_back, &QPushButton::clicked, this, &HandOverStep::giveUp);
    m_list->setObjectName(QStringLiteral("colleagueList"));
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_list, &QListWidget::currentRowChanged, this, &StepView::changed);
}

void HandOverStep::begin()
{
    m_isStanding = true;
    m_colleagues = counter().colleagues();
    m_list->clear();
    retranslate();
}

void HandOverStep::forget()
{
    m_isStanding = false;
    m_colleagues.clear();
    m_list->clear();
}

void HandOverStep::giveUp()
{
    forget();
    Q_EMIT givenUp();
}

QWidget* HandOverStep::firstField() const
{
    return m_colleagues.isEmpty() ? nullptr : m_list;
}

QString HandOverStep::heading() const
{
    return tr("To whom does the case go?");
}

QString HandOverStep::primaryText() const
{
    return m_colleagues.isEmpty() ? tr("Back") : tr("Hand over");
}

bool HandOverStep::isReady() const
{
    return m_colleagues.isEmpty() || m_list->currentRow() >= 0;
}

void HandOverStep::submit()
{
    if (m_colleagues.isEmpty())
        return giveUp();
    const QString to = m_colleagues.at(m_list->currentRow()).id;
    controller().follow(counter().handOver(to), [this] { Q_EMIT left(); });
}

void HandOverStep::retranslate()
{
    if (!m_isStanding)
        return;
    const int chosen = m_list->currentRow();
    m_list->clear();
    m_list->setAccessibleName(heading());
    for (const Colleague& one : std::as_const(m_colleagues))
        m_list->addItem(QStringLiteral("%1\n%2").arg(one.name, one.isSupervisor ? tr("Supervisor") : tr("Teller")));
    m_list->setCurrentRow(std::min(std::max(chosen, 0), m_list->count() - 1));
    m_list->setVisible(!m_colleagues.isEmpty());
    m_back->setText(tr("Back without it"));
    m_back->setVisible(!m_colleagues.isEmpty());
    m_state->say(MessageKind::Info,
        m_colleagues.isEmpty()
            ? tr("Nobody else serves in this branch. Pause the case: it waits among your drafts.")
            : tr("It waits among their drafts, with everything that was recorded. Spent attempts stay spent."));
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
