#include "showroom.h"

#include "equipment/devicespage.h"
#include "settings/settingspage.h"
#include "shell/demoribbon.h"
#include "verifier/verifierpage.h"
#include "widgets/page.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

namespace tirkeu::workstation {

namespace {
constexpr auto kNeverIdle = std::chrono::hours(24);
constexpr ErrorCode kPinWrong{"signin.pin-wrong"};
constexpr ErrorCode kLogbookNotWritten{"signin.logbook-not-written"};
constexpr ErrorCode kNotSaved{"settings.not-saved"};
constexpr ErrorCode kAsAdministrator{"start.as-administrator"};
constexpr ErrorCode kFontsIncomplete{"start.fonts-incomplete"};
constexpr ErrorCode kCriteriaEnded{"start.criteria-ended"};
constexpr ErrorCode kDevicesNotConnected{"start.devices-not-connected"};
constexpr ErrorCode kSleepNotTold{"start.sleep-not-told"};
constexpr ErrorCode kIntegrityBroken{"guard.integrity-broken"};
constexpr ErrorCode kForeignLibrary{"guard.foreign-library"};
constexpr ErrorCode kEmulated{"guard.emulated-environment"};
constexpr ErrorCode kRemoteControl{"guard.remote-control"};
constexpr ErrorCode kScreenCapture{"guard.screen-capture"};
constexpr ErrorCode kNotRecorded{"vault.not-recorded"};
constexpr ErrorCode kDiskFull{"storage.disk-full"};
constexpr ErrorCode kDamaged{"storage.damaged"};
constexpr ErrorCode kRolledBack{"vault.rolled-back"};
constexpr ErrorCode kNoAntivirus{"guard.no-antivirus"};
} // namespace

class Showroom::Book final : public AcknowledgementBook
{
public:
    bool hasRead = false;
    bool isFull = false;
    [[nodiscard]] bool hasAcknowledged(const QString&, int) const override { return hasRead; }
    [[nodiscard]] Result<> acknowledge(const QString&, int, core::WallTime) override
    {
        if (isFull)
            return failure(kLogbookNotWritten, ErrorKind::OperatorCanFix, {}, {QStringLiteral("logbook.json")});
        hasRead = true;
        return {};
    }
};

class Showroom::Sink final : public core::AuditSink
{
public:
    [[nodiscard]] Result<> record(std::string_view, const QJsonObject&) override { return {}; }
};

// A morning at the counter, as the journal would have it.
class Showroom::Journal final : public JournalSource
{
public:
    explicit Journal(const core::Clock& clock)
        : m_clock(clock)
    {
    }
    bool isBroken = false;

