#pragma once

#include "gueststep.h"
#include "papertray.h"
#include "stagedirector.h"
#include "stepview.h"
#include "widgets/messagebar.h"
#include "widgets/page.h"

namespace tirkeu::enrolment {
class OneTimeCodes;
}

namespace tirkeu::workstation {

class BreakOffStep;
class ConsentStep;
class CaseRail;
class ClientCard;
class ClientStep;
class HandOverStep;
class LostScreenStep;
class PalmStep;
class ReviewStep;
class SayPanel;
class SlipStep;
class WithdrawalStep;

/// What a case at the counter needs of the program around it.
struct CounterTools
{
    Counter& counter;
    PaperTray& papers;
    StaffSource& staff;
    ClientStage& stage;
    enrolment::OneTimeCodes* codes = nullptr; ///< none: nobody sends codes
};

/// A client from the first question to the slip: the rail and the client always in view, one step at a time.
class EnrolmentPage : public Page
{
    Q_OBJECT
public:
    EnrolmentPage(const Theme& theme, const LanguageSwitch& language, const CounterTools& tools);

    /// An empty counter where none stands; whoever is being served stays.
    void openCounter();
    void closeCounter(); ///< the teller has gone elsewhere; whoever is being served stays
    void showClient();   ///< the client's screen showed something else meanwhile
    void take(const casefile::CaseId& id);
    void begin(const NewClient& client); ///< a known one: there is nothing to type
    /// The first form with what is known of somebody, to be looked through.
    void prefill(const QString& iin, const enrolment::ClientData& data, const QString& purpose);
    void typeIin(const QString& iin); ///< of somebody who was looked for and is not known
    void offerCards(bool offered);
    [[nodiscard]] bool isServing() const { return m_controller.view().has_value(); }
    void setTeller(const QString& name);
    void pause(const QString& why);
    void forget() override;

Q_SIGNALS:
    void explainWanted(); ///< the large answers to what clients ask
    void left();          ///< nobody stands at the counter any more
    void cardWanted(const tirkeu::casefile::ClientId& client);
    void stepShown(tirkeu::criteria::Step step);
    void served(const tirkeu::workstation::CaseView& view); ///< as it stands when the counter is left

protected:
    void focusFirst() override;
    void retranslate() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addStep(criteria::Step step, StepView* view);
    void addView(StepView* view);
    void build(const CounterTools& tools);
    void follow();
    void show(StepView* step);
    void showFrame();
    void enablePrimary(bool enabled);
    void submit();
    void breakOff();
    void buildGuest(const CounterTools& tools);
    void followStage(ClientStage& stage);
    void buildLostScreen(ClientStage& stage, const StepTools& steps);
    void loseScreen();
    void chooseVideo();
    void tellOfClient(MessageKind kind, const QString& text); ///< who has stopped it, or asked for help
    void hearClient();                                        ///< and clears what is said
    void tell(MessageKind kind, const QString& text, const QString& action = {}, const std::function<void()>& act = {});
    void askGuest(GuestStep::Ask what);
    void askHandOver();
    void changeBack(StepView* where, const std::function<void()>& begin);
    void giveUpChange(); ///< to the preview, with all as it was
    void callSupervisor();
    [[nodiscard]] bool isAside() const; ///< a sheet beside the step has the page
    [[nodiscard]] bool decidesItself() const;
    void leave();
    [[nodiscard]] StepView* viewOf(criteria::Step step) const;

    const LanguageSwitch& m_language;
    CaseController m_controller;
    StageDirector m_director;
    CaseRail* m_rail;
    ClientCard* m_card;
    SayPanel* m_say;
    MessageBar* m_complaint;
    std::function<void()> m_whatHelps; ///< the button beside the complaint
    bool m_isClientHeard = true;       ///< false: the client's screen says that the employee will ask
    QMap<criteria::Step, StepView*> m_steps;
    QList<StepView*> m_views;
    StepView* m_shown = nullptr;
    criteria::Step m_step = criteria::Step::Client;
    ClientStep* m_client = nullptr;
    SlipStep* m_slip = nullptr;
    PalmStep* m_palm = nullptr;
    ReviewStep* m_review = nullptr;
    ConsentStep* m_consents = nullptr;
    QPushButton* m_unchanged = nullptr; ///< beside a change that was begun from the preview
    WithdrawalStep* m_withdrawal = nullptr;
    HandOverStep* m_handOver = nullptr;
    BreakOffStep* m_breakOff = nullptr;
    GuestStep* m_guest = nullptr; ///< none: this reader takes no other person's token
    int m_decidedAt = -1;         ///< how many events the case had when it was decided without a page
    LostScreenStep* m_lost = nullptr;
    bool m_isScreenLost = false; ///< and the case is to be paused as soon as what runs has ended
    bool m_ownsKeyboard = false; ///< the button had it, and gets it back when there is something to do again
    int m_correctsFrom = -1;     ///< how many events the case had when a correction began; -1: none is made
};

} // namespace tirkeu::workstation
