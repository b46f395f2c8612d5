#pragma once

#include "papertray.h"
#include "stepview.h"

class QVBoxLayout;

namespace tirkeu::workstation {

class MessageBar;
class OutlookCard;

/// A client takes consents back: what it means in three columns first, then their act – strokes on their own screen or
/// a signed paper, as they gave them. Never a biometric, and no more touches than giving took.
class WithdrawalStep : public StepView
{
    Q_OBJECT
public:
    WithdrawalStep(const StepTools& tools, PaperTray& tray);

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
    void put(const QList<enrolment::WithdrawalOutlook>& outlooks);
    [[nodiscard]] QList<criteria::ConsentKind> chosen() const;
    [[nodiscard]] QString clientName() const;
    [[nodiscard]] std::optional<TrayPaper> paper() const; ///< that came since the case was opened
    [[nodiscard]] bool isHere() const;                    ///< this step stands
    [[nodiscard]] QList<SignedAnswer> signedAnswers() const;
    void showClient() override;
    void confirmed(const QList<criteria::ConsentKind>& kinds);
    void takeStrokes(const StrokeSignature& signature);
    void followPaper();
    void send(criteria::ConsentMeans means, const QByteArray& evidence, const std::optional<TrayPaper>& paper);

    PaperTray& m_tray;
    QVBoxLayout* m_column;
    MessageBar* m_paper;
    QList<OutlookCard*> m_cards;
    QByteArray m_strokes;
    bool m_isAgreed = false; ///< the client has touched "withdraw" on their screen
    bool m_isShown = false;
};

} // namespace tirkeu::workstation
