#include "runcommand.h"

#include <QTest>

using namespace tirkeu;
using test::runCommand;

class TestIdentityCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void iinCheck();
    void binCheck();
    void mrzRead();
};

void TestIdentityCommands::iinCheck()
{
    const auto good = runCommand("iin check 900101500010 --json");
    QCOMPARE(good.code, 0);
    QCOMPARE(good.json().value(u"result").toObject().value(u"iin").toString(), QStringLiteral("900101500010"));

    const auto wrong = runCommand("iin check 880101100019 --json");
    QCOMPARE(wrong.code, 1);
    QCOMPARE(wrong.json().value(u"result").toObject().value(u"expectedDigit").toInt(), 8);
    QVERIFY(runCommand("iin check 880101100019").output.contains("8"));

    const auto letter = runCommand("iin check 88O101100018 --json");
    QCOMPARE(letter.code, 1);
    QCOMPARE(letter.json().value(u"result").toObject().value(u"position").toInt(), 3);
    QVERIFY(runCommand("iin check 88O101100018").output.contains("position 3"));

    QCOMPARE(runCommand("iin check 88010110001").code, 1);
    QCOMPARE(runCommand("iin check 880101100957").code, 1);
    QCOMPARE(runCommand("iin check").code, 64);
}

void TestIdentityCommands::binCheck()
{
    const auto good = runCommand("bin check 850241000028 --json");
    QCOMPARE(good.code, 0);
    QCOMPARE(good.json().value(u"result").toObject().value(u"unit").toString(), QStringLiteral("branch"));
    const auto wrong = runCommand("bin check 850241000027 --json");
    QCOMPARE(wrong.code, 1);
    QCOMPARE(wrong.json().value(u"result").toObject().value(u"expectedDigit").toInt(), 8);
    QCOMPARE(runCommand("bin check 880101100018").code, 1);
}

void TestIdentityCommands::mrzRead()
{
    const QByteArray zone("IDKAZ0000000011900101500010<<<\n9001011M3501014KAZ<<<<<<<<<<<7\n"
                          "SYNTHETIC<<ARMAN<<<<<<<<<<<<<<\n");
    const auto good = runCommand("mrz read - --json", zone);
    QCOMPARE(good.code, 0);
    const QJsonObject read = good.json().value(u"result").toObject().value(u"asRead").toObject();
    QCOMPARE(read.value(u"iin").toString(), QStringLiteral("900101500010"));
    QCOMPARE(read.value(u"kind").toString(), QStringLiteral("identity-card"));
    QVERIFY(runCommand("mrz read -", zone).output.contains("SYNTHETIC, ARMAN"));

    const auto confused = runCommand("mrz read - --json", QByteArray(zone).replace("9001011M", "9OO1O11M"));
    QCOMPARE(confused.code, 1);
    const QJsonObject result = confused.json().value(u"result").toObject();
    QCOMPARE(result.value(u"asRead").toObject().value(u"birth").toString(), QStringLiteral("9OO1O1"));
    QCOMPARE(result.value(u"offered").toObject().value(u"birth").toString(), QStringLiteral("900101"));
    QVERIFY(
        runCommand("mrz read -", QByteArray(zone).replace("9001011M", "9OO1O11M")).output.contains("0 instead of O"));

    QCOMPARE(runCommand("mrz read -", "hello").code, 1);
    QCOMPARE(runCommand("mrz read /nonexistent").code, 2);
}

QTEST_GUILESS_MAIN(TestIdentityCommands)
#include "tst_identitycommands.moc"
