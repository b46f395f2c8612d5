#pragma once

#include "selftest.h"
#include "widgets/page.h"

#include <functional>

class QGridLayout;

namespace tirkeu::workstation {

class LanguageSwitch;
class MessageBar;

/// What the program found about itself and its machine, each with state and remedy: the start page while something
/// forbids work, a section afterwards.
class SelfTestPage : public Page
{
    Q_OBJECT
public:
    enum class Purpose { Start, Section, Support };
    enum class Helper { None, Offered }; ///< whether support mode can be begun from here
    using Run = std::function<QList<SelfTest>()>;
    SelfTestPage(
        const Theme& theme, const LanguageSwitch& language, Run run, Purpose purpose, Helper helper = Helper::None);

    void offerRestore(bool offer); ///< the way to a backup, beside what is damaged
    void reload();                 ///< asks for the results and shows them

    [[nodiscard]] const QList<SelfTest>& results() const { return m_results; }

Q_SIGNALS:
    void ranAgain();
    void backRequested();
    void supportRequested();
    void supportEndRequested();
    void restoreRequested();

protected:
    void retranslate() override;

private:
    struct Row
    {
        QLabel* icon;
        QLabel* name;
        QLabel* state;
        QLabel* remedy;
    };
    void runAgain();
    void refresh();
    [[nodiscard]] static QString nameOf(SelfTestKind kind);

    const LanguageSwitch& m_language;
    Run m_run;
    Purpose m_purpose;
    QList<SelfTest> m_results;
    MessageBar* m_summary;
    QGridLayout* m_grid;
    QList<Row> m_rows;
    QPushButton* m_back = nullptr;
    QPushButton* m_restore = nullptr;
    QPushButton* m_support = nullptr; ///< begins support mode, or ends it
};

} // namespace tirkeu::workstation
