#pragma once

#include <core/result.h>

#include <QObject>
#include <QPromise>
#include <QTimer>

#include <atomic>
#include <memory>

namespace tirkeu::devices {

/// Keeps a promise once, whoever comes first: the device's thread or the deadline.
template<typename T>
class OnceAnswered
{
public:
    OnceAnswered() { m_promise.start(); }
    [[nodiscard]] QFuture<Result<T>> future() { return m_promise.future(); }
    bool give(const Result<T>& result)
    {
        if (m_given.exchange(true))
            return false;
        m_promise.addResult(result);
        m_promise.finish();
        return true;
    }

private:
    QPromise<Result<T>> m_promise;
    std::atomic<bool> m_given = false;
};

/// Does the work in the worker's thread; answers with `late` where that takes longer than the deadline.
template<typename T, typename Work>
[[nodiscard]] QFuture<Result<T>> inThread(
    QObject* worker, QObject* timerOwner, std::chrono::milliseconds deadline, ErrorCode late, Work work)
{
    auto answer = std::make_shared<OnceAnswered<T>>();
    QFuture<Result<T>> future = answer->future();
    QTimer::singleShot(deadline, timerOwner,
        [answer, late] { answer->give(failure(late, ErrorKind::DeviceFault, QStringLiteral("deadline"))); });
    QMetaObject::invokeMethod(worker, [answer, work] { work(*answer); });
    return future;
}

} // namespace tirkeu::devices
