#pragma once

#include "widgets/page.h"

namespace tirkeu::workstation {

class DigitsField;
class LanguageSwitch;
class MessageBar;

/// Finds a client of this workstation by IIN, typed or read from a card.
class FindClientPage : public Page
{
    Q_OBJECT
public:
    FindClientPage(const Theme& theme, const LanguageSwitch& language);
    void forget() override;

protected:
    void focusFirst() override;
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void search();
    void refresh();

    const LanguageSwitch& m_language;
    QLabel* m_label;
    DigitsField* m_iin;
    QLabel* m_error;
    MessageBar* m_answer;
    bool m_otherKey = false;
    bool m_searched = false;
};

} // namespace tirkeu::workstation
