#pragma once

#include "signincontroller.h"
#include "widgets/page.h"

class QCheckBox;
class QTextEdit;

namespace tirkeu::workstation {

/// The security rules, for a person who has not acknowledged them; nothing else opens until then.
/// The box can be ticked only after the end of the text has been seen.
class RulesPage : public Page
{
    Q_OBJECT
public:
    RulesPage(const Theme& theme, SignInController& controller);

Q_SIGNALS:
    void leaveRequested();

protected:
    void focusFirst() override;
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void noticeScrolling();
    void refresh();

    SignInController& m_controller;
    QLabel* m_lead;
    QTextEdit* m_text;
    QCheckBox* m_read;
    QPushButton* m_leave;
    bool m_laidOut = false;
    bool m_endSeen = false;
};

} // namespace tirkeu::workstation
