#pragma once

#include <palm/template.h>

#include <palm/transform.h>

#include <memory>
#include <span>
#include <vector>

namespace tirkeu::palm {

/// Which instructions the loops over bits use; all give equal answers.
enum class Path : std::uint8_t { Portable, Avx2, Avx512 };
[[nodiscard]] bool isAvailable(Path path);
[[nodiscard]] Path bestPath();
[[nodiscard]] QLatin1StringView nameOf(Path path);

/// Distance of two matching codes in 1/65536 of the bits both hold: 0 alike, about 30,000 unrelated.
using CodeDistance = std::uint32_t;
constexpr CodeDistance kNoOverlap = 0xffff;

/// A matching code at 25 shifts of ±2 cells, made once and compared with many.
struct ShiftedCode
{
    static constexpr std::size_t kShifts = 25;
    std::array<MatchingCode, kShifts> codes;
    std::array<std::array<std::uint64_t, kCodeBlocks>, kShifts> cells; ///< the masks alone
};
[[nodiscard]] ShiftedCode shifted(const MatchingCode& probe);
/// Shifted first, then transformed: compares with codes under the same key.
[[nodiscard]] ShiftedCode shifted(const MatchingCode& probe, const TransformKey& key);
[[nodiscard]] CodeDistance codeDistance(const ShiftedCode& probe, const MatchingCode& stored, Path path = bestPath());

/// The probe as it lies against every one of `stored`, as fast as memory delivers them; no longer than `out`.
void codeDistances(const MatchingCode& probe, std::span<const MatchingCode> stored, std::span<CodeDistance> out,
    Path path = bestPath());

/// The distance after refinement, and where it was found.
struct Alignment
{
    double distance = 0.5; ///< both bands weighed together, 0 alike, about 0.46 unrelated
    double visible = 0.5;
    double infrared = 0.5;
    double overlap = 0; ///< share of cells that both hold
    int turnDegrees = 0;
    int dx = 0; ///< cells
    int dy = 0;
};

/// The probe side of a comparison: its fine code at all turns and shifts. Some half a megabyte; immutable.
class Probe
{
public:
    explicit Probe(const PalmTemplate& palm);
    Probe(const PalmTemplate& palm, const TransformKey& key); ///< compares with templates under that key
    ~Probe();
    Probe(Probe&&) noexcept;
    Probe& operator=(Probe&&) noexcept;

    [[nodiscard]] const PalmTemplate& palm() const;
    [[nodiscard]] Alignment compare(const PalmTemplate& stored, Path path = bestPath()) const;

    struct Bank;
    [[nodiscard]] const Bank& bank() const { return *m_bank; } ///< for this room alone

private:
    std::unique_ptr<const Bank> m_bank;
};

} // namespace tirkeu::palm
