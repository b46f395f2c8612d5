#include "privatebus.h"

#include "bootstrap/demostaff.h"
#include "bootstrap/devicestation.h"
#include "bootstrap/filecarestore.h"
#include "bootstrap/selftests.h"
#include "bootstrap/sleeproutine.h"
#include "bootstrap/stafflookup.h"
#include "shell/shellcontroller.h"
#include "signin/acknowledgementbook.h"
#include <demo/demobranch.h>
#include <demo/demoscanner.h>

#include <QApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;
using demo::DemoBranch;
using demo::DemoScanner;
using namespace std::chrono_literals;

namespace {
class Notes final : public core::AuditSink
{
public:
    QStringList lines;
    [[nodiscard]] Result<> record(std::string_view kind, const QJsonObject& fields) override
    {
        lines.append(QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())) + u' ' +
                     fields.value(u"why").toString());
        return {};
    }
};

/// Everybody has read the rules.
class ReadBook final : public AcknowledgementBook
{
public:
    [[nodiscard]] bool hasAcknowledged(const QString&, int) const override { return true; }
    [[nodiscard]] Result<> acknowledge(const QString&, int, core::WallTime) override { return {}; }
};

core::SecureBytes pin(const char* text)
{
    return core::SecureBytes(std::as_bytes(std::span(text, std::char_traits<char>::length(text))));
}

template<typename T>
QString outcomeOf(const QFuture<Result<T>>& future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
        return QStringLiteral("never");
    return future.result() ? QStringLiteral("good") : future.result().error().code.toString();
}
} // namespace

// What login1 says over a real bus, and what the program does about it.
class TestSleep : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aBusThatIsNotThereIsTold();
    void aBusWithoutLogin1IsToldUntilThereIsOne();
    void whoMayNotHoldSleepBackHearsOfItAllTheSame();
    void aSecondSleepIsHeldBackAgain();
    void sleepLocksTheScreenAndFreesTheScanner();
    void whatACaseHadBegunIsEndedByTheSleep();
    void aLookAndACameraAreLetGo();

private:
    QTemporaryDir m_folder;
    core::SystemClock m_clock;
    test::PrivateBus m_bus;
    std::optional<DemoBranch> m_branch;
    std::unique_ptr<DemoStaff> m_staff;
};

void TestSleep::initTestCase()
{
    QVERIFY2(m_bus.start(), "dbus-daemon did not start");
    Result<DemoBranch> branch = DemoBranch::open(m_folder.path(), m_clock);
    QVERIFY(branch && branch->criteria());
    m_branch = std::move(*branch);
    m_staff = std::make_unique<DemoStaff>(*m_branch, [this](const pki::Certificate& certificate) {
        return staffFrom(m_branch->criteria()->criteria, certificate, m_branch->branchId());
    });
}

void TestSleep::aBusThatIsNotThereIsTold()
{
    const SleepWatch watch(QDBusConnection::connectToBus(
        QStringLiteral("unix:path=") + m_folder.filePath(QStringLiteral("nobody")), QStringLiteral("absent")));
    QVERIFY(watch.fault());
    QCOMPARE(watch.fault()->code.toString(), QStringLiteral("start.sleep-not-told"));
    const auto row = [&](const std::optional<Error>& fault) {
        const QList<SelfTest> rows = runSelfTests(m_branch->criteria(), m_clock.wall(), {}, {}, {}, fault);
        return *std::find_if(
            rows.cbegin(), rows.cend(), [](const SelfTest& test) { return test.kind == SelfTestKind::Sleep; });
    };
    QVERIFY(row(watch.fault()).state == SelfTestState::Warning); // work goes on
    QCOMPARE(row(watch.fault()).finding->code, watch.fault()->code);
    QVERIFY(row({}).state == SelfTestState::Good);
}

