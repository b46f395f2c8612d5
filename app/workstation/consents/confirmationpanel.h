#pragma once

#include "confirmation.h"
#include "enrolment/papertray.h"

class QLabel;
class QPushButton;

namespace tirkeu::enrolment {
class OneTimeCodes;
}

namespace tirkeu::workstation {

class Choice;
class MessageBar;

/// What the ways to confirm need of the counter.
struct ConfirmationTools
{
    PaperTray& papers;
    StaffSource& staff;
    enrolment::OneTimeCodes* codes = nullptr; ///< none: nobody sends them
};

/// How the client confirms their answers: the ways that the purpose allows and this counter has, one of them taken.
/// For the purposes of paragraphs 39, 44 and 45 a stroke is not among them (BIO-32).
class ConfirmationPanel : public QWidget
{
    Q_OBJECT
public:
    ConfirmationPanel(const StepTools& tools, const ConfirmationTools& counter);

    void begin();                                   ///< a case has come to its consents
    void ask(const Confirmation::Answers& answers); ///< all are answered; empty: something is still open
    void forget();
    void retranslate();
    void sayNothingToSign();
    void showClient(); ///< once more, after their screen showed something else
    [[nodiscard]] Confirmation* chosen() const { return m_chosen; }
    [[nodiscard]] QList<QWidget*> fields() const; ///< in the order of Tab

Q_SIGNALS:
    void changed();
    void wanted(QWidget* field);

private:
    void add(Confirmation* way);
    void choose(Confirmation* way);
    void followOffer(); ///< a display or a token came or went
    void say();
    [[nodiscard]] bool isOffered(const Confirmation& way) const;

    const Theme& m_theme;
    CaseController& m_controller;
    Choice* m_choice;
    QLabel* m_question; ///< where there is more than one way
    MessageBar* m_state;
    QList<Confirmation*> m_ways;
    QList<QPushButton*> m_buttons;
    Confirmation* m_chosen = nullptr;
    Confirmation::Answers m_answers;
    bool m_hasBegun = false;
};

} // namespace tirkeu::workstation
