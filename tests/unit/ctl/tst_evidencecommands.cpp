#include "support/evidence/samples.h"
#include "support/evidence/signing.h"
#include "support/softtoken.h"
#include "support/testfiles.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/json.h>
#include <evidence/page.h>
#include <simulation_pki/demoservices.h>

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace tirkeu;
using namespace Qt::StringLiterals;

// The program itself: what it writes and with what code it ends.
class TestEvidenceCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void verifyEndsWithItsVerdict_data();
    void verifyEndsWithItsVerdict();
    void verifySeveral();
    void verifyWithOneThatIsMissing();
    void verifyAtAnotherTime();
    void makeUnsignedThenShow();
    void makeAtEveryLevel_data();
    void makeAtEveryLevel();
    void everyKindIsMade();
    void aReceivedDocumentGoesInAndOutAsItCame_MFO34();
    void makeWithAToken();
    void tokensAreListed();
    void theFinalTryOfATokenNeedsAYes();
    void noMoreThanThePinsIsReadFromInput();
    void servicesDownKeepTheSignature();
    void revokedByAListSignsNothing();
    void revokedByAServiceSignsNothing();
    void wrongRecordIsRefused();

private:
    struct Run
    {
        int code = -1;
        QByteArray output;
        QByteArray errors;
        [[nodiscard]] QByteArray all() const { return output + errors; }
    };
    [[nodiscard]] static Run run(const QStringList& words, const QByteArray& input = {});
    [[nodiscard]] QString file(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] QStringList make(const char* out, const QStringList& more) const
    {
        return QStringList{u"evidence"_s, u"make"_s, u"face-authenticity"_s, u"--record"_s, file("record.json"),
                   u"--out"_s, file(out)} +
               more;
    }

    test::SigningWorld m_world;
    QTemporaryDir m_folder;
};

TestEvidenceCommands::Run TestEvidenceCommands::run(const QStringList& words, const QByteArray& input)
{
    QProcess process;
    process.start(test::programPath(u"tirkeuctl"_s), words);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

void TestEvidenceCommands::initTestCase()
{
    QVERIFY(m_world.pki.save(m_folder.filePath(u"pki"_s)));
    const auto record =
        test::sampleRecord(evidence::DocumentKind::FaceAuthenticity, m_world.clock, m_world.teller().holder());
    test::writeFile(file("record.json"), record.bytes());
    for (const evidence::Picture& picture : record.pictures())
        test::writeFile(m_folder.filePath(picture.name()), picture.bytes());
    const QByteArray plain = m_world.signedBy(m_world.teller(), test::tinyDocument());
    const QByteArray good = m_world.raised(plain, evidence::SignatureLevel::BLTA);
    test::writeFile(file("valid.pdf"), good);
    test::writeFile(file("undecided.pdf"), plain);
    test::writeFile(file("invalid.pdf"), test::appended(good, {{90, "<< /A 1 >>"}}));
}

void TestEvidenceCommands::verifyEndsWithItsVerdict_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("indication");
    QTest::newRow("valid.pdf") << 0 << QByteArray("TOTAL-PASSED");
    QTest::newRow("invalid.pdf") << 1 << QByteArray("TOTAL-FAILED");
    QTest::newRow("undecided.pdf") << 2 << QByteArray("INDETERMINATE");
    QTest::newRow("nowhere.pdf") << 2 << QByteArray();
}

void TestEvidenceCommands::verifyEndsWithItsVerdict()
{
    QFETCH(int, code);
    QFETCH(QByteArray, indication);
    const QString path = file(QTest::currentDataTag());
    const QStringList words{u"verify"_s, path, u"--trust"_s, m_folder.filePath(u"pki/national"_s)};
    const Run plain = run(words);
    QCOMPARE(plain.code, code);
    QVERIFY2(plain.all().contains(indication), plain.all().constData());
    const Run json = run(words + QStringList{u"--json"_s});
    QCOMPARE(json.code, code);
    const auto answer = core::readJson(json.output.trimmed());
    QVERIFY(answer);
    QCOMPARE(answer->value("exit"_L1).toInt(), code);
    const QJsonValue report = answer->value("result"_L1)["files"_L1][path];
    if (indication.isEmpty()) {
        QVERIFY(answer->contains("error"_L1));
        return;
    }
    QCOMPARE(report["indication"_L1].toString(), QString::fromLatin1(indication));
    // Each step says its reason, those of every signature and time stamp too.
    QJsonArray steps = report["steps"_L1].toArray();
    for (const QJsonValue& signature : report["signatures"_L1].toArray()) {
        for (const QJsonValue& one : signature["steps"_L1].toArray())
            steps.append(one);
    }
    QVERIFY(!steps.isEmpty());
    for (const QJsonValue& step : std::as_const(steps)) {
        for (const char* language : {"kk", "ru", "en"})
            QVERIFY2(step["sentence"_L1][QLatin1StringView(language)].toString().size() > 10,
                QJsonDocument(step.toObject()).toJson().constData());
    }
}

