#pragma once

#include "stepview.h"

class QLabel;
class QVBoxLayout;

namespace tirkeu::workstation {

class MessageBar;
class PinPrompt;

/// What the case came to, every document as it will be signed, and one PIN for all of them.
class SigningStep : public StepView
{
    Q_OBJECT
public:
    SigningStep(const StepTools& tools, StaffSource& staff);

    void begin() override;
    void forget() override;
    void retranslate() override;
    [[nodiscard]] QWidget* firstField() const override;
    [[nodiscard]] QString heading() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool isReady() const override;
    void submit() override;
    [[nodiscard]] const char* sayLine() const override;

private:
    void loadPapers();
    void showPapers();

    QVBoxLayout* m_column;
    MessageBar* m_result;
    PinPrompt* m_pin;
    QLabel* m_count;
    QList<ShownPaper> m_papers;
    QList<QWidget*> m_views;
    bool m_isDrawn = false;
};

} // namespace tirkeu::workstation
