#pragma once

#include "outline.h"

namespace tirkeu::simulation_palm {

/// What the hand is made of; skin unless an attack says otherwise.
struct Material
{
    float creaseVisible = 1;
    float creaseInfrared = 0.3F;
    float vein = 0.05F;
    bool sharpVeins = false; ///< drawn on instead of seen through
    float infrared = 0.62F;
    std::array<float, 3> colour{130, 150, 200}; ///< BGR at full light
    float mottle = 1;
    float weave = 0; ///< cloth
    float shine = 0;
};

/// Pictures before blur, noise and rounding of the sensor.
struct Scene
{
    cv::Mat3b visible;
    cv::Mat1b infrared;
    cv::Mat1b mask; ///< 255 inside the hand
    Truth truth;
};

[[nodiscard]] Material skinOf(const Skin& skin, const Appearance& look);
[[nodiscard]] Scene background(const Appearance& look);
/// Paints a hand over what is there.
void paintHand(Scene& scene, const Hand::Identity& hand, const Appearance& look, const Material& material);
/// What optics and sensor do to a scene.
[[nodiscard]] Capture expose(Scene scene, const Appearance& look, const CaptureSpec& spec);
[[nodiscard]] Scene attackScene(const Hand::Identity& victim, const CaptureSpec& spec, Appearance& look);

} // namespace tirkeu::simulation_palm
