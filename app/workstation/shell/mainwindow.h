#pragma once

#include "section.h"
#include "services.h"

#include <QHash>
#include <QMainWindow>

class QStackedWidget;
class QVBoxLayout;

namespace tirkeu::workstation {

class BankPages;
class CounterPages;
class Header;
class JournalPage;
class Page;
class Rail;
class RetentionPage;
class RulesPage;
class SelfTestPage;
class SettingsPages;
class SignInPage;

/// The frame: header, rail, work area. It shows what the shell's state and the chosen section say, and nothing more.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(const Services& services);

    void open(Section section);
    [[nodiscard]] Section section() const { return m_section; }
    [[nodiscard]] Page* currentPage() const;
    void setBanner(QWidget* banner); ///< above everything, on every page; takes it over

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildPages();
    void addPage(Section section, Page* page);
    void followGuard(const QList<SelfTestPage*>& pages);
    void showNotice();
    void addShortcuts();
    void followState();
    void showPage(Page* page);
    void retranslate();
    void moveSection(int by);
    [[nodiscard]] bool mayOpen(Section section) const;
    [[nodiscard]] bool isSupervisor() const;
    [[nodiscard]] std::optional<StaffMember> shownMember() const; ///< in the header
    void goBack();

    Services m_services;
    QVBoxLayout* m_column = nullptr;
    Header* m_header;
    Rail* m_rail;
    QStackedWidget* m_stack;
    QHash<Section, Page*> m_pages;
    SelfTestPage* m_start = nullptr;
    SelfTestPage* m_support = nullptr;
    SignInPage* m_signIn = nullptr;
    SignInPage* m_lock = nullptr;
    RulesPage* m_rules = nullptr;
    SettingsPages* m_settings = nullptr;
    BankPages* m_bank = nullptr;
    CounterPages* m_counter = nullptr; ///< none: no client can be served here
    JournalPage* m_journal = nullptr;
    RetentionPage* m_retention = nullptr;
    Section m_section = Section::Home;
    Section m_before = Section::Home;
};

} // namespace tirkeu::workstation
