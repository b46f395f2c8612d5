#include "stagedirector.h"

#include <algorithm>
#include <utility>

namespace tirkeu::workstation {

using casefile::Ending;
using criteria::Step;

StageDirector::StageDirector(CaseController& controller, ClientStage& stage)
    : m_controller(controller)
    , m_stage(stage)
{
    connect(&controller, &CaseController::changed, this, &StageDirector::follow);
    connect(&stage, &ClientStage::languageChosen, &controller, &CaseController::setClientLanguage);
}

void StageDirector::welcome()
{
    if (m_controller.view() || std::exchange(m_isWelcomed, true))
        return;
    m_stage.show(LanguageScene{});
}

void StageDirector::dismiss()
{
    if (!m_controller.view() && std::exchange(m_isWelcomed, false))
        m_stage.show(IdleScene{});
}

void StageDirector::again()
{
    if (m_step && m_step != Step::Consents && m_step != Step::PalmRight && m_step != Step::PalmLeft)
        m_stage.show(scene());
}

void StageDirector::follow()
{
    const auto& view = m_controller.view();
    const QString standing = view && view->state.id ? view->state.id->toString() : QString();
    const auto step = view ? std::optional(m_controller.step()) : std::nullopt;
    if (standing == m_case && step == m_step)
        return;
    if (standing != m_case && view)
        m_stage.setLanguage(core::languageFromCode(view->state.language).value_or(core::Language::Kazakh));
    m_isWelcomed = false;
    m_case = standing;
    m_step = step;
    // Consents and palms are shown by their own steps.
    if (step == Step::Consents || step == Step::PalmRight || step == Step::PalmLeft)
        return;
    m_stage.show(scene());
}

ClientScene StageDirector::scene() const
{
    const auto& view = m_controller.view();
    if (!view)
        return IdleScene{};
    const bool failed = std::ranges::any_of(view->plan, [](const enrolment::PlannedStep& step) {
        return step.state == enrolment::StepState::Failed &&
               (enrolment::handOf(step.step) != casefile::Hand::None || step.step == Step::PalmComparison);
    });
    if (failed)
        return UnfinishedScene{};
    if (m_step != Step::Slip) {
        const bool isLater =
            view->state.awaitsAnswer() && view->state.ending.value_or(Ending::Awaited) == Ending::Awaited;
        return WaitScene{isLater ? WaitScene::For::Answer : WaitScene::For::Work};
    }
    const QString name = view->client ? view->client->name.given() : QString();
    switch (view->state.ending.value_or(Ending::Aborted)) {
    case Ending::Accepted:
        return ThanksScene{
            view->state.kind == u"verify" ? ThanksScene::What::PalmKnown : ThanksScene::What::PalmWorks, name};
    case Ending::Awaited:
        return ThanksScene{ThanksScene::What::ResultLater, name};
    case Ending::Refused:
        return ThanksScene{ThanksScene::What::Recorded, name};
    case Ending::Withdrawn:
        return ThanksScene{ThanksScene::What::Withdrawn, name};
    default:
        return UnfinishedScene{};
    }
}

} // namespace tirkeu::workstation
