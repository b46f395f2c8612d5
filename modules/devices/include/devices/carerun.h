#pragma once

#include <devices/camera.h>
#include <devices/palmscanner.h>
#include <devices/windowcare.h>

#include <QPromise>

namespace tirkeu::devices {

/// Looks for at most twenty seconds at a scanner or a camera with nobody before it, judges what it saw and keeps it in
/// the history. It spends nothing of a client's: no capture is made. One look at a time; lives in the thread that made
/// it, as its device does.
class CareRun : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds kLongest{20};
    static constexpr qsizetype kPictures = 12;

    enum class Purpose {
        Check,
        ShowClean,        ///< wiped, says a person: how it looks clean, unless a clean picture that there is shows dirt
        ShowCleanByLeave, ///< a supervisor answers for it, whatever there is
    };

    /// Store, clock and devices outlive it.
    CareRun(CareStore& store, const core::Clock& clock, QObject* parent = nullptr);
    ~CareRun() override; ///< answers what is under way

    [[nodiscard]] QFuture<Result<CareResult>> lookAt(const QString& device, PalmScanner& scanner, Purpose purpose);
    [[nodiscard]] QFuture<Result<CareResult>> lookAt(const QString& device, Camera& camera, Purpose purpose);
    void cancel();

private:
    using Answer = std::shared_ptr<QPromise<Result<CareResult>>>;
    [[nodiscard]] QFuture<Result<CareResult>> begin(const QString& device, CareSight sight, Purpose purpose);
    void take(const imaging::Frame& frame);
    void judge();
    void finish(const Result<CareResult>& result);
    void letGo(quint64 look, const Error& unlessJudged);
    void answer(const Result<CareResult>& result);

    CareStore& m_store;
    const core::Clock& m_clock;
    Answer m_answer; ///< of the look under way; empty: none
    QString m_device;
    CareSight m_sight = CareSight::Window;
    Purpose m_purpose = Purpose::Check;
    QList<imaging::Frame> m_frames;
    std::function<void()> m_stop;                ///< lets the device go
    std::optional<Result<CareResult>> m_outcome; ///< told once the device is free
    QMetaObject::Connection m_pictures;
    QMetaObject::Connection m_lost; ///< of a camera
    quint64 m_looks = 0;
};

} // namespace tirkeu::devices
