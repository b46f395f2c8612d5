#include <identity/phonenumber.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::identity;

class TestPhoneNumber : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyUsualFormIsOneNumber_data();
    void everyUsualFormIsOneNumber();
    void othersAreRefused_data();
    void othersAreRefused();
    void thePrefixHintsAtAMobile();
};

void TestPhoneNumber::everyUsualFormIsOneNumber_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"+77010000001", "+7 701 000 00 01", "8 701 000 00 01", "8 (701) 000-00-01", "77010000001",
             "7010000001", " +7(701)0000001 "})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestPhoneNumber::everyUsualFormIsOneNumber()
{
    QFETCH(QString, text);
    const Result<PhoneNumber> number = PhoneNumber::parse(text);
    QVERIFY(number);
    QCOMPARE(number->e164(), QStringLiteral("+77010000001"));
    QCOMPARE(number->withoutPlus(), QStringLiteral("77010000001"));
    QCOMPARE(number->shown(), QStringLiteral("+7 701 000 00 01"));
    QCOMPARE(PhoneNumber::parse(number->shown())->e164(), number->e164());
}

void TestPhoneNumber::othersAreRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* text, ErrorCode code) {
        QTest::newRow(text) << QString::fromLatin1(text) << code.toString();
    };
    row("", kPhoneLength);
    row("701 000 00 0", kPhoneLength);
    row("+7 701 000 00 011", kPhoneLength);
    row("+7010000001", kPhoneLength);
    row("+87010000001", kPhoneNotKazakh);
    row("+7 495 000 00 00", kPhoneNotKazakh);
    row("97010000001", kPhoneNotKazakh);
    row("701 000 OO 01", kPhoneCharacter);
    row("++77010000001", kPhoneCharacter);
    row("7701+0000001", kPhoneCharacter);
}

void TestPhoneNumber::othersAreRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    const Result<PhoneNumber> number = PhoneNumber::parse(text);
    QVERIFY(!number);
    QCOMPARE(number.error().code.toString(), code);
}

void TestPhoneNumber::thePrefixHintsAtAMobile()
{
    QVERIFY(PhoneNumber::parse(u"+77010000001")->looksMobile());
    QVERIFY(PhoneNumber::parse(u"+77470000001")->looksMobile());
    QVERIFY(PhoneNumber::parse(u"+77770000001")->looksMobile());
    QVERIFY(!PhoneNumber::parse(u"+77270000001")->looksMobile());
    QVERIFY(!PhoneNumber::parse(u"+77500000001")->looksMobile());
}

QTEST_GUILESS_MAIN(TestPhoneNumber)
#include "tst_phonenumber.moc"