void TestEvidenceCommands::verifySeveral()
{
    const QString trust = m_folder.filePath(u"pki/national"_s);
    const auto verify = [&](const QStringList& files) {
        return run(QStringList{u"verify"_s} + files + QStringList{u"--trust"_s, trust, u"--json"_s});
    };
    const Run all = verify({file("valid.pdf"), file("undecided.pdf"), file("invalid.pdf")});
    QCOMPARE(all.code, 1); // the worst of them
    QCOMPARE(core::readJson(all.output.trimmed()).value()["result"_L1]["files"_L1].toObject().size(), 3);
    QCOMPARE(verify({file("valid.pdf"), file("undecided.pdf")}).code, 2);
    QCOMPARE(run({u"verify"_s, file("valid.pdf")}).code, 2); // nobody is trusted
}

// What is there is judged; what is not is named, with what to do, and decides nothing better than "cannot tell".
void TestEvidenceCommands::verifyWithOneThatIsMissing()
{
    const auto verify = [&](const QStringList& files) {
        return run(QStringList{u"verify"_s} + files +
                   QStringList{u"--trust"_s, m_folder.filePath(u"pki/national"_s), u"--json"_s});
    };
    const QString missing = file("nowhere.pdf");
    const Run some = verify({missing, file("valid.pdf")});
    QCOMPARE(some.code, 2);
    const auto answer = core::readJson(some.output.trimmed()).value();
    const QJsonObject files = answer["result"_L1]["files"_L1].toObject();
    QCOMPARE(files.size(), 2);
    QCOMPARE(files[file("valid.pdf")]["indication"_L1].toString(), u"TOTAL-PASSED"_s);
    QCOMPARE(files[missing]["error"_L1]["code"_L1].toString(), u"ctl.file-unreadable"_s);
    QVERIFY(files[missing]["error"_L1]["sentence"_L1]["kk"_L1].toString().contains(missing));
    QVERIFY(answer["error"_L1]["sentence"_L1]["ru"_L1].toString().contains(missing));
    QCOMPARE(verify({missing, file("valid.pdf"), file("invalid.pdf")}).code, 1); // the worst of them still
    const Run plain =
        run({u"verify"_s, missing, file("valid.pdf"), u"--trust"_s, m_folder.filePath(u"pki/national"_s)});
    QCOMPARE(plain.code, 2);
    QVERIFY2(plain.all().contains("TOTAL-PASSED"), plain.all().constData());
    QVERIFY2(plain.all().contains("Check its name and permissions"), plain.all().constData());
}

void TestEvidenceCommands::verifyAtAnotherTime()
{
    const QStringList words{u"verify"_s, file("valid.pdf"), u"--trust"_s, m_folder.filePath(u"pki/national"_s)};
    const auto at = [&](core::WallTime time) {
        return run(words + QStringList{u"--at"_s, core::toIsoText(time)}).code;
    };
    // The signer's certificate is over by then, the time stamps prove that it was not.
    QCOMPARE(at(m_world.teller().holder().notAfter() + std::chrono::days(30)), 0);
    // The authority of the last archive time stamp is over as well.
    QCOMPARE(at(m_world.pki.timeStamping().holder().notAfter() + std::chrono::days(30)), 2);
    QCOMPARE(run(words + QStringList{u"--at"_s, u"yesterday"_s}).code, 2);
}

