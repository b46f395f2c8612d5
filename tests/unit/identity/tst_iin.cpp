#include <identity/bin.h>
#include <identity/iin.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::identity;

// IIN and BIN together: they share the control digit and must not be taken for each other. All numbers are synthetic.
class TestIin : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goodNumbersSayTheirHint_data();
    void goodNumbersSayTheirHint();
    void badNumbersSayWhatIsWrong_data();
    void badNumbersSayWhatIsWrong();
    void everyOtherLastDigitIsRefused();
    void numbersThatNoDigitMakesRight_data();
    void numbersThatNoDigitMakesRight();
    void aDateThatCannotBeGivesNoHint();
    void goodBinsSayTheirForm_data();
    void goodBinsSayTheirForm();
    void badBinsSayWhatIsWrong_data();
    void badBinsSayWhatIsWrong();
};

void TestIin::goodNumbersSayTheirHint_data()
{
    QTest::addColumn<QString>("digits");
    QTest::addColumn<QDate>("birth");
    QTest::addColumn<bool>("male");
    const auto row = [](const char* digits, int year, int month, int day, bool male) {
        QTest::newRow(digits) << QString::fromLatin1(digits) << QDate(year, month, day) << male;
    };
    row("880101100018", 1888, 1, 1, true);
    row("881231200024", 1888, 12, 31, false);
    row("990228200177", 1899, 2, 28, false);
    row("850704201233", 1885, 7, 4, false);
    row("920615104550", 1892, 6, 15, true);
    row("951231600025", 2095, 12, 31, false);
    row("930315500178", 2093, 3, 15, true);
    row("900101500010", 2090, 1, 1, true); // from here on by the second pass
    row("900101500022", 2090, 1, 1, true);
    row("970707601236", 2097, 7, 7, false);
    row("880101100900", 1888, 1, 1, true);
    row("880101100912", 1888, 1, 1, true);
}

void TestIin::goodNumbersSayTheirHint()
{
    QFETCH(QString, digits);
    QFETCH(QDate, birth);
    QFETCH(bool, male);
    const Result<Iin> iin = Iin::parse(digits);
    QVERIFY(iin);
    QCOMPARE(iin->toString(), digits);
    QVERIFY(iin->hint());
    QCOMPARE(iin->hint()->birth, birth);
    QCOMPARE(iin->hint()->sex == Sex::Male, male);
    QCOMPARE(Bin::parse(digits).error().code, kBinIsIin);
}

void TestIin::badNumbersSayWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QStringList>("values");
    const auto row = [](const char* name, const QString& text, ErrorCode code, const QStringList& values) {
        QTest::newRow(name) << text << code.toString() << values;
    };
    row("control digit", QStringLiteral("880101100019"), kIinCheckDigit, {QStringLiteral("8")});
    row("letter", QStringLiteral("88O101100018"), kIinCharacter, {QStringLiteral("3"), QStringLiteral("O")});
    row("short", QStringLiteral("88010110001"), kIinLength, {QStringLiteral("11")});
    row("long", QStringLiteral("8801011000180"), kIinLength, {QStringLiteral("13")});
    row("empty", QString(), kIinLength, {QStringLiteral("0")});
    row("space inside", QStringLiteral("880101 10001"), kIinCharacter, {QStringLiteral("7"), QStringLiteral(" ")});
    row("Arabic digits", QStringLiteral("88010110001٨"), kIinCharacter, {QStringLiteral("12"), QStringLiteral("٨")});
    row("a BIN", QStringLiteral("850140000019"), kIinIsBin, {});
}

void TestIin::badNumbersSayWhatIsWrong()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    QFETCH(QStringList, values);
    const Result<Iin> iin = Iin::parse(text);
    QVERIFY(!iin);
    QCOMPARE(iin.error().code.toString(), code);
    QCOMPARE(iin.error().values, values);
    QVERIFY(iin.error().detail.isEmpty());
}

void TestIin::everyOtherLastDigitIsRefused()
{
    for (const QString& good : {QStringLiteral("880101100018"), QStringLiteral("900101500010")}) {
        for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
            const QString text = good.first(11) + QChar(digit);
            QCOMPARE(bool(Iin::parse(text)), text == good);
        }
    }
}

void TestIin::numbersThatNoDigitMakesRight_data()
{
    QTest::addColumn<QString>("eleven");
    for (const char* eleven :
        {"88010110095", "88010110176", "90010150006", "90010150197", "85014000186", "85014000267"})
        QTest::newRow(eleven) << QString::fromLatin1(eleven);
}

void TestIin::numbersThatNoDigitMakesRight()
{
    QFETCH(QString, eleven);
    for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
        QCOMPARE(Iin::parse(eleven + QChar(digit)).error().code, kIinNeverGiven);
        QCOMPARE(Bin::parse(eleven + QChar(digit)).error().code, kBinNeverGiven);
    }
}

void TestIin::aDateThatCannotBeGivesNoHint()
{
    QCOMPARE(Iin::parse(QString(12, u'0')).error().code, kIinNeverGiven); // what forms are filled with
    // The digits of a number need not be a date any more: month 13, or a foreigner's 0 for the century.
    int seen = 0;
    for (const QString& eleven : {QStringLiteral("88130110001"), QStringLiteral("88010100001")}) {
        for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
            const Result<Iin> iin = Iin::parse(eleven + QChar(digit));
            if (iin) {
                QVERIFY(!iin->hint());
                ++seen;
            }
        }
    }
    QCOMPARE(seen, 2);
}

void TestIin::goodBinsSayTheirForm_data()
{
    QTest::addColumn<QString>("digits");
    QTest::addColumn<int>("form");
    QTest::addColumn<int>("unit");
    const auto row = [](const char* digits, Bin::Form form, Bin::Unit unit) {
        QTest::newRow(digits) << QString::fromLatin1(digits) << static_cast<int>(form) << static_cast<int>(unit);
    };
    row("850140000019", Bin::Form::Resident, Bin::Unit::Head);
    row("850241000028", Bin::Form::Resident, Bin::Unit::Branch);
    row("850350000030", Bin::Form::NonResident, Bin::Unit::Head);
    row("850460000049", Bin::Form::JointEnterprise, Bin::Unit::Head);
    row("850542000054", Bin::Form::Resident, Bin::Unit::Representation);
    row("850663000062", Bin::Form::JointEnterprise, Bin::Unit::Farm);
    row("850140001809", Bin::Form::Resident, Bin::Unit::Head);
    row("850140001810", Bin::Form::Resident, Bin::Unit::Head);
}

void TestIin::goodBinsSayTheirForm()
{
    QFETCH(QString, digits);
    QFETCH(int, form);
    QFETCH(int, unit);
    const Result<Bin> bin = Bin::parse(digits);
    QVERIFY(bin);
    QCOMPARE(bin->toString(), digits);
    QCOMPARE(static_cast<int>(bin->form()), form);
    QVERIFY(bin->unit());
    QCOMPARE(static_cast<int>(*bin->unit()), unit);
    QCOMPARE(Iin::parse(digits).error().code, kIinIsBin);
}

void TestIin::badBinsSayWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* text, ErrorCode code) {
        QTest::newRow(text) << QString::fromLatin1(text) << code.toString();
    };
    row("850140000018", kBinCheckDigit);
    row("85014000001", kBinLength);
    row("8501400OOO19", kBinCharacter);
    row("880101100018", kBinIsIin);
}

void TestIin::badBinsSayWhatIsWrong()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    QCOMPARE(Bin::parse(text).error().code.toString(), code);
}

QTEST_GUILESS_MAIN(TestIin)
#include "tst_iin.moc"
