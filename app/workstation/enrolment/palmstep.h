#pragma once

#include "clientscreen/palmadvice.h"
#include "stepview.h"

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace tirkeu::workstation {

class AttemptDots;

/// One palm above the scanner: how to hold it, how far it is, what was wrong, and how often it may still be tried.
class PalmStep : public StepView
{
    Q_OBJECT
public:
    explicit PalmStep(const StepTools& tools);

    void begin() override;
    void end() override;
    void forget() override;
    void retranslate() override;
    [[nodiscard]] QString heading() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool isReady() const override { return m_phase != Phase::Scanning && m_phase != Phase::Stopping; }
    void submit() override;
    [[nodiscard]] const char* sayLine() const override;
    void showClient() override;
    void offerExceptions(bool offered); ///< where a second person can attest
    void stop();                        ///< the scan under way, if there is one

Q_SIGNALS:
    void exceptionWanted(); ///< this palm, or the other, cannot be scanned

private:
    enum class Phase {
        Waiting, ///< for the teller to begin
        Scanning,
        Stopping,
        NotPassed,
        NoHand,
        Stopped,
    };
    void scan();
    void finished(casefile::Hand hand, const Result<PalmAnswer>& answer);
    void showProgress(const enrolment::PalmProgress& progress);
    void showSight(const PalmSight& sight);
    void setPhase(Phase phase);
    void restyle();
    [[nodiscard]] QString stateSentence() const;
    [[nodiscard]] bool isVerification() const;
    [[nodiscard]] QString whySentence() const;
    void guideClient(); ///< while a scan runs

    casefile::Hand m_hand = casefile::Hand::Right;
    Phase m_phase = Phase::Waiting;
    PalmAdvice m_advice = PalmAdvice::Place;
    PalmAdvice m_shown = PalmAdvice::OnceMore; ///< to the client
    bool m_mayExcept = true;
    int m_taken = 0;
    int m_wanted = 0;
    std::vector<palm::Problem> m_problems; ///< of the last presentation
    QList<palm::Notice> m_notices;         ///< of this scan
    std::optional<Error> m_hint;           ///< the scanner's own word
    QImage m_picture;
    QHBoxLayout* m_row;
    QLabel* m_live;
    QLabel* m_what;
    QLabel* m_samples;
    QLabel* m_why;
    AttemptDots* m_dots;
    QLabel* m_attempts; ///< the same in words
    QPushButton* m_stop;
    QPushButton* m_except;
};

} // namespace tirkeu::workstation