void TestEvidenceCommands::makeUnsignedThenShow()
{
    const Run made = run(make("unsigned.pdf", {}));
    QVERIFY2(made.code == 0, made.all().constData());
    const Run shown = run({u"evidence"_s, u"show"_s, file("unsigned.pdf"), u"--json"_s});
    QCOMPARE(shown.code, 0);
    const QJsonValue result = core::readJson(shown.output.trimmed()).value()["result"_L1];
    QCOMPARE(core::writeJson(result["record"_L1].toObject()), test::readFile(file("record.json")));
    QCOMPARE(result["attachments"_L1].toArray().size(), 5);
    QVERIFY(result["level"_L1].isNull());
    // A document that is not valid any more is shown as well: what is inside is not judged here.
    QCOMPARE(run({u"verify"_s, file("unsigned.pdf")}).code, 1);
}

void TestEvidenceCommands::makeAtEveryLevel_data()
{
    QTest::addColumn<int>("verdict");
    QTest::newRow("B-B") << 2; // no status inside
    QTest::newRow("B-T") << 2;
    QTest::newRow("B-LT") << 0;
    QTest::newRow("B-LTA") << 0;
}

void TestEvidenceCommands::makeAtEveryLevel()
{
    QFETCH(int, verdict);
    const QString level = QString::fromLatin1(QTest::currentDataTag());
    const QString demo = m_folder.filePath(u"demo"_s);
    const Run made = run(make("signed.pdf", {u"--level"_s, level, u"--demo"_s, demo, u"--json"_s}));
    QVERIFY2(made.code == 0, made.all().constData());
    QCOMPARE(core::readJson(made.output.trimmed()).value()["result"_L1]["level"_L1].toString(), level);
    QCOMPARE(run({u"verify"_s, file("signed.pdf"), u"--trust"_s, demo + u"/national"_s}).code, verdict);
    QVERIFY(test::runTool(u"pdfsig"_s, {u"-nocert"_s, file("signed.pdf")}).value_or("").contains("Signature is Valid"));
}

void TestEvidenceCommands::makeWithAToken()
{
    const test::SoftToken token;
    QVERIFY(token.isGood());
    auto profile = m_world.pki.signatureProfile(simulation::DemoPerson::Teller);
    profile.key = pki::NewKey::Rsa2048;
    const auto key = m_world.pki.national().issue(profile).value();
    const auto pkcs8 = key.toPkcs8().value();
    QVERIFY(
        token.put(u"01"_s, u"sign"_s, QByteArray(reinterpret_cast<const char*>(pkcs8.data()), qsizetype(pkcs8.size())),
            key.certificate(), test::SoftToken::Use::Sign));
    const QString trust = m_folder.filePath(u"pki/national"_s);
    const QStringList options{u"--level"_s, u"B-B"_s, u"--module"_s, test::SoftToken::softHsm(), u"--label"_s,
        u"TIRKEU"_s, u"--trust"_s, trust};
    const Run made = run(make("token.pdf", options), test::SoftToken::pin() + '\n');
    QVERIFY2(made.code == 0, made.all().constData());
    QVERIFY(!made.all().contains(test::SoftToken::pin()));
    QVERIFY(test::runTool(u"pdfsig"_s, {u"-nocert"_s, file("token.pdf")}).value_or("").contains("Signature is Valid"));
    QCOMPARE(run({u"verify"_s, file("token.pdf"), u"--trust"_s, trust}).code, 2); // only the status is missing
    QVERIFY(run(make("wrong.pdf", options), "000000\n").code != 0);
    QVERIFY(!QFile::exists(file("wrong.pdf")));
    QVERIFY(run(make("none.pdf", options)).code != 0); // no PIN
    QVERIFY(run(make("bin.pdf", options + QStringList{u"--bin"_s, u"941240001234"_s}), test::SoftToken::pin() + '\n')
                .code != 0);

    const Run info = run({u"token"_s, u"info"_s, u"--module"_s, test::SoftToken::softHsm()});
    QCOMPARE(info.code, 0);
    for (const char* part : {"850704201233", "850140000019", "employee", "key storage: PKCS#12 file", "signature:"})
        QVERIFY2(info.output.contains(part), info.output.constData());
    const QString validity =
        core::shownDate(key.holder().notBefore()) + u" to "_s + core::shownDate(key.holder().notAfter());
    QVERIFY2(info.output.contains(validity.toUtf8()), info.output.constData());
}

