#include <imaging/codecs.h>
#include <palm/assessment.h>
#include <palm/decision.h>
#include <palm/record.h>
#include <simulation_palm/hand.h>

#include <QTest>

#include <algorithm>
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
    void leavesOutTheSampleThatIsUnlike();
    void refusesToEnrolTwoPeopleAsOne();
    void confirmsBeforeAnyoneIsAccused();
    void claimsFollowTheCountedTail();
    void intervalsAreThoseOfTheCount();
    void twoPalmsAreWeighedByWhatTheyClaim();
    void theBestOfSeveralSamplesCounts();
    void twoPalmsAreAskedForMore();
    void isIssuedAnewFromStoredOriginals();
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

void TestPalmMatching::leavesOutTheSampleThatIsUnlike()
{
    const std::vector<PalmTemplate> samples{palmOf(520, world::Side::Left, 0), palmOf(521, world::Side::Left, 0),
        palmOf(520, world::Side::Left, 1), palmOf(520, world::Side::Left, 3)};
    auto enrolment = enrol(samples, palmOf(520, world::Side::Left, 2));
    QVERIFY(enrolment);
    std::sort(enrolment->used.begin(), enrolment->used.end());
    QCOMPARE(enrolment->used, (std::vector<std::size_t>{0, 2, 3}));
    QCOMPARE(int(enrolment->palm.samples), 3);
    QCOMPARE(decide(Probe(palmOf(521, world::Side::Left, 4)), enrolment->palm).outcome, Outcome::NoMatch);
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

void TestPalmMatching::intervalsAreThoseOfTheCount()
{
    // At 1e-6 the 8.5 million pairs leave 8.5: the exact bounds of eight and nine are 3.5 to 17.1.
    const Calibrated rare = claimAt(0.3534);
    QVERIFY2(rare.leastFmr > 3e-7 && rare.leastFmr < 5.5e-7, qPrintable(QString::number(rare.leastFmr)));
    QVERIFY2(rare.mostFmr > 1.6e-6 && rare.mostFmr < 2.4e-6, qPrintable(QString::number(rare.mostFmr)));
    // More pairs make it narrower, never narrower than 600 persons allow.
    double wider = 100;
    for (const double distance : {0.3534, 0.3617, 0.3692, 0.3776, 0.3878}) {
        const Calibrated claim = claimAt(distance);
        const double width = std::log10(claim.mostFmr / claim.leastFmr);
        QVERIFY(width < wider && width > 0.1);
        wider = width;
    }
    // What the measure counted on other persons, where a claim of 1e-3 was made: within.
    const Calibrated often = claimAt(0.3776);
    QVERIFY(often.leastFmr < 1.05e-3 * often.claimedFmr / 1e-3 && often.mostFmr > 1.05e-3 * often.claimedFmr / 1e-3);
    // Beyond what was counted nothing is known but that none came: three in 8.5 million.
    const Calibrated beyond = claimAt(0.2);
    QCOMPARE(beyond.leastFmr, 0.);
    QVERIFY(beyond.claimedFmr < 1e-9 && beyond.mostFmr > 3e-7 && beyond.mostFmr < 6e-7);
    // One band has no count of its own.
    QCOMPARE(claimAt(0.3, true, false).leastFmr, 0.);
    QCOMPARE(claimAt(0.3, false, true).mostFmr, 1.);
}

static Decision decisionAt(double distance)
{
    Decision decision;
    decision.measured = claimAt(distance);
    decision.outcome = decision.measured.score >= decision.threshold ? Outcome::Match : Outcome::NoMatch;
    return decision;
}

void TestPalmMatching::theBestOfSeveralSamplesCounts()
{
    const auto sample = [](double score, Outcome outcome) {
        Decision decision;
        decision.measured.score = score;
        decision.measured.claimedFmr = std::pow(10, -score);
        decision.outcome = outcome;
        return decision;
    };
    // In whatever order they were taken, also where the best was too poor to say no.
    std::vector samples{
        sample(3, Outcome::CannotDecide), sample(2, Outcome::NoMatch), sample(1, Outcome::CannotDecide)};
    for (std::size_t i = 0; i < samples.size(); ++i) {
        std::rotate(samples.begin(), samples.begin() + 1, samples.end());
        const Decision best = fuseSamples(samples);
        QCOMPARE(best.outcome, Outcome::CannotDecide);
        QVERIFY2(std::abs(best.measured.score - (3 - std::log10(3.))) < 1e-9,
            qPrintable(QString::number(best.measured.score)));
    }
    // The best of three tries is three times as likely to be chance.
    const Decision match = sample(6.2, Outcome::Match);
    const Decision no = sample(1, Outcome::NoMatch);
    QCOMPARE(fuseSamples(std::vector{match}).outcome, Outcome::Match);
    QCOMPARE(fuseSamples(std::vector{no, match, no}).outcome, Outcome::NoMatch);
    QCOMPARE(fuseSamples({}).outcome, Outcome::CannotDecide);
}

void TestPalmMatching::twoPalmsAreAskedForMore()
{
    // Of strangers' pairs the nearest counted claimed 1e-7 together: one in millions has to be expected there.
    const Decision near = fusePalms(decisionAt(0.3677), decisionAt(0.3677));
    QVERIFY2(near.measured.score > 6 && near.measured.score < kBothPalmsThreshold,
        qPrintable(QString::number(near.measured.score)));
    QCOMPARE(near.outcome, Outcome::NoMatch);
    QCOMPARE(near.threshold, kBothPalmsThreshold);
    QCOMPARE(fusePalms(decisionAt(0.34), decisionAt(0.35)).outcome, Outcome::Match);
}

void TestPalmMatching::isIssuedAnewFromStoredOriginals()
{
    const auto keyOf = [](unsigned char seed) {
        core::SecureBytes secret(32);
        secret.u8()[0] = seed;
        return std::move(*TransformKey::make(secret));
    };
    const TransformKey first = keyOf(1);
    const TransformKey second = keyOf(2);
    // Stored is the record of the pictures; the template under the first key is given up.
    const world::Capture taken = world::Hand({540, world::Side::Right}).capture({});
    ImageRecord record;
    record.side = Side::Right;
    record.visiblePng = *imaging::encodePng(taken.visible);
    record.infraredPng = *imaging::encodePng(taken.infrared);
    const auto stored = readImageRecord(*writeImageRecord(record));
    QVERIFY(stored);
    const auto visible = imaging::decodeImage(stored->visiblePng, {.band = imaging::Band::Visible});
    const auto infrared = imaging::decodeImage(stored->infraredPng, {.band = imaging::Band::Infrared});
    QVERIFY(visible && infrared);
    const auto seen = assess({*visible, *infrared}, stored->side);
    QVERIFY(seen && seen->region);
    const PalmTemplate plain = makeTemplate(*seen->region, seen->quality.overall);
    const PalmTemplate old = *first.apply(plain);
    const PalmTemplate renewed = *second.apply(plain);

    const PalmTemplate later = palmOf(540, world::Side::Right, 3, 1);
    const PalmTemplate stranger = palmOf(541, world::Side::Right, 3, 1);
    const Decision own = decide(Probe(later, second), renewed);
    QCOMPARE(own.outcome, Outcome::Match);
    QCOMPARE(own.measured.score, decide(Probe(later), plain).measured.score); // no accuracy is lost
    QCOMPARE(decide(Probe(stranger, second), renewed).outcome, Outcome::NoMatch);
    // What was stolen is worth nothing under the new key, nor the other way round, even when the key's name lies.
    for (const auto& [probe, key] : {std::pair(&first, old), std::pair(&second, renewed)}) {
        PalmTemplate other = key.keyId == old.keyId ? renewed : old;
        QCOMPARE(decide(Probe(later, *probe), other).outcome, Outcome::NoMatch);
        other.keyId = probe->id();
        const Decision crossed = decide(Probe(later, *probe), other);
        QVERIFY2(crossed.outcome == Outcome::NoMatch && crossed.measured.score < 2,
            qPrintable(QString::number(crossed.measured.score)));
    }
}

void TestPalmMatching::twoPalmsAreWeighedByWhatTheyClaim()
{
    // One palm placed badly does not undo what the other one proves; two strangers prove nothing together.
    QCOMPARE(fusePalms(decisionAt(0.2), decisionAt(0.44)).outcome, Outcome::Match);
    QCOMPARE(fusePalms(decisionAt(0.41), decisionAt(0.41)).outcome, Outcome::NoMatch);
    Decision unsure = decisionAt(0.42);
    unsure.outcome = Outcome::CannotDecide;
    QCOMPARE(fusePalms(unsure, decisionAt(0.41)).outcome, Outcome::CannotDecide);
}

QTEST_GUILESS_MAIN(TestPalmMatching)
#include "tst_palmmatching.moc"
