#include "guideofview.h"

#include <algorithm>
#include <cmath>

namespace tirkeu::workstation {

namespace {
constexpr double kRightHeight = 0.25;    // of the gauge: the part that is right
constexpr QPointF kPalmsPlace(0.5, 0.6); // fingers need the room above
constexpr double kClosed = 0.2;
constexpr double kSteep = 1;

bool has(const enrolment::HandView& view, palm::Problem problem)
{
    return std::find(view.problems.begin(), view.problems.end(), problem) != view.problems.end();
}

// By the ratio of sizes, as the eye judges nearness: the bounds of what is right lie at the ends of the right part.
double heightOf(double radius)
{
    const double middle = std::sqrt(enrolment::kNearEnough * enrolment::kFarEnough);
    const double height = -std::log(radius / middle) / std::log(enrolment::kFarEnough / middle) * kRightHeight;
    return std::clamp(height, -1.0, 1.0);
}

PalmAdvice adviceOf(const enrolment::HandView& view)
{
    if (!view.handPresent)
        return PalmAdvice::Place;
    if (!view.problems.empty())
        return adviceFor(view.problems);
    const auto word = view.hint ? adviceFor(devices::retryWith(*view.hint)) : std::nullopt;
    return word.value_or(PalmAdvice::HoldStill);
}
} // namespace

HandGuide guideOf(const enrolment::HandView& view, int taken, int wanted)
{
    HandGuide guide;
    guide.taken = taken;
    guide.wanted = wanted;
    guide.advice = adviceOf(view);
    if (view.outline.empty())
        return guide;
    for (const imaging::Point& point : view.outline)
        guide.outline.append({1 - point.x, point.y});
    if (view.radius > 0)
        guide.height = heightOf(view.radius);
    if (has(view, palm::Problem::OffSide))
        guide.offset = QPointF((1 - view.centre.x - kPalmsPlace.x()) * 2, (view.centre.y - kPalmsPlace.y()) * 2);
    guide.tilt = has(view, palm::Problem::Tilted) ? kSteep : 0;
    guide.spread = has(view, palm::Problem::FingersClosed) ? kClosed : 1;
    return guide;
}

} // namespace tirkeu::workstation
