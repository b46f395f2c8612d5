#include "bank.h"

#include <bit>
#include <immintrin.h>

// The three paths count the same bits, so their sums are equal to the last one; a test compares them.
namespace tirkeu::palm {

void countPortable(const FineCode* probes, std::size_t count, const FineCode& stored, BlockCounts* out)
{
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t b = 0; b < kFineBlocks; ++b) {
            const std::uint64_t both = probes[i][kFinePlanes - 1][b] & stored[kFinePlanes - 1][b];
            int visible = 0;
            int infrared = 0;
            for (std::size_t p = 0; p < kVisiblePlanes; ++p)
                visible += std::popcount((probes[i][p][b] ^ stored[p][b]) & both);
            for (std::size_t p = kVisiblePlanes; p < kFinePlanes - 1; ++p)
                infrared += std::popcount((probes[i][p][b] ^ stored[p][b]) & both);
            out[i].visible[b] = static_cast<std::uint16_t>(visible);
            out[i].infrared[b] = static_cast<std::uint16_t>(infrared);
            out[i].cells[b] = static_cast<std::uint16_t>(std::popcount(both));
        }
    }
}

CodeDistance codePortable(const ShiftedCode& probe, const MatchingCode& stored)
{
    CodeDistance least = kNoOverlap;
    for (std::size_t shift = 0; shift < ShiftedCode::kShifts; ++shift) {
        const MatchingCode& code = probe.codes[shift];
        unsigned differing = 0;
        unsigned cells = 0;
        for (std::size_t b = 0; b < kCodeBlocks; ++b) {
            const std::size_t at = b * kCodePlanes;
            const std::uint64_t both = probe.cells[shift][b] & stored[at + 6];
            cells += static_cast<unsigned>(std::popcount(both));
            for (std::size_t p = 0; p < 6; ++p)
                differing += static_cast<unsigned>(std::popcount((code[at + p] ^ stored[at + p]) & both));
        }
        least = std::min(least, codeRatio(differing, cells));
    }
    return least;
}

void scanPortable(const MatchingCode& probe, std::span<const MatchingCode> stored, CodeDistance* out)
{
    for (std::size_t i = 0; i < stored.size(); ++i) {
        unsigned differing = 0;
        unsigned cells = 0;
        for (std::size_t at = 0; at < kCodeBlocks * kCodePlanes; at += kCodePlanes) {
            const std::uint64_t both = probe[at + 6] & stored[i][at + 6];
            cells += static_cast<unsigned>(std::popcount(both));
            for (std::size_t p = 0; p < 6; ++p)
                differing += static_cast<unsigned>(std::popcount((probe[at + p] ^ stored[i][at + p]) & both));
        }
        out[i] = codeRatio(differing, cells);
    }
}

#if defined(__x86_64__)

namespace {

__attribute__((target("avx2"))) inline __m256i popcount256(__m256i v)
{
    const __m256i table = _mm256_setr_epi8(
        0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
    const __m256i low = _mm256_set1_epi8(0x0f);
    const __m256i a = _mm256_shuffle_epi8(table, _mm256_and_si256(v, low));
    const __m256i b = _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(v, 4), low));
    return _mm256_add_epi8(a, b);
}

template<typename Vector, typename Word>
const Vector* as(const Word* words)
{
    return reinterpret_cast<const Vector*>(words);
}

} // namespace

__attribute__((target("avx2"))) void countAvx2(
    const FineCode* probes, std::size_t count, const FineCode& stored, BlockCounts* out)
{
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t b = 0; b < kFineBlocks; b += 4) {
            const auto load = [b](const FineCode& code, std::size_t plane) __attribute__((target("avx2")))
            {
                return _mm256_loadu_si256(as<__m256i>(&code[plane][b]));
            };
            const __m256i both = _mm256_and_si256(load(probes[i], kFinePlanes - 1), load(stored, kFinePlanes - 1));
            __m256i visible = _mm256_setzero_si256();
            __m256i infrared = _mm256_setzero_si256();
            for (std::size_t p = 0; p < kVisiblePlanes; ++p)
                visible = _mm256_add_epi8(visible,
                    popcount256(_mm256_and_si256(both, _mm256_xor_si256(load(probes[i], p), load(stored, p)))));
            for (std::size_t p = kVisiblePlanes; p < kFinePlanes - 1; ++p)
                infrared = _mm256_add_epi8(infrared,
                    popcount256(_mm256_and_si256(both, _mm256_xor_si256(load(probes[i], p), load(stored, p)))));
            alignas(32) std::array<std::uint64_t, 4> v{};
            alignas(32) std::array<std::uint64_t, 4> n{};
            alignas(32) std::array<std::uint64_t, 4> c{};
            const __m256i zero = _mm256_setzero_si256();
            _mm256_store_si256(reinterpret_cast<__m256i*>(v.data()), _mm256_sad_epu8(visible, zero));
            _mm256_store_si256(reinterpret_cast<__m256i*>(n.data()), _mm256_sad_epu8(infrared, zero));
            _mm256_store_si256(reinterpret_cast<__m256i*>(c.data()), _mm256_sad_epu8(popcount256(both), zero));
            for (std::size_t k = 0; k < 4; ++k) {
                out[i].visible[b + k] = static_cast<std::uint16_t>(v[k]);
                out[i].infrared[b + k] = static_cast<std::uint16_t>(n[k]);
                out[i].cells[b + k] = static_cast<std::uint16_t>(c[k]);
            }
        }
    }
}

