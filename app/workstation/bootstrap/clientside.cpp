#include "clientside.h"

#include "clientscreen/clientscreen.h"

namespace tirkeu::workstation {

namespace {
constexpr QLatin1StringView kWindow("window");

std::unique_ptr<ClientStage> stageFor(
    const Theme& theme, const core::Clock& clock, const Place& place, const QString& display)
{
    if (display.isEmpty())
        return std::make_unique<NoClientStage>();
    if (display == kWindow)
        return std::make_unique<ClientScreen>(
            theme, clock, ClientScreenSetup{{}, place.organisation, ClientInput::AlsoMouse});
    return std::make_unique<ClientScreen>(theme, clock, ClientScreenSetup{display, place.organisation});
}
} // namespace

ClientSide::ClientSide(
    const Theme& theme, const core::Clock& clock, ShellController& shell, const Place& place, const QString& display)
    : m_stage(stageFor(theme, clock, place, display))
{
    connect(m_stage.get(), &ClientStage::acted, &shell, &ShellController::noteActivity);
    connect(&shell, &ShellController::stateChanged, this, [this, &shell] { follow(shell); });
}

void ClientSide::follow(ShellController& shell)
{
    const ShellState now = shell.state();
    if (now == ShellState::Locked)
        m_stage->show(WaitScene{WaitScene::For::Employee});
    else if (now != ShellState::Open || m_before != ShellState::Open)
        m_stage->show(IdleScene{});
    m_before = now;
}

} // namespace tirkeu::workstation
