#include "accuracyreport.h"

#include <palm/decision.h>

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace tirkeu::accuracy {

void Histogram::add(double distance)
{
    ++bins[static_cast<std::size_t>(std::clamp(distance, 0., 1.) * 20000)];
    ++count;
    sum += distance;
    squares += distance * distance;
}

void Histogram::take(const Histogram& other)
{
    for (std::size_t i = 0; i < bins.size(); ++i)
        bins[i] += other.bins[i];
    count += other.count;
    sum += other.sum;
    squares += other.squares;
}

double Histogram::thresholdFor(double rate) const
{
    const auto allowed = static_cast<std::uint64_t>(rate * static_cast<double>(count));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        seen += bins[i];
        if (seen > allowed)
            return static_cast<double>(i) / 20000; // accepted is what lies below
    }
    return 1;
}

std::uint64_t Histogram::below(double threshold) const
{
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(threshold * 20000); ++i)
        seen += bins[i];
    return seen;
}

double Histogram::mean() const
{
    return sum / static_cast<double>(std::max<std::uint64_t>(1, count));
}
double Histogram::deviation() const
{
    return std::sqrt(std::max(0., squares / static_cast<double>(std::max<std::uint64_t>(1, count)) - mean() * mean()));
}
double Histogram::least() const
{
    for (std::size_t i = 0; i < bins.size(); ++i) {
        if (bins[i] != 0)
            return static_cast<double>(i) / 20000;
    }
    return 1;
}

void Tally::take(const Tally& other)
{
    genuine.insert(genuine.end(), other.genuine.begin(), other.genuine.end());
    bothGenuine.insert(bothGenuine.end(), other.bothGenuine.begin(), other.bothGenuine.end());
    ours.take(other.ours);
    competitive.take(other.competitive);
    cooccurrence.take(other.cooccurrence);
    both.take(other.both);
}

namespace {

/// Wilson's 95 % interval; with none seen its upper end is near the rule of three.
QString share(std::uint64_t errors, std::uint64_t of)
{
    if (of == 0)
        return QStringLiteral("–");
    const double n = static_cast<double>(of);
    const double p = static_cast<double>(errors) / n;
    constexpr double z = 1.96;
    const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    const auto percent = [](double v) {
        return QString::number(v < 1e-9 ? 0 : 100 * v, 'g', 3);
    };
    return QStringLiteral("%1 / %2 = %3 % [%4, %5]")
        .arg(errors)
        .arg(of)
        .arg(percent(p), percent(middle - half), percent(middle + half));
}

using Field = float Genuine::*;

QString curve(const Histogram& strangers, const std::vector<Genuine>& genuine, Field field, const char* colour)
{
    QString points;
    for (double exponent = -7; exponent <= -1; exponent += 0.1) {
        const double rate = std::pow(10, exponent);
        if (rate * static_cast<double>(strangers.count) < 1)
            continue;
        const double misses = static_cast<double>(missed(genuine, field, strangers.thresholdFor(rate)));
        const double missRate = std::max(misses, 0.5) / static_cast<double>(genuine.size());
        points +=
            QStringLiteral("%1,%2 ").arg(70 + (exponent + 7) / 6 * 620).arg(20 + (-std::log10(missRate)) / 5 * 380);
    }
    return QStringLiteral("<polyline fill=\"none\" stroke=\"%1\" stroke-width=\"2.5\" points=\"%2\"/>")
        .arg(QLatin1StringView(colour), points);
}

QString detPlot(const Tally& tally)
{
    QString svg = QStringLiteral(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 460\" width=\"720\" height=\"460\" "
        "font-family=\"sans-serif\" font-size=\"13\"><rect width=\"720\" height=\"460\" fill=\"white\"/>");
    for (int e = -7; e <= -1; ++e) {
        const double x = 70 + (e + 7) / 6. * 620;
        svg += QStringLiteral("<line x1=\"%1\" x2=\"%1\" y1=\"20\" y2=\"400\" stroke=\"#ddd\"/><text x=\"%1\" "
                              "y=\"418\" text-anchor=\"middle\">1e%2</text>")
                   .arg(x)
                   .arg(e);
    }
    for (int e = 0; e <= 5; ++e) {
        const double y = 20 + e / 5. * 380;
        svg += QStringLiteral("<line x1=\"70\" x2=\"690\" y1=\"%1\" y2=\"%1\" stroke=\"#ddd\"/><text x=\"62\" y=\"%2\" "
                              "text-anchor=\"end\">1e-%3</text>")
                   .arg(y)
                   .arg(y + 4)
                   .arg(e);
    }
    svg += curve(tally.ours, tally.genuine, &Genuine::ours, "#0a7d34");
    svg += curve(tally.competitive, tally.genuine, &Genuine::competitive, "#c0392b");
    svg += curve(tally.cooccurrence, tally.genuine, &Genuine::cooccurrence, "#2c5fbd");
    svg += QStringLiteral(
        "<text x=\"380\" y=\"446\" text-anchor=\"middle\">false-match rate</text><text x=\"18\" y=\"210\" "
        "transform=\"rotate(-90 18 210)\" text-anchor=\"middle\">false-non-match rate</text>"
        "<text x=\"500\" y=\"300\" fill=\"#c0392b\">Competitive Code</text><text x=\"500\" y=\"320\" "
        "fill=\"#2c5fbd\">BOCV</text>"
        "<text x=\"500\" y=\"340\" fill=\"#0a7d34\">Tirkeu</text>"
        "<text x=\"684\" y=\"34\" text-anchor=\"end\" font-size=\"11\" fill=\"#555\">where nobody was "
        "missed, a line is drawn at half a miss</text></svg>");
    return svg;
}

} // namespace

