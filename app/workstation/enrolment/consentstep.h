#pragma once

#include "papertray.h"
#include "stepview.h"

class QVBoxLayout;

namespace tirkeu::workstation {

class ConsentCard;
class MessageBar;

/// What the client agrees to, each by itself. The client signs on paper; the employee marks what the paper says.
class ConsentStep : public StepView
{
    Q_OBJECT
public:
    ConsentStep(const StepTools& tools, PaperTray& tray);

    void begin() override;
    void forget() override;
    void retranslate() override;
    [[nodiscard]] QWidget* firstField() const override;
    [[nodiscard]] QWidget* lastField() const override;
    [[nodiscard]] QString heading() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool isReady() const override;
    void submit() override;
    [[nodiscard]] const char* sayLine() const override;

private:
    [[nodiscard]] bool isAnswered() const;
    [[nodiscard]] bool anyRefused() const;
    [[nodiscard]] bool anyGiven() const;
    [[nodiscard]] Language clientLanguage() const;
    [[nodiscard]] std::optional<TrayPaper> paper() const; ///< that came since the case was opened
    void followPaper();
    void askClient(); ///< on their screen: one consent after another, then their signature
    [[nodiscard]] bool mayStroke() const;
    [[nodiscard]] QList<SignedAnswer> signedAnswers() const;
    void takeReply(const ConsentReply& reply);
    void takeStrokes(const StrokeSignature& signature);
    void send(criteria::ConsentMeans means, const QByteArray& evidence, const std::optional<TrayPaper>& paper);

    PaperTray& m_tray;
    QVBoxLayout* m_column;
    QList<ConsentCard*> m_cards;
    MessageBar* m_paper;
    QByteArray m_strokes; ///< what the client signed on their screen
};

} // namespace tirkeu::workstation
