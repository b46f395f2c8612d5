#include "enrolmentpage.h"

#include "breakoffstep.h"
#include "caserail.h"
#include "clientcard.h"
#include "clientstep.h"
#include "consentstep.h"
#include "gueststep.h"
#include "handoverstep.h"
#include "lostscreenstep.h"
#include "palmstep.h"
#include "reviewstep.h"
#include "saypanel.h"
#include "signingstep.h"
#include "slipstep.h"
#include "withdrawalstep.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tirkeu::workstation {

using criteria::Step;

EnrolmentPage::EnrolmentPage(const Theme& theme, const LanguageSwitch& language, const CounterTools& tools)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_controller(tools.counter)
    , m_director(m_controller, tools.stage)
    , m_rail(new CaseRail(theme, m_controller))
    , m_card(new ClientCard(theme, language, m_controller))
    , m_say(new SayPanel(theme, language))
    , m_complaint(new MessageBar(theme))
{
    setObjectName(QStringLiteral("enrolmentPage"));
    setTop(m_card);
    setSide(m_rail);
    body()->addWidget(m_say);
    body()->addWidget(m_complaint);
    build(tools);
    buildGuest(tools);
    followStage(tools.stage);
    body()->addStretch(1);
    connect(primary(), &QPushButton::clicked, this, &EnrolmentPage::submit);
    connect(&m_controller, &CaseController::changed, this, &EnrolmentPage::follow);
    connect(&m_controller, &CaseController::failed, this, [this](const Error& error) {
        tell(MessageKind::Error, m_language.sentence(error));
        bringIntoView(m_complaint);
    });
    connect(&m_controller, &CaseController::clientLanguageChanged, this, &EnrolmentPage::retranslate);
    connect(m_complaint, &MessageBar::actionRequested, this, [this] {
        if (const auto help = m_whatHelps) // kept: what it does may say something else
            help();
    });
    connect(m_card, &ClientCard::explainWanted, this, &EnrolmentPage::explainWanted);
    connect(m_card, &ClientCard::pauseWanted, this, [this] { pause(QStringLiteral("teller")); });
    connect(m_card, &ClientCard::supervisorWanted, this, &EnrolmentPage::callSupervisor);
    connect(m_card, &ClientCard::endWanted, this, &EnrolmentPage::breakOff);
    connect(m_card, &ClientCard::handOverWanted, this, &EnrolmentPage::askHandOver);
    retranslate();
    show(m_client);
}

void EnrolmentPage::addStep(Step step, StepView* view)
{
    m_steps.insert(step, view);
    if (!m_views.contains(view))
        addView(view);
}

void EnrolmentPage::addView(StepView* view)
{
    m_views.append(view);
    body()->addWidget(view);
    view->hide();
    connect(view, &StepView::changed, this, &EnrolmentPage::showFrame);
    connect(view, &StepView::left, this, &EnrolmentPage::leave);
    connect(view, &StepView::complained, this, [this](const QString& sentence) {
        if (sentence.isEmpty())
            m_complaint->clear();
        else
            tell(MessageKind::Error, sentence);
    });
    connect(view, &StepView::wanted, this, [this, view](QWidget* field) {
        if (view != m_shown)
            return;
        if (QWidget* last = view->lastField()) // fields may have come only now
            setTabOrder(last, primary());
        field->setFocus();
        bringIntoView(field);
    });
}

