#include "counterbench.h"

#include <QTest>

#include <random>

using namespace tirkeu;
using namespace tirkeu::enrolment;
using casefile::Ending;
using casefile::Hand;
using casefile::Kind;
using criteria::Step;

/// What a palm says in a case besides its own attempt: whose else it may be, and what both of a client say together.
class TestDeskPalms : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theTellersOwnPalmIsCaught();
    void oneLookAccusesNobody();
    void oneHandIsNotTakenForBoth();
    void nearTheThresholdTheOtherPalmIsAsked();
    void whereOnePalmIsNotEnoughBothAreWeighed_BIO25();

private:
    std::unique_ptr<test::CounterBench> m_bench;
};

void TestDeskPalms::init()
{
    m_bench = std::make_unique<test::CounterBench>();
    VERIFY_RESULT(m_bench->vault.create());
}

void TestDeskPalms::theTellersOwnPalmIsCaught()
{
    test::CounterBench& bench = *m_bench;
    // The teller is a client of the bank as well.
    const criteria::StaffMember* member =
        bench.criteria.staffByCertificate(QByteArray::fromHex(bench.teller.id.toLatin1()));
    QVERIFY(member);
    VERIFY_RESULT(bench.enrol(9, member->iin.toString()));
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(bench.showHands(9, 20));
    QVERIFY(bench.desk->state().suspicions.contains(QStringLiteral("teller")));
    QVERIFY(bench.desk->state().suspicions.contains(QStringLiteral("this-workstation")));
    VERIFY_RESULT(bench.desk->decide());
    QVERIFY(bench.desk->state().hasOpenQuestion());
}

void TestDeskPalms::oneLookAccusesNobody()
{
    test::CounterBench& bench = *m_bench;
    const criteria::StaffMember* member =
        bench.criteria.staffByCertificate(QByteArray::fromHex(bench.teller.id.toLatin1()));
    QVERIFY(member);
    VERIFY_RESULT(bench.enrol(9, member->iin.toString()));
    bench.criteria.palm.samplesToEnrol = 1;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    for (const Hand hand : {Hand::Right, Hand::Left}) {
        bench.scanner.clear();
        bench.scanner.thenSamples(test::handOf(9, hand), 2, simulation_palm::Attack::None, 20);
        VERIFY_RESULT(bench.palm(hand));
        // The other palm is the second look.
        QCOMPARE(bench.desk->state().suspicions.contains(QStringLiteral("teller")), hand == Hand::Left);
    }
}

void TestDeskPalms::oneHandIsNotTakenForBoth()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    bench.scanner.thenSamples(test::handOf(7, Hand::Right), 8);
    VERIFY_RESULT(bench.palm(Hand::Right));
    // Should the hand ever be taken for the other one, its palm still tells.
    PalmFindings findings;
    findings.attack.verdict = casefile::Verdict::Authentic;
    findings.attack.characteristics = {QStringLiteral("veins"), QStringLiteral("optical")};
    const simulation_palm::Hand hand(test::handOf(7, Hand::Right));
    for (int sample = 20; sample < 22; ++sample) {
        simulation_palm::CaptureSpec spec;
        spec.sample = sample;
        const simulation_palm::Capture capture = hand.capture(spec);
        const auto seen = palm::assess({capture.visible, capture.infrared});
        QVERIFY(seen && seen->region);
        findings.samples.push_back(palm::makeTemplate(*seen->region, seen->quality.overall));
        findings.samples.back().side = palm::Side::Left;
    }
    findings.palm = findings.samples.front();
    const auto attempt = bench.desk->startAttempt(Hand::Left, test::drawnDevice(), test::drawnFrames());
    VERIFY_RESULT(attempt);
    VERIFY_RESULT(bench.desk->finishAttempt(*attempt, findings));
    QCOMPARE(bench.desk->state().suspicions, QStringList{QStringLiteral("hands-exchanged")});
    VERIFY_RESULT(bench.desk->decide());
    QVERIFY(bench.desk->state().hasOpenQuestion());
}

void TestDeskPalms::nearTheThresholdTheOtherPalmIsAsked()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.enrol(7));
    // A threshold that the first palm comes near to and does not reach.
    bench.criteria.palm.thresholds.match = 1.01;
    VERIFY_RESULT(bench.openCase(QStringLiteral("palm-verification")));
    VERIFY_RESULT(bench.recordClient());
    bench.scanner.clear();
    bench.scanner.thenSamples(test::handOf(7, Hand::Right), 8, simulation_palm::Attack::None, 20);
    VERIFY_RESULT(bench.palm(Hand::Right));
    QCOMPARE(bench.desk->state().comparisons.first().outcome, std::optional(casefile::MatchOutcome::Undetermined));
    QCOMPARE(stepNow(bench.desk->plan()), std::optional(Step::PalmLeft));
    bench.criteria.palm.thresholds.match = 0.6;
    bench.scanner.clear();
    bench.scanner.thenSamples(test::handOf(7, Hand::Left), 8, simulation_palm::Attack::None, 20);
    VERIFY_RESULT(bench.palm(Hand::Left));
    VERIFY_RESULT(bench.desk->decide());
    QCOMPARE(bench.desk->state().decision, std::optional(casefile::Outcome::Accepted));
}

