#pragma once

#include "simulation_pki/demoresponders.h"
#include "simulation_pki/loopbackserver.h"

namespace tirkeu::simulation {

/// What the demo's services answer to one request, whatever carried it.
[[nodiscard]] ServedAnswer answerOf(
    const DemoResponders& responders, std::chrono::milliseconds slowness, const ServedRequest& request);

} // namespace tirkeu::simulation