void EnrolmentPage::build(const CounterTools& tools)
{
    const StepTools steps{theme(), m_language, m_controller, tools.stage};
    m_client = new ClientStep(steps);
    m_palm = new PalmStep(steps);
    m_review = new ReviewStep(steps);
    m_slip = new SlipStep(steps);
    addStep(Step::Client, m_client);
    addStep(Step::Phone, m_client);
    m_consents = new ConsentStep(steps, {tools.papers, tools.staff, tools.codes});
    addStep(Step::Consents, m_consents);
    addStep(Step::PalmRight, m_palm);
    addStep(Step::PalmLeft, m_palm);
    addStep(Step::Decision, m_review);
    addStep(Step::Signing, new SigningStep(steps, tools.staff));
    addStep(Step::Slip, m_slip);
    m_withdrawal = new WithdrawalStep(steps, tools.papers);
    addView(m_withdrawal);
    m_handOver = new HandOverStep(steps);
    addView(m_handOver);
    m_breakOff = new BreakOffStep(steps);
    addView(m_breakOff);
    connect(m_handOver, &HandOverStep::givenUp, this, &EnrolmentPage::follow);
    connect(m_breakOff, &BreakOffStep::givenUp, this, &EnrolmentPage::follow);
    connect(m_client, &ClientStep::cardWanted, this, &EnrolmentPage::cardWanted);
    buildLostScreen(tools.stage, steps);
    m_unchanged = addSecondary(QStringLiteral("changeNothing"));
    m_unchanged->hide();
    connect(m_unchanged, &QPushButton::clicked, this, &EnrolmentPage::giveUpChange);
    connect(m_review, &ReviewStep::correctionWanted, this,
        [this] { changeBack(m_client, [this] { m_client->correct(); }); });
    connect(m_review, &ReviewStep::consentsWanted, this,
        [this] { changeBack(m_consents, [this] { m_consents->begin(); }); });
}

void EnrolmentPage::changeBack(StepView* where, const std::function<void()>& begin)
{
    m_correctsFrom = m_controller.view()->state.events;
    show(where);
    begin();
    showFrame();
    focusFirst();
    scrollToTop();
}

void EnrolmentPage::giveUpChange()
{
    m_correctsFrom = -1;
    follow();
    showClient();
}

StepView* EnrolmentPage::viewOf(Step step) const
{
    if (step == Step::Consents && isServing() && m_controller.view()->state.kind == u"withdraw")
        return m_withdrawal;
    return m_steps.value(step, m_client);
}

void EnrolmentPage::setTeller(const QString& name)
{
    m_slip->setTeller(name);
}

void EnrolmentPage::openCounter()
{
    if (isServing())
        return;
    follow();
    m_director.welcome();
}

void EnrolmentPage::closeCounter()
{
    m_director.dismiss();
}

void EnrolmentPage::showClient()
{
    if (!isServing())
        return;
    m_director.again();
    m_shown->showClient();
}

void EnrolmentPage::take(const casefile::CaseId& id)
{
    m_controller.take(id);
}

void EnrolmentPage::begin(const NewClient& client)
{
    m_controller.follow(m_controller.counter().begin(client));
}

void EnrolmentPage::prefill(const QString& iin, const enrolment::ClientData& known, const QString& purpose)
{
    if (!isServing())
        m_client->prefill(iin, known, purpose);
}

void EnrolmentPage::typeIin(const QString& iin)
{
    if (!isServing())
        m_client->typeIin(iin);
}

void EnrolmentPage::offerCards(bool offered)
{
    m_client->offerCard(offered);
}

// A client who was recognised, or was not, is decided by the rule at once: the documents say it all, and are looked
// through before they are signed. Where something failed the teller chooses how to go on.
bool EnrolmentPage::decidesItself() const
{
    if (!isServing() || m_controller.step() != Step::Decision)
        return false;
    const CaseView& view = *m_controller.view();
    return view.state.kind == u"verify" && !view.state.hasOpenQuestion() && view.state.events != m_decidedAt &&
           !std::ranges::any_of(view.plan,
               [](const enrolment::PlannedStep& step) { return step.state == enrolment::StepState::Failed; });
}

