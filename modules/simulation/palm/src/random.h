#pragma once

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <numbers>

namespace tirkeu::simulation_palm {

/// Our own generator and distributions: the standard ones may differ from library to library. Two draws from one
/// generator stand in two statements or in braces: C++ leaves open which argument of a call, and which side of an
/// operator, comes first, and another compiler would grow another world.
class Random
{
public:
    explicit Random(std::initializer_list<std::uint64_t> seeds)
    {
        for (const std::uint64_t seed : seeds) {
            m_state ^= seed + 0x9e3779b97f4a7c15ULL + (m_state << 6) + (m_state >> 2);
            (void)bits();
        }
    }

    std::uint64_t bits()
    {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    double unit() { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }
    double range(double from, double to) { return from + (to - from) * unit(); }
    int below(int count) { return static_cast<int>(unit() * count); }
    bool chance(double probability) { return unit() < probability; }
    double normal()
    {
        const double radius = std::sqrt(-2 * std::log(1 - unit()));
        return radius * std::cos(2 * std::numbers::pi * unit());
    }
    double normal(double mean, double deviation) { return mean + deviation * normal(); }
    double logRange(double from, double to) { return from * std::exp(std::log(to / from) * unit()); }

private:
    std::uint64_t m_state = 0x853c49e6748fea9bULL;
};

} // namespace tirkeu::simulation_palm
