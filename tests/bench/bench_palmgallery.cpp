// The duplicate search as the gateway does it: one hand among a million of its side, from the question to the store to
// the confirmation of the nearest by both palms.
#include "sealing.h"
#include "support/fakeclock.h"

#include <reference/palmgallery.h>

#include <benchmark/benchmark.h>

#include <random>

using namespace tirkeu;
using namespace tirkeu::reference;

namespace {
constexpr quint64 kHands = 1'000'000;

core::SecureBytes dataKey()
{
    QByteArray bytes(32, '\x21');
    return core::SecureBytes::takeFrom(bytes);
}

core::Uuid idOf(quint64 number)
{
    std::array<std::uint8_t, 16> bytes{};
    std::copy_n(reinterpret_cast<const std::uint8_t*>(&number), sizeof number, bytes.begin());
    return core::Uuid::fromBytes(bytes);
}

/// A million hands, each made from its number whenever it is asked for, sealed as a store holds it.
class MadeStore final : public PalmStore
{
public:
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
        quint64 number = 0;
        std::copy_n(hand.bytes().begin(), sizeof number, reinterpret_cast<std::uint8_t*>(&number));
        return QList<HandRow>{row(number, casefile::Hand::Right), row(number, casefile::Hand::Left)};
    }
    [[nodiscard]] Result<QList<HandRow>> handsToSearch(int) override { return QList<HandRow>(); }
    [[nodiscard]] Result<bool> noteSearched(const core::Uuid&, const std::optional<AnswerDraft>&) override
    {
        return true;
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
        return sealUnder(dataKey(), kLabelPart, idOf(number), made.toBytes()).value();
    }
};

class NoCriteria final : public CriteriaBook
{
public:
    [[nodiscard]] std::shared_ptr<const criteria::Criteria> current() const override { return {}; }
    [[nodiscard]] std::shared_ptr<const criteria::Criteria> version(int) const override { return {}; }
    [[nodiscard]] QByteArray signedAfter(int) const override { return {}; }
};

/// Goal: 60 ms a hand.
void searchAmongAMillion(benchmark::State& state)
{
    static test::FakeClock clock;
    static NoCriteria book;
    static MadeStore store;
    static PalmGallery gallery({dataKey()}, store, book, clock);
    if (gallery.figures().hands == 0 && !gallery.open()) {
        state.SkipWithError("the gallery was not built");
        return;
    }
    quint64 number = 1;
    for (auto _ : state) {
        const auto found = gallery.candidatesFor(MadeStore::row(number++, casefile::Hand::Right), 0.7);
        if (!found || *found != 0)
            state.SkipWithError("a stranger was taken for the same person");
    }
    state.counters["hands"] = static_cast<double>(gallery.figures().hands);
    state.counters["bytes a hand"] =
        static_cast<double>(gallery.figures().bytes) / static_cast<double>(gallery.figures().hands);
    state.counters["goal ms"] = 60;
}
BENCHMARK(searchAmongAMillion)->Unit(benchmark::kMillisecond);
} // namespace

BENCHMARK_MAIN();
