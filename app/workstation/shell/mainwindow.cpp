#include "mainwindow.h"

#include "bankpages.h"
#include "counterpages.h"
#include "diagnostics/selftestpage.h"
#include "dialogs.h"
#include "equipment/carestrip.h"
#include "equipment/devicespage.h"
#include "header.h"
#include "helppages.h"
#include "home/emptylistpage.h"
#include "home/homepage.h"
#include "journal/journalpage.h"
#include "noticeboard.h"
#include "rail.h"
#include "restoreway.h"
#include "retention/retentionpage.h"
#include "settingspages.h"
#include "signin/rulespage.h"
#include "signin/signinpage.h"
#include "verifier/verifierpage.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tirkeu::workstation {

MainWindow::MainWindow(const Services& services)
    : m_services(services)
    , m_header(new Header(services.theme, services.language, services.link, services.clock, services.place))
    , m_rail(new Rail(services.theme))
    , m_stack(new QStackedWidget)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/tirkeu.svg")));
    auto* centre = new QWidget;
    centre->setObjectName(QStringLiteral("workArea"));
    m_column = new QVBoxLayout(centre);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_header);
    if (services.notices)
        m_column->addWidget(new NoticeBoard(services.theme, services.language, *services.notices));
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_stack, 1);
    m_stack->setMinimumHeight(1); // pages scroll; what stands above them is never cut
    m_column->addLayout(row, 1);
    setCentralWidget(centre);
    buildPages();
    addShortcuts();
    connect(&m_services.shell, &ShellController::stateChanged, this, &MainWindow::followState);
    connect(&m_services.shell, &ShellController::frozenChanged, m_rail, &QWidget::setDisabled);
    connect(&m_services.shell, &ShellController::memberChanged, this, [this] { m_header->setMember(shownMember()); });
    connect(m_header, &Header::lockRequested, this, [this] { m_services.shell.lock("asked"); });
    connect(m_rail, &Rail::chosen, this, &MainWindow::open);
    retranslate();
    followState();
    resize(1366, 768);
}

void MainWindow::setBanner(QWidget* banner)
{
    m_column->insertWidget(0, banner);
}

void MainWindow::addPage(Section section, Page* page)
{
    m_pages.insert(section, page);
    m_stack->addWidget(page);
}

