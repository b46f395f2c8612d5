#include "gatewaybench.h"

#include "support/testfiles.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;

/// MFO-26: the gateway's port under testssl.sh, a stranger's list of all that is weak and all that was ever broken.
class TestTestSsl : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsFound();
};

void TestTestSsl::nothingIsFound()
{
    constexpr int kPatienceMs = 540'000;
    const QString program = QStandardPaths::findExecutable(QStringLiteral("testssl"));
    if (program.isEmpty())
        QSKIP("testssl.sh is not installed");
    const QTemporaryDir dir;
    const QString report = dir.filePath(QStringLiteral("report.json"));
    test::GatewayBench bench;
    QVERIFY(bench.start());
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    // Protocols, kinds of ciphers, forward secrecy, known vulnerabilities.
    process.start(
        program, {QStringLiteral("--quiet"), QStringLiteral("--color"), QStringLiteral("0"),
                     QStringLiteral("--warnings"), QStringLiteral("off"), QStringLiteral("--ip"), QStringLiteral("one"),
                     QStringLiteral("-p"), QStringLiteral("-s"), QStringLiteral("-f"), QStringLiteral("-U"),
                     QStringLiteral("--jsonfile"), report, QStringLiteral("127.0.0.1:%1").arg(bench.server->port())});
    QVERIFY(process.waitForFinished(kPatienceMs));
    const QByteArray said = process.readAll();
    QMap<QString, QString> found; // what was looked at: how bad it is
    QStringList bad;
    for (const QJsonValue& one : QJsonDocument::fromJson(test::readFile(report)).array()) {
        const QString severity = one[u"severity"].toString();
        found.insert(one[u"id"].toString(), severity);
        if (severity == u"LOW" || severity == u"MEDIUM" || severity == u"HIGH" || severity == u"CRITICAL")
            bad.append(one[u"id"].toString() + u' ' + one[u"finding"].toString());
    }
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u'\n')));
    for (const char* id : {"SSLv2", "SSLv3", "TLS1_2", "TLS1_3", "cipherlist_NULL", "cipherlist_aNULL",
             "cipherlist_EXPORT", "cipherlist_LOW", "cipherlist_STRONG", "PFS", "heartbleed", "CCS", "ROBOT",
             "CRIME_TLS", "POODLE_SSL", "SWEET32", "FREAK", "DROWN", "LOGJAM", "BEAST", "LUCKY13", "RC4"})
        QVERIFY2(found.value(QLatin1StringView(id)) == u"OK", (QByteArray(id) + '\n' + said).constData());
    for (const char* id : {"TLS1", "TLS1_1"})
        QVERIFY2(found.value(QLatin1StringView(id)) == u"INFO", id); // not offered
    QCOMPARE(bench.room.calls, 0);
}

QTEST_GUILESS_MAIN(TestTestSsl)
#include "tst_testssl.moc"
