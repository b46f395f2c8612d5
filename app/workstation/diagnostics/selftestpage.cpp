#include "selftestpage.h"

#include "theme/language.h"
#include "widgets/messagebar.h"

#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
struct Look
{
    const char* icon;
    Role role;
};

Look look(SelfTestState state)
{
    switch (state) {
    case SelfTestState::Good:
        return {"check", Role::Good};
    case SelfTestState::Running:
        return {"wait", Role::MutedText};
    case SelfTestState::Warning:
        return {"warning", Role::Warning};
    case SelfTestState::Bad:
        return {"error", Role::Error};
    }
    Q_UNREACHABLE();
}
} // namespace

SelfTestPage::SelfTestPage(const Theme& theme, const LanguageSwitch& language, Run run, Purpose purpose, Helper helper)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_run(std::move(run))
    , m_purpose(purpose)
    , m_results(m_run())
    , m_summary(new MessageBar(theme))
{
    setObjectName(purpose == Purpose::Start     ? QStringLiteral("startPage")
                  : purpose == Purpose::Support ? QStringLiteral("supportPage")
                                                : QStringLiteral("diagnosticsPage"));
    setBodyWidth(860);
    auto* card = new QFrame;
    card->setProperty("surface", QStringLiteral("card"));
    m_grid = new QGridLayout(card);
    m_grid->setColumnStretch(1, 1);
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        const Row row{new QLabel, new QLabel, new QLabel, new QLabel};
        row.name->setProperty("text-role", QStringLiteral("field"));
        row.name->setWordWrap(true);
        row.state->setProperty("text-role", QStringLiteral("muted"));
        row.remedy->setWordWrap(true);
        const int at = static_cast<int>(i) * 2;
        m_grid->addWidget(row.icon, at, 0, Qt::AlignTop);
        m_grid->addWidget(row.name, at, 1);
        m_grid->addWidget(row.state, at, 2, Qt::AlignTop | Qt::AlignRight);
        m_grid->addWidget(row.remedy, at + 1, 1, 1, 2);
        m_rows.append(row);
    }
    body()->addWidget(m_summary);
    body()->addWidget(card);
    body()->addStretch(1);
    if (purpose == Purpose::Start) {
        m_restore = addSecondary(QStringLiteral("restoreButton"));
        m_restore->hide();
        connect(m_restore, &QPushButton::clicked, this, &SelfTestPage::restoreRequested);
    }
    if (purpose == Purpose::Section) {
        m_back = addSecondary(QStringLiteral("backButton"));
        connect(m_back, &QPushButton::clicked, this, &SelfTestPage::backRequested);
    }
    if (purpose == Purpose::Support) {
        m_support = addSecondary(QStringLiteral("endSupportButton"));
        connect(m_support, &QPushButton::clicked, this, &SelfTestPage::supportEndRequested);
    } else if (helper == Helper::Offered) {
        // The footer has no room for three buttons in large type.
        m_support = new QPushButton;
        m_support->setObjectName(QStringLiteral("supportButton"));
        body()->insertWidget(body()->count() - 1, m_support, 0, Qt::AlignLeft);
        connect(m_support, &QPushButton::clicked, this, &SelfTestPage::supportRequested);
    }
    connect(primary(), &QPushButton::clicked, this, &SelfTestPage::runAgain);
    connect(&theme, &Theme::changed, this, &SelfTestPage::refresh);
    retranslate();
}

QString SelfTestPage::nameOf(SelfTestKind kind)
{
    switch (kind) {
    case SelfTestKind::CryptoLibrary:
        return tr("Cryptographic library");
    case SelfTestKind::Store:
        return tr("Encrypted store");
    case SelfTestKind::Fonts:
        return tr("Fonts with all Kazakh letters");
    case SelfTestKind::Criteria:
        return tr("The bank's criteria");
    case SelfTestKind::Devices:
        return tr("Palm scanner and camera");
    case SelfTestKind::Tokens:
        return tr("Tokens of the staff");
    case SelfTestKind::Sleep:
        return tr("News of the computer's sleep");
    case SelfTestKind::Rights:
        return tr("Rights of the program");
    case SelfTestKind::Integrity:
        return tr("Files of the program and its libraries");
    case SelfTestKind::ForeignLibrary:
        return tr("Foreign code in the program");
    case SelfTestKind::Debugger:
        return tr("Watching by another program");
    case SelfTestKind::EmulatedEnvironment:
        return tr("Virtual environment");
    case SelfTestKind::RemoteControl:
        return tr("Remote control");
    case SelfTestKind::ScreenCapture:
        return tr("Recording of screen and input");
    case SelfTestKind::Antivirus:
        return tr("Anti-virus or integrity monitor");
    }
    Q_UNREACHABLE();
}

void SelfTestPage::offerRestore(bool offer)
{
    if (m_restore != nullptr)
        m_restore->setVisible(offer);
}

void SelfTestPage::runAgain()
{
    reload();
    Q_EMIT ranAgain();
}

void SelfTestPage::reload()
{
    m_results = m_run();
    refresh();
}

void SelfTestPage::retranslate()
{
    switch (m_purpose) {
    case Purpose::Start:
        setTitle(tr("Work cannot begin yet"));
        break;
    case Purpose::Section:
        setTitle(tr("Diagnostics"));
        break;
    case Purpose::Support:
        setTitle(tr("Support mode"));
        break;
    }
    if (m_support != nullptr)
        m_support->setText(m_purpose == Purpose::Support ? tr("End support mode") : tr("Begin support mode"));
    if (m_restore != nullptr)
        m_restore->setText(tr("Restore from a backup"));
    primary()->setText(tr("Check again"));
    if (m_back != nullptr)
        m_back->setText(tr("Back"));
    refresh();
}

void SelfTestPage::refresh()
{
    const int side = theme().px(18);
    m_grid->setContentsMargins(side, side, side, side);
    m_grid->setHorizontalSpacing(theme().px(12));
    m_grid->setVerticalSpacing(theme().px(4));
    for (qsizetype i = 0; i < std::min(m_rows.size(), m_results.size()); ++i) {
        const SelfTest& test = m_results.at(i);
        const Row& row = m_rows.at(i);
        const Look shown = look(test.state);
        row.icon->setPixmap(theme().picture(QString::fromLatin1(shown.icon), 22, shown.role));
        row.name->setText(nameOf(test.kind));
        row.state->setText(test.fact);
        row.remedy->setText(test.finding ? m_language.sentence(*test.finding) : QString());
        row.remedy->setVisible(test.finding.has_value());
        m_grid->setRowMinimumHeight(static_cast<int>(i) * 2 + 1, theme().px(8));
    }
    if (m_purpose == Purpose::Support) {
        m_summary->say(MessageKind::Warning,
            tr("A helper may see and steer this screen. No client's data is open, nothing can be captured, and the "
               "journal keeps when this began and ended."));
        return;
    }
    switch (worst(m_results)) {
    case SelfTestState::Good:
        m_summary->say(MessageKind::Good, tr("Everything is as it should be."));
        break;
    case SelfTestState::Running:
        m_summary->say(MessageKind::Info, tr("The program is checking itself."));
        break;
    case SelfTestState::Warning:
        m_summary->say(MessageKind::Warning, tr("Work can begin. Tell branch IT about what is marked."));
        break;
    case SelfTestState::Bad:
        m_summary->say(MessageKind::Error, tr("Work must not begin until what is marked has been put right."));
        break;
    }
}

} // namespace tirkeu::workstation