void TestSleep::aBusWithoutLogin1IsToldUntilThereIsOne()
{
    SleepWatch watch(m_bus.connection());
    QTRY_VERIFY_WITH_TIMEOUT(watch.fault().has_value(), 10'000);
    test::Login login(m_bus.connection());
    QVERIFY(login.start());
    QTRY_VERIFY_WITH_TIMEOUT(!watch.fault(), 10'000);
    QVERIFY(login.isHeldBack());
    login.stop();
    QTRY_VERIFY_WITH_TIMEOUT(watch.fault().has_value(), 10'000);
}

void TestSleep::whoMayNotHoldSleepBackHearsOfItAllTheSame()
{
    test::Login login(m_bus.connection(), test::Login::Answer::Refuses);
    QVERIFY(login.start());
    SleepWatch watch(m_bus.connection());
    QSignalSpy falling(&watch, &SleepWatch::fallingAsleep);
    QTRY_VERIFY_WITH_TIMEOUT(!login.asked().isEmpty(), 10'000);
    login.prepareForSleep(true);
    QTRY_COMPARE_WITH_TIMEOUT(falling.size(), 1, 10'000);
    QVERIFY(!watch.fault());
}

void TestSleep::aSecondSleepIsHeldBackAgain()
{
    test::Login login(m_bus.connection());
    QVERIFY(login.start());
    SleepWatch watch(m_bus.connection());
    QSignalSpy falling(&watch, &SleepWatch::fallingAsleep);
    QSignalSpy awake(&watch, &SleepWatch::awake);
    for (int i = 1; i <= 2; ++i) {
        QTRY_VERIFY_WITH_TIMEOUT(login.isHeldBack(), 10'000);
        QCOMPARE(login.asked().constFirst(), QStringLiteral("sleep"));
        QCOMPARE(login.asked().constLast(), QStringLiteral("delay"));
        login.prepareForSleep(true);
        login.prepareForSleep(true); // said twice is one sleep
        QTRY_COMPARE_WITH_TIMEOUT(falling.size(), i, 10'000);
        QVERIFY(login.isHeldBack());
        watch.letSleep();
        QTRY_VERIFY_WITH_TIMEOUT(!login.isHeldBack(), 10'000);
        login.prepareForSleep(false);
        QTRY_COMPARE_WITH_TIMEOUT(awake.size(), i, 10'000);
    }
    QCOMPARE(falling.size(), 2);
}

void TestSleep::sleepLocksTheScreenAndFreesTheScanner()
{
    const criteria::Criteria& criteria = m_branch->criteria()->criteria;
    const Result<DemoScanner> demo = DemoScanner::open(*m_branch);
    QVERIFY(demo);
    Notes notes;
    devices::RegisteredScanner scanner(demo->setup(criteria, m_branch->workstationId()), notes, m_clock);
    FileCareStore care(m_folder.filePath(QStringLiteral("care")));
    DeviceStation station(scanner, *m_staff, care, m_clock, criteria, m_branch->workstationId(),
        devices::CameraBus(m_folder.path()), &DemoScanner::camera);
    ReadBook book;
    SignInController signIn(*m_staff, book, notes, m_clock, QStringLiteral("127.0.0.1"));
    ShellController shell(signIn, notes, 1h);
    shell.start(true);
    test::Login login(m_bus.connection());
    QVERIFY(login.start());
    SleepRoutine routine(m_bus.connection(), shell, &station);
    QTRY_VERIFY_WITH_TIMEOUT(login.isHeldBack(), 10'000);

    m_staff->insert(1);
    signIn.submit(pin("1111"));
    QTRY_VERIFY_WITH_TIMEOUT(shell.state() == ShellState::Open, 20'000);
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(station.devices().constFirst().state, DeviceState::Ready, 10'000);
    QList<devices::ScannerState> states;
    connect(&scanner, &devices::PalmScanner::stateChanged, this,
        [&states](devices::ScannerState state) { states.append(state); });
    const QString palm = station.devices().constFirst().id;
    const QFuture<Result<>> shown = station.show(palm);
    QTRY_VERIFY_WITH_TIMEOUT(states.contains(devices::ScannerState::Capturing), 10'000);

    login.prepareForSleep(true);
    QTRY_VERIFY_WITH_TIMEOUT(!login.isHeldBack(), 10'000);
    // The machine may sleep now, and by now all of this is true.
    QVERIFY(shell.state() == ShellState::Locked);
    QVERIFY(notes.lines.contains(u"screen.locked sleep"));
    QTRY_VERIFY(states.constLast() == devices::ScannerState::Suspended);
    QCOMPARE(outcomeOf(shown), QStringLiteral("devices.suspended"));
    QCOMPARE(outcomeOf(station.show(palm)), QStringLiteral("devices.suspended"));
    QCOMPARE(outcomeOf(station.care(palm, CareAsk::Look)), QStringLiteral("devices.suspended"));
    QCOMPARE(outcomeOf(scanner.open(1s)), QStringLiteral("devices.suspended"));

    login.prepareForSleep(false);
    QTRY_COMPARE_WITH_TIMEOUT(outcomeOf(scanner.open(10s)), QStringLiteral("good"), 20'000);
    QVERIFY(shell.state() == ShellState::Locked); // whoever wakes it types the PIN
    QTRY_VERIFY_WITH_TIMEOUT(login.isHeldBack(), 10'000);
}

// A page that is left gives up its capture; behind the sleep's own word that changes nothing, and an attempt that the
// sleep broke off is void.
void TestSleep::whatACaseHadBegunIsEndedByTheSleep()
{
    const criteria::Criteria& criteria = m_branch->criteria()->criteria;
    const Result<DemoScanner> demo = DemoScanner::open(*m_branch);
    QVERIFY(demo);
    Notes notes;
    devices::RegisteredScanner scanner(demo->setup(criteria, m_branch->workstationId()), notes, m_clock);
    FileCareStore care(m_folder.filePath(QStringLiteral("care-three")));
    DeviceStation station(scanner, *m_staff, care, m_clock, criteria, m_branch->workstationId(),
        devices::CameraBus(m_folder.path()), &DemoScanner::camera);
    ReadBook book;
    SignInController signIn(*m_staff, book, notes, m_clock, QStringLiteral("127.0.0.1"));
    ShellController shell(signIn, notes, 1h);
    shell.start(true);
    test::Login login(m_bus.connection());
    QVERIFY(login.start());
    SleepRoutine routine(m_bus.connection(), shell, &station);
    QTRY_VERIFY_WITH_TIMEOUT(login.isHeldBack(), 10'000);
    m_staff->insert(1);
    signIn.submit(pin("1111"));
    QTRY_VERIFY_WITH_TIMEOUT(shell.state() == ShellState::Open, 20'000);
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(station.devices().constFirst().state, DeviceState::Ready, 10'000);
    bool isCapturing = false;
    connect(&scanner, &devices::PalmScanner::stateChanged, this,
        [&](devices::ScannerState state) { isCapturing = state == devices::ScannerState::Capturing; });
    const auto captured = scanner.capture({}, 60s); // nobody holds a hand there
    QTRY_VERIFY_WITH_TIMEOUT(isCapturing, 10'000);
    const QString palm = station.devices().constFirst().id;
    QFuture<Result<>> whenLocked;
    connect(&shell, &ShellController::stateChanged, &scanner, [&] {
        whenLocked = station.show(palm); // the devices rest already
        scanner.cancel();
    });
    login.prepareForSleep(true);
    QTRY_VERIFY_WITH_TIMEOUT(!login.isHeldBack(), 10'000);
    QVERIFY(shell.state() == ShellState::Locked);
    QCOMPARE(outcomeOf(whenLocked), QStringLiteral("devices.suspended"));
    QCOMPARE(outcomeOf(captured), QStringLiteral("devices.suspended"));
}

void TestSleep::aLookAndACameraAreLetGo()
{
    const criteria::Criteria& criteria = m_branch->criteria()->criteria;
    const Result<DemoScanner> demo = DemoScanner::open(*m_branch);
    QVERIFY(demo);
    Notes notes;
    devices::RegisteredScanner scanner(demo->setup(criteria, m_branch->workstationId()), notes, m_clock);
    FileCareStore care(m_folder.filePath(QStringLiteral("care-two")));
    int open = 0;
    DeviceStation station(scanner, *m_staff, care, m_clock, criteria, m_branch->workstationId(),
        devices::CameraBus(m_folder.path()), [&open](const criteria::Camera& camera) {
            std::unique_ptr<devices::Camera> made = DemoScanner::camera(camera);
            ++open;
            connect(made.get(), &QObject::destroyed, [&open] { --open; });
            return made;
        });
    const QString camera = station.devices().constLast().id;
    int pictures = 0;
    connect(&station, &DeviceSource::pictureCame, this, [&](const LivePicture&) { ++pictures; });
    const QFuture<Result<>> shown = station.show(camera);
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 1, 10'000);
    QCOMPARE(open, 1);
    QCOMPARE(outcomeOf(station.rest()), QStringLiteral("good"));
    QCOMPARE(open, 0);
    QCOMPARE(outcomeOf(shown), QStringLiteral("devices.suspended"));
    station.wake();
    const QFuture<Result<CareShown>> looked = station.care(camera, CareAsk::Look);
    QTRY_COMPARE_WITH_TIMEOUT(open, 1, 10'000);
    QCOMPARE(outcomeOf(station.rest()), QStringLiteral("good"));
    QTRY_COMPARE(open, 0);
    QCOMPARE(outcomeOf(looked), QStringLiteral("devices.cancelled"));
    station.wake();
    pictures = 0;
    const QFuture<Result<>> again = station.show(camera);
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 1, 10'000);
    station.stop();
    QCOMPARE(outcomeOf(again), QStringLiteral("good"));
}

QTEST_MAIN(TestSleep)
#include "tst_sleep.moc"
