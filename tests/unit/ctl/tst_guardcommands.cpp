#include "runcommand.h"

#include "support/testfiles.h"
#include "support/testkeys.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;

class TestGuardCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aListIsMadeAndHolds();
    void aChangedFileAnswersNo();
    void anotherPublisherAnswersNo();
    void theBuiltProgramStandsInItsList();
    void whatIsMissingIsSaid();

private:
    test::CommandRun make() const
    {
        return test::runCommand({QStringLiteral("guard"), QStringLiteral("manifest"), QStringLiteral("--key"),
            m_folder.filePath(QStringLiteral("key")), QStringLiteral("--certificate"),
            m_folder.filePath(QStringLiteral("certificate")), QStringLiteral("--out"),
            m_folder.filePath(QStringLiteral("list")), m_folder.filePath(QStringLiteral("program"))});
    }
    test::CommandRun check(const QString& publisher) const
    {
        return test::runCommand({QStringLiteral("guard"), QStringLiteral("check"), QStringLiteral("--json"),
            QStringLiteral("--manifest"), m_folder.filePath(QStringLiteral("list")), QStringLiteral("--publisher"),
            m_folder.filePath(publisher)});
    }
    /// What is said of integrity, this test's own file left out, which is in no list.
    static QStringList broken(const test::CommandRun& run)
    {
        const QString own = QFileInfo(QCoreApplication::applicationFilePath()).fileName();
        QStringList names;
        for (const QJsonValue& value :
            run.json().value(QStringLiteral("result")).toObject().value(QStringLiteral("findings")).toArray()) {
            const QString name = value.toObject().value(QStringLiteral("name")).toString();
            if (value.toObject().value(QStringLiteral("finding")).toString() == u"integrity" && name != own)
                names.append(name);
        }
        return names;
    }
    QTemporaryDir m_folder;
};

void TestGuardCommands::initTestCase()
{
    const auto key = test::testKey(QStringLiteral("Publisher"));
    const auto pkcs8 = key.toPkcs8().value();
    test::writeFile(m_folder.filePath(QStringLiteral("key")),
        QByteArray(reinterpret_cast<const char*>(pkcs8.data()), static_cast<qsizetype>(pkcs8.size())));
    test::writeFile(m_folder.filePath(QStringLiteral("certificate")), key.holder().toPem());
    test::writeFile(
        m_folder.filePath(QStringLiteral("other")), test::testKey(QStringLiteral("Other")).holder().toPem());
    test::writeFile(m_folder.filePath(QStringLiteral("program")), "a program");
}

void TestGuardCommands::aListIsMadeAndHolds()
{
    const auto made = make();
    QVERIFY2(made.code == 0, made.errors.constData());
    const auto checked = check(QStringLiteral("certificate"));
    QCOMPARE(broken(checked), QStringList());
    QVERIFY(checked.json().value(QStringLiteral("result")).toObject().value(QStringLiteral("files")).toInt() > 10);
}

void TestGuardCommands::aChangedFileAnswersNo()
{
    QCOMPARE(make().code, 0);
    test::writeFile(m_folder.filePath(QStringLiteral("program")), "b program");
    const auto checked = check(QStringLiteral("certificate"));
    QCOMPARE(checked.code, 1);
    QCOMPARE(broken(checked), QStringList(QStringLiteral("program")));
    QCOMPARE(checked.json().value(QStringLiteral("error")).toObject().value(QStringLiteral("code")).toString(),
        QStringLiteral("guard.integrity-broken"));
}

void TestGuardCommands::anotherPublisherAnswersNo()
{
    QCOMPARE(make().code, 0);
    const auto checked = check(QStringLiteral("other"));
    QCOMPARE(checked.code, 1);
    QCOMPARE(broken(checked), QStringList(QStringLiteral("list")));
}

// What the build made is what its list says, by the certificate compiled into the program itself.
void TestGuardCommands::theBuiltProgramStandsInItsList()
{
    const auto checked = test::runCommand(
        {QStringLiteral("guard"), QStringLiteral("check"), QStringLiteral("--json"), QStringLiteral("--manifest"),
            QFileInfo(test::programPath(QStringLiteral("tirkeu"))).path() + QStringLiteral("/tirkeu.manifest")});
    QCOMPARE(broken(checked), QStringList());
}

void TestGuardCommands::whatIsMissingIsSaid()
{
    QCOMPARE(test::runCommand("guard manifest a b").code, 64); // no key
    QCOMPARE(test::runCommand("guard check --criteria /none").code, 2);
    QCOMPARE(test::runCommand("guard check --publisher /none").code, 2);
    QCOMPARE(test::runCommand("guard manifest").code, 64);
}

QTEST_GUILESS_MAIN(TestGuardCommands)
#include "tst_guardcommands.moc"
