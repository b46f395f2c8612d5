#pragma once

#include <palm/assessment.h>

namespace tirkeu::palm {

/// The frame with outline, valleys, square, lines and verdict drawn over it, for people.
[[nodiscard]] Result<imaging::Frame> drawn(const imaging::Frame& frame, const Assessment& assessment);

} // namespace tirkeu::palm
