#include "mat.h"
#include "measures.h"

#include <opencv2/imgproc.hpp>

#include <cmath>

namespace tirkeu::palm {

namespace {

cv::Mat1f relativeBand(const RegionPicture& picture, double fine, double coarse)
{
    const cv::Mat1b source(kRegionSide, kRegionSide, const_cast<std::uint8_t*>(picture.data()));
    cv::Mat1f narrow;
    cv::Mat1f wide;
    source.convertTo(narrow, CV_32F);
    cv::GaussianBlur(narrow, wide, {}, coarse);
    cv::GaussianBlur(narrow, narrow, {}, fine);
    for (int y = 0; y < kRegionSide; ++y) {
        for (int x = 0; x < kRegionSide; ++x)
            narrow(y, x) = (narrow(y, x) - wide(y, x)) / std::max(12.F, wide(y, x));
    }
    return narrow;
}

cv::Mat1f finest(const RegionPicture& picture)
{
    const cv::Mat1b source(kRegionSide, kRegionSide, const_cast<std::uint8_t*>(picture.data()));
    cv::Mat1f detail;
    cv::Laplacian(source, detail, CV_32F);
    return detail;
}

int score(double value, double bad, double good)
{
    return static_cast<int>(std::lround(100 * std::clamp((value - bad) / (good - bad), 0., 1.)));
}

} // namespace

BandMeasures measureBands(const Region& region)
{
    BandMeasures m;
    const bool both = region.hasVisible && region.hasInfrared;
    cv::Mat1f visible;
    cv::Mat1f infrared;
    cv::Mat1f visibleFine;
    cv::Mat1f infraredFine;
    if (region.hasVisible) {
        visible = relativeBand(region.visible, 1.6, 5);
        visibleFine = finest(region.visible);
    }
    if (region.hasInfrared) {
        infrared = relativeBand(region.infrared, 1.6, 5);
        infraredFine = finest(region.infrared);
    }
    double n = 0;
    double vv = 0;
    double nn = 0;
    double vn = 0;
    double fv = 0;
    double fn = 0;
    for (int y = 4; y < kRegionSide - 4; ++y) {
        for (int x = 4; x < kRegionSide - 4; ++x) {
            const auto i = static_cast<std::size_t>(y * kRegionSide + x);
            if (region.valid[i] == 0)
                continue;
            ++n;
            if (region.hasVisible) {
                const double v = static_cast<double>(visible(y, x));
                vv += v * v;
                fv += static_cast<double>(std::abs(visibleFine(y, x)));
                m.visibleLevel += region.visible[i];
                m.shine += region.visible[i] > 235;
                if (both)
                    vn += v * static_cast<double>(infrared(y, x));
            }
            if (region.hasInfrared) {
                const double r = static_cast<double>(infrared(y, x));
                nn += r * r;
                fn += static_cast<double>(std::abs(infraredFine(y, x)));
                m.infraredLevel += region.infrared[i];
            }
        }
    }
    m.bare = n / ((kRegionSide - 8.) * (kRegionSide - 8.));
    n = std::max(1., n);
    m.visibleLevel /= n;
    m.infraredLevel /= n;
    m.shine /= n;
    m.visibleLines = std::sqrt(vv / n);
    m.infraredLines = std::sqrt(nn / n);
    m.visibleFine = fv / n / std::max(12., m.visibleLevel);
    m.infraredFine = fn / n / std::max(12., m.infraredLevel);
    if (both && vv > 0 && nn > 0) {
        m.agreement = vn / std::sqrt(vv * nn);
        m.carryOver = vn / vv;
        m.ownLines = m.infraredLines * std::sqrt(std::max(0., 1 - m.agreement * m.agreement));
    }
    if (region.hasVisible) {
        double sum = 0;
        double squares = 0;
        for (std::size_t c = 0; c < region.colour.size(); c += 3) {
            const double ratio = region.colour[c + 2] / std::max(8., static_cast<double>(region.colour[c + 1]));
            sum += ratio;
            squares += ratio * ratio;
        }
        sum /= 1024;
        m.chroma = std::sqrt(std::max(0., squares / 1024 - sum * sum)) / std::max(0.1, sum);
    }
    return m;
}

Quality qualityOf(const Region& region, const BandMeasures& bands, imaging::Size frame)
{
    Quality q;
    const double level = region.hasInfrared ? bands.infraredLevel : bands.visibleLevel;
    q.light = std::min(score(level, 25, 85), std::min(score(255 - level, 8, 45), score(0.25 - bands.shine, 0, 0.2)));
    q.sharpness = score(region.edgeSharpness, 0.35, 0.9);
    const double shown = region.radius / std::min(frame.width, frame.height);
    q.position = std::min({score(shown, 0.13, 0.19), score(0.42 - shown, 0, 0.08), score(0.36 - region.tilt, 0, 0.25),
        score(region.inside, 0.7, 0.97)});
    if (region.source != RegionSource::Valleys)
        q.position = std::min(q.position, 40);
    q.coverage = score(bands.bare, 0.4, 0.97);
    // Lines against noise: strong ones, and not merely grain.
    q.lines = region.hasVisible ? score(bands.visibleLines / (0.006 + 0.22 * bands.visibleFine), 0.4, 1.35) : 0;
    q.veins = region.hasInfrared ? score(bands.infraredLines / (0.004 + 0.22 * bands.infraredFine), 0.3, 1.1) : 0;
    // Weights from how each part predicts the distance to the same palm on tuning identities. Light hardly does, as
    // long as lines are seen; what is covered or leans does most.
    const double seen = region.hasVisible && region.hasInfrared
                            ? std::pow(std::max(2, q.lines), 0.55) * std::pow(std::max(2, q.veins), 0.45)
                            : 0.8 * (region.hasVisible ? q.lines : q.veins);
    const auto part = [](double value, double weight) {
        return std::pow(std::max(0.02, value / 100), weight);
    };
    q.overall =
        static_cast<int>(std::lround(100 * part(q.light, 0.07) * part(q.sharpness, 0.08) * part(q.position, 0.17) *
                                     part(q.coverage, 0.8) * part(seen, 0.4) * part(100 - 150 * region.tilt, 0.7)));
    return q;
}

} // namespace tirkeu::palm
