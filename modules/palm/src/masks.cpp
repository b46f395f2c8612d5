#include "silhouette.h"

#include <opencv2/imgproc.hpp>

namespace tirkeu::palm {

namespace {

cv::Mat1b cleaned(const cv::Mat1b& mask)
{
    static const cv::Mat kernel = cv::getStructuringElement(cv::MORPH_ELLIPSE, {3, 3});
    cv::Mat1b opened;
    cv::morphologyEx(mask, opened, cv::MORPH_OPEN, kernel);
    return opened;
}

cv::Mat1b above(const cv::Mat1b& picture, double threshold)
{
    cv::Mat1b mask;
    cv::threshold(picture, mask, threshold, 255, cv::THRESH_BINARY);
    return cleaned(mask);
}

double otsu(const cv::Mat1b& picture)
{
    cv::Mat1b unused;
    return cv::threshold(picture, unused, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
}

/// Splits at the middle between what hand and background are nearby, each as a first threshold has it: haze on the
/// window lifts the background by a different amount everywhere, most of all between fingers.
cv::Mat1b aboveItsSurround(const cv::Mat1b& grey, double threshold)
{
    constexpr int kReach = 41;
    constexpr double kShare = 0.47; // of the way up from the background
    cv::Mat1b hand;
    cv::threshold(grey, hand, threshold, 255, cv::THRESH_BINARY);
    cv::Mat1b handGrey;
    cv::bitwise_and(grey, hand, handGrey);
    cv::Mat1f share;
    cv::Mat1f bright;
    cv::Mat1f all;
    cv::boxFilter(hand, share, CV_32F, {kReach, kReach});
    cv::boxFilter(handGrey, bright, CV_32F, {kReach, kReach});
    cv::boxFilter(grey, all, CV_32F, {kReach, kReach});
    for (int y = 0; y < grey.rows; ++y) {
        for (int x = 0; x < grey.cols; ++x) {
            const float inside = share(y, x) / 255;
            if (inside < 0.02F || inside > 0.98F)
                continue;
            const float level = bright(y, x) / inside;
            const float around = (all(y, x) - bright(y, x)) / (1 - inside);
            hand(y, x) =
                static_cast<float>(grey(y, x)) > around + static_cast<float>(kShare) * (level - around) ? 255 : 0;
        }
    }
    return hand;
}

} // namespace

std::vector<cv::Mat1b> infraredMasks(const cv::Mat1b& grey)
{
    const double threshold = otsu(grey);
    // A hand dims towards its rim: a lower threshold keeps the fingers, a higher one parts what touches.
    return {cleaned(aboveItsSurround(grey, threshold * 0.85)), above(grey, threshold * 0.85),
        above(grey, threshold * 0.65), above(grey, threshold * 1.1)};
}

std::vector<cv::Mat1b> visibleMasks(const cv::Mat3b& colour)
{
    cv::Mat3b smooth;
    cv::GaussianBlur(colour, smooth, {3, 3}, 0);
    cv::Mat3b parts;
    cv::cvtColor(smooth, parts, cv::COLOR_BGR2YCrCb);
    cv::Mat1b red;
    cv::Mat1b luma;
    cv::Mat1b warmth(colour.size());
    cv::extractChannel(parts, luma, 0);
    cv::extractChannel(parts, red, 1);
    // Skin is redder than grey and bluer than fire: red less blue difference, and nothing for what is dark.
    cv::Mat1b skin(colour.size());
    for (int y = 0; y < colour.rows; ++y) {
        for (int x = 0; x < colour.cols; ++x) {
            const cv::Vec3b p = parts(y, x);
            const int cr = p[1] - 128;
            const int cb = p[2] - 128;
            const int scaled = p[0] < 24 ? 0 : cr * 160 / (p[0] + 40);
            warmth(y, x) = cv::saturate_cast<std::uint8_t>(128 + 3 * scaled - scaled * (cb > 0 ? 2 : 0));
            const bool plausible = p[0] > 35 && cr > 4 && cr < 62 && cb < 8 && cb > -60 && cr - cb > 8;
            skin(y, x) = plausible ? 255 : 0;
        }
    }
    std::vector<cv::Mat1b> masks{
        above(warmth, otsu(warmth)), above(red, otsu(red)), cleaned(skin), above(luma, otsu(luma))};
    cv::Mat1b both;
    cv::bitwise_and(masks[2], above(red, otsu(red) - 2), both);
    masks.push_back(both);
    cv::bitwise_and(masks[2], masks[3], both);
    masks.push_back(both.clone());
    return masks;
}

} // namespace tirkeu::palm
