#include "scannerbench.h"

#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace std::chrono_literals;

// BIO-28: where a process may not filter its own calls, a network of its own keeps the plug-in in; where it may have
// neither, the scanner guides and enrols nothing.
class TestHostFallback : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutAFilterANamespaceHoldsThePluginIn();
    void withNeitherTheScannerOnlyGuides();

private:
    [[nodiscard]] PluginSetup setup(bool hasNamespace) const
    {
        PluginSetup setup = m_bench.setup();
        setup.host.program = qEnvironmentVariable("TIRKEU_BUILD") + QStringLiteral("/tests/host-without-seccomp");
        if (!hasNamespace)
            setup.host.environment.insert(QStringLiteral("TIRKEU_TEST_NO_NAMESPACE"), QStringLiteral("1"));
        return setup;
    }
    /// The network namespace of the device host under this test; empty where it may not be seen.
    [[nodiscard]] static QString networkOfHost()
    {
        const QString ours = QStringLiteral("PPid:\t%1\n").arg(getpid());
        for (const QString& id : QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs)) {
            const QString folder = QStringLiteral("/proc/") + id;
            if (QString::fromUtf8(test::readFile(folder + QStringLiteral("/status"))).contains(ours) &&
                test::readFile(folder + QStringLiteral("/comm")).startsWith("tirkeu-device-h"))
                return QFile(folder + QStringLiteral("/ns/net")).symLinkTarget();
        }
        return {};
    }
    [[nodiscard]] static bool mayHaveNamespace()
    {
        const pid_t child = fork();
        if (child == 0)
            _exit(unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0 ? 0 : 1);
        int status = 1;
        return child > 0 && waitpid(child, &status, 0) == child && status == 0;
    }
    test::ScannerBench m_bench;
};

void TestHostFallback::withoutAFilterANamespaceHoldsThePluginIn()
{
    if (!mayHaveNamespace())
        QSKIP("this machine gives no namespaces");
    PluginScanner scanner(setup(true), m_bench.clock());
    QCOMPARE(test::outcomeOf(scanner.open(10s)), QStringLiteral("good"));
    QCOMPARE(scanner.host()->network, message::NetworkGuard::Namespace);
    if (const QString network = networkOfHost(); !network.isEmpty())
        QVERIFY(network != QFile(QStringLiteral("/proc/self/ns/net")).symLinkTarget());
    else
        qInfo("the host's namespace may not be seen from here");
    const auto capture = scanner.capture({.pairs = 1}, 20s);
    QVERIFY(m_bench.tell("SCAN"));
    QCOMPARE(test::outcomeOf(capture), QStringLiteral("good"));
}

void TestHostFallback::withNeitherTheScannerOnlyGuides()
{
    PluginScanner scanner(setup(false), m_bench.clock());
    test::GuidanceLog log(scanner);
    QCOMPARE(test::outcomeOf(scanner.open(10s)), QStringLiteral("good"));
    QCOMPARE(scanner.host()->network, message::NetworkGuard::None);
    QCOMPARE(test::outcomeOf(scanner.capture({.pairs = 1}, 20s)), QStringLiteral("devices.cannot-enrol"));
    if (!test::settles(scanner.open(10s)))
        QFAIL("does not open again");
    const auto guided = scanner.capture({.mode = CaptureMode::Guide}, 20s);
    QTRY_VERIFY(log.pictures() >= 1);
    scanner.cancel();
    QCOMPARE(test::outcomeOf(guided), QStringLiteral("devices.cancelled"));
}

QTEST_GUILESS_MAIN(TestHostFallback)
#include "tst_hostfallback.moc"
