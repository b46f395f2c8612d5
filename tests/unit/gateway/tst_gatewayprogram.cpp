#include "support/testfiles.h"

#include <core/hashing.h>
#include <core/json.h>
#include <criteria/draft.h>
#include <criteria/signedcriteria.h>
#include <pki/certificaterequest.h>
#include <pki/signing.h>
#include <simulation_pki/demopki.h>
#include <simulation_pki/loopbackserver.h>
#include <wire/gatewayclient.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace tirkeu;

/// The program as the bank runs it: its configuration, its commands, its ports, its signals; as nobody.
class TestGatewayProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void itChecksItsConfiguration();
    void itServesUntilItIsTold();
    void aKeyOpenToOthersStopsIt();
    void aRevokedWorkstationIsNotServed();
    void itDoesNotRunAsRoot();

private:
    [[nodiscard]] QStringList commandLine(const QStringList& command, bool asRoot = false) const;
    [[nodiscard]] int run(const QStringList& command, bool asRoot = false);
    void give(const QString& path) const;
    [[nodiscard]] static QByteArray get(quint16 port, const QByteArray& path);

    QTemporaryDir m_dir;
    std::unique_ptr<simulation::LoopbackServer> m_service; ///< outside the bank
    core::SystemClock m_clock;
    std::optional<simulation::DemoPki> m_pki;
    QByteArray m_out;
    QByteArray m_errors;
};

namespace {
constexpr int kPatienceMs = 60'000;
} // namespace

void TestGatewayProgram::give(const QString& path) const
{
    if (::geteuid() == 0)
        QProcess::execute(QStringLiteral("chown"), {QStringLiteral("-R"), QStringLiteral("65534:65534"), path});
}

void TestGatewayProgram::initTestCase()
{
    auto pki = simulation::DemoPki::make({.now = m_clock.wall()});
    QVERIFY(pki);
    m_pki = std::move(*pki);
    QVERIFY(m_pki->save(m_dir.filePath(QStringLiteral("pki"))));
    const auto draft =
        core::readJson(test::readFile(test::sourcePath(QLatin1StringView("resources/criteria/demo.json"))));
    QVERIFY(draft);
    using Person = simulation::DemoPerson;
    QList<pki::Certificate> known{
        m_pki->vendor().certificate(), m_pki->workstation().holder(), m_pki->bankSeal().holder()};
    for (const Person person : {Person::Teller, Person::SecondTeller, Person::Supervisor, Person::BranchIt,
             Person::OfficerOne, Person::OfficerTwo})
        known += {m_pki->authentication(person).holder(), m_pki->signature(person).holder()};
    pki::SoftwareKey one = m_pki->signature(Person::OfficerOne);
    pki::SoftwareKey two = m_pki->signature(Person::OfficerTwo);
    const auto once =
        criteria::signCriteria(core::writeJson(criteria::withCertificates(*draft, known)), one, m_clock.wall());
    QVERIFY2(once, qPrintable(once ? QString() : once.error().detail));
    const auto twice = criteria::addCriteriaSignature(*once, two, m_clock.wall());
    QVERIFY(twice);
    QVERIFY(QDir(m_dir.path()).mkpath(QStringLiteral("criteria")));
    test::writeFile(m_dir.filePath(QStringLiteral("criteria/criteria-0000000001.p7m")), *twice);
    test::writeFile(m_dir.filePath(QStringLiteral("officers.pem")), one.holder().toPem() + two.holder().toPem());
    const QString dataKey = m_dir.filePath(QStringLiteral("data.key"));
    test::writeFile(dataKey, QByteArray(64, 'a'));
    QVERIFY(QFile::setPermissions(dataKey, QFile::ReadOwner | QFile::WriteOwner));
    auto service = simulation::LoopbackServer::start([](const simulation::ServedRequest& request) {
        return simulation::ServedAnswer{.body = request.target + ':' + request.body};
    });
    QVERIFY(service);
    m_service = std::move(*service);
    test::writeFile(m_dir.filePath(QStringLiteral("gateway.conf")), R"(
name = gateway-1
listen = 127.0.0.1:0
admin_port = 0
tls_certificate = pki/gateway.pem
tls_key = pki/gateway.key
package_certificate = pki/gateway.pem
package_key = pki/gateway.key
receipt_certificate = pki/gateway.pem
receipt_key = pki/gateway.key
data_key = data.key
bank_trust = pki/bank
document_trust = pki/national
criteria = criteria
officers = officers.pem
demo = yes
store = embedded:reference.db
uploads = uploads
phone_register = simulated
code_service = simulated
consent_register = simulated
face_comparison = simulated
suspicion_service = simulated
simulated_telephones = telephones
access_log = access.log
issuer_certificate = pki/bank-root.pem
issuer_key = pki/bank-root.key
seal_certificate = pki/bank-seal.pem
seal_key = pki/bank-seal.key
workstation_kilobytes_per_second = 64
quiet_hours = 09:00-18:00
time_stamps = )" + m_service->url().toString().toLatin1() + "/tsa\n");
    give(m_dir.path());
}

