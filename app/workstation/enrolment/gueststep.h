#pragma once

#include "signin/announcedswap.h"
#include "stepview.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace tirkeu::workstation {

class AnswerForm;
class DigitsField;
class FieldBox;
class MessageBar;
class PinPrompt;
struct PinTry;

/// What takes another person's token: a supervisor's answer to a question of the case, or a second member of staff who
/// attests that a palm cannot be scanned, or a supervisor who gives a client new attempts. The form first, then their
/// token and PIN, then the teller's own token again.
class GuestStep : public StepView
{
    Q_OBJECT
public:
    enum class Ask { Answer, Exception, Attempts };

    GuestStep(const StepTools& tools, AnnouncedSwap& swap);

    void ask(Ask what);
    void askAttempts(const identity::Iin& iin); ///< before there is a case
    [[nodiscard]] bool isOver() const { return m_isOver; }

    void forget() override;
    void retranslate() override;
    [[nodiscard]] QWidget* firstField() const override;
    [[nodiscard]] QString heading() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool isReady() const override;
    void submit() override;

Q_SIGNALS:
    void approved(const QByteArray& signedStatement); ///< new attempts for the client who was asked about
    void over();                                      ///< done or given up, and the teller's own token is back

private:
    void build();
    void lookAtPictures();
    [[nodiscard]] QFuture<Result<QByteArray>> statement();
    void announce();
    void sign();
    void signWith(const QByteArray& statement, PinTry& once);
    void keep(const Result<GuestSignature>& signature);
    void followSwap();
    void giveUp();
    void setForm(bool shown);
    void nameFields();
    [[nodiscard]] QString phaseSentence() const;
    [[nodiscard]] casefile::Hand hand() const;
    [[nodiscard]] Result<std::optional<core::WallTime>> until() const;

    AnnouncedSwap& m_swap;
    Ask m_what = Ask::Answer;
    bool m_isOver = true;
    bool m_isKept = false;
    int m_asked = 0; ///< what was signed for an earlier asking comes too late
    MessageBar* m_state;
    QWidget* m_form;
    AnswerForm* m_answer;
    std::optional<identity::Iin> m_iin;
    FieldBox* m_whyBox;
    QLineEdit* m_why;
    FieldBox* m_handBox;
    QComboBox* m_hand;
    FieldBox* m_untilBox;
    DigitsField* m_until;
    PinPrompt* m_pin;
    QPushButton* m_giveUp;
};

} // namespace tirkeu::workstation