/// The palm with bits turned by chance until it claims no more than `score` against what it was.
static palm::PalmTemplate worn(const palm::PalmTemplate& enrolled, double score)
{
    palm::PalmTemplate palm = enrolled;
    std::mt19937 random(7);
    while (palm::decide(palm::Probe(palm), enrolled).measured.score > score) {
        for (std::size_t plane = 0; plane + 1 < palm::kFinePlanes; ++plane) { // the last is the mask
            for (std::uint64_t& word : palm.fine[plane])
                word ^= random() % 3 == 0 ? std::uint64_t(1) << (random() % 64) : 0;
        }
    }
    return palm;
}

void TestDeskPalms::whereOnePalmIsNotEnoughBothAreWeighed_BIO25()
{
    using casefile::MatchOutcome;
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.enrol(7));
    std::optional<palm::Decision> reached;
    const auto show = [&bench, &reached](Hand hand, double score) -> Result<std::optional<MatchOutcome>> {
        const auto enrolled = bench.desk->enrolledPalm(hand);
        const auto attempt = bench.desk->startAttempt(hand, test::drawnDevice(), test::drawnFrames());
        if (!enrolled || !attempt)
            return !enrolled ? failure(enrolled) : failure(attempt);
        PalmFindings findings;
        findings.attack.verdict = casefile::Verdict::Authentic;
        findings.attack.characteristics = {QStringLiteral("veins"), QStringLiteral("optical")};
        findings.palm = worn(**enrolled, score);
        reached = palm::decide(palm::Probe(*findings.palm), **enrolled);
        findings.samples = {*findings.palm};
        if (const Result<> kept = bench.desk->finishAttempt(*attempt, findings); !kept)
            return failure(kept);
        const auto& all = bench.desk->state().comparisons;
        const auto found = std::ranges::find(all, *attempt, &casefile::ComparisonState::attempt);
        return found == all.end() ? std::nullopt : found->outcome;
    };
    // Either palm alone is short of 6; together 8 is asked of them, which a stranger's second palm does not give.
    for (const auto& [left, outcome, ending] : {std::tuple(4.8, MatchOutcome::Match, Ending::Accepted),
             std::tuple(1.5, MatchOutcome::NoMatch, Ending::Negative)}) {
        VERIFY_RESULT(bench.openCase(QStringLiteral("palm-verification")));
        VERIFY_RESULT(bench.recordClient());
        const auto first = show(Hand::Right, 5.8);
        VERIFY_RESULT(first);
        QVERIFY2(reached->outcome == palm::Outcome::CannotDecide ||
                     inCriteriaScale(reached->measured.score) >= bench.criteria.palm.thresholds.stepUp,
            qPrintable(QStringLiteral("worn too far: %1").arg(reached->measured.score)));
        QCOMPARE(*first, std::optional(MatchOutcome::Undetermined));
        QCOMPARE(stepNow(bench.desk->plan()), std::optional(Step::PalmLeft));
        const auto second = show(Hand::Left, left);
        VERIFY_RESULT(second);
        QCOMPARE(*second, std::optional(outcome));
        VERIFY_RESULT(bench.finish());
        QCOMPARE(bench.desk->state().ending, std::optional(ending));
    }
    // Which threshold was kept stands in what was said.
    double asked = 0;
    const auto cases = bench.store().casesOf(*bench.desk->state().client);
    VERIFY_RESULT(cases);
    for (const vault::CaseLine& line : *cases) {
        const auto all = bench.store().journal().eventsOf(line.id);
        VERIFY_RESULT(all);
        for (const casefile::Event& event : *all) {
            if (event.kind != Kind::ComparisonMade || event.fields.value(u"outcome").toString() != u"match")
                continue;
            const auto result = casefile::MatchResult::fromJson(event.fields.value(u"result").toObject());
            VERIFY_RESULT(result);
            QVERIFY(result->score >= result->threshold);
            asked = result->threshold;
        }
    }
    QCOMPARE(asked, 0.8);
}

QTEST_MAIN(TestDeskPalms)
#include "tst_deskpalms.moc"
