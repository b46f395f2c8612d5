#include "creases.h"

#include <opencv2/imgproc.hpp>

namespace tirkeu::simulation_palm {

cv::Mat1f smoothNoise(Random& random, cv::Size size, int knotsAcross)
{
    const int down = std::max(2, knotsAcross * size.height / size.width);
    cv::Mat1f knots(down + 2, knotsAcross + 2);
    for (float& knot : knots)
        knot = static_cast<float>(random.normal());
    cv::Mat1f noise;
    cv::resize(knots, noise, size, 0, 0, cv::INTER_CUBIC);
    return noise;
}

namespace {

// Friction ridges: waves across a direction that turns slowly over the palm, half a millimetre apart. A pixel of the
// scanner is nearly as wide, so little of them is left in its pictures.
void addRidges(cv::Mat1f& change, Random& random)
{
    const cv::Mat1f bend = smoothNoise(random, change.size(), 4);
    const cv::Mat1f strength = smoothNoise(random, change.size(), 10);
    const double angle = random.range(0, std::numbers::pi);
    const auto cosine = static_cast<float>(std::cos(angle));
    const auto sine = static_cast<float>(std::sin(angle));
    const float wave = 2 * std::numbers::pi_v<float> / static_cast<float>(0.52 * kTexelsPerMm);
    for (int y = 0; y < change.rows; ++y) {
        float* out = change[y];
        const float* turned = bend[y];
        const float* strong = strength[y];
        for (int x = 0; x < change.cols; ++x) {
            // A triangle wave serves as well as a sine and vectorises.
            const float phase = ((cosine * static_cast<float>(x) + sine * static_cast<float>(y)) + 40 * turned[x]) *
                                wave * (0.5F / std::numbers::pi_v<float>);
            const float saw = phase - std::floor(phase);
            out[x] += (std::abs(saw - 0.5F) * 4 - 1) * (0.010F + 0.004F * strong[x]);
        }
    }
}

cv::Mat1b toTexture(const cv::Mat1f& change)
{
    cv::Mat1b texture;
    change.convertTo(texture, CV_8U, kTextureScale, 128);
    return texture;
}

void jitter(Random& random, std::vector<Mm>& curve, double millimetres)
{
    double dx = random.normal(0, millimetres);
    double dy = random.normal(0, millimetres);
    for (Mm& point : curve) {
        point += Mm(dx, dy);
        dx = 0.8 * dx + random.normal(0, 0.6 * millimetres);
        dy = 0.8 * dy + random.normal(0, 0.6 * millimetres);
    }
}

} // namespace

cv::Mat1b growSurface(HandId id, const Shape& shape, const Skin& skin)
{
    Random random({4, id.person, static_cast<std::uint64_t>(id.side)});
    const double w = shape.width;
    cv::Mat1b fine(kTextureSize, 0);
    cv::Mat1b strong(kTextureSize, 0);

    // Fine wrinkles everywhere, denser where the thumb folds; most of what tells palms apart at this resolution.
    const int wrinkles = 70 + random.below(110);
    for (int i = 0; i < wrinkles; ++i) {
        const double headY = random.range(-0.55, 0.6) * w;
        const Mm head(random.range(-0.55, 0.55) * w, headY);
        const bool thenar = head.x < -0.05 * w && head.y > -0.1 * w;
        const double angle =
            thenar && random.chance(0.6) ? random.normal(0.9, 0.5) : random.range(0, 2 * std::numbers::pi);
        const double length = w * random.logRange(0.05, 0.28);
        const Mm tail = head + Mm(std::cos(angle), std::sin(angle)) * length;
        const double sideways = std::clamp(random.normal(0, 0.2), -0.5, 0.5);
        auto curve = bezier(head, tail, random.range(0.3, 0.7), sideways);
        jitter(random, curve, 0.15);
        const double strength = random.range(30, 110) * skin.crease;
        drawStroke(fine, curve, random.range(0.2, 0.45), strength, 0.3, 0.3);
    }
    // Longer secondary lines.
    const int secondary = 5 + random.below(11);
    for (int i = 0; i < secondary; ++i) {
        const double headY = random.range(-0.5, 0.5) * w;
        const Mm head(random.range(-0.5, 0.5) * w, headY);
        const double angle = random.range(0, 2 * std::numbers::pi);
        const double length = w * random.range(0.12, 0.45);
        const Mm tail = head + Mm(std::cos(angle), std::sin(angle)) * length;
        const double sideways = std::clamp(random.normal(0, 0.3), -0.6, 0.6);
        auto curve = bezier(head, tail, std::clamp(random.normal(0.5, 0.4), 0.3, 0.7), sideways);
        jitter(random, curve, 0.2);
        const double strength = random.range(55, 140) * skin.crease;
        drawStroke(strong, curve, random.range(0.3, 0.6), strength, 0.3, 0.35);
    }
    for (const std::vector<Mm>& line : principalLines(random, shape)) {
        const double strength = random.range(95, 175) * skin.crease;
        const int strands = 2 + random.below(3);
        for (int strand = 0; strand < strands; ++strand) {
            auto curve = line;
            jitter(random, curve, strand == 0 ? 0.15 : 0.45);
            const double share = strand == 0 ? 1 : random.range(0.35, 0.7);
            const double width = strand == 0 ? random.range(0.6, 1.0) : random.range(0.25, 0.5);
            drawStroke(strong, curve, width, strength * share, 0.12, 0.35);
        }
    }
    cv::GaussianBlur(fine, fine, {}, 0.9);
    cv::GaussianBlur(strong, strong, {}, 1.3);

    cv::Mat1f change(kTextureSize, 0.F);
    cv::Mat1f part;
    fine.convertTo(part, CV_32F, -1. / 900);
    change += part;
    strong.convertTo(part, CV_32F, -1. / 800);
    change += part;
    change += smoothNoise(random, kTextureSize, 7) * 0.016;
    change += smoothNoise(random, kTextureSize, 42) * 0.011;
    change += smoothNoise(random, kTextureSize, 90) * 0.012;
    addRidges(change, random);
    return toTexture(change);
}

cv::Mat1b growDorsum(HandId id, const Shape& shape)
{
    Random random({6, id.person, static_cast<std::uint64_t>(id.side)});
    const double w = shape.width;
    cv::Mat1b lines(kTextureSize, 0);
    // Fine cross-wise wrinkles at the knuckles, hairs elsewhere; no palm lines.
    for (std::size_t finger = 1; finger < 5; ++finger) {
        for (int i = 0; i < 5; ++i) {
            const double down = random.normal(-0.02, 0.03) * w;
            const Mm middle = shape.fingers[finger].knuckle + Mm(random.normal(0, 0.01 * w), down);
            const double slant = random.normal(0, 0.01 * w);
            const Mm half(random.range(0.04, 0.08) * w, slant);
            drawStroke(lines, bezier(middle - half, middle + half, 0.5, random.normal(0, 0.2)), 0.4, 60, 0.3, 0.3);
        }
    }
    for (int i = 0; i < 160; ++i) {
        const double headY = random.range(-0.4, 0.6) * w;
        const Mm head(random.range(-0.45, 0.45) * w, headY);
        const double angle = random.normal(0.6, 0.35);
        const double bend = random.normal(0, 0.2);
        const Mm tail = head + Mm(std::cos(angle), std::sin(angle)) * random.range(2, 6);
        drawStroke(lines, bezier(head, tail, 0.5, bend), 0.15, 70, 0.3, 0.3);
    }
    cv::GaussianBlur(lines, lines, {}, 1.0);
    cv::Mat1f change;
    lines.convertTo(change, CV_32F, -1. / 900);
    change += smoothNoise(random, kTextureSize, 7) * 0.03;
    change += smoothNoise(random, kTextureSize, 60) * 0.008;
    return toTexture(change);
}

} // namespace tirkeu::simulation_palm
