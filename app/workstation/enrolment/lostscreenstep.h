#pragma once

#include "stepview.h"

class QLabel;

namespace tirkeu::workstation {

/// The client's display went dark: the case is paused, and nothing meant for the client is shown to anybody. It goes on
/// by itself once the display is back, or on paper and by voice if the teller says so.
class LostScreenStep : public StepView
{
    Q_OBJECT
public:
    explicit LostScreenStep(const StepTools& tools);

    void pause(); ///< the case that stands
    [[nodiscard]] bool isPausing() const { return m_case.has_value(); }

    void forget() override;
    void retranslate() override;
    [[nodiscard]] QString heading() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool isReady() const override { return m_isPaused; }
    void submit() override;
    [[nodiscard]] const char* sayLine() const override;

Q_SIGNALS:
    void over();

private:
    void goOn();

    std::optional<casefile::CaseId> m_case;
    bool m_isPaused = false; ///< it is written down
    QLabel* m_what;
};

} // namespace tirkeu::workstation