void TestEvidenceCommands::everyKindIsMade()
{
    for (const evidence::DocumentKind kind : evidence::kDocumentKinds) {
        const QDir folder(m_folder.filePath(evidence::kindCode(kind)));
        QVERIFY(folder.mkpath(u"."_s));
        const auto record = test::sampleRecord(kind, m_world.clock, m_world.teller().holder());
        test::writeFile(folder.filePath(u"record.json"_s), record.bytes());
        for (const evidence::Picture& picture : record.pictures())
            test::writeFile(folder.filePath(picture.name()), picture.bytes());
        const QString out = folder.filePath(u"made.pdf"_s);
        const Run made = run({u"evidence"_s, u"make"_s, evidence::kindCode(kind), u"--record"_s,
            folder.filePath(u"record.json"_s), u"--out"_s, out});
        QVERIFY2(made.code == 0, made.all().constData());
        const Run shown = run({u"evidence"_s, u"show"_s, out, u"--json"_s});
        QCOMPARE(core::writeJson(core::readJson(shown.output.trimmed()).value()["result"_L1]["record"_L1].toObject()),
            record.bytes());
    }
    // A record of another kind than the one named is none of it.
    QVERIFY(run({u"evidence"_s, u"make"_s, u"decision"_s, u"--record"_s, file("record.json"), u"--out"_s,
                    file("other.pdf")})
                .code != 0);
    QVERIFY(!QFile::exists(file("other.pdf")));
}

void TestEvidenceCommands::aReceivedDocumentGoesInAndOutAsItCame_MFO34()
{
    const QDir folder(m_folder.filePath(u"received"_s));
    QVERIFY(folder.mkpath(u"."_s));
    const QByteArray came = QByteArray("<answer>\r\n\xff\xfe</answer>\r") + QByteArray(2, '\0');
    const auto document = evidence::ReceivedDocument::of(u"idec-answer.xml"_s, u"application/xml"_s,
        evidence::LocalText::of(u"СДАО"_s, u"ЦОИД"_s).value(), m_world.clock.wall(), came);
    QVERIFY(document);
    const auto record = test::decisionResting(m_world.clock, m_world.teller().holder(), {*document});
    test::writeFile(folder.filePath(u"record.json"_s), record.bytes());
    const QString out = folder.filePath(u"made.pdf"_s);
    const QStringList words{u"evidence"_s, u"make"_s, u"decision"_s, u"--record"_s, folder.filePath(u"record.json"_s),
        u"--out"_s, out, u"--json"_s};
    QVERIFY(run(words).code != 0); // it is not there
    test::writeFile(folder.filePath(u"idec-answer.xml"_s), came.chopped(1));
    const Run another = run(words);
    QVERIFY2(another.code != 0 && another.all().contains("evidence.received-missing"), another.all().constData());
    QVERIFY(!QFile::exists(out));
    test::writeFile(folder.filePath(u"idec-answer.xml"_s), came);
    const Run made = run(words);
    QVERIFY2(made.code == 0, made.all().constData());
    const QByteArray digest = core::toHex(core::sha256(came));
    const Run shown = run({u"evidence"_s, u"show"_s, out, u"--json"_s});
    const QJsonValue result = core::readJson(shown.output.trimmed()).value()["result"_L1];
    const QJsonValue named = result["record"_L1]["check"_L1]["received"_L1][0];
    QCOMPARE(named["sha256"_L1].toString().toLatin1(), digest);
    QCOMPARE(named["from"_L1]["ru"_L1].toString(), u"ЦОИД"_s);
    const QJsonArray attached = result["attachments"_L1].toArray();
    QVERIFY(std::any_of(attached.begin(), attached.end(), [&](const QJsonValue& one) {
        return one["name"_L1] == u"idec-answer.xml"_s && one["sha256"_L1].toString().toLatin1() == digest;
    }));
    QVERIFY(run({u"evidence"_s, u"show"_s, out}).output.contains(digest));
    const QString detached = folder.filePath(u"detached"_s);
    QVERIFY(test::runTool(u"pdfdetach"_s, {u"-savefile"_s, u"idec-answer.xml"_s, u"-o"_s, detached, out}));
    QCOMPARE(test::readFile(detached), came);
}

