#include <devices/cameraregistry.h>

#include <QTest>

#include <linux/videodev2.h>
#include <umockdev.h>

using namespace tirkeu;
using namespace tirkeu::devices;

namespace {
constexpr std::uint32_t kCaptures = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;

/// A machine played by umockdev: the /sys that this very process sees.
class Machine
{
public:
    Machine()
        : m_bed(umockdev_testbed_new())
    {
    }
    ~Machine() { g_object_unref(m_bed); }
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    /// Adds a folder of /sys/devices with its attributes; `below` is its parent's path or null.
    QByteArray add(const char* subsystem, const char* name, const QByteArray& below, QList<const char*> attributes = {})
    {
        attributes.append(nullptr);
        const char* none = nullptr;
        gchar* path =
            umockdev_testbed_add_devicev(m_bed, subsystem, name, below.isEmpty() ? nullptr : below.constData(),
                const_cast<gchar**>(attributes.constData()), const_cast<gchar**>(&none));
        const QByteArray made(path);
        g_free(path);
        return made;
    }
    void bind(const QByteArray& device, const char* driver)
    {
        const QByteArray target = QByteArray("../../../../../../bus/usb/drivers/") + driver;
        add("drivers", driver, {});
        umockdev_testbed_set_attribute_link(m_bed, device.constData(), "driver", target.constData());
    }
    /// A node that a module of the kernel offers without any USB: v4l2loopback, vivid, a platform's own.
    QByteArray node(const char* platform, const char* driver, const char* video)
    {
        const QByteArray device = add("platform", platform, {});
        bind(device, driver);
        return add("video4linux", video, device);
    }
    void remove(const QByteArray& device) { umockdev_testbed_remove_device(m_bed, device.constData()); }
    /// A camera on a port under some controller, with its video node.
    QByteArray camera(
        const char* controllerBus, const char* controller, const char* hub, const char* port, const char* video)
    {
        QByteArray top = add(controllerBus, controller, {});
        if (qstrcmp(controllerBus, "pci") == 0)
            top = add("pci", "0000:00:14.0", top);
        const QByteArray bus = add("usb", hub, top);
        const QByteArray device = add("usb", port, bus,
            {"idVendor", "046d\n", "idProduct", "082d\n", "serial", "CAM-1\n", "product", "HD Camera\n", "bcdDevice",
                "0107\n"});
        const QByteArray interface = add("usb", (QByteArray(port) + ":1.0").constData(), device);
        bind(interface, "uvcvideo");
        return add("video4linux", video, interface);
    }

private:
    UMockdevTestbed* m_bed;
};

CameraDriver uvc(const QString& busInfo)
{
    return {QStringLiteral("uvcvideo"), QStringLiteral("HD Camera"), busInfo, kCaptures};
}
} // namespace

// BIO-7: a camera is the registered one on its port, or it is refused with the reason.
class TestCameraBus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aRealCameraIsFoundWithItsPort();
    void aCameraComesAndGoes();
    void camerasPlayedBySomethingAreTold_data();
    void camerasPlayedBySomethingAreTold();
    void nodesOfOtherDriversAreTold_data();
    void nodesOfOtherDriversAreTold();
    void onlyTheRegisteredCameraIsTaken_data();
    void onlyTheRegisteredCameraIsTaken();
    void whereTheCriteriaNameNoFirmwareAnyIsTaken();
    void oneCameraOnTwoPortsIsTwo();
    void aMovedCameraNeedsPictureAndSupervisor();

private:
    [[nodiscard]] static CameraFacts real();
    [[nodiscard]] static criteria::Camera as(); ///< registered
};

void TestCameraBus::initTestCase()
{
    if (qEnvironmentVariableIsSet("TIRKEU_NO_PRELOAD"))
        QSKIP("a sanitizer wants the place in front of the program");
    QVERIFY(qEnvironmentVariable("LD_PRELOAD").contains(u"umockdev"));
}

void TestCameraBus::aRealCameraIsFoundWithItsPort()
{
    Machine machine;
    machine.camera("pci", "pci0000:00", "usb1", "1-1.4", "video0");
    const CameraBus bus(QStringLiteral("/sys"), [](const QString& node) {
        return node == u"/dev/video0" ? std::optional(uvc(QStringLiteral("usb-0000:00:14.0-1.4"))) : std::nullopt;
    });
    const auto cameras = bus.cameras();
    QCOMPARE(cameras.size(), 1);
    const CameraFacts& found = cameras.constFirst();
    QCOMPARE(found.busPath, QStringLiteral("1-1.4"));
    QCOMPARE(found.usb, QStringLiteral("046d:082d"));
    QCOMPARE(found.serial, QStringLiteral("CAM-1"));
    QCOMPARE(found.model, QStringLiteral("HD Camera"));
    QCOMPARE(found.firmware, QStringLiteral("0107"));
    QCOMPARE(found.kernelDriver, QStringLiteral("uvcvideo"));
    QVERIFY2(substitutionOf(found) == Substitution::None, qPrintable(found.sysfs + nameOf(substitutionOf(found))));
}

