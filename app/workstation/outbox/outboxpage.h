#pragma once

#include "outboxsource.h"
#include "shell/linkstate.h"
#include "widgets/page.h"

class QLabel;
class QListWidget;

namespace tirkeu::workstation {

class EmptyState;
class LanguageSwitch;
class MessageBar;

/// The connection in full, and each case's way to the bank with times and reasons.
class OutboxPage : public Page
{
    Q_OBJECT
public:
    OutboxPage(const Theme& theme, const LanguageSwitch& language, const LinkState& link, OutboxSource& source);
    void begin(); ///< comes to the front
    void forget() override;

Q_SIGNALS:
    void backRequested();

protected:
    void focusFirst() override;
    void retranslate() override;

private:
    void read();
    void show(const Result<OutboxShown>& shown);
    void fill();
    void showWay();
    void showLink();
    void retry();
    void exportAll();
    void follow(const Result<>& done, const QString& text);
    [[nodiscard]] const OutboxItem* chosen() const;
    [[nodiscard]] QString rowText(const OutboxItem& item) const;

    const LanguageSwitch& m_language;
    const LinkState& m_link;
    OutboxSource& m_source;
    MessageBar* m_linkBar;
    MessageBar* m_answer;
    QLabel* m_today;
    QListWidget* m_list;
    QLabel* m_way;
    EmptyState* m_empty;
    QPushButton* m_retry;
    QPushButton* m_export;
    OutboxShown m_shown;
    quint64 m_asked = 0; ///< answers to older questions are dropped
};

} // namespace tirkeu::workstation
