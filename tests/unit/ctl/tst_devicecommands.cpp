#include "commands/devicecameras.h"
#include "runcommand.h"
#include "unit/criteria/democriteria.h"
#include "unit/devices/scannerbench.h"

#include <imaging/codecs.h>
#include <simulation_devices/sbiservice.h>
#include <simulation_devices/virtualcamera.h>

#include <QDir>
#include <QJsonArray>
#include <QProcess>

using namespace tirkeu;
using namespace tirkeu::test;

// The device commands as a person types them, against the virtual scanner in its own process.
class TestDeviceCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listSaysWhatIsPluggedIn();
    void camerasAreListedAndJudged();
    void aCameraIsRequestedByItsPort();
    void aRegisteredCameraIsCheckedAndCaptured();
    void requestWritesTheEntryThatCheckThenAccepts();
    void checkSaysWhyNot_data();
    void checkSaysWhyNot();
    void captureWritesAnAttestedPair();
    void conformanceTellsWhatFails();
    void aDeviceServiceIsListedCheckedAndCaptured();
    void theProgramItselfTakesThePlugin();
    void noPalmOfABankIsWrittenInClear();
    void wrongUsageIsTold();

private:
    [[nodiscard]] CommandRun run(const QStringList& words, const QString& script = {}, bool withCriteria = true) const;
    [[nodiscard]] static QString code(const CommandRun& run)
    {
        return run.json().value(QStringLiteral("error")).toObject().value(QStringLiteral("code")).toString();
    }

    const ScannerBench m_bench{demoPki()};
};

namespace {
devices::CameraFacts usbCamera(const QString& port, const QString& serial)
{
    return {.node = QStringLiteral("/dev/video0"),
        .sysfs = QStringLiteral("/sys/devices/pci0000:00/0000:00:14.0/usb1/%1/%1:1.0/video4linux/video0").arg(port),
        .kernelDriver = QStringLiteral("uvcvideo"),
        .said = {QStringLiteral("uvcvideo"), QStringLiteral("HD Camera"),
            QStringLiteral("usb-0000:00:14.0-") + port.section(u'-', 1), 1},
        .busPath = port,
        .usb = QStringLiteral("046d:082d"),
        .serial = serial,
        .model = QStringLiteral("HD Camera"),
        .firmware = QStringLiteral("0107")};
}

devices::CameraFacts paintedCamera()
{
    devices::CameraFacts facts = usbCamera(QStringLiteral("1-2"), {});
    facts.said.driver = QStringLiteral("v4l2 loopback");
    return facts;
}

QStringList standingsOf(const ctl::Outcome& outcome)
{
    QStringList all;
    for (const QJsonValue camera : outcome.result[QStringLiteral("cameras")].toArray())
        all.append(camera[QStringLiteral("standing")].toString());
    return all;
}
} // namespace

void TestDeviceCommands::initTestCase()
{
    writeFile(m_bench.file(QStringLiteral("criteria.json")), core::writeJson(demoCriteria()));
    writeFile(m_bench.file(QStringLiteral("root.pem")), demoPki().vendor().certificate().toPem());
}

CommandRun TestDeviceCommands::run(const QStringList& words, const QString& script, bool withCriteria) const
{
    const devices::PluginHost host = m_bench.host(script);
    QStringList all = words;
    if (!all.contains(QStringLiteral("--plugin")))
        all << QStringLiteral("--plugin") << host.plugin;
    all << QStringLiteral("--host") << host.program << QStringLiteral("--folder") << host.folder
        << QStringLiteral("--json");
    for (auto entry = host.environment.constBegin(); entry != host.environment.constEnd(); ++entry)
        all << QStringLiteral("--env") << entry.key() + u'=' + entry.value();
    if (withCriteria)
        all << QStringLiteral("--criteria") << m_bench.file(QStringLiteral("criteria.json"));
    return runCommand(all);
}

