#include <palm/assessment.h>
#include <palm/decision.h>
#include <simulation_palm/hand.h>

#include <QTest>

#include <cmath>

using namespace tirkeu;
using namespace tirkeu::palm;
namespace world = tirkeu::simulation_palm;

class TestPalmMatching : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matchesItsOwnOnAnotherDay();
    void enrolsFromThreeAndAFourth();
    void refusesToEnrolTwoPeopleAsOne();
    void confirmsBeforeAnyoneIsAccused();
    void claimsFollowTheCountedTail();
    void twoPalmsAreWeighedByWhatTheyClaim();
};

static PalmTemplate palmOf(std::uint64_t person, world::Side side, int sample, int day = 0)
{
    world::CaptureSpec spec;
    spec.sample = sample;
    spec.day = day;
    const world::Capture capture = world::Hand({person, side}).capture(spec);
    const auto assessment = assess({capture.visible, capture.infrared});
    return makeTemplate(*assessment->region, assessment->quality.overall);
}

void TestPalmMatching::matchesItsOwnOnAnotherDay()
{
    const Probe probe(palmOf(500, world::Side::Left, 1, 1));
    QCOMPARE(decide(probe, palmOf(500, world::Side::Left, 0)).outcome, Outcome::Match);
    QCOMPARE(decide(probe, palmOf(501, world::Side::Left, 0)).outcome, Outcome::NoMatch);
    const Decision other = decide(probe, palmOf(500, world::Side::Right, 0));
    QCOMPARE(other.outcome, Outcome::NoMatch);
    QVERIFY(other.sidesDiffer);
    PalmTemplate poor = palmOf(501, world::Side::Left, 0);
    poor.quality = 5;
    QCOMPARE(decide(probe, poor).outcome, Outcome::CannotDecide);
    const Decision same = decide(probe, palmOf(500, world::Side::Left, 0));
    QVERIFY(same.measured.leastFmr <= same.measured.claimedFmr && same.measured.claimedFmr <= same.measured.mostFmr);
    QVERIFY(fusePalms(same, same).measured.score >= same.measured.score);
}

void TestPalmMatching::enrolsFromThreeAndAFourth()
{
    std::vector<PalmTemplate> samples;
    for (int i = 0; i < 3; ++i)
        samples.push_back(palmOf(510, world::Side::Right, i));
    const auto enrolment = enrol(samples, palmOf(510, world::Side::Right, 3));
    QVERIFY(enrolment);
    QCOMPARE(enrolment->used.size(), std::size_t(3));
    QCOMPARE(int(enrolment->palm.samples), 3);
    const Probe later(palmOf(510, world::Side::Right, 9, 1));
    QCOMPARE(decide(later, enrolment->palm).outcome, Outcome::Match);
    // A fused template is nearer than the average single one.
    double single = 0;
    for (const PalmTemplate& sample : samples)
        single += later.compare(sample).distance / 3;
    QVERIFY(later.compare(enrolment->palm).distance < single);
    samples.pop_back();
    QVERIFY(!enrol(samples, samples.front()));
}

void TestPalmMatching::refusesToEnrolTwoPeopleAsOne()
{
    const std::vector<PalmTemplate> mixed{
        palmOf(520, world::Side::Left, 0), palmOf(520, world::Side::Left, 1), palmOf(521, world::Side::Left, 0)};
    QVERIFY(!enrol(mixed, palmOf(520, world::Side::Left, 2)));
    const std::vector<PalmTemplate> good{
        palmOf(520, world::Side::Left, 0), palmOf(520, world::Side::Left, 1), palmOf(520, world::Side::Left, 3)};
    QCOMPARE(
        enrol(good, palmOf(521, world::Side::Left, 2)).error().code.toString(), QStringLiteral("palm.not-confirmed"));
}

