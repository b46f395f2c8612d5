#pragma once

#include <core/result.h>
#include <imaging/frame.h>

#include <QFuture>
#include <QObject>

namespace tirkeu::devices {

enum class CameraEncoding { Raw, Jpeg }; ///< as the camera sends it; frames come out unpacked either way

struct CameraFormat
{
    imaging::Size size;
    int framesPerSecond = 0;
    CameraEncoding encoding = CameraEncoding::Raw;
    bool operator==(const CameraFormat&) const = default;
};

/// What a camera was asked to keep still, so that light on a face is the light that changed.
enum class Hold { Free, Held, NotOffered };
struct CameraHolds
{
    Hold exposure = Hold::NotOffered;
    Hold whiteBalance = Hold::NotOffered;
    bool operator==(const CameraHolds&) const = default;
};
enum class HoldWish { Hold, Release };

/// Of one stream, since it was opened.
struct CameraCounts
{
    quint64 frames = 0;     ///< new ones
    quint64 dropped = 0;    ///< numbers that the driver passed over
    quint64 duplicated = 0; ///< came twice, by number, time or content: not given out
    quint64 broken = 0;     ///< marked as bad by the driver, or not to be unpacked
    quint64 skipped = 0;    ///< of the new ones, pushed out by newer ones before anybody came for them
    bool operator==(const CameraCounts&) const = default;
};

/// A camera, whatever system stands below it: V4L2 here, Media Foundation elsewhere, pictures in the demo. Frames carry
/// the driver's own monotonic time and number. One action at a time, else `kBusy`; each is answered exactly once and
/// within its deadline, and `close` gives up whatever is under way. Lives in the thread that made it: it is called from
/// there, and its signals come from there. No frame comes once `close` or `suspend` has been called.
class Camera : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Begins to stream in the offered format that is nearest to the wanted one.
    [[nodiscard]] virtual QFuture<Result<CameraFormat>> open(
        const CameraFormat& wanted, std::chrono::milliseconds deadline) = 0;
    [[nodiscard]] virtual QFuture<Result<CameraHolds>> hold(HoldWish wish) = 0;
    [[nodiscard]] virtual QFuture<Result<>> close() = 0;
    virtual void suspend() = 0; ///< frees the camera at once; until `resume` every action is refused
    virtual void resume() = 0;
    [[nodiscard]] virtual CameraCounts counts() const = 0; ///< from any thread

Q_SIGNALS:
    void framed(const tirkeu::imaging::Frame& frame);
    void lost(const tirkeu::Error& why); ///< the stream has ended by itself
};

/// The number and time of each frame of a stream, held against those before.
class FrameLedger
{
public:
    enum class Kind { New, Again };
    [[nodiscard]] Kind judge(quint64 number, std::chrono::microseconds time, QByteArrayView raw);
    void countBroken() { ++m_counts.broken; }
    [[nodiscard]] const CameraCounts& counts() const { return m_counts; }

private:
    CameraCounts m_counts;
    bool m_hasFirst = false;
    quint64 m_number = 0;
    std::chrono::microseconds m_time{0};
    size_t m_content = 0;
};

} // namespace tirkeu::devices
