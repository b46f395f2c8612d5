#include <palm/matcher.h>

#include "bank.h"
#include "matchsettings.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tirkeu::palm {

namespace {

/// One bit plane of a block code read as a square of cells.
template<int Cells, typename Word>
bool cellAt(const Word& wordOf, int x, int y)
{
    if (x < 0 || y < 0 || x >= Cells || y >= Cells)
        return false;
    const std::uint64_t word = wordOf(static_cast<std::size_t>((y / 8) * (Cells / 8) + x / 8));
    return ((word >> ((y % 8) * 8 + x % 8)) & 1) != 0;
}

} // namespace

MatchSettings& matchSettings()
{
    static MatchSettings settings;
    return settings;
}

bool isAvailable(Path path)
{
#if defined(__x86_64__)
    switch (path) {
    case Path::Portable:
        return true;
    case Path::Avx2:
        return __builtin_cpu_supports("avx2");
    case Path::Avx512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vpopcntdq") && __builtin_cpu_supports("avx512vl");
    }
    return false;
#else
    return path == Path::Portable;
#endif
}

Path bestPath()
{
    static const Path best = isAvailable(Path::Avx512) ? Path::Avx512
                             : isAvailable(Path::Avx2) ? Path::Avx2
                                                       : Path::Portable;
    return best;
}

QLatin1StringView nameOf(Path path)
{
    return path == Path::Portable ? QLatin1StringView("portable")
           : path == Path::Avx2   ? QLatin1StringView("avx2")
                                  : QLatin1StringView("avx512");
}

ShiftedCode shifted(const MatchingCode& probe)
{
    ShiftedCode all{};
    std::size_t index = 0;
    for (int dy = -2; dy <= 2; ++dy) {
        for (int dx = -2; dx <= 2; ++dx, ++index) {
            for (std::size_t plane = 0; plane < kCodePlanes; ++plane) {
                const auto word = [&](std::size_t block) {
                    return probe[block * kCodePlanes + plane];
                };
                for (int y = 0; y < 24; ++y) {
                    for (int x = 0; x < 24; ++x) {
                        if (cellAt<24>(word, x + dx, y + dy))
                            all.codes[index][static_cast<std::size_t>((y / 8) * 3 + x / 8) * kCodePlanes + plane] |=
                                std::uint64_t(1) << ((y % 8) * 8 + x % 8);
                    }
                }
            }
            for (std::size_t block = 0; block < kCodeBlocks; ++block)
                all.cells[index][block] = all.codes[index][block * kCodePlanes + 6];
        }
    }
    return all;
}

ShiftedCode shifted(const MatchingCode& probe, const TransformKey& key)
{
    ShiftedCode all = shifted(probe);
    for (std::size_t i = 0; i < ShiftedCode::kShifts; ++i) {
        all.codes[i] = key.apply(all.codes[i]);
        for (std::size_t block = 0; block < kCodeBlocks; ++block)
            all.cells[i][block] = all.codes[i][block * kCodePlanes + 6];
    }
    return all;
}

CodeDistance codeDistance(const ShiftedCode& probe, const MatchingCode& stored, Path path)
{
    switch (path) {
    case Path::Avx512:
        return codeAvx512(probe, stored);
    case Path::Avx2:
        return codeAvx2(probe, stored);
    case Path::Portable:
        break;
    }
    return codePortable(probe, stored);
}

void codeDistances(
    const MatchingCode& probe, std::span<const MatchingCode> stored, std::span<CodeDistance> out, Path path)
{
    const auto scan = path == Path::Avx512 ? scanAvx512 : path == Path::Avx2 ? scanAvx2 : scanPortable;
    scan(probe, stored.first(std::min(stored.size(), out.size())), out.data());
}

