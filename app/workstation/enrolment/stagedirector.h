#pragma once

#include "casecontroller.h"
#include "clientscreen/clientstage.h"

namespace tirkeu::workstation {

/// What the client's screen shows while no step has a scene of its own: it waits, thanks, or says calmly that it is
/// over for today.
class StageDirector : public QObject
{
    Q_OBJECT
public:
    StageDirector(CaseController& controller, ClientStage& stage);

    void welcome();                 ///< somebody sits down: their language first
    void dismiss();                 ///< they have gone before anything was written down
    void goOn() { m_stage.goOn(); } ///< the employee has heard who stopped it, or asked for help
    void again(); ///< the screen showed something else meanwhile; steps with scenes of their own show them

private:
    void follow();
    [[nodiscard]] ClientScene scene() const;

    CaseController& m_controller;
    ClientStage& m_stage;
    QString m_case;
    bool m_isWelcomed = false;
    std::optional<criteria::Step> m_step; ///< of the scene that stands; none: nobody is served
};

} // namespace tirkeu::workstation
