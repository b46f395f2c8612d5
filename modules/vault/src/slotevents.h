#pragma once

#include <vault/slotfile.h>

#include <QJsonObject>

namespace tirkeu::vault {

/// What the journal says of a slot that came or went.
[[nodiscard]] QJsonObject slotFields(const Slot& slot);

} // namespace tirkeu::vault