void TestDeviceCommands::listSaysWhatIsPluggedIn()
{
    const QStringList list{QStringLiteral("device"), QStringLiteral("list")};
    const CommandRun judged = run(list);
    QCOMPARE(judged.code, 0);
    const auto devices = judged.json().value(QStringLiteral("result"))[QStringLiteral("devices")].toArray();
    QCOMPARE(devices.size(), 1);
    QCOMPARE(devices.at(0)[QStringLiteral("standing")].toString(), QStringLiteral("registered"));
    QCOMPARE(run(list, {}, false).code, 0);
    const CommandRun absent = run(list, QStringLiteral("UNPLUG"));
    QVERIFY(QFile::remove(m_bench.socket() + QStringLiteral(".unplugged")));
    QCOMPARE(absent.code, 1);
    QCOMPARE(code(absent), QStringLiteral("devices.registry-absent"));
}

void TestDeviceCommands::camerasAreListedAndJudged()
{
    const devices::CameraFacts camera = usbCamera(QStringLiteral("1-4"), QStringLiteral("CAM-1"));
    ctl::DeviceAccess access;
    const ctl::Outcome bare = ctl::camerasTold({{camera}}, access);
    QCOMPARE(bare.code, ctl::ExitCode::Good);
    QCOMPARE(standingsOf(bare), QStringList{QStringLiteral("not judged")});
    QVERIFY(bare.text.contains(u"1-4") && bare.text.contains(u"046d:082d") && bare.text.contains(u"CAM-1"));
    const ctl::Outcome painted = ctl::camerasTold({{camera, paintedCamera()}}, access);
    QCOMPARE(painted.code, ctl::ExitCode::Negative);
    QCOMPARE(painted.error.value().code.toString(), QStringLiteral("devices.camera-substituted"));
    QCOMPARE(ctl::camerasTold({}, access).code, ctl::ExitCode::Good);
    const ctl::Outcome closed = ctl::camerasTold({.cameras = {}, .isWhole = false}, access);
    QCOMPARE(closed.code, ctl::ExitCode::Negative);
    QCOMPARE(closed.error.value().code.toString(), QStringLiteral("devices.camera-closed"));

    // The demo's own camera is played by its program and misses nothing.
    access.criteria = criteria::readCriteria(core::writeJson(demoCriteria())).value();
    access.workstation = QStringLiteral("ws-almaty-3-07");
    QCOMPARE(standingsOf(ctl::camerasTold({}, access)), QStringList{QStringLiteral("played")});
    access.criteria->cameras.first().busPath = QStringLiteral("1-4");
    const ctl::Outcome absent = ctl::camerasTold({}, access);
    QCOMPARE(absent.code, ctl::ExitCode::Negative);
    QCOMPARE(absent.error.value().code.toString(), QStringLiteral("devices.camera-absent"));
    const ctl::Outcome another = ctl::camerasTold({{camera}}, access);
    QCOMPARE(standingsOf(another), (QStringList{QStringLiteral("replaced"), QStringLiteral("absent")}));
    QCOMPARE(another.error.value().code.toString(), QStringLiteral("devices.camera-replaced"));

    // Whatever cameras this machine has, no plug-in is asked for.
    const CommandRun run = runCommand("device list --cameras --json");
    QVERIFY2(run.code == 0 || run.code == 1, run.output.constData());
    QVERIFY(run.json().value(QStringLiteral("result"))[QStringLiteral("cameras")].isArray());
}

