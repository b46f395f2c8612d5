#pragma once

#include "stepview.h"

class QLineEdit;
class QPushButton;

namespace tirkeu::workstation {

class Choice;
class FieldBox;
class MessageBar;

/// Before a case is broken off: did the client leave, or must the teller stop? Nothing is preset, and the way back is
/// as near.
class BreakOffStep : public StepView
{
    Q_OBJECT
public:
    explicit BreakOffStep(const StepTools& tools);

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
    enum Who { Client, Teller };
    void showBelow(int who);

    MessageBar* m_state;
    Choice* m_who;
    QPushButton* m_client;
    QPushButton* m_teller;
    FieldBox* m_reasonBox;
    QLineEdit* m_reason;
    QPushButton* m_back;
    bool m_isStanding = false;
};

} // namespace tirkeu::workstation