void MainWindow::buildPages()
{
    const Theme& theme = m_services.theme;
    LanguageSwitch& language = m_services.language;

    const auto helper = m_services.guard ? SelfTestPage::Helper::Offered : SelfTestPage::Helper::None;
    m_start = new SelfTestPage(theme, language, m_services.selfTests, SelfTestPage::Purpose::Start, helper);
    connect(m_start, &SelfTestPage::ranAgain, this,
        [this] { m_services.shell.start(worst(m_start->results()) != SelfTestState::Bad); });
    m_support = new SelfTestPage(theme, language, m_services.selfTests, SelfTestPage::Purpose::Support);
    m_signIn = new SignInPage(theme, language, m_services.signIn, SignInPage::Purpose::SignIn);
    m_lock = new SignInPage(theme, language, m_services.signIn, SignInPage::Purpose::Unlock);
    m_rules = new RulesPage(theme, language, m_services.signIn);
    for (Page* page : {static_cast<Page*>(m_start), static_cast<Page*>(m_support), static_cast<Page*>(m_signIn),
             static_cast<Page*>(m_lock), static_cast<Page*>(m_rules)})
        m_stack->addWidget(page);
    connect(&m_services.signIn, &SignInController::refused, this, [this](const Error& error) {
        if (m_services.shell.state() == ShellState::Locked)
            m_lock->showRefusal(error);
        else if (m_services.shell.state() == ShellState::SignIn)
            m_signIn->showRefusal(error);
        else if (m_services.shell.state() == ShellState::Rules)
            m_rules->showNotWritten(error);
    });
    connect(m_lock, &SignInPage::signOutRequested, &m_services.shell, &ShellController::signOut);
    connect(m_rules, &RulesPage::leaveRequested, &m_services.shell, &ShellController::signOut);
    connect(
        m_signIn, &SignInPage::noticeDetailsRequested, this, [this] { showPage(m_pages.value(Section::Diagnostics)); });
    connect(m_signIn, &SignInPage::pinRequested, this, [this] { showPage(m_pages.value(Section::TokenPin)); });
    if (m_services.restore)
        new RestoreWay(
            m_services, *m_start, *m_stack, [this](Page* page) { showPage(page); }, this);

    auto* home = new HomePage(theme);
    connect(home, &HomePage::chosen, this, &MainWindow::open);
    addPage(Section::Home, home);
    const auto add = [this](Section section, Page* page) {
        addPage(section, page);
    };
    const auto go = [this](Section section) {
        open(section);
    };
    m_bank = new BankPages(m_services, *home, add, go);
    m_bank->setParent(this);
    QList<Section> empty;
    if (m_services.counter) {
        m_counter = new CounterPages(m_services, *home, add, go);
        m_counter->setParent(this);
    } else {
        empty.append({Section::NewClient, Section::FindClient, Section::Drafts, Section::ToFinish});
    }
    if (m_services.devices) {
        home->setNotice(new CareStrip(theme, language, *m_services.devices, m_services.shell));
        addPage(Section::Devices, new DevicesPage(theme, language, *m_services.devices, m_services.signIn.staff(),
                                      [this] { return isSupervisor(); }));
    } else {
        empty.append(Section::Devices);
    }
    for (const Section section : std::as_const(empty)) {
        auto* page = new EmptyListPage(theme, section);
        connect(page, &EmptyListPage::backRequested, this, [this] { open(Section::Home); });
        addPage(section, page);
    }
    addPage(Section::Verify, new VerifierPage(theme, language, m_services.checker));
    if (m_services.journal) {
        m_journal = new JournalPage(theme, language, m_services.clock, *m_services.journal);
        addPage(Section::Journal, m_journal);
    }
    if (m_services.retention) {
        m_retention = new RetentionPage(theme, language, *m_services.retention, m_services.signIn.staff());
        addPage(Section::Keeping, m_retention);
    }
    auto* diagnostics = new SelfTestPage(theme, language, m_services.selfTests, SelfTestPage::Purpose::Section, helper);
    connect(diagnostics, &SelfTestPage::backRequested, this, &MainWindow::goBack);
    addPage(Section::Diagnostics, diagnostics);
    if (m_services.guard)
        followGuard({m_start, m_support, diagnostics});
    m_settings = new SettingsPages(m_services, {add, go, [this] { goBack(); },
                                                   [this] {
                                                       return isSupervisor();
                                                   }});
    m_settings->setParent(this);
    addHelpPages(theme, language, add, [this] { goBack(); });
}

void MainWindow::followGuard(const QList<SelfTestPage*>& pages)
{
    GuardWatch* guard = m_services.guard;
    for (SelfTestPage* page : pages) {
        connect(guard, &GuardWatch::changed, page, &SelfTestPage::reload);
        connect(page, &SelfTestPage::ranAgain, guard, &GuardWatch::lookAgain);
        connect(page, &SelfTestPage::supportRequested, this, [this, guard] {
            const auto& member = m_services.shell.member();
            const QString by = member ? member->id : QString();
            m_services.shell.beginSupport(); // what the guard allows from now on opens no other page
            guard->beginSupport(by);
        });
        connect(page, &SelfTestPage::supportEndRequested, this, [this, guard] {
            guard->endSupport();
            m_start->reload(); // what forbade work before the helper came may still be there
            m_services.shell.endSupport(worst(m_start->results()) != SelfTestState::Bad);
        });
    }
    connect(guard, &GuardWatch::changed, this, &MainWindow::showNotice);
}

void MainWindow::showNotice()
{
    m_signIn->setNotice(worst(m_start->results()) == SelfTestState::Warning
                            ? tr("The start-up checks found something that branch IT should see.")
                            : QString());
}