void TestCameraBus::aCameraComesAndGoes()
{
    std::optional<Machine> machine(std::in_place);
    const CameraBus bus(QStringLiteral("/sys"), [](const QString&) { return uvc(QStringLiteral("usb-x-1")); });
    QVERIFY(bus.places().isEmpty());
    const QByteArray node = machine->camera("pci", "pci0000:00", "usb1", "1-1.4", "video0");
    const QStringList there = bus.places();
    QCOMPARE(there.size(), 1);
    QVERIFY2(there.constFirst().startsWith(u"video0 ") && there.constFirst().contains(u"1-1.4"),
        qPrintable(there.constFirst()));
    QCOMPARE(bus.places(), there);
    machine->remove(node);
    QVERIFY(bus.places().isEmpty());
    QVERIFY(bus.cameras().isEmpty());
    // Another port under the same name is another place.
    machine.reset();
    machine.emplace();
    machine->camera("pci", "pci0000:01", "usb2", "2-3", "video0");
    QCOMPARE(bus.places().size(), 1);
    QVERIFY(bus.places() != there);
}

void TestCameraBus::camerasPlayedBySomethingAreTold_data()
{
    QTest::addColumn<QString>("subsystem");
    QTest::addColumn<QString>("controller");
    QTest::addColumn<QString>("reason");
    QTest::newRow("USB/IP") << QStringLiteral("platform") << QStringLiteral("vhci_hcd.0") << QStringLiteral("network");
    QTest::newRow("of no known kind") << QStringLiteral("platform") << QStringLiteral("fakehost.0")
                                      << QStringLiteral("not-usb");
    QTest::newRow("called after one") << QStringLiteral("platform") << QStringLiteral("xhci-hcd.0")
                                      << QStringLiteral("not-usb");
    QTest::newRow("gadget") << QStringLiteral("platform") << QStringLiteral("dummy_hcd.0") << QStringLiteral("gadget");
}

void TestCameraBus::nodesOfOtherDriversAreTold_data()
{
    QTest::addColumn<QString>("platform");
    QTest::addColumn<QString>("kernelDriver");
    QTest::addColumn<QString>("said"); // by the driver, of itself
    QTest::addColumn<QString>("busInfo");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* platform, const char* kernel, const char* said, const char* bus,
                         const char* reason) {
        QTest::newRow(reason) << QString::fromLatin1(platform) << QString::fromLatin1(kernel)
                              << QString::fromLatin1(said) << QString::fromLatin1(bus) << QString::fromLatin1(reason);
    };
    row("v4l2loopback.0", "v4l2loopback", "v4l2 loopback", "platform:v4l2loopback-000", "loopback");
    row("vivid.0", "vivid", "vivid", "platform:vivid-000", "test-driver");
    // One that claims to be a USB camera and hangs on no port of one.
    row("soc-camera.0", "isp", "uvcvideo", "usb-0000:00:14.0-1.4", "not-usb");
}

void TestCameraBus::nodesOfOtherDriversAreTold()
{
    QFETCH(QString, platform);
    QFETCH(QString, kernelDriver);
    QFETCH(QString, said);
    QFETCH(QString, busInfo);
    QFETCH(QString, reason);
    Machine machine;
    machine.node(platform.toLatin1().constData(), kernelDriver.toLatin1().constData(), "video7");
    const CameraBus bus(QStringLiteral("/sys"), [&](const QString&) {
        return CameraDriver{said, QStringLiteral("HD Camera"), busInfo, kCaptures};
    });
    QCOMPARE(bus.cameras().size(), 1);
    const CameraFacts facts = bus.cameras().constFirst();
    QCOMPARE(facts.kernelDriver, kernelDriver);
    QCOMPARE(nameOf(substitutionOf(facts)), reason);
    const CameraJudgement judgement = CameraRegistry({as()}).judge(facts, {facts});
    QCOMPARE(judgement.refusal.value().code.toString(), QStringLiteral("devices.camera-substituted"));
    QCOMPARE(judgement.refusal->kind, ErrorKind::SecurityStop);
}