QStringList TestGatewayProgram::commandLine(const QStringList& command, bool asRoot) const
{
    QStringList line{test::programPath(QStringLiteral("tirkeu-gateway")), QStringLiteral("--config"),
        m_dir.filePath(QStringLiteral("gateway.conf"))};
    line += command;
    if (::geteuid() == 0 && !asRoot)
        line = QStringList{QStringLiteral("setpriv"), QStringLiteral("--reuid=65534"), QStringLiteral("--regid=65534"),
                   QStringLiteral("--clear-groups")} +
               line;
    return line;
}

int TestGatewayProgram::run(const QStringList& command, bool asRoot)
{
    QStringList line = commandLine(command, asRoot);
    QProcess process;
    process.start(line.takeFirst(), line);
    const bool ended = process.waitForFinished(kPatienceMs);
    m_out = process.readAllStandardOutput();
    m_errors = process.readAllStandardError();
    return ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

QByteArray TestGatewayProgram::get(quint16 port, const QByteArray& path)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    if (!socket.waitForConnected(kPatienceMs))
        return {};
    socket.write("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(kPatienceMs)) {
    }
    return socket.readAll();
}

void TestGatewayProgram::itChecksItsConfiguration()
{
    QVERIFY2(run({QStringLiteral("check")}) == 0, m_errors.constData());
    QVERIFY(m_out.contains(R"("good":true)"));
    QVERIFY2(run({QStringLiteral("migrate")}) == 0, m_errors.constData());
    QVERIFY2(run({QStringLiteral("stats")}) == 0, m_errors.constData());
    QVERIFY(m_out.contains(R"("packages":0)"));
    QCOMPARE(run({QStringLiteral("export")}), 0);
    QCOMPARE(run({QStringLiteral("dance")}), 64);
    QVERIFY(m_errors.contains("usage"));
    QCOMPARE(run({QStringLiteral("import"), QStringLiteral("carried")}), 64);
    const QString receipts = m_dir.filePath(QStringLiteral("receipts"));
    QCOMPARE(run({QStringLiteral("import"), m_dir.filePath(QStringLiteral("no-such-file")), receipts}), 70);
    QVERIFY(m_errors.contains("gateway.import-unreadable"));
    QCOMPARE(run({QStringLiteral("import"), m_dir.filePath(QStringLiteral("gateway.conf")), receipts}), 70);
    QVERIFY(m_errors.contains("sync.export-unreadable"));
    QVERIFY(!QFile::exists(receipts));
    const QString moved = m_dir.filePath(QStringLiteral("gateway.conf"));
    // An authority whose certificates nobody here would believe.
    const QByteArray before = test::readFile(moved);
    test::writeFile(moved, QByteArray(before).replace("pki/bank-root", "pki/vendor-root"));
    QCOMPARE(run({QStringLiteral("check")}), 70);
    QVERIFY(m_errors.contains("gateway.issuer-not-of-the-bank"));
    test::writeFile(moved, before);
    QVERIFY(QFile::rename(moved, moved + u'x'));
    QCOMPARE(run({QStringLiteral("check")}), 78);
    QVERIFY(m_errors.contains("gateway.config-unreadable"));
    QVERIFY(QFile::rename(moved + u'x', moved));
}

