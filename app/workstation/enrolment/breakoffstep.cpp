#include "breakoffstep.h"

#include "widgets/choice.h"
#include "widgets/fieldbox.h"
#include "widgets/flowlayout.h"
#include "widgets/messagebar.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr int kLongestReason = 300;
}

BreakOffStep::BreakOffStep(const StepTools& tools)
    : StepView(tools)
    , m_state(new MessageBar(tools.theme))
    , m_who(new Choice(this))
    , m_client(new QPushButton)
    , m_teller(new QPushButton)
    , m_reason(new QLineEdit)
    , m_back(new QPushButton)
{
    m_client->setObjectName(QStringLiteral("clientLeaves"));
    m_teller->setObjectName(QStringLiteral("tellerStops"));
    m_reason->setObjectName(QStringLiteral("stopReason"));
    m_back->setObjectName(QStringLiteral("breakOffBack"));
    m_reason->setMaxLength(kLongestReason);
    m_reasonBox = new FieldBox(tools.theme, m_reason);
    // What can be pressed comes first and side by side: at twice the size there is no room for more above the footer.
    auto* choices = new QWidget;
    auto* row = new FlowLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(tools.theme.px(8));
    choices->setLayout(row);
    for (QPushButton* button : {m_client, m_teller}) {
        m_who->add(button);
        row->addWidget(button);
    }
    row->addWidget(m_back);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    for (QWidget* one : std::initializer_list<QWidget*>{choices, m_reasonBox, m_state})
        column->addWidget(one);
    setTabOrder(m_teller, m_reason);
    setTabOrder(m_reason, m_back);
    connect(m_back, &QPushButton::clicked, this, &BreakOffStep::giveUp);
    connect(&tools.theme, &Theme::changed, this, &BreakOffStep::retranslate);
    connect(m_reason, &QLineEdit::textChanged, this, &StepView::changed);
    connect(m_who, &Choice::changed, this, [this](int who) {
        showBelow(who);
        Q_EMIT changed();
    });
}

void BreakOffStep::begin()
{
    forget();
    m_isStanding = true;
    retranslate();
}

void BreakOffStep::forget()
{
    m_isStanding = false;
    m_who->clear();
    m_reason->clear();
}

void BreakOffStep::giveUp()
{
    forget();
    Q_EMIT givenUp();
}

QWidget* BreakOffStep::firstField() const
{
    return m_client;
}

QString BreakOffStep::heading() const
{
    return tr("Why does the case end here?");
}

QString BreakOffStep::primaryText() const
{
    return tr("Break off");
}

bool BreakOffStep::isReady() const
{
    return m_who->chosen() == Client || (m_who->chosen() == Teller && !m_reason->text().trimmed().isEmpty());
}

void BreakOffStep::submit()
{
    const bool isClients = m_who->chosen() == Client;
    const QString reason = isClients ? QStringLiteral("client-left") : m_reason->text().trimmed();
    m_isStanding = false;
    controller().follow(counter().end(isClients ? casefile::Ending::Abandoned : casefile::Ending::Aborted, reason));
}

void BreakOffStep::retranslate()
{
    m_client->setText(tr("The client leaves"));
    m_teller->setText(tr("I must stop"));
    m_reasonBox->setName(tr("Reason, as it stands in the documents"));
    m_back->setText(tr("Back to the case"));
    m_who->fit(theme());
    showBelow(m_who->chosen());
    Q_EMIT changed();
}

// One or the other: at twice the size both would not be in sight at once.
void BreakOffStep::showBelow(int who)
{
    m_reasonBox->setVisible(who == Teller);
    if (who == Teller)
        return m_state->clear();
    m_state->say(MessageKind::Info,
        tr("The documents of the case say who ended it. What was recorded stays; spent attempts stay spent."));
}

} // namespace tirkeu::workstation
