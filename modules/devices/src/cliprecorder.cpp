#include <devices/cliprecorder.h>

#include <core/cryptothread.h>

#include <QCoreApplication>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kEnded{"devices.recorder-ended"};
}

struct ClipRecorder::Worker final : QObject
{
    Worker(const imaging::ClipShape& wanted, core::ChunkSink& target)
        : shape(wanted)
        , sink(target)
    {
    }
    template<typename T>
    void add(const T& one)
    {
        begin();
        if (error || !writer)
            return;
        if (const Result<> added = writer->add(one); !added)
            fail(added.error());
    }
    void begin()
    {
        if (begun)
            return;
        begun = true;
        Result<std::unique_ptr<imaging::ClipWriter>> made = imaging::ClipWriter::begin(shape, sink);
        if (made)
            writer = std::move(*made);
        else
            fail(made.error());
    }
    void fail(const Error& why)
    {
        error = why;
        writer.reset(); // abandons
    }
    [[nodiscard]] Result<RecordedClip> finish(int dropped, int soundsDropped)
    {
        begin();
        if (!error && !writer)
            error = Error{kEnded, ErrorKind::Bug, QStringLiteral("finished before")};
        if (error)
            return tl::make_unexpected(*error);
        const Result<imaging::ClipSummary> summary = writer->finish();
        writer.reset();
        if (!summary)
            return failure(summary);
        return RecordedClip{*summary, dropped, soundsDropped};
    }

    imaging::ClipShape shape;
    core::ChunkSink& sink;
    std::unique_ptr<imaging::ClipWriter> writer;
    std::optional<Error> error;
    bool begun = false;
};

ClipRecorder::ClipRecorder(const imaging::ClipShape& shape, core::ChunkSink& sink)
    : m_worker(std::make_unique<Worker>(shape, sink))
{
    m_thread.setObjectName(QStringLiteral("recorder"));
    m_worker->moveToThread(&m_thread);
    // The writer belongs to the thread: whatever is open is abandoned there, after what was asked before.
    QObject::connect(
        &m_thread, &QThread::finished, m_worker.get(),
        [worker = m_worker.get()] {
            QCoreApplication::sendPostedEvents(worker, QEvent::MetaCall);
            worker->writer.reset();
        },
        Qt::DirectConnection);
    core::endCryptoWith(m_thread);
    m_thread.start();
}

ClipRecorder::~ClipRecorder()
{
    m_thread.quit();
    m_thread.wait();
}

template<typename T>
void ClipRecorder::hand(const T& one, Queue& queue, int most)
{
    if (queue.waiting->fetch_add(1) >= most) {
        queue.waiting->fetch_sub(1);
        ++queue.dropped;
        return;
    }
    QMetaObject::invokeMethod(m_worker.get(), [worker = m_worker.get(), waiting = queue.waiting, one] {
        worker->add(one);
        waiting->fetch_sub(1);
    });
}

void ClipRecorder::add(const imaging::Frame& frame)
{
    hand(frame, m_frames, kMostWaiting);
}

void ClipRecorder::add(const imaging::Sound& sound)
{
    hand(sound, m_sounds, kMostSoundsWaiting);
}

QFuture<Result<RecordedClip>> ClipRecorder::finish()
{
    auto promise = std::make_shared<QPromise<Result<RecordedClip>>>();
    promise->start();
    QFuture<Result<RecordedClip>> future = promise->future();
    QMetaObject::invokeMethod(m_worker.get(),
        [worker = m_worker.get(), promise, dropped = m_frames.dropped.load(), soundsDropped = m_sounds.dropped.load()] {
            promise->addResult(worker->finish(dropped, soundsDropped));
            promise->finish();
        });
    return future;
}

} // namespace tirkeu::devices