void TestGatewayProgram::itServesUntilItIsTold()
{
    QStringList line = commandLine({QStringLiteral("serve")});
    QProcess process;
    process.start(line.takeFirst(), line);
    QVERIFY(process.waitForReadyRead(kPatienceMs));
    const auto started = core::readJson(process.readLine().trimmed());
    QVERIFY2(started, process.readAllStandardError().constData());
    const auto admin = static_cast<quint16>(started->value(u"adminPort").toInt());
    QUrl address(QStringLiteral("https://localhost"));
    address.setPort(started->value(u"port").toInt());

    QVERIFY(get(admin, "/health").contains("alive"));
    QVERIFY(get(admin, "/ready").startsWith("HTTP/1.1 200"));
    QVERIFY(get(admin, "/other").startsWith("HTTP/1.1 404"));
    const auto client = wire::GatewayClient::make({.address = address,
                                                      .bank = m_pki->bankTrust(),
                                                      .workstation = m_pki->workstation(),
                                                      .version = QStringLiteral("0.1.0")},
        m_clock);
    QVERIFY(client);
    const auto hello = (*client)->hello();
    QVERIFY2(hello, qPrintable(hello ? QString() : hello.error().code + u' ' + hello.error().detail));
    QCOMPARE(hello->gateway, QStringLiteral("gateway-1"));
    QCOMPARE(hello->criteria, 1);
    const auto criteria = (*client)->criteriaAfter(0);
    QVERIFY(criteria);
    QCOMPARE(*criteria, test::readFile(m_dir.filePath(QStringLiteral("criteria/criteria-0000000001.p7m"))));
    QCOMPARE(*(*client)->criteriaAfter(1), QByteArray());
    QCOMPARE(*(*client)->relay({wire::RelayTo::TimeStamp, m_service->url().toString() + QStringLiteral("/tsa"), "q"}),
        QByteArray("/tsa:q"));
    QCOMPARE((*client)->relay({wire::RelayTo::TimeStamp, m_service->url().toString(), "q"}).error().code,
        QStringLiteral("reference.relay-elsewhere"));
    QCOMPARE((*client)->relay({wire::RelayTo::RevocationList, {}, {}}).error().code,
        QStringLiteral("reference.not-relayed"));
    // Certificates are renewed here, and not before it is time.
    pki::SoftwareKey workstation = m_pki->workstation();
    const auto fresh = pki::SoftwareKey::generate(pki::NewKey::EcP256);
    const auto request = pki::makeRequest(*fresh, workstation.holder());
    QVERIFY(request);
    const auto asked = pki::signContent(*request, pki::ContentPlace::Attached, {&workstation});
    QVERIFY(asked);
    QCOMPARE((*client)->renewCertificate(*asked).error().code, QStringLiteral("reference.renewal-too-early"));
    QVERIFY(hello->pace == (wire::Pace{64 * 1024, 9 * 60, 18 * 60}));
    // The demo's register of mobile numbers, through the gateway.
    const QString iin = QStringLiteral("951231600025");
    const auto ask = [&](const auto& asked) {
        return wire::saidTo<std::decay_t<decltype(asked)>>((*client)->callService({core::Uuid::make(m_clock), asked}));
    };
    const auto theirs = ask(wire::PhoneAsked{iin, QStringLiteral("+77010000000")});
    QVERIFY2(theirs, qPrintable(theirs ? QString() : theirs.error().code));
    QVERIFY(theirs->isTheirs);
    QCOMPARE(theirs->source, QStringLiteral("simulated-phone-register"));
    QVERIFY(!ask(wire::PhoneAsked{iin, QStringLiteral("+77010000009")})->isTheirs);
    // And the others: a code that arrives on the client's telephone and is right once, for a repeat of the call too.
    const auto sent =
        ask(wire::CodeWanted{iin, QStringLiteral("+77010000000"), QStringLiteral("kk"), core::sha256("s")});
    QVERIFY2(sent, qPrintable(sent ? QString() : sent.error().code));
    const QString code = QString::fromLatin1(test::readFile(m_dir.filePath(QStringLiteral("telephones/77010000000"))));
    QCOMPARE(code.size(), sent->digits);
    const wire::ServiceCall typed{core::Uuid::make(m_clock), wire::CodeTyped{sent->challenge, code}};
    QVERIFY(wire::saidTo<wire::CodeTyped>((*client)->callService(typed))->isRight);
    QVERIFY(wire::saidTo<wire::CodeTyped>((*client)->callService(typed))->isRight);
    QVERIFY(!ask(wire::CodeTyped{sent->challenge, code})->isRight);
    const core::Uuid caseId = core::Uuid::make(m_clock);
    const wire::ConsentWord word{
        iin, QStringLiteral("idec"), true, QStringLiteral("paper"), core::sha256("w"), caseId, m_clock.wall()};
    QCOMPARE(ask(word)->entry, QStringLiteral("1"));
    const auto face = ask(wire::FaceAsked{iin, caseId, "\xff\xd8\xff a picture"});
    QVERIFY(face->verdict == wire::FaceSaid::Verdict::Match);
    QVERIFY(face->document.contains("simulated-idec"));
    wire::SuspicionAsked suspicion{.iin = iin, .caseId = caseId, .purpose = QStringLiteral("palm-enrolment")};
    QVERIFY(!ask(suspicion)->isSuspected);
    suspicion.about = wire::SuspicionAsked::About::Finding;
    suspicion.finding = QStringLiteral("somebody else's card");
    QVERIFY(ask(suspicion));
    suspicion.about = wire::SuspicionAsked::About::Decision;
    suspicion.finding.clear();
    QVERIFY(ask(suspicion)->isSuspected); // BIO-37

    const QByteArray metrics = get(admin, "/metrics");
    QVERIFY2(metrics.contains(R"(tirkeu_requests_total{route="/v2/hello",status="200"} 1)"), metrics.constData());
    QVERIFY(metrics.contains(R"(tirkeu_stored{what="packages"} 0)"));
    QVERIFY(metrics.contains(R"(tirkeu_relayed_total{answered="yes"} 1)"));
    QVERIFY(metrics.contains(R"(tirkeu_palms{what="hands"} 0)"));
    QVERIFY(metrics.contains(R"(tirkeu_palms{what="stuck"} 0)"));

    // A log that was moved away is begun anew, and the line that stands goes on.
    const QString log = m_dir.filePath(QStringLiteral("access.log"));
    QVERIFY(test::readFile(log).contains("/v2/hello"));
    QVERIFY(QFile::rename(log, log + QStringLiteral(".1")));
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGHUP), 0);
    QTRY_VERIFY(QFile::exists(log));
    QVERIFY((*client)->hello());
    QTRY_VERIFY(test::readFile(log).contains("/v2/hello"));

    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGTERM), 0);
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().contains("stopped"));
    QVERIFY((*client)->hello().error().kind == wire::Problem::Kind::NotReached);
}

