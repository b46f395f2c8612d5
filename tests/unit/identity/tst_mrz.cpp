#include <identity/mrz.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::identity;

class TestMrz : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theCheckDigitIsIcaos();
    void aCardIsTakenApart();
    void aPassportIsTakenApart();
    void typingHabitsDoNotMatter();
    void oneConfusionIsOfferedNeverTaken();
    void everySingleConfusionIsMended_data();
    void everySingleConfusionIsMended();
    void severalConfusionsTogether();
    void confusionsThatCancelOutAreSeen();
    void ofTwoEqualMendingsNoneIsOffered();
    void aConfusedNumberIsMendedByItsCheckDigit();
    void whatCannotBeMendedSaysWhere();
    void theIinInTheZoneIsHeldToItsOwnDigit();
    void birthAgainstIinOnlyWarns();
    void centuries();
    void otherThingsAreNoZone_data();
    void otherThingsAreNoZone();
};

namespace {
const QString kArman = QStringLiteral("IDKAZ0000000011900101500010<<<\n"
                                      "9001011M3501014KAZ<<<<<<<<<<<7\n"
                                      "SYNTHETIC<<ARMAN<<<<<<<<<<<<<<\n");
const QString kAigerim = QStringLiteral("IDKAZ0000000022951231600025<<<\n"
                                        "9512313F3502022KAZ<<<<<<<<<<<8\n"
                                        "SYNTHETIC<<AIGERIM<<<<<<<<<<<<\n");

QChar digit(const QString& field)
{
    return QChar(u'0' + *mrzCheckDigit(field));
}

/// A passport whose check digits are right for what is given.
QString passport(const QString& number, const QString& birth, const QString& personal)
{
    const QString numbered = number + digit(number);
    const QString born = birth + digit(birth);
    const QString rest = QStringLiteral("350202") + digit(QStringLiteral("350202")) + personal + digit(personal);
    const QString line = numbered + QStringLiteral("KAZ") + born + u'F' + rest;
    return QStringLiteral("P<KAZSYNTHETIC<<AIGERIM<ANNA<<<<<<<<<<<<<<<<\n") + line + digit(numbered + born + rest);
}

QStringList codes(const MrzReading& reading)
{
    QStringList all;
    for (const Error& fault : reading.faults)
        all.append(fault.code.toString() + u' ' + fault.values.join(u' '));
    return all;
}
} // namespace

void TestMrz::theCheckDigitIsIcaos()
{
    // The worked examples of ICAO Doc 9303 part 3.
    QCOMPARE(mrzCheckDigit(u"520727"), std::optional(3));
    QCOMPARE(mrzCheckDigit(u"L898902C3"), std::optional(6));
    QCOMPARE(mrzCheckDigit(u"ZE184226B<<<<<"), std::optional(1));
    QVERIFY(!mrzCheckDigit(u"a"));
}

void TestMrz::aCardIsTakenApart()
{
    const auto reading = readMrz(kAigerim);
    QVERIFY(reading);
    QVERIFY2(reading->isGood(), qPrintable(codes(*reading).join(u'\n')));
    QVERIFY(!reading->offered);
    const Mrz& zone = reading->asRead;
    QCOMPARE(zone.format, Mrz::Format::Td1);
    QCOMPARE(zone.kind(), std::optional(DocumentKind::IdentityCard));
    QCOMPARE(zone.number, QStringLiteral("000000002"));
    QCOMPARE(zone.iin->toString(), QStringLiteral("951231600025"));
    QCOMPARE(zone.birth, QStringLiteral("951231"));
    QCOMPARE(zone.sex, std::optional(Sex::Female));
    QCOMPARE(zone.validUntil, QDate(2035, 2, 2));
    QCOMPARE(zone.nationality, QStringLiteral("KAZ"));
    QCOMPARE(zone.surname, QStringLiteral("SYNTHETIC"));
    QCOMPARE(zone.given, QStringLiteral("AIGERIM"));
    QVERIFY(zone.birthAgreesWithIin());
}

