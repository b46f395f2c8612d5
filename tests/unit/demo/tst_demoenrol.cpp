#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// Each virtual client is served without a window and ends as they should: the very use cases of the counter, guard,
/// attestation and signatures on (BIO-21, 22, 23).
class TestDemoEnrol : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyClientEndsAsTheyShould_data();
    void everyClientEndsAsTheyShould();
};

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
    QProcess program;
    program.start(qEnvironmentVariable("TIRKEU_BUILD") + QStringLiteral("/bin/tirkeuctl"),
        {QStringLiteral("demo"), QStringLiteral("enrol"), QStringLiteral("--persona"), QString::number(number),
            QStringLiteral("--out"), folder.path(), QStringLiteral("--json")});
    QVERIFY(program.waitForFinished(180'000));
    const QByteArray said = program.readAllStandardOutput();
    const QJsonObject report = QJsonDocument::fromJson(said).object();
    QVERIFY2(!report.isEmpty(), (said + program.readAllStandardError()).constData());
    QCOMPARE(report.value(QStringLiteral("persona")).toString(), name);
    const QString ending = report.value(QStringLiteral("ending")).toString();
    QVERIFY2(endings.contains(ending), qPrintable(ending));
    QCOMPARE(program.exitCode(), ending == u"accepted" ? 0 : 1);
    QStringList steps;
    for (const QJsonValue& one : report.value(QStringLiteral("steps")).toArray()) {
        if (one[QStringLiteral("step")].toString() == step)
            QVERIFY2(one[QStringLiteral("outcome")].toString().contains(outcome),
                qPrintable(one[QStringLiteral("outcome")].toString()));
        steps.append(one[QStringLiteral("step")].toString());
    }
    QVERIFY(steps.contains(step));
    const QJsonArray documents = report.value(QStringLiteral("documents")).toArray();
    QVERIFY(documents.size() >= 4); // presence, consents, the check of a palm, the decision
    for (const QJsonValue& document : documents)
        QVERIFY(QFile::exists(document.toString()));
    qInfo("%s: wall %d ms, machine %d ms", qPrintable(name), report.value(QStringLiteral("wallMs")).toInt(),
        report.value(QStringLiteral("machineMs")).toInt());
}

QTEST_MAIN(TestDemoEnrol)
#include "tst_demoenrol.moc"
