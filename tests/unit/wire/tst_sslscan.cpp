#include "gatewaybench.h"

#include "support/testfiles.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace tirkeu;

/// MFO-26: what a stranger's tool finds out about the gateway's port, with a workstation's certificate and without.
/// Only forward secrecy with authenticated ciphers, TLS 1.2 and 1.3, and nothing of what is known to be broken.
class TestSslScan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void nothingWeakIsOffered_data();
    void nothingWeakIsOffered();
    void theToolSeesAWeakServer();

private:
    struct Found
    {
        QMap<QString, bool> protocols; ///< by type and version
        QStringList ciphers;           ///< version and suite
        QStringList groups;
        bool isRenegotiating = false;
        bool isCompressed = false;
        bool isHeartbleeding = false;
        QString complaint;
    };
    [[nodiscard]] Found scan(quint16 port, const QStringList& more = {});
    QString m_program;
    QTemporaryDir m_dir;
};

namespace {
constexpr int kPatienceMs = 100'000;
const QStringList kGoodCiphers{QStringLiteral("TLSv1.3 TLS_AES_256_GCM_SHA384"),
    QStringLiteral("TLSv1.3 TLS_AES_128_GCM_SHA256"), QStringLiteral("TLSv1.3 TLS_CHACHA20_POLY1305_SHA256"),
    QStringLiteral("TLSv1.2 ECDHE-ECDSA-AES256-GCM-SHA384"), QStringLiteral("TLSv1.2 ECDHE-ECDSA-AES128-GCM-SHA256"),
    QStringLiteral("TLSv1.2 ECDHE-ECDSA-CHACHA20-POLY1305")};
} // namespace

TestSslScan::Found TestSslScan::scan(quint16 port, const QStringList& more)
{
    const QString report = m_dir.filePath(QStringLiteral("report.xml"));
    QFile::remove(report);
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(m_program, QStringList{QStringLiteral("--no-colour"), QStringLiteral("--xml=") + report} + more +
                                 QStringList{QStringLiteral("127.0.0.1:%1").arg(port)});
    Found found;
    if (!process.waitForFinished(kPatienceMs)) {
        found.complaint = QStringLiteral("no end");
        return found;
    }
    QXmlStreamReader xml(test::readFile(report));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto said = xml.attributes();
        const auto text = [&said](const char* name) {
            return said.value(QLatin1StringView(name)).toString();
        };
        const auto isSet = [&text](const char* name) {
            return text(name) == u"1";
        };
        if (xml.name() == u"protocol")
            found.protocols.insert(text("type") + text("version"), isSet("enabled"));
        if (xml.name() == u"cipher")
            found.ciphers.append(text("sslversion") + u' ' + text("cipher"));
        if (xml.name() == u"group")
            found.groups.append(text("name"));
        if (xml.name() == u"renegotiation")
            found.isRenegotiating = isSet("supported");
        if (xml.name() == u"compression")
            found.isCompressed = isSet("supported");
        if (xml.name() == u"heartbleed")
            found.isHeartbleeding = found.isHeartbleeding || isSet("vulnerable");
    }
    if (xml.hasError() || found.protocols.isEmpty())
        found.complaint = xml.errorString() + QString::fromUtf8(process.readAll());
    return found;
}

void TestSslScan::initTestCase()
{
    m_program = QStandardPaths::findExecutable(QStringLiteral("sslscan"));
    if (m_program.isEmpty())
        QSKIP("sslscan is not installed");
}

void TestSslScan::nothingWeakIsOffered_data()
{
    QTest::addColumn<bool>("isWorkstation");
    QTest::newRow("to a workstation") << true;
    QTest::newRow("to a stranger") << false;
}

