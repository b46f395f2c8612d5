#pragma once

#include "failure.h"

#include <sqlcipher/sqlite3.h>

#include <unordered_map>

namespace tirkeu::storage {

struct ConnectionState
{
    sqlite3* handle = nullptr;
    std::unordered_map<const char*, sqlite3_stmt*> idle; ///< prepared statements nobody uses now, by their literal

    ConnectionState() = default;
    ConnectionState(const ConnectionState&) = delete;
    ConnectionState& operator=(const ConnectionState&) = delete;
    ~ConnectionState()
    {
        for (const auto& [text, statement] : idle)
            sqlite3_finalize(statement);
        sqlite3_close_v2(handle);
    }
};

} // namespace tirkeu::storage
