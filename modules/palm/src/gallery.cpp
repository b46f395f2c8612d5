#include <palm/gallery.h>

#include "gallerykernels.h"

#include <core/hashing.h>

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <mutex>

namespace tirkeu::palm {

namespace {
constexpr ErrorCode kCannotWrite{"palm.gallery-not-written"};
constexpr ErrorCode kCannotRead{"palm.gallery-not-read"};
constexpr std::size_t kChunk = 4096;
constexpr char kMagic[8] = {'T', 'K', 'G', 'A', 'L', 'L', '1', '\0'};
constexpr std::uint64_t kMostHands = 100'000'000;

bool nearer(const Candidate& a, const Candidate& b)
{
    return a.distance != b.distance ? a.distance < b.distance : a.key < b.key;
}

void keepBest(std::vector<Candidate>& found, std::size_t best)
{
    const std::size_t n = std::min(best, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(n), found.end(), nearer);
    found.resize(n);
}
} // namespace

struct Gallery::Chunk
{
    std::array<ShortGroup, kChunk / kLanes> shorts{};
    std::array<MatchingCode, kChunk> codes{};
    std::array<HandKey, kChunk> keys{};
    std::array<std::uint64_t, kChunk / 64> alive{};
    [[nodiscard]] bool isAlive(std::size_t i) const { return ((alive[i / 64] >> (i % 64)) & 1) != 0; }
};

Gallery::Gallery() = default;
Gallery::~Gallery() = default;

void Gallery::add(const HandKey& key, const MatchingCode& code)
{
    const ShortCode folded = shortCodeOf(code);
    const std::unique_lock lock(m_lock);
    std::size_t slot = m_used;
    if (!m_free.empty()) {
        slot = m_free.back();
        m_free.pop_back();
    } else {
        if (m_used == m_chunks.size() * kChunk)
            m_chunks.push_back(std::make_unique<Chunk>());
        ++m_used;
    }
    Chunk& chunk = *m_chunks[slot / kChunk];
    const std::size_t i = slot % kChunk;
    chunk.shorts[i / kLanes].put(i % kLanes, folded);
    chunk.codes[i] = code;
    chunk.keys[i] = key;
    chunk.alive[i / 64] |= std::uint64_t(1) << (i % 64);
    ++m_alive;
}

bool Gallery::remove(const HandKey& key)
{
    const std::unique_lock lock(m_lock);
    for (std::size_t slot = 0; slot < m_used; ++slot) {
        Chunk& chunk = *m_chunks[slot / kChunk];
        const std::size_t i = slot % kChunk;
        if (chunk.keys[i] != key || !chunk.isAlive(i))
            continue;
        chunk.alive[i / 64] &= ~(std::uint64_t(1) << (i % 64));
        chunk.codes[i] = {};
        chunk.shorts[i / kLanes].put(i % kLanes, {});
        m_free.push_back(slot);
        --m_alive;
        return true;
    }
    return false;
}

std::size_t Gallery::size() const
{
    const std::shared_lock lock(m_lock);
    return m_alive;
}

std::size_t Gallery::bytes() const
{
    const std::shared_lock lock(m_lock);
    return m_chunks.size() * sizeof(Chunk) + m_free.capacity() * sizeof(std::size_t);
}

std::vector<Candidate> Gallery::search(const ShiftedCode& probe, const SearchOptions& options) const
{
    const ShortProbes probes = shortProbesOf(probe);
    const auto scan = options.path == Path::Avx512 ? shortAvx512
                      : options.path == Path::Avx2 ? shortAvx2
                                                   : shortPortable;

    const std::shared_lock lock(m_lock);
    std::vector<std::uint16_t> distances(m_chunks.size() * kChunk);
    std::array<std::size_t, kShortWords * 64 + 1> histogram{};
    for (std::size_t c = 0; c < m_chunks.size(); ++c) {
        const std::size_t hands = std::min(kChunk, m_used - c * kChunk);
        std::uint16_t* out = distances.data() + c * kChunk;
        scan(probes, m_chunks[c]->shorts.data(), (hands + kLanes - 1) / kLanes, out);
        for (std::size_t i = 0; i < hands; ++i) {
            if (m_chunks[c]->isAlive(i))
                ++histogram[out[i]];
            else
                out[i] = 65535;
        }
    }
    // All hands up to the distance at which the short list is full, so that ties do not depend on their order.
    std::size_t listed = 0;
    std::size_t limit = 0;
    while (limit + 1 < histogram.size() && listed + histogram[limit] < options.shortList)
        listed += histogram[limit++];
    std::vector<Candidate> found;
    found.reserve(listed + histogram[limit]);
    for (std::size_t slot = 0; slot < m_used; ++slot) {
        if (distances[slot] > limit)
            continue;
        const Chunk& chunk = *m_chunks[slot / kChunk];
        found.push_back({chunk.keys[slot % kChunk], codeDistance(probe, chunk.codes[slot % kChunk], options.path)});
    }
    keepBest(found, options.best);
    return found;
}

std::vector<Candidate> Gallery::searchAll(const ShiftedCode& probe, std::size_t best, Path path) const
{
    const std::shared_lock lock(m_lock);
    std::vector<Candidate> found;
    for (std::size_t slot = 0; slot < m_used; ++slot) {
        const Chunk& chunk = *m_chunks[slot / kChunk];
        if (!chunk.isAlive(slot % kChunk))
            continue;
        found.push_back({chunk.keys[slot % kChunk], codeDistance(probe, chunk.codes[slot % kChunk], path)});
        if (found.size() >= 4096 + best)
            keepBest(found, best);
    }
    keepBest(found, best);
    return found;
}

Result<> Gallery::writeTo(QIODevice& device) const
{
    const std::shared_lock lock(m_lock);
    core::Hasher hasher(core::HashAlgorithm::Sha256);
    bool good = true;
    const auto put = [&](QByteArrayView bytes) {
        hasher.add(bytes);
        good = good && device.write(bytes.data(), bytes.size()) == bytes.size();
    };
    std::array<char, 16> head{};
    std::memcpy(head.data(), kMagic, sizeof kMagic);
    qToLittleEndian<quint64>(m_alive, head.data() + 8);
    put(QByteArrayView(head.data(), 16));
    std::array<char, 16 + 8 * kCodeWords> record{};
    for (std::size_t slot = 0; slot < m_used; ++slot) {
        const Chunk& chunk = *m_chunks[slot / kChunk];
        const std::size_t i = slot % kChunk;
        if (!chunk.isAlive(i))
            continue;
        std::memcpy(record.data(), chunk.keys[i].data(), 16);
        for (std::size_t w = 0; w < kCodeWords; ++w)
            qToLittleEndian<quint64>(chunk.codes[i][w], record.data() + 16 + 8 * w);
        put(QByteArrayView(record.data(), static_cast<qsizetype>(record.size())));
    }
    const QByteArray digest = hasher.digest();
    good = good && device.write(digest) == digest.size();
    if (!good)
        return failure(kCannotWrite, ErrorKind::OperatorCanFix, device.errorString());
    return {};
}

Result<> Gallery::readFrom(QIODevice& device)
{
    const auto broken = [](const QString& why) {
        return failure(kCannotRead, ErrorKind::OperatorCanFix, why);
    };
    core::Hasher hasher(core::HashAlgorithm::Sha256);
    const QByteArray head = device.read(16);
    if (head.size() != 16 || std::memcmp(head.constData(), kMagic, sizeof kMagic) != 0)
        return broken(QStringLiteral("no gallery"));
    hasher.add(head);
    const auto hands = qFromLittleEndian<quint64>(head.constData() + 8);
    if (hands > kMostHands)
        return broken(QStringLiteral("size"));
    Gallery fresh;
    constexpr qsizetype kRecord = 16 + 8 * static_cast<qsizetype>(kCodeWords);
    for (quint64 n = 0; n < hands; ++n) {
        const QByteArray record = device.read(kRecord);
        if (record.size() != kRecord)
            return broken(QStringLiteral("cut off"));
        hasher.add(record);
        HandKey key{};
        MatchingCode code{};
        std::memcpy(key.data(), record.constData(), 16);
        for (std::size_t w = 0; w < kCodeWords; ++w)
            code[w] = qFromLittleEndian<quint64>(record.constData() + 16 + 8 * static_cast<qsizetype>(w));
        fresh.add(key, code);
    }
    if (device.read(32) != hasher.digest())
        return broken(QStringLiteral("digest"));
    const std::unique_lock lock(m_lock);
    m_chunks.swap(fresh.m_chunks);
    m_free.swap(fresh.m_free);
    std::swap(m_used, fresh.m_used);
    std::swap(m_alive, fresh.m_alive);
    return {};
}

} // namespace tirkeu::palm