void TestMrz::aPassportIsTakenApart()
{
    const auto reading =
        readMrz(passport(QStringLiteral("N00000001"), QStringLiteral("951231"), QStringLiteral("951231600025<<")));
    QVERIFY(reading);
    QVERIFY2(reading->isGood(), qPrintable(codes(*reading).join(u'\n')));
    QCOMPARE(reading->asRead.format, Mrz::Format::Td3);
    QCOMPARE(reading->asRead.kind(), std::optional(DocumentKind::Passport));
    QCOMPARE(reading->asRead.number, QStringLiteral("N00000001"));
    QCOMPARE(reading->asRead.iin->toString(), QStringLiteral("951231600025"));
    QCOMPARE(reading->asRead.given, QStringLiteral("AIGERIM ANNA"));

    // Without a personal number its check digit may be filling.
    QString bare = passport(QStringLiteral("N00000001"), QStringLiteral("951231"), QString(14, u'<'));
    bare[bare.size() - 2] = u'<';
    QVERIFY(readMrz(bare)->isGood());
    QVERIFY(!readMrz(bare)->asRead.iin);
}

void TestMrz::typingHabitsDoNotMatter()
{
    QString spaced = kArman.toLower();
    spaced.insert(10, u' ');
    spaced.replace(u'\n', QStringLiteral("\r\n\r\n"));
    QVERIFY(readMrz(spaced)->isGood());
    QVERIFY(readMrz(QString(kArman).remove(u'\n'))->isGood());
}

void TestMrz::oneConfusionIsOfferedNeverTaken()
{
    QString text = kArman;
    text[text.indexOf(QStringLiteral("9001011M")) + 1] = u'O'; // in the birth date
    const auto reading = readMrz(text);
    QVERIFY(!reading->isGood());
    QCOMPARE(codes(*reading), QStringList{QStringLiteral("identity.mrz-misplaced 2 2")});
    QCOMPARE(reading->asRead.birth, QStringLiteral("9O0101"));
    QVERIFY(reading->offered);
    QCOMPARE(reading->offered->birth, QStringLiteral("900101"));
    QCOMPARE(reading->corrections, (QList<MrzCorrection>{{2, 2, u'O', u'0'}}));
}

void TestMrz::everySingleConfusionIsMended_data()
{
    QTest::addColumn<QString>("good");
    QTest::newRow("card") << kArman;
    QTest::newRow("other card") << kAigerim;
    QTest::newRow("passport") << passport(
        QStringLiteral("N81000810"), QStringLiteral("880101"), QStringLiteral("880101100018<<"));
}

void TestMrz::everySingleConfusionIsMended()
{
    QFETCH(QString, good);
    QVERIFY(readMrz(good)->isGood());
    const QString from = QStringLiteral("0O1I8B");
    const QString to = QStringLiteral("O0I1B8");
    int tried = 0;
    for (qsizetype i = 0; i < good.size(); ++i) {
        const qsizetype which = from.indexOf(good[i]);
        if (which < 0)
            continue;
        QString text = good;
        text[i] = to[which];
        const auto reading = readMrz(text);
        QVERIFY(reading);
        QVERIFY2(!reading->isGood(), qPrintable(text));
        QVERIFY2(reading->offered, qPrintable(text));
        QCOMPARE(reading->offered->lines.join(QString()), QString(good).remove(u'\n'));
        QCOMPARE(reading->corrections.size(), 1);
        ++tried;
    }
    QVERIFY(tried > 15);
}

void TestMrz::severalConfusionsTogether()
{
    // A reader that takes every nought for a letter O, and every I for a one.
    QString text = kArman;
    text.replace(u'0', u'O').replace(u'I', u'1');
    const auto reading = readMrz(text);
    QVERIFY(!reading->isGood());
    QVERIFY(reading->offered);
    QCOMPARE(reading->offered->lines.join(QString()), QString(kArman).remove(u'\n'));
    QVERIFY(reading->corrections.size() > 15);
}

void TestMrz::confusionsThatCancelOutAreSeen()
{
    // Weights 7 and 3 make ten: the sums hold, the shape of the number does not.
    QString text = kArman;
    text.replace(QStringLiteral("KAZ0000000011"), QStringLiteral("KAZOO00000011"));
    const auto reading = readMrz(text);
    QCOMPARE(codes(*reading),
        (QStringList{QStringLiteral("identity.mrz-misplaced 1 6"), QStringLiteral("identity.mrz-misplaced 1 7")}));
    QCOMPARE(reading->offered->number, QStringLiteral("000000001"));
}

void TestMrz::aConfusedNumberIsMendedByItsCheckDigit()
{
    // An unusual number is a number all the same while its check digit holds.
    const QString good =
        passport(QStringLiteral("N2345B679"), QStringLiteral("951231"), QStringLiteral("951231600025<<"));
    QVERIFY(readMrz(good)->isGood());
    QString text = good;
    text.replace(QStringLiteral("5B6"), QStringLiteral("586"));
    const auto reading = readMrz(text);
    QVERIFY(!reading->isGood());
    QCOMPARE(reading->asRead.number, QStringLiteral("N23458679"));
    QVERIFY(reading->offered);
    QCOMPARE(reading->offered->number, QStringLiteral("N2345B679"));
}

