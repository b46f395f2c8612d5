#include "scannerbench.h"

#include <QDir>
#include <QRandomGenerator>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace tirkeu::test;

// Anything in any order, at a real process: every action is answered once, nothing stays claimed, nothing leaks.
// With TIRKEU_ALL_FAULTS 1,000 scripts, in twenty rows of fifty; the everyday suite runs a few.
class TestScannerScripts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void randomScriptsLeaveNothingBehind_data();
    void randomScriptsLeaveNothingBehind();

private:
    static bool all() { return qEnvironmentVariableIsSet("TIRKEU_ALL_FAULTS"); }
    struct Asked
    {
        QString what;
        std::function<bool()> isFinished;
        std::function<int()> answers;
    };
    template<typename T>
    void keep(const char* what, const QFuture<T>& future)
    {
        m_asked.append({QString::fromLatin1(what), [future] { return future.isFinished(); },
            [future] {
                return future.resultCount();
            }});
    }
    void step(PluginScanner& scanner, const ScannerBench& bench);
    [[nodiscard]] bool allAnswered() const;

    QRandomGenerator m_random;
    QList<Asked> m_asked;
};

namespace {
qsizetype openFiles()
{
    return QDir(QStringLiteral("/proc/self/fd"))
        .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
        .size();
}

qsizetype hosts()
{
    qsizetype count = 0;
    const QByteArray own = QByteArray::number(QCoreApplication::applicationPid());
    for (const QString& entry : QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs)) {
        const QByteArray status = readFile(QStringLiteral("/proc/%1/status").arg(entry));
        count += status.contains("PPid:\t" + own + '\n') && status.contains("tirkeu-device-h") ? 1 : 0;
    }
    return count;
}
} // namespace

void TestScannerScripts::step(PluginScanner& scanner, const ScannerBench& bench)
{
    static constexpr std::array kLines{"SCAN person=2", "SCAN person=3 attack=laser-print", "RETRY too-far",
        "RETRY moved", "ERROR 300", "ERROR 304", "ERROR 400", "SLEEP 80", "UNPLUG", "PLUG", "CRASH", "FLOOD", "GARBAGE",
        "TAMPER", "FORGE", "SWAP", "REPEAT", "REORDER", "HONEST", "HONEST", "SLOW 20", "SLOW 0"};
    switch (m_random.bounded(12)) {
    case 0:
    case 1:
        keep("open", scanner.open(std::chrono::milliseconds(m_random.bounded(2) == 0 ? 5000 : 60)));
        break;
    case 2:
    case 3:
        keep("capture",
            scanner.capture({.mode = m_random.bounded(4) == 0 ? CaptureMode::Guide : CaptureMode::Enrol, .pairs = 1},
                std::chrono::milliseconds(m_random.bounded(2) == 0 ? 3000 : 120)));
        break;
    case 4:
        scanner.cancel();
        break;
    case 5:
        if (m_random.bounded(2) == 0)
            keep("close", scanner.close());
        break;
    case 6:
        if (m_random.bounded(3) == 0)
            scanner.suspend();
        break;
    case 7:
        scanner.resume();
        break;
    case 8: // one in a hundred hangs, which takes two seconds to be found out
        if (m_random.bounded(8) == 0) {
            static_cast<void>(bench.tell("HANG"));
            break;
        }
        [[fallthrough]];
    default:
        // Where no host is up nobody hears it; that is a script as well.
        if (QFile::exists(bench.socket()))
            static_cast<void>(bench.tell(kLines.at(static_cast<std::size_t>(m_random.bounded(int(kLines.size()))))));
        break;
    }
    // Until everything is answered, or for a moment: the next step comes at any time.
    static_cast<void>(QTest::qWaitFor([this] { return allAnswered(); }, m_random.bounded(1, 70)));
}

bool TestScannerScripts::allAnswered() const
{
    return std::all_of(m_asked.cbegin(), m_asked.cend(), [](const Asked& asked) { return asked.isFinished(); });
}

void TestScannerScripts::randomScriptsLeaveNothingBehind_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 part = 0; part < (all() ? 20U : 1U); ++part)
        QTest::addRow("part-%u", part) << 20261120 + part;
}

void TestScannerScripts::randomScriptsLeaveNothingBehind()
{
    QFETCH(quint32, seed);
    m_random.seed(seed);
    const int scripts = all() ? 50 : 12;
    const ScannerBench bench;
    const QString cable = bench.socket() + QStringLiteral(".unplugged");
    PluginScanner scanner(bench.setup(), bench.clock());
    QCOMPARE(outcomeOf(scanner.open(kPatience)), QStringLiteral("good"));
    QCOMPARE(outcomeOf(scanner.close()), QStringLiteral("good"));
    const qsizetype filesBefore = openFiles();
    int captured = 0;
    for (int script = 0; script < scripts; ++script) {
        m_asked.clear();
        keep("open", scanner.open(5s));
        for (int i = 3 + m_random.bounded(8); i > 0; --i)
            step(scanner, bench);
        scanner.resume();
        // Close ends what is under way; where one was under way already, that one does.
        keep("close", scanner.close());
        const bool answered = QTest::qWaitFor([this] { return allAnswered(); }, 40'000);
        QVERIFY2(answered, qPrintable(QStringLiteral("script %1 leaves an action unanswered").arg(script)));
        for (const Asked& asked : std::as_const(m_asked))
            QVERIFY2(asked.answers() == 1, qPrintable(QStringLiteral("script %1: %2").arg(script).arg(asked.what)));
        QFile::remove(cable);
        QCOMPARE(outcomeOf(scanner.close()), QStringLiteral("good"));
        QVERIFY2(
            QTest::qWaitFor([] { return hosts() == 0; }, 20'000), qPrintable(QStringLiteral("script %1").arg(script)));
        if (script % 8 == 0) {
            // Whatever happened, the scanner can be had again and works.
            QCOMPARE(outcomeOf(scanner.open(kPatience)), QStringLiteral("good"));
            const auto capture = scanner.capture({.pairs = 1}, kPatience);
            QVERIFY(bench.tell("SCAN person=9"));
            QCOMPARE(outcomeOf(capture), QStringLiteral("good"));
            QCOMPARE(outcomeOf(scanner.close()), QStringLiteral("good"));
            ++captured;
        }
    }
    QVERIFY(captured > 0);
    QCOMPARE(openFiles(), filesBefore);
}

QTEST_GUILESS_MAIN(TestScannerScripts)
#include "tst_scannerscripts.moc"