void TestDeviceCommands::aCameraIsRequestedByItsPort()
{
    const QString workstation = QStringLiteral("ws-almaty-3-07");
    const QList<devices::CameraFacts> attached{usbCamera(QStringLiteral("1-4"), QStringLiteral("CAM-1")),
        usbCamera(QStringLiteral("1-4"), QStringLiteral("CAM-1")), // its second node
        usbCamera(QStringLiteral("1-3"), {}), paintedCamera()};
    const auto asked = [&](const QString& port) {
        return ctl::cameraEntry(
            attached, {port, criteria::Camera::Use::Document, QStringLiteral("document-1"), workstation});
    };
    for (const devices::CameraFacts& camera : {attached.at(0), attached.at(2)}) {
        const auto entry = asked(camera.busPath);
        QVERIFY(entry);
        // As it stands, the criteria take it, and the camera is registered by it.
        const QJsonObject document = changed(demoCriteria(), QStringLiteral("cameras[0]"), *entry);
        ctl::DeviceAccess access;
        access.criteria = criteria::readCriteria(core::writeJson(document)).value();
        access.workstation = workstation;
        const ctl::Outcome told = ctl::camerasTold({{camera}}, access);
        QCOMPARE(standingsOf(told), QStringList{QStringLiteral("registered")});
        QCOMPARE(told.code, ctl::ExitCode::Good);
        // With the firmware that it has now, and no other.
        devices::CameraFacts later = camera;
        later.firmware = QStringLiteral("0108");
        QCOMPARE(ctl::camerasTold({{later}}, access).error.value().code.toString(),
            QStringLiteral("devices.camera-firmware-differs"));
    }
    const auto refusalOf = [&](const QString& port) {
        const auto entry = asked(port);
        return entry ? QStringLiteral("written") : entry.error().code.toString();
    };
    QCOMPARE(refusalOf(QStringLiteral("1-2")), QStringLiteral("devices.camera-substituted"));
    QCOMPARE(refusalOf(QStringLiteral("1-9")), QStringLiteral("devices.camera-port-needed"));
    QCOMPARE(refusalOf({}), QStringLiteral("devices.camera-port-needed")); // three of them

    const QString out = m_bench.file(QStringLiteral("camera.json"));
    const CommandRun nowhere = runCommand({QStringLiteral("device"), QStringLiteral("request"),
        QStringLiteral("--camera"), QStringLiteral("99-9"), QStringLiteral("--out"), out, QStringLiteral("--json")});
    QCOMPARE(code(nowhere), QStringLiteral("devices.camera-port-needed"));
    QCOMPARE(nowhere.code, 2);
    QVERIFY(!QFile::exists(out));
}

