#pragma once

#include <criteria/consents.h>

namespace tirkeu::workstation {

/// The short name of a consent, a line of `ClientWords`: for lists, never in the place of its sentence.
[[nodiscard]] const char* consentLine(criteria::ConsentKind kind);

} // namespace tirkeu::workstation
