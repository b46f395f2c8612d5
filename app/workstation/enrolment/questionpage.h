#pragma once

#include "counter.h"
#include "theme/language.h"
#include "widgets/page.h"

namespace tirkeu::workstation {

class AnswerForm;
class MessageBar;
class PinPrompt;
struct PinTry;

/// A supervisor answers, from their own session, a question of somebody else's case: the facts, yes or no, why, and
/// their PIN. The case stays its teller's, who goes on with it. Or, before there is a case, whether a client whose
/// attempts are spent is given new ones.
class QuestionPage : public Page
{
    Q_OBJECT
public:
    QuestionPage(const Theme& theme, const LanguageSwitch& language, Counter& counter, StaffSource& staff);

    void open(const casefile::CaseId& id);
    void openAttempts(const WaitingCase& one);
    void forget() override;

Q_SIGNALS:
    void left(); ///< answered, or given up

protected:
    void focusFirst() override;
    void retranslate() override;

private:
    void lookAtPictures();
    void submit();
    void sign(const QByteArray& statement, PinTry& once);
    void keep(const QByteArray& cms);
    void keepAttempts(const QByteArray& cms);
    [[nodiscard]] QFuture<Result<QByteArray>> statement();
    [[nodiscard]] bool asks() const { return (m_view || m_attempts) && !m_isAnswered; }
    void setAnswered(const QString& sentence);
    void fail(const Error& error);
    void setBusy(bool busy);
    void refresh();

    const LanguageSwitch& m_language;
    Counter& m_counter;
    StaffSource& m_staff;
    std::optional<CaseView> m_view;
    std::optional<WaitingCase> m_attempts; ///< that are asked for, where there is no case
    SupervisorAnswer m_given;              ///< as it was when it was confirmed: the form may be typed in meanwhile
    quint64 m_asked = 0;                   ///< what comes for an earlier question is not shown
    bool m_isBusy = false;
    bool m_isAnswered = false;
    MessageBar* m_message;
    AnswerForm* m_form;
    PinPrompt* m_pin;
};

} // namespace tirkeu::workstation
