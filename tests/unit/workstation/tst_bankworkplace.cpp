#include "bankinstallation.h"

#include "unit/devices/scannerbench.h"

#include "bootstrap/selftests.h"

#include <core/json.h>
#include <simulation_devices/sbiservice.h>
#include <simulation_devices/virtualcamera.h>
#include <simulation_devices/virtualmicrophone.h>

#include <QApplication>
#include <QTest>

#include <algorithm>

using namespace tirkeu;
using namespace tirkeu::workstation;
using namespace std::chrono_literals;

using test::bankCriteria;
using test::Installation;

namespace {
constexpr int kPatienceMs = 20'000;

ShownDevice shown(BankWorkplace& workplace, DeviceKind kind)
{
    for (const ShownDevice& device : workplace.devices()->devices()) {
        if (device.kind == kind)
            return device;
    }
    return {};
}

/// As the page of checks tells it; empty: in order.
QString told(const BankWorkplace& workplace, const core::Clock& clock)
{
    const QList<SelfTest> rows = runSelfTests(workplace.inForce(), clock.wall(), workplace.deviceFinding());
    const auto row = std::find_if(
        rows.cbegin(), rows.cend(), [](const SelfTest& test) { return test.kind == SelfTestKind::Devices; });
    return row->finding ? row->finding->code.toString() : QString();
}

std::unique_ptr<simulation_devices::SbiService> service(const core::Clock& clock)
{
    return std::move(*simulation_devices::SbiService::start(test::demoPki().scanner(), clock));
}
} // namespace

// BIO-7, 19, 20: a bank's start works with what its criteria register, and says why where it cannot.
class TestBankWorkplace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRegisteredDevicesAreFound();
    void theMicrophoneIsHeard();
    void whatIsNotRegisteredIsRefusedAndTold();
    void aVirtualScannerIsNone();
    void whatIsMissingIsTold();
    void nothingInstalledIsPutRightLater();
};

void TestBankWorkplace::theRegisteredDevicesAreFound()
{
    Installation here;
    QVERIFY(here.install(bankCriteria()));
    here.cameras.plug({.number = 0, .port = QStringLiteral("1-4")});
    const auto sbi = service(here.clock);
    BankWorkplace::Machine machine = here.machine({1, sbi->port()});
    QStringList opened;
    machine.openCamera = [&opened](const devices::CameraFacts& facts) -> std::unique_ptr<devices::Camera> {
        opened.append(facts.busPath);
        return std::make_unique<simulation_devices::VirtualCamera>(simulation_devices::testCard({320, 240}));
    };
    BankWorkplace workplace(here.data(), here.clock, machine);
    QVERIFY(workplace.inForce());
    QVERIFY(!workplace.inForce()->criteria.isDemo);
    QVERIFY(!workplace.place().workstation.isEmpty());
    QVERIFY(workplace.devices() != nullptr);
    workplace.windowStands();
    QTRY_COMPARE_WITH_TIMEOUT(shown(workplace, DeviceKind::PalmScanner).state, DeviceState::Ready, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(shown(workplace, DeviceKind::FaceCamera).state, DeviceState::Ready, kPatienceMs);
    QCOMPARE(told(workplace, here.clock), QString());

    // The very camera of the criteria, in its port.
    int pictures = 0;
    connect(workplace.devices(), &DeviceSource::pictureCame, this, [&](const LivePicture&) { ++pictures; });
    const QFuture<Result<>> camera = workplace.devices()->show(shown(workplace, DeviceKind::FaceCamera).id);
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 0, kPatienceMs);
    QCOMPARE(opened, QStringList{QStringLiteral("1-4")});
    workplace.devices()->stop();
    QVERIFY(test::settles(camera));

    pictures = 0;
    const QFuture<Result<>> palm = workplace.devices()->show(shown(workplace, DeviceKind::PalmScanner).id);
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 0, kPatienceMs);
    workplace.devices()->stop();
    QVERIFY(test::settles(palm));
}

