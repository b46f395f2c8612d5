#include "criteria/democriteria.h"
#include "runcommand.h"
#include "support/testfiles.h"

#include <core/json.h>

#include <QDir>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using simulation::DemoPerson;
using test::runCommand;

// The way of the criteria from a draft through two officers into the audit, by commands alone.
class TestCriteriaCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void twoOfficersAtTwoMachines();
    void aDraftIsChecked();
    void aBrokenDraftIsNotSigned();
    void differencesAreAnswerOne();
    void whatCannotBeDecidedIsTwo();
    void signingAsksForItsOptions();

private:
    [[nodiscard]] QString at(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] QStringList signing(const QString& file, const char* officer, const QString& out) const
    {
        const QString name = QString::fromLatin1(officer);
        return {QStringLiteral("criteria"), QStringLiteral("sign"), file, QStringLiteral("--key"),
            at("pki") + u'/' + name + QStringLiteral(".key"), QStringLiteral("--certificate"),
            at("pki") + u'/' + name + QStringLiteral(".pem"), QStringLiteral("--out"), out, QStringLiteral("--json")};
    }

    QTemporaryDir m_folder;
};

void TestCriteriaCommands::initTestCase()
{
    // The commands take the time of day, so these people's certificates have to hold now.
    const auto pki = simulation::DemoPki::make({.now = core::SystemClock().wall()});
    QVERIFY(pki);
    QVERIFY(QDir().mkpath(at("pki")) && QDir().mkpath(at("officers")) && QDir().mkpath(at("trust/anchors")) &&
            QDir().mkpath(at("trust/intermediates")));
    const auto write = [this](const QString& folder, const QString& name, const pki::SoftwareKey& key) {
        test::writeFile(m_folder.path() + u'/' + folder + u'/' + name + QStringLiteral(".pem"), key.holder().toPem());
    };
    for (const auto& [name, person] : {std::pair{"teller", DemoPerson::Teller}, {"teller2", DemoPerson::SecondTeller},
             {"supervisor", DemoPerson::Supervisor}, {"branchit", DemoPerson::BranchIt},
             {"officer1", DemoPerson::OfficerOne}, {"officer2", DemoPerson::OfficerTwo}}) {
        const QString plain = QString::fromLatin1(name);
        write(QStringLiteral("pki"), plain + QStringLiteral("-auth"), pki->authentication(person));
        write(QStringLiteral("pki"), plain, pki->signature(person));
        const core::SecureBytes key = pki->signature(person).toPkcs8().value();
        test::writeFile(at("pki") + u'/' + plain + QStringLiteral(".key"),
            QByteArray(reinterpret_cast<const char*>(key.data()), static_cast<qsizetype>(key.size())));
    }
    write(QStringLiteral("officers"), QStringLiteral("one"), pki->signature(DemoPerson::OfficerOne));
    write(QStringLiteral("officers"), QStringLiteral("two"), pki->signature(DemoPerson::OfficerTwo));
    write(QStringLiteral("pki"), QStringLiteral("workstation"), pki->workstation());
    write(QStringLiteral("pki"), QStringLiteral("vendor"), pki->vendor().key());
    write(QStringLiteral("trust/anchors"), QStringLiteral("root"), pki->nationalRoot().key());
    write(QStringLiteral("trust/intermediates"), QStringLiteral("issuing"), pki->national().key());
    QVERIFY(QFile::copy(test::sourcePath(QStringLiteral("resources/criteria/demo.json")), at("draft.json")));
}

