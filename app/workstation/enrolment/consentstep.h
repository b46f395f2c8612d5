#pragma once

#include "consents/confirmationpanel.h"
#include "stepview.h"

class QVBoxLayout;

namespace tirkeu::workstation {

class ConsentCard;

/// What the client agrees to, each by itself: answered on their own screen, or marked as their paper says. Then they
/// confirm it by an act of their own.
class ConsentStep : public StepView
{
    Q_OBJECT
public:
    ConsentStep(const StepTools& tools, const ConfirmationTools& counter);

    void begin() override;
    void end() override;
    void forget() override;
    void retranslate() override;
    [[nodiscard]] QWidget* firstField() const override;
    [[nodiscard]] QWidget* lastField() const override;
    [[nodiscard]] QString heading() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool isReady() const override;
    void submit() override;
    [[nodiscard]] const char* sayLine() const override;
    void showClient() override;

private:
    [[nodiscard]] bool isAnswered() const;
    [[nodiscard]] bool anyRefused() const;
    [[nodiscard]] bool anyGiven() const;
    [[nodiscard]] bool mayOfferVideo() const;
    [[nodiscard]] Confirmation::Answers answers() const;
    void addCard(const criteria::ConsentText& text);
    void orderFields();
    void followAnswers();
    void askClient(); ///< on their screen: one consent after another
    void takeReply(const ConsentReply& reply);
    void send(const QByteArray& evidence);

    QVBoxLayout* m_column;
    QList<ConsentCard*> m_cards;
    ConfirmationPanel* m_panel;
};

} // namespace tirkeu::workstation
