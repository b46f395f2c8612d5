#include "accuracyreport.h"
#include "references.h"

#include <palm/assessment.h>
#include <palm/decision.h>
#include <palm/gallery.h>
#include <simulation_palm/hand.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>

#include <atomic>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <malloc.h>
#include <mutex>
#include <thread>

using namespace tirkeu;
using namespace tirkeu::accuracy;
namespace world = tirkeu::simulation_palm;

namespace {

// Identities for tuning lie below 100,000; these were never looked at while parameters were chosen. Earlier reports
// were on those from 1,000,000 and from 2,000,000 on, so these are others.
constexpr std::uint64_t kTestPersons = 3'000'000;
constexpr int kCaptures = 6; // three on one day, three on another
constexpr int kFirstDay = 3;

struct Sample
{
    bool acquired = false;
    bool accepted = false;
    world::Condition condition = world::Condition::Normal;
    palm::Authenticity authenticity = palm::Authenticity::CannotDecide;
    int quality = 0;
    palm::PalmTemplate palm;
    references::ReferenceCode reference;
};

template<typename Work>
void inParallel(std::size_t count, int threads, Work work)
{
    std::atomic<std::size_t> next{0};
    std::vector<std::thread> pool;
    for (int t = 0; t < threads; ++t) {
        pool.emplace_back([&] {
            for (std::size_t i = next++; i < count; i = next++)
                work(i);
        });
    }
    for (std::thread& thread : pool)
        thread.join();
}

world::HandId handOf(std::size_t index)
{
    return {kTestPersons + index / 2, index % 2 == 0 ? world::Side::Left : world::Side::Right};
}

/// As a scanner gives it, of hands and of artefacts alike: a frame of the approach, and the palm at rest.
Result<palm::Assessment> presented(const world::Hand& hand, world::CaptureSpec spec)
{
    spec.frame = 2;
    const world::Capture before = hand.capture(spec);
    spec.frame = 0;
    const world::Capture now = hand.capture(spec);
    const std::array earlier{palm::FramePair{before.visible, before.infrared}};
    return palm::assess({now.visible, now.infrared}, std::nullopt, earlier);
}

std::vector<Sample> capturesOf(std::size_t index, bool withReference)
{
    const references::ReferenceCoder coder;
    const world::Hand hand(handOf(index));
    const auto& conditions = world::measuredConditions();
    std::vector<Sample> samples;
    for (int k = 0; k < kCaptures; ++k) {
        world::CaptureSpec spec;
        spec.sample = k;
        spec.day = k < kFirstDay ? 0 : 1;
        if (k >= kFirstDay)
            // Every condition comes to either side and to every turn of the second day.
            spec.condition = conditions[(index * 3 + index / 6 + static_cast<std::size_t>(k)) % conditions.size()];
        Sample sample;
        sample.condition = spec.condition;
        const auto assessment = presented(hand, spec);
        if (assessment && assessment->region) {
            sample.acquired = true;
            sample.accepted = assessment->isAcceptable();
            sample.authenticity = assessment->artefact.verdict;
            sample.quality = assessment->quality.overall;
            sample.palm = palm::makeTemplate(*assessment->region, sample.quality);
            if (withReference)
                sample.reference = coder.code(assessment->region->visible.data());
        }
        samples.push_back(sample);
    }
    return samples;
}

/// The score of two palms together, each compared by itself.
double scoreOfBoth(float left, float right)
{
    const auto decisionAt = [](float distance) {
        palm::Decision decision;
        decision.alignment.distance = static_cast<double>(distance);
        decision.measured = palm::calibrate(decision.alignment, true, true);
        return decision;
    };
    return palm::fusePalms(decisionAt(left), decisionAt(right)).measured.score;
}

using Enrolled = std::vector<std::pair<std::size_t, const palm::MatchingCode*>>; // hand and its code

/// Strangers at code level: the upper two thirds of one rendered hand over the lower third of another. Lines run on
/// from block to block, so a patchwork of many hands is less like a hand than hands are like each other; of sixteen
/// donors the one whose middle fits best is taken.
class Fillers
{
public:
    explicit Fillers(const Enrolled& enrolled)
        : m_enrolled(enrolled)
    {
    }
    struct Filler
    {
        std::size_t first = 0; ///< of `enrolled`
        std::size_t second = 0;
        palm::MatchingCode code{};
    };
    /// Nothing of the person `without`.
    Filler next(std::size_t without = ~std::size_t(0))
    {
        Filler filler;
        do
            filler.first = draw();
        while (m_enrolled[filler.first].first / 2 == without);
        const palm::MatchingCode& upper = *m_enrolled[filler.first].second;
        int least = 1 << 20;
        for (int donor = 0; donor < 16; ++donor) {
            const std::size_t i = draw();
            if (i == filler.first || m_enrolled[i].first / 2 == without)
                continue;
            int differing = 0;
            for (std::size_t w = 3 * palm::kCodePlanes; w < 6 * palm::kCodePlanes; ++w)
                differing += w % palm::kCodePlanes < 6 ? std::popcount(upper[w] ^ (*m_enrolled[i].second)[w]) : 0;
            if (differing < least) {
                least = differing;
                filler.second = i;
            }
        }
        filler.code = upper;
        const palm::MatchingCode& lower = *m_enrolled[filler.second].second;
        std::copy(lower.begin() + 6 * palm::kCodePlanes, lower.end(), filler.code.begin() + 6 * palm::kCodePlanes);
        return filler;
    }

private:
    std::size_t draw()
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>(m_state >> 33) % m_enrolled.size();
    }
    const Enrolled& m_enrolled;
    std::uint64_t m_state = 42;
};

} // namespace

