#pragma once

#include "journalsource.h"
#include "widgets/page.h"

class QComboBox;
class QLineEdit;
class QListWidget;

namespace tirkeu::workstation {

class LanguageSwitch;
class MessageBar;

/// What happened at this workstation, newest first: filters, the chain's state, an export. Read by supervisors, changed
/// by nobody.
class JournalPage : public Page
{
    Q_OBJECT
public:
    JournalPage(const Theme& theme, const LanguageSwitch& language, const core::Clock& clock, JournalSource& source);

    /// Reads anew and walks the chain; called whenever the page is opened.
    void begin();
    void forget() override;

protected:
    void focusFirst() override;
    void retranslate() override;

private:
    enum class Reading { Anew, Older };
    void ask(Reading reading);
    void show(const Result<QList<JournalRow>>& rows, Reading reading);
    void showRow(const JournalRow& row);
    void check();
    void showChain();
    void exportAll();
    void fill();
    [[nodiscard]] JournalQuery query() const;
    [[nodiscard]] QString rowText(const JournalRow& row) const;
    [[nodiscard]] QLabel* addFilter(QWidget* field, const QString& objectName);

    const LanguageSwitch& m_language;
    const core::Clock& m_clock;
    JournalSource& m_source;
    QWidget* m_filters;
    QComboBox* m_period;
    QComboBox* m_kind;
    QComboBox* m_actor;
    QLineEdit* m_case;
    QList<QLabel*> m_labels; ///< in the order of the fields
    MessageBar* m_chainBar;
    MessageBar* m_answer;
    QListWidget* m_list;
    QPushButton* m_older;
    QPushButton* m_export;
    QList<JournalRow> m_rows;
    std::optional<Result<JournalChain>> m_chain;
    quint64 m_asked = 0; ///< answers to older questions are dropped
    bool m_hasMore = false;
};

[[nodiscard]] QString journalKindName(const QString& kind); ///< in the language of the screen
/// A role, a verdict or a reason in the language of the screen; what is none of them comes back as it is.
[[nodiscard]] QString journalWord(const QString& word);

} // namespace tirkeu::workstation