void TestGatewayProgram::aKeyOpenToOthersStopsIt()
{
    const QString dataKey = m_dir.filePath(QStringLiteral("data.key"));
    QVERIFY(QFile::setPermissions(dataKey, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QCOMPARE(run({QStringLiteral("check")}), 70);
    QVERIFY(m_errors.contains("gateway.key-open-to-others"));
    QVERIFY(QFile::setPermissions(dataKey, QFile::ReadOwner | QFile::WriteOwner));
    QCOMPARE(run({QStringLiteral("check")}), 0);
}

// Said while the service runs: from the next question on.
void TestGatewayProgram::aRevokedWorkstationIsNotServed()
{
    QStringList line = commandLine({QStringLiteral("serve")});
    QProcess process;
    process.start(line.takeFirst(), line);
    QVERIFY(process.waitForReadyRead(kPatienceMs));
    const auto started = core::readJson(process.readLine().trimmed());
    QVERIFY2(started, process.readAllStandardError().constData());
    QUrl address(QStringLiteral("https://localhost"));
    address.setPort(started->value(u"port").toInt());
    const auto client = wire::GatewayClient::make({.address = address,
                                                      .bank = m_pki->bankTrust(),
                                                      .workstation = m_pki->workstation(),
                                                      .version = QStringLiteral("0.1.0")},
        m_clock);
    QVERIFY(client);
    QVERIFY((*client)->hello());
    QCOMPARE(run({QStringLiteral("revoke")}), 64);
    QCOMPARE(run({QStringLiteral("revoke"), m_dir.filePath(QStringLiteral("gateway.conf"))}), 70);
    QVERIFY((*client)->hello());
    const QString workstation = m_dir.filePath(QStringLiteral("pki/workstation.pem"));
    QVERIFY(QFile::exists(workstation));
    QVERIFY2(run({QStringLiteral("revoke"), workstation, QStringLiteral("stolen")}) == 0, m_errors.constData());
    QVERIFY(m_out.contains(m_pki->workstation().holder().fingerprint().toHex()));
    const auto refused = (*client)->hello();
    QVERIFY(!refused);
    QVERIFY(refused.error().kind == wire::Problem::Kind::NotTrusted);
    QCOMPARE(refused.error().code, QStringLiteral("reference.workstation-revoked"));
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGTERM), 0);
    QVERIFY(process.waitForFinished(kPatienceMs));
}

void TestGatewayProgram::itDoesNotRunAsRoot()
{
    if (::geteuid() != 0)
        QSKIP("only root can try");
    QCOMPARE(run({QStringLiteral("serve")}, true), 70);
    QVERIFY(m_errors.contains("gateway.runs-as-root"));
    // Nor does it take anything in: what root wrote the service could not write on.
    QCOMPARE(run({QStringLiteral("import"), m_dir.filePath(QStringLiteral("no-such-file")),
                     m_dir.filePath(QStringLiteral("receipts"))},
                 true),
        70);
    QVERIFY(m_errors.contains("gateway.runs-as-root"));
    // The demo alone may be asked to.
    const QString path = m_dir.filePath(QStringLiteral("gateway.conf"));
    const QByteArray before = test::readFile(path);
    test::writeFile(path, before + "demo_as_root = yes\n");
    QStringList line = commandLine({QStringLiteral("serve")}, true);
    QProcess process;
    process.start(line.takeFirst(), line);
    QVERIFY(process.waitForReadyRead(kPatienceMs));
    QVERIFY(process.readLine().contains("started"));
    process.terminate();
    QVERIFY(process.waitForFinished(kPatienceMs));
    test::writeFile(path, QByteArray(before).replace("demo = yes", "demo = no") + "demo_as_root = yes\n");
    QCOMPARE(run({QStringLiteral("check")}, true), 78);
    test::writeFile(path, before);
}

QTEST_GUILESS_MAIN(TestGatewayProgram)
#include "tst_gatewayprogram.moc"
