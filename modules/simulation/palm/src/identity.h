#pragma once

#include "random.h"

#include <simulation_palm/hand.h>

#include <opencv2/core.hpp>

#include <vector>

namespace tirkeu::simulation_palm {

/// Millimetres in the frame of a left palm seen from its inner side: thumb to the left, fingers up, y down.
using Mm = cv::Point2d;

constexpr double kTexelsPerMm = 4;
inline const cv::Size kTextureSize{512, 608};
constexpr float kTextureScale = 400; ///< stored value of a texel = 128 + scale × relative change of reflectance

[[nodiscard]] inline cv::Point2d toTexel(Mm p)
{
    return {(p.x * kTexelsPerMm) + kTextureSize.width / 2., (p.y * kTexelsPerMm) + kTextureSize.height / 2.};
}

struct Finger
{
    Mm knuckle;     ///< the joint it turns about, inside the palm
    double angle;   ///< radians from "up", positive towards the little finger
    double reach;   ///< from knuckle to tip
    double width;   ///< at the base
    double spreads; ///< how far it turns per unit of spread, radians
    double baseAt;  ///< from knuckle to the level of the valleys
};

struct Shape
{
    double width = 84;               ///< of the palm
    std::array<Finger, 5> fingers{}; ///< thumb, index, middle, ring, little
};

struct Skin
{
    double tone = 0.5;     ///< 0 pale to 1 dark
    double infrared = 0.6; ///< reflectance in the infra-red
    double crease = 1;     ///< strength of visible lines
    double vein = 0.05;    ///< strength of veins in the infra-red
    double creaseInInfrared = 0.3;
};

struct Hand::Identity
{
    HandId id;
    Shape shape;
    Skin skin;
    cv::Mat1b surface; ///< creases, wrinkles, ridges
    cv::Mat1b veins;   ///< veins seen through the skin
    cv::Mat1b dorsum;  ///< the same for the back of the hand
    cv::Mat1b dorsumVeins;
};

[[nodiscard]] Shape growShape(HandId id);
[[nodiscard]] Skin growSkin(HandId id);
[[nodiscard]] cv::Mat1b growSurface(HandId id, const Shape& shape, const Skin& skin);
[[nodiscard]] cv::Mat1b growVeins(HandId id, const Shape& shape);
[[nodiscard]] cv::Mat1b growDorsum(HandId id, const Shape& shape);

/// Smooth noise of about unit deviation from a grid of so many knots across.
[[nodiscard]] cv::Mat1f smoothNoise(Random& random, cv::Size size, int knotsAcross);

} // namespace tirkeu::simulation_palm
