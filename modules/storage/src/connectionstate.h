#pragma once

#include "failure.h"

#include <storage/connection.h>

#include <sqlcipher/sqlite3.h>

#include <unordered_map>

namespace tirkeu::storage {

struct ConnectionState
{
    sqlite3* handle = nullptr;
    OpenOptions options; ///< how, and with what key, it was opened: copies are made beside it
    core::SecureBytes keyText;
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