void TestCameraBus::camerasPlayedBySomethingAreTold()
{
    QFETCH(QString, subsystem);
    QFETCH(QString, controller);
    QFETCH(QString, reason);
    Machine machine;
    machine.camera(subsystem.toLatin1().constData(), controller.toLatin1().constData(), "usb5", "5-1", "video2");
    const CameraBus bus(QStringLiteral("/sys"), [](const QString&) { return uvc(QStringLiteral("usb-x-1")); });
    QCOMPARE(bus.cameras().size(), 1);
    QCOMPARE(nameOf(substitutionOf(bus.cameras().constFirst())), reason);
}

CameraFacts TestCameraBus::real()
{
    return {QStringLiteral("/dev/video0"),
        QStringLiteral("/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1.4/1-1.4:1.0/video4linux/video0"),
        QStringLiteral("uvcvideo"), uvc(QStringLiteral("usb-0000:00:14.0-1.4")), QStringLiteral("1-1.4"),
        QStringLiteral("046d:082d"), QStringLiteral("CAM-1"), QStringLiteral("HD Camera"), QStringLiteral("0107")};
}

criteria::Camera TestCameraBus::as()
{
    return {QStringLiteral("face-1"), QStringLiteral("ws"), criteria::Camera::Use::Face, QStringLiteral("HD Camera"),
        QStringLiteral("046d:082d"), QStringLiteral("CAM-1"), QStringLiteral("1-1.4"), QStringLiteral("0107")};
}

