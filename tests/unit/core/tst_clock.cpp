#include "support/fakeclock.h"

#include <QTest>

using namespace tirkeu;

class TestClock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isoTextSurvivesARoundTrip();
    void otherSpellingsAreRefused_data();
    void otherSpellingsAreRefused();
    void peopleSeeKazakhstanTime();
};

void TestClock::isoTextSurvivesARoundTrip()
{
    const auto time = core::fromIsoText(u"2026-07-12T04:00:00.125Z");
    QVERIFY(time);
    QCOMPARE(core::toIsoText(*time), QStringLiteral("2026-07-12T04:00:00.125Z"));
    QCOMPARE(core::fromIsoText(u"2026-07-12T04:00:00Z").value().time_since_epoch().count(), 1783828800000);
}

void TestClock::otherSpellingsAreRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
        {"", "2026-07-12", "2026-07-12T04:00:00", "2026-07-12T04:00:00+05:00", "2026-13-12T04:00:00Z",
            "2026-07-12 04:00:00Z", "2026-07-12T04:00:00.1Z", "2026-02-30T04:00:00Z", "2026-07-12T24:60:00Z"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestClock::otherSpellingsAreRefused()
{
    QFETCH(QString, text);
    QVERIFY(!core::fromIsoText(text));
}

void TestClock::peopleSeeKazakhstanTime()
{
    const test::FakeClock clock(u"2026-07-12T19:30:00Z");
    QCOMPARE(core::shownDate(clock.wall()), QStringLiteral("13.07.2026"));
    QCOMPARE(core::shownTime(clock.wall()), QStringLiteral("00:30"));
    QCOMPARE(core::shownDateTime(clock.wall()), QStringLiteral("13.07.2026 00:30 (UTC+5)"));
}

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