void TestDeviceCommands::aRegisteredCameraIsCheckedAndCaptured()
{
    // A camera of the bus, opened only where the criteria have it so.
    ctl::DeviceAccess access;
    access.workstation = QStringLiteral("ws-almaty-3-07");
    access.criteria = criteria::readCriteria(core::writeJson(demoCriteria())).value();
    criteria::Camera& registered = access.criteria->cameras.first();
    registered.busPath = QStringLiteral("1-4");
    registered.usb = QStringLiteral("046d:082d");
    registered.serial = QStringLiteral("CAM-1");
    registered.model = QStringLiteral("HD Camera");
    QStringList opened;
    bool isUnplugged = false;
    const ctl::CameraMakers makers{[&](const devices::CameraFacts& facts) {
        opened.append(facts.busPath);
        auto camera = std::make_unique<simulation_devices::VirtualCamera>(simulation_devices::testCard({320, 240}));
        if (isUnplugged)
            camera->unplug();
        return camera;
    }};
    const auto outcome = [&](const devices::CameraSight& sight, const QString& port) {
        const auto trial = ctl::triedRegistered(sight, access, port, makers);
        return trial ? QStringLiteral("good") : trial.error().code.toString();
    };
    const devices::CameraFacts camera = usbCamera(QStringLiteral("1-4"), QStringLiteral("CAM-1"));
    const auto trial = ctl::triedRegistered({{camera, camera}}, access, {}, makers); // two nodes of one camera
    QVERIFY(trial);
    QCOMPARE(opened, QStringList{QStringLiteral("1-4")});
    QCOMPARE(trial->format.size, (imaging::Size{320, 240}));
    QVERIFY(trial->counts.frames >= 15 && !trial->last.isEmpty());
    QCOMPARE(trial->holds, (devices::CameraHolds{devices::Hold::Held, devices::Hold::Held}));
    const ctl::Outcome told = ctl::trialTold(*trial);
    QCOMPARE(told.result.value(QStringLiteral("exposure")).toString(), QStringLiteral("held"));
    QVERIFY(told.result.value(QStringLiteral("frames")).toInt() >= 15);
    opened.clear();
    QCOMPARE(outcome({{usbCamera(QStringLiteral("1-4"), QStringLiteral("CAM-2"))}}, {}),
        QStringLiteral("devices.camera-replaced"));
    QCOMPARE(outcome({{usbCamera(QStringLiteral("1-3"), QStringLiteral("CAM-1"))}}, {}),
        QStringLiteral("devices.camera-moved"));
    QCOMPARE(outcome({{paintedCamera()}}, QStringLiteral("1-2")), QStringLiteral("devices.camera-substituted"));
    QCOMPARE(outcome({}, {}), QStringLiteral("devices.camera-absent"));
    QCOMPARE(outcome({{camera}}, QStringLiteral("1-9")), QStringLiteral("devices.camera-port-needed"));
    QCOMPARE(opened, QStringList()); // none of these
    isUnplugged = true;
    QCOMPARE(outcome({{camera}}, {}), QStringLiteral("devices.camera-lost"));

    // The demo's own, as a person types it.
    const QString port = QStringLiteral("virtual:camera-1");
    const QString file = m_bench.file(QStringLiteral("criteria.json"));
    const CommandRun checked = runCommand({QStringLiteral("device"), QStringLiteral("check"),
        QStringLiteral("--camera"), port, QStringLiteral("--criteria"), file, QStringLiteral("--json")});
    QVERIFY2(checked.code == 0, checked.output.constData());
    const QString out = m_bench.file(QStringLiteral("camera-pictures"));
    const CommandRun captured =
        runCommand({QStringLiteral("device"), QStringLiteral("capture"), QStringLiteral("--camera"), port,
            QStringLiteral("--criteria"), file, QStringLiteral("--out"), out, QStringLiteral("--json")});
    QVERIFY2(captured.code == 0, captured.output.constData());
    QVERIFY(imaging::decodeImage(readFile(out + QStringLiteral("/camera.png"))));
    QJsonObject ofABank = demoCriteria();
    ofABank.insert(QStringLiteral("demo"), false);
    writeFile(m_bench.file(QStringLiteral("bank-camera.json")), core::writeJson(ofABank));
    const CommandRun refused =
        runCommand({QStringLiteral("device"), QStringLiteral("capture"), QStringLiteral("--camera"), port,
            QStringLiteral("--criteria"), m_bench.file(QStringLiteral("bank-camera.json")), QStringLiteral("--json")});
    QCOMPARE(code(refused), QStringLiteral("ctl.device-capture-demo-only"));
}

void TestDeviceCommands::requestWritesTheEntryThatCheckThenAccepts()
{
    const CommandRun requested =
        run({QStringLiteral("device"), QStringLiteral("request"), QStringLiteral("--root"),
                m_bench.file(QStringLiteral("root.pem")), QStringLiteral("--vendor"), QStringLiteral("demo-vendor"),
                QStringLiteral("--workstation"), QStringLiteral("ws-almaty-3-07")},
            {}, false);
    QVERIFY2(requested.code == 0, requested.output.constData());
    const QJsonObject entry = requested.json().value(QStringLiteral("result"))[QStringLiteral("scanner")].toObject();
    const QJsonObject document = changed(demoCriteria(), QStringLiteral("scanners[0]"), entry);
    QVERIFY(criteria::readCriteria(core::writeJson(document)));
    writeFile(m_bench.file(QStringLiteral("criteria.json")), core::writeJson(document));
    const CommandRun checked = run({QStringLiteral("device"), QStringLiteral("check")});
    QVERIFY2(checked.code == 0, checked.output.constData());
    QVERIFY(checked.json().value(QStringLiteral("result"))[QStringLiteral("keptOffTheNetwork")].toBool());

    // A vendor that is not this one's does not vouch for it.
    writeFile(m_bench.file(QStringLiteral("other.pem")), demoPki().bank().certificate().toPem());
    const CommandRun refused = run({QStringLiteral("device"), QStringLiteral("request"), QStringLiteral("--root"),
                                       m_bench.file(QStringLiteral("other.pem"))},
        {}, false);
    QCOMPARE(refused.code, 1);
    QCOMPARE(code(refused), QStringLiteral("devices.attestation-certificate-refused"));
}

