#include "support/testfiles.h"

#include <core/json.h>

#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;

/// The demo's clients, each served by the program itself from the first step to the signed documents.
class TestDemoCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOrdinaryClientIsEnrolled_BIO18_BIO20_BIO23();
    void aPrintIsRefusedAfterThreeAttempts_BIO21_BIO22();
    void anUnknownClientIsNamed();
    void withoutAFolderNothingBegins();

private:
    struct Answer
    {
        int code;
        QJsonObject json;
    };
    [[nodiscard]] Answer enrol(int persona) const;
    QTemporaryDir m_folder;
};

TestDemoCommands::Answer TestDemoCommands::enrol(int persona) const
{
    QProcess program;
    program.start(test::programPath(QStringLiteral("tirkeuctl")),
        {QStringLiteral("demo"), QStringLiteral("enrol"), QStringLiteral("--persona"), QString::number(persona),
            QStringLiteral("--out"), m_folder.filePath(QString::number(persona)), QStringLiteral("--json")});
    if (!program.waitForFinished(100'000))
        return {-1, {}};
    return {program.exitCode(), core::readJson(program.readAllStandardOutput()).value_or(QJsonObject())};
}

void TestDemoCommands::anOrdinaryClientIsEnrolled_BIO18_BIO20_BIO23()
{
    const Answer answer = enrol(1);
    QCOMPARE(answer.code, 0);
    const QJsonObject result = answer.json.value(u"result").toObject();
    QCOMPARE(result.value(u"ending").toString(), QStringLiteral("accepted"));
    QVERIFY(result.value(u"simulation").toBool());
    QVERIFY(core::writeJson(result).contains("\"B-LTA\""));
    const QJsonArray documents = result.value(u"documents").toArray();
    QCOMPARE(documents.size(), 6); // presence, two consents, a check for each palm, the decision
    for (const QJsonValue& document : documents) {
        // A foreign reader says the same of every one.
        QProcess pdfsig;
        pdfsig.start(QStringLiteral("pdfsig"), {QStringLiteral("-nocert"), document.toString()});
        QVERIFY(pdfsig.waitForFinished());
        const QByteArray said = pdfsig.readAllStandardOutput();
        QVERIFY2(said.contains("Signature is Valid"), said.constData());
        QVERIFY2(said.contains("Total document signed"), said.constData());
    }
}

void TestDemoCommands::aPrintIsRefusedAfterThreeAttempts_BIO21_BIO22()
{
    const Answer answer = enrol(7);
    QCOMPARE(answer.code, 1);
    const QByteArray said = core::writeJson(answer.json);
    QVERIFY2(said.contains("negative"), said.constData());
    QVERIFY2(said.contains("3 attempts"), said.constData());
}

void TestDemoCommands::anUnknownClientIsNamed()
{
    QCOMPARE(enrol(99).code, 2);
}

void TestDemoCommands::withoutAFolderNothingBegins()
{
    QProcess program;
    program.start(test::programPath(QStringLiteral("tirkeuctl")), {QStringLiteral("demo"), QStringLiteral("enrol")});
    QVERIFY(program.waitForFinished(30'000));
    QCOMPARE(program.exitCode(), 64);
}

QTEST_GUILESS_MAIN(TestDemoCommands)
#include "tst_democommands.moc"
