#include <enrolment/handguide.h>

#include <enrolment/palmcheck.h>

#include <QMutex>
#include <QThread>

#include <atomic>
#include <utility>

namespace tirkeu::enrolment {

namespace {
constexpr std::size_t kMostPoints = 240; ///< of an outline: a screen shows no more

std::vector<imaging::Point> shareOf(const std::vector<imaging::Point>& outline, imaging::Size size)
{
    std::vector<imaging::Point> points;
    const std::size_t step = outline.size() / kMostPoints + 1;
    for (std::size_t i = 0; i < outline.size(); i += step)
        points.push_back(
            {std::clamp(outline[i].x / size.width, 0.0, 1.0), std::clamp(outline[i].y / size.height, 0.0, 1.0)});
    return points;
}
} // namespace

HandView viewOf(const devices::Guidance& guidance, casefile::Hand expected)
{
    HandView view;
    view.handPresent = guidance.handPresent;
    view.hint = guidance.hint;
    const imaging::Frame& picture = guidance.preview;
    // Without a hand there is nothing to trace: the empty window costs nothing.
    if (picture.isEmpty() || !guidance.handPresent)
        return view;
    view.aspect = double(picture.width()) / picture.height();
    const bool isInfrared = picture.band() == imaging::Band::Infrared;
    const imaging::Frame none;
    const auto side = expected == casefile::Hand::None ? std::nullopt : std::optional<palm::Side>(sideOf(expected));
    const Result<palm::RegionResult> found =
        palm::findRegion(isInfrared ? none : picture, isInfrared ? picture : none, side);
    if (!found)
        return view; // too small to be read: the scanner's own words remain
    view.problems = found->problems;
    if (!found->region)
        return view;
    const palm::Region& region = *found->region;
    view.outline = shareOf(region.outline, picture.size());
    view.centre = {region.centre.x / picture.width(), region.centre.y / picture.height()};
    view.radius = region.radius / std::min(picture.width(), picture.height());
    return view;
}

/// The newest guidance, and the thread that reads it.
class HandGuide::Reader final : public QObject
{
public:
    explicit Reader(HandGuide& front)
        : m_front(front)
    {
        thread.setObjectName(QStringLiteral("hand guide"));
    }

    // From the scanner's thread. Words without a picture leave the picture that waits.
    void take(const devices::Guidance& guidance)
    {
        const QMutexLocker lock(&m_mutex);
        const bool keepsPicture = m_newest && guidance.preview.isEmpty() && guidance.handPresent;
        const imaging::Frame waiting = keepsPicture ? m_newest->preview : imaging::Frame();
        const bool isAwaited = m_newest.has_value();
        m_newest = guidance;
        if (keepsPicture)
            m_newest->preview = waiting;
        if (!isAwaited)
            QMetaObject::invokeMethod(
                this, [this] { read(); }, Qt::QueuedConnection);
    }

    QThread thread;
    std::atomic<casefile::Hand> expected{casefile::Hand::None};

private:
    void read()
    {
        std::optional<devices::Guidance> guidance;
        {
            const QMutexLocker lock(&m_mutex);
            guidance = std::exchange(m_newest, std::nullopt);
        }
        if (!guidance)
            return;
        // Words between two pictures do not take the hand off the screen.
        if (guidance->preview.isEmpty() && guidance->handPresent) {
            if (m_last.handPresent && m_last.hint == guidance->hint)
                return;
            m_last.handPresent = true;
            m_last.hint = guidance->hint;
        } else {
            m_last = viewOf(*guidance, expected);
        }
        Q_EMIT m_front.seen(m_last);
    }

    HandGuide& m_front;
    QMutex m_mutex;
    std::optional<devices::Guidance> m_newest; ///< guarded
    HandView m_last;                           ///< of `thread`
};

HandGuide::HandGuide(devices::PalmScanner& scanner, QObject* parent)
    : QObject(parent)
    , m_reader(std::make_shared<Reader>(*this))
{
    m_reader->moveToThread(&m_reader->thread);
    // On the scanner's own thread, which may be in the midst of it while this object goes: the reader is kept so long.
    connect(
        &scanner, &devices::PalmScanner::guided, this,
        [reader = m_reader](const devices::Guidance& guidance) { reader->take(guidance); }, Qt::DirectConnection);
    m_reader->thread.start();
}

HandGuide::~HandGuide()
{
    m_reader->thread.quit();
    m_reader->thread.wait();
}

void HandGuide::expect(casefile::Hand hand)
{
    m_reader->expected = hand;
}

} // namespace tirkeu::enrolment