int main(int argc, char** argv)
{
    // Pictures come and go by the megabyte: memory once taken is kept instead of being cleared by the kernel each time.
    (void)mallopt(M_MMAP_THRESHOLD, 1 << 29);
    (void)mallopt(M_TRIM_THRESHOLD, 1 << 29);
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption(
        {QStringLiteral("persons"), QStringLiteral("test persons"), QStringLiteral("n"), QStringLiteral("40")});
    parser.addOption({QStringLiteral("attacks"), QStringLiteral("presentations of each attack"), QStringLiteral("n"),
        QStringLiteral("20")});
    parser.addOption({QStringLiteral("gallery"), QStringLiteral("hands added at code level"), QStringLiteral("n"),
        QStringLiteral("20000")});
    parser.addOption({QStringLiteral("exhaustive"), QStringLiteral("searches held against every hand: the hardest"),
        QStringLiteral("n"), QStringLiteral("3000")});
    parser.addOption({QStringLiteral("parts"), QStringLiteral("what is measured"), QStringLiteral("list"),
        QStringLiteral("matching,attacks,search")});
    parser.addOption({QStringLiteral("attack"), QStringLiteral("this kind alone"), QStringLiteral("kind")});
    parser.addOption({QStringLiteral("threads"), QStringLiteral("threads"), QStringLiteral("n"), QStringLiteral("2")});
    parser.addOption({QStringLiteral("out"), QStringLiteral("folder of the report"), QStringLiteral("folder"),
        QStringLiteral("accuracy")});
    parser.addHelpOption();
    parser.process(application);
    const auto persons = static_cast<std::size_t>(parser.value(QStringLiteral("persons")).toUInt());
    const std::size_t hands = persons * 2;
    const auto attacks = static_cast<std::size_t>(parser.value(QStringLiteral("attacks")).toUInt());
    const int threads = parser.value(QStringLiteral("threads")).toInt();
    const QStringList parts = parser.value(QStringLiteral("parts")).split(QLatin1Char(','));
    const auto measures = [&](const char* part) {
        return parts.contains(QLatin1StringView(part));
    };
    const bool matching = measures("matching");
    Report report;

    std::vector<std::vector<Sample>> all(hands);
    inParallel(
        matching || measures("search") ? hands : 0, threads, [&](std::size_t i) { all[i] = capturesOf(i, matching); });
    std::fprintf(stderr, "captured\n");
    for (const auto& samples : all) {
        for (const Sample& sample : samples) {
            ++report.captures;
            report.failedToAcquire += !sample.acquired;
            report.refused += sample.acquired && !sample.accepted;
            ConditionRow& row = report.conditions[sample.condition];
            ++row.captures;
            row.refused += !sample.accepted;
            if (sample.accepted) {
                ++report.bonaFide;
                report.bonaFideRefused += sample.authenticity == palm::Authenticity::Artefact;
                report.bonaFideUndecided += sample.authenticity == palm::Authenticity::CannotDecide;
                ++row.bonaFide;
                row.bonaFideRefused += sample.authenticity == palm::Authenticity::Artefact;
                row.bonaFideUndecided += sample.authenticity == palm::Authenticity::CannotDecide;
            }
        }
    }

    std::mutex merge;
    // Every capture against every other of its hand, and the other day's captures against two of every other person's.
    inParallel(matching ? persons : 0, threads, [&](std::size_t person) {
        Tally tally;
        for (const std::size_t hand : {2 * person, 2 * person + 1}) {
            for (std::size_t k = 0; k < kCaptures; ++k) {
                const Sample& sample = all[hand][k];
                if (!sample.accepted)
                    continue;
                const palm::Probe probe(sample.palm);
                const palm::ShiftedCode shifts = palm::shifted(sample.palm.code);
                for (std::size_t e = 0; e < k; ++e) {
                    const Sample& other = all[hand][e];
                    if (!other.accepted)
                        continue;
                    Genuine genuine;
                    genuine.condition = sample.condition;
                    genuine.ours = static_cast<float>(probe.compare(other.palm).distance);
                    genuine.code = static_cast<float>(palm::codeDistance(shifts, other.palm.code)) / 65536;
                    genuine.competitive =
                        static_cast<float>(references::competitiveDistance(sample.reference, other.reference, 2));
                    genuine.cooccurrence =
                        static_cast<float>(references::cooccurrenceDistance(sample.reference, other.reference, 4));
                    genuine.quality = std::min(sample.quality, other.quality);
                    tally.genuine.push_back(genuine);
                }
            }
        }
        for (std::size_t k = kFirstDay; k < kCaptures; ++k) {
            std::array<std::vector<float>, 2> sides;
            for (const std::size_t side : {std::size_t(0), std::size_t(1)}) {
                const Sample& sample = all[2 * person + side][k];
                sides[side].assign(persons, 2.F);
                if (!sample.accepted)
                    continue;
                const palm::Probe probe(sample.palm);
                for (std::size_t other = 0; other < hands; ++other) {
                    for (std::size_t e = 0; e < 2; ++e) {
                        const Sample& enrolled = all[other][e];
                        if (!enrolled.accepted)
                            continue;
                        const bool own = other / 2 == person;
                        if (own && (other % 2 != side || e > 0))
                            continue;
                        const auto distance = static_cast<float>(probe.compare(enrolled.palm).distance);
                        if (e == 0 && other % 2 == side)
                            sides[side][other / 2] = distance;
                        if (own)
                            continue;
                        tally.ours.add(distance);
                        if (e == 0) {
                            tally.competitive.add(
                                references::competitiveDistance(sample.reference, enrolled.reference, 2));
                            tally.cooccurrence.add(
                                references::cooccurrenceDistance(sample.reference, enrolled.reference, 4));
                        }
                    }
                }
            }
            for (std::size_t other = 0; other < persons; ++other) {
                if (sides[0][other] > 1 || sides[1][other] > 1)
                    continue;
                const double score = scoreOfBoth(sides[0][other], sides[1][other]);
                if (other == person)
                    tally.bothGenuine.push_back(static_cast<float>(score));
                else
                    tally.both.add(1 - score / 12);
            }
        }
        const std::lock_guard lock(merge);
        report.tally.take(tally);
    });
    std::fprintf(stderr, "compared\n");

    const auto only = world::attackFromName(parser.value(QStringLiteral("attack")));
    for (const world::Attack attack : world::allAttacks()) {
        if (!measures("attacks") || (only && *only != attack))
            continue;
        AttackRow row;
        std::mutex lock;
        inParallel(attacks, threads, [&](std::size_t i) {
            const world::Hand victim(handOf(i % hands));
            world::CaptureSpec spec;
            spec.attack = attack;
            spec.sample = static_cast<int>(i);
            const auto assessment = presented(victim, spec);
            // Taken for real, does it open the victim's account as well?
            bool matches = false;
            if (assessment && assessment->isAcceptable() && assessment->artefact.verdict == palm::Authenticity::Real) {
                const world::Capture enrolled = victim.capture({});
                const auto known = palm::assess({enrolled.visible, enrolled.infrared});
                matches =
                    known && known->region &&
                    palm::decide(palm::Probe(palm::makeTemplate(*assessment->region, assessment->quality.overall)),
                        palm::makeTemplate(*known->region, known->quality.overall))
                            .outcome == palm::Outcome::Match;
            }
            const std::lock_guard guard(lock);
            ++row.presentations;
            row.matched += matches;
            if (!assessment || !assessment->region || !assessment->problems.empty()) {
                ++row.noResponse;
            } else {
                row.accepted += assessment->artefact.verdict == palm::Authenticity::Real;
                row.undecided += assessment->artefact.verdict == palm::Authenticity::CannotDecide;
            }
            if (assessment) {
                for (const palm::Cue& cue : assessment->artefact.cues) {
                    if (cue.isOutside())
                        ++row.cues[QString(cue.name)];
                }
            }
        });
        report.attacks[attack] = row;
    }
    std::fprintf(stderr, "attacked\n");

    // A larger gallery: strangers put together at code level.
    if (measures("search")) {
        const auto added = static_cast<std::size_t>(parser.value(QStringLiteral("gallery")).toUInt());
        palm::Gallery gallery;
        Enrolled enrolled;
        for (std::size_t i = 0; i < hands; ++i) {
            if (!all[i][0].accepted)
                continue;
            palm::HandKey key{};
            std::memcpy(key.data(), &i, sizeof i);
            gallery.add(key, all[i][0].palm.code);
            enrolled.emplace_back(i, &all[i][0].palm.code);
        }
        Fillers fillers(enrolled);
        for (std::size_t n = 0; n < added && persons > 2; ++n) {
            palm::HandKey key{};
            key.fill(0xff);
            std::memcpy(key.data(), &n, sizeof n);
            gallery.add(key, fillers.next().code);
        }
        // Fillers must be as far from a probe as rendered strangers are.
        for (std::size_t n = 0; n < std::min<std::size_t>(hands, 1000) && persons > 2; ++n) {
            const std::size_t hand = n * std::max<std::size_t>(1, hands / 1000);
            const Sample& sample = all[hand][kFirstDay + n % 3];
            if (!sample.accepted)
                continue;
            const palm::ShiftedCode shifts = palm::shifted(sample.palm.code);
            for (int k = 0; k < 20; ++k) {
                const Fillers::Filler filler = fillers.next(hand / 2);
                report.filled.push_back(palm::codeDistance(shifts, filler.code));
                report.rendered.push_back(palm::codeDistance(shifts, *enrolled[fillers.next(hand / 2).first].second));
            }
        }
        report.gallerySize = gallery.size();
        struct Search
        {
            palm::ShiftedCode probe;
            palm::HandKey key{};
            std::vector<palm::Candidate> found;
        };
        // The second day's captures, the first of every hand before the second of any.
        constexpr std::size_t kMostProbes = 3050;
        std::vector<Search> searches;
        for (std::size_t n = 0; n < hands * (kCaptures - kFirstDay) && searches.size() < kMostProbes; ++n) {
            const std::size_t hand = n % hands;
            const Sample& sample = all[hand][kFirstDay + n / hands];
            if (!sample.accepted || !all[hand][0].accepted)
                continue;
            searches.push_back({palm::shifted(sample.palm.code), {}, {}});
            std::memcpy(searches.back().key.data(), &hand, sizeof hand);
        }
        inParallel(
            searches.size(), threads, [&](std::size_t n) { searches[n].found = gallery.search(searches[n].probe); });
        for (const Search& search : searches) {
            ++report.searches;
            report.foundFirst += search.found.front().key == search.key;
            for (const palm::Candidate& candidate : search.found)
                report.foundAmongTen += candidate.key == search.key;
        }
        std::fprintf(stderr, "searched\n");
        // The nearer the answer, the less there is that could be missed: the farthest are held against every hand
        // first.
        std::sort(searches.begin(), searches.end(),
            [](const Search& a, const Search& b) { return a.found.front().distance > b.found.front().distance; });
        const auto exhaustive =
            std::min<std::size_t>(searches.size(), parser.value(QStringLiteral("exhaustive")).toUInt());
        if (exhaustive < searches.size())
            report.farthestUnchecked = searches[exhaustive].found.front().distance;
        inParallel(exhaustive, threads, [&](std::size_t n) {
            const auto whole = gallery.searchAll(searches[n].probe, 2);
            const std::lock_guard lock(merge);
            ++report.exhaustive;
            report.sameAsExhaustive += searches[n].found.front() == whole.front();
            for (const palm::Candidate& candidate : whole) {
                if (candidate.key != searches[n].key)
                    report.nearestStranger = std::min(report.nearestStranger, candidate.distance);
            }
        });
    }
    if (!writeReport(report, parser.value(QStringLiteral("out"))))
        return 2;
    return shortfalls(report).isEmpty() ? 0 : 1;
}