void TestEvidenceCommands::tokensAreListed()
{
    const QStringList list{u"token"_s, u"list"_s, u"--module"_s, test::SoftToken::scripted(), u"--json"_s};
    const test::SoftToken token;
    QVERIFY(token.isGood() && token.addToken(u"SECOND"_s));
    const auto listed = [&list](const char* script) {
        qputenv("TIRKEU_TOKEN_SCRIPT", script);
        const Run answer = run(list);
        qunsetenv("TIRKEU_TOKEN_SCRIPT");
        return answer;
    };
    const Run both = listed("tries 1");
    QCOMPARE(both.code, 0);
    const QJsonArray tokens = core::readJson(both.output.trimmed()).value()["result"_L1]["tokens"_L1].toArray();
    QCOMPARE(tokens.size(), 2);
    QStringList labels;
    for (const QJsonValue& one : tokens) {
        labels.append(one["label"_L1].toString());
        QVERIFY(!one["serial"_L1].toString().isEmpty());
        QCOMPARE(one["pin"_L1]["count"_L1].toString(), u"final-try"_s);
    }
    labels.sort();
    QCOMPARE(labels, (QStringList{u"SECOND"_s, u"TIRKEU"_s}));
    const Run none = listed("remove");
    QCOMPARE(none.code, 1);
    QVERIFY2(none.all().contains("ctl.token-absent"), none.all().constData());
}

void TestEvidenceCommands::theFinalTryOfATokenNeedsAYes()
{
    const test::SoftToken token;
    QVERIFY(token.isGood());
    const auto change = [](const QStringList& more, const QByteArray& old, const QByteArray& fresh) {
        return run(QStringList{u"token"_s, u"pin"_s, u"--module"_s, test::SoftToken::scripted(), u"--json"_s} + more,
            old + '\n' + fresh + '\n');
    };
    qputenv("TIRKEU_TOKEN_SCRIPT", "tries 1"); // the next wrong PIN locks it
    const Run unasked = change({}, test::SoftToken::pin(), "314159");
    const Run agreed = change({u"--final-try"_s}, test::SoftToken::pin(), "314159");
    qunsetenv("TIRKEU_TOKEN_SCRIPT");
    QCOMPARE(unasked.code, 1);
    QVERIFY2(unasked.all().contains("token.pin-final-try"), unasked.all().constData());
    QVERIFY2(agreed.code == 0, agreed.all().constData());
    // It was changed once, by the one who said yes; without a last try nobody has to.
    const Run back = change({}, "314159", test::SoftToken::pin());
    QVERIFY2(back.code == 0, back.all().constData());
}

