#pragma once

#include "clientscreen/clientwindow.h"

#include <functional>

namespace tirkeu::workstation {

/// The client's window without a counter behind it, in every scene worth seeing.
class ClientRoom
{
public:
    ClientRoom(const Theme& theme, const core::Clock& clock);

    [[nodiscard]] ClientWindow& window() { return m_window; }
    void setLanguage(core::Language language) { m_look.setLanguage(language); }
    void walk(const std::function<void(const QString& name)>& visit);

    /// A hand that was drawn by nobody's: the guide of a palm at a place of the window.
    [[nodiscard]] static HandGuide drawnHand(QPointF palm, double size, PalmAdvice advice);

private:
    class Voice;
    ClientLook m_look;
    std::unique_ptr<PromptVoice> m_voice;
    ClientWindow m_window;
};

} // namespace tirkeu::workstation
