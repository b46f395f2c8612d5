#pragma once

#include "clientscene.h"

#include <enrolment/handguide.h>

namespace tirkeu::workstation {

/// What the client's screen shows of a view of their hand: mirrored, because the scanner looks at it from below and the
/// client from above.
[[nodiscard]] HandGuide guideOf(const enrolment::HandView& view, int taken, int wanted);

} // namespace tirkeu::workstation
