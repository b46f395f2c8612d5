// The duplicate search as the gateway does it: one hand among a million of its side, from the question to the store to
// the confirmation of the nearest by both palms.
#include "sealing.h"
#include "sourcefolder.h"
#include "unit/reference/referencebench.h"

#include <reference/palmgallery.h>

#include <benchmark/benchmark.h>

#include <mutex>
#include <random>
#include <set>

using namespace tirkeu;
using namespace tirkeu::reference;

namespace {
constexpr quint64 kHands = 1'000'000;
constexpr quint64 kRound = 16;
constexpr double kGoalMs = 60;

core::Uuid idOf(quint64 number)
{
    std::array<std::uint8_t, 16> bytes{};
    std::copy_n(reinterpret_cast<const std::uint8_t*>(&number), sizeof number, bytes.begin());
    return core::Uuid::fromBytes(bytes);
}

quint64 numberOf(const core::Uuid& hand)
{
    quint64 number = 0;
    std::copy_n(hand.bytes().begin(), sizeof number, reinterpret_cast<std::uint8_t*>(&number));
    return number;
}

/// A million hands, each made from its number whenever it is asked for, sealed as a store holds it.
class MadeStore final : public PalmStore
{
public:
    void letWait(quint64 first, quint64 count)
    {
        const std::lock_guard lock(m_mutex);
        for (quint64 number = first; number < first + count; ++number)
            m_waiting.insert(number);
    }
    [[nodiscard]] Result<QList<HandNews>> handsAfter(quint64 number, int most) override
    {
        QList<HandNews> news;
        for (quint64 n = number + 1; n <= kHands && news.size() < most; ++n)
            news.append({n, idOf(n), casefile::Hand::Right, true, sealed(n)});
        return news;
    }
    [[nodiscard]] Result<QList<HandRow>> handsOf(const QByteArray&) override { return QList<HandRow>(); }
    [[nodiscard]] Result<QList<HandRow>> handsBeside(const core::Uuid& hand) override
    {
        const quint64 number = numberOf(hand);
        return QList<HandRow>{row(number, casefile::Hand::Right), row(number, casefile::Hand::Left)};
    }
    [[nodiscard]] Result<QList<HandRow>> handsToSearch(int most) override
    {
        const std::lock_guard lock(m_mutex);
        QList<HandRow> rows;
        for (const quint64 number : m_waiting) {
            if (rows.size() < most)
                rows.append(row(number, casefile::Hand::Right));
        }
        return rows;
    }
    [[nodiscard]] Result<bool> noteSearched(const core::Uuid& hand, const std::optional<AnswerDraft>&) override
    {
        const std::lock_guard lock(m_mutex);
        return m_waiting.erase(numberOf(hand)) == 1;
    }
    [[nodiscard]] Result<HandCounts> handCounts() override { return HandCounts{kHands, qint64(kHands), 0}; }
    [[nodiscard]] Result<> notePalmReading(const PalmReading&) override { return {}; }
    [[nodiscard]] Result<QList<PalmReading>> palmReadings(const QByteArray&) override { return QList<PalmReading>(); }

    [[nodiscard]] static HandRow row(quint64 number, casefile::Hand hand)
    {
        return {idOf(number), QByteArray::number(number), hand, sealed(number), {}};
    }

private:
    [[nodiscard]] static QByteArray sealed(quint64 number)
    {
        std::mt19937_64 random(number);
        palm::PalmTemplate made;
        made.side = palm::Side::Right;
        made.hasVisible = made.hasInfrared = true;
        made.quality = 60;
        for (std::size_t w = 0; w + 1 < palm::kCodeWords; ++w)
            made.code[w] = w % palm::kCodePlanes == 6 ? ~std::uint64_t(0) : random();
        for (std::size_t plane = 0; plane < palm::kFinePlanes; ++plane) {
            for (std::uint64_t& word : made.fine[plane])
                word = plane + 1 == palm::kFinePlanes ? ~std::uint64_t(0) : random();
        }
        return sealUnder(test::ReferenceBench::dataKey(), kLabelPart, idOf(number), made.toBytes()).value();
    }

    std::mutex m_mutex;
    std::set<quint64> m_waiting;
};

/// The whole of a gateway's own, but for the hands; how many threads search at once is the machine's to say.
struct Ground
{
    test::ReferenceBench bench;
    MadeStore store;
    bool isStarted = bench.start().has_value();
    PalmGallery gallery{
        {.dataKey = test::ReferenceBench::dataKey(), .threads = 0}, store, bench.book, bench.vault.clock};
    bool isOpen = isStarted && gallery.open().has_value();
};

Ground& ground()
{
    static Ground one;
    return one;
}

void noteGallery(benchmark::State& state)
{
    const PalmGallery::Figures figures = ground().gallery.figures();
    state.counters["hands"] = static_cast<double>(figures.hands);
    state.counters["bytes a hand"] = static_cast<double>(figures.bytes) / static_cast<double>(figures.hands);
    state.counters["goal ms"] = kGoalMs;
}

/// How long one hand waits for its answer, on one core.
void searchAmongAMillion(benchmark::State& state)
{
    if (!ground().isOpen) {
        state.SkipWithError("the gallery was not built");
        return;
    }
    quint64 number = 1;
    for (auto _ : state) {
        const auto found = ground().gallery.candidatesFor(MadeStore::row(number++, casefile::Hand::Right), 0.7);
        if (!found || *found != 0) {
            state.SkipWithError("a stranger was taken for the same person");
            break;
        }
    }
    noteGallery(state);
}
BENCHMARK(searchAmongAMillion)->Unit(benchmark::kMillisecond);

/// A round as the gateway's job does it, on every core: what one hand of many takes is what limits enrolment.
void roundAmongAMillion(benchmark::State& state)
{
    if (!ground().isOpen) {
        state.SkipWithError("the gallery was not built");
        return;
    }
    quint64 number = 1;
    for (auto _ : state) {
        ground().store.letWait(number, kRound);
        number += kRound;
        const auto searched = ground().gallery.work();
        if (!searched || *searched != static_cast<int>(kRound)) {
            state.SkipWithError("not every hand was searched");
            break;
        }
    }
    noteGallery(state);
    state.counters["s a hand"] = benchmark::Counter(
        static_cast<double>(kRound), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
    state.counters["suspected"] = static_cast<double>(ground().gallery.figures().suspected);
}
BENCHMARK(roundAmongAMillion)->Unit(benchmark::kMillisecond)->UseRealTime();
} // namespace

BENCHMARK_MAIN();