void TestDeviceCommands::checkSaysWhyNot_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("expected");
    QTest::newRow("firmware") << QStringLiteral("FIRMWARE") << QStringLiteral("devices.attestation-firmware-unknown");
    QTest::newRow("tampered") << QStringLiteral("TAMPER") << QStringLiteral("devices.attestation-tampered");
    QTest::newRow("in use") << QStringLiteral("OPEN-ERROR 302") << QStringLiteral("devices.in-use");
}

void TestDeviceCommands::checkSaysWhyNot()
{
    QFETCH(QString, script);
    QFETCH(QString, expected);
    const CommandRun checked = run({QStringLiteral("device"), QStringLiteral("check")}, script);
    QCOMPARE(code(checked), expected);
    QCOMPARE(checked.code, 1);
}

void TestDeviceCommands::captureWritesAnAttestedPair()
{
    const QString out = m_bench.file(QStringLiteral("pictures"));
    const CommandRun captured = run({QStringLiteral("device"), QStringLiteral("capture"), QStringLiteral("--out"), out},
        QStringLiteral("SCAN person=5"));
    QVERIFY2(captured.code == 0, captured.output.constData());
    QVERIFY(imaging::decodeImage(readFile(out + QStringLiteral("/visible.png"))));
    QVERIFY(devices::SignedAttestation::fromBytes(readFile(out + QStringLiteral("/attestation.bin"))));
    const CommandRun hinted = run({QStringLiteral("device"), QStringLiteral("capture"), QStringLiteral("--out"), out},
        QStringLiteral("RETRY too-near"));
    QCOMPARE(hinted.code, 1);
    QCOMPARE(code(hinted), QStringLiteral("devices.retry-too-near"));
}

void TestDeviceCommands::conformanceTellsWhatFails()
{
    const QStringList words{QStringLiteral("device"), QStringLiteral("conformance")};
    const auto failures = [](const CommandRun& run) {
        QStringList all;
        for (const QJsonValue check : run.json().value(QStringLiteral("result"))[QStringLiteral("checks")].toArray()) {
            if (!check[QStringLiteral("passed")].toBool())
                all.append(check[QStringLiteral("check")].toString().section(u' ', 0, 2));
        }
        return all;
    };
    const QStringList rooted = words + QStringList{QStringLiteral("--root"), m_bench.file(QStringLiteral("root.pem"))};
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // its times are those of a real build
    QStringList bad = failures(run(rooted));
    for (const char* time : {"opens within 500", "guides with at", "lets go within"}) // a busy machine keeps no times
        bad.removeAll(QLatin1StringView(time));
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(QLatin1Char(','))));
#endif
    const CommandRun example = run(words + QStringList{QStringLiteral("--plugin"),
                                               ScannerBench::plugin(QStringLiteral("tirkeu-example-scanner"))});
    QCOMPARE(example.code, 1);
    QVERIFY(failures(example).contains(QStringLiteral("has a channel")));
    const CommandRun slow = run(rooted, QStringLiteral("OPEN-SLEEP 700;SLOW 400"));
    QCOMPARE(slow.code, 1);
    QVERIFY(failures(slow).contains(QStringLiteral("opens within 500")));
    QVERIFY(failures(slow).contains(QStringLiteral("guides with at")));
    // With a hand above it, what enrolling asks for is tried as well.
    const QStringList held = rooted + QStringList{QStringLiteral("--hand")};
    const CommandRun captured = run(held, QStringLiteral("SCAN person=5"));
    QVERIFY2(captured.output.contains("captures a hand"), captured.output.constData());
    QVERIFY2(!failures(captured).contains(QStringLiteral("captures a hand,")), captured.output.constData());
    const CommandRun swapped = run(held, QStringLiteral("SCAN person=5;SWAP"));
    QCOMPARE(swapped.code, 1);
    QVERIFY2(failures(swapped).contains(QStringLiteral("captures a hand,")), swapped.output.constData());
    const CommandRun none = run(words + QStringList{QStringLiteral("--plugin"), QStringLiteral("/nowhere.so")});
    QCOMPARE(failures(none).size(), 1);
}