void MainWindow::addShortcuts()
{
    const auto on = [this](const QKeySequence& keys, auto action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    on(Qt::Key_F1, [this] {
        if (m_services.shell.state() == ShellState::Open)
            open(Section::Keys);
        else
            showPage(m_pages.value(Section::Keys));
    });
    on(Qt::Key_F2, [this] { open(Section::Answers); });
    on(Qt::Key_F3, [this] { open(Section::FindClient); });
    on(Qt::Key_F5, [this] { open(Section::NewClient); });
    on(Qt::Key_F7, [this] { open(Section::Verify); });
    on(Qt::Key_F12, [this] { m_services.shell.lock("asked"); });
    on(Qt::Key_Escape, [this] { goBack(); });
    on(QKeySequence(Qt::CTRL | Qt::Key_PageDown), [this] { moveSection(1); });
    on(QKeySequence(Qt::CTRL | Qt::Key_PageUp), [this] { moveSection(-1); });
}

void MainWindow::followState()
{
    const ShellState state = m_services.shell.state();
    const auto& member = m_services.shell.member();
    if (state != ShellState::Open)
        closeDialogs();
    if (!member) {
        for (Page* page : findChildren<Page*>())
            page->forget();
    }
    m_rail->setVisible(state == ShellState::Open);
    if (m_counter != nullptr)
        m_counter->followState();
    for (const Section section : {Section::Journal, Section::Keeping})
        m_rail->setOffered(section, mayOpen(section));
    m_header->setMember(shownMember());
    switch (state) {
    case ShellState::Checks:
        showPage(m_start);
        break;
    case ShellState::SignIn:
        showNotice();
        m_section = Section::Home;
        showPage(m_signIn);
        break;
    case ShellState::Rules:
        showPage(m_rules);
        break;
    case ShellState::Locked:
        m_lock->setHolder(member->shownName);
        showPage(m_lock);
        break;
    case ShellState::Support:
        showPage(m_support);
        break;
    case ShellState::Open:
        open(mayOpen(m_section) ? m_section : Section::Home);
        break;
    }
}

std::optional<StaffMember> MainWindow::shownMember() const
{
    const ShellState state = m_services.shell.state();
    return state == ShellState::Open || state == ShellState::Rules ? m_services.shell.member() : std::nullopt;
}

void MainWindow::open(Section section)
{
    if (!mayOpen(section))
        return;
    m_settings->opened(section);
    if (section != m_section)
        m_before = m_section;
    m_section = section;
    m_rail->setCurrent(section);
    // A case has a rail of its own, and every pixel is wanted.
    m_rail->setVisible(section != Section::NewClient || m_counter == nullptr);
    if (m_counter != nullptr)
        m_counter->opened(section);
    m_bank->opened(section);
    showPage(m_pages.value(section));
    if (section == Section::Journal)
        m_journal->begin();
    else if (section == Section::Keeping)
        m_retention->begin();
}

// The journal is a supervisor's to read, and nobody's to change; keeping is a supervisor's to order.
bool MainWindow::mayOpen(Section section) const
{
    if (m_services.shell.state() != ShellState::Open || (m_services.shell.isFrozen() && section != m_section))
        return false;
    if (section == Section::Journal || section == Section::Keeping)
        return m_pages.contains(section) && isSupervisor();
    return m_pages.contains(section);
}

bool MainWindow::isSupervisor() const
{
    const auto& member = m_services.shell.member();
    return member && member->role == identity::StaffRole::Supervisor;
}

void MainWindow::showPage(Page* page)
{
    m_stack->setCurrentWidget(page);
    page->enter();
    retranslate();
}

Page* MainWindow::currentPage() const
{
    return qobject_cast<Page*>(m_stack->currentWidget());
}

void MainWindow::goBack()
{
    if (m_services.shell.state() == ShellState::Open)
        open(m_section == Section::Home || m_before == m_section ? Section::Home : m_before);
    else
        followState();
}

void MainWindow::moveSection(int by)
{
    QList<Section> order = Rail::order();
    order.removeIf([this](Section section) { return !mayOpen(section); });
    if (order.isEmpty())
        return;
    const qsizetype at = std::max<qsizetype>(order.indexOf(m_section), 0);
    open(order.at((at + by + order.size()) % order.size()));
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::retranslate()
{
    const QString page = currentPage() == nullptr ? QString() : currentPage()->title();
    setWindowTitle(page.isEmpty() ? QStringLiteral("Tirkeu") : page + QStringLiteral(" – Tirkeu"));
}

} // namespace tirkeu::workstation
