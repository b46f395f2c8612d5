#include "support/testfiles.h"

#include <demo/demobranch.h>
#include <demo/demoscanner.h>
#include "bootstrap/demostaff.h"
#include "bootstrap/devicestation.h"
#include "bootstrap/filecarestore.h"
#include "bootstrap/stafflookup.h"

#include <simulation_devices/scannerpuppet.h>

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
    [[nodiscard]] Result<> record(std::string_view, const QJsonObject&) override { return {}; }
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

// The demo branch's virtual scanner, through the very objects that the program wires.
class TestDeviceStation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void thePageSeesWhatTheScannerSees();
    void theDemosCameraIsShown();
    void anotherPortIsPermittedByASupervisorsPin();

private:
    QTemporaryDir m_folder;
    core::SystemClock m_clock;
    FileCareStore m_care{m_folder.filePath(QStringLiteral("care"))};
    Notes m_notes;
    std::optional<DemoBranch> m_branch;
    std::unique_ptr<DemoStaff> m_staff;
};

void TestDeviceStation::initTestCase()
{
    Result<DemoBranch> branch = DemoBranch::open(m_folder.path(), m_clock);
    QVERIFY(branch);
    QVERIFY(branch->criteria());
    m_branch = std::move(*branch);
    m_staff = std::make_unique<DemoStaff>(*m_branch, [this](const pki::Certificate& certificate) {
        return staffFrom(m_branch->criteria()->criteria, certificate, m_branch->branchId());
    });
}

