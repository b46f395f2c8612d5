#include "scannerbench.h"

#include <devices/devicewatch.h>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace tirkeu::test;

class TestDeviceWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pluggingIsSeen();
    void aPluginThatCannotBeLoadedIsTold();
    void aPluginGetsNothingItHasNoNeedOf();
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

// BIO-28: no network, no other program, no palm on a disk, no more memory than it was given.
void TestDeviceWatch::aPluginGetsNothingItHasNoNeedOf()
{
    const ScannerBench bench;
    PluginHost host = bench.host();
    host.plugin = ScannerBench::plugin(QStringLiteral("tirkeu-rogue-scanner"));
    // What somebody keeps on this machine; the plug-in's own folder is another.
    const QTemporaryDir elsewhere(
        QStringLiteral("/var/tmp/tirkeu-XXXXXX")); // devices may be read, and with them /dev/shm
    const QString picture = elsewhere.filePath(QStringLiteral("palm"));
    writeFile(picture, "palm");
    host.environment.insert(QStringLiteral("ROGUE_READS"), picture);
    DeviceWatch watch(host);
    watch.start();
    QTRY_COMPARE_WITH_TIMEOUT(watch.attached().size(), 1, 10'000);
    // A kernel without Landlock cannot close files to be read.
    const bool closesFiles = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
    QCOMPARE(watch.attached().constFirst().model, closesFiles ? QStringLiteral("nothing") : QStringLiteral("reads "));
}

QTEST_GUILESS_MAIN(TestDeviceWatch)
#include "tst_devicewatch.moc"