// The step may have changed, or only what is known of it.
void EnrolmentPage::follow()
{
    if (m_controller.isBusy())
        return showFrame();
    loseScreen();
    if (m_lost->isPausing())
        return showFrame();
    if (decidesItself()) {
        m_decidedAt = m_controller.view()->state.events;
        return m_controller.follow(m_controller.counter().decide({}));
    }
    const Step step = m_controller.step();
    StepView* view = viewOf(step);
    // A correction that was refused stands as it was typed.
    if (m_correctsFrom >= 0 && isServing() && m_controller.view()->state.events == m_correctsFrom)
        return showFrame();
    if (isAside())
        return showFrame();
    const bool isNew = step != m_step || view != m_shown;
    if (isNew) {
        m_correctsFrom = -1;
        // A step that ended by itself has heard nobody.
        if (m_isClientHeard || m_complaint->text().isEmpty())
            hearClient();
        m_step = step;
        show(view);
        view->begin();
        Q_EMIT stepShown(step);
        if (QWidget* last = view->lastField())
            setTabOrder(last, primary());
        if (isVisible())
            focusFirst();
        scrollToTop();
    } else {
        view->retranslate();
    }
    showFrame();
}

void EnrolmentPage::show(StepView* step)
{
    if (m_shown == step)
        return;
    if (m_shown != nullptr) {
        m_shown->end();
        m_shown->hide();
    }
    m_shown = step;
    step->show();
    showFrame();
}

void EnrolmentPage::showFrame()
{
    if (m_shown == nullptr)
        return;
    m_card->setAside(isAside());
    setTitle(m_shown->heading());
    m_unchanged->setText(tr("Back, nothing changes"));
    primary()->setText(m_shown->primaryText());
    enablePrimary(!m_controller.isBusy() && m_shown->isReady());
    m_unchanged->setVisible(m_correctsFrom >= 0);
    m_unchanged->setEnabled(!m_controller.isBusy());
    m_say->say(m_shown->sayLine(), isServing() ? m_controller.clientLanguage() : m_language.language());
}

// A button that is disabled loses the keyboard to whatever comes next, the header for instance. Asked of the window:
// while another one is in front nothing here has the focus, and all of it should be in its place afterwards.
void EnrolmentPage::enablePrimary(bool enabled)
{
    if (window()->focusWidget() == primary() && !enabled) {
        m_ownsKeyboard = true;
        setFocus();
    }
    primary()->setEnabled(enabled);
    if (enabled && std::exchange(m_ownsKeyboard, false) && window()->focusWidget() == this)
        primary()->setFocus();
}

void EnrolmentPage::submit()
{
    if (m_controller.isBusy() || !m_shown->isReady())
        return;
    hearClient();
    m_shown->submit();
}

void EnrolmentPage::pause(const QString& why)
{
    if (!isServing() || m_controller.view()->state.phase != casefile::Phase::Open)
        return;
    m_shown->end();
    m_controller.follow(m_controller.counter().pause(why), [this] { leave(); });
}

void EnrolmentPage::leave()
{
    const std::optional<CaseView> last = m_controller.view();
    forget();
    Q_EMIT left();
    if (last)
        Q_EMIT served(*last);
}

void EnrolmentPage::forget()
{
    if (m_shown == nullptr)
        return;
    for (StepView* view : std::as_const(m_views))
        view->forget();
    hearClient();
    m_correctsFrom = -1;
    m_decidedAt = -1;
    m_step = Step::Client;
    m_controller.leave();
    show(m_client);
    m_client->begin();
}

void EnrolmentPage::focusFirst()
{
    if (QWidget* field = m_shown->firstField())
        field->setFocus();
    else
        Page::focusFirst();
}

void EnrolmentPage::retranslate()
{
    m_card->retranslate();
    m_say->retranslate();
    m_rail->refresh();
    for (StepView* view : std::as_const(m_views))
        view->retranslate();
    showFrame();
}

void EnrolmentPage::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_F4:
        return m_say->repeat();
    case Qt::Key_F6:
        return pause(QStringLiteral("teller"));
    case Qt::Key_F8:
        return callSupervisor();
    case Qt::Key_F9:
        return breakOff();
    case Qt::Key_F10:
        return askHandOver();
    default:
        Page::keyPressEvent(event);
    }
}

} // namespace tirkeu::workstation
