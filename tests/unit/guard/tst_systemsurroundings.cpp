#include "guardbench.h"

#include "support/testfiles.h"

#include <guard/guardthread.h>
#include <guard/systemsurroundings.h>

#include <QElapsedTimer>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <cwchar>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tirkeu;
using namespace tirkeu::guard;
using criteria::GuardFinding;

// This very process on this very machine.
class TestSystemSurroundings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void thisMachineWithWarnNeverBlocks();
    void ourLibrariesAreFoundInTheirPackages();
    void anonymousCodeIsSeen();
    void codeChangedInMemoryIsSeen();
    void aChangedFileIsSeenThoughItsTimeWasSetBack();
    void listenersAndProcessesAreSeen();
    void whoRecordsInputThroughXIsSeen();
    void aQuickCheckTakesMilliseconds();

private:
    GuardSetup m_setup;
    QTemporaryDir m_folder;
    const SystemSurroundings m_machine{};
    const core::SystemClock m_clock{};
    criteria::GuardPolicy m_policy;
};

void TestSystemSurroundings::initTestCase()
{
    // Expressions are compiled to machine code otherwise, as in the program itself.
    qputenv("QT_ENABLE_REGEXP_JIT", "0");
    auto publisher = test::testKey(QStringLiteral("Publisher"));
    m_setup.program = QCoreApplication::applicationFilePath();
    m_setup.manifest = QFileInfo(m_setup.program).path() + QStringLiteral("/%1.manifest").arg(getpid());
    m_setup.publisher = publisher.holder();
    const auto manifest =
        manifestOf(m_machine, QFileInfo(m_setup.program).path(), {m_setup.program}, QStringLiteral("0.1.0"));
    QVERIFY(manifest);
    test::writeFile(m_setup.manifest, signManifest(*manifest, publisher, m_clock.wall()).value());
    for (const GuardFinding kind : criteria::kGuardFindings)
        m_policy.reactions.insert(kind, criteria::GuardReaction::Warn);
    m_policy.reactions.insert(GuardFinding::Integrity, criteria::GuardReaction::Block);
}

void TestSystemSurroundings::thisMachineWithWarnNeverBlocks()
{
    Guard guard(m_machine, m_clock, m_setup, m_policy);
    const Report report = guard.check(Depth::Full);
    for (const JudgedFinding& judged : report.findings)
        qInfo("%s: %s, %s", qPrintable(criteria::code(judged.finding.kind)), qPrintable(judged.finding.name),
            qPrintable(judged.finding.evidence));
    QVERIFY(!report.blocks());
    QVERIFY(report.files >= 10);
}

void TestSystemSurroundings::ourLibrariesAreFoundInTheirPackages()
{
    Guard guard(m_machine, m_clock, m_setup, m_policy);
    const Report report = guard.check(Depth::Full);
    QCOMPARE(report.names(GuardFinding::ForeignLibrary), QStringList());
    QCOMPARE(report.names(GuardFinding::Integrity), QStringList());
}

