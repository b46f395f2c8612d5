#pragma once

#include "clientdisplay.h"
#include "clientlook.h"
#include "clientstage.h"
#include "promptvoice.h"
#include "tellerplace.h"

#include <memory>

namespace tirkeu::workstation {

class ClientWindow;

struct ClientScreenSetup
{
    QString display; ///< its identity; empty: an ordinary window beside the teller's, which only the demo has
    criteria::Texts organisation;
    ClientInput input = ClientInput::TouchOnly;
};

/// The stage on a display of its own. While that is unplugged nothing of it is shown anywhere, and nothing of the
/// teller's is ever shown there.
class ClientScreen final : public ClientStage
{
    Q_OBJECT
public:
    ClientScreen(const Theme& theme, const core::Clock& clock, const ClientScreenSetup& setup,
        std::unique_ptr<PromptVoice> voice = std::make_unique<NoVoice>());
    ~ClientScreen() override;

    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] bool takesStrokes() const override;
    [[nodiscard]] core::Language language() const override { return m_look.language(); }
    void setLanguage(core::Language language) override { m_look.setLanguage(language); }
    void show(const ClientScene& scene) override;
    void guide(const HandGuide& guide) override;
    void sayWrong(std::optional<int> triesLeft) override;
    void goOn() override;
    [[nodiscard]] core::SecureBytes takePin() override;

    [[nodiscard]] ClientWindow& window() { return *m_window; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void appear();
    void vanish();
    void enter(State state);

    ClientLook m_look;
    std::unique_ptr<PromptVoice> m_voice;
    std::unique_ptr<ClientWindow> m_window;
    std::unique_ptr<ClientDisplay> m_display; ///< none: an ordinary window
    std::unique_ptr<TellerPlace> m_place;
    State m_state = State::Lost;
};

} // namespace tirkeu::workstation
