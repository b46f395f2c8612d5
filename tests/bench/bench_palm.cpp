#include <palm/assessment.h>
#include <palm/decision.h>
#include <palm/gallery.h>
#include <references.h>
#include <simulation_palm/hand.h>

#include <benchmark/benchmark.h>

#include <cstring>
#include <malloc.h>
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

template<std::size_t Planes>
void fill(std::array<std::array<std::uint32_t, 32>, Planes>& planes, std::mt19937& random)
{
    for (auto& plane : planes)
        for (std::uint32_t& row : plane)
            row = static_cast<std::uint32_t>(random());
}

void referenceCompetitiveCode(benchmark::State& state)
{
    references::ReferenceCode a;
    references::ReferenceCode b;
    std::mt19937 random(1);
    fill(a.competitive, random);
    fill(b.competitive, random);
    for (auto _ : state)
        benchmark::DoNotOptimize(references::competitiveDistance(a, b, 2));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(referenceCompetitiveCode);

void referenceCooccurrence(benchmark::State& state)
{
    references::ReferenceCode a;
    references::ReferenceCode b;
    std::mt19937 random(1);
    fill(a.cooccurrence, random);
    fill(b.cooccurrence, random);
    for (auto _ : state)
        benchmark::DoNotOptimize(references::cooccurrenceDistance(a, b, static_cast<int>(state.range(0))));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(referenceCooccurrence)->Arg(2)->Arg(4);

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
    const auto path = static_cast<palm::Path>(state.range(1));
    if (!palm::isAvailable(path)) {
        state.SkipWithError("not on this machine");
        return;
    }
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
        benchmark::DoNotOptimize(gallery.search(probe, {.path = path}));
    state.counters["bytes a hand"] = static_cast<double>(gallery.bytes()) / static_cast<double>(gallery.size());
}
BENCHMARK(searchMany)->ArgsProduct({{1'000'000}, {0, 1, 2}})->Unit(benchmark::kMillisecond);

constexpr std::size_t kMemory = std::size_t(512) << 20; // beyond every cache

/// One code against all in memory at a single alignment; readMemory is what it is held against.
void scanCodes(benchmark::State& state)
{
    const auto path = static_cast<palm::Path>(state.range(0));
    if (!palm::isAvailable(path)) {
        state.SkipWithError("not on this machine");
        return;
    }
    std::mt19937_64 random(3);
    const palm::MatchingCode probe = randomCode(random);
    const std::vector<palm::MatchingCode> codes(kMemory / sizeof(palm::MatchingCode), randomCode(random));
    std::vector<palm::CodeDistance> distances(codes.size());
    for (auto _ : state) {
        palm::codeDistances(probe, codes, distances, path);
        benchmark::DoNotOptimize(distances.data());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(codes.size()));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(kMemory));
}
BENCHMARK(scanCodes)->Arg(0)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);

void readMemory(benchmark::State& state)
{
    const std::vector<std::uint64_t> memory(kMemory >> 3, 3);
    for (auto _ : state) {
        std::array<std::uint64_t, 8> sums{}; // eight sums, so that adding is not what is measured
        for (std::size_t i = 0; i < memory.size(); i += 8) {
            for (std::size_t k = 0; k < 8; ++k)
                sums[k] += memory[i + k];
        }
        benchmark::DoNotOptimize(sums);
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(kMemory));
}
BENCHMARK(readMemory)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    // Pictures come and go by the megabyte: memory once taken is kept instead of being cleared by the kernel each time.
    (void)mallopt(M_MMAP_THRESHOLD, 1 << 29);
    (void)mallopt(M_TRIM_THRESHOLD, 1 << 29);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
