#include <devices/v4l2camera.h>

#include "inthread.h"
#include "v4l2stream.h"

#include <devices/trouble.h>

#include <QCoreApplication>
#include <QHashFunctions>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kSlow{"devices.camera-slow"};
constexpr std::chrono::milliseconds kPatience{3000};
constexpr std::chrono::milliseconds kLetsGo{1000};
} // namespace

FrameLedger::Kind FrameLedger::judge(quint64 number, std::chrono::microseconds time, QByteArrayView raw)
{
    const size_t content = qHash(raw);
    if (m_hasFirst && (number <= m_number || time <= m_time || content == m_content)) {
        ++m_counts.duplicated;
        m_number = std::max(m_number, number);
        return Kind::Again;
    }
    if (m_hasFirst)
        m_counts.dropped += number - m_number - 1;
    m_hasFirst = true;
    m_number = number;
    m_time = time;
    m_content = content;
    ++m_counts.frames;
    return Kind::New;
}

V4l2Camera::V4l2Camera(const CameraFacts& facts, QString dev, std::shared_ptr<V4l2Calls> calls, QObject* parent)
    : Camera(parent)
    , m_thread(std::make_unique<QThread>())
    , m_stream(std::make_shared<Stream>(*this, facts, std::move(dev), std::move(calls)))
{
    m_thread->setObjectName(QStringLiteral("camera"));
    m_stream->moveToThread(m_thread.get());
    // In the camera's thread; the connection keeps the stream for as long as there is that thread.
    connect(m_thread.get(), &QThread::finished, [stream = m_stream] {
        // What was asked before is answered before.
        QCoreApplication::sendPostedEvents(stream.get(), QEvent::MetaCall);
        stream->close();
    });
    // Behind that one: it matters where the thread was left to itself.
    connect(m_thread.get(), &QThread::finished, m_thread.get(), &QObject::deleteLater);
    m_thread->start();
}

V4l2Camera::~V4l2Camera()
{
    m_stream->leaveFront();
    m_thread->quit();
    if (m_thread->wait(QDeadlineTimer(kLetsGo)))
        return;
    // A driver can hang in one call for many seconds, and the window must not.
    static_cast<void>(m_thread.release());
}

QFuture<Result<CameraFormat>> V4l2Camera::open(const CameraFormat& wanted, std::chrono::milliseconds deadline)
{
    Stream* stream = m_stream.get();
    return inThread<CameraFormat>(stream, this, deadline, kSlow, [stream, wanted](OnceAnswered<CameraFormat>& answer) {
        const Result<CameraFormat> opened = stream->open(wanted);
        // Too late: nobody waits for these pictures.
        if (!answer.give(opened) && opened)
            stream->close();
    });
}

QFuture<Result<CameraHolds>> V4l2Camera::hold(HoldWish wish)
{
    Stream* stream = m_stream.get();
    return inThread<CameraHolds>(stream, this, kPatience, kSlow,
        [stream, wish](OnceAnswered<CameraHolds>& answer) { answer.give(stream->hold(wish)); });
}

QFuture<Result<>> V4l2Camera::close()
{
    Stream* stream = m_stream.get();
    return inThread<void>(stream, this, kPatience, kSlow, [stream](OnceAnswered<void>& answer) {
        stream->close();
        answer.give({});
    });
}

CameraCounts V4l2Camera::counts() const
{
    return m_stream->counts();
}

} // namespace tirkeu::devices
