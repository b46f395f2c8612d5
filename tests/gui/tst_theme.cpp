#include "support/testfiles.h"

#include "theme/fonts.h"
#include "theme/theme.h"

#include <QApplication>
#include <QTest>

using namespace tirkeu::workstation;

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTextStandsOutFromItsGround_data();
    void everyTextStandsOutFromItsGround();
    void controlsAndFocusStandOut_data() { everyScheme(); }
    void controlsAndFocusStandOut();
    void contrastIsMeasuredAsWcagDoes();
    void theFontsHoldEveryKazakhLetter();
    void aFontThatIsNotWholeIsFound_data();
    void aFontThatIsNotWholeIsFound();
    void everyIconOfTheListIsThere();
    void anIconIsDrawnOnceForAll();

private:
    static void everyScheme();
};

void TestTheme::everyScheme()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << static_cast<int>(Scheme::Light);
    QTest::newRow("dark") << static_cast<int>(Scheme::Dark);
    QTest::newRow("high contrast") << static_cast<int>(Scheme::HighContrast);
}

void TestTheme::everyTextStandsOutFromItsGround_data()
{
    everyScheme();
}

void TestTheme::everyTextStandsOutFromItsGround()
{
    QFETCH(int, scheme);
    for (const TextPair& pair : textPairs()) {
        const double ratio =
            contrast(colour(static_cast<Scheme>(scheme), pair.text), colour(static_cast<Scheme>(scheme), pair.ground));
        QVERIFY2(ratio >= 4.5,
            qPrintable(QStringLiteral("%1 on %2: %3").arg(roleName(pair.text), roleName(pair.ground)).arg(ratio)));
    }
}

void TestTheme::controlsAndFocusStandOut()
{
    QFETCH(int, scheme);
    const auto at = [scheme](Role role) {
        return colour(static_cast<Scheme>(scheme), role);
    };
    for (const Role ground : {Role::Window, Role::Surface}) {
        QVERIFY(contrast(at(Role::ControlLine), at(ground)) >= 3.0);
        QVERIFY(contrast(at(Role::Focus), at(ground)) >= 3.0);
        QVERIFY(contrast(at(Role::Accent), at(ground)) >= 3.0);
    }
}

void TestTheme::contrastIsMeasuredAsWcagDoes()
{
    QCOMPARE(qRound(contrast(Qt::black, Qt::white)), 21);
    QCOMPARE(qRound(contrast(QColor(0x77, 0x77, 0x77), Qt::white) * 100), 448); // the textbook's near miss
}

void TestTheme::theFontsHoldEveryKazakhLetter()
{
    const Theme theme(*qApp);
    QVERIFY(Theme::fontsAreComplete());
}

void TestTheme::aFontThatIsNotWholeIsFound_data()
{
    QTest::addColumn<QByteArray>("font");
    QTest::addColumn<QString>("letters");
    QTest::addColumn<bool>("isGood");
    const QByteArray whole =
        tirkeu::test::readFile(tirkeu::test::sourcePath(QStringLiteral("resources/fonts/NotoSans-Bold.ttf")));
    const QString kazakh = QStringLiteral("ӘәҢң");
    QByteArray nameless = whole;
    nameless.replace(nameless.indexOf("cmap"), 4, "cmax"); // draws everything and knows no letter,
    nameless.replace(nameless.indexOf("post"), 4, "posx"); // nor the names that letters could be made up from
    QTest::newRow("whole") << whole << kazakh << true;
    // Some font of the system has them, which helps nobody whose system has none.
    QTest::newRow("a letter it has not") << whole << QString(kazakh + QStringLiteral("漢")) << false;
    QTest::newRow("no letters") << nameless << kazakh << false;
    QTest::newRow("cut to a tenth") << whole.first(whole.size() / 10) << kazakh << false;
    QTest::newRow("empty") << QByteArray() << kazakh << false;
}

void TestTheme::aFontThatIsNotWholeIsFound()
{
    QFETCH(QByteArray, font);
    QFETCH(QString, letters);
    QFETCH(bool, isGood);
    QCOMPARE(drawsEvery(font, letters), isGood);
}

void TestTheme::everyIconOfTheListIsThere()
{
    const Theme theme(*qApp);
    for (const char* name : {"check", "warning", "error", "info", "token", "lock", "palm", "online", "offline"})
        QVERIFY2(!theme.picture(QLatin1StringView(name), 24).isNull(), name);
    QVERIFY(theme.picture(QStringLiteral("no such icon"), 24).isNull());
}

// Whoever goes from page to page and changes the colours there and back leaves nothing behind.
void TestTheme::anIconIsDrawnOnceForAll()
{
    Theme theme(*qApp);
    theme.setScheme(Scheme::Light);
    const auto drawn = [&theme](int size, Role role) {
        return theme.picture(QStringLiteral("palm"), size, role).cacheKey();
    };
    const qint64 light = drawn(24, Role::Text);
    QCOMPARE(drawn(24, Role::Text), light);
    QVERIFY(drawn(30, Role::Text) != light);
    QVERIFY(drawn(24, Role::Error) != light);
    theme.setScheme(Scheme::Dark);
    QVERIFY(drawn(24, Role::Text) != light);
    theme.setScalePercent(200);
    QVERIFY(drawn(24, Role::Text) != light);
    QCOMPARE(theme.picture(QStringLiteral("palm"), 24).width(), qRound(48 * qApp->devicePixelRatio()));
    theme.setScalePercent(100);
    theme.setScheme(Scheme::Light);
    QCOMPARE(drawn(24, Role::Text), light);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