void TestBankWorkplace::theMicrophoneIsHeard()
{
    Installation here;
    QVERIFY(here.install(bankCriteria()));
    here.put(QStringLiteral("devices.json"), R"({"microphone":"plughw:1"})");
    BankWorkplace::Machine machine = here.machine({1});
    QStringList opened;
    double loudness = 0.5;
    simulation_devices::VirtualMicrophone* playing = nullptr;
    machine.openMicrophone = [&](const QString& name) -> std::unique_ptr<devices::Microphone> {
        opened.append(name);
        auto made = std::make_unique<simulation_devices::VirtualMicrophone>(simulation_devices::tone(440, loudness));
        playing = made.get();
        return made;
    };
    BankWorkplace workplace(here.data(), here.clock, machine);
    const ShownDevice microphone = shown(workplace, DeviceKind::Microphone);
    QCOMPARE(microphone.place, QStringLiteral("plughw:1"));
    QCOMPARE(microphone.state, DeviceState::OfComputer);
    QVERIFY(!workplace.devices()->careDue().contains(microphone.id));

    QImage last;
    connect(
        workplace.devices(), &DeviceSource::pictureCame, this, [&](const LivePicture& live) { last = live.picture; });
    // How high the newest bar stands.
    const auto newest = [&last] {
        int lit = 0;
        for (int y = 0; y < last.height(); ++y)
            lit += last.pixel(last.width() - 4, y) != last.pixel(0, 0) ? 1 : 0;
        return lit;
    };
    const QFuture<Result<>> loud = workplace.devices()->show(microphone.id);
    QTRY_VERIFY_WITH_TIMEOUT(!last.isNull(), kPatienceMs);
    const int high = newest();
    QVERIFY(high > last.height() / 2);
    workplace.devices()->stop();
    QCOMPARE(test::outcomeOf(loud), QStringLiteral("good"));

    last = {};
    loudness = 0.01;
    const QFuture<Result<>> quiet = workplace.devices()->show(microphone.id);
    QTRY_VERIFY_WITH_TIMEOUT(!last.isNull(), kPatienceMs);
    QVERIFY(newest() > 0 && newest() < high * 3 / 4);
    playing->unplug();
    QCOMPARE(test::outcomeOf(quiet), QStringLiteral("devices.microphone-lost"));

    const QFuture<Result<>> asleep = workplace.devices()->show(microphone.id);
    QCOMPARE(test::outcomeOf(workplace.devices()->rest()), QStringLiteral("good"));
    QCOMPARE(test::outcomeOf(asleep), QStringLiteral("devices.suspended"));
    QCOMPARE(opened, QStringList({QStringLiteral("plughw:1"), QStringLiteral("plughw:1"), QStringLiteral("plughw:1")}));
}

