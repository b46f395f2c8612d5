#include "enrolmentpage.h"

#include "breakoffstep.h"
#include "clientstep.h"
#include "gueststep.h"
#include "handoverstep.h"
#include "lostscreenstep.h"
#include "palmstep.h"
#include "reviewstep.h"

#include <utility>

// Who else than the teller has a say in a case: the client at their screen, a second person, a colleague.
namespace tirkeu::workstation {

// The client asks for the employee with one touch; the employee is told, whatever they look at. Until they have spoken
// with the client, the client's screen says that it has stopped.
void EnrolmentPage::followStage(ClientStage& stage)
{
    connect(&stage, &ClientStage::stopPressed, this, [this] {
        if (!isServing())
            return;
        m_palm->stop();
        tellOfClient(MessageKind::Warning, tr("The client wants to stop. Ask what they would like."));
    });
    connect(&stage, &ClientStage::helpPressed, this, [this] {
        if (isServing())
            tellOfClient(MessageKind::Info, tr("The client asks for help."));
    });
    connect(&stage, &ClientStage::videoWanted, this, [this] {
        if (isServing())
            tell(MessageKind::Warning, tr("The client would rather have a video session."), tr("End here"),
                [this] { chooseVideo(); });
    });
    connect(&stage, &ClientStage::languageChosen, this, [this, &stage](Language language) {
        if (isServing())
            return;
        m_client->setClientLanguage(language);
        stage.show(WaitScene{WaitScene::For::Employee});
    });
    connect(&stage, &ClientStage::stateChanged, this, [this](ClientStage::State state) {
        m_isScreenLost = state == ClientStage::State::Lost;
        loseScreen();
    });
}

void EnrolmentPage::tellOfClient(MessageKind kind, const QString& text)
{
    m_isClientHeard = false;
    tell(kind, text, tr("Go on"), [this] {
        hearClient();
        focusFirst();
    });
    bringIntoView(m_complaint);
}

// Whoever goes on with the case has heard the client, whichever button does it.
void EnrolmentPage::hearClient()
{
    m_complaint->clear();
    if (!std::exchange(m_isClientHeard, true))
        m_director.goOn();
}

void EnrolmentPage::tell(MessageKind kind, const QString& text, const QString& action, const std::function<void()>& act)
{
    m_whatHelps = act;
    m_complaint->setAction(action);
    m_complaint->say(kind, text);
}

// What was taken so far is kept and signed; the session by video is another case.
void EnrolmentPage::chooseVideo()
{
    if (!isServing() || m_controller.isBusy())
        return;
    hearClient();
    m_controller.follow(m_controller.counter().end(casefile::Ending::Abandoned, QStringLiteral("video-session")));
}

void EnrolmentPage::buildLostScreen(ClientStage& stage, const StepTools& steps)
{
    m_lost = new LostScreenStep(steps);
    addView(m_lost);
    connect(m_lost, &LostScreenStep::over, this, &EnrolmentPage::follow);
    m_isScreenLost = stage.state() == ClientStage::State::Lost;
}

// A scan that runs ends first; while another person's token is in the reader, that comes first.
void EnrolmentPage::loseScreen()
{
    if (!m_isScreenLost || !isServing() || m_lost->isPausing() ||
        m_controller.view()->state.phase != casefile::Phase::Open)
        return;
    m_palm->stop();
    if (m_controller.isBusy() || (m_guest != nullptr && m_shown == m_guest && !m_guest->isOver()))
        return;
    m_isScreenLost = false; // the teller may go on without it
    m_complaint->clear();
    show(m_lost);
    m_lost->pause();
    setFocus(); // what had the keyboard is hidden; Enter goes on
}

void EnrolmentPage::buildGuest(const CounterTools& tools)
{
    AnnouncedSwap* swap = tools.staff.swap();
    if (swap == nullptr) {
        m_palm->offerExceptions(false);
        m_client->offerApproval(false);
        connect(m_review, &ReviewStep::supervisorWanted, this, [this] { pause(QStringLiteral("supervisor")); });
        return;
    }
    m_guest = new GuestStep({theme(), m_language, m_controller, tools.stage}, *swap);
    addView(m_guest);
    connect(m_palm, &PalmStep::exceptionWanted, this, [this] { askGuest(GuestStep::Ask::Exception); });
    connect(m_review, &ReviewStep::supervisorWanted, this, [this] { askGuest(GuestStep::Ask::Answer); });
    connect(m_client, &ClientStep::approvalWanted, this, [this](const identity::Iin& iin) {
        m_complaint->clear();
        m_guest->askAttempts(iin);
        show(m_guest);
        focusFirst();
    });
    connect(m_guest, &GuestStep::approved, m_client, &ClientStep::setApproval);
    connect(m_guest, &GuestStep::over, this, &EnrolmentPage::follow);
}

void EnrolmentPage::askGuest(GuestStep::Ask what)
{
    m_complaint->clear();
    m_guest->ask(what);
    show(m_guest);
    focusFirst();
}

// Another person's token is asked for, or still in the reader; or a sheet asks how the case goes on.
bool EnrolmentPage::isAside() const
{
    return (m_guest != nullptr && m_shown == m_guest && !m_guest->isOver()) ||
           (m_shown == m_handOver && m_handOver->isStanding()) || (m_shown == m_breakOff && m_breakOff->isStanding());
}

void EnrolmentPage::askHandOver()
{
    if (m_shown == m_handOver && !m_controller.isBusy())
        return m_handOver->giveUp();
    if (!isServing() || m_controller.isBusy() || isAside())
        return;
    m_complaint->clear();
    m_correctsFrom = -1; // the way back from the sheet is to the preview
    show(m_handOver);
    m_handOver->begin();
    focusFirst();
}

void EnrolmentPage::breakOff()
{
    if (m_shown == m_breakOff && !m_controller.isBusy())
        return m_breakOff->giveUp();
    if (!isServing() || m_controller.isBusy() || isAside() ||
        m_controller.view()->state.phase == casefile::Phase::Ended)
        return;
    m_complaint->clear();
    m_correctsFrom = -1;
    show(m_breakOff);
    m_breakOff->begin();
    focusFirst();
}

// The first press puts the case on top of every supervisor's list; once they are here, the next takes their word.
void EnrolmentPage::callSupervisor()
{
    if (!isServing() || m_controller.isBusy() || isAside() ||
        m_controller.view()->state.phase == casefile::Phase::Ended)
        return;
    if (m_controller.view()->state.hasOpenQuestion()) {
        if (m_guest == nullptr)
            return pause(QStringLiteral("supervisor"));
        return askGuest(GuestStep::Ask::Answer);
    }
    m_controller.follow(m_controller.counter().call(), [this] {
        tell(MessageKind::Info, tr("A supervisor is called: the case stands first on their list. When they are here, "
                                   "press F8 again. The client's screen says nothing of it."));
    });
}

} // namespace tirkeu::workstation
