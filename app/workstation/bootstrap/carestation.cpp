#include "carestation.h"

#include <core/clock.h>
#include <core/whendone.h>
#include <devices/trouble.h>

#include <QPromise>
#include <QTimeZone>

namespace tirkeu::workstation {

namespace {
const QTimeZone& kazakhstan()
{
    static const QTimeZone zone(5 * 3600);
    return zone;
}

CareState stateOf(devices::CareVerdict verdict)
{
    switch (verdict) {
    case devices::CareVerdict::Clean:
        return CareState::Clean;
    case devices::CareVerdict::Dirty:
        return CareState::Dirty;
    case devices::CareVerdict::NoBaseline:
        return CareState::NeverShownClean;
    case devices::CareVerdict::Unclear:
        break;
    }
    return CareState::Unclear;
}

QImage markedPicture(const devices::CareResult& result)
{
    constexpr int kCell = 20;
    QImage marked(devices::kCareColumns * kCell, devices::kCareRows * kCell, QImage::Format_RGB32);
    for (int y = 0; y < marked.height(); ++y) {
        for (int x = 0; x < marked.width(); ++x) {
            const bool isDirty =
                result.cells.at(static_cast<std::size_t>(y / kCell * devices::kCareColumns + x / kCell));
            const bool isLine = x % kCell == 0 || y % kCell == 0;
            marked.setPixel(x, y, isDirty ? qRgb(230, 150, 40) : isLine ? qRgb(46, 54, 62) : qRgb(28, 34, 40));
        }
    }
    return marked;
}
} // namespace

CareStation::CareStation(devices::CareStore& store, const core::Clock& clock)
    : m_store(store)
    , m_clock(clock)
    , m_run(store, clock)
{
}

CareStation::~CareStation() = default;

bool CareStation::isDue(const QString& name) const
{
    const Result<devices::CareHistory> history = m_store.load(name);
    return !history || history->isDue(m_clock.wall());
}

bool CareStation::wasShownClean(const QString& name) const
{
    const Result<devices::CareHistory> history = m_store.load(name);
    return history && history->clean.has_value();
}

std::optional<CareTold> CareStation::told(const QString& name, devices::CareSight sight) const
{
    const Result<devices::CareHistory> history = m_store.load(name);
    if (!history || history->points.isEmpty())
        return std::nullopt;
    const devices::CarePoint& last = history->points.constLast();
    return CareTold{
        stateOf(last.verdict), core::toQDateTime(last.at).toTimeZone(kazakhstan()), history->daysLeft(sight)};
}

QFuture<Result<CareShown>> CareStation::look(const QString& name, devices::PalmScanner& scanner, Purpose purpose)
{
    return follow(m_run.lookAt(name, scanner, purpose));
}

QFuture<Result<CareShown>> CareStation::look(
    const QString& name, std::unique_ptr<devices::Camera> camera, Purpose purpose)
{
    if (m_isLooking)
        return QtFuture::makeReadyFuture(
            Result<CareShown>(failure(devices::kBusy, ErrorKind::Retry, QStringLiteral("a look is under way"))));
    m_camera = std::move(camera);
    return follow(m_run.lookAt(name, *m_camera, purpose));
}

QFuture<Result<CareShown>> CareStation::follow(const QFuture<Result<devices::CareResult>>& look)
{
    const auto promise = std::make_shared<QPromise<Result<CareShown>>>();
    promise->start();
    m_isLooking = true;
    core::whenDone(look, this, [this, promise](const Result<devices::CareResult>& result) {
        m_isLooking = false;
        m_isEnding = false;
        if (m_camera)
            m_camera.release()->deleteLater(); // its picture may be what led here
        if (result) {
            const CareState state = stateOf(result->verdict);
            promise->addResult(
                Result<CareShown>(CareShown{state, state == CareState::Dirty ? markedPicture(*result) : QImage()}));
        } else {
            promise->addResult(Result<CareShown>(failure(result)));
        }
        promise->finish();
        Q_EMIT ended();
    });
    return promise->future();
}

void CareStation::cancel()
{
    m_isEnding = m_isLooking;
    m_run.cancel();
}

} // namespace tirkeu::workstation
