#pragma once

#include <reference/palmgallery.h>

#include <condition_variable>
#include <thread>

namespace tirkeu::reference {

/// The thread that keeps the gallery up and searches what waits: at once when told, and from time to time by itself,
/// for other gateways enrol hands as well.
class PalmJob
{
public:
    struct Rules
    {
        std::chrono::milliseconds look{5'000};
        std::chrono::milliseconds snapshot{std::chrono::hours(1)};
    };
    /// The gallery outlives it. `worked` is called from the job's thread after each round that ended well.
    PalmJob(
        PalmGallery& gallery, Rules rules, std::function<void()> worked = [] {});
    ~PalmJob(); ///< ends what runs, and leaves a snapshot
    PalmJob(const PalmJob&) = delete;
    PalmJob& operator=(const PalmJob&) = delete;

    void nudge(); ///< from any thread

private:
    void run();
    [[nodiscard]] bool wait(); ///< false: it is to end

    PalmGallery& m_gallery;
    Rules m_rules;
    std::function<void()> m_worked;
    std::mutex m_mutex;
    std::condition_variable m_told;
    bool m_isTold = false;
    bool m_isEnding = false;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace tirkeu::reference