// What stands behind them in the pipe is another program's: nothing of it, and no PIN, lies about in a buffer.
void TestEvidenceCommands::noMoreThanThePinsIsReadFromInput()
{
    const test::SoftToken token;
    QVERIFY(token.isGood());
    QProcess process;
    process.start(u"/bin/sh"_s, {u"-c"_s, u"\"$0\" token pin --module \"$1\" >&2; cat"_s,
                                    test::programPath(u"tirkeuctl"_s), test::SoftToken::softHsm()});
    process.write(test::SoftToken::pin() + "\n314159\nthe rest\n");
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(60'000));
    QVERIFY2(process.readAllStandardError().contains("Changed"), "the PIN was not changed");
    QCOMPARE(process.readAllStandardOutput(), QByteArray("the rest\n"));
}

void TestEvidenceCommands::servicesDownKeepTheSignature()
{
    const QString trust = m_folder.filePath(u"pki/national"_s);
    const QStringList options{u"--level"_s, u"B-LTA"_s, u"--key"_s, m_folder.filePath(u"pki/teller-sign.key"_s),
        u"--certificate"_s, m_folder.filePath(u"pki/teller-sign.pem"_s), u"--trust"_s, trust, u"--tsa"_s,
        u"http://127.0.0.1:1/tsa"_s, u"--json"_s};
    const Run made = run(make("down.pdf", options));
    QVERIFY2(made.code == 2, made.all().constData());
    const auto answer = core::readJson(made.output.trimmed()).value();
    QCOMPARE(answer["result"_L1]["level"_L1].toString(), u"B-B"_s);
    QVERIFY(!answer["error"_L1]["sentence"_L1]["ru"_L1].toString().isEmpty());
    QVERIFY(test::runTool(u"pdfsig"_s, {u"-nocert"_s, file("down.pdf")}).value_or("").contains("Signature is Valid"));
}

void TestEvidenceCommands::revokedByAListSignsNothing()
{
    const QString pki = m_folder.filePath(u"pki-lists"_s);
    QVERIFY(m_world.pki.save(pki));
    const QString lists = pki + u"/national/crls"_s;
    QVERIFY(QDir().mkpath(lists));
    const QStringList options{u"--key"_s, pki + u"/teller-sign.key"_s, u"--certificate"_s, pki + u"/teller-sign.pem"_s,
        u"--trust"_s, pki + u"/national"_s, u"--json"_s};
    const auto statusOf = [](const Run& run) {
        return core::readJson(run.output.trimmed()).value()["result"_L1]["signerStatus"_L1].toString();
    };
    // Nobody can be asked: it is signed, and said.
    const Run unasked = run(make("unasked.pdf", options));
    QCOMPARE(unasked.code, 0);
    QCOMPARE(statusOf(unasked), u"unavailable"_s);
    test::writeFile(lists + u"/national.crl"_s, m_world.services.crl(m_world.pki.national().key()));
    const Run good = run(make("listed.pdf", options));
    QCOMPARE(good.code, 0);
    QCOMPARE(statusOf(good), u"good"_s);
    test::LocalServices revoking(m_world.pki, m_world.clock);
    revoking.revoke(m_world.teller().holder(), m_world.clock.wall() - std::chrono::hours(1));
    test::writeFile(lists + u"/newer.crl"_s, revoking.crl(m_world.pki.national().key()));
    const Run refused = run(make("revoked.pdf", options));
    QVERIFY2(refused.code == 1 || refused.code == 2, refused.all().constData());
    QVERIFY2(refused.all().contains("ctl.signer-revoked"), refused.all().constData());
    QVERIFY(!QFile::exists(file("revoked.pdf")));
}

void TestEvidenceCommands::revokedByAServiceSignsNothing()
{
    // A port that nobody else has: the one that a service just had.
    simulation::DemoResponders nobody(m_world.pki, m_world.clock);
    const int port = simulation::DemoServices::start(nobody, 0)->url().port();
    const auto pki =
        simulation::DemoPki::make({.now = m_world.clock.wall(), .services = QUrl(u"http://127.0.0.1:%1"_s.arg(port))});
    QVERIFY(pki);
    const QString folder = m_folder.filePath(u"pki-services"_s);
    QVERIFY(pki->save(folder));
    simulation::DemoResponders responders(*pki, m_world.clock);
    const auto services = simulation::DemoServices::start(responders, static_cast<quint16>(port));
    QVERIFY(services);
    const QStringList options{u"--key"_s, folder + u"/teller-sign.key"_s, u"--certificate"_s,
        folder + u"/teller-sign.pem"_s, u"--trust"_s, folder + u"/national"_s, u"--json"_s};
    const Run good = run(make("asked.pdf", options));
    QVERIFY2(good.code == 0 && good.output.contains("\"signerStatus\":\"good\""), good.all().constData());
    responders.revoke(
        pki->signature(simulation::DemoPerson::Teller).holder(), {m_world.clock.wall() - std::chrono::hours(1), 1});
    const Run refused = run(make("gone.pdf", options));
    QVERIFY2(refused.code != 0 && refused.all().contains("ctl.signer-revoked"), refused.all().constData());
    QVERIFY(!QFile::exists(file("gone.pdf")));
}

void TestEvidenceCommands::wrongRecordIsRefused()
{
    auto record = core::readJson(test::readFile(file("record.json"))).value();
    record.remove(u"client"_s);
    test::writeFile(file("less.json"), core::writeJson(record));
    QCOMPARE(run({u"evidence"_s, u"make"_s, u"face-authenticity"_s, u"--record"_s, file("less.json"), u"--out"_s,
                     file("less.pdf")})
                 .code,
        1);
    QVERIFY(!QFile::exists(file("less.pdf")));
}

QTEST_MAIN(TestEvidenceCommands)
#include "tst_evidencecommands.moc"