void TestSslScan::nothingWeakIsOffered()
{
    QFETCH(const bool, isWorkstation);
    test::GatewayBench bench;
    QVERIFY(bench.start());
    QStringList key;
    if (isWorkstation) {
        QVERIFY(bench.pki.save(m_dir.filePath(QStringLiteral("pki"))));
        // PKCS#12, where certificate and key come together: the key's own file is DER, which the tool does not read.
        const auto file = bench.pki.workstation().toPkcs12(
            core::SecureBytes(std::as_bytes(std::span("word", 4))), {bench.pki.bank().certificate()});
        QVERIFY(file);
        test::writeFile(m_dir.filePath(QStringLiteral("workstation.p12")), *file);
        key = QStringList{QStringLiteral("--pk=") + m_dir.filePath(QStringLiteral("workstation.p12")),
            QStringLiteral("--pkpass=word")};
    }
    const Found found = scan(bench.server->port(), key);
    QVERIFY2(found.complaint.isEmpty(), qPrintable(found.complaint));
    QCOMPARE(found.protocols, (QMap<QString, bool>{{QStringLiteral("ssl2"), false}, {QStringLiteral("ssl3"), false},
                                  {QStringLiteral("tls1.0"), false}, {QStringLiteral("tls1.1"), false},
                                  {QStringLiteral("tls1.2"), true}, {QStringLiteral("tls1.3"), true}}));
    for (const QString& cipher : found.ciphers)
        QVERIFY2(kGoodCiphers.contains(cipher), qPrintable(cipher));
    QVERIFY(!found.ciphers.isEmpty());
    if (isWorkstation) {
        for (const QString& cipher : kGoodCiphers)
            QVERIFY2(found.ciphers.contains(cipher), qPrintable(cipher + QStringLiteral(" is missing")));
    }
    for (const QString& group : found.groups)
        QVERIFY2(group == u"x25519" || group.contains(u"P-256") || group.contains(u"P-384"), qPrintable(group));
    QVERIFY(!found.isRenegotiating);
    QVERIFY(!found.isCompressed);
    QVERIFY(!found.isHeartbleeding);
    QCOMPARE(bench.room.calls, 0);
}

// So that the check above can fail: the same tool against a server that offers what it should not.
void TestSslScan::theToolSeesAWeakServer()
{
    const simulation::DemoPki pki = *simulation::DemoPki::make({.now = core::SystemClock().wall()});
    QVERIFY(pki.save(m_dir.filePath(QStringLiteral("weak"))));
    QProcess server;
    server.start(QStringLiteral("openssl"),
        {QStringLiteral("s_server"), QStringLiteral("-accept"), QStringLiteral("127.0.0.1:0"), QStringLiteral("-cert"),
            m_dir.filePath(QStringLiteral("weak/gateway.pem")), QStringLiteral("-key"),
            m_dir.filePath(QStringLiteral("weak/gateway.key")), QStringLiteral("-keyform"), QStringLiteral("DER"),
            QStringLiteral("-cipher"), QStringLiteral("ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES128-SHA"),
            QStringLiteral("-tls1_2")});
    QByteArray said;
    while (!said.contains("ACCEPT 127.0.0.1:") || !said.endsWith('\n')) {
        QVERIFY2(server.waitForReadyRead(kPatienceMs), server.readAllStandardError().constData());
        said += server.readAllStandardOutput();
    }
    const qsizetype at = said.indexOf("ACCEPT 127.0.0.1:") + 17;
    const auto port = static_cast<quint16>(said.mid(at, said.indexOf('\n', at) - at).trimmed().toUInt());
    const Found found = scan(port);
    server.kill();
    server.waitForFinished(kPatienceMs);
    QVERIFY2(found.complaint.isEmpty(), qPrintable(found.complaint));
    QVERIFY(!found.protocols.value(QStringLiteral("tls1.3")));
    QVERIFY(found.ciphers.contains(QStringLiteral("TLSv1.2 ECDHE-ECDSA-AES128-SHA256")));
    QVERIFY(!kGoodCiphers.contains(QStringLiteral("TLSv1.2 ECDHE-ECDSA-AES128-SHA256")));
}

QTEST_GUILESS_MAIN(TestSslScan)
#include "tst_sslscan.moc"
