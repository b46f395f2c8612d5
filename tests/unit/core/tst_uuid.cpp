#include "support/fakeclock.h"

#include <core/uuid.h>

#include <QSet>
#include <QTest>

using namespace tirkeu;

class TestUuid : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itCarriesVersionAndTime();
    void orderIsTheOrderOfMaking();
    void parsingIsStrict();
};

void TestUuid::itCarriesVersionAndTime()
{
    const test::FakeClock clock(u"2100-01-01T00:00:00.000Z");
    const QString text = core::Uuid::make(clock).toString();
    QCOMPARE(text.size(), 36);
    QCOMPARE(text.at(14), u'7');
    QVERIFY(QStringLiteral("89ab").contains(text.at(19)));
    const qint64 milliseconds = (text.left(8) + text.mid(9, 4)).toLongLong(nullptr, 16);
    QCOMPARE(milliseconds, clock.wall().time_since_epoch().count());
}

void TestUuid::orderIsTheOrderOfMaking()
{
    test::FakeClock clock(u"2101-01-01T00:00:00.000Z");
    core::Uuid last = core::Uuid::make(clock);
    for (int i = 0; i < 10'000; ++i) {
        const core::Uuid next = core::Uuid::make(clock);
        QVERIFY(last < next);
        last = next;
    }
    clock.setWall(u"2099-01-01T00:00:00Z"); // a clock set back must not break the order
    QVERIFY(last < core::Uuid::make(clock));
}

void TestUuid::parsingIsStrict()
{
    const QString good = QStringLiteral("0190a5b0-1234-7abc-8def-0123456789ab");
    QCOMPARE(core::Uuid::parse(good).value().toString(), good);
    for (const QString& bad : {QString(), good.chopped(1), good + u'0', QStringLiteral("{") + good.mid(1),
             QString(good).replace(u'-', u'0'), QString(good).replace(u'9', u'g')})
        QVERIFY(!core::Uuid::parse(bad));
}

QTEST_GUILESS_MAIN(TestUuid)
#include "tst_uuid.moc"
