#include <storage/errors.h>
#include <storage/migrations.h>
#include <storage/transaction.h>

namespace tirkeu::storage {

namespace {
tl::unexpected<Error> newer(int found, int known)
{
    return failure(kNewer, ErrorKind::OperatorCanFix, QStringLiteral("schema %1, known %2").arg(found).arg(known),
        {QString::number(found), QString::number(known)});
}
} // namespace

Result<> migrate(Connection& connection, std::span<const Migration> steps, const BeforeMigration& before)
{
    const Result<int> found = connection.version();
    if (!found)
        return failure(found);
    const int known = steps.empty() ? 0 : steps.back().version;
    if (*found > known)
        return newer(*found, known);
    if (*found == known)
        return {};
    if (*found > 0 && before) {
        if (const Result<> prepared = before(connection, *found); !prepared)
            return prepared;
    }
    for (const Migration& step : steps) {
        if (step.version <= *found)
            continue;
        auto transaction = Transaction::begin(connection);
        if (!transaction)
            return failure(transaction);
        for (const Sql& sql : step.statements) {
            if (const Result<> run = connection.run(sql); !run)
                return run;
        }
        if (const Result<> set = connection.setVersion(step.version); !set)
            return set;
        if (const Result<> committed = transaction->commit(); !committed)
            return committed;
    }
    return {};
}

Result<Connection> openMigrated(const OpenOptions& options, const core::SecureBytes& key,
    std::span<const Migration> steps, const BeforeMigration& before)
{
    if (options.mode == OpenMode::ReadWrite) {
        OpenOptions looking = options;
        looking.mode = OpenMode::ReadOnly;
        auto look = Connection::open(looking, key);
        if (!look)
            return failure(look);
        const Result<int> found = look->version();
        if (!found)
            return failure(found);
        const int known = steps.empty() ? 0 : steps.back().version;
        if (*found > known)
            return newer(*found, known);
    }
    auto connection = Connection::open(options, key);
    if (!connection)
        return connection;
    if (options.mode == OpenMode::ReadOnly) {
        const Result<int> found = connection->version();
        if (!found)
            return failure(found);
        if (const int known = steps.empty() ? 0 : steps.back().version; *found != known)
            return newer(*found, known);
        return connection;
    }
    if (const Result<> migrated = migrate(*connection, steps, before); !migrated)
        return failure(migrated);
    return connection;
}

} // namespace tirkeu::storage
