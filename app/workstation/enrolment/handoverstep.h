#pragma once

#include "stepview.h"

class QListWidget;
class QPushButton;

namespace tirkeu::workstation {

class MessageBar;

/// The case goes to a colleague, who finds it among their drafts. What is unsigned goes with it.
class HandOverStep : public StepView
{
    Q_OBJECT
public:
    explicit HandOverStep(const StepTools& tools);

    void begin() override;
    void forget() override;
    void retranslate() override;
    [[nodiscard]] QWidget* firstField() const override;
    [[nodiscard]] QString heading() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool isReady() const override;
    [[nodiscard]] bool isStanding() const { return m_isStanding; }
    void submit() override;
    void giveUp();

Q_SIGNALS:
    void givenUp();

private:
    MessageBar* m_state;
    QListWidget* m_list;
    QPushButton* m_back;
    QList<Colleague> m_colleagues;
    bool m_isStanding = false;
};

} // namespace tirkeu::workstation
