#pragma once

#include <devices/camera.h>
#include <devices/camerabus.h>
#include <devices/v4l2calls.h>

namespace tirkeu::devices {

class StreamDriver;

/// A camera behind V4L2: opened by its lasting name under /dev/v4l, asked again who it is once it is open, read into
/// mapped buffers on a thread of its own. What it may do when is StreamMachine's. Where whoever wants the frames stands
/// still, the newest few are kept and the others counted.
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
    void suspend() override;
    void resume() override;
    [[nodiscard]] CameraCounts counts() const override;

    static constexpr std::size_t kMostWaiting = 8; ///< frames that nobody has come for yet

private:
    class Stream;
    void giveOut();

    std::shared_ptr<Stream> m_stream;
    std::unique_ptr<StreamDriver> m_driver;
};

} // namespace tirkeu::devices
