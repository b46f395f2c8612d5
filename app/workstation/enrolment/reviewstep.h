#pragma once

#include "stepview.h"

class QLabel;
class QVBoxLayout;

namespace tirkeu::workstation {

class Choice;
class FactsList;
class MessageBar;

/// Everything that was said and taken, before the rule decides: what may still change leads back to where it is
/// changed. Where a check failed for good: a calm script, and the routes that are permitted.
class ReviewStep : public StepView
{
    Q_OBJECT
public:
    explicit ReviewStep(const StepTools& tools);

    void begin() override;
    void retranslate() override;
    [[nodiscard]] QString heading() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool isReady() const override;
    void submit() override;
    [[nodiscard]] const char* sayLine() const override;

Q_SIGNALS:
    void correctionWanted();
    void consentsWanted(); ///< answered anew: each, and confirmed once more
    void supervisorWanted();

private:
    [[nodiscard]] bool hasFailed() const; ///< a hand has no attempt left
    [[nodiscard]] bool isRefused() const;
    [[nodiscard]] bool waitsForSupervisor() const;
    [[nodiscard]] bool awaitsAnswer() const; ///< of the bank; the case goes on without it
    [[nodiscard]] bool isCalled() const;     ///< by the teller, who waits for them
    [[nodiscard]] bool isVerification() const;
    [[nodiscard]] QString chosenRoute() const;
    void showClient() override;
    void showConsents();
    void showPalms();
    void showRoutes();

    QVBoxLayout* m_column;
    MessageBar* m_state;
    QLabel* m_script;
    QWidget* m_routes;
    Choice* m_route;
    FactsList* m_client;
    FactsList* m_consents;
    FactsList* m_palms;
};

} // namespace tirkeu::workstation
