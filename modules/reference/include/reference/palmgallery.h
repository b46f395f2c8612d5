#pragma once

#include <reference/criteriabook.h>
#include <reference/palmstore.h>

#include <core/securebytes.h>
#include <palm/gallery.h>

#include <atomic>
#include <mutex>
#include <set>

namespace tirkeu::reference {

/// Every enrolled hand, in memory, and the search of each new one among them: whose else is this hand? Built from a
/// snapshot or the store, and kept up by the store's change feed. One thread calls all but `figures` and `cancel`; the
/// hands that wait are searched by as many as it is told, and the store is then asked from each of them.
class PalmGallery
{
public:
    struct Settings
    {
        core::SecureBytes dataKey;
        QString snapshot = {}; ///< a file, sealed; empty: none is kept
        int threads = 1;       ///< that search at once; 0: one for each core
    };
    struct Figures
    {
        qint64 hands = 0;
        qint64 bytes = 0;      ///< of memory
        qint64 unreadable = 0; ///< standing, and not to be searched
        qint64 stuck = 0;      ///< waiting behind the last round: the hand, or whom to answer, cannot be read
        quint64 number = 0;    ///< of the last change taken in
        quint64 fromStore = 0; ///< hands read from the store and not from a snapshot
        quint64 searched = 0;
        quint64 suspected = 0;       ///< searches that found somebody else
        double secondsSearching = 0; ///< of all threads together
    };

    /// Store, book and clock outlive it.
    PalmGallery(Settings settings, PalmStore& store, const CriteriaBook& book, const core::Clock& clock);
    ~PalmGallery();

    /// From the snapshot where it is of this store, and up to now.
    [[nodiscard]] Result<> open();
    [[nodiscard]] Result<> catchUp();
    /// Catches up and searches every hand that waits for it; how many. Whoever delivered a hand is answered where other
    /// clients have one like it, once, whatever is repeated.
    [[nodiscard]] Result<int> work();
    [[nodiscard]] Result<> writeSnapshot();
    /// How many other people's palms are like the hand, by both palms where both are there.
    [[nodiscard]] Result<int> candidatesFor(const HandRow& hand, double threshold);

    void cancel() { m_cancelled = true; } ///< from any thread: what runs ends soon, and nothing begins
    [[nodiscard]] Figures figures() const;

private:
    [[nodiscard]] Result<> readSnapshot();
    [[nodiscard]] Result<bool> isOfThisStore();
    [[nodiscard]] Result<bool> searchOne(const HandRow& hand, double threshold);
    /// Each hand's own outcome, in their order.
    [[nodiscard]] std::vector<Result<bool>> searchEach(const std::vector<const HandRow*>& hands, double threshold);
    [[nodiscard]] Result<palm::PalmTemplate> palmOf(const core::Uuid& id, QByteArrayView sealed) const;
    [[nodiscard]] palm::Gallery& galleryOf(casefile::Hand hand);
    [[nodiscard]] qint64 held() const;
    void take(const HandNews& news);
    void forget();
    void noteSize();

    Settings m_settings;
    PalmStore& m_store;
    const CriteriaBook& m_book;
    const core::Clock& m_clock;
    std::unique_ptr<palm::Gallery> m_right;
    std::unique_ptr<palm::Gallery> m_left;
    std::set<palm::HandKey> m_unreadable;
    quint64 m_number = 0;
    palm::HandKey m_last{}; ///< whom the change of that number was about
    quint64 m_written = 0;  ///< the number the snapshot stands at
    std::atomic<bool> m_cancelled = false;
    mutable std::mutex m_mutex;
    Figures m_figures;
};

} // namespace tirkeu::reference
