#include <devices/v4l2camera.h>

#include "answering.h"
#include "v4l2stream.h"

#include <QHashFunctions>
#include <QPointer>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kSlow{"devices.camera-slow"};
constexpr std::chrono::milliseconds kPatience{3000};
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
    , m_stream(std::make_shared<Stream>(facts, std::move(dev), std::move(calls)))
    , m_driver(std::make_unique<StreamDriver>(QStringLiteral("camera"), m_stream, kSlow,
          StreamDriver::Told{[this] { giveOut(); },
              [this](const Error& why) {
                  Q_EMIT lost(why);
              }}))
{
}

V4l2Camera::~V4l2Camera() = default;

QFuture<Result<CameraFormat>> V4l2Camera::open(const CameraFormat& wanted, std::chrono::milliseconds deadline)
{
    const auto promise = begun<CameraFormat>();
    const auto shown = std::make_shared<CameraFormat>();
    m_driver->ask(
        StreamAction::Open, deadline,
        [stream = m_stream.get(), wanted, shown]() -> Result<> {
            const Result<CameraFormat> opened = stream->open(wanted);
            if (!opened)
                return failure(opened);
            *shown = *opened;
            return {};
        },
        answering(promise, [shown] { return Result<CameraFormat>(*shown); }));
    return promise->future();
}

QFuture<Result<CameraHolds>> V4l2Camera::hold(HoldWish wish)
{
    const auto promise = begun<CameraHolds>();
    const auto holds = std::make_shared<CameraHolds>();
    m_driver->ask(
        StreamAction::Set, kPatience,
        [stream = m_stream.get(), wish, holds]() -> Result<> {
            const Result<CameraHolds> held = stream->hold(wish);
            if (!held)
                return failure(held);
            *holds = *held;
            return {};
        },
        answering(promise, [holds] { return Result<CameraHolds>(*holds); }));
    return promise->future();
}

QFuture<Result<>> V4l2Camera::close()
{
    const auto promise = begun<void>();
    m_driver->close(answering(promise, [] { return Result<>(); }));
    return promise->future();
}

void V4l2Camera::suspend()
{
    m_driver->suspend();
}

void V4l2Camera::resume()
{
    m_driver->resume();
}

CameraCounts V4l2Camera::counts() const
{
    return m_stream->counts();
}

void V4l2Camera::giveOut()
{
    const QPointer<V4l2Camera> self(this);
    for (const imaging::Frame& frame : m_stream->takeFrames()) {
        if (!self || !m_driver->isStreaming())
            return; // whoever looks may have ended it meanwhile
        Q_EMIT framed(frame);
    }
}

} // namespace tirkeu::devices
