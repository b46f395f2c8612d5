// Each figure of the vault beside its reference in the same run: the same bytes into a bare SQLCipher table with the
// same settings: durableAppend against bareInsert (at most 1.3 of its time), keepBlob against bareBlob (at least 0.9 of
// its rate). TIRKEU_BENCH_EVENTS sets how many events the large vault has, TIRKEU_BENCH_CLIENTS how many clients: with
// 1,000,000 and 10,000 openLargeVault takes at most 300 ms and verifyChain makes at least 500,000 a second; with
// 100,000 clients findClient takes at most 5 ms. All hold together with 1,000,000 and 100,000, which is more than
// either asks.
#include "support/casescript.h"
#include "support/testkeys.h"

#include <vault/vault.h>

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
    int clients = qEnvironmentVariableIntValue("TIRKEU_BENCH_CLIENTS");
    pki::SoftwareKey workstation = test::testKey(QStringLiteral("workstation"));
    pki::SoftwareKey teller = test::testKey(QStringLiteral("teller-17"));
    pki::SoftwareKey recovery = test::testKey(QStringLiteral("recovery"));

    Large()
    {
        if (events <= 0)
            events = 50'000;
        if (clients <= 0)
            clients = events / 100;
        auto vault = Vault::create(options(),
            {{SlotRole::Teller, QStringLiteral("teller-17"), teller.holder()},
                {SlotRole::Recovery, QStringLiteral("safe"), recovery.holder()}},
            teller)
                         .value();
        int made = 0;
        for (int client = 0; made < events || client < clients;) {
            const Result<> written = vault->store().write([&](Writer& writer) -> Result<> {
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
            if (!written)
                qFatal("write");
        }
        if (!vault->close(QStringLiteral("teller-17")))
            qFatal("close");
    }
    [[nodiscard]] VaultOptions options()
    {
        return {.folder = files.folder.filePath(QStringLiteral("vault")),
            .clock = files.clock,
            .workstation = &workstation};
    }
    /// As at a sign-in: the slot with the person's key, the databases, what was left to be done, the event.
    [[nodiscard]] Result<std::unique_ptr<Vault>> open() { return Vault::open(options(), teller); }
    static Large& one()
    {
        static Large large;
        return large;
    }
};

// To the moment at which it can be worked with; the walk along the chain goes on behind it and is the next figure.
void openLargeVault(benchmark::State& state)
{
    Large& large = Large::one();
    for (auto _ : state) {
        auto vault = large.open();
        if (!vault) {
            state.SkipWithError("open");
            break;
        }
        state.PauseTiming();
        vault->reset();
        state.ResumeTiming();
    }
    state.counters["events"] = large.events;
    state.counters["clients"] = large.clients;
}
BENCHMARK(openLargeVault)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(5);

void verifyChain(benchmark::State& state)
{
    Large& large = Large::one();
    const auto vault = large.open().value();
    quint64 checked = 0;
    for (auto _ : state) {
        const auto report =
            checkChain(vault->store().connection(), vault->store().vault(), large.workstation.certificate());
        if (!report || !report->isWhole)
            state.SkipWithError("chain");
        else
            checked += report->checked;
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(checked));
}
BENCHMARK(verifyChain)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(3);

void findClient(benchmark::State& state)
{
    Large& large = Large::one();
    const auto vault = large.open().value();
    Store& store = vault->store();
    int i = 0;
    for (auto _ : state) {
        i = (i + 7919) % large.clients;
        const auto found = store.find(SearchField::Iin, QString::number(850'000'000'000 + i));
        if (!found || found->size() != 1 || !store.client(found->front()))
            state.SkipWithError("find");
    }
    state.counters["clients"] = large.clients;
}
BENCHMARK(findClient)->UseRealTime()->Unit(benchmark::kMicrosecond)->Iterations(2000);
} // namespace

BENCHMARK_MAIN();
