#include <palm/assessment.h>
#include <palm/decision.h>
#include <palm/gallery.h>
#include <references.h>
#include <simulation_palm/hand.h>

#include <benchmark/benchmark.h>

#include <cstring>
#include <random>

using namespace tirkeu;
namespace world = tirkeu::simulation_palm;

namespace {

const world::Capture& capture()
{
    static const world::Capture one = world::Hand({900, world::Side::Left}).capture({});
    return one;
}

palm::MatchingCode randomCode(std::mt19937_64& random)
{
    palm::MatchingCode code{};
    for (std::size_t w = 0; w + 1 < palm::kCodeWords; ++w)
        code[w] = w % palm::kCodePlanes == 6 ? ~std::uint64_t(0) : random();
    return code;
}

void worldCapture(benchmark::State& state)
{
    const world::Hand hand({901, world::Side::Right});
    world::CaptureSpec spec;
    for (auto _ : state) {
        ++spec.sample;
        benchmark::DoNotOptimize(hand.capture(spec));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(worldCapture)->Unit(benchmark::kMillisecond);

void pairToTemplate(benchmark::State& state)
{
    const palm::FramePair pair{capture().visible, capture().infrared};
    for (auto _ : state) {
        const auto assessment = palm::assess(pair);
        benchmark::DoNotOptimize(palm::makeTemplate(*assessment->region, assessment->quality.overall));
    }
}
BENCHMARK(pairToTemplate)->Unit(benchmark::kMillisecond);

void codes25Shifts(benchmark::State& state)
{
    const auto path = static_cast<palm::Path>(state.range(0));
    if (!palm::isAvailable(path)) {
        state.SkipWithError("not on this machine");
        return;
    }
    std::mt19937_64 random(1);
    const palm::ShiftedCode probe = palm::shifted(randomCode(random));
    std::vector<palm::MatchingCode> codes(512);
    for (palm::MatchingCode& code : codes)
        code = randomCode(random);
    std::size_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(palm::codeDistance(probe, codes[i++ % codes.size()], path));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(codes25Shifts)->Arg(0)->Arg(1)->Arg(2);

void referenceCompetitiveCode(benchmark::State& state)
{
    references::ReferenceCode a;
    references::ReferenceCode b;
    std::mt19937 random(1);
    for (auto& plane : a.competitive)
        for (std::uint32_t& row : plane)
            row = static_cast<std::uint32_t>(random());
    for (auto _ : state)
        benchmark::DoNotOptimize(references::competitiveDistance(a, b, 2));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(referenceCompetitiveCode);

void refinedComparison(benchmark::State& state)
{
    const auto assessment = palm::assess({capture().visible, capture().infrared});
    const palm::PalmTemplate one = palm::makeTemplate(*assessment->region, 50);
    const palm::Probe probe(one);
    for (auto _ : state)
        benchmark::DoNotOptimize(probe.compare(one));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(refinedComparison);

void searchMany(benchmark::State& state)
{
    static palm::Gallery gallery;
    std::mt19937_64 random(2);
    const auto hands = static_cast<std::size_t>(state.range(0));
    for (std::size_t n = gallery.size(); n < hands; ++n) {
        palm::HandKey key{};
        std::memcpy(key.data(), &n, sizeof n);
        gallery.add(key, randomCode(random));
    }
    const palm::ShiftedCode probe = palm::shifted(randomCode(random));
    for (auto _ : state)
        benchmark::DoNotOptimize(gallery.search(probe));
    state.counters["bytes a hand"] = static_cast<double>(gallery.bytes()) / static_cast<double>(gallery.size());
}
BENCHMARK(searchMany)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void readMemory(benchmark::State& state)
{
    const std::vector<std::uint64_t> memory(std::size_t(64) << 20 >> 3, 3);
    for (auto _ : state) {
        std::uint64_t sum = 0;
        for (const std::uint64_t word : memory)
            sum += word;
        benchmark::DoNotOptimize(sum);
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(memory.size() * 8));
}
BENCHMARK(readMemory)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
