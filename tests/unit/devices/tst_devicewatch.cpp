#include "scannerbench.h"

#include <devices/devicewatch.h>

#include <QFile>
#include <QSignalSpy>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace tirkeu::test;

class TestDeviceWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pluggingIsSeen();
    void aPluginThatCannotBeLoadedIsTold();
};

void TestDeviceWatch::pluggingIsSeen()
{
    const ScannerBench bench;
    DeviceWatch watch(bench.host());
    QSignalSpy looked(&watch, &DeviceWatch::looked);
    QSignalSpy attached(&watch, &DeviceWatch::deviceAttached);
    QSignalSpy detached(&watch, &DeviceWatch::deviceDetached);
    watch.start();
    QTRY_COMPARE_WITH_TIMEOUT(looked.size(), 1, 10'000);
    QCOMPARE(watch.attached().size(), 1);
    QCOMPARE(watch.attached().constFirst().serial, QString::fromLatin1(simulation_devices::kVirtualSerial));

    // The file beside the socket is the cable, for every process that looks.
    const QString cable = bench.socket() + QStringLiteral(".unplugged");
    writeFile(cable, {});
    QTRY_COMPARE_WITH_TIMEOUT(detached.size(), 1, 5000);
    QVERIFY(QFile::remove(cable));
    QTRY_COMPARE_WITH_TIMEOUT(attached.size(), 2, 5000);
}

void TestDeviceWatch::aPluginThatCannotBeLoadedIsTold()
{
    const ScannerBench bench;
    PluginHost host = bench.host();
    host.plugin = QStringLiteral("/nowhere.so");
    DeviceWatch watch(host);
    QString code;
    connect(&watch, &DeviceWatch::failed, this, [&](const Error& why) { code = why.code.toString(); });
    watch.start();
    QTRY_COMPARE_WITH_TIMEOUT(code, QStringLiteral("devices.plugin-unusable"), 10'000);

    host.program = QStringLiteral("/nowhere");
    DeviceWatch other(host);
    connect(&other, &DeviceWatch::failed, this, [&](const Error& why) { code = why.code.toString(); });
    other.start();
    QTRY_COMPARE_WITH_TIMEOUT(code, QStringLiteral("devices.host-missing"), 10'000);
}

QTEST_GUILESS_MAIN(TestDeviceWatch)
#include "tst_devicewatch.moc"
