#include "runcommand.h"

#include "support/testfiles.h"
#include "unit/wire/gatewaybench.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace Qt::StringLiterals;
using test::runCommand;

// What a bank's IT types to see whether its gateway reaches the services outside.
class TestServiceCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aQuestionHasItsAnswer();
    void aDocumentIsKeptAsItCame_MFO34();
    void whatIsNoQuestionIsNotAsked();
    void whoDoesNotAnswerIsSaid();

private:
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] test::CommandRun ask(const QStringList& words) const
    {
        return runCommand(QStringList{u"service"_s, u"ask"_s} + words +
                          QStringList{u"--gateway"_s, u"https://127.0.0.1:%1"_s.arg(m_server->port()), u"--trust"_s,
                              file(u"pki/bank"_s), u"--key"_s, file(u"pki/workstation.key"_s), u"--certificate"_s,
                              file(u"pki/workstation.pem"_s), u"--json"_s});
    }
    QTemporaryDir m_folder;
    core::SystemClock m_clock; ///< as the command's own
    test::Storeroom m_room;
    std::unique_ptr<wire::GatewayServer> m_server;
};

void TestServiceCommands::initTestCase()
{
    const auto pki = simulation::DemoPki::make({m_clock.wall()}).value();
    QVERIFY(pki.save(file(u"pki"_s)));
    auto started = wire::GatewayServer::start(
        {.keys = wire::GatewayServer::Keys{pki.gateway(), pki.bankTrust()}},
        [this](const wire::Caller& caller, const wire::HttpQuestion& question) {
            return wire::answerQuestion(m_room, {*caller.certificate, caller.version}, question);
        },
        [](const wire::AccessLine&) {}, m_clock);
    VERIFY_RESULT(started);
    m_server = std::move(*started);
}

void TestServiceCommands::aQuestionHasItsAnswer()
{
    const auto said = ask({u"phone-owner"_s, u"iin=850712300011"_s, u"phone=+77011234561"_s});
    QVERIFY2(said.code == 0, said.errors.constData());
    QCOMPARE(said.json().value(u"result").toObject().value(u"state").toString(),
        u"not-confirmed"_s); // as this gateway answers everybody
    // Repeated under its number it is the same question.
    const QString call = said.json().value(u"result").toObject().value(u"call").toString();
    QCOMPARE(ask({u"phone-owner"_s, u"iin=850712300011"_s, u"phone=+77011234561"_s, u"--call"_s, call}).code, 0);
    QCOMPARE(m_room.called.size(), 2);
    QCOMPARE(m_room.called.constFirst(), m_room.called.constLast());
}

void TestServiceCommands::aDocumentIsKeptAsItCame_MFO34()
{
    m_room.face.document = "signed by IDEC";
    test::writeFile(file(u"face.jpg"_s), "\xff\xd8\xff a picture");
    const auto said = ask({u"face-comparison"_s, u"iin=850712300011"_s, u"case=01890f3e-0000-7000-8000-000000000000"_s,
        u"picture=@"_s + file(u"face.jpg"_s), u"--document"_s, file(u"answer.pdf"_s)});
    QVERIFY2(said.code == 0, said.errors.constData());
    QCOMPARE(said.json().value(u"result").toObject().value(u"verdict").toString(), u"undecided"_s);
    QVERIFY(!said.json().value(u"result").toObject().contains(u"document"));
    QCOMPARE(test::readFile(file(u"answer.pdf"_s)), m_room.face.document);
    QCOMPARE(m_room.picture, QByteArray("\xff\xd8\xff a picture"));
}

void TestServiceCommands::whatIsNoQuestionIsNotAsked()
{
    const auto before = m_room.called.size();
    QVERIFY(ask({u"no-such"_s, u"iin=850712300011"_s}).code != 0);
    QVERIFY(ask({u"phone-owner"_s, u"iin"_s}).code != 0);
    QVERIFY(ask({u"phone-owner"_s, u"iin=850712300011"_s}).code != 0); // a field is missing
    QVERIFY(ask({u"face-comparison"_s, u"iin=850712300011"_s, u"case=01890f3e-0000-7000-8000-000000000000"_s,
                    u"picture=@"_s + file(u"none.jpg"_s)})
                .code != 0);
    QCOMPARE(m_room.called.size(), before);
}

void TestServiceCommands::whoDoesNotAnswerIsSaid()
{
    m_room.before = [] {
        throw std::runtime_error("away");
    };
    const auto silent = ask({u"typed-code"_s, u"challenge=c-1"_s, u"code=1"_s});
    m_room.before = [] {
    };
    QCOMPARE(silent.code, 2);
    QVERIFY(silent.output.contains("ctl.service-silent") || silent.errors.contains("ctl.service-silent"));
}

QTEST_GUILESS_MAIN(TestServiceCommands)
#include "tst_servicecommands.moc"
