#include <simulation_devices/virtualcamera.h>

#include <devices/trouble.h>

#include <array>

namespace tirkeu::simulation_devices {

namespace {
constexpr ErrorCode kLost{"devices.camera-lost"};
constexpr int kPace = 15;
constexpr quint64 kApproach = 8; // frames in which the hand comes near

Error asleep()
{
    return {devices::kSuspended, ErrorKind::Retry, QStringLiteral("the machine goes to sleep")};
}

template<typename T>
QFuture<Result<T>> now(const Result<T>& result)
{
    return QtFuture::makeReadyFuture(result);
}
} // namespace

PictureSource pictures(const QList<imaging::Frame>& frames, Repeat repeat)
{
    return [frames, repeat](quint64 number) -> std::optional<imaging::Frame> {
        const auto count = static_cast<quint64>(frames.size());
        if (count == 0 || (repeat == Repeat::Once && number >= count))
            return std::nullopt;
        return frames.at(static_cast<qsizetype>(number % count));
    };
}

Result<PictureSource> clip(const QByteArray& webm, Repeat repeat)
{
    auto opened = imaging::ClipReader::open(webm);
    if (!opened)
        return failure(opened);
    const std::shared_ptr<std::unique_ptr<imaging::ClipReader>> reader =
        std::make_shared<std::unique_ptr<imaging::ClipReader>>(std::move(*opened));
    return PictureSource([reader, webm, repeat](quint64) -> std::optional<imaging::Frame> {
        auto frame = (*reader)->next();
        if (frame && !*frame && repeat == Repeat::Forever) {
            if (auto again = imaging::ClipReader::open(webm))
                *reader = std::move(*again);
            frame = (*reader)->next();
        }
        return frame ? *frame : std::nullopt;
    });
}

PictureSource hand(simulation_palm::HandId id, const simulation_palm::CaptureSpec& spec)
{
    const auto grown = std::make_shared<simulation_palm::Hand>(id);
    return [grown, spec](quint64 number) -> std::optional<imaging::Frame> {
        simulation_palm::CaptureSpec one = spec;
        one.frame += static_cast<int>(kApproach - std::min(number, kApproach));
        one.sample += static_cast<int>(number / 100);
        return grown->capture(one).visible;
    };
}

PictureSource testCard(imaging::Size size)
{
    return [size](quint64 number) -> std::optional<imaging::Frame> {
        constexpr std::array<std::array<int, 3>, 6> kBars{
            {{200, 200, 200}, {40, 200, 200}, {200, 200, 40}, {40, 200, 40}, {200, 40, 200}, {40, 40, 200}}};
        const int line = static_cast<int>(number * 7 % static_cast<quint64>(size.width));
        QByteArray row;
        for (int x = 0; x < size.width; ++x) {
            const auto& bar = kBars.at(static_cast<std::size_t>(x * 6 / size.width));
            // Fine stripes, by which a clean lens is told from a dirty one.
            constexpr int kStripe = 8;
            const int share = (x / kStripe) % 2 == 0 ? 5 : 3;
            for (const int value : bar)
                row.append(static_cast<char>(std::abs(x - line) < 4 ? 20 : value * share / 5));
        }
        const Result<imaging::Frame> frame =
            imaging::Frame::make(size, imaging::PixelFormat::Bgr8, row.repeated(size.height));
        return frame ? std::optional(*frame) : std::nullopt;
    };
}

VirtualCamera::VirtualCamera(PictureSource source, QObject* parent)
    : Camera(parent)
    , m_source(std::move(source))
{
    connect(&m_timer, &QTimer::timeout, this, &VirtualCamera::play);
}

QFuture<Result<devices::CameraFormat>> VirtualCamera::open(
    const devices::CameraFormat& wanted, std::chrono::milliseconds)
{
    using Opened = Result<devices::CameraFormat>;
    if (m_isAsleep)
        return now(Opened(tl::make_unexpected(asleep())));
    if (m_timer.isActive())
        return now(Opened(failure(devices::kBusy, ErrorKind::Retry, QStringLiteral("open already"))));
    const auto first = m_unplugged ? std::nullopt : m_source(0);
    if (!first)
        return now(Opened(failure(kLost, ErrorKind::DeviceFault, QStringLiteral("nothing to play"))));
    m_number = 0;
    m_taken = 0;
    m_before.reset();
    {
        const std::lock_guard lock(m_mutex);
        m_ledger = {};
    }
    const int pace = wanted.framesPerSecond > 0 ? wanted.framesPerSecond : kPace;
    m_timer.start(1000 / pace);
    return now(Opened(devices::CameraFormat{first->size(), pace, devices::CameraEncoding::Raw}));
}

QFuture<Result<devices::CameraHolds>> VirtualCamera::hold(devices::HoldWish wish)
{
    using devices::Hold;
    if (m_isAsleep)
        return now(Result<devices::CameraHolds>(tl::make_unexpected(asleep())));
    const Hold state = m_refuses ? Hold::NotOffered : wish == devices::HoldWish::Hold ? Hold::Held : Hold::Free;
    return now(Result<devices::CameraHolds>(devices::CameraHolds{state, state}));
}

QFuture<Result<>> VirtualCamera::close()
{
    m_timer.stop();
    return now(Result<>());
}

void VirtualCamera::suspend()
{
    m_isAsleep = true;
    if (!m_timer.isActive())
        return;
    m_timer.stop();
    Q_EMIT lost(asleep());
}

devices::CameraCounts VirtualCamera::counts() const
{
    const std::lock_guard lock(m_mutex);
    return m_ledger.counts();
}

void VirtualCamera::unplug()
{
    m_unplugged = true;
    if (m_timer.isActive()) {
        m_timer.stop();
        Q_EMIT lost({kLost, ErrorKind::DeviceFault, QStringLiteral("pulled out")});
    }
}

void VirtualCamera::play()
{
    const quint64 number = m_number++;
    if (m_toDrop > 0) {
        --m_toDrop;
        return;
    }
    // As a driver's: on the machine's monotonic clock, which a microphone's sound is on as well.
    const auto since =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch());
    if (m_toRepeat > 0 && m_before) {
        // The same frame once more, number and all: it is counted and not given out.
        --m_toRepeat;
        const std::lock_guard lock(m_mutex);
        static_cast<void>(m_ledger.judge(m_before->info().sequence, m_before->info().deviceTime, m_before->pixels()));
        --m_number;
        return;
    }
    const auto picture = m_source(m_taken++);
    if (!picture)
        return unplug();
    const imaging::Frame frame = picture->withInfo({picture->band(), since, number});
    {
        // A drawn picture may stand still; number and time are what is new in it.
        const std::lock_guard lock(m_mutex);
        const QByteArray name = QByteArray::number(number);
        static_cast<void>(m_ledger.judge(number, since, name));
    }
    m_before = frame;
    Q_EMIT framed(frame);
}

} // namespace tirkeu::simulation_devices