__attribute__((target("avx2"))) CodeDistance codeAvx2(const ShiftedCode& probe, const MatchingCode& stored)
{
    CodeDistance least = kNoOverlap;
    const __m256i signs = _mm256_setr_epi64x(-1, -1, 0, 0);
    const __m256i zero = _mm256_setzero_si256();
    for (std::size_t shift = 0; shift < ShiftedCode::kShifts; ++shift) {
        const MatchingCode& code = probe.codes[shift];
        __m256i differing = zero;
        unsigned cells = 0;
        for (std::size_t b = 0; b < kCodeBlocks; ++b) {
            const std::size_t at = b * kCodePlanes;
            const std::uint64_t both = probe.cells[shift][b] & stored[at + 6];
            cells += static_cast<unsigned>(std::popcount(both));
            // Six sign words as four and two; a byte holds at most 8 + 8 differing bits.
            const __m256i mask = _mm256_set1_epi64x(static_cast<long long>(both));
            const __m256i first = _mm256_xor_si256(
                _mm256_loadu_si256(as<__m256i>(&code[at])), _mm256_loadu_si256(as<__m256i>(&stored[at])));
            const __m256i rest =
                _mm256_and_si256(signs, _mm256_xor_si256(_mm256_loadu_si256(as<__m256i>(&code[at + 4])),
                                            _mm256_loadu_si256(as<__m256i>(&stored[at + 4]))));
            const __m256i bytes =
                _mm256_add_epi8(popcount256(_mm256_and_si256(first, mask)), popcount256(_mm256_and_si256(rest, mask)));
            differing = _mm256_add_epi64(differing, _mm256_sad_epu8(bytes, zero));
        }
        const __m128i pair = _mm_add_epi64(_mm256_castsi256_si128(differing), _mm256_extracti128_si256(differing, 1));
        least = std::min(
            least, codeRatio(static_cast<unsigned>(_mm_cvtsi128_si64(pair) + _mm_extract_epi64(pair, 1)), cells));
    }
    return least;
}

__attribute__((target("avx2"))) void scanAvx2(
    const MatchingCode& probe, std::span<const MatchingCode> stored, CodeDistance* out)
{
    const __m256i signs = _mm256_setr_epi64x(-1, -1, 0, 0);
    const __m256i zero = _mm256_setzero_si256();
    for (std::size_t i = 0; i < stored.size(); ++i) {
        const MatchingCode& code = stored[i];
        __m256i differing = zero;
        unsigned cells = 0;
        for (std::size_t at = 0; at < kCodeBlocks * kCodePlanes; at += kCodePlanes) {
            const std::uint64_t both = probe[at + 6] & code[at + 6];
            cells += static_cast<unsigned>(std::popcount(both));
            const __m256i mask = _mm256_set1_epi64x(static_cast<long long>(both));
            const __m256i first = _mm256_xor_si256(
                _mm256_loadu_si256(as<__m256i>(&probe[at])), _mm256_loadu_si256(as<__m256i>(&code[at])));
            const __m256i rest =
                _mm256_and_si256(signs, _mm256_xor_si256(_mm256_loadu_si256(as<__m256i>(&probe[at + 4])),
                                            _mm256_loadu_si256(as<__m256i>(&code[at + 4]))));
            const __m256i bytes =
                _mm256_add_epi8(popcount256(_mm256_and_si256(first, mask)), popcount256(_mm256_and_si256(rest, mask)));
            differing = _mm256_add_epi64(differing, _mm256_sad_epu8(bytes, zero));
        }
        const __m128i pair = _mm_add_epi64(_mm256_castsi256_si128(differing), _mm256_extracti128_si256(differing, 1));
        out[i] = codeRatio(static_cast<unsigned>(_mm_cvtsi128_si64(pair) + _mm_extract_epi64(pair, 1)), cells);
    }
}

#    define TIRKEU_AVX512 __attribute__((target("avx512f,avx512bw,avx512vpopcntdq")))

