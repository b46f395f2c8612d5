#include "counterbench.h"

#include <enrolment/slip.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::enrolment;
using casefile::Ending;

/// What the client takes home, for every ending and in every language.
class TestSlip : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyEndingHasItsSlip_data();
    void everyEndingHasItsSlip();
    void whatIsAwaitedIsSaid();
    void aWithdrawalSaysWhatStopsAndWhatIsKept_BIO41_BIO43();
};

void TestSlip::everyEndingHasItsSlip_data()
{
    QTest::addColumn<int>("ending");
    for (const Ending ending : {Ending::Accepted, Ending::Refused, Ending::Negative, Ending::Awaited, Ending::Abandoned,
             Ending::Aborted, Ending::TimedOut, Ending::Withdrawn})
        QTest::newRow(qPrintable(casefile::nameOf(ending))) << static_cast<int>(ending);
}

void TestSlip::everyEndingHasItsSlip()
{
    QFETCH(int, ending);
    const test::CounterBench bench;
    test::FakeClock clock;
    casefile::CaseState state;
    state.id = casefile::CaseId::make(clock);
    state.purpose = QStringLiteral("palm-enrolment");
    state.ending = Ending(ending);
    state.exceptedHands.insert(casefile::Hand::Left, {});
    state.suspicions = {QStringLiteral("this-workstation")};
    QSet<QString> titles;
    for (const core::Language language : core::kLanguages) {
        const Slip slip = slipOf(state, bench.criteria, language);
        QVERIFY(!slip.title.isEmpty());
        titles.insert(slip.title);
        const QString all = slip.lines.join(u'\n');
        QVERIFY(all.contains(bench.criteria.customer.name.in(language)));
        QVERIFY(all.contains(state.id->toString()));
        // Nothing that only staff may know.
        for (const char* word : {"workstation", "suspic", "подозр", "күдік", "0.6"})
            QVERIFY2(!all.contains(QString::fromUtf8(word), Qt::CaseInsensitive), word);
    }
    QCOMPARE(titles.size(), 3);
}

void TestSlip::whatIsAwaitedIsSaid()
{
    const test::CounterBench bench;
    test::FakeClock clock;
    casefile::CaseState state;
    state.id = casefile::CaseId::make(clock);
    state.ending = Ending::Awaited;
    QCOMPARE(
        slipOf(state, bench.criteria, core::Language::English).title, QStringLiteral("Data taken, result awaited"));
}

void TestSlip::aWithdrawalSaysWhatStopsAndWhatIsKept_BIO41_BIO43()
{
    const test::CounterBench bench;
    test::FakeClock clock;
    for (const criteria::ConsentKind kind : criteria::kConsentKinds) {
        const WithdrawalOutlook open = outlookOf(kind, bench.criteria, {});
        QVERIFY(!open.until);
        QCOMPARE(open.keptYears, bench.criteria.retention.clientYears);
        for (const core::Language language : core::kLanguages) {
            QVERIFY(!open.stops.in(language).isEmpty());
            QVERIFY(open.kept.in(language).contains(QString::number(open.keptYears)));
            QVERIFY(!open.passedTo.in(language).isEmpty());
        }
        const WithdrawalOutlook ended = outlookOf(kind, bench.criteria, clock.wall());
        QCOMPARE(core::toQDateTime(*ended.until).date(), core::toQDateTime(clock.wall()).date().addYears(5));
    }
}

QTEST_MAIN(TestSlip)
#include "tst_slip.moc"
