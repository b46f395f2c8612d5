#pragma once

#include <opencv2/core.hpp>

namespace tirkeu::simulation_palm {

/// The planes a hand is painted from; all of the picture's size.
struct Planes
{
    cv::Mat1b mask;      ///< soft edge
    cv::Mat1b surface;   ///< 128 = plain
    cv::Mat1b deepLines; ///< the surface as the infra-red sees it
    cv::Mat1b veins;     ///< absorption
    cv::Mat1b rounding;  ///< 255 = facing the light
    cv::Mat1f light;     ///< visible
    cv::Mat1f infrared;  ///< light of the infra-red lamps
    cv::Mat1f clarity;   ///< how clearly lines show
    cv::Mat1f mottle;
};

struct Paint
{
    cv::Vec3f colour;
    cv::Vec3f lines; ///< strength of lines by channel
    float relief = 0;
    cv::Point reliefStep; ///< towards the light
    float infrared = 0;
    float infraredLines = 0;
    float vein = 0;
    float weave = 0;
};

void composeVisible(cv::Mat3b& picture, const Planes& planes, const Paint& paint);
void composeInfrared(cv::Mat1b& picture, const Planes& planes, const Paint& paint);
/// Adds sensor noise of so many levels, drawn from one fixed table from a place that `seed` chooses.
void addNoise(cv::Mat& picture, float deviation, std::uint64_t seed);

} // namespace tirkeu::simulation_palm
