#include "counterbench.h"

#include <QJsonArray>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::enrolment;
using casefile::Hand;
using casefile::Kind;

// What services outside the bank say of the client at the counter, and what the case makes of it.
class TestServiceWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aSuspicionIsTheSupervisors_BIO37();
    void nobodyAsksOfWhoeverRefused_BIO37();
    void nobodyAsksWhereNoPalmCanBeScanned_BIO37();
    void whatIdecSaidIsKeptAsItCame_MFO34();

private:
    [[nodiscard]] Result<> showHands(std::uint64_t person, int firstSample = 0);
    [[nodiscard]] std::vector<casefile::Event> events(Kind kind) const;
    std::unique_ptr<test::CounterBench> m_bench;
};

void TestServiceWords::init()
{
    m_bench = std::make_unique<test::CounterBench>();
    VERIFY_RESULT(m_bench->vault.create());
}

Result<> TestServiceWords::showHands(std::uint64_t person, int firstSample)
{
    for (const Hand hand : {Hand::Right, Hand::Left}) {
        m_bench->scanner.clear();
        m_bench->scanner.thenSamples(test::handOf(person, hand), 8, simulation_palm::Attack::None, firstSample);
        if (const auto end = m_bench->palm(hand); !end)
            return failure(end);
    }
    return {};
}

std::vector<casefile::Event> TestServiceWords::events(Kind kind) const
{
    std::vector<casefile::Event> found;
    const auto all = m_bench->store().journal().eventsOf(*m_bench->desk->state().id);
    for (const casefile::Event& event : all.value_or(std::vector<casefile::Event>())) {
        if (event.kind == kind)
            found.push_back(event);
    }
    return found;
}

void TestServiceWords::aSuspicionIsTheSupervisors_BIO37()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    QVERIFY(!bench.desk->suspicionToAsk()); // nothing is to be decided yet
    VERIFY_RESULT(showHands(7));
    const auto asked = bench.desk->suspicionToAsk();
    QVERIFY(asked);
    QCOMPARE(asked->iin, QStringLiteral("951231600025"));
    QCOMPARE(asked->purpose, QStringLiteral("palm-enrolment"));
    QVERIFY(asked->about == wire::SuspicionAsked::About::Decision);
    ServiceWord word{QStringLiteral("suspicion"), core::Uuid::make(bench.vault.clock), QString(casefile::kSuspected),
        QStringLiteral("anti-fraud"), QStringLiteral("found-before")};
    // Of a case that is not in hand any more nothing is taken.
    VERIFY_RESULT(bench.desk->takeServiceWord(casefile::CaseId::make(bench.vault.clock), word));
    QVERIFY(bench.desk->state().suspicions.isEmpty());
    for (int again = 0; again < 2; ++again) { // as after an answer that was awaited: it is one suspicion
        VERIFY_RESULT(bench.desk->takeServiceWord(*bench.desk->state().id, word));
        QCOMPARE(bench.desk->state().suspicions, QStringList{QStringLiteral("suspicion")});
    }
    VERIFY_RESULT(bench.desk->decide());
    QVERIFY(bench.desk->state().hasOpenQuestion());
    QVERIFY(!bench.desk->state().decision);
    QVERIFY(!bench.desk->suspicionToAsk()); // it is a person's now
    const auto questions = events(Kind::QuestionRaised);
    QCOMPARE(questions.size(), std::size_t(1));
    QVERIFY(questions.front().fields.value(u"reasons").toArray().contains(QStringLiteral("suspicion")));
    VERIFY_RESULT(bench.desk->answerQuestion(bench.supervisor, true, QStringLiteral("the bank knows why")));
    QCOMPARE(bench.desk->state().decision, std::optional(casefile::Outcome::Accepted));
}

void TestServiceWords::nobodyAsksOfWhoeverRefused_BIO37()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent(false));
    QVERIFY(stepNow(bench.desk->plan()) == criteria::Step::Decision);
    QVERIFY(!bench.desk->suspicionToAsk());
}

void TestServiceWords::nobodyAsksWhereNoPalmCanBeScanned_BIO37()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    for (const Hand hand : {Hand::Right, Hand::Left})
        VERIFY_RESULT(bench.desk->exceptHand(hand, bench.supervisor));
    QVERIFY(stepNow(bench.desk->plan()) == criteria::Step::Decision);
    QVERIFY(!bench.desk->suspicionToAsk());
}

void TestServiceWords::whatIdecSaidIsKeptAsItCame_MFO34()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    const QByteArray document("what IDEC signed, byte for byte");
    VERIFY_RESULT(bench.desk->takeServiceWord(
        *bench.desk->state().id, {QStringLiteral("face-comparison"), core::Uuid::make(bench.vault.clock),
                                     QStringLiteral("match"), QStringLiteral("idec"), {}, document}));
    QVERIFY(bench.desk->state().suspicions.isEmpty());
    const auto asked = events(Kind::ServiceAsked);
    QCOMPARE(asked.size(), std::size_t(1));
    const QString evidence = asked.front().fields.value(u"evidence").toString();
    bool isKept = false;
    const auto objects = bench.store().objectsOf(*bench.desk->state().client);
    VERIFY_RESULT(objects);
    for (const vault::ObjectInfo& object : *objects)
        isKept =
            isKept || (object.id.toString() == evidence && bench.store().readObject(object.id).value() == document);
    QVERIFY(isKept);
    // That it was asked in vain is no suspicion.
    VERIFY_RESULT(bench.desk->takeServiceWord(*bench.desk->state().id,
        {QStringLiteral("suspicion"), core::Uuid::make(bench.vault.clock), QString(kServiceNotReached)}));
    QVERIFY(bench.desk->state().suspicions.isEmpty());
    // Where nothing was sent there is no number of a call.
    VERIFY_RESULT(bench.desk->takeServiceWord(
        *bench.desk->state().id, {QStringLiteral("suspicion"), core::Uuid(), QStringLiteral("not-asked")}));
    QVERIFY(!events(Kind::ServiceAsked).back().fields.contains(u"call"));
}

QTEST_GUILESS_MAIN(TestServiceWords)
#include "tst_servicewords.moc"