void TestMrz::ofTwoEqualMendingsNoneIsOffered()
{
    QString text = passport(QStringLiteral("NO1000001"), QStringLiteral("951231"), QStringLiteral("951231600025<<"));
    QVERIFY(readMrz(text)->isGood());
    // Any of three noughts under the same weight could be the letter.
    text.replace(QStringLiteral("NO10"), QStringLiteral("N010"));
    QVERIFY(!readMrz(text)->isGood());
    QVERIFY(!readMrz(text)->offered);
}

void TestMrz::whatCannotBeMendedSaysWhere()
{
    QString text = kArman;
    text.replace(QStringLiteral("3501014"), QStringLiteral("3501015"));
    const auto reading = readMrz(text);
    QVERIFY(!reading->offered);
    QCOMPARE(codes(*reading), QStringList{QStringLiteral("identity.mrz-check-digit 2 15")});

    text = kArman;
    text.replace(QStringLiteral("<<<<7\n"), QStringLiteral("<<<<6\n"));
    QCOMPARE(codes(*readMrz(text)), QStringList{QStringLiteral("identity.mrz-check-digit 2 30")});

    text = kArman;
    text.replace(QStringLiteral("1M35"), QStringLiteral("1Q35"));
    QCOMPARE(codes(*readMrz(text)), QStringList{QStringLiteral("identity.mrz-misplaced 2 8")});

    text = passport(QStringLiteral("N00000001"), QStringLiteral("951331"), QString(14, u'<'));
    QCOMPARE(codes(*readMrz(text)), QStringList{QStringLiteral("identity.mrz-date 2 14")});
}

void TestMrz::theIinInTheZoneIsHeldToItsOwnDigit()
{
    const auto reading =
        readMrz(passport(QStringLiteral("N00000001"), QStringLiteral("951231"), QStringLiteral("951231600026<<")));
    QCOMPARE(codes(*reading), QStringList{QStringLiteral("identity.mrz-iin 2 29")});
    QVERIFY(!reading->asRead.iin);
}

void TestMrz::birthAgainstIinOnlyWarns()
{
    const auto reading =
        readMrz(passport(QStringLiteral("N00000001"), QStringLiteral("951230"), QStringLiteral("951231600025<<")));
    QVERIFY(reading->isGood());
    QVERIFY(!reading->asRead.birthAgreesWithIin());
}

void TestMrz::centuries()
{
    const QDate today(2026, 7, 12);
    const auto born = [&today](const QString& date) {
        return readMrz(passport(QStringLiteral("N00000001"), date, QString(14, u'<')))->asRead.birthDate(today);
    };
    QCOMPARE(born(QStringLiteral("260712")), std::optional(QDate(2026, 7, 12)));
    QCOMPARE(born(QStringLiteral("260713")), std::optional(QDate(1926, 7, 13)));
    QCOMPARE(born(QStringLiteral("95<<<<")), std::optional<QDate>());
    QVERIFY(readMrz(passport(QStringLiteral("N00000001"), QStringLiteral("95<<<<"), QString(14, u'<')))->isGood());
}

void TestMrz::otherThingsAreNoZone_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const QString& text, ErrorCode code) {
        QTest::newRow(name) << text << code.toString();
    };
    row("empty", QString(), kMrzShape);
    row("one line", kArman.section(u'\n', 0, 0), kMrzShape);
    row("a character short", QString(kArman).remove(5, 1), kMrzShape);
    row("two lines of a card", kArman.section(u'\n', 0, 1), kMrzShape);
    row("endless", QString(5000, u'<'), kMrzShape);
    row("Cyrillic", QString(kArman).replace(u'Y', QStringLiteral("У")), kMrzCharacter);
    row("guillemets", QString(kArman).replace(QStringLiteral("<<<\n9"), QStringLiteral("««<\n9")), kMrzCharacter);
}

void TestMrz::otherThingsAreNoZone()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    const auto reading = readMrz(text);
    QVERIFY(!reading);
    QCOMPARE(reading.error().code.toString(), code);
}

QTEST_GUILESS_MAIN(TestMrz)
#include "tst_mrz.moc"
