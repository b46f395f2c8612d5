#pragma once

#include <core/result.h>

#include <QByteArray>

#include <chrono>
#include <functional>
#include <memory>

namespace tirkeu::devices {

/// One question to a service on 127.0.0.1 and its answer, on a thread of its own. Letting go of it hangs up and waits
/// for the thread, which takes no longer than the system needs to close a socket.
class LoopbackCall
{
public:
    struct Question
    {
        quint16 port = 0;
        QByteArray method; ///< the interface has verbs of its own
        QByteArray target;
        QByteArray body;
        std::chrono::milliseconds deadline{1000};
        qsizetype most = 0; ///< bytes of an answer; of a stream, which goes piece by piece, none
    };
    using Piece = std::function<bool(QByteArrayView)>; ///< false hangs up; empty: the answer comes whole
    using Done = std::function<void(const Result<QByteArray>&)>;
    /// Both are called on the call's thread; `done` once, and never after the object is gone.
    LoopbackCall(const Question& question, Piece piece, Done done);
    ~LoopbackCall();
    LoopbackCall(const LoopbackCall&) = delete;
    LoopbackCall& operator=(const LoopbackCall&) = delete;

private:
    class Exchange;
    std::unique_ptr<Exchange> m_exchange;
};

} // namespace tirkeu::devices
