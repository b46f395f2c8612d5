#pragma once

#include "signincontroller.h"
#include "widgets/page.h"

class QCheckBox;
class QTextEdit;

namespace tirkeu::workstation {

class LanguageSwitch;
class MessageBar;

/// The security rules, for a person who has not acknowledged them; nothing else opens until then.
/// The box can be ticked only after the end of the text has been seen.
class RulesPage : public Page
{
    Q_OBJECT
public:
    RulesPage(const Theme& theme, const LanguageSwitch& language, SignInController& controller);

    void showNotWritten(const Error& error);

Q_SIGNALS:
    void leaveRequested();

protected:
    void focusFirst() override;
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void noticeScrolling();
    void refresh();

    const LanguageSwitch& m_language;
    SignInController& m_controller;
    QLabel* m_lead;
    QTextEdit* m_text;
    QCheckBox* m_read;
    MessageBar* m_message;
    QPushButton* m_leave;
    bool m_laidOut = false;
    bool m_endSeen = false;
};

} // namespace tirkeu::workstation
