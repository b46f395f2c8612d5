#pragma once

#include "shell/place.h"

#include <demo/demobranch.h>

namespace tirkeu::workstation {

/// For the ribbon: the empty reader, then each person with the PIN.
[[nodiscard]] QStringList tokenNames(const demo::DemoBranch& branch);
/// The virtual clients, with the number that the player types.
[[nodiscard]] QStringList clientNames();
/// The chosen client signs: the paper comes out of the office scanner into this folder.
void signPaper(const QString& folder);
[[nodiscard]] Place placeOf(const demo::DemoBranch& branch);

} // namespace tirkeu::workstation
