#pragma once

#include <imaging/clipwriter.h>

#include <QFuture>
#include <QPromise>
#include <QThread>

#include <atomic>
#include <memory>

namespace tirkeu::devices {

struct RecordedClip
{
    imaging::ClipSummary clip;
    int dropped = 0;       ///< frames that came while too many waited
    int soundsDropped = 0; ///< pieces of sound, likewise
};

/// The one recorder of evidence clips: takes a camera's or a scanner's frames as they come, and a microphone's sound
/// where the clip has it, and never makes them wait; compresses on a thread of its own and hands the clip piece by
/// piece to the sink, which seals it. Nothing is kept here longer than a few frames, and nothing is ever a file.
class ClipRecorder
{
public:
    static constexpr int kMostWaiting = 8;
    static constexpr int kMostSoundsWaiting = 100; ///< they are small, and a gap is heard

    /// The sink is used on the recorder's thread and outlives it.
    ClipRecorder(const imaging::ClipShape& shape, core::ChunkSink& sink);
    ~ClipRecorder(); ///< a clip that was not finished is abandoned

    void add(const imaging::Frame& frame); ///< from any thread, at once, as the next
    void add(const imaging::Sound& sound); ///< of a shape with sound
    /// Exactly one answer; an error of the sink or the encoder comes here, however early it arose.
    [[nodiscard]] QFuture<Result<RecordedClip>> finish();

private:
    struct Worker;
    /// What has been handed to the recorder's thread and is not written yet, and what was not handed over for that.
    struct Queue
    {
        std::shared_ptr<std::atomic<int>> waiting = std::make_shared<std::atomic<int>>(0);
        std::atomic<int> dropped = 0;
    };
    template<typename T>
    void hand(const T& one, Queue& queue, int most);

    QThread m_thread;
    std::unique_ptr<Worker> m_worker; ///< lives in m_thread
    Queue m_frames;
    Queue m_sounds;
};

} // namespace tirkeu::devices
