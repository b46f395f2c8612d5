#pragma once

#include <devices/camera.h>
#include <imaging/clipreader.h>
#include <simulation_palm/hand.h>

#include <QTimer>

#include <functional>
#include <mutex>

namespace tirkeu::simulation_devices {

/// The picture with this number, counted from 0; nothing at the end of what there is to play.
using PictureSource = std::function<std::optional<imaging::Frame>(quint64 number)>;

enum class Repeat { Once, Forever };
[[nodiscard]] PictureSource pictures(const QList<imaging::Frame>& frames, Repeat repeat = Repeat::Forever);
/// A clip of ours, unpacked as it is played.
[[nodiscard]] Result<PictureSource> clip(const QByteArray& webm, Repeat repeat = Repeat::Forever);
/// A hand of simulation/palm coming near and resting, in visible light.
[[nodiscard]] PictureSource hand(simulation_palm::HandId id, const simulation_palm::CaptureSpec& spec);
/// Striped bars of colour under a line that wanders.
[[nodiscard]] PictureSource testCard(imaging::Size size);

/// A camera that is not there. Plays a source at its pace, with a camera's times and numbers – or misbehaves as told.
/// Lives in the thread that made it; signals come from there.
class VirtualCamera final : public devices::Camera
{
public:
    explicit VirtualCamera(PictureSource source, QObject* parent = nullptr);

    [[nodiscard]] QFuture<Result<devices::CameraFormat>> open(
        const devices::CameraFormat& wanted, std::chrono::milliseconds deadline) override;
    [[nodiscard]] QFuture<Result<devices::CameraHolds>> hold(devices::HoldWish wish) override;
    [[nodiscard]] QFuture<Result<>> close() override;
    void suspend() override;
    void resume() override { m_isAsleep = false; }
    [[nodiscard]] devices::CameraCounts counts() const override;

    void unplug();
    void drop(int frames) { m_toDrop += frames; }        ///< the next ones get lost on their way
    void repeat(int frames) { m_toRepeat += frames; }    ///< the next ones are the one before
    void refuseHold(bool refuse) { m_refuses = refuse; } ///< as cheap cameras do

private:
    void play();

    PictureSource m_source;
    QTimer m_timer{this};
    quint64 m_number = 0;
    quint64 m_taken = 0;
    std::optional<imaging::Frame> m_before;
    int m_toDrop = 0;
    int m_toRepeat = 0;
    bool m_refuses = false;
    bool m_unplugged = false;
    bool m_isAsleep = false;
    mutable std::mutex m_mutex;
    devices::FrameLedger m_ledger; ///< guarded
};

} // namespace tirkeu::simulation_devices
