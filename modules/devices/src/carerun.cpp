#include <devices/carerun.h>

#include <core/whendone.h>

#include <QTimer>

#include <utility>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kNothingSeen{"devices.care-nothing-seen"};
}

CareRun::CareRun(CareStore& store, const core::Clock& clock, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
}

CareRun::~CareRun()
{
    cancel();
    answer(failure(kCancelled, ErrorKind::Retry, QStringLiteral("the look's object goes away")));
}

QFuture<Result<CareResult>> CareRun::begin(const QString& device, CareSight sight, Purpose purpose)
{
    m_answer = std::make_shared<QPromise<Result<CareResult>>>();
    m_answer->start();
    m_device = device;
    m_sight = sight;
    m_purpose = purpose;
    m_frames.clear();
    QTimer::singleShot(kLongest, this, [this, look = ++m_looks] {
        if (look == m_looks && m_answer && !m_outcome)
            judge();
    });
    return m_answer->future();
}

QFuture<Result<CareResult>> CareRun::lookAt(const QString& device, PalmScanner& scanner, Purpose purpose)
{
    if (m_answer)
        return QtFuture::makeReadyFuture(Result<CareResult>(failure(kBusy, ErrorKind::Retry)));
    QFuture<Result<CareResult>> future = begin(device, CareSight::Window, purpose);
    m_pictures = connect(&scanner, &PalmScanner::guided, this, [this](const Guidance& seen) {
        // A hand is no dirt: whoever holds one there is waited for.
        if (seen.handPresent)
            m_frames.clear();
        else
            take(seen.preview);
    });
    m_stop = [&scanner] {
        scanner.cancel();
    };
    core::whenDone(scanner.capture({.mode = CaptureMode::Guide}, kLongest + std::chrono::seconds(1)), this,
        [this, look = m_looks](const Result<PalmCapture>& ended) {
            // By itself, before there was enough to judge, or because it was told to.
            letGo(look, ended ? Error{kNothingSeen, ErrorKind::Retry, {}} : ended.error());
        });
    return future;
}

QFuture<Result<CareResult>> CareRun::lookAt(const QString& device, Camera& camera, Purpose purpose)
{
    if (m_answer)
        return QtFuture::makeReadyFuture(Result<CareResult>(failure(kBusy, ErrorKind::Retry)));
    QFuture<Result<CareResult>> future = begin(device, CareSight::Lens, purpose);
    m_pictures = connect(&camera, &Camera::framed, this, [this](const imaging::Frame& frame) { take(frame); });
    // Pulled out or silent: nobody has to sit through the rest of the look to hear it.
    m_lost = connect(&camera, &Camera::lost, this, [this, look = m_looks](const Error& why) { letGo(look, why); });
    m_stop = [this, &camera, look = m_looks] {
        core::whenDone(camera.close(), this, [this, look](const Result<>&) {
            letGo(look, Error{kNothingSeen, ErrorKind::Retry, {}});
        });
    };
    constexpr CameraFormat kWanted{{640, 480}, 15, CameraEncoding::Raw};
    core::whenDone(camera.open(kWanted, std::chrono::seconds(3)), this,
        [this, look = m_looks](const Result<CameraFormat>& opened) {
            // Given up while it opened: closing says when it is free.
            if (!opened && !m_outcome)
                letGo(look, opened.error());
        });
    return future;
}

void CareRun::take(const imaging::Frame& frame)
{
    if (!m_answer || m_outcome || frame.isEmpty())
        return;
    m_frames.append(frame);
    if (m_frames.size() >= kPictures)
        judge();
}

void CareRun::judge()
{
    const std::optional<CarePicture> picture = carePictureOf(m_frames);
    if (!picture)
        return finish(failure(kNothingSeen, ErrorKind::Retry, QStringLiteral("no picture without a hand")));
    Result<CareHistory> history = m_store.load(m_device);
    if (!history)
        return finish(failure(history));
    if (m_purpose == Purpose::ShowCleanByLeave || (m_purpose == Purpose::ShowClean && !history->clean))
        history->clean = *picture;
    const CareResult result = judgeCare(*picture, history->clean, m_sight);
    history->add({m_clock.wall(), result.dirt, result.verdict});
    if (const Result<> saved = m_store.save(m_device, *history); !saved)
        return finish(failure(saved));
    finish(result);
}

/// The answer waits until the device is let go, so that the next action finds it free.
void CareRun::finish(const Result<CareResult>& result)
{
    if (!m_answer || m_outcome)
        return;
    m_outcome = result;
    disconnect(m_pictures);
    m_frames.clear();
    if (const auto let = std::exchange(m_stop, {}))
        let();
}

void CareRun::letGo(quint64 look, const Error& unlessJudged)
{
    if (look != m_looks || !m_answer)
        return;
    m_stop = {};
    disconnect(m_pictures);
    disconnect(m_lost);
    m_frames.clear();
    answer(m_outcome.value_or(tl::make_unexpected(unlessJudged)));
}

void CareRun::answer(const Result<CareResult>& result)
{
    m_outcome.reset();
    if (const Answer promise = std::exchange(m_answer, {})) {
        promise->addResult(result);
        promise->finish();
    }
}

void CareRun::cancel()
{
    finish(failure(kCancelled, ErrorKind::Retry, QStringLiteral("given up")));
}

} // namespace tirkeu::devices
