#include "support/testfiles.h"

#include <devices/usbbus.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::devices;

namespace {
/// A machine's /sys, as much of it as the bus has.
class FakeSysfs
{
public:
    void add(const QString& path, const char* vendor, const char* product, const char* serial, const char* model)
    {
        const QString folder = m_folder.filePath(path);
        QDir().mkpath(folder);
        const auto write = [&](const char* name, const char* value) {
            test::writeFile(folder + u'/' + QLatin1StringView(name), QByteArray(value) + '\n');
        };
        write("idVendor", vendor);
        write("idProduct", product);
        write("serial", serial);
        write("product", model);
        const QString bus = m_folder.filePath(QStringLiteral("bus/usb/devices"));
        QDir().mkpath(bus);
        QFile::link(folder, bus + u'/' + path.section(u'/', -1));
    }
    [[nodiscard]] UsbBus bus() const { return UsbBus(m_folder.path()); }

private:
    QTemporaryDir m_folder;
};
} // namespace

// BIO-7, 20: the place of a device is the kernel's word.
class TestUsbBus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void devicesAreToldByWhatDrivesTheirBus();
    void onlyRealControllersAreBelieved_data();
    void onlyRealControllersAreBelieved();
    void aStatementIsHeldAgainstTheBus();
};

void TestUsbBus::devicesAreToldByWhatDrivesTheirBus()
{
    FakeSysfs sysfs;
    sysfs.add(QStringLiteral("devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1.4"), "1209", "0001", "S1", "Scanner");
    sysfs.add(QStringLiteral("devices/platform/vhci_hcd.0/usb5/5-1"), "1209", "0001", "S2", "By USB/IP");
    sysfs.add(QStringLiteral("devices/platform/dummy_hcd.0/usb6/6-1"), "1209", "0001", "S3", "Gadget");
    sysfs.add(QStringLiteral("devices/virtual/somewhere/usb7/7-1"), "1209", "0001", "S4", "Virtual");
    sysfs.add(QStringLiteral("devices/platform/soc/fe980000.usb/xhci-hcd.0/usb3/3-1"), "1209", "0001", "S5", "Board");
    const auto found = sysfs.bus().devices();
    QCOMPARE(found.size(), 5);
    for (const DeviceIdentity& device : found) {
        const bool real = device.serial == u"S1" || device.serial == u"S5";
        QCOMPARE(device.origin == Origin::Hardware, real);
        QCOMPARE(device.usb, QStringLiteral("1209:0001"));
    }
}

void TestUsbBus::onlyRealControllersAreBelieved_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isReal");
    const auto row = [](const char* path, bool isReal) {
        QTest::newRow(path) << QStringLiteral("/sys/devices/") + QString::fromLatin1(path) << isReal;
    };
    row("pci0000:00/0000:00:14.0/usb1/1-1", true);
    row("pci0000:00/0000:00:08.1/0000:04:00.3/usb3/3-2/3-2.1", true);
    row("pci0000:00/0000:00:0e.0/pci10000:e0/10000:e0:06.0/usb1/1-1", true);
    row("pci0000:00/0000:00:15.1/dwc3.1.auto/xhci-hcd.2.auto/usb3/3-1", true);
    row("platform/scb/fd500000.pcie/pci0000:00/0000:00:00.0/0000:01:00.0/usb1/1-1", true);
    row("platform/soc/3f980000.usb/usb1/1-1", true);
    row("platform/soc@0/38100000.usb/xhci-hcd.0.auto/usb1/1-1", true);
    row("platform/PNP0D10:00/usb1/1-1", true);
    // Nothing of these stands on a board or a bus: the word "usb" in a path proves nothing.
    row("platform/vhci_hcd.0/usb5/5-1", false);
    row("platform/dummy_hcd.0/usb6/6-1", false);
    row("platform/fakehost.0/usb5/5-1", false);
    row("platform/usbfake.0/usb5/5-1", false);
    row("platform/xhci-hcd.0/usb5/5-1", false);
    row("platform/soc/dwc-fake.1/usb5/5-1", false);
    row("platform/12.usb/usb5/5-1", false);
    row("pci0000:00/usb5/5-1", false);
    row("pci0000:00/0000:00:14.0/fakehost.0/usb5/5-1", false);
    row("virtual/usb5/5-1", false);
    row("usb5/5-1", false);
}

void TestUsbBus::onlyRealControllersAreBelieved()
{
    QFETCH(QString, path);
    QFETCH(bool, isReal);
    QCOMPARE(hangsAtController(path), isReal);
}

void TestUsbBus::aStatementIsHeldAgainstTheBus()
{
    FakeSysfs sysfs;
    sysfs.add(QStringLiteral("devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1.4"), "1209", "0001", "S1", "Scanner");
    const UsbBus bus = sysfs.bus();
    DeviceIdentity said{QStringLiteral("1-1.4"), QStringLiteral("S1"), QStringLiteral("Scanner"), {}};
    QVERIFY(bus.confirmed(said).origin == Origin::Hardware);
    said.usb = QStringLiteral("1209:0002");
    QVERIFY(bus.confirmed(said).origin == Origin::Emulated);
    said.usb.clear();
    said.serial = QStringLiteral("S9");
    QVERIFY(bus.confirmed(said).origin == Origin::Emulated);
    said.busPath = QStringLiteral("1-2");
    QVERIFY(bus.confirmed(said).origin == Origin::Emulated);
    said.busPath = QStringLiteral("virtual:palm-1");
    QVERIFY(bus.confirmed(said).origin == Origin::Stated);
    QVERIFY(!bus.at(QStringLiteral("../../etc")));
}

QTEST_GUILESS_MAIN(TestUsbBus)
#include "tst_usbbus.moc"
