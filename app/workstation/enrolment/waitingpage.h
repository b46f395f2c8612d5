#pragma once

#include "enrolment/counter.h"
#include "shell/section.h"
#include "theme/language.h"
#include "widgets/page.h"

class QLineEdit;
class QListWidget;
class QPushButton;

namespace tirkeu::workstation {

class Choice;
class EmptyState;
class FieldBox;
class MessageBar;

/// What is waiting: drafts, or cases to finish. Enter goes on with the chosen one.
class WaitingPage : public Page
{
    Q_OBJECT
public:
    /// `section` is Drafts or ToFinish.
    WaitingPage(const Theme& theme, const LanguageSwitch& language, Counter& counter, Section section);

    [[nodiscard]] static bool isDraft(WaitingCase::For what);
    void reload();
    void setOverdue(int ended); ///< at sign-in so many cases were ended because their time was over
    void forget() override;

Q_SIGNALS:
    void chosen(const tirkeu::workstation::WaitingCase& one);
    void backRequested();

protected:
    void focusFirst() override;
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] bool belongs(const WaitingCase& one) const;
    void open();
    void noteSeen(const WaitingCase& one);
    void followChoice();
    [[nodiscard]] const WaitingCase* current() const;
    [[nodiscard]] bool saysSomething() const; ///< of a suspicion: all of it or a part
    [[nodiscard]] bool saysAll() const;
    void namePrimary();
    void sayState();

    const LanguageSwitch& m_language;
    Counter& m_counter;
    Section m_section;
    QList<WaitingCase> m_cases;
    std::optional<Error> m_failed;
    int m_overdue = 0;
    bool m_isNoted = false;
    QListWidget* m_list;
    FieldBox* m_reasonBox;
    QLineEdit* m_reason; ///< what looking into a suspicion came to
    Choice* m_outcome;   ///< whether it was one
    QPushButton* m_confirmed;
    QPushButton* m_unfounded;
    bool m_isNoting = false;
    EmptyState* m_empty;
    MessageBar* m_message;
};

} // namespace tirkeu::workstation