void TestDeviceCommands::aDeviceServiceIsListedCheckedAndCaptured()
{
    const auto service = std::move(*simulation_devices::SbiService::start(m_bench.pki().scanner(), m_bench.clock()));
    const QJsonObject served = changed(demoCriteria(), QStringLiteral("scanners[0].busPath"), QStringLiteral("sbi"));
    const QString criteria = m_bench.file(QStringLiteral("served.json"));
    writeFile(criteria, core::writeJson(served));
    const QStringList shared{QStringLiteral("--criteria"), criteria, QStringLiteral("--port"),
        QString::number(service->port()), QStringLiteral("--json")};
    const auto device = [&](const QStringList& words) {
        return runCommand(QStringList{QStringLiteral("device")} + words + shared);
    };
    const CommandRun listed = device({QStringLiteral("list")});
    QVERIFY2(listed.code == 0, listed.output.constData());
    const auto devices = listed.json().value(QStringLiteral("result"))[QStringLiteral("devices")].toArray();
    QCOMPARE(devices.size(), 1);
    QCOMPARE(devices.at(0)[QStringLiteral("busPath")].toString(), QStringLiteral("sbi"));
    QCOMPARE(devices.at(0)[QStringLiteral("standing")].toString(), QStringLiteral("registered"));
    const CommandRun checked = device({QStringLiteral("check")});
    QVERIFY2(checked.code == 0, checked.output.constData());
    const QString out = m_bench.file(QStringLiteral("served"));
    const CommandRun captured = device({QStringLiteral("capture"), QStringLiteral("--out"), out});
    QVERIFY2(captured.code == 0, captured.output.constData());
    QVERIFY(imaging::decodeImage(readFile(out + QStringLiteral("/infrared.png"))));
    QVERIFY(devices::SignedAttestation::fromBytes(readFile(out + QStringLiteral("/attestation.bin"))));

    // Not registered yet: a stranger to these criteria is asked what two officers would sign.
    const QStringList ask{QStringLiteral("device"), QStringLiteral("request"), QStringLiteral("--root"),
        m_bench.file(QStringLiteral("root.pem")), QStringLiteral("--vendor"), QStringLiteral("demo-vendor"),
        QStringLiteral("--workstation"), QStringLiteral("ws-almaty-3-07"), QStringLiteral("--port"),
        QString::number(service->port()), QStringLiteral("--json")};
    const CommandRun requested = runCommand(ask);
    QVERIFY2(requested.code == 0, requested.output.constData());
    const QJsonObject entry = requested.json().value(QStringLiteral("result"))[QStringLiteral("scanner")].toObject();
    QCOMPARE(entry.value(QStringLiteral("busPath")).toString(), QStringLiteral("sbi"));
    writeFile(criteria, core::writeJson(changed(demoCriteria(), QStringLiteral("scanners[0]"), entry)));
    const CommandRun accepted = device({QStringLiteral("check")});
    QVERIFY2(accepted.code == 0, accepted.output.constData());
    writeFile(m_bench.file(QStringLiteral("bank.pem")), demoPki().bank().certificate().toPem());
    QStringList byAnother = ask;
    byAnother[3] = m_bench.file(QStringLiteral("bank.pem"));
    const CommandRun unvouched = runCommand(byAnother);
    QCOMPARE(unvouched.code, 1);
    QCOMPARE(code(unvouched), QStringLiteral("devices.sbi-certificate-refused"));

    service->twist({.info = [](QJsonObject& info) {
        info.insert(QStringLiteral("firmware"), QString(64, u'0'));
    }});
    QCOMPARE(code(device({QStringLiteral("check")})), QStringLiteral("devices.sbi-other-device"));
    service->hangUp(true);
    const CommandRun gone = device({QStringLiteral("list")});
    QCOMPARE(gone.code, 1);
    QCOMPARE(code(gone), QStringLiteral("devices.registry-absent"));
    QCOMPARE(code(runCommand(ask)), QStringLiteral("ctl.device-not-there"));
}

