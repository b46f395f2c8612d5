#pragma once

#include <storage/migrations.h>

namespace tirkeu::reference {

[[nodiscard]] std::span<const storage::Migration> embeddedSteps();

} // namespace tirkeu::reference
