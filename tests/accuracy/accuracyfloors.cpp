#include "accuracyreport.h"

#include <palm/decision.h>

#include <algorithm>
#include <cmath>

namespace tirkeu::accuracy {

double largestGap(std::vector<std::uint32_t> a, std::vector<std::uint32_t> b)
{
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    double most = 0;
    std::size_t i = 0;
    std::size_t k = 0;
    while (i < a.size() && k < b.size()) {
        const std::uint32_t value = std::min(a[i], b[k]);
        while (i < a.size() && a[i] <= value)
            ++i;
        while (k < b.size() && b[k] <= value)
            ++k;
        most = std::max(most, std::abs(static_cast<double>(i) / static_cast<double>(a.size()) -
                                       static_cast<double>(k) / static_cast<double>(b.size())));
    }
    return most;
}

double gapOfChance(std::size_t n, std::size_t m)
{
    // At one in a thousand; two samples that share probes stray a little farther than independent ones.
    return 1.95 * std::sqrt(1. / static_cast<double>(n) + 1. / static_cast<double>(m));
}

double distanceClaimedAs(double rate)
{
    palm::Alignment alignment;
    double low = 0;
    double high = 0.5;
    for (int i = 0; i < 60; ++i) {
        alignment.distance = (low + high) / 2;
        (palm::calibrate(alignment, true, true).claimedFmr > rate ? high : low) = alignment.distance;
    }
    return low;
}

double lowestRate(const Histogram& strangers)
{
    double rate = 1e-6;
    while (rate < 1 && rate * static_cast<double>(strangers.count) < 1)
        rate *= 10;
    return rate;
}

std::uint64_t missed(const std::vector<Genuine>& genuine, float Genuine::*field, double threshold)
{
    return static_cast<std::uint64_t>(std::count_if(
        genuine.begin(), genuine.end(), [&](const Genuine& g) { return static_cast<double>(g.*field) >= threshold; }));
}

std::vector<Genuine> withoutWorstTenth(const std::vector<Genuine>& genuine)
{
    std::vector<Genuine> better = genuine;
    std::sort(better.begin(), better.end(), [](const Genuine& a, const Genuine& b) {
        return a.quality != b.quality ? a.quality < b.quality : a.ours < b.ours;
    });
    const std::size_t worst = better.size() / 10;
    if (worst == 0)
        return better;
    const auto [first, last] = std::equal_range(better.begin(), better.end(), better[worst],
        [](const Genuine& a, const Genuine& b) { return a.quality < b.quality; });
    // Of those that are equally good only as many go as fill the tenth, near and far ones alike.
    const auto below = static_cast<std::size_t>(first - better.begin());
    const auto equals = static_cast<std::size_t>(last - first);
    std::size_t seen = 0;
    const auto kept = std::remove_if(first, last, [&](const Genuine&) {
        const std::size_t before = seen * (worst - below) / equals;
        return ++seen * (worst - below) / equals > before;
    });
    better.erase(kept, last);
    better.erase(better.begin(), better.begin() + static_cast<std::ptrdiff_t>(below));
    return better;
}

AttackRates attackRates(const Report& report, NoVerdict noVerdict)
{
    const auto share = [](int part, int of) {
        return static_cast<double>(part) / std::max(1, of);
    };
    AttackRates rates;
    for (const auto& [attack, row] : report.attacks) {
        const double taken =
            share(row.accepted + (noVerdict == NoVerdict::Passes ? row.undecided : 0), row.presentations);
        if (attack != simulation_palm::kUnseenAttack && taken > rates.worstApcer) {
            rates.worstApcer = taken;
            rates.worst = attack;
        }
    }
    rates.bpcer = share(
        report.bonaFideRefused + (noVerdict == NoVerdict::Refuses ? report.bonaFideUndecided : 0), report.bonaFide);
    return rates;
}

QStringList shortfalls(const Report& report)
{
    // Floors, not goals: what has been seen on more persons than an ordinary run has, with room for chance.
    QStringList found;
    const auto need = [&](bool holds, const QString& what) {
        if (!holds)
            found += what;
    };
    const Tally& tally = report.tally;
    const auto share = [](auto part, auto of) {
        return static_cast<double>(part) / std::max(1., static_cast<double>(of));
    };
    need(share(report.failedToAcquire, report.captures) < 0.005, QStringLiteral("regions not found"));
    need(share(report.refused, report.captures) < 0.06, QStringLiteral("captures refused"));
    need(share(report.bonaFideRefused, report.bonaFide) < 0.01, QStringLiteral("BPCER"));
    need(share(report.bonaFideUndecided, report.bonaFide) < 0.025, QStringLiteral("real hands without a verdict"));

    const double rate = lowestRate(tally.competitive);
    const double ours = tally.ours.thresholdFor(rate);
    const double theirs = tally.competitive.thresholdFor(rate);
    need(share(missed(tally.genuine, &Genuine::ours, ours), tally.genuine.size()) < 0.003, QStringLiteral("FNMR"));
    const auto quarterOf = [&](const std::vector<Genuine>& genuine, const QString& where) {
        const std::uint64_t competitive = missed(genuine, &Genuine::competitive, theirs);
        if (competitive >= 30)
            need(4 * missed(genuine, &Genuine::ours, ours) <= competitive,
                QStringLiteral("a quarter of Competitive Code's misses: ") + where);
    };
    quarterOf(tally.genuine, QStringLiteral("all"));
    for (const auto& [condition, row] : report.conditions) {
        std::vector<Genuine> own;
        std::copy_if(tally.genuine.begin(), tally.genuine.end(), std::back_inserter(own),
            [wanted = condition](const Genuine& g) { return g.condition == wanted; });
        quarterOf(own, QString(simulation_palm::nameOf(condition)));
    }
    if (!tally.bothGenuine.empty())
        need(static_cast<double>(*std::min_element(tally.bothGenuine.begin(), tally.bothGenuine.end())) >=
                     palm::kBothPalmsThreshold &&
                 12 * (1 - tally.both.least()) < palm::kBothPalmsThreshold,
            QStringLiteral("both palms together"));

    const std::vector<Genuine> better = withoutWorstTenth(tally.genuine);
    const auto mean = [](const std::vector<Genuine>& genuine) {
        double sum = 0;
        for (const Genuine& g : genuine)
            sum += static_cast<double>(g.ours) / static_cast<double>(genuine.size());
        return sum;
    };
    need(better.empty() || mean(better) < mean(tally.genuine), QStringLiteral("quality that predicts"));
    if (const std::uint64_t strict = missed(tally.genuine, &Genuine::ours, kStrictDistance); strict >= 20)
        need(
            share(missed(better, &Genuine::ours, kStrictDistance), better.size()) < share(strict, tally.genuine.size()),
            QStringLiteral("quality that predicts misses"));
    for (const double claimed : {1e-3, 1e-4, 1e-5}) {
        if (claimed * static_cast<double>(tally.ours.count) > 20)
            need(share(tally.ours.below(distanceClaimedAs(claimed)), tally.ours.count) < 4 * claimed,
                QStringLiteral("a claimed rate of %1").arg(claimed));
    }
    for (const auto& [attack, row] : report.attacks) {
        if (attack != simulation_palm::kUnseenAttack)
            need(row.accepted <= std::max(1, row.presentations / 100),
                QStringLiteral("attack ") + QString(simulation_palm::nameOf(attack)));
    }
    if (!report.rendered.empty())
        need(largestGap(report.rendered, report.filled) <
                 std::max(0.03, gapOfChance(report.rendered.size(), report.filled.size())),
            QStringLiteral("fillers like rendered hands"));
    need(report.exhaustive - report.sameAsExhaustive <= std::max(1, report.exhaustive / 500),
        QStringLiteral("recall of the search"));
    return found;
}

} // namespace tirkeu::accuracy