void TestSystemSurroundings::anonymousCodeIsSeen()
{
    constexpr std::size_t kPage = 4096;
    void* memory = mmap(nullptr, kPage, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    QVERIFY(memory != MAP_FAILED);
    Guard guard(m_machine, m_clock, m_setup, m_policy);
    QCOMPARE(
        guard.check(Depth::Full).names(GuardFinding::ForeignLibrary), QStringList(QStringLiteral("anonymous memory")));
    munmap(memory, kPage);
    QVERIFY(guard.check(Depth::Quick).names(GuardFinding::ForeignLibrary).isEmpty());
}

// A hook written over a function of a library: nothing on the disk has changed.
void TestSystemSurroundings::codeChangedInMemoryIsSeen()
{
    Guard guard(m_machine, m_clock, m_setup, m_policy);
    QVERIFY(!guard.check(Depth::Full).blocks());
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    const auto at = reinterpret_cast<std::uintptr_t>(&wcsftime) & ~(page - 1); // nobody calls it meanwhile
    auto* start = reinterpret_cast<char*>(at); // NOLINT(performance-no-int-to-ptr): an address the kernel wrote down
    QVERIFY(mprotect(start, page, PROT_READ | PROT_WRITE | PROT_EXEC) == 0);
    volatile char* byte = start;
    *byte = *byte;
    QVERIFY(mprotect(start, page, PROT_READ | PROT_EXEC) == 0);
    const Report report = guard.check(Depth::Quick);
    QVERIFY(report.blocks());
    QVERIFY(report.names(GuardFinding::Integrity).first().startsWith(u"libc.so"));
    QVERIFY(madvise(start, page, MADV_DONTNEED) == 0); // the file's own page comes back
    QVERIFY(!guard.check(Depth::Quick).blocks());
}

void TestSystemSurroundings::aChangedFileIsSeenThoughItsTimeWasSetBack()
{
    const QString path = m_folder.filePath(QStringLiteral("library"));
    test::writeFile(path, "what was read");
    const FileMark before = m_machine.mark(path).value();
    struct stat old = {};
    QVERIFY(stat(qPrintable(path), &old) == 0);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QCOMPARE(file.write("what WAS read"), 13);
    file.close();
    const std::array<timespec, 2> times{old.st_atim, old.st_mtim};
    QVERIFY(utimensat(AT_FDCWD, qPrintable(path), times.data(), 0) == 0);
    const FileMark after = m_machine.mark(path).value();
    QCOMPARE(after.modified, before.modified);
    QCOMPARE(after.size, before.size);
    QVERIFY(after != before); // the time of change tells
}

void TestSystemSurroundings::listenersAndProcessesAreSeen()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QVERIFY(m_machine.listeningPorts().contains(server.serverPort()));
    QTcpServer six;
    if (six.listen(QHostAddress::LocalHostIPv6))
        QVERIFY(m_machine.listeningPorts().contains(six.serverPort()));
    QProcess process;
    process.start(QStringLiteral("cat"), {});
    QVERIFY(process.waitForStarted());
    const auto isCat = [&](const Process& one) {
        return one.id == process.processId() && one.name == u"cat";
    };
    const QList<Process> all = m_machine.processes();
    const auto found = std::find_if(all.cbegin(), all.cend(), isCat);
    QVERIFY(found != all.cend());
    QVERIFY(found->program.endsWith(u"/cat"));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    const int port = server.serverPort();
    server.close();
    QVERIFY(!m_machine.listeningPorts().contains(port));
}

void TestSystemSurroundings::whoRecordsInputThroughXIsSeen()
{
    qunsetenv("DISPLAY");
    QVERIFY(m_machine.displayClients().isEmpty());
    QProcess server;
    server.start(QStringLiteral("Xvfb"),
        {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-nolisten"), QStringLiteral("tcp")});
    if (!server.waitForStarted())
        QSKIP("Xvfb is not installed");
    QByteArray display;
    QVERIFY(QTest::qWaitFor(
        [&] {
            display += server.readAllStandardOutput();
            return display.endsWith('\n');
        },
        20'000));
    qputenv("DISPLAY", ':' + display.trimmed());
    QVERIFY(m_machine.displayClients().isEmpty()); // this program's own connection does not count
    QProcess watcher;
    watcher.start(qEnvironmentVariable("TIRKEU_BUILD") + QStringLiteral("/tests/x-watcher"), {});
    QVERIFY(watcher.waitForReadyRead(20'000));
    QCOMPARE(watcher.readAllStandardOutput(), QByteArray("ready\n"));
    const QList<DisplayClient> clients = m_machine.displayClients();
    QCOMPARE(clients.size(), 1);
    QCOMPARE(clients.constFirst().process, watcher.processId());
    QVERIFY2(clients.constFirst().holds.contains(u"RecordContext"), qPrintable(clients.constFirst().holds.join(u' ')));
    Guard guard(m_machine, m_clock, m_setup, m_policy);
    QVERIFY(guard.check(Depth::Quick).names(GuardFinding::ScreenCapture).contains(u"x-watcher"));
    watcher.closeWriteChannel();
    QVERIFY(watcher.waitForFinished());
    QTRY_VERIFY(m_machine.displayClients().isEmpty());
    server.terminate();
    QVERIFY(server.waitForFinished());
    QVERIFY(m_machine.displayClients().isEmpty()); // a server that is gone
    qunsetenv("DISPLAY");
}

void TestSystemSurroundings::aQuickCheckTakesMilliseconds()
{
    Guard guard(m_machine, m_clock, m_setup, m_policy);
    const Report full = guard.check(Depth::Full);
    QList<qint64> quick;
    for (int i = 0; i < 20; ++i)
        quick.append(guard.check(Depth::Quick).took.count());
    std::sort(quick.begin(), quick.end());
    qInfo("full %lld us over %d files; quick: median %lld us, worst %lld us, %lld processes",
        static_cast<long long>(full.took.count()), full.files, static_cast<long long>(quick.at(10)),
        static_cast<long long>(quick.last()), static_cast<long long>(m_machine.processes().size()));
    QVERIFY(quick.at(10) < 100'000); // far above what it takes: the machine may be busy
    QFile::remove(m_setup.manifest);
}

QTEST_GUILESS_MAIN(TestSystemSurroundings)
#include "tst_systemsurroundings.moc"
