// Each figure of the vault beside its reference in the same run: the same bytes into a bare SQLCipher table with the
// same settings. TIRKEU_BENCH_EVENTS sets how many events the large vault has (1,000,000 for the figure), and
// TIRKEU_BENCH_CLIENTS how many clients (10,000 for opening, 100,000 for finding).
#include "support/casescript.h"

#include <vault/store.h>

#include <storage/transaction.h>

#include <QTemporaryDir>

#include <benchmark/benchmark.h>

using namespace tirkeu;
using namespace tirkeu::vault;

namespace {
struct Files
{
    QTemporaryDir folder{QStringLiteral("/var/tmp/tirkeu-bench-XXXXXX")};
    core::SecureBytes key{32};
    test::FakeClock clock;
    [[nodiscard]] StoreFiles store() const
    {
        return {folder.filePath(QStringLiteral("vault.db")), folder.filePath(QStringLiteral("keys.db"))};
    }
};

casefile::Event viewed(test::FakeClock& clock)
{
    clock.advance(std::chrono::seconds(1));
    return {casefile::Kind::SettingChanged, clock.wall(), QStringLiteral("teller-17"), {}, {},
        {{QStringLiteral("setting"), QStringLiteral("idle-lock")}, {QStringLiteral("from"), QStringLiteral("300")},
            {QStringLiteral("to"), QStringLiteral("120")}}};
}

void durableAppend(benchmark::State& state)
{
    Files files;
    auto store = Store::create(files.store(), files.key, core::Uuid::make(files.clock), files.clock).value();
    for (auto _ : state) {
        if (!store->append(viewed(files.clock)))
            state.SkipWithError("append");
    }
}
BENCHMARK(durableAppend)->UseRealTime()->Unit(benchmark::kMicrosecond)->Iterations(4000);

void bareInsert(benchmark::State& state)
{
    Files files;
    auto connection = storage::Connection::open(
        {.path = files.folder.filePath(QStringLiteral("bare.db")), .mode = storage::OpenMode::CreateNew}, files.key)
                          .value();
    std::ignore = connection.run("CREATE TABLE t(id INTEGER PRIMARY KEY, body BLOB)");
    const QByteArray body(340, 'x'); // what one such event takes in the journal
    for (auto _ : state) {
        auto transaction = storage::Transaction::begin(connection);
        auto insert = connection.prepare("INSERT INTO t(body) VALUES(?1)");
        if (!insert->bind(1, body).run() || !transaction->commit())
            state.SkipWithError("insert");
    }
}
BENCHMARK(bareInsert)->UseRealTime()->Unit(benchmark::kMicrosecond)->Iterations(4000);

void keepBlob(benchmark::State& state)
{
    Files files;
    auto store = Store::create(files.store(), files.key, core::Uuid::make(files.clock), files.clock).value();
    const auto client = casefile::ClientId::make(files.clock);
    const QByteArray blob(100'000, 'b');
    for (auto _ : state) {
        const Result<> done = store->write([&](Writer& writer) -> Result<> {
            const auto kept = writer.keep(ObjectKind::Picture, client, {}, blob);
            return kept ? Result<>() : failure(kept);
        });
        if (!done)
            state.SkipWithError("keep");
    }
    state.SetBytesProcessed(state.iterations() * blob.size());
}
BENCHMARK(keepBlob)->UseRealTime()->Unit(benchmark::kMicrosecond)->Iterations(1000);

void bareBlob(benchmark::State& state)
{
    Files files;
    auto connection = storage::Connection::open(
        {.path = files.folder.filePath(QStringLiteral("bare.db")), .mode = storage::OpenMode::CreateNew}, files.key)
                          .value();
    std::ignore = connection.run("CREATE TABLE t(id INTEGER PRIMARY KEY, body BLOB)");
    const QByteArray blob(100'000, 'b');
    for (auto _ : state) {
        auto transaction = storage::Transaction::begin(connection);
        auto insert = connection.prepare("INSERT INTO t(body) VALUES(?1)");
        if (!insert->bind(1, blob).run() || !transaction->commit())
            state.SkipWithError("insert");
    }
    state.SetBytesProcessed(state.iterations() * blob.size());
}
BENCHMARK(bareBlob)->UseRealTime()->Unit(benchmark::kMicrosecond)->Iterations(1000);

/// A vault with many events of many clients, made once for the three that follow.
struct Large
{
    Files files;
    int events = qEnvironmentVariableIntValue("TIRKEU_BENCH_EVENTS");
    int clients = 0;
    core::Uuid vault = core::Uuid::make(files.clock);
    Large()
    {
        if (events <= 0)
            events = 50'000;
        auto store = Store::create(files.store(), files.key, vault, files.clock).value();
        clients = qEnvironmentVariableIntValue("TIRKEU_BENCH_CLIENTS");
        if (clients <= 0)
            clients = events / 100;
        int made = 0;
        for (int client = 0; made < events || client < clients;) {
            std::ignore = store->write([&](Writer& writer) -> Result<> {
                for (int i = 0; i < 500 && client < clients; ++i, ++client, made += 2) {
                    test::CaseScript script(files.clock, QString::number(850'000'000'000 + client));
                    if (!writer.append(script.opened()) || !writer.append(script.recorded()))
                        qFatal("case");
                }
                for (int i = 0; i < 5000 && made < events; ++i, ++made) {
                    if (!writer.append(viewed(files.clock)))
                        qFatal("event");
                }
                return {};
            });
        }
        std::ignore = store->checkpoint();
    }
    static Large& one()
    {
        static Large large;
        return large;
    }
};

void openLargeVault(benchmark::State& state)
{
    Large& large = Large::one();
    for (auto _ : state) {
        if (!Store::open(large.files.store(), large.files.key, large.files.clock))
            state.SkipWithError("open");
    }
    state.counters["events"] = large.events;
    state.counters["clients"] = large.clients;
}
BENCHMARK(openLargeVault)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(5);

void verifyChain(benchmark::State& state)
{
    Large& large = Large::one();
    auto store = Store::open(large.files.store(), large.files.key, large.files.clock).value();
    quint64 checked = 0;
    for (auto _ : state) {
        const auto report = checkChain(store->connection(), large.vault);
        if (!report || !report->isWhole)
            state.SkipWithError("chain");
        checked += report->checked;
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(checked));
}
BENCHMARK(verifyChain)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(3);

void findClient(benchmark::State& state)
{
    Large& large = Large::one();
    auto store = Store::open(large.files.store(), large.files.key, large.files.clock).value();
    int i = 0;
    for (auto _ : state) {
        i = (i + 7919) % large.clients;
        const auto found = store->find(SearchField::Iin, QString::number(850'000'000'000 + i));
        if (!found || found->size() != 1 || !store->client(found->front()))
            state.SkipWithError("find");
    }
}
BENCHMARK(findClient)->UseRealTime()->Unit(benchmark::kMicrosecond)->Iterations(2000);
} // namespace

BENCHMARK_MAIN();
