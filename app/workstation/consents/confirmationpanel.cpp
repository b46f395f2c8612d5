#include "confirmationpanel.h"

#include "codeconfirmation.h"
#include "paperconfirmation.h"
#include "strokeconfirmation.h"
#include "tokenconfirmation.h"
#include "widgets/choice.h"
#include "widgets/flowlayout.h"
#include "widgets/messagebar.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tirkeu::workstation {

ConfirmationPanel::ConfirmationPanel(const StepTools& tools, const ConfirmationTools& counter)
    : m_theme(tools.theme)
    , m_controller(tools.controller)
    , m_choice(new Choice(this))
    , m_question(new QLabel)
    , m_state(new MessageBar(tools.theme))
{
    setObjectName(QStringLiteral("confirmationPanel"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* row = new QWidget;
    row->setLayout(new FlowLayout);
    row->layout()->setContentsMargins(0, 0, 0, 0);
    m_question->setObjectName(QStringLiteral("meansQuestion"));
    m_question->setProperty("text-role", QStringLiteral("field"));
    m_question->setWordWrap(true);
    m_question->hide();
    column->addWidget(m_question);
    column->addWidget(row);
    column->addWidget(m_state);
    // The client's own screen first: it asks least of everybody.
    for (Confirmation* way : std::initializer_list<Confirmation*>{new StrokeConfirmation(tools),
             new PaperConfirmation(tools, counter.papers), new CodeConfirmation(tools, counter.codes),
             new TokenConfirmation(tools, counter.staff)}) {
        add(way);
        row->layout()->addWidget(m_buttons.constLast());
        column->addWidget(way);
    }
    connect(m_choice, &Choice::changed, this, [this](int number) {
        if (number >= 0)
            choose(m_ways.at(number));
    });
    connect(&tools.stage, &ClientStage::stateChanged, this, &ConfirmationPanel::followOffer);
    connect(&counter.staff, &StaffSource::tokenStateChanged, this, &ConfirmationPanel::followOffer);
    const auto space = [this, row, column] {
        row->layout()->setSpacing(m_theme.px(8));
        column->setSpacing(m_theme.px(8));
    };
    connect(&tools.theme, &Theme::changed, this, space);
    space();
}

void ConfirmationPanel::add(Confirmation* way)
{
    auto* button = new QPushButton;
    button->setObjectName(QStringLiteral("means-") + criteria::code(way->means()));
    m_choice->add(button);
    m_buttons.append(button);
    m_ways.append(way);
    way->hide();
    connect(way, &Confirmation::changed, this, [this, way] {
        if (way != m_chosen)
            return;
        say();
        Q_EMIT changed();
    });
    connect(way, &Confirmation::wanted, this, &ConfirmationPanel::wanted);
}

bool ConfirmationPanel::isOffered(const Confirmation& way) const
{
    const criteria::Purpose* purpose = m_controller.purpose();
    return purpose != nullptr && purpose->consentMeans.contains(way.means()) &&
           (way.means() != criteria::ConsentMeans::Stroke || enrolment::isStrokeEnough(*purpose)) && way.isOffered();
}

void ConfirmationPanel::begin()
{
    forget();
    m_hasBegun = true;
    followOffer();
}

void ConfirmationPanel::forget()
{
    m_hasBegun = false;
    m_answers.clear();
    for (Confirmation* way : std::as_const(m_ways)) {
        way->drop();
        way->hide();
    }
    m_chosen = nullptr;
    m_choice->clear();
    m_state->clear();
}

void ConfirmationPanel::followOffer()
{
    if (!m_hasBegun)
        return;
    const auto offered = std::ranges::count_if(m_ways, [this](const Confirmation* way) { return isOffered(*way); });
    m_question->setVisible(offered > 1);
    Confirmation* first = nullptr;
    for (int i = 0; i < m_ways.size(); ++i) {
        const bool is = isOffered(*m_ways.at(i));
        m_buttons.at(i)->setVisible(is && offered > 1);
        if (is && first == nullptr)
            first = m_ways.at(i);
    }
    if (m_chosen == nullptr || !isOffered(*m_chosen))
        m_choice->choose(first == nullptr ? -1 : static_cast<int>(m_ways.indexOf(first)));
}

void ConfirmationPanel::choose(Confirmation* way)
{
    if (way == m_chosen)
        return;
    if (m_chosen != nullptr) {
        m_chosen->drop();
        m_chosen->hide();
    }
    m_chosen = way;
    way->show();
    if (!m_answers.isEmpty())
        way->ask(m_answers);
    retranslate();
    Q_EMIT changed();
}

void ConfirmationPanel::ask(const Confirmation::Answers& answers)
{
    m_answers = answers;
    if (m_chosen == nullptr)
        return;
    m_chosen->drop();
    if (!answers.isEmpty())
        m_chosen->ask(answers);
    say();
}

void ConfirmationPanel::sayNothingToSign()
{
    ask({});
    m_state->say(MessageKind::Info, tr("Nothing is to be signed. The refusals are recorded."));
}

void ConfirmationPanel::showClient()
{
    if (m_chosen != nullptr && !m_chosen->isConfirmed())
        ask(m_answers);
}

QList<QWidget*> ConfirmationPanel::fields() const
{
    QList<QWidget*> all;
    for (QPushButton* button : m_buttons)
        all.append(button);
    for (const Confirmation* way : m_ways) {
        for (QWidget* one : way->findChildren<QWidget*>()) {
            if ((one->focusPolicy() & Qt::TabFocus) == Qt::TabFocus)
                all.append(one);
        }
    }
    return all;
}

void ConfirmationPanel::say()
{
    if (m_chosen == nullptr)
        return m_state->clear();
    m_state->say(m_chosen->isConfirmed() ? MessageKind::Good : MessageKind::Info, m_chosen->sentence());
}

void ConfirmationPanel::retranslate()
{
    for (int i = 0; i < m_ways.size(); ++i) {
        m_buttons.at(i)->setText(m_ways.at(i)->name());
        m_ways.at(i)->retranslate();
    }
    m_choice->fit(m_theme);
    m_question->setText(tr("How does the client confirm the answers?"));
    say();
}

} // namespace tirkeu::workstation
