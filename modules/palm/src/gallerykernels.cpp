#include "gallerykernels.h"

#include <algorithm>
#include <bit>
#include <immintrin.h>

namespace tirkeu::palm {

void shortPortable(const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out)
{
    for (std::size_t g = 0; g < count; ++g) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            int least = 65535;
            for (const ShortCode& probe : probes) {
                int differing = 0;
                for (std::size_t w = 0; w < kShortWords; ++w)
                    differing += std::popcount(probe[w] ^ groups[g][w][lane]);
                least = std::min(least, differing);
            }
            out[g * kLanes + lane] = static_cast<std::uint16_t>(least);
        }
    }
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) void shortAvx2(
    const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out)
{
    const __m256i table = _mm256_setr_epi8(
        0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
    const __m256i low = _mm256_set1_epi8(0x0f);
    const __m256i zero = _mm256_setzero_si256();
    for (std::size_t g = 0; g < count; ++g) {
        for (std::size_t half = 0; half < kLanes; half += 4) {
            __m256i least = _mm256_set1_epi64x(65535);
            for (const ShortCode& probe : probes) {
                __m256i bytes = zero; // sixteen words of at most eight bits a byte stay below 256
                for (std::size_t w = 0; w < kShortWords; ++w) {
                    const __m256i x = _mm256_xor_si256(_mm256_set1_epi64x(static_cast<long long>(probe[w])),
                        _mm256_loadu_si256(reinterpret_cast<const __m256i*>(&groups[g][w][half])));
                    bytes = _mm256_add_epi8(bytes, _mm256_shuffle_epi8(table, _mm256_and_si256(x, low)));
                    bytes = _mm256_add_epi8(
                        bytes, _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(x, 4), low)));
                }
                const __m256i sums = _mm256_sad_epu8(bytes, zero);
                least = _mm256_min_epu32(least, sums);
            }
            alignas(32) std::array<std::uint64_t, 4> values{};
            _mm256_store_si256(reinterpret_cast<__m256i*>(values.data()), least);
            for (std::size_t k = 0; k < 4; ++k)
                out[g * kLanes + half + k] = static_cast<std::uint16_t>(values[k]);
        }
    }
}

__attribute__((target("avx512f,avx512bw,avx512vpopcntdq"))) void shortAvx512(
    const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out)
{
    for (std::size_t g = 0; g < count; ++g) {
        __m512i words[kShortWords];
        for (std::size_t w = 0; w < kShortWords; ++w)
            words[w] = _mm512_loadu_si512(groups[g][w].data());
        __m512i least = _mm512_set1_epi64(65535);
        for (const ShortCode& probe : probes) {
            __m512i even = _mm512_setzero_si512();
            __m512i odd = _mm512_setzero_si512();
            for (std::size_t w = 0; w < kShortWords; w += 2) {
                even = _mm512_add_epi64(even, _mm512_popcnt_epi64(_mm512_xor_si512(
                                                  words[w], _mm512_set1_epi64(static_cast<long long>(probe[w])))));
                odd = _mm512_add_epi64(odd, _mm512_popcnt_epi64(_mm512_xor_si512(words[w + 1],
                                                _mm512_set1_epi64(static_cast<long long>(probe[w + 1])))));
            }
            least = _mm512_min_epu64(least, _mm512_add_epi64(even, odd));
        }
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + g * kLanes), _mm512_cvtepi64_epi16(least));
    }
}

#else

void shortAvx2(const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out)
{
    shortPortable(probes, groups, count, out);
}
void shortAvx512(const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out)
{
    shortPortable(probes, groups, count, out);
}

#endif

} // namespace tirkeu::palm
