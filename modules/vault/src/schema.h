#pragma once

#include <storage/migrations.h>

namespace tirkeu::vault {

[[nodiscard]] std::span<const storage::Migration> vaultSchema();
[[nodiscard]] std::span<const storage::Migration> keySchema();

} // namespace tirkeu::vault
