#pragma once

#include <devices/streammachine.h>

#include <QMap>
#include <QThread>
#include <QTimer>

#include <functional>
#include <memory>
#include <mutex>

namespace tirkeu::devices {

class StreamDriver;

/// The work of a driver, all of it in a thread of its own.
class StreamWork : public QObject
{
public:
    virtual void letGo() = 0; ///< frees the device; nothing where it holds none

protected:
    void tellNews();                  ///< there is something to read
    void tellEnded(const Error& why); ///< by itself, and the device is let go

private:
    friend class StreamDriver;
    void report(const StreamEvent& event);
    void post(const std::function<void(StreamDriver&)>& what);

    std::mutex m_mutex;
    StreamDriver* m_driver = nullptr; ///< guarded; null before and after it
};

/// What cameras and microphones do alike: the machine's orders go to a worker in a thread of its own, and every action
/// is answered once. Lives in the thread that made it. Where the device does not let go in a second, that thread is
/// left to end by itself: nobody waits longer for a device that hangs.
class StreamDriver final : public QObject
{
public:
    struct Told ///< in this driver's thread
    {
        std::function<void()> news;
        std::function<void(const Error&)> lost;
    };
    using Job = std::function<Result<>()>; ///< in the worker's thread
    using Answer = std::function<void(const std::optional<Error>&)>;

    StreamDriver(const QString& thread, std::shared_ptr<StreamWork> work, ErrorCode slow, Told told);
    ~StreamDriver() override;

    void ask(StreamAction action, std::chrono::milliseconds deadline, Job job, Answer answer);
    void close(Answer answer);
    void suspend() { handle({StreamInput::Suspend}); }
    void resume() { handle({StreamInput::Resume}); }
    [[nodiscard]] bool isStreaming() const { return m_machine.state() == StreamState::Streaming; }

private:
    friend class StreamWork;
    void handle(const StreamEvent& event);
    void send(const StreamOrder& order);

    struct Asked
    {
        Job job;
        Answer answer;
    };
    StreamMachine m_machine;
    const ErrorCode m_slow;
    const Told m_told;
    QMap<quint64, Asked> m_asked;
    quint64 m_lastId = 0;
    QTimer m_wait{this};
    std::unique_ptr<QThread> m_thread;
    std::shared_ptr<StreamWork> m_work; ///< lives in m_thread, and as long
};

} // namespace tirkeu::devices
