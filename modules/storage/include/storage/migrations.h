#pragma once

#include <storage/connection.h>

#include <functional>
#include <span>

namespace tirkeu::storage {

/// One step forward; numbered from 1 without gaps, never changed once released.
struct Migration
{
    int version;
    std::span<const Sql> statements;
};

/// Called before the first step changes an existing file; its failure stops the migration.
using BeforeMigration = std::function<Result<>(Connection&, int fromVersion)>;

/// Brings the schema to the newest version, each step in a transaction of its own. A file newer than the program is
/// refused before anything is written.
[[nodiscard]] Result<> migrate(
    Connection& connection, std::span<const Migration> steps, const BeforeMigration& before = {});

/// Opens and migrates. A file newer than the program is looked at read-only and stays byte for byte as it was.
[[nodiscard]] Result<Connection> openMigrated(const OpenOptions& options, const core::SecureBytes& key,
    std::span<const Migration> steps, const BeforeMigration& before = {});

} // namespace tirkeu::storage