TIRKEU_AVX512 void countAvx512(const FineCode* probes, std::size_t count, const FineCode& stored, BlockCounts* out)
{
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t b = 0; b < kFineBlocks; b += 8) {
            const __m512i both = _mm512_and_si512(
                _mm512_loadu_si512(&probes[i][kFinePlanes - 1][b]), _mm512_loadu_si512(&stored[kFinePlanes - 1][b]));
            __m512i visible = _mm512_setzero_si512();
            __m512i infrared = _mm512_setzero_si512();
            for (std::size_t p = 0; p < kVisiblePlanes; ++p) {
                const __m512i x =
                    _mm512_xor_si512(_mm512_loadu_si512(&probes[i][p][b]), _mm512_loadu_si512(&stored[p][b]));
                visible = _mm512_add_epi64(visible, _mm512_popcnt_epi64(_mm512_and_si512(x, both)));
            }
            for (std::size_t p = kVisiblePlanes; p < kFinePlanes - 1; ++p) {
                const __m512i x =
                    _mm512_xor_si512(_mm512_loadu_si512(&probes[i][p][b]), _mm512_loadu_si512(&stored[p][b]));
                infrared = _mm512_add_epi64(infrared, _mm512_popcnt_epi64(_mm512_and_si512(x, both)));
            }
            _mm_storeu_si128(reinterpret_cast<__m128i*>(&out[i].visible[b]), _mm512_cvtepi64_epi16(visible));
            _mm_storeu_si128(reinterpret_cast<__m128i*>(&out[i].infrared[b]), _mm512_cvtepi64_epi16(infrared));
            _mm_storeu_si128(
                reinterpret_cast<__m128i*>(&out[i].cells[b]), _mm512_cvtepi64_epi16(_mm512_popcnt_epi64(both)));
        }
    }
}

TIRKEU_AVX512 CodeDistance codeAvx512(const ShiftedCode& probe, const MatchingCode& stored)
{
    __m512i words[kCodeBlocks];
    for (std::size_t b = 0; b < kCodeBlocks; ++b)
        words[b] = _mm512_maskz_loadu_epi64(0x7f, &stored[b * kCodePlanes]);
    CodeDistance least = kNoOverlap;
    for (std::size_t shift = 0; shift < ShiftedCode::kShifts; ++shift) {
        // A block's six sign words and its mask fill seven lanes: signs count what differs, the mask what is common.
        const MatchingCode& code = probe.codes[shift];
        __m512i sum = _mm512_setzero_si512();
        for (std::size_t b = 0; b < kCodeBlocks; ++b) {
            const std::size_t at = b * kCodePlanes;
            const __m512i own = _mm512_maskz_loadu_epi64(0x7f, &code[at]);
            const __m512i both = _mm512_set1_epi64(static_cast<long long>(probe.cells[shift][b] & stored[at + 6]));
            const __m512i lanes = _mm512_mask_and_epi64(both, 0x3f, _mm512_xor_si512(own, words[b]), both);
            sum = _mm512_add_epi64(sum, _mm512_popcnt_epi64(lanes));
        }
        const __m512i cells = _mm512_maskz_mov_epi64(0x40, sum);
        const auto common = static_cast<unsigned>(_mm512_reduce_add_epi64(cells));
        const auto differing = static_cast<unsigned>(_mm512_mask_reduce_add_epi64(0x3f, sum));
        least = std::min(least, codeRatio(differing, common));
    }
    return least;
}

TIRKEU_AVX512 void scanAvx512(const MatchingCode& probe, std::span<const MatchingCode> stored, CodeDistance* out)
{
    __m512i own[kCodeBlocks];
    for (std::size_t b = 0; b < kCodeBlocks; ++b)
        own[b] = _mm512_maskz_loadu_epi64(0x7f, &probe[b * kCodePlanes]);
    for (std::size_t i = 0; i < stored.size(); ++i) {
        const MatchingCode& code = stored[i];
        _mm_prefetch(reinterpret_cast<const char*>(&code) + 8 * sizeof code, _MM_HINT_T0);
        __m512i sum = _mm512_setzero_si512();
        for (std::size_t b = 0; b < kCodeBlocks; ++b) {
            const std::size_t at = b * kCodePlanes;
            const __m512i both = _mm512_set1_epi64(static_cast<long long>(probe[at + 6] & code[at + 6]));
            const __m512i words = _mm512_loadu_si512(&code[at]); // the eighth lane is the next block's
            const __m512i lanes = _mm512_mask_and_epi64(both, 0x3f, _mm512_xor_si512(own[b], words), both);
            sum = _mm512_add_epi64(sum, _mm512_popcnt_epi64(lanes));
        }
        const auto common = static_cast<unsigned>(_mm512_mask_reduce_add_epi64(0x40, sum));
        out[i] = codeRatio(static_cast<unsigned>(_mm512_mask_reduce_add_epi64(0x3f, sum)), common);
    }
}

#else

void countAvx2(const FineCode* probes, std::size_t count, const FineCode& stored, BlockCounts* out)
{
    countPortable(probes, count, stored, out);
}
void countAvx512(const FineCode* probes, std::size_t count, const FineCode& stored, BlockCounts* out)
{
    countPortable(probes, count, stored, out);
}
CodeDistance codeAvx2(const ShiftedCode& probe, const MatchingCode& stored)
{
    return codePortable(probe, stored);
}
CodeDistance codeAvx512(const ShiftedCode& probe, const MatchingCode& stored)
{
    return codePortable(probe, stored);
}
void scanAvx2(const MatchingCode& probe, std::span<const MatchingCode> stored, CodeDistance* out)
{
    scanPortable(probe, stored, out);
}
void scanAvx512(const MatchingCode& probe, std::span<const MatchingCode> stored, CodeDistance* out)
{
    scanPortable(probe, stored, out);
}

#endif

} // namespace tirkeu::palm