Probe::Probe(const PalmTemplate& palm)
{
    auto bank = std::make_unique<Bank>();
    bank->palm = palm;
    bank->placed.resize(kTurns.size() * kShifts);
    // A wide picture of every plane, turned, as rows of bits; then all shifts are cut from it.
    constexpr int kWide = 32 + 2 * kReach;
    for (std::size_t turn = 0; turn < kTurns.size(); ++turn) {
        const double angle = kTurns[turn] * std::numbers::pi / 180;
        const double cosine = std::cos(angle);
        const double sine = std::sin(angle);
        std::array<std::array<std::int16_t, kWide>, kWide> from{}; // index of the cell that lands here, or -1
        for (int y = 0; y < kWide; ++y) {
            for (int x = 0; x < kWide; ++x) {
                const double cx = x - kReach - 15.5;
                const double cy = y - kReach - 15.5;
                const int sx = static_cast<int>(std::lround(cosine * cx - sine * cy + 15.5));
                const int sy = static_cast<int>(std::lround(sine * cx + cosine * cy + 15.5));
                from[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] =
                    static_cast<std::int16_t>(sx < 0 || sy < 0 || sx >= 32 || sy >= 32 ? -1 : sy * 32 + sx);
            }
        }
        for (std::size_t plane = 0; plane < kFinePlanes; ++plane) {
            std::array<std::uint64_t, kWide> rows{};
            for (std::size_t y = 0; y < kWide; ++y) {
                for (std::size_t x = 0; x < kWide; ++x) {
                    const int cell = from[y][x];
                    if (cell < 0)
                        continue;
                    const int cy = cell / 32;
                    const int cx = cell % 32;
                    const std::uint64_t word = palm.fine[plane][static_cast<std::size_t>((cy / 8) * 4 + cx / 8)];
                    rows[y] |= ((word >> ((cy % 8) * 8 + cx % 8)) & 1) << x;
                }
            }
            for (int dy = 0; dy <= 2 * kReach; ++dy) {
                for (int dx = 0; dx <= 2 * kReach; ++dx) {
                    auto& out =
                        bank->placed[turn * kShifts + static_cast<std::size_t>(dy * (2 * kReach + 1) + dx)][plane];
                    for (std::size_t block = 0; block < kFineBlocks; ++block) {
                        std::uint64_t word = 0;
                        for (std::size_t y = 0; y < 8; ++y) {
                            const std::uint64_t row = rows[(block / 4) * 8 + y + static_cast<std::size_t>(dy)];
                            word |= ((row >> ((block % 4) * 8 + static_cast<std::size_t>(dx))) & 0xff) << (8 * y);
                        }
                        out[block] = word;
                    }
                }
            }
        }
    }
    m_bank = std::move(bank);
}

Probe::Probe(const PalmTemplate& palm, const TransformKey& key)
    : Probe(palm)
{
    auto bank = std::make_unique<Bank>(*m_bank);
    for (FineCode& placed : bank->placed)
        placed = key.apply(placed);
    bank->palm.keyId = key.id();
    m_bank = std::move(bank);
}

Probe::~Probe() = default;
Probe::Probe(Probe&&) noexcept = default;
Probe& Probe::operator=(Probe&&) noexcept = default;

const PalmTemplate& Probe::palm() const
{
    return m_bank->palm;
}

FineCode placedAt(const Probe& probe, int turnDegrees, int dx, int dy)
{
    const auto turn = static_cast<std::size_t>(std::find(kTurns.begin(), kTurns.end(), turnDegrees) - kTurns.begin());
    const int shift = (dy + kReach) * (2 * kReach + 1) + dx + kReach;
    return probe.bank().placed[turn * kShifts + static_cast<std::size_t>(shift)];
}