void TestPalmMatching::confirmsBeforeAnyoneIsAccused()
{
    const auto both = [](std::uint64_t person, int sample) {
        return PalmsOfCase{{palmOf(person, world::Side::Left, sample)}, {palmOf(person, world::Side::Right, sample)}};
    };
    const PalmsOfCase known = both(530, 0);
    QVERIFY(checkAssignment(both(530, 1), known, {}).empty());
    const PalmsOfCase fresh = both(530, 2);
    const auto exchanged = checkAssignment(PalmsOfCase{fresh.right, fresh.left}, known, {});
    QVERIFY(std::any_of(exchanged.begin(), exchanged.end(),
        [](const Finding& f) { return f.suspicion == Suspicion::HandsExchanged && f.confirmed; }));
    const auto another = checkAssignment(both(531, 0), known, {});
    QVERIFY(std::any_of(another.begin(), another.end(),
        [](const Finding& f) { return f.suspicion == Suspicion::AnotherPersonsPalm && f.confirmed; }));
    const std::vector<PalmTemplate> teller{palmOf(532, world::Side::Left, 0)};
    PalmsOfCase tellers{{palmOf(532, world::Side::Left, 1)}, {}};
    auto caught = checkAssignment(tellers, std::nullopt, teller);
    QCOMPARE(caught.size(), std::size_t(1));
    QVERIFY(!caught.front().confirmed); // one sample accuses nobody
    tellers.left.push_back(palmOf(532, world::Side::Left, 2));
    caught = checkAssignment(tellers, std::nullopt, teller);
    QVERIFY(caught.front().confirmed);
}

static Calibrated claimAt(double distance, bool visible = true, bool infrared = true)
{
    Alignment alignment;
    alignment.distance = distance;
    return calibrate(alignment, visible, infrared);
}

void TestPalmMatching::claimsFollowTheCountedTail()
{
    // Distances below which so many of 8.5 million strangers lay, counted on identities kept for that.
    for (const auto& [distance, score] : {std::pair(0.3878, 2.), std::pair(0.3776, 3.), std::pair(0.3692, 4.),
             std::pair(0.3617, 5.), std::pair(0.3534, 6.)})
        QVERIFY2(std::abs(claimAt(distance).score - score) < 0.1,
            qPrintable(QStringLiteral("%1: %2").arg(distance).arg(claimAt(distance).score)));
    for (const auto& [visible, infrared] : {std::pair(true, true), std::pair(true, false), std::pair(false, true)}) {
        double before = 13;
        for (double distance = 0.1; distance < 0.6; distance += 0.003) {
            const Calibrated claim = claimAt(distance, visible, infrared);
            QVERIFY(claim.score <= before && claim.score >= 0);
            QVERIFY(claim.leastFmr <= claim.claimedFmr && claim.claimedFmr <= claim.mostFmr);
            before = claim.score;
        }
    }
    // One band says less than both at the same distance below its own strangers.
    QVERIFY(claimAt(0.3, false, true).score < claimAt(0.3).score);
}

void TestPalmMatching::twoPalmsAreWeighedByWhatTheyClaim()
{
    const auto decisionAt = [](double distance) {
        Decision decision;
        decision.measured = claimAt(distance);
        decision.outcome = decision.measured.score >= decision.threshold ? Outcome::Match : Outcome::NoMatch;
        return decision;
    };
    // One palm placed badly does not undo what the other one proves; two strangers prove nothing together.
    QCOMPARE(fusePalms(decisionAt(0.2), decisionAt(0.44)).outcome, Outcome::Match);
    QCOMPARE(fusePalms(decisionAt(0.41), decisionAt(0.41)).outcome, Outcome::NoMatch);
    Decision unsure = decisionAt(0.42);
    unsure.outcome = Outcome::CannotDecide;
    QCOMPARE(fusePalms(unsure, decisionAt(0.41)).outcome, Outcome::CannotDecide);
}

QTEST_GUILESS_MAIN(TestPalmMatching)
#include "tst_palmmatching.moc"
