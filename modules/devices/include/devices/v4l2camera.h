#pragma once

#include <devices/camera.h>
#include <devices/camerabus.h>
#include <devices/v4l2calls.h>

#include <QThread>

namespace tirkeu::devices {

/// A camera behind V4L2: opened by its lasting name under /dev/v4l, asked again who it is once it is open, read into
/// mapped buffers on a thread of its own. Where a driver does not let go in a second, that thread is left to end by
/// itself: nobody waits longer for a camera that hangs.
class V4l2Camera final : public Camera
{
public:
    /// `facts` have been matched with the registry (CameraRegistry). `dev` and `calls` are others in tests.
    explicit V4l2Camera(const CameraFacts& facts, QString dev = QStringLiteral("/dev"),
        std::shared_ptr<V4l2Calls> calls = V4l2Calls::ofTheSystem(), QObject* parent = nullptr);
    ~V4l2Camera() override;

    [[nodiscard]] QFuture<Result<CameraFormat>> open(
        const CameraFormat& wanted, std::chrono::milliseconds deadline) override;
    [[nodiscard]] QFuture<Result<CameraHolds>> hold(HoldWish wish) override;
    [[nodiscard]] QFuture<Result<>> close() override;
    [[nodiscard]] CameraCounts counts() const override;

private:
    class Stream;
    std::unique_ptr<QThread> m_thread;
    std::shared_ptr<Stream> m_stream; ///< lives in m_thread, and as long
};

} // namespace tirkeu::devices
