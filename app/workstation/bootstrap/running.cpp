#include "running.h"

#include "bankline.h"

#include <QApplication>
#include <QHostAddress>
#include <QNetworkInterface>
#include <QTimer>

namespace tirkeu::workstation {

namespace {
constexpr std::chrono::milliseconds kIdleLimit = std::chrono::minutes(5);

// The first address that others could reach; a machine without a network is itself.
QString networkAddress()
{
    for (const QHostAddress& address : QNetworkInterface::allAddresses()) {
        if (!address.isLoopback() && !address.isLinkLocal())
            return address.toString();
    }
    return QStringLiteral("127.0.0.1");
}

std::chrono::milliseconds idleLimit(const Workplace& workplace)
{
    return workplace.inForce() ? workplace.inForce()->criteria.session.idleLock : kIdleLimit;
}

// A bank's installation keeps the authorities' certificates in the folder of data.
pki::TrustStore trustOf(const Workplace& workplace, const QDir& data)
{
    pki::TrustStore trust;
    if (auto installed = pki::TrustStore::fromFolder(data.filePath(QStringLiteral("trust"))))
        trust = std::move(*installed);
    workplace.addTrust(trust);
    return trust;
}
} // namespace

Running::Running(Theme& theme, LanguageSwitch& language, Workplace& workplace, const PreferenceFile& preferences,
    const QDir& data, const core::Clock& clock)
    : m_workplace(workplace)
    , m_clock(clock)
    , m_book(data.filePath(QStringLiteral("logbook.json")), workplace.workstationKey())
    , m_signIn(workplace.staff(), m_book, workplace.audit(), clock, networkAddress())
    , m_shell(m_signIn, workplace.audit(), idleLimit(workplace))
    , m_client(theme, clock, m_shell, workplace.place(), workplace.clientDisplay())
    , m_link(clock.wall())
    , m_checker(trustOf(workplace, data), clock)
    , m_authorities(data.filePath(QStringLiteral("ncalayer")))
    , m_rests(QDBusConnection::systemBus(), m_shell, workplace.devices())
{
    setUpSignIn();
    qApp->installEventFilter(&m_shell);
    if (workplace.inForce())
        m_guarding.emplace(workplace.inForce()->criteria.guard, workplace.audit(), clock);
    if (m_guarding)
        m_counter = workplace.openCounter(m_guarding->gate(), m_shell);
    workplace.follow(m_shell, m_signIn);
    if (BankLine* bank = workplace.bank())
        bank->follow(m_link);
    m_window.emplace(services(theme, language, preferences));
    if (QWidget* banner = workplace.makeBanner(theme))
        m_window->setBanner(banner);
}

Running::~Running()
{
    m_window.reset();
    if (BankLine* bank = m_workplace.bank())
        bank->unfollow();
    m_workplace.closeCounter(); // it asks the guard, which goes now
}

void Running::setUpSignIn()
{
    if (!m_workplace.inForce())
        return;
    const criteria::Criteria& criteria = m_workplace.inForce()->criteria;
    m_signIn.setPinLengths(
        static_cast<std::size_t>(criteria.pin.minLength), static_cast<std::size_t>(criteria.pin.maxLength));
    m_signIn.setCalendar(criteria.calendar);
    m_signIn.setWarnTriesLeft(criteria.pin.warnTriesLeft);
    m_signIn.setAdmission([this] { return inForceAt(m_workplace.inForce()->criteria, m_clock.wall()); });
    m_shell.setLongestSession(criteria.session.longest);
}

Services Running::services(Theme& theme, LanguageSwitch& language, const PreferenceFile& preferences)
{
    Services services{theme, language, m_signIn, m_shell, m_link, m_workplace.checker(m_checker), m_workplace.audit(),
        m_clock, m_workplace.place(), preferences, [this] {
            return selfTests();
        }};
    services.journal = m_workplace.journal();
    services.retention = m_workplace.retention();
    services.notices = m_workplace.notices();
    services.outbox = m_workplace.bank();
    services.devices = m_workplace.devices();
    services.papers = m_workplace.papers();
    services.guard = m_guarding ? &*m_guarding : nullptr;
    services.counter = m_counter.counter;
    services.paperTray = m_counter.papers;
    services.clients = m_counter.clients;
    services.codes = m_counter.codes;
    services.training = m_counter.training;
    services.authorities = &m_authorities;
    services.restore = m_workplace.restore();
    services.stage = &m_client.stage();
    return services;
}

QList<SelfTest> Running::selfTests() const
{
    if (m_workplace.isMended())
        QApplication::exit(kBeginAnew);
    const RestoreSource* restore = m_workplace.restore();
    const std::optional<Error> damage = restore ? restore->damage() : std::nullopt;
    return withGuard(
        withTokens(runSelfTests(m_workplace.inForce(), m_clock.wall(), m_workplace.deviceFinding(),
                       damage ? damage : m_workplace.storeFault(), m_workplace.criteriaFault(), m_rests.fault()),
            m_workplace.tokenFault()),
        m_guarding ? m_guarding->rows() : QList<SelfTest>());
}

void Running::show()
{
    m_shell.start(checksPassed());
    if (m_guarding)
        followGuard();
    m_window->show();
    QTimer::singleShot(0, &m_shell, [this] { m_workplace.windowStands(); });
}

// MFO-25: what blocks ends the work at once, and once it has gone work may begin again.
void Running::followGuard()
{
    QObject::connect(&*m_guarding, &Guarding::changed, &m_shell, [this] {
        if (m_guarding->blocks() && m_shell.state() != ShellState::Checks && m_shell.state() != ShellState::Support)
            m_shell.stop();
        else if (m_shell.state() == ShellState::Checks && checksPassed())
            m_shell.start(true);
    });
    m_guarding->start();
}

void Running::bringForward()
{
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->raise();
    m_window->activateWindow();
}

} // namespace tirkeu::workstation