void TestBankWorkplace::whatIsNotRegisteredIsRefusedAndTold()
{
    Installation here;
    QVERIFY(here.install(bankCriteria()));
    here.cameras.plug({.number = 0, .port = QStringLiteral("1-4"), .serial = QStringLiteral("ANOTHER")});
    BankWorkplace workplace(here.data(), here.clock, here.machine({1}));
    workplace.windowStands();
    QTRY_COMPARE_WITH_TIMEOUT(told(workplace, here.clock), QStringLiteral("devices.registry-absent"), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(shown(workplace, DeviceKind::FaceCamera).state, DeviceState::Refused, kPatienceMs);
    const ShownDevice refused = shown(workplace, DeviceKind::FaceCamera);
    QCOMPARE(refused.why->code.toString(), QStringLiteral("devices.camera-replaced"));
    QVERIFY(test::settles(workplace.devices()->show(refused.id)));
    QCOMPARE(workplace.deviceFinding()->camera->code.toString(), QStringLiteral("devices.camera-replaced"));

    // The service comes up, and the camera stays what it is.
    const auto sbi = service(here.clock);
    BankWorkplace later(here.data(), here.clock, here.machine({sbi->port()}));
    later.windowStands();
    QTRY_COMPARE_WITH_TIMEOUT(told(later, here.clock), QStringLiteral("devices.camera-replaced"), kPatienceMs);
}

// A bank's criteria may name it and its plug-in may be installed: what no port has is no device outside the demo.
void TestBankWorkplace::aVirtualScannerIsNone()
{
    Installation here;
    QVERIFY(here.install(
        test::changed(bankCriteria(), QStringLiteral("scanners[0].busPath"), QStringLiteral("virtual:palm-1"))));
    const test::ScannerBench bench(test::demoPki());
    const devices::PluginHost host = bench.host();
    QJsonObject environment;
    for (auto entry = host.environment.constBegin(); entry != host.environment.constEnd(); ++entry)
        environment.insert(entry.key(), entry.value());
    here.put(QStringLiteral("devices.json"),
        core::writeJson({{QStringLiteral("plugin"), host.plugin}, {QStringLiteral("folder"), host.folder},
            {QStringLiteral("environment"), environment}}));
    BankWorkplace workplace(here.data(), here.clock, here.machine({1}));
    workplace.windowStands();
    QTRY_COMPARE_WITH_TIMEOUT(told(workplace, here.clock), QStringLiteral("devices.registry-virtual"), kPatienceMs);
    QCOMPARE(shown(workplace, DeviceKind::PalmScanner).state, DeviceState::Refused);
}

void TestBankWorkplace::whatIsMissingIsTold()
{
    Installation here;
    const QJsonObject atPort =
        test::changed(bankCriteria(), QStringLiteral("scanners[0].busPath"), QStringLiteral("1-2"));
    QVERIFY(here.install(test::changed(atPort, QStringLiteral("scanners[0].usb"), QStringLiteral("1209:0002"))));
    const auto toldNow = [&here] {
        const BankWorkplace workplace(here.data(), here.clock, here.machine({1}));
        return told(workplace, here.clock);
    };
    QCOMPARE(toldNow(), QStringLiteral("start.plugin-missing"));
    here.put(QStringLiteral("devices.json"), R"({"plugin":"/no/such/library.so"})");
    QCOMPARE(toldNow(), QStringLiteral("start.plugin-missing"));
    // Who waits before the page of checks sees the repair, and not before it.
    const BankWorkplace waiting(here.data(), here.clock, here.machine({1}));
    QVERIFY(!waiting.isMended());
    const test::ScannerBench bench(test::demoPki());
    here.put(QStringLiteral("devices.json"), core::writeJson({{QStringLiteral("plugin"), bench.host().plugin}}));
    QVERIFY(waiting.isMended());
    QVERIFY(toldNow() != QStringLiteral("start.plugin-missing"));
    here.put(QStringLiteral("devices.json"), R"({"environment":{"LEVEL":3}})");
    QVERIFY(!waiting.isMended());
    QCOMPARE(toldNow(), QStringLiteral("settings.devices-unreadable"));
    here.put(QStringLiteral("devices.json"), R"({"plugn":"/usr/lib/scanner.so"})");
    QCOMPARE(toldNow(), QStringLiteral("settings.devices-unreadable"));
    here.put(QStringLiteral("devices.json"), "not json");
    QCOMPARE(toldNow(), QStringLiteral("settings.devices-unreadable"));
    here.put(QStringLiteral("workstation.pem"), test::demoPki().scanner().holder().toPem());
    QCOMPARE(toldNow(), QStringLiteral("start.workstation-unknown"));
}

void TestBankWorkplace::nothingInstalledIsPutRightLater()
{
    Installation here;
    BankWorkplace workplace(here.data(), here.clock, here.machine({1}));
    QVERIFY(!workplace.inForce());
    QCOMPARE(workplace.inForce().error().code.toString(), QStringLiteral("start.criteria-absent"));
    QVERIFY(workplace.devices() == nullptr && !workplace.deviceFinding() && !workplace.isMended());
    workplace.windowStands();
    // A demo's criteria are none for a bank.
    QVERIFY(!here.install(test::demoCriteria()));
    QVERIFY(!workplace.isMended());
    QVERIFY(here.install(bankCriteria()));
    QVERIFY(workplace.isMended());
    // Taken away, the officers' certificates leave nobody who could have signed.
    QVERIFY(QDir(here.data().filePath(QStringLiteral("officers"))).removeRecursively());
    QVERIFY(!workplace.isMended());
}

QTEST_MAIN(TestBankWorkplace)
#include "tst_bankworkplace.moc"
