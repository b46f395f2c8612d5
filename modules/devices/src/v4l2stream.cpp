#include "v4l2stream.h"

#include <devices/trouble.h>
#include <imaging/codecs.h>

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <tuple>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kNoName{"devices.camera-no-name"};
constexpr ErrorCode kNotOpened{"devices.camera-not-opened"};
constexpr ErrorCode kInUse{"devices.camera-in-use"};
constexpr ErrorCode kChanged{"devices.camera-changed"};
constexpr ErrorCode kNoFormat{"devices.camera-no-format"};
constexpr ErrorCode kLost{"devices.camera-lost"};
constexpr ErrorCode kSilent{"devices.camera-silent"};

constexpr std::chrono::milliseconds kSilence{2000};
constexpr std::uint32_t kBuffers = 4;
constexpr int kMostSide = 4096;
constexpr std::array<std::uint32_t, 3> kFormats{V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_MJPEG, V4L2_PIX_FMT_GREY};

tl::unexpected<Error> fault(ErrorCode code, const char* what)
{
    return failure(
        code, ErrorKind::DeviceFault, QStringLiteral("%1: %2").arg(QString::fromLatin1(what), qt_error_string(errno)));
}

v4l2_buffer emptyBuffer(std::uint32_t index = 0)
{
    v4l2_buffer buffer{};
    buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    buffer.memory = V4L2_MEMORY_MMAP;
    buffer.index = index;
    return buffer;
}

/// Two pixels in four bytes, as nearly every camera sends them raw (ITU-R BT.601, narrow range).
QByteArray bgrOfYuyv(const std::uint8_t* from, imaging::Size size, std::uint32_t line)
{
    QByteArray pixels(qsizetype(size.width) * size.height * 3, Qt::Uninitialized);
    auto* out = reinterpret_cast<std::uint8_t*>(pixels.data());
    const auto clamped = [](int value) {
        return static_cast<std::uint8_t>(std::clamp(value >> 8, 0, 255));
    };
    for (int y = 0; y < size.height; ++y) {
        const std::uint8_t* in = from + std::size_t(y) * line;
        for (int x = 0; x < size.width; ++x, out += 3) {
            const std::uint8_t* pair = in + (x / 2) * 4;
            const int light = 298 * (pair[(x % 2) * 2] - 16) + 128;
            const int u = pair[1] - 128;
            const int v = pair[3] - 128;
            out[0] = clamped(light + 516 * u);
            out[1] = clamped(light - 100 * u - 208 * v);
            out[2] = clamped(light + 409 * v);
        }
    }
    return pixels;
}
} // namespace

V4l2Camera::Stream::Stream(CameraFacts facts, QString dev, std::shared_ptr<V4l2Calls> calls)
    : m_facts(std::move(facts))
    , m_dev(std::move(dev))
    , m_calls(std::move(calls))
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(kSilence);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        lose({kSilent, ErrorKind::DeviceFault, QStringLiteral("no frame in time")});
    });
}

V4l2Camera::Stream::~Stream()
{
    Stream::letGo();
}

CameraCounts V4l2Camera::Stream::counts() const
{
    const std::lock_guard lock(m_ledgerMutex);
    CameraCounts counts = m_ledger.counts();
    counts.skipped = m_skipped;
    return counts;
}

/// /dev/video0 is whoever came first; the name that udev gives the port is not.
Result<QString> V4l2Camera::Stream::lastingName() const
{
    const QString node = QFileInfo(m_dev + m_facts.node.mid(4)).canonicalFilePath();
    for (const char* folder : {"/v4l/by-path", "/v4l/by-id"}) {
        const QDir names(m_dev + QLatin1StringView(folder));
        for (const QFileInfo& name : names.entryInfoList(QDir::System | QDir::Files | QDir::NoDotAndDotDot)) {
            if (!node.isEmpty() && name.isSymLink() && name.canonicalFilePath() == node)
                return name.filePath();
        }
    }
    return failure(kNoName, ErrorKind::DeviceFault, m_facts.node);
}

