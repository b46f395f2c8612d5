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
    int dropped = 0; ///< frames that came while too many waited
};

/// The one recorder of evidence clips: takes a camera's or a scanner's frames as they come and never makes them wait;
/// compresses on a thread of its own and hands the clip piece by piece to the sink, which seals it. Nothing is kept
/// here longer than a few frames, and nothing is ever a file.
class ClipRecorder
{
public:
    static constexpr int kMostWaiting = 8;

    /// The sink is used on the recorder's thread and outlives it.
    ClipRecorder(const imaging::ClipShape& shape, core::ChunkSink& sink);
    ~ClipRecorder(); ///< a clip that was not finished is abandoned

    void add(const imaging::Frame& frame); ///< from any thread, at once
    /// Exactly one answer; an error of the sink or the encoder comes here, however early it arose.
    [[nodiscard]] QFuture<Result<RecordedClip>> finish();

private:
    struct Worker;
    QThread m_thread;
    std::unique_ptr<Worker> m_worker; ///< lives in m_thread
    std::shared_ptr<std::atomic<int>> m_waiting = std::make_shared<std::atomic<int>>(0);
    std::atomic<int> m_dropped = 0;
};

} // namespace tirkeu::devices
