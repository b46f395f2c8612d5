#include "showroom.h"

#include "shell/demoribbon.h"
#include "verifier/verifierpage.h"
#include "widgets/page.h"

#include <QJsonObject>

namespace tirkeu::workstation {

namespace {
constexpr auto kNeverIdle = std::chrono::hours(24);
constexpr ErrorCode kPinWrong{"signin.pin-wrong"};
constexpr ErrorCode kAsAdministrator{"start.as-administrator"};
constexpr ErrorCode kFontsIncomplete{"start.fonts-incomplete"};
} // namespace

class Showroom::Book final : public AcknowledgementBook
{
public:
    bool hasRead = false;
    [[nodiscard]] bool hasAcknowledged(const QString&, int) const override { return hasRead; }
    [[nodiscard]] Result<> acknowledge(const QString&, int, core::WallTime) override
    {
        hasRead = true;
        return {};
    }
};

class Showroom::Sink final : public core::AuditSink
{
public:
    [[nodiscard]] Result<> record(std::string_view, const QJsonObject&) override { return {}; }
};

Showroom::Showroom(Theme& theme, LanguageSwitch& language, const core::Clock& clock)
    : m_book(std::make_unique<Book>())
    , m_sink(std::make_unique<Sink>())
    , m_signIn(m_staff, *m_book, *m_sink, clock, QStringLiteral("127.0.0.1"))
    , m_shell(m_signIn, *m_sink, kNeverIdle)
    , m_link(clock.wall())
    , m_checker(clock)
    , m_teller(ShowroomStaff::teller(clock))
    , m_tests{{SelfTestKind::CryptoLibrary, SelfTestState::Good, QStringLiteral("OpenSSL 3.0.22"), {}},
          {SelfTestKind::Store, SelfTestState::Good, QStringLiteral("SQLCipher 4.6.1"), {}},
          {SelfTestKind::Fonts, SelfTestState::Bad, QStringLiteral("Noto Sans"),
              Error{kFontsIncomplete, ErrorKind::OperatorCanFix, {}}},
          {SelfTestKind::Rights, SelfTestState::Warning, QStringLiteral("root"),
              Error{kAsAdministrator, ErrorKind::OperatorCanFix, {}}}}
    , m_window(
          std::make_unique<MainWindow>(Services{theme, language, m_signIn, m_shell, m_link, m_checker, *m_sink, clock,
              Place{{},
                  {QStringLiteral("Алматы-3 бөлімшесі"), QStringLiteral("Отделение Алматы-3"),
                      QStringLiteral("Almaty-3 branch")},
                  QStringLiteral("PC07")},
              PreferenceFile(QString()), [this] {
                  return m_tests;
              }}))
{
    m_window->setBanner(new DemoRibbon(
        theme,
        [] {
            return QStringList{QStringLiteral("–"), QStringLiteral("Айгүл С. · PIN 1111")};
        },
        1));
}

Showroom::~Showroom() = default;

void Showroom::setRulesRead(bool read)
{
    m_book->hasRead = read;
}

void Showroom::walk(const std::function<void(const QString&)>& visit)
{
    m_shell.signOut();
    m_shell.start(false);
    visit(QStringLiteral("01-start"));

    m_staff.setToken({});
    m_shell.start(true);
    visit(QStringLiteral("02-sign-in-no-token"));
    m_staff.setToken({.isPresent = true, .label = QStringLiteral("SoftHSM"), .triesLeft = 1});
    visit(QStringLiteral("03-sign-in-last-try"));
    m_staff.setAnswer(failure(kPinWrong, ErrorKind::OperatorCanFix, {}, {QStringLiteral("2")}));
    m_staff.setToken({.isPresent = true, .label = QStringLiteral("SoftHSM"), .triesLeft = 2});
    m_signIn.submit(core::SecureBytes(4));
    visit(QStringLiteral("04-sign-in-refused"));

    m_staff.setAnswer(m_teller);
    setRulesRead(false);
    m_signIn.submit(core::SecureBytes(4));
    visit(QStringLiteral("05-security-rules"));
    m_signIn.acknowledgeRules();

    int number = 6;
    for (const SectionLook& look : sections()) {
        m_window->open(look.section);
        visit(QStringLiteral("%1-%2").arg(number++, 2, 10, QLatin1Char('0')).arg(QLatin1StringView(look.icon)));
    }
    m_window->open(Section::Verify);
    auto* verifier = m_window->findChild<VerifierPage*>();
    for (const char* answer : {"valid", "invalid", "undecided", "missing"}) {
        verifier->check(QStringLiteral("%1.pdf").arg(QLatin1StringView(answer)));
        visit(QStringLiteral("%1-verify-%2").arg(number++).arg(QLatin1StringView(answer)));
    }
    m_shell.lock("asked");
    visit(QStringLiteral("%1-locked").arg(number));
}

} // namespace tirkeu::workstation
