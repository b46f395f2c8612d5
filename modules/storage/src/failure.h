#pragma once

#include <core/result.h>

struct sqlite3;

namespace tirkeu::storage {

/// What went wrong, in our words. `handle` may be null where opening itself failed.
[[nodiscard]] Error errorOf(sqlite3* handle, int code, const QString& doing);
[[nodiscard]] inline tl::unexpected<Error> failed(sqlite3* handle, int code, const QString& doing)
{
    return tl::make_unexpected(errorOf(handle, code, doing));
}

} // namespace tirkeu::storage