    [[nodiscard]] QFuture<Result<QList<JournalRow>>> read(const JournalQuery& query) override
    {
        const core::WallTime now = m_clock.wall();
        const QList<JournalRow> all{
            {9, now, QStringLiteral("screen.unlocked"), QStringLiteral("a"), {}, {}},
            {8, now - std::chrono::minutes(1), QStringLiteral("setting.changed"), QStringLiteral("a"), {},
                {QStringLiteral("scale"), QStringLiteral("100"), QStringLiteral("125")}},
            {7, now - std::chrono::minutes(4), QStringLiteral("attempt.finished"), QStringLiteral("a"),
                QStringLiteral("0197ee12-7c00-7000-8000-0000000000a1"), {QStringLiteral("authentic")}},
            {6, now - std::chrono::minutes(5), QStringLiteral("signin.succeeded"), QStringLiteral("a"), {},
                {QStringLiteral("192.0.2.7"), QStringLiteral("teller")}},
            {5, now - std::chrono::minutes(6), QStringLiteral("signin.refused"), QStringLiteral("workstation"), {},
                {QStringLiteral("192.0.2.7")}, QStringLiteral("signin.pin-wrong")},
        };
        QList<JournalRow> rows;
        for (const JournalRow& row : all) {
            const bool fits = (query.kind.isEmpty() || query.kind == row.kind) &&
                              (query.actor.isEmpty() || query.actor == row.actor) &&
                              (query.caseId.isEmpty() || query.caseId == row.caseId) &&
                              (query.before == 0 || row.sequence < query.before);
            if (fits)
                rows.append(row);
        }
        return QtFuture::makeReadyFuture(Result<QList<JournalRow>>(rows));
    }
    [[nodiscard]] QFuture<Result<JournalChain>> check() override
    {
        return QtFuture::makeReadyFuture(
            Result<JournalChain>(isBroken ? JournalChain{.checked = 6, .brokenAt = 7}
                                          : JournalChain{.isWhole = true, .checked = 9, .last = 9}));
    }
    [[nodiscard]] QFuture<Result<QString>> exportAll() override
    {
        return QtFuture::makeReadyFuture(Result<QString>(QStringLiteral("exports/journal-20260712T0912.tkj")));
    }
    [[nodiscard]] QStringList kinds() const override
    {
        return {
            QStringLiteral("signin.succeeded"), QStringLiteral("signin.refused"), QStringLiteral("attempt.finished")};
    }
    [[nodiscard]] QString shownName(const QString& actor) const override
    {
        return actor == u"a" ? QStringLiteral("Айгүл С.") : actor;
    }
    [[nodiscard]] QStringList actors() const override { return {QStringLiteral("a")}; }

private:
    const core::Clock& m_clock;
};

// A machine with nearly everything the guard can find.
class Showroom::Guard final : public GuardWatch
{
public:
    [[nodiscard]] QList<SelfTest> rows() const override
    {
        const auto found = [](SelfTestKind kind, SelfTestState state, ErrorCode code, const QString& name) {
            return SelfTest{kind, state, {}, Error{code, ErrorKind::SecurityStop, {}, {name}}};
        };
        using enum SelfTestKind;
        using enum SelfTestState;
        return {found(Integrity, Bad, kIntegrityBroken, QStringLiteral("tirkeu, libQt6Core.so.6.4.2")),
            found(ForeignLibrary, Warning, kForeignLibrary, QStringLiteral("libdlp.so")), {Debugger, Good, {}, {}},
            found(EmulatedEnvironment, Warning, kEmulated, QStringLiteral("KVM")),
            found(RemoteControl, Bad, kRemoteControl, QStringLiteral("teamviewerd, vnc")),
            found(ScreenCapture, Warning, kScreenCapture, QStringLiteral("obs")),
            found(Antivirus, Warning, kNoAntivirus, QStringLiteral("none"))};
    }
    void lookAgain() override { Q_EMIT changed(); }
    void beginSupport(const QString& by) override { supportedBy = by; }
    void endSupport() override { supportedBy.clear(); }
    QString supportedBy;
};

Showroom::Showroom(Theme& theme, LanguageSwitch& language, const core::Clock& clock, Ground ground)
    : m_book(std::make_unique<Book>())
    , m_sink(std::make_unique<Sink>())
    , m_journal(std::make_unique<Journal>(clock))
    , m_guard(std::make_unique<Guard>())
    , m_retention(clock)
    , m_authorities(clock)
    , m_outbox(clock)
    , m_signIn(m_staff, *m_book, *m_sink, clock, QStringLiteral("127.0.0.1"))
    , m_shell(m_signIn, *m_sink, kNeverIdle)
    , m_link(clock.wall())
    , m_checker(clock)
    , m_counter(clock)
    , m_clients(clock)
    , m_teller(ShowroomStaff::tellerWithCertificates(clock))
    , m_tests{{SelfTestKind::CryptoLibrary, SelfTestState::Good, QStringLiteral("OpenSSL 3.0.22"), {}},
          {SelfTestKind::Store, SelfTestState::Good, QStringLiteral("SQLCipher 4.6.1"), {}},
          {SelfTestKind::Fonts, SelfTestState::Bad, QStringLiteral("Noto Sans"),
              Error{kFontsIncomplete, ErrorKind::OperatorCanFix, {}}},
          {SelfTestKind::Criteria, SelfTestState::Bad, QStringLiteral("№ 7"),
              Error{kCriteriaEnded, ErrorKind::OperatorCanFix, {},
                  {QStringLiteral("12.07.2026"), QStringLiteral("12.07.2027")}}},
          {SelfTestKind::Rights, SelfTestState::Warning, QStringLiteral("root"),
              Error{kAsAdministrator, ErrorKind::OperatorCanFix, {}}},
          {SelfTestKind::Devices, SelfTestState::Warning, QStringLiteral("2"),
              Error{kDevicesNotConnected, ErrorKind::OperatorCanFix, {}}},
          {SelfTestKind::Sleep, SelfTestState::Warning, {}, Error{kSleepNotTold, ErrorKind::OperatorCanFix, {}}}}
    , m_window(std::make_unique<MainWindow>(services(theme, language, clock, ground)))
{
    m_window->setBanner(new DemoRibbon(
        theme,
        [] {
            return QStringList{QStringLiteral("–"), QStringLiteral("Айгүл С. · PIN 1111")};
        },
        1));
}

Services Showroom::services(Theme& theme, LanguageSwitch& language, const core::Clock& clock, Ground ground)
{
    Services services{theme, language, m_signIn, m_shell, m_link, m_checker, *m_sink, clock,
        Place{{},
            {QStringLiteral("Алматы-3 бөлімшесі"), QStringLiteral("Отделение Алматы-3"),
                QStringLiteral("Almaty-3 branch")},
            QStringLiteral("PC07")},
        PreferenceFile(QString()), [this] {
            return m_allTests.value_or(m_tests + m_guard->rows());
        }};
    services.guard = m_guard.get();
    services.notices = &m_notices;
    services.authorities = &m_authorities;
    services.restore = &m_restore;
    if (ground == Ground::Bare)
        return services;
    services.journal = m_journal.get();
    services.devices = &m_devices;
    services.counter = &m_counter;
    services.paperTray = &m_tray;
    services.clients = &m_clients;
    services.stage = &m_stage;
    services.codes = &m_codes;
    services.training = &m_course;
    services.retention = &m_retention;
    services.outbox = &m_outbox;
    return services;
}

Showroom::~Showroom() = default;

void Showroom::setRulesRead(bool read)
{
    m_book->hasRead = read;
}

void Showroom::breakJournal(bool broken)
{
    m_journal->isBroken = broken;
}

void Showroom::walkRestore(const std::function<void(const QString&)>& visit)
{
    m_restore.setDamage(Error{kDamaged, ErrorKind::SecurityStop, {}});
    visit(QStringLiteral("01-start-damaged"));
    m_window->findChild<QPushButton*>(QStringLiteral("restoreButton"))->click();
    visit(QStringLiteral("01-restore"));
    m_window->findChild<QLineEdit*>(QStringLiteral("recoveryKeyField"))
        ->setText(QStringLiteral("/media/key/recovery.p12"));
    m_window->currentPage()->findChild<QPushButton*>(QStringLiteral("primaryButton"))->click();
    QCoreApplication::sendPostedEvents(); // the answer comes by the event loop
    visit(QStringLiteral("01-restored"));
    m_shell.start(false);
}

void Showroom::walkBare(const std::function<void(const QString&)>& visit)
{
    m_shell.signOut();
    m_staff.setToken({.isPresent = true, .label = QStringLiteral("SoftHSM")});
    m_staff.setAnswer(m_teller);
    setRulesRead(true);
    m_shell.start(true);
    m_signIn.submit(core::SecureBytes(4));
    const QList<Section> empty{
        Section::NewClient, Section::FindClient, Section::Drafts, Section::ToFinish, Section::Outbox, Section::Devices};
    for (const SectionLook& look : sections()) {
        if (!empty.contains(look.section))
            continue;
        m_window->open(look.section);
        visit(QStringLiteral("bare-%1").arg(QLatin1StringView(look.icon)));
    }
}

void Showroom::walk(const std::function<void(const QString&)>& visit)
{
    m_shell.signOut();
    m_shell.start(false);
    visit(QStringLiteral("01-start"));
    walkRestore(visit);

    m_staff.setToken({});
    m_shell.start(true);
    visit(QStringLiteral("02-sign-in-no-token"));
    m_staff.setToken({.isPresent = true, .label = QStringLiteral("SoftHSM"), .triesLeft = 1});
    visit(QStringLiteral("03-sign-in-last-try"));
    m_staff.setAnswer(failure(kPinWrong, ErrorKind::OperatorCanFix, {}, {QStringLiteral("2")}));
    m_staff.setToken({.isPresent = true, .label = QStringLiteral("SoftHSM"), .triesLeft = 2});
    m_signIn.submit(core::SecureBytes(4));
    visit(QStringLiteral("04-sign-in-refused"));
    m_staff.setToken({.isPresent = true, .label = QStringLiteral("SoftHSM"), .hasPinPad = true});
    m_staff.holdAnswers(true);
    m_signIn.submit({});
    visit(QStringLiteral("04-sign-in-pin-pad"));
    m_signIn.cancel();
    m_staff.holdAnswers(false);
    m_staff.setToken({.isPresent = true, .label = QStringLiteral("SoftHSM")});

    m_staff.setAnswer(m_teller);
    setRulesRead(false);
    m_signIn.submit(core::SecureBytes(4));
    visit(QStringLiteral("05-security-rules"));
    m_book->isFull = true;
    m_signIn.acknowledgeRules();
    visit(QStringLiteral("05-security-rules-not-written"));
    m_book->isFull = false;
    m_signIn.acknowledgeRules();

    int number = 6;
    for (const SectionLook& look : sections()) {
        if (look.section == Section::Journal || look.section == Section::Keeping)
            continue; // a supervisor's
        m_window->open(look.section);
        visit(QStringLiteral("%1-%2").arg(number++, 2, 10, QLatin1Char('0')).arg(QLatin1StringView(look.icon)));
    }
    m_window->open(Section::FindClient);
    auto* iin = m_window->findChild<QLineEdit*>(QStringLiteral("iinField"));
    for (const auto& typed : {QStringLiteral("880101100019"), QStringLiteral("900101500010")}) {
        iin->setText(typed);
        QCoreApplication::sendPostedEvents(); // the answer comes by the event loop
        if (typed.endsWith(u'9'))
            m_window->currentPage()->findChild<QPushButton*>(QStringLiteral("primaryButton"))->click();
        visit(QStringLiteral("%1-search-%2").arg(number++).arg(typed));
    }
    m_window->open(Section::Settings);
    auto* settings = m_window->findChild<SettingsPage*>();
    settings->showSaved();
    visit(QStringLiteral("%1-settings-saved").arg(number++));
    settings->showNotSaved(Error{kNotSaved, ErrorKind::OperatorCanFix, {}, {QStringLiteral("preferences.json")}});
    visit(QStringLiteral("%1-settings-not-saved").arg(number++));
    m_window->open(Section::Verify);
    auto* verifier = m_window->findChild<VerifierPage*>();
    for (const char* answer : {"valid", "invalid", "undecided", "missing"}) {
        verifier->check(QStringLiteral("%1.pdf").arg(QLatin1StringView(answer)));
        visit(QStringLiteral("%1-verify-%2").arg(number++).arg(QLatin1StringView(answer)));
    }
    m_window->open(Section::Devices);
    auto* devices = m_window->findChild<DevicesPage*>();
    for (const char* id : {"1", "2"}) {
        devices->check(QString::fromLatin1(id));
        visit(QStringLiteral("%1-devices-live").arg(number++));
    }
    devices->look(QStringLiteral("1"), CareAsk::Look);
    QCoreApplication::sendPostedEvents(); // the answer comes by the event loop
    visit(QStringLiteral("%1-devices-care").arg(number++));
    m_window->open(Section::Home);
    m_devices.setDue({QStringLiteral("1")});
    QCoreApplication::sendPostedEvents();
    visit(QStringLiteral("%1-home-care").arg(number++));
    m_devices.setDue({});
    m_window->findChild<QPushButton*>(QStringLiteral("careLater"))->click();
    walkNothingWaits(visit);
    walkOutbox(visit);
    walkCase(visit);
    walkClients(visit);
    m_shell.lock("asked");
    visit(QStringLiteral("%1-locked").arg(number++));

    m_shell.beginSupport();
    visit(QStringLiteral("%1-support").arg(number++));
    m_shell.endSupport(true);

    m_shell.signOut();
    StaffMember supervisor = m_teller;
    supervisor.role = identity::StaffRole::Supervisor;
    m_staff.setAnswer(supervisor);
    m_signIn.submit(core::SecureBytes(4));
    for (const bool broken : {false, true}) {
        breakJournal(broken);
        m_window->open(Section::Home);
        m_window->open(Section::Journal);
        visit(QStringLiteral("%1-journal").arg(number++));
    }
    breakJournal(false);
    m_window->open(Section::Devices);
    devices->check(QStringLiteral("2"));
    visit(QStringLiteral("%1-devices-permit").arg(number++));
    m_window->open(Section::Keeping);
    QCoreApplication::sendPostedEvents(); // the answer comes by the event loop
    visit(QStringLiteral("%1-keeping").arg(number++));
    m_window->findChild<QListWidget*>(QStringLiteral("actList"))->setCurrentRow(2);
    visit(QStringLiteral("%1-keeping-sign").arg(number++));
    walkQuestion(visit);
    m_notices.show({{QStringLiteral("1"), MessageKind::Error, {kRolledBack, ErrorKind::SecurityStop, {}}},
        {QStringLiteral("2"), MessageKind::Error, {kNotRecorded, ErrorKind::OperatorCanFix, {}, {QStringLiteral("3")}},
            NoticeAction::TryAgain},
        {QStringLiteral("3"), MessageKind::Error, {kDiskFull, ErrorKind::OperatorCanFix, {}}}});
    m_window->open(Section::Home);
    visit(QStringLiteral("%1-notices").arg(number++));
    m_notices.show({});
    m_staff.setSecond(TokenState{.isPresent = true, .label = QStringLiteral("EDS"), .isSecond = true});
    m_window->open(Section::TokenPin);
    visit(QStringLiteral("%1-token-second").arg(number++));
    m_staff.setSecond({});

    m_shell.signOut();
    StaffMember ending = m_teller;
    ending.signatureEnds = ending.certificateEnds - std::chrono::days(358); // 6 are left
    ending.hasFactoryPin = true;
    m_staff.setAnswer(ending);
    m_signIn.submit(core::SecureBytes(4));
    visit(QStringLiteral("%1-home-eds-ends").arg(number++));
}

} // namespace tirkeu::workstation
