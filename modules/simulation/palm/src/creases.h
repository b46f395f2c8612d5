#pragma once

#include "identity.h"

namespace tirkeu::simulation_palm {

/// Draws a line of so many millimetres; it fades over the given shares of its length.
void drawStroke(
    cv::Mat1b& canvas, const std::vector<Mm>& curve, double widthMm, double strength, double fadeStart, double fadeEnd);
[[nodiscard]] std::vector<Mm> bezier(Mm head, Mm tail, double along, double sideways);
[[nodiscard]] std::vector<std::vector<Mm>> principalLines(Random& random, const Shape& shape);

} // namespace tirkeu::simulation_palm
