#pragma once

#include <vault/slotfile.h>

#include <QJsonObject>

namespace tirkeu::vault {

/// What the journal says of a slot that came or went.
[[nodiscard]] QJsonObject slotFields(const Slot& slot);
/// As it names a certificate there.
[[nodiscard]] QString digestText(const pki::Certificate& certificate);

} // namespace tirkeu::vault
