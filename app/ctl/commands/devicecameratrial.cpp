#include "devicecameratrial.h"

#include <core/whendone.h>

#include <QElapsedTimer>
#include <QPromise>
#include <QThread>
#include <QTimer>

#include <utility>

namespace tirkeu::ctl {

namespace {
constexpr ErrorCode kNothingSeen{"devices.camera-silent"};
constexpr std::chrono::seconds kOpen(5);
constexpr std::chrono::seconds kLongest(10);
constexpr devices::CameraFormat kWanted{{640, 480}, 15, devices::CameraEncoding::Raw};
constexpr quint64 kPictures = 15;

class Trial final : public QObject
{
public:
    explicit Trial(CameraMade make)
        : m_make(std::move(make))
    {
        m_promise.start();
    }
    [[nodiscard]] QFuture<Result<CameraTrial>> future() { return m_promise.future(); }

    void begin()
    {
        m_time.start();
        m_camera = m_make();
        connect(m_camera.get(), &devices::Camera::framed, this, [this](const imaging::Frame& frame) { take(frame); });
        connect(
            m_camera.get(), &devices::Camera::lost, this, [this](const Error& why) { end(tl::make_unexpected(why)); });
        QTimer::singleShot(kLongest, this,
            [this] { end(failure(kNothingSeen, ErrorKind::DeviceFault, QStringLiteral("too few pictures"))); });
        core::whenDone(m_camera->open(kWanted, kOpen), this, [this](const Result<devices::CameraFormat>& opened) {
            if (!opened)
                return end(failure(opened));
            m_trial.format = *opened;
            m_trial.open = std::chrono::milliseconds(m_time.elapsed());
            if (m_camera)
                hold();
        });
    }

private:
    void hold()
    {
        core::whenDone(m_camera->hold(devices::HoldWish::Hold), this, [this](const Result<devices::CameraHolds>& held) {
            if (!held)
                return end(failure(held));
            m_trial.holds = *held;
            m_isHeld = true;
            finish();
        });
    }
    void take(const imaging::Frame& frame)
    {
        if (m_seen++ == 0)
            m_trial.first = std::chrono::milliseconds(m_time.elapsed());
        m_trial.last = frame;
        finish();
    }
    void finish()
    {
        if (!m_isHeld || m_seen < kPictures || !m_camera)
            return;
        m_trial.counts = m_camera->counts();
        end(m_trial);
    }
    void end(const Result<CameraTrial>& result)
    {
        if (!m_camera)
            return;
        m_camera->disconnect(this);
        m_camera.release()->deleteLater(); // it may be telling this
        m_promise.addResult(result);
        m_promise.finish();
    }

    CameraMade m_make;
    std::unique_ptr<devices::Camera> m_camera;
    QPromise<Result<CameraTrial>> m_promise;
    QElapsedTimer m_time;
    CameraTrial m_trial;
    quint64 m_seen = 0;
    bool m_isHeld = false;
};
} // namespace

Result<CameraTrial> tried(const CameraMade& make)
{
    auto* trial = new Trial(make);
    QFuture<Result<CameraTrial>> future = trial->future();
    QThread thread;
    trial->moveToThread(&thread);
    QObject::connect(&thread, &QThread::started, trial, &Trial::begin);
    QObject::connect(&thread, &QThread::finished, trial, &QObject::deleteLater);
    thread.start();
    future.waitForFinished();
    thread.quit();
    thread.wait();
    return future.result();
}

} // namespace tirkeu::ctl