void TestDeviceStation::thePageSeesWhatTheScannerSees()
{
    const criteria::Criteria& criteria = m_branch->criteria()->criteria;
    const Result<DemoScanner> demo = DemoScanner::open(*m_branch);
    QVERIFY(demo);
    devices::RegisteredScanner scanner(demo->setup(criteria, m_branch->workstationId()), m_notes, m_clock);
    DeviceStation station(scanner, *m_staff, m_care, m_clock, criteria, m_branch->workstationId());
    QCOMPARE(station.devices().constFirst().state, DeviceState::Looking);
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(station.devices().constFirst().state, DeviceState::Ready, 10'000);

    int pictures = 0;
    QString hint;
    connect(&station, &DeviceSource::pictureCame, this, [&](const LivePicture& live) {
        pictures += live.picture.isNull() ? 0 : 1;
        if (live.hint)
            hint = live.hint->code.toString();
    });
    const QString id = station.devices().constFirst().id;
    const QFuture<Result<>> first = station.show(id);
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 2, 10'000);
    const simulation_devices::ScannerPuppet puppet(demo->socket());
    QVERIFY(puppet.present({.hand = {.person = 3, .side = simulation_palm::Side::Left},
        .spec = {.condition = simulation_palm::Condition::TooFar}}));
    QTRY_COMPARE_WITH_TIMEOUT(hint, QStringLiteral("devices.retry-too-far"), 10'000);
    // A second look ends the first and begins when it has ended.
    station.stop();
    const QFuture<Result<>> second = station.show(id);
    QCOMPARE(outcomeOf(first), QStringLiteral("good"));
    pictures = 0;
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 2, 10'000);
    station.stop();
    QCOMPARE(outcomeOf(second), QStringLiteral("good"));
    {
        // One that goes while it shows something leaves nothing behind, and its question is answered.
        auto other =
            std::make_unique<DeviceStation>(scanner, *m_staff, m_care, m_clock, criteria, m_branch->workstationId());
        const QFuture<Result<>> left = other->show(id);
        other.reset();
        QCOMPARE(outcomeOf(left), QStringLiteral("devices.cancelled"));
        scanner.cancel();
    }

    // The window, which nobody has shown clean yet, then clean, then with fingers on it.
    const auto care = [&](CareAsk ask) {
        const QFuture<Result<CareShown>> future = station.care(id, ask);
        const bool good = outcomeOf(future) == u"good";
        return good ? std::optional(future.result()->state) : std::nullopt;
    };
    QTRY_COMPARE(care(CareAsk::Look), CareState::NeverShownClean);
    QCOMPARE(care(CareAsk::TakeAsClean), CareState::Clean);
    QVERIFY(puppet.tell(QStringLiteral("DIRT 70")));
    QCOMPARE(care(CareAsk::Look), CareState::Dirty);
    QVERIFY(puppet.tell(QStringLiteral("DIRT 0")));
    QCOMPARE(care(CareAsk::Look), CareState::Clean);

    QVERIFY(puppet.unplug());
    QTRY_COMPARE_WITH_TIMEOUT(station.devices().constFirst().state, DeviceState::NotThere, 5000);
    QVERIFY(puppet.plug());
    QTRY_COMPARE_WITH_TIMEOUT(station.devices().constFirst().state, DeviceState::Ready, 5000);
}

void TestDeviceStation::theDemosCameraIsShown()
{
    const criteria::Criteria& criteria = m_branch->criteria()->criteria;
    const Result<DemoScanner> demo = DemoScanner::open(*m_branch);
    QVERIFY(demo);
    devices::RegisteredScanner scanner(demo->setup(criteria, m_branch->workstationId()), m_notes, m_clock);
    DeviceStation station(scanner, *m_staff, m_care, m_clock, criteria, m_branch->workstationId(),
        devices::CameraBus(m_folder.path()), &DemoScanner::camera);
    const ShownDevice camera = station.devices().constLast();
    QCOMPARE(camera.kind, DeviceKind::FaceCamera);
    QCOMPARE(camera.state, DeviceState::Ready);
    int pictures = 0;
    connect(&station, &DeviceSource::pictureCame, this,
        [&](const LivePicture& live) { pictures += live.picture.size() == QSize(640, 480) ? 1 : 0; });
    const QFuture<Result<>> shown = station.show(camera.id);
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 3, 10'000);
    station.stop();
    QCOMPARE(outcomeOf(shown), QStringLiteral("good"));
    QCOMPARE(outcomeOf(station.show(QStringLiteral("camera-nobody"))), QStringLiteral("devices.not-found"));
    // Nothing plays a camera outside the demo.
    DeviceStation plain(
        scanner, *m_staff, m_care, m_clock, criteria, m_branch->workstationId(), devices::CameraBus(m_folder.path()));
    QCOMPARE(plain.devices().constLast().state, DeviceState::NotThere);
}

void TestDeviceStation::anotherPortIsPermittedByASupervisorsPin()
{
    const criteria::Criteria& criteria = m_branch->criteria()->criteria;
    const Result<DemoScanner> demo = DemoScanner::open(*m_branch);
    QVERIFY(demo);
    devices::RegisteredSetup setup = demo->setup(criteria, m_branch->workstationId());
    for (devices::PluginHost* host : {&setup.host, &setup.watch})
        host->environment.insert(QStringLiteral("TIRKEU_VIRTUAL_SCANNER_PORT"), QStringLiteral("virtual:palm-2"));
    devices::RegisteredScanner scanner(setup, m_notes, m_clock);
    DeviceStation station(scanner, *m_staff, m_care, m_clock, criteria, m_branch->workstationId());
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(station.devices().constFirst().state, DeviceState::OtherPort, 10'000);
    const QString id = station.devices().constFirst().id;
    int pictures = 0;
    connect(&station, &DeviceSource::pictureCame, this,
        [&](const LivePicture& live) { pictures += live.picture.isNull() ? 0 : 1; });
    const QFuture<Result<>> shown = station.show(id);
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 0, 10'000);
    station.stop();
    QCOMPARE(outcomeOf(shown), QStringLiteral("good"));

    m_staff->insert(0);
    QCOMPARE(outcomeOf(station.permitPort(id, pin("2222"))), QStringLiteral("signin.token-absent"));
    m_staff->insert(1); // a teller may not
    QCOMPARE(outcomeOf(station.permitPort(id, pin("1111"))), QStringLiteral("devices.permission-refused"));
    m_staff->insert(2);
    QCOMPARE(outcomeOf(station.permitPort(id, pin("1234"))), QStringLiteral("signin.pin-wrong"));
    QCOMPARE(station.devices().constFirst().state, DeviceState::OtherPort);
    QCOMPARE(outcomeOf(station.permitPort(id, pin("2222"))), QStringLiteral("good"));
    QCOMPARE(station.devices().constFirst().state, DeviceState::Ready);
}

QTEST_MAIN(TestDeviceStation)
#include "tst_devicestation.moc"
