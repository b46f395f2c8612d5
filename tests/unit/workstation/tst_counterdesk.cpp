#include "bootstrap/counterdesk.h"
#include "unit/enrolment/counterbench.h"

#include <QTest>

#include <algorithm>

using namespace tirkeu;
using namespace tirkeu::workstation;
using casefile::Hand;
using enrolment::CaseDesk;

/// What a counter keeps from one case to the next.
class TestCounterDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theNextCaseReadsNoPalmAgain();
    void whatIsAwaitedIsItsTellersAlone();
    void anAnswerThatCameIsFinishedFromTheList();

private:
    void awaitAResult(); ///< of a verification: no palm of the client is known here
    [[nodiscard]] Result<> enrol(std::uint64_t person, QStringView iin);
    std::unique_ptr<test::CounterBench> m_bench;
    std::unique_ptr<CounterDesk> m_counter;
};

void TestCounterDesk::init()
{
    m_counter = std::make_unique<CounterDesk>();
    m_bench = std::make_unique<test::CounterBench>();
    VERIFY_RESULT(m_bench->vault.create());
}

Result<> TestCounterDesk::enrol(std::uint64_t person, QStringView iin)
{
    test::CounterBench& bench = *m_bench;
    m_counter->renew(bench.store(), bench.criteria, bench.teller);
    bench.desk.emplace(bench.store(), bench.criteria, bench.teller, m_counter->palms);
    const auto number = identity::Iin::parse(iin);
    const Result<> opened =
        bench.desk->open({QStringLiteral("palm-enrolment"), number.value(), core::Language::Kazakh});
    if (!opened)
        return opened;
    if (const Result<> recorded = bench.recordClient(); !recorded)
        return recorded;
    if (const Result<> agreed = bench.consent(); !agreed)
        return agreed;
    for (const Hand hand : {Hand::Right, Hand::Left}) {
        bench.scanner.clear();
        bench.scanner.thenSamples(test::handOf(person, hand), 8);
        if (const auto end = bench.palm(hand); !end)
            return failure(end);
    }
    return bench.finish();
}

// The palms of everybody are opened once; a further case reads those of its own client, which change under its hands.
void TestCounterDesk::theNextCaseReadsNoPalmAgain()
{
    VERIFY_RESULT(enrol(7, u"951231600025"));
    VERIFY_RESULT(enrol(8, u"930315500178"));
    const auto palms = m_counter->palms;
    VERIFY_RESULT(palms->refresh(m_bench->store()));
    QCOMPARE(palms->size(), 4U); // what was enrolled meanwhile is known
    const int before = palms->readings();
    VERIFY_RESULT(palms->refresh(m_bench->store()));
    QCOMPARE(palms->readings(), before);
    m_counter->renew(m_bench->store(), m_bench->criteria, m_bench->teller);
    QCOMPARE(m_counter->palms.get(), palms.get());
    VERIFY_RESULT(m_counter->desk->open(
        {QStringLiteral("palm-enrolment"), identity::Iin::parse(u"880101100018").value(), core::Language::Kazakh}));
    VERIFY_RESULT(m_counter->palms->refresh(m_bench->store()));
    QCOMPARE(palms->readings(), before + 1); // of this client alone
    m_counter->drop();
    QVERIFY(!m_counter->palms); // nothing of it outlives the opened vault
}

void TestCounterDesk::awaitAResult()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(bench.desk->end(casefile::Ending::Aborted)); // consents stand, no palm was enrolled here
    VERIFY_RESULT(bench.sign());
    VERIFY_RESULT(bench.openCase(QStringLiteral("palm-verification")));
    VERIFY_RESULT(bench.recordClient());
    bench.scanner.thenSamples(test::handOf(7, Hand::Right), 8);
    VERIFY_RESULT(bench.palm(Hand::Right));
    VERIFY_RESULT(bench.finish());
    QCOMPARE(bench.desk->state().ending, casefile::Ending::Awaited);
}

// However many cases ended since: it stands there for its teller and for supervisors, and for nobody else.
void TestCounterDesk::whatIsAwaitedIsItsTellersAlone()
{
    test::CounterBench& bench = *m_bench;
    awaitAResult();
    const casefile::CaseId awaited = *bench.desk->state().id;
    for (int later = 0; later < 401; ++later) {
        CaseDesk desk(bench.store(), bench.criteria, bench.teller);
        VERIFY_RESULT(desk.open(
            {QStringLiteral("palm-enrolment"), identity::Iin::parse(u"930315500178").value(), core::Language::Kazakh}));
        VERIFY_RESULT(bench.store().append({casefile::Kind::CaseEnded, bench.vault.clock.wall(), bench.teller.id,
            desk.state().client, desk.state().id, {{QStringLiteral("ending"), QStringLiteral("aborted")}}}));
    }
    const auto listed = [&](const QString& actor, bool isSupervisor) {
        const auto all = counterdesk::waiting(bench.store(), bench.criteria, actor, isSupervisor);
        return all && std::ranges::any_of(*all, [&](const WaitingCase& one) { return one.id == awaited; });
    };
    QVERIFY(listed(bench.teller.id, false));
    QVERIFY(listed(bench.supervisor, true));
    QVERIFY(!listed(bench.supervisor, false));
}

// Home › To finish: the answer is there, the case is taken up again, decided, signed, and gone from the list.
void TestCounterDesk::anAnswerThatCameIsFinishedFromTheList()
{
    test::CounterBench& bench = *m_bench;
    awaitAResult();
    const casefile::CaseId awaited = *bench.desk->state().id;
    const auto listedFor = [&]() -> std::optional<WaitingCase::For> {
        const auto all = counterdesk::waiting(bench.store(), bench.criteria, bench.teller.id, false);
        for (const WaitingCase& one : all.value_or(QList<WaitingCase>())) {
            if (one.id == awaited)
                return one.what;
        }
        return {};
    };
    QVERIFY(listedFor() == WaitingCase::For::Answer);
    casefile::MatchResult result;
    result.outcome = casefile::MatchOutcome::Match;
    result.probe = bench.desk->state().templates.firstKey().toString();
    VERIFY_RESULT(bench.store().append({casefile::Kind::AnswerReceived, bench.vault.clock.wall(),
        QStringLiteral("gateway"), bench.desk->state().client, awaited,
        {{QStringLiteral("comparison"), bench.desk->state().comparisons.firstKey().toString()},
            {QStringLiteral("outcome"), QStringLiteral("match")}, {QStringLiteral("result"), result.toJson()}}}));
    QVERIFY(listedFor() == WaitingCase::For::Finish);
    bench.desk.emplace(bench.store(), bench.criteria, bench.teller);
    VERIFY_RESULT(counterdesk::take(*bench.desk, bench.store(), awaited, false));
    QVERIFY(bench.desk->state().phase == casefile::Phase::Open);
    VERIFY_RESULT(counterdesk::decide(*bench.desk, {}));
    QCOMPARE(bench.desk->state().ending, casefile::Ending::Accepted);
    QVERIFY(listedFor() == WaitingCase::For::Signature);
    VERIFY_RESULT(bench.sign());
    QVERIFY(!listedFor());
}

QTEST_MAIN(TestCounterDesk)
#include "tst_counterdesk.moc"
