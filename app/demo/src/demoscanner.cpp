#include <demo/demoscanner.h>

#include <simulation_devices/scannerpuppet.h>
#include <simulation_devices/virtualcamera.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace tirkeu::demo {

namespace {
constexpr ErrorCode kNotWritten{"start.demo-not-written"};
}

Result<DemoScanner> DemoScanner::open(const DemoBranch& branch)
{
    const QString folder = branch.folder() + QStringLiteral("/scanner");
    QDir().mkpath(folder);
    // The device has its own key and no other of the demo's.
    for (const QString& name : {QStringLiteral("scanner.pem"), QStringLiteral("scanner.key")}) {
        const QString copy = folder + u'/' + name;
        QFile::remove(copy);
        if (!QFile::copy(branch.folder() + QStringLiteral("/pki/") + name, copy))
            return failure(kNotWritten, ErrorKind::OperatorCanFix, copy, {copy});
    }
    DemoScanner scanner(folder);
    // A plug pulled in the demo of yesterday is in again.
    if (const Result<> plugged = simulation_devices::ScannerPuppet(scanner.socket()).plug(); !plugged)
        return failure(plugged);
    return scanner;
}

std::unique_ptr<devices::Camera> DemoScanner::camera(const criteria::Camera&)
{
    return std::make_unique<simulation_devices::VirtualCamera>(simulation_devices::testCard({640, 480}));
}

devices::RegisteredSetup DemoScanner::setup(const criteria::Criteria& criteria, const QString& workstation) const
{
    const QString programs = QCoreApplication::applicationDirPath();
    // Where this was built, or where it is installed.
    QString plugin;
    for (const char* place : {"/plugins", "/../plugins", "/../lib/tirkeu/plugins"}) {
        plugin = programs + QLatin1StringView(place) + QStringLiteral("/tirkeu-virtual-scanner.so");
        if (QFile::exists(plugin))
            break;
    }
    const QString keys = QStringLiteral("TIRKEU_VIRTUAL_SCANNER_KEYS");
    QString program = programs + QStringLiteral("/tirkeu-device-host");
    if (!QFile::exists(program))
        program = programs + QStringLiteral("/../bin/tirkeu-device-host");
    devices::PluginHost host{
        .program = program, .plugin = plugin, .folder = m_folder, .environment = {{keys, m_folder}}};
    devices::PluginHost watch = host;
    host.environment.insert(QStringLiteral("TIRKEU_VIRTUAL_SCANNER_SOCKET"), socket());
    watch.environment.insert(
        QStringLiteral("TIRKEU_VIRTUAL_SCANNER_PLUG"), simulation_devices::ScannerPuppet(socket()).plugFile());
    return {.host = host, .watch = watch, .criteria = criteria, .workstation = workstation};
}

} // namespace tirkeu::demo
