#include <imaging/clipreader.h>
#include <imaging/clipwriter.h>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>
#include <vector>

using namespace tirkeu;

// One 640x480 frame of an evidence clip: the goal is 5 ms.

namespace {

class Memory final : public core::ChunkSink
{
public:
    [[nodiscard]] Result<> write(QByteArrayView chunk) override
    {
        bytes.append(chunk);
        return {};
    }
    [[nodiscard]] Result<> finish() override { return {}; }
    void abandon() override {}
    QByteArray bytes;
};

/// A face-sized ellipse that moves a few pixels a frame before a textured ground, under a sensor's noise.
std::vector<imaging::Frame> scene()
{
    constexpr imaging::Size kSize{640, 480};
    std::mt19937 random(7);
    std::normal_distribution<float> noise(0, 3);
    std::vector<float> grain(1 << 16);
    for (float& one : grain)
        one = noise(random);
    std::vector<imaging::Frame> frames;
    for (int number = 0; number < 30; ++number) {
        QByteArray pixels(qsizetype(kSize.width) * kSize.height * 3, Qt::Uninitialized);
        std::size_t at = static_cast<std::size_t>(number) * 7919;
        for (int y = 0; y < kSize.height; ++y) {
            for (int x = 0; x < kSize.width; ++x) {
                const float dx = (float(x) - 320.0F - 6.0F * float(number % 15)) / 110.0F;
                const float dy = (float(y) - 230.0F) / 150.0F;
                const bool face = dx * dx + dy * dy < 1;
                for (int c = 0; c < 3; ++c) {
                    const float ground = 90.0F + 20.0F * float((x / 16 + y / 24) % 3) + float(10 * c);
                    const float skin = 150.0F + 20.0F * float(c) - 30.0F * dx * dx - 12.0F * float((x / 5) % 2);
                    const float value = (face ? skin : ground) + grain[++at & 0xffff];
                    pixels[(qsizetype(y) * kSize.width + x) * 3 + c] =
                        static_cast<char>(std::clamp(value, 0.0F, 255.0F));
                }
            }
        }
        frames.push_back(imaging::Frame::make(kSize, imaging::PixelFormat::Bgr8, pixels, {}).value());
    }
    return frames;
}

void writeFrame(benchmark::State& state)
{
    const std::vector<imaging::Frame> frames = scene();
    Memory sink;
    auto writer = imaging::ClipWriter::begin({.size = {640, 480}}, sink);
    if (!writer) {
        state.SkipWithError("no writer");
        return;
    }
    int number = 0;
    for (auto _ : state) {
        const imaging::Frame& frame = frames[static_cast<std::size_t>(number % 30)];
        const imaging::FrameInfo info{imaging::Band::Visible, std::chrono::milliseconds(66 * number), 0};
        ++number;
        if (!(*writer)->add(frame.withInfo(info)))
            state.SkipWithError("not written");
    }
    state.counters["kbit/s"] =
        benchmark::Counter(double(sink.bytes.size()) * 8 / (0.066 * double(std::max(number, 1))) / 1000);
}
BENCHMARK(writeFrame)->Unit(benchmark::kMillisecond)->MinTime(3);

void readFrame(benchmark::State& state)
{
    const std::vector<imaging::Frame> frames = scene();
    Memory sink;
    auto writer = imaging::ClipWriter::begin({.size = {640, 480}}, sink);
    for (int i = 0; writer && i < 60; ++i)
        static_cast<void>((*writer)->add(frames[static_cast<std::size_t>(i % 30)].withInfo(
            {imaging::Band::Visible, std::chrono::milliseconds(66 * i), 0})));
    if (!writer || !(*writer)->finish()) {
        state.SkipWithError("no clip");
        return;
    }
    auto reader = imaging::ClipReader::open(sink.bytes);
    for (auto _ : state) {
        auto frame = (*reader)->next();
        if (!frame || !*frame) {
            reader = imaging::ClipReader::open(sink.bytes);
            frame = (*reader)->next();
        }
        benchmark::DoNotOptimize(frame);
    }
}
BENCHMARK(readFrame)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
