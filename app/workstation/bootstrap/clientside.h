#pragma once

#include "clientscreen/clientstage.h"
#include "shell/place.h"
#include "shell/shellcontroller.h"
#include "theme/theme.h"

#include <memory>

namespace tirkeu::workstation {

/// The counter's other side: the client's display, and what holds for it whoever is served. Who is there holds off the
/// lock; while the teller is away it says that they will come.
class ClientSide : public QObject
{
    Q_OBJECT
public:
    /// `display`: its identity, "window" for a demo on one display; empty: this counter has none.
    ClientSide(const Theme& theme, const core::Clock& clock, ShellController& shell, const Place& place,
        const QString& display);

    [[nodiscard]] ClientStage& stage() { return *m_stage; }

private:
    void follow(ShellController& shell);

    std::unique_ptr<ClientStage> m_stage;
    ShellState m_before = ShellState::Checks;
};

} // namespace tirkeu::workstation