bool writeReport(const Report& report, const QString& folder)
{
    const Tally& tally = report.tally;
    QString html = QStringLiteral("<!DOCTYPE html><meta charset=\"utf-8\"><title>Palm accuracy on simulated "
                                  "hands</title><style>body{font:15px sans-serif;max-width:1000px;"
                                  "margin:2em auto}table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid "
                                  "#ccc;padding:4px 9px;text-align:right}"
                                  "td:first-child,th:first-child{text-align:left}</style><h1>Palm accuracy on "
                                  "simulated hands</h1><p>Every figure here was measured on "
                                  "generated pictures. None of them is a rate that real people would see. Counts stand "
                                  "beside every rate, with Wilson's 95 % interval.</p>");
    const auto table = [&](const QString& title, const QStringList& head, const std::vector<QStringList>& rows) {
        html +=
            QStringLiteral("<h2>%1</h2><table><tr><th>%2</th></tr>").arg(title, head.join(QStringLiteral("</th><th>")));
        std::printf("\n%s\n  %s\n", qUtf8Printable(title), qUtf8Printable(head.join(QStringLiteral(" | "))));
        for (const QStringList& row : rows) {
            html += QStringLiteral("<tr><td>%1</td></tr>").arg(row.join(QStringLiteral("</td><td>")));
            std::printf("  %s\n", qUtf8Printable(row.join(QStringLiteral(" | "))));
        }
        html += QStringLiteral("</table>");
    };
    const auto n = [](auto value) {
        return QString::number(static_cast<double>(value), 'f', 0);
    };
    table(QStringLiteral("Captures"), {QStringLiteral("what"), QStringLiteral("share")},
        {{QStringLiteral("no region found (failure to acquire)"),
             share(static_cast<std::uint64_t>(report.failedToAcquire), static_cast<std::uint64_t>(report.captures))},
            {QStringLiteral("region found, refused for quality or a problem"),
                share(static_cast<std::uint64_t>(report.refused), static_cast<std::uint64_t>(report.captures))},
            {QStringLiteral("genuine comparisons"), n(tally.genuine.size())},
            {QStringLiteral("impostor comparisons"), n(tally.ours.count)}});

    std::vector<QStringList> rates;
    for (const double rate : {1e-3, 1e-4, 1e-5, 1e-6}) {
        const auto cell = [&](const Histogram& strangers, Field field) {
            if (rate * static_cast<double>(strangers.count) < 1)
                return QStringLiteral("too few impostors");
            return share(missed(tally.genuine, field, strangers.thresholdFor(rate)), tally.genuine.size());
        };
        rates.push_back({QString::number(rate), cell(tally.ours, &Genuine::ours),
            cell(tally.competitive, &Genuine::competitive), cell(tally.cooccurrence, &Genuine::cooccurrence)});
    }
    table(QStringLiteral("False non-matches at a false-match rate"),
        {QStringLiteral("FMR"), QStringLiteral("Tirkeu"), QStringLiteral("Competitive Code"), QStringLiteral("BOCV")},
        rates);
    html += detPlot(tally);
    const QString plot = detPlot(tally);

    const double rate = lowestRate(tally.competitive);
    std::vector<QStringList> rows;
    for (const auto& [condition, row] : report.conditions) {
        std::vector<Genuine> own;
        std::copy_if(tally.genuine.begin(), tally.genuine.end(), std::back_inserter(own),
            [&, wanted = condition](const Genuine& g) { return g.condition == wanted; });
        rows.push_back({QString(simulation_palm::nameOf(condition)),
            share(missed(own, &Genuine::ours, tally.ours.thresholdFor(rate)), own.size()),
            share(missed(own, &Genuine::competitive, tally.competitive.thresholdFor(rate)), own.size()),
            share(static_cast<std::uint64_t>(row.refused), static_cast<std::uint64_t>(row.captures)),
            share(static_cast<std::uint64_t>(row.bonaFideRefused), static_cast<std::uint64_t>(row.bonaFide)),
            share(static_cast<std::uint64_t>(row.bonaFideUndecided), static_cast<std::uint64_t>(row.bonaFide))});
    }
    table(QStringLiteral("By condition, at FMR %1").arg(rate),
        {QStringLiteral("condition"), QStringLiteral("FNMR Tirkeu"), QStringLiteral("FNMR Competitive Code"),
            QStringLiteral("refused captures"), QStringLiteral("BPCER"), QStringLiteral("no verdict")},
        rows);

    const std::vector<Genuine> better = withoutWorstTenth(tally.genuine);
    const auto without = [&](const QString& what, const Histogram& strangers, Field field, double at) {
        const double threshold = strangers.thresholdFor(at);
        return QStringList{what, share(missed(tally.genuine, field, threshold), tally.genuine.size()),
            share(missed(better, field, threshold), better.size())};
    };
    const auto mean = [](const std::vector<Genuine>& genuine) {
        double sum = 0;
        for (const Genuine& g : genuine)
            sum += static_cast<double>(g.ours) / static_cast<double>(genuine.size());
        return QString::number(sum, 'f', 4);
    };
    table(QStringLiteral("Quality predicts: without the worst tenth"),
        {QStringLiteral("what"), QStringLiteral("all"), QStringLiteral("without")},
        {{QStringLiteral("mean genuine distance"), mean(tally.genuine), mean(better)},
            {QStringLiteral("Tirkeu's FNMR at a distance of %1").arg(kStrictDistance),
                share(missed(tally.genuine, &Genuine::ours, kStrictDistance), tally.genuine.size()),
                share(missed(better, &Genuine::ours, kStrictDistance), better.size())},
            without(QStringLiteral("Tirkeu's FNMR at %1").arg(rate), tally.ours, &Genuine::ours, rate),
            without(QStringLiteral("Competitive Code's FNMR at %1").arg(rate), tally.competitive, &Genuine::competitive,
                rate)});
    std::vector<QStringList> claims;
    for (const double claimed : {1e-2, 1e-3, 1e-4, 1e-5, 1e-6}) {
        const double distance = distanceClaimedAs(claimed);
        claims.push_back({QString::number(claimed), QString::number(distance, 'f', 4),
            share(tally.ours.below(distance), tally.ours.count),
            share(missed(tally.genuine, &Genuine::ours, distance), tally.genuine.size())});
    }
    table(QStringLiteral("What a claimed rate is worth: calibrated on other identities, counted here"),
        {QStringLiteral("claimed FMR"), QStringLiteral("distance"), QStringLiteral("strangers counted"),
            QStringLiteral("false non-matches")},
        claims);

    const double worst =
        tally.bothGenuine.empty()
            ? 0
            : static_cast<double>(*std::min_element(tally.bothGenuine.begin(), tally.bothGenuine.end()));
    double farthest = 0;
    for (const Genuine& g : tally.genuine)
        farthest = std::max(farthest, static_cast<double>(g.ours));
    const double nearest = 12 * (1 - tally.both.least());
    table(QStringLiteral("Both palms together, and how strangers are spread"),
        {QStringLiteral("what"), QStringLiteral("value")},
        {{QStringLiteral("pairs of palms: genuine / impostor"),
             n(tally.bothGenuine.size()) + QStringLiteral(" / ") + n(tally.both.count)},
            {QStringLiteral("least genuine / largest impostor score"),
                QString::number(worst, 'f', 2) + QStringLiteral(" / ") + QString::number(nearest, 'f', 2)},
            {QStringLiteral("at the score of %1 that both together are asked for: genuine missed")
                    .arg(palm::kBothPalmsThreshold),
                share(static_cast<std::uint64_t>(std::count_if(tally.bothGenuine.begin(), tally.bothGenuine.end(),
                          [](float score) { return static_cast<double>(score) < palm::kBothPalmsThreshold; })),
                    tally.bothGenuine.size())},
            {QStringLiteral("and strangers taken for one person"),
                share(tally.both.below(1 - palm::kBothPalmsThreshold / 12), tally.both.count)},
            {QStringLiteral("largest genuine / least impostor distance of single palms"),
                QString::number(farthest, 'f', 4) + QStringLiteral(" / ") +
                    QString::number(tally.ours.least(), 'f', 4)},
            {QStringLiteral("strangers' distance: mean, deviation, least"), QStringLiteral("%1, %2, %3")
                                                                                .arg(tally.ours.mean())
                                                                                .arg(tally.ours.deviation())
                                                                                .arg(tally.ours.least())},
            {QStringLiteral(
                 "fillers of the gallery against rendered hands: largest gap of the distributions / by chance"),
                QString::number(largestGap(report.rendered, report.filled), 'f', 4) + QStringLiteral(" / ") +
                    QString::number(gapOfChance(report.rendered.size(), report.filled.size()), 'f', 4)}});

    std::vector<QStringList> attacks;
    for (const auto& [attack, row] : report.attacks) {
        QStringList cues;
        for (const auto& [name, times] : row.cues)
            cues += name + QStringLiteral(" ") + QString::number(times);
        QString kind(simulation_palm::nameOf(attack));
        if (attack == simulation_palm::kUnseenAttack)
            kind += QStringLiteral(", unseen while the cues were chosen");
        attacks.push_back(
            {kind, share(static_cast<std::uint64_t>(row.accepted), static_cast<std::uint64_t>(row.presentations)),
                share(static_cast<std::uint64_t>(row.matched), static_cast<std::uint64_t>(row.presentations)),
                share(static_cast<std::uint64_t>(row.accepted + row.undecided),
                    static_cast<std::uint64_t>(row.presentations)),
                n(row.noResponse), cues.join(QStringLiteral(", "))});
    }
    attacks.push_back({QStringLiteral("real hands refused (BPCER)"),
        share(static_cast<std::uint64_t>(report.bonaFideRefused), static_cast<std::uint64_t>(report.bonaFide)),
        QString(),
        share(static_cast<std::uint64_t>(report.bonaFideRefused + report.bonaFideUndecided),
            static_cast<std::uint64_t>(report.bonaFide)),
        QString(), QString()});
    table(QStringLiteral("Attacks: taken for real (APCER), per kind"),
        {QStringLiteral("kind"), QStringLiteral("APCER"), QStringLiteral("and matched to the victim"),
            QStringLiteral("or without a verdict"), QStringLiteral("not even captured"),
            QStringLiteral("cues that saw it")},
        attacks);
    std::vector<QStringList> ways;
    for (const auto& [way, what] : {std::pair(NoVerdict::Refuses, "refuses, as at the counter"),
             std::pair(NoVerdict::Passes, "lets through"), std::pair(NoVerdict::CountsForNeither, "is left out")}) {
        const AttackRates both = attackRates(report, way);
        const auto percent = [](double v) {
            return QString::number(100 * v, 'g', 3) + QStringLiteral(" %");
        };
        ways.push_back({QString::fromLatin1(what),
            percent(both.worstApcer) + QStringLiteral(" ") + QString(simulation_palm::nameOf(both.worst)),
            percent(both.bpcer), both.meets(0.01) ? QStringLiteral("yes") : QStringLiteral("no")});
    }
    if (!report.attacks.empty())
        table(QStringLiteral("APCER of 1 % at a BPCER of 1 %, for kinds that cues were chosen for"),
            {QStringLiteral("a palm without a verdict"), QStringLiteral("worst APCER"), QStringLiteral("BPCER"),
                QStringLiteral("both within")},
            ways);
    if (report.searches > 0)
        table(QStringLiteral("One among %1").arg(report.gallerySize),
            {QStringLiteral("what"), QStringLiteral("share of searches")},
            {{QStringLiteral("same first answer as the exhaustive search"),
                 share(static_cast<std::uint64_t>(report.sameAsExhaustive),
                     static_cast<std::uint64_t>(report.exhaustive))},
                {QStringLiteral("farthest answer not held against every hand / nearest stranger to any that was"),
                    QStringLiteral("%1 / %2")
                        .arg(report.farthestUnchecked / 65536., 0, 'f', 4)
                        .arg(report.nearestStranger / 65536., 0, 'f', 4)},
                {QStringLiteral("the right hand first"),
                    share(static_cast<std::uint64_t>(report.foundFirst), static_cast<std::uint64_t>(report.searches))},
                {QStringLiteral("the right hand among ten"), share(static_cast<std::uint64_t>(report.foundAmongTen),
                                                                 static_cast<std::uint64_t>(report.searches))}});
    const QStringList below = shortfalls(report);
    html += QStringLiteral("<h2>Floors</h2><p>%1</p>")
                .arg(below.isEmpty() ? QStringLiteral("All are kept.") : below.join(QStringLiteral("; ")));
    std::printf("\nFloors: %s\n", below.isEmpty() ? "all are kept" : qUtf8Printable(below.join(QStringLiteral("; "))));
    QDir().mkpath(folder);
    QFile page(folder + QStringLiteral("/report.html"));
    QFile picture(folder + QStringLiteral("/det.svg"));
    return page.open(QIODevice::WriteOnly) && page.write(html.toUtf8()) > 0 && picture.open(QIODevice::WriteOnly) &&
           picture.write(plot.toUtf8()) > 0;
}

} // namespace tirkeu::accuracy
