#pragma once

#include <vault/store.h>

namespace tirkeu::workstation {

/// A client as a list that others may see shows them: the given name, a letter, the last digits.
[[nodiscard]] QString shownClient(const vault::ClientRecord& record);

} // namespace tirkeu::workstation
