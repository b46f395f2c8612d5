#include <identity/personname.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::identity;

class TestPersonName : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesOfThreeLanguages();
    void oneNameIsEnough();
    void partsAreTidied();
    void otherThingsAreRefused_data();
    void otherThingsAreRefused();
    void whatIsTypedAlikeIsFound();
};

void TestPersonName::namesOfThreeLanguages()
{
    const auto kazakh = PersonName::parse(u"Сынақов", u"Әлімжан", u"Үкіұлы");
    QVERIFY(kazakh);
    QCOMPARE(kazakh->full(), QStringLiteral("Сынақов Әлімжан Үкіұлы"));
    QCOMPARE(kazakh->shownShort(), QStringLiteral("Әлімжан С."));
    QCOMPARE(kazakh->alphabet(), PersonName::Alphabet::Cyrillic);
    const auto russian = PersonName::parse(u"Пробная-Образцова", u"Алёна", u"Тестовна");
    QVERIFY(russian);
    const auto latin = PersonName::parse(u"O'Sample", u"Zoë");
    QVERIFY(latin);
    QCOMPARE(latin->alphabet(), PersonName::Alphabet::Latin);
    QCOMPARE(latin->full(), QStringLiteral("O'Sample Zoë"));
}

void TestPersonName::oneNameIsEnough()
{
    QCOMPARE(PersonName::parse(u"", u"Айгерім")->full(), QStringLiteral("Айгерім"));
    QCOMPARE(PersonName::parse(u"Сынақов", u" ")->shownShort(), QStringLiteral("Сынақов"));
    QCOMPARE(PersonName::parse(u"", u" ", u"Үкіұлы").error().code, kNameEmpty);
}

void TestPersonName::partsAreTidied()
{
    // The same letter, composed and decomposed, with stray spaces.
    const auto name = PersonName::parse(u"  Пробный ", QString::fromUtf8("Али\xD0\xB8\xCC\x86"));
    QVERIFY(name);
    QCOMPARE(name->full(), QStringLiteral("Пробный Алий"));
}

void TestPersonName::otherThingsAreRefused_data()
{
    QTest::addColumn<QString>("surname");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const QString& surname, const QString& given, ErrorCode code) {
        QTest::newRow(name) << surname << given << code.toString();
    };
    row("Latin A in a Cyrillic name", QStringLiteral("Сынaқов"), QStringLiteral("Арман"), kNameMixedAlphabets);
    row("parts in two alphabets", QStringLiteral("Synaqov"), QStringLiteral("Арман"), kNameMixedAlphabets);
    row("digit", QStringLiteral("Сынақ0в"), QStringLiteral("Арман"), kNameCharacter);
    row("markup", QStringLiteral("<b>"), QStringLiteral("Арман"), kNameCharacter);
    row("Greek", QStringLiteral("Αλφα"), QStringLiteral(""), kNameCharacter);
    row("only a hyphen", QStringLiteral("-"), QStringLiteral(""), kNameCharacter);
    row("too long", QString(101, u'а'), QStringLiteral(""), kNameTooLong);
}

void TestPersonName::otherThingsAreRefused()
{
    QFETCH(QString, surname);
    QFETCH(QString, given);
    QFETCH(QString, code);
    const auto name = PersonName::parse(surname, given);
    QVERIFY(!name);
    QCOMPARE(name.error().code.toString(), code);
}

void TestPersonName::whatIsTypedAlikeIsFound()
{
    const auto name = PersonName::parse(u"Сынақов", u"Әлімжан");
    QCOMPARE(name->searchKey(), foldForSearch(u"  СЫНАКОВ алимжан"));
    QVERIFY(foldForSearch(u"Алёна") == foldForSearch(u"АЛЕНА"));
    QVERIFY(foldForSearch(u"Алена") != foldForSearch(u"Алина"));
}

QTEST_GUILESS_MAIN(TestPersonName)
#include "tst_personname.moc"