Result<> V4l2Camera::Stream::openNode()
{
    const Result<QString> name = lastingName();
    if (!name)
        return failure(name);
    m_file = m_calls->open(*name);
    if (m_file < 0)
        return fault(errno == EBUSY ? kInUse : kNotOpened, "open");
    v4l2_capability said{};
    if (!ask(VIDIOC_QUERYCAP, said))
        return fault(kNotOpened, "query");
    const auto textOf = [](const auto& field) {
        const char* text = reinterpret_cast<const char*>(field);
        return QString::fromUtf8(text, static_cast<qsizetype>(strnlen(text, sizeof field)));
    };
    // Between looking and opening another device may have taken the name.
    CameraFacts now = m_facts;
    now.said = {textOf(said.driver), textOf(said.card), textOf(said.bus_info),
        (said.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? said.device_caps : said.capabilities};
    const bool same = m_calls->deviceOf(m_file) == m_calls->deviceAt(m_dev + m_facts.node.mid(4)) &&
                      now.said.busInfo == m_facts.said.busInfo && now.said.driver == m_facts.said.driver;
    if (const Substitution how = substitutionOf(now); !same || how != Substitution::None)
        return failure(kChanged, ErrorKind::SecurityStop, nameOf(how), {m_facts.model});
    if ((now.said.capabilities & V4L2_CAP_STREAMING) == 0)
        return failure(kNoFormat, ErrorKind::DeviceFault, QStringLiteral("no streaming"));
    return {};
}

QList<v4l2_pix_format> V4l2Camera::Stream::offered(const CameraFormat& wanted) const
{
    QList<v4l2_pix_format> all;
    v4l2_fmtdesc kind{};
    kind.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    constexpr std::uint32_t kMost = 64; // of a driver that never ends
    for (; kind.index < kMost && ask(VIDIOC_ENUM_FMT, kind); ++kind.index) {
        if (std::find(kFormats.cbegin(), kFormats.cend(), kind.pixelformat) == kFormats.cend())
            continue;
        v4l2_frmsizeenum size{};
        size.pixel_format = kind.pixelformat;
        for (; size.index < kMost && ask(VIDIOC_ENUM_FRAMESIZES, size); ++size.index) {
            v4l2_pix_format one{};
            one.pixelformat = kind.pixelformat;
            if (size.type == V4L2_FRMSIZE_TYPE_DISCRETE) {
                one.width = size.discrete.width;
                one.height = size.discrete.height;
            } else {
                one.width = std::clamp(
                    static_cast<std::uint32_t>(wanted.size.width), size.stepwise.min_width, size.stepwise.max_width);
                one.height = std::clamp(
                    static_cast<std::uint32_t>(wanted.size.height), size.stepwise.min_height, size.stepwise.max_height);
            }
            if (one.width > 0 && one.height > 0 && one.width <= kMostSide && one.height <= kMostSide)
                all.append(one);
            if (size.type != V4L2_FRMSIZE_TYPE_DISCRETE)
                break;
        }
    }
    return all;
}

Result<> V4l2Camera::Stream::choose(const CameraFormat& wanted)
{
    QList<v4l2_pix_format> all = offered(wanted);
    const auto rank = [&](const v4l2_pix_format& one) {
        const auto area = [](auto width, auto height) {
            return static_cast<std::int64_t>(width) * static_cast<std::int64_t>(height);
        };
        const std::int64_t off = std::abs(area(one.width, one.height) - area(wanted.size.width, wanted.size.height));
        const bool isJpeg = one.pixelformat == V4L2_PIX_FMT_MJPEG;
        // Grey last: a face is judged in colour.
        return std::tuple(
            off, one.pixelformat == V4L2_PIX_FMT_GREY, isJpeg != (wanted.encoding == CameraEncoding::Jpeg));
    };
    std::stable_sort(
        all.begin(), all.end(), [&](const auto& one, const auto& other) { return rank(one) < rank(other); });
    for (const v4l2_pix_format& one : std::as_const(all)) {
        v4l2_format format{};
        format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
        format.fmt.pix = one;
        format.fmt.pix.field = V4L2_FIELD_NONE;
        const bool taken = ask(VIDIOC_S_FMT, format);
        if (!taken && errno == EBUSY)
            return fault(kInUse, "format");
        if (!taken || format.fmt.pix.pixelformat != one.pixelformat)
            continue;
        m_format = format.fmt.pix;
        v4l2_streamparm pace{};
        pace.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
        pace.parm.capture.timeperframe = {1, static_cast<std::uint32_t>(std::max(1, wanted.framesPerSecond))};
        // A camera without a pace of its choice keeps its own.
        const v4l2_fract each = ask(VIDIOC_S_PARM, pace) ? pace.parm.capture.timeperframe : v4l2_fract{0, 0};
        m_shown = {{static_cast<int>(m_format.width), static_cast<int>(m_format.height)},
            each.numerator > 0 ? static_cast<int>(each.denominator / each.numerator) : 0,
            m_format.pixelformat == V4L2_PIX_FMT_MJPEG ? CameraEncoding::Jpeg : CameraEncoding::Raw};
        return {};
    }
    return failure(kNoFormat, ErrorKind::DeviceFault, QStringLiteral("%1 offered").arg(all.size()));
}

Result<> V4l2Camera::Stream::begin()
{
    v4l2_requestbuffers room{};
    room.count = kBuffers;
    room.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    room.memory = V4L2_MEMORY_MMAP;
    if (!ask(VIDIOC_REQBUFS, room) || room.count < 2)
        return fault(errno == EBUSY ? kInUse : kNotOpened, "buffers");
    for (std::uint32_t i = 0; i < std::min(room.count, kBuffers); ++i) {
        v4l2_buffer buffer = emptyBuffer(i);
        void* place = ask(VIDIOC_QUERYBUF, buffer) ? m_calls->map(buffer.length, m_file, buffer.m.offset) : nullptr;
        if (place == nullptr)
            return fault(kNotOpened, "map");
        m_buffers.push_back({place, buffer.length});
        buffer = emptyBuffer(i);
        if (!ask(VIDIOC_QBUF, buffer))
            return fault(kNotOpened, "queue");
    }
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (!ask(VIDIOC_STREAMON, type))
        return fault(errno == EBUSY ? kInUse : kNotOpened, "stream");
    m_streams = true;
    m_ready = std::make_unique<QSocketNotifier>(m_file, QSocketNotifier::Read);
    connect(m_ready.get(), &QSocketNotifier::activated, this, [this] { take(); });
    m_silence.start();
    return {};
}

Result<CameraFormat> V4l2Camera::Stream::open(const CameraFormat& wanted)
{
    if (m_file >= 0)
        return failure(kBusy, ErrorKind::Retry, QStringLiteral("open already"));
    {
        const std::lock_guard lock(m_ledgerMutex);
        m_ledger = {};
        m_skipped = 0;
    }
    static_cast<void>(m_frames.take()); // of the stream before
    Result<> done = openNode();
    if (done)
        done = choose(wanted);
    if (done)
        done = begin();
    if (!done) {
        letGo();
        return failure(done);
    }
    return m_shown;
}

void V4l2Camera::Stream::letGo()
{
    m_silence.stop();
    m_ready.reset();
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (std::exchange(m_streams, false))
        ask(VIDIOC_STREAMOFF, type);
    for (const Buffer& buffer : m_buffers)
        m_calls->unmap(buffer.place, buffer.size);
    m_buffers.clear();
    m_exposureBefore.reset();
    m_balanceBefore.reset();
    if (m_file >= 0)
        m_calls->close(std::exchange(m_file, -1));
}

void V4l2Camera::Stream::lose(const Error& why)
{
    letGo();
    tellEnded(why);
}

void V4l2Camera::Stream::take()
{
    v4l2_buffer buffer = emptyBuffer();
    if (!ask(VIDIOC_DQBUF, buffer)) {
        if (errno != EAGAIN)
            lose({kLost, ErrorKind::DeviceFault, qt_error_string(errno)});
        return;
    }
    m_silence.start();
    if (buffer.index >= m_buffers.size())
        return lose({kLost, ErrorKind::DeviceFault, QStringLiteral("a buffer nobody gave")});
    unpack(buffer);
    v4l2_buffer again = emptyBuffer(buffer.index);
    if (!ask(VIDIOC_QBUF, again))
        lose({kLost, ErrorKind::DeviceFault, qt_error_string(errno)});
}

void V4l2Camera::Stream::unpack(const v4l2_buffer& buffer)
{
    const Buffer& mapped = m_buffers.at(buffer.index);
    const QByteArrayView raw(static_cast<const char*>(mapped.place),
        static_cast<qsizetype>(std::min<std::size_t>(buffer.bytesused, mapped.size)));
    const auto broken = [this] {
        const std::lock_guard lock(m_ledgerMutex);
        m_ledger.countBroken();
    };
    if ((buffer.flags & V4L2_BUF_FLAG_ERROR) != 0 || raw.isEmpty())
        return broken();
    const bool isMonotonic = (buffer.flags & V4L2_BUF_FLAG_TIMESTAMP_MASK) == V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    const std::chrono::microseconds time = isMonotonic ? std::chrono::seconds(buffer.timestamp.tv_sec) +
                                                             std::chrono::microseconds(buffer.timestamp.tv_usec)
                                                       : std::chrono::duration_cast<std::chrono::microseconds>(now);
    {
        const std::lock_guard lock(m_ledgerMutex);
        if (m_ledger.judge(buffer.sequence, time, raw) == FrameLedger::Kind::Again)
            return;
    }
    const imaging::FrameInfo info{imaging::Band::Visible, time, buffer.sequence};
    const imaging::Size size = m_shown.size;
    Result<imaging::Frame> frame = failure(kLost, ErrorKind::DeviceFault);
    if (m_format.pixelformat == V4L2_PIX_FMT_MJPEG) {
        frame = imaging::decodeImage(raw, info, {.maxBytes = 16 << 20, .maxSide = kMostSide});
        if (frame && frame->size() != size)
            return broken();
    } else {
        const std::uint32_t wide = m_format.pixelformat == V4L2_PIX_FMT_YUYV ? 2 : 1;
        const std::uint32_t line = std::max(m_format.bytesperline, m_format.width * wide);
        if (static_cast<std::size_t>(raw.size()) < std::size_t(line) * m_format.height)
            return broken(); // cut off on its way
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(raw.data());
        if (wide == 2) {
            frame = imaging::Frame::make(size, imaging::PixelFormat::Bgr8, bgrOfYuyv(bytes, size, line), info);
        } else {
            QByteArray pixels;
            for (int y = 0; y < size.height; ++y)
                pixels.append(raw.sliced(qsizetype(line) * y, size.width));
            frame = imaging::Frame::make(size, imaging::PixelFormat::Grey8, pixels, info);
        }
    }
    if (!frame)
        return broken();
    const auto put = m_frames.put(*frame);
    if (put.pushedOut) {
        const std::lock_guard lock(m_ledgerMutex);
        ++m_skipped;
    }
    if (put.isNews)
        tellNews();
}

Hold V4l2Camera::Stream::set(
    std::uint32_t control, std::int32_t held, HoldWish wish, std::optional<std::int32_t>& before)
{
    v4l2_queryctrl known{};
    known.id = control;
    if (!ask(VIDIOC_QUERYCTRL, known) || (known.flags & (V4L2_CTRL_FLAG_DISABLED | V4L2_CTRL_FLAG_READ_ONLY)) != 0)
        return Hold::NotOffered;
    v4l2_control value{};
    value.id = control;
    if (wish == HoldWish::Hold && !before && ask(VIDIOC_G_CTRL, value))
        before = value.value;
    value.value = wish == HoldWish::Hold ? held : before.value_or(known.default_value);
    if (!ask(VIDIOC_S_CTRL, value))
        return wish == HoldWish::Hold ? Hold::NotOffered : Hold::Held;
    if (wish == HoldWish::Release)
        before.reset();
    // What counts is what the camera says afterwards.
    const bool isHeld = ask(VIDIOC_G_CTRL, value) && value.value == held;
    return isHeld ? Hold::Held : Hold::Free;
}

Result<CameraHolds> V4l2Camera::Stream::hold(HoldWish wish)
{
    if (m_file < 0)
        return failure(kNotOpen, ErrorKind::Retry, QStringLiteral("no stream"));
    return CameraHolds{set(V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_MANUAL, wish, m_exposureBefore),
        set(V4L2_CID_AUTO_WHITE_BALANCE, 0, wish, m_balanceBefore)};
}

} // namespace tirkeu::devices