void TestCriteriaCommands::twoOfficersAtTwoMachines()
{
    const auto first = runCommand(signing(at("draft.json"), "officer1", at("one.p7m")) +
                                  QStringList{QStringLiteral("--certificates"), at("pki")});
    QVERIFY2(first.code == 0, first.output.constData());
    QCOMPARE(first.json().value(u"result").toObject().value(u"signatures").toInt(), 1);
    const QStringList check{QStringLiteral("criteria"), QStringLiteral("check"), QStringLiteral("--trust"), at("trust"),
        QStringLiteral("--officers"), at("officers"), QStringLiteral("--json")};
    const auto half = runCommand(check + QStringList{at("one.p7m")});
    QCOMPARE(half.code, 1);
    QCOMPARE(half.json().value(u"error").toObject().value(u"code").toString(),
        QStringLiteral("criteria.two-signatures-needed"));

    QVERIFY2(runCommand(signing(at("one.p7m"), "officer2", at("two.p7m"))).code == 0, "second officer");
    const auto whole = runCommand(check + QStringList{at("two.p7m")});
    QVERIFY2(whole.code == 0, whole.output.constData());
    QCOMPARE(whole.json().value(u"result").toObject().value(u"signers").toArray().size(), 2);
    QCOMPARE(runCommand({QStringLiteral("criteria"), QStringLiteral("check"), at("two.p7m")}).code, 2);

    // Another program agrees about the signatures and the content.
    test::writeFile(at("chain.pem"),
        test::readFile(at("trust/anchors/root.pem")) + test::readFile(at("trust/intermediates/issuing.pem")));
    QProcess openssl;
    openssl.start(
        QStringLiteral("openssl"), {QStringLiteral("cms"), QStringLiteral("-verify"), QStringLiteral("-inform"),
                                       QStringLiteral("DER"), QStringLiteral("-in"), at("two.p7m"),
                                       QStringLiteral("-binary"), QStringLiteral("-CAfile"), at("chain.pem")});
    QVERIFY(openssl.waitForFinished(30'000));
    const QByteArray complaint = openssl.readAllStandardError();
    QVERIFY2(openssl.exitCode() == 0, complaint.constData());
    QCOMPARE(core::readJson(openssl.readAllStandardOutput()).value(),
        runCommand({QStringLiteral("criteria"), QStringLiteral("show"), at("two.p7m"), QStringLiteral("--json")})
            .json()
            .value(u"result")
            .toObject()
            .value(u"criteria")
            .toObject());
}

void TestCriteriaCommands::aDraftIsChecked()
{
    const QStringList check{
        QStringLiteral("criteria"), QStringLiteral("check"), at("draft.json"), QStringLiteral("--json")};
    QCOMPARE(runCommand(check).code, 1); // nobody's certificate is in it yet
    const auto good = runCommand(check + QStringList{QStringLiteral("--certificates"), at("pki")});
    QVERIFY2(good.code == 0, good.output.constData());
    QCOMPARE(good.json().value(u"result").toObject().value(u"signed").toBool(), false);
}

void TestCriteriaCommands::aBrokenDraftIsNotSigned()
{
    const QByteArray draft = test::readFile(at("draft.json"));
    test::writeFile(at("weak.json"), QByteArray(draft).replace("\"clientYears\": 5", "\"clientYears\": 4"));
    const auto refused = runCommand(signing(at("weak.json"), "officer1", at("weak.p7m")) +
                                    QStringList{QStringLiteral("--certificates"), at("pki")});
    QCOMPARE(refused.code, 1);
    QCOMPARE(refused.json().value(u"error").toObject().value(u"code").toString(),
        QStringLiteral("criteria.retention-below-law"));
    QVERIFY(!QFile::exists(at("weak.p7m")));
    test::writeFile(at("cut.json"), draft.first(draft.size() / 2));
    QCOMPARE(runCommand({QStringLiteral("criteria"), QStringLiteral("check"), at("cut.json")}).code, 1);
}

void TestCriteriaCommands::differencesAreAnswerOne()
{
    const QByteArray draft = test::readFile(at("draft.json"));
    test::writeFile(
        at("next.json"), QByteArray(draft).replace("\"version\": 1,\n  \"demo\"", "\"version\": 2,\n  \"demo\""));
    const auto different =
        runCommand({QStringLiteral("criteria"), QStringLiteral("diff"), at("draft.json"), at("next.json")});
    QCOMPARE(different.code, 1);
    QCOMPARE(different.output, QByteArray("version: 1 → 2\n"));
    QCOMPARE(
        runCommand({QStringLiteral("criteria"), QStringLiteral("diff"), at("draft.json"), at("draft.json")}).code, 0);
}

void TestCriteriaCommands::whatCannotBeDecidedIsTwo()
{
    QCOMPARE(runCommand("criteria check /nonexistent").code, 2);
    QCOMPARE(runCommand("criteria diff /nonexistent /nonexistent").code, 2);
    test::writeFile(at("garbage"), "garbage");
    QCOMPARE(runCommand({QStringLiteral("criteria"), QStringLiteral("check"), at("garbage")}).code, 1);
    QCOMPARE(runCommand("criteria").code, 64);
}

void TestCriteriaCommands::signingAsksForItsOptions()
{
    const QStringList whole = signing(at("draft.json"), "officer1", at("unsigned.p7m"));
    for (const char* option : {"--key", "--certificate"}) {
        QStringList words = whole;
        words.remove(words.indexOf(QLatin1StringView(option)), 2);
        const auto refused = runCommand(words);
        QCOMPARE(refused.code, 64);
        QCOMPARE(refused.json().value(u"error").toObject().value(u"code").toString(),
            QStringLiteral("ctl.criteria-key-needed"));
    }
    QVERIFY(!QFile::exists(at("unsigned.p7m")));
}

QTEST_GUILESS_MAIN(TestCriteriaCommands)
#include "tst_criteriacommands.moc"
