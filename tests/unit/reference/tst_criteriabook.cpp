#include "support/fakeclock.h"
#include "support/testfiles.h"
#include "unit/criteria/democriteria.h"

#include <core/json.h>
#include <reference/criteriabook.h>

#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::reference;

// BIO-4: the last good criteria stay in force at the gateway too, and what does not hold is given out to nobody.
class TestCriteriaBook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aVersionOfOneOfficerIsPassedOver();
    void withoutAnyGoodOneThereIsNone();

private:
    [[nodiscard]] CriteriaFolder folder(const QString& path) const
    {
        return {{.folder = path,
                    .trust = test::demoPki().nationalTrust(),
                    .firstOfficers = test::demoOfficers(),
                    .isDemo = true},
            m_clock};
    }
    [[nodiscard]] QByteArray version(int number) const
    {
        return test::signedByBoth(
            test::changed(test::demoCriteria(), QStringLiteral("version"), number), m_clock.wall());
    }
    [[nodiscard]] QByteArray byOne(int number) const
    {
        pki::SoftwareKey officer = test::demoPki().signature(simulation::DemoPerson::OfficerOne);
        return criteria::signCriteria(
            core::writeJson(test::changed(test::demoCriteria(), QStringLiteral("version"), number)), officer,
            m_clock.wall())
            .value();
    }
    test::FakeClock m_clock;
};

void TestCriteriaBook::aVersionOfOneOfficerIsPassedOver()
{
    const QTemporaryDir place;
    CriteriaFolder book = folder(place.path());
    QVERIFY(book.offer(version(1)));
    QVERIFY(!book.fault());
    test::writeFile(place.filePath(QStringLiteral("criteria-0000000002.p7m")), byOne(2));
    QVERIFY(book.load());
    QVERIFY(book.fault());
    QVERIFY(book.current());
    QCOMPARE(book.current()->version, 1);
    QVERIFY(!book.version(2));
    QVERIFY(book.signedAfter(1).isEmpty());
    QCOMPARE(book.signedAfter(0), test::readFile(place.filePath(QStringLiteral("criteria-0000000001.p7m"))));

    // Two officers put it right.
    QVERIFY(book.offer(version(2)));
    QVERIFY(!book.fault());
    QCOMPARE(book.current()->version, 2);
    QVERIFY(!book.signedAfter(1).isEmpty());
}

void TestCriteriaBook::withoutAnyGoodOneThereIsNone()
{
    const QTemporaryDir place;
    test::writeFile(place.filePath(QStringLiteral("criteria-0000000001.p7m")), byOne(1));
    CriteriaFolder book = folder(place.path());
    QVERIFY(!book.load());
    QVERIFY(!book.current());
}

QTEST_GUILESS_MAIN(TestCriteriaBook)
#include "tst_criteriabook.moc"
