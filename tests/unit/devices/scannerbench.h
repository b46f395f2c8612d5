#pragma once

#include "support/testfiles.h"

#include <devices/pluginscanner.h>
#include <simulation_devices/virtualscanner.h>
#include <simulation_pki/demopki.h>

#include <core/hashing.h>

#include <QElapsedTimer>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>

namespace tirkeu::test {

using namespace std::chrono_literals;

inline constexpr auto kPatience = 60s; ///< of a test, never what is measured

/// A branch with one virtual scanner: keys, registry, socket for the script, all in a folder of its own.
class ScannerBench
{
public:
    ScannerBench()
        : ScannerBench(simulation::DemoPki::make({.now = core::SystemClock().wall()}).value())
    {
    }
    explicit ScannerBench(simulation::DemoPki pki)
        : m_pki(std::move(pki))
    {
        const auto key = m_pki.scanner().toPkcs8().value();
        writeFile(m_folder.filePath(QStringLiteral("scanner.pem")), m_pki.scanner().holder().toPem());
        writeFile(m_folder.filePath(QStringLiteral("scanner.key")),
            QByteArray(reinterpret_cast<const char*>(key.data()), static_cast<qsizetype>(key.size())));
    }

    [[nodiscard]] static criteria::Scanner registered()
    {
        return {QStringLiteral("palm-1"), QStringLiteral("ws-almaty-3-07"), QStringLiteral("demo-vendor"),
            QString::fromLatin1(simulation_devices::kVirtualModel),
            QString::fromLatin1(simulation_devices::kVirtualSerial), {},
            QString::fromLatin1(simulation_devices::kVirtualBusPath),
            {core::sha256(QByteArrayView(simulation_devices::kVirtualFirmware))}, {core::sha256("AS DELIVERED")}};
    }
    [[nodiscard]] devices::AttestationPolicy policy() const { return {registered(), m_pki.vendor().certificate()}; }
    [[nodiscard]] devices::PluginSetup setup(const QString& script = {}) const
    {
        return {.host = host(script), .policy = policy()};
    }
    [[nodiscard]] devices::PluginHost host(const QString& script = {}) const
    {
        return {.program = programPath(QStringLiteral("tirkeu-device-host")),
            .plugin = plugin(QStringLiteral("tirkeu-virtual-scanner")),
            .folder = m_folder.path(),
            .environment = {{QStringLiteral("TIRKEU_VIRTUAL_SCANNER_KEYS"), m_folder.path()},
                {QStringLiteral("TIRKEU_VIRTUAL_SCANNER_SOCKET"), socket()},
                {QStringLiteral("TIRKEU_VIRTUAL_SCANNER_SCRIPT"), script}}};
    }
    [[nodiscard]] static QString plugin(const QString& name)
    {
        return qEnvironmentVariable("TIRKEU_BUILD") + QStringLiteral("/plugins/") + name + QStringLiteral(".so");
    }
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString socket() const { return m_folder.filePath(QStringLiteral("script")); }
    [[nodiscard]] const simulation::DemoPki& pki() const { return m_pki; }
    [[nodiscard]] const core::Clock& clock() const { return m_clock; }

    /// Tells the virtual scanner a line and waits until it was heard.
    [[nodiscard]] bool tell(const char* line) const
    {
        QLocalSocket connection;
        connection.connectToServer(socket());
        if (!connection.waitForConnected(20000))
            return false;
        connection.write(QByteArray(line) + '\n');
        return connection.waitForReadyRead(20000) && connection.readAll() == "ok\n";
    }

private:
    QTemporaryDir m_folder;
    core::SystemClock m_clock;
    simulation::DemoPki m_pki;
};

template<typename T>
[[nodiscard]] bool settles(const QFuture<T>& future, std::chrono::milliseconds patience = kPatience)
{
    return QTest::qWaitFor([&] { return future.isFinished(); }, static_cast<int>(patience.count()));
}

/// The code of what came out; "good" where it was a value, "never" where nothing came.
template<typename T>
[[nodiscard]] QString outcomeOf(const QFuture<Result<T>>& future)
{
    if (!settles(future) || future.resultCount() != 1)
        return QStringLiteral("never");
    const Result<T> result = future.result();
    return result ? QStringLiteral("good") : result.error().code.toString();
}

/// Every guidance in the test's own thread.
class GuidanceLog : public QObject
{
public:
    explicit GuidanceLog(devices::PalmScanner& scanner)
    {
        m_timer.start();
        connect(&scanner, &devices::PalmScanner::guided, this, [this](const devices::Guidance& guidance) {
            all.append(guidance);
            times.append(m_timer.elapsed());
        });
        connect(&scanner, &devices::PalmScanner::lost, this, [this](const Error& why) { lost.append(why); });
    }
    [[nodiscard]] qsizetype pictures() const
    {
        return std::count_if(all.cbegin(), all.cend(), [](const auto& one) { return !one.preview.isEmpty(); });
    }
    QList<devices::Guidance> all;
    QList<qint64> times;
    QList<Error> lost;

private:
    QElapsedTimer m_timer;
};

} // namespace tirkeu::test
