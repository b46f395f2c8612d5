#pragma once

#include <palm/matcher.h>

#include <QIODevice>

#include <memory>
#include <shared_mutex>

namespace tirkeu::palm {

/// Names a hand in the gallery; the caller knows whose it is.
using HandKey = std::array<std::uint8_t, 16>;

struct Candidate
{
    HandKey key{};
    CodeDistance distance = kNoOverlap;
    bool operator==(const Candidate&) const = default;
};

/// Searches one palm among many. Two stages: a short code of every hand at 25 shifts, then the whole code of the best;
/// order and answers are the same on every path. May be searched, added to and removed from by several threads at once.
/// Takes plain codes: what is searched lives in memory alone, and a keyed code is undone by its key before it is added.
class Gallery
{
public:
    Gallery();
    ~Gallery();
    Gallery(const Gallery&) = delete;
    Gallery& operator=(const Gallery&) = delete;

    void add(const HandKey& key, const MatchingCode& code);
    [[nodiscard]] bool remove(const HandKey& key);
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::size_t bytes() const;

    struct SearchOptions
    {
        std::size_t shortList = 8000; ///< hands that reach the second stage
        std::size_t best = 10;
        Path path = bestPath();
    };
    [[nodiscard]] std::vector<Candidate> search(const ShiftedCode& probe, const SearchOptions& options) const;
    [[nodiscard]] std::vector<Candidate> search(const ShiftedCode& probe) const
    {
        return search(probe, SearchOptions{});
    }
    /// Every hand by its whole code: what the search is held against.
    [[nodiscard]] std::vector<Candidate> searchAll(
        const ShiftedCode& probe, std::size_t best, Path path = bestPath()) const;

    /// A snapshot is as secret as what it holds: only keyed codes may go to a disk that is not encrypted.
    [[nodiscard]] Result<> writeTo(QIODevice& device) const;
    [[nodiscard]] Result<> readFrom(QIODevice& device); ///< replaces what is held, or leaves it whole

private:
    struct Chunk;
    std::vector<std::unique_ptr<Chunk>> m_chunks;
    std::vector<std::size_t> m_free;
    std::size_t m_used = 0;
    std::size_t m_alive = 0;
    mutable std::shared_mutex m_lock;
};

} // namespace tirkeu::palm
