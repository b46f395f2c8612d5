#include "ownissuer.h"
#include "programissuer.h"

#include "support/testfiles.h"

#include <pki/certificaterequest.h>
#include <simulation_pki/demopki.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tirkeu;
using namespace std::chrono_literals;

/// What a bank plugs in where its authority stands elsewhere: a program of its own.
class TestProgramIssuer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void itIsGivenTheRequestAndGivesTheCertificate();
    void whatFailsIsSaid_data();
    void whatFailsIsSaid();
    void itHoldsNothingOfTheGateways();
    void whatItStartsEndsWithIt();

private:
    [[nodiscard]] QString program(const QByteArray& script)
    {
        const QString path = m_dir.filePath(QStringLiteral("issue"));
        test::writeFile(path, "#!/bin/sh\n" + script + '\n');
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }

    QTemporaryDir m_dir;
    core::SystemClock m_clock;
    std::optional<simulation::DemoPki> m_pki;
    QByteArray m_request;
};

void TestProgramIssuer::initTestCase()
{
    auto pki = simulation::DemoPki::make({.now = m_clock.wall()});
    QVERIFY(pki);
    m_pki = std::move(*pki);
    const auto fresh = pki::SoftwareKey::generate(pki::NewKey::EcP256);
    QVERIFY(fresh);
    const auto request = pki::makeRequest(*fresh, m_pki->workstation().holder());
    QVERIFY(request);
    m_request = *request;
}

void TestProgramIssuer::itIsGivenTheRequestAndGivesTheCertificate()
{
    const pki::Certificate present = m_pki->workstation().holder();
    const auto next = gateway::OwnIssuer(m_pki->bank().key(), 24h, m_clock).issue(present, m_request);
    QVERIFY(next);
    for (const QByteArray& answer : {next->toPem(), next->der()}) {
        test::writeFile(m_dir.filePath(QStringLiteral("answer")), answer);
        gateway::ProgramIssuer issuer(
            program("here=$(dirname \"$0\"); cat >\"$here/asked\"; cat \"$here/answer\""), 30s);
        const auto issued = issuer.issue(present, m_request);
        QVERIFY2(issued, qPrintable(issued ? QString() : issued.error().detail));
        QVERIFY(*issued == *next);
        const QByteArray asked = test::readFile(m_dir.filePath(QStringLiteral("asked")));
        QVERIFY(asked.endsWith(present.toPem()));
        QByteArray letters = asked.left(asked.indexOf("-----END CERTIFICATE REQUEST"));
        letters = letters.mid(letters.indexOf('\n')).replace('\n', "");
        QCOMPARE(QByteArray::fromBase64(letters), m_request);
    }
}

void TestProgramIssuer::whatFailsIsSaid_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("why");
    QTest::newRow("it refuses") << QByteArray("echo 'not today' >&2; exit 3") << QStringLiteral("not today");
    QTest::newRow("no certificate") << QByteArray("echo 'certificate'") << QString();
    QTest::newRow("silent") << QByteArray("exec tail -f /dev/null") << QStringLiteral("silent");
    QTest::newRow("killed") << QByteArray("kill -9 $$") << QString();
    QTest::newRow("without end") << QByteArray("head -c 100000 /dev/zero") << QStringLiteral("too long");
}

void TestProgramIssuer::whatFailsIsSaid()
{
    QFETCH(const QByteArray, script);
    QFETCH(const QString, why);
    const auto patience = why == u"silent" ? std::chrono::milliseconds(3000) : std::chrono::milliseconds(30'000);
    gateway::ProgramIssuer issuer(program(script), patience);
    const auto issued = issuer.issue(m_pki->workstation().holder(), m_request);
    QVERIFY(!issued);
    QCOMPARE(issued.error().code.toString(), QStringLiteral("gateway.issuer-program-failed"));
    QVERIFY(issued.error().kind == ErrorKind::ServiceFault);
    QVERIFY2(why.isEmpty() || issued.error().detail == why, qPrintable(issued.error().detail));
    gateway::ProgramIssuer none(m_dir.filePath(QStringLiteral("no-such-program")), 30s);
    QVERIFY(!none.issue(m_pki->workstation().holder(), m_request));
}

void TestProgramIssuer::itHoldsNothingOfTheGateways()
{
    const int file = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    const int held = ::fcntl(file, F_DUPFD, 200); // as a line that nobody marked; a shell's own have smaller numbers
    QVERIFY(held >= 200);
    ::close(file);
    gateway::ProgramIssuer issuer(
        program("[ -e /proc/$$/fd/" + QByteArray::number(held) + " ] && echo 'it is here' >&2; exit 3"), 30s);
    const auto issued = issuer.issue(m_pki->workstation().holder(), m_request);
    ::close(held);
    QVERIFY(!issued);
    QCOMPARE(issued.error().detail, QString());
}

// A script of the bank's asks with a program of its own: silent, both are gone.
void TestProgramIssuer::whatItStartsEndsWithIt()
{
    const QByteArray line = QFile::encodeName(m_dir.filePath(QStringLiteral("line")));
    QCOMPARE(::mkfifo(line.constData(), S_IRUSR | S_IWUSR), 0);
    const int seen = ::open(line.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(seen >= 0);
    gateway::ProgramIssuer issuer(program("exec 3>'" + line + "'; echo begun >&3; tail -f /dev/null & wait"), 3s);
    QVERIFY(!issuer.issue(m_pki->workstation().holder(), m_request));
    QByteArray begun(16, '\0');
    QCOMPARE(::read(seen, begun.data(), static_cast<std::size_t>(begun.size())), ssize_t(6));
    pollfd ended{.fd = seen, .events = 0, .revents = 0}; // hung up once nobody holds the other end
    QCOMPARE(::poll(&ended, 1, 10'000), 1);
    QVERIFY((ended.revents & POLLHUP) != 0);
    ::close(seen);
}

QTEST_GUILESS_MAIN(TestProgramIssuer)
#include "tst_programissuer.moc"
