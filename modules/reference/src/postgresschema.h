#pragma once

#include "pq.h"

namespace tirkeu::reference {

inline constexpr qint64 kPostgresVersion = 3;

/// 0 where there is no schema yet.
[[nodiscard]] Result<qint64> postgresVersion(PqConnection& connection);
[[nodiscard]] Result<> migratePostgres(PqConnection& owner);

} // namespace tirkeu::reference