void TestCameraBus::onlyTheRegisteredCameraIsTaken_data()
{
    using Change = std::function<void(CameraFacts&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("code"); // after "devices.camera-"; empty: taken
    QTest::addColumn<QString>("why");
    const auto row = [](const char* name, const Change& change, const char* code, const char* why) {
        QTest::newRow(name) << change << QString::fromLatin1(code) << QString::fromLatin1(why);
    };
    using F = CameraFacts;
    row(
        "as registered", [](F&) {}, "", "");
    row(
        "loopback",
        [](F& f) {
            f.said = {QStringLiteral("v4l2 loopback"), QStringLiteral("HD Camera"),
                QStringLiteral("platform:v4l2loopback-000"), kCaptures};
            f.sysfs = QStringLiteral("/sys/devices/virtual/video4linux/video0");
        },
        "substituted", "loopback");
    row(
        "vivid",
        [](F& f) {
            f.said.driver = QStringLiteral("vivid");
            f.said.busInfo = QStringLiteral("platform:vivid-000");
        },
        "substituted", "test-driver");
    row(
        "in the virtual tree", [](F& f) { f.sysfs = QStringLiteral("/sys/devices/virtual/video4linux/video0"); },
        "substituted", "not-usb");
    row(
        "another driver", [](F& f) { f.kernelDriver = QStringLiteral("gspca"); }, "substituted", "other-driver");
    row(
        "bus information of another port", [](F& f) { f.said.busInfo = QStringLiteral("usb-0000:00:14.0-2"); },
        "substituted", "bus-info-differs");
    row(
        "pictures can be put into it", [](F& f) { f.said.capabilities |= V4L2_CAP_VIDEO_OUTPUT; }, "substituted",
        "takes-pictures");
    row(
        "another computer that plays one", [](F& f) { f.usb = QStringLiteral("1d6b:0102"); }, "substituted", "gadget");
    row(
        "another model", [](F& f) { f.model = QStringLiteral("UHD Camera"); }, "model-differs", "model-differs");
    row(
        "other firmware", [](F& f) { f.firmware = QStringLiteral("0108"); }, "firmware-differs", "model-differs");
    row(
        "no word of its firmware", [](F& f) { f.firmware.clear(); }, "firmware-differs", "model-differs");
    row(
        "another serial", [](F& f) { f.serial = QStringLiteral("CAM-2"); }, "replaced", "replaced");
    row(
        "another maker", [](F& f) { f.usb = QStringLiteral("1111:2222"); }, "replaced", "replaced");
    const auto elsewhere = [](F& f) {
        f.sysfs = QStringLiteral("/sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/video4linux/video0");
        f.busPath = QStringLiteral("1-2");
        f.said.busInfo = QStringLiteral("usb-0000:00:14.0-2");
    };
    row(
        "another camera in another port",
        [elsewhere](F& f) {
            elsewhere(f);
            f.serial = QStringLiteral("CAM-2");
        },
        "unknown", "unknown");
    row(
        "another port, and no serial to know it by",
        [elsewhere](F& f) {
            elsewhere(f);
            f.serial.clear();
        },
        "unknown", "unknown");
    row("another port", elsewhere, "moved", "moved");
}

void TestCameraBus::onlyTheRegisteredCameraIsTaken()
{
    using Change = std::function<void(CameraFacts&)>;
    QFETCH(Change, change);
    QFETCH(QString, code);
    QFETCH(QString, why);
    CameraFacts facts = real();
    change(facts);
    const criteria::Camera registered = as();
    const CameraRegistry registry({registered});
    const CameraJudgement judgement = registry.judge(facts, {facts});
    QCOMPARE(judgement.isUsable(), code.isEmpty());
    if (judgement.isUsable())
        return;
    QCOMPARE(judgement.refusal->code.toString(), QStringLiteral("devices.camera-") + code);
    QCOMPARE(judgement.refusal->detail, why);
    const bool isMoved = judgement.standing == Standing::Moved;
    QVERIFY(judgement.refusal->kind == (isMoved ? ErrorKind::OperatorCanFix : ErrorKind::SecurityStop));
    const bool isOurs = isMoved || judgement.standing == Standing::ModelDiffers; // there, and refused
    QCOMPARE(registry.missing({facts}).size(), isOurs ? 0 : 1);
}

void TestCameraBus::whereTheCriteriaNameNoFirmwareAnyIsTaken()
{
    criteria::Camera registered = as();
    registered.firmware.clear();
    CameraFacts updated = real();
    updated.firmware = QStringLiteral("0108");
    QVERIFY(CameraRegistry({registered}).judge(updated, {updated}).isUsable());
}

void TestCameraBus::oneCameraOnTwoPortsIsTwo()
{
    const criteria::Camera registered = as();
    const CameraRegistry registry({registered});
    CameraFacts second = real();
    second.sysfs.replace(QStringLiteral("/1-1/1-1.4/1-1.4:"), QStringLiteral("/1-3/1-3:"));
    second.busPath = QStringLiteral("1-3");
    second.said.busInfo = QStringLiteral("usb-0000:00:14.0-3");
    for (const CameraFacts& facts : {real(), second}) {
        const CameraJudgement judgement = registry.judge(facts, {real(), second});
        QCOMPARE(nameOf(judgement.standing), QStringLiteral("serial-twice"));
        QVERIFY(judgement.refusal->kind == ErrorKind::SecurityStop);
    }
    // Another node of the same camera is the same camera.
    CameraFacts node = real();
    node.node = QStringLiteral("/dev/video2");
    QVERIFY(registry.judge(node, {real(), node}).isUsable());
}

void TestCameraBus::aMovedCameraNeedsPictureAndSupervisor()
{
    CameraRegistry registry({as()});
    CameraFacts moved = real();
    moved.sysfs.replace(QStringLiteral("/1-1/1-1.4/1-1.4:"), QStringLiteral("/1-3/1-3:"));
    moved.busPath = QStringLiteral("1-3");
    moved.said.busInfo = QStringLiteral("usb-0000:00:14.0-3");
    criteria::StaffMember member{identity::Iin::parse(u"900101500010").value(),
        identity::PersonName::parse(u"Somebody", u"Else").value(), identity::StaffRole::Supervisor, {}, {}, {}, {}, {}};
    QVERIFY(!registry.permitMove(moved, PictureTest::NotMade, member));
    QVERIFY(!registry.permitMove(moved, PictureTest::Failed, member));
    member.role = identity::StaffRole::Teller;
    QVERIFY(!registry.permitMove(moved, PictureTest::Passed, member));
    QVERIFY(!registry.judge(moved, {moved}).isUsable());
    member.role = identity::StaffRole::Supervisor;
    CameraFacts stranger = moved;
    stranger.serial = QStringLiteral("CAM-2");
    QVERIFY(!registry.permitMove(stranger, PictureTest::Passed, member));
    QVERIFY(registry.permitMove(moved, PictureTest::Passed, member));
    QVERIFY(registry.judge(moved, {moved}).isUsable());
    QCOMPARE(registry.judge(moved, {moved}).camera->busPath, moved.busPath);
    // One port at a time, and not for ever.
    QVERIFY(!registry.judge(real(), {real()}).isUsable());
    QVERIFY(!CameraRegistry({as()}).judge(moved, {moved}).isUsable());
}

QTEST_GUILESS_MAIN(TestCameraBus)
#include "tst_camerabus.moc"
