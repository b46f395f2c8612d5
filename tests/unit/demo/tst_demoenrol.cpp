#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <cstdlib>

/// Each virtual client is served without a window and ends as they should: the very use cases of the counter, guard,
/// attestation and signatures on (BIO-21, 22, 23).
class TestDemoEnrol : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyClientEndsAsTheyShould_data();
    void everyClientEndsAsTheyShould();
    void anAttackInAHandsPlaceIsRefused_BIO21();
    void anUnknownAttackIsSaid();

private:
    struct Told
    {
        int exit = -1;
        QJsonObject report; ///< what the program answered
        QByteArray said;
    };
    [[nodiscard]] static Told enrol(int persona, const QString& folder, const QStringList& more = {});
};

namespace {
constexpr int kMostMachineMs = 3'000; ///< of it what this program computes, for an ordinary client
constexpr double kMostMs = 15'000;    ///< one client, from the branch's door to the last document

// Of a machine that others use as well: so many of them wait for each core.
double patience()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    constexpr double kBuild = 8;
#else
    constexpr double kBuild = 1;
#endif
    double load = 0;
    if (getloadavg(&load, 1) != 1)
        load = 0;
    return kBuild * std::max(1.0, load / std::max(1, QThread::idealThreadCount()));
}
} // namespace

TestDemoEnrol::Told TestDemoEnrol::enrol(int persona, const QString& folder, const QStringList& more)
{
    QProcess program;
    program.start(qEnvironmentVariable("TIRKEU_BUILD") + QStringLiteral("/bin/tirkeuctl"),
        QStringList{QStringLiteral("demo"), QStringLiteral("enrol"), QStringLiteral("--persona"),
            QString::number(persona), QStringLiteral("--out"), folder, QStringLiteral("--json")} +
            more);
    if (!program.waitForFinished(180'000))
        return {};
    const QByteArray said = program.readAllStandardOutput();
    return {program.exitCode(), QJsonDocument::fromJson(said).object(), said + program.readAllStandardError()};
}

void TestDemoEnrol::everyClientEndsAsTheyShould_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("endings"); ///< the lawful ones
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("outcome"); ///< what that step comes to
    const QStringList accepted{QStringLiteral("accepted")};
    const QStringList refused{QStringLiteral("refused"), QStringLiteral("negative")};
    const auto row = [](int number, const char* name, const QStringList& endings, const char* step,
                         const char* outcome) {
        QTest::newRow(name) << number << QString::fromLatin1(name) << endings << QString::fromLatin1(step)
                            << QString::fromLatin1(outcome);
    };
    row(1, "ordinary", accepted, "palm-left", "real");
    row(2, "cold-hands", accepted, "palm-left", "real");
    row(3, "one-hand", accepted, "palm-left", "excepted");
    row(4, "trembling-hand", accepted, "palm-right", "real");
    row(5, "ring-and-plaster", accepted, "palm-right", "real");
    row(6, "wrong-hand-twice", accepted, "palm-right", "real, attempt 1");
    row(7, "impostor-print", refused, "palm-right", "not authentic, 3 attempts");
    row(8, "impostor-cast", refused, "palm-right", "not authentic, 3 attempts");
    row(9, "twin", refused, "decision", "asked about");
    row(10, "teller-himself", refused, "decision", "teller");
}

void TestDemoEnrol::everyClientEndsAsTheyShould()
{
    QFETCH(const int, number);
    QFETCH(const QString, name);
    QFETCH(const QStringList, endings);
    QFETCH(const QString, step);
    QFETCH(const QString, outcome);
    const QTemporaryDir folder;
    const double mayTake = kMostMs * patience();
    const Told told = enrol(number, folder.path());
    const QJsonObject report = told.report.value(QStringLiteral("result")).toObject();
    QVERIFY2(!report.isEmpty(), told.said.constData());
    QCOMPARE(report.value(QStringLiteral("persona")).toString(), name);
    const QString ending = report.value(QStringLiteral("ending")).toString();
    QVERIFY2(endings.contains(ending), qPrintable(ending));
    QCOMPARE(told.exit, ending == u"accepted" ? 0 : 1);
    QStringList steps;
    for (const QJsonValue& one : report.value(QStringLiteral("steps")).toArray()) {
        if (one[QStringLiteral("step")].toString() == step)
            QVERIFY2(one[QStringLiteral("outcome")].toString().contains(outcome),
                qPrintable(one[QStringLiteral("outcome")].toString()));
        QVERIFY(!one[QStringLiteral("outcome")].toString().contains(u" 0 attempts")); // who was not asked did not fail
        steps.append(one[QStringLiteral("step")].toString());
    }
    QVERIFY(steps.contains(step));
    const QJsonArray documents = report.value(QStringLiteral("documents")).toArray();
    QVERIFY(documents.size() >= 4); // presence, consents, the check of a palm, the decision
    for (const QJsonValue& document : documents)
        QVERIFY(QFile::exists(document.toString()));
    qInfo("%s: wall %d ms, machine %d ms", qPrintable(name), report.value(QStringLiteral("wallMs")).toInt(),
        report.value(QStringLiteral("machineMs")).toInt());
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // they are most of the machine's work
    if (name == u"ordinary")
        QVERIFY(report.value(QStringLiteral("machineMs")).toInt() <= kMostMachineMs);
#endif
    // Where somebody was enrolled before, it is two clients.
    const double clients = steps.contains(QStringLiteral("before")) ? 2 : 1;
    QVERIFY2(report.value(QStringLiteral("wallMs")).toDouble() <= std::max(mayTake, kMostMs * patience()) * clients,
        qPrintable(QStringLiteral("patience %1").arg(patience())));
}

void TestDemoEnrol::anAttackInAHandsPlaceIsRefused_BIO21()
{
    const QTemporaryDir folder;
    const Told told = enrol(1, folder.path(), {QStringLiteral("--attack"), QStringLiteral("laser-print")});
    QCOMPARE(told.exit, 1);
    const QJsonObject report = told.report.value(QStringLiteral("result")).toObject();
    QCOMPARE(report.value(QStringLiteral("ending")).toString(), QStringLiteral("negative"));
    QStringList outcomes;
    for (const QJsonValue& one : report.value(QStringLiteral("steps")).toArray()) {
        if (one[QStringLiteral("step")].toString().startsWith(u"palm"))
            outcomes.append(one[QStringLiteral("outcome")].toString());
    }
    QCOMPARE(outcomes, (QStringList{QStringLiteral("not authentic, 3 attempts"), QStringLiteral("not asked for")}));
}

void TestDemoEnrol::anUnknownAttackIsSaid()
{
    const QTemporaryDir folder;
    const Told told = enrol(1, folder.path(), {QStringLiteral("--attack"), QStringLiteral("no-such-thing")});
    QVERIFY(told.exit > 1);
    QVERIFY2(told.said.contains("ctl.demo-attack-unknown"), told.said.constData());
}

QTEST_MAIN(TestDemoEnrol)
#include "tst_demoenrol.moc"