Alignment Probe::compare(const PalmTemplate& stored, Path path) const
{
    const MatchSettings& settings = matchSettings();
    std::array<BlockCounts, kTurns.size() * kShifts> counts;
    const auto count = path == Path::Avx512 ? countAvx512 : path == Path::Avx2 ? countAvx2 : countPortable;
    count(m_bank->placed.data(), counts.size(), stored.fine, counts.data());

    const bool visible = palm().hasVisible && stored.hasVisible;
    const bool infrared = palm().hasInfrared && stored.hasInfrared;
    const double visibleWeight = visible ? settings.visibleWeight / kVisiblePlanes : 0;
    const double infraredWeight = infrared ? (1 - settings.visibleWeight) / kInfraredPlanes : 0;
    const double weights = (visible ? settings.visibleWeight : 0) + (infrared ? 1 - settings.visibleWeight : 0);
    Alignment best;
    // Under different keys, or one plain and one keyed, two templates are strangers.
    if (weights <= 0 || palm().keyId != stored.keyId)
        return best;

    // The whole hand at every turn and shift.
    constexpr int kSpan = 2 * kReach + 1;
    struct Candidate
    {
        double distance;
        std::size_t index;
    };
    std::array<Candidate, 3> top;
    top.fill({1, 0});
    std::array<double, kTurns.size() * kShifts> whole;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        unsigned v = 0;
        unsigned n = 0;
        unsigned c = 0;
        for (std::size_t b = 0; b < kFineBlocks; ++b) {
            v += counts[i].visible[b];
            n += counts[i].infrared[b];
            c += counts[i].cells[b];
        }
        whole[i] = c < 200 ? 1 : (visibleWeight * v + infraredWeight * n) / (weights * c);
        // A hair's preference for the middle keeps ties stable.
        if (whole[i] < top[2].distance) {
            top[2] = {whole[i], i};
            if (top[2].distance < top[1].distance)
                std::swap(top[1], top[2]);
            if (top[1].distance < top[0].distance)
                std::swap(top[0], top[1]);
        }
    }
    // Skin stretches: every block may move a little from where the whole hand lies, at a price.
    double least = 2;
    for (const Candidate& candidate : top) {
        if (candidate.distance >= 1)
            continue;
        const std::size_t turn = candidate.index / kShifts;
        const int cy = static_cast<int>(candidate.index % kShifts) / kSpan;
        const int cx = static_cast<int>(candidate.index % kShifts) % kSpan;
        double v = 0;
        double n = 0;
        double c = 0;
        double paid = 0;
        for (std::size_t b = 0; b < kFineBlocks; ++b) {
            double bestCost = 1e9;
            const BlockCounts* chosen = nullptr;
            for (int dy = -settings.blockReach; dy <= settings.blockReach; ++dy) {
                for (int dx = -settings.blockReach; dx <= settings.blockReach; ++dx) {
                    const int y = cy + dy;
                    const int x = cx + dx;
                    if (x < 0 || y < 0 || x >= kSpan || y >= kSpan)
                        continue;
                    const BlockCounts& at = counts[turn * kShifts + static_cast<std::size_t>(y * kSpan + x)];
                    const double cells = at.cells[b];
                    const double cost = (visibleWeight * at.visible[b] + infraredWeight * at.infrared[b]) / weights -
                                        0.46 * cells + settings.blockPrice * (dx * dx + dy * dy);
                    if (cost < bestCost) {
                        bestCost = cost;
                        chosen = &at;
                    }
                }
            }
            v += chosen->visible[b];
            n += chosen->infrared[b];
            c += chosen->cells[b];
            paid += bestCost + 0.46 * chosen->cells[b];
        }
        if (c < 200)
            continue;
        // Few common cells prove less, whatever they say (after Daugman).
        const double raw = paid / c;
        const double distance = 0.46 - (0.46 - raw) * std::min(1., std::sqrt(c / settings.fullCells));
        if (distance < least) {
            least = distance;
            best.distance = distance;
            best.visible = visible ? v / (kVisiblePlanes * c) : 0.5;
            best.infrared = infrared ? n / (kInfraredPlanes * c) : 0.5;
            best.overlap = c / 1024;
            best.turnDegrees = kTurns[turn];
            best.dx = cx - kReach;
            best.dy = cy - kReach;
        }
    }
    return best;
}

} // namespace tirkeu::palm