// As typed, by the program: Qt would take --plugin for an option of its own.
void TestDeviceCommands::theProgramItselfTakesThePlugin()
{
    const devices::PluginHost host = m_bench.host();
    QStringList words{QStringLiteral("device"), QStringLiteral("list"), QStringLiteral("--plugin"), host.plugin,
        QStringLiteral("--folder"), host.folder, QStringLiteral("--json")};
    for (auto entry = host.environment.constBegin(); entry != host.environment.constEnd(); ++entry)
        words << QStringLiteral("--env") << entry.key() + u'=' + entry.value();
    QProcess program;
    program.start(programPath(QStringLiteral("tirkeuctl")), words);
    QVERIFY(program.waitForFinished(60'000));
    const QByteArray said = program.readAllStandardOutput() + program.readAllStandardError();
    QVERIFY2(program.exitCode() == 0, said.constData());
    QVERIFY(said.contains(simulation_devices::kVirtualSerial));
}

// BIO-28: a client's palm belongs to a case; neither consent nor journal stands behind a command.
void TestDeviceCommands::noPalmOfABankIsWrittenInClear()
{
    const QString criteria = m_bench.file(QStringLiteral("bank.json"));
    writeFile(criteria, core::writeJson(changed(demoCriteria(), QStringLiteral("demo"), false)));
    const QString out = m_bench.file(QStringLiteral("palms"));
    const devices::PluginHost host = m_bench.host();
    const CommandRun refused = runCommand(QStringList{QStringLiteral("device"), QStringLiteral("capture"),
        QStringLiteral("--out"), out, QStringLiteral("--plugin"), host.plugin, QStringLiteral("--host"), host.program,
        QStringLiteral("--criteria"), criteria, QStringLiteral("--json")});
    QCOMPARE(code(refused), QStringLiteral("ctl.device-capture-demo-only"));
    QCOMPARE(refused.code, 1);
    QVERIFY(!QDir(out).exists());
}

void TestDeviceCommands::wrongUsageIsTold()
{
    for (const char* line : {"device list --json", "device conformance --json"}) {
        const CommandRun nothing = runCommand(line);
        QCOMPARE(code(nothing), QStringLiteral("ctl.device-plugin-needed"));
        QCOMPARE(nothing.code, 64);
    }
    for (const char* name : {"check", "capture"}) {
        const CommandRun unregistered = run({QStringLiteral("device"), QString::fromLatin1(name)}, {}, false);
        QCOMPARE(code(unregistered), QStringLiteral("ctl.device-criteria-needed"));
        QCOMPARE(unregistered.code, 64);
    }
    QCOMPARE(code(run({QStringLiteral("device"), QStringLiteral("request")}, {}, false)),
        QStringLiteral("ctl.device-vendor-needed"));
}

QTEST_GUILESS_MAIN(TestDeviceCommands)
#include "tst_devicecommands.moc"
