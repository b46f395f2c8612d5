#include "support/testfiles.h"

#include <devices/v4l2camera.h>

#include <imaging/codecs.h>

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>

#include <linux/videodev2.h>
#include <sys/eventfd.h>
#include <unistd.h>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace std::chrono_literals;

namespace {
constexpr std::uint32_t kWidth = 64;
constexpr std::uint32_t kHeight = 48;

struct Shot
{
    std::uint32_t sequence;
    int milliseconds;
    QByteArray bytes;
    std::uint32_t flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
};

/// A driver as the kernel's documentation describes it, with memory of its own for the buffers.
class FakeDriver final : public V4l2Calls
{
public:
    FakeDriver()
        : m_event(eventfd(0, EFD_NONBLOCK | EFD_SEMAPHORE | EFD_CLOEXEC))
        , m_memory(4, QByteArray(kWidth * kHeight * 3, '\0'))
    {
    }
    ~FakeDriver() override { ::close(m_event); }

    void show(const Shot& shot)
    {
        const std::lock_guard lock(m_mutex);
        m_shots.push_back(shot);
        wake();
    }
    void pull()
    {
        const std::lock_guard lock(m_mutex);
        m_gone = true;
        m_streams = false;
        wake();
    }
    /// Plugged in again, and gone from the call of this number on, counted from now; 0: it stays.
    void pullAt(int call)
    {
        const std::lock_guard lock(m_mutex);
        m_gone = false;
        m_calls = 0;
        m_pulledAt = call;
    }
    [[nodiscard]] int calls() const
    {
        const std::lock_guard lock(m_mutex);
        return m_calls;
    }
    /// The next call of this kind comes back at `letGo`, or after longer than anybody should have waited.
    enum class Hang { No, AtOpen, AtStreamOff };
    void hang(Hang where)
    {
        const std::lock_guard lock(m_mutex);
        m_hang = where;
    }
    void letGo()
    {
        const std::lock_guard lock(m_mutex);
        m_hang = Hang::No;
        m_released.notify_all();
    }
    [[nodiscard]] bool isHanging() const
    {
        const std::lock_guard lock(m_mutex);
        return m_hanging;
    }
    [[nodiscard]] QString opened() const
    {
        const std::lock_guard lock(m_mutex);
        return m_opened;
    }
    [[nodiscard]] bool isClean() const
    {
        const std::lock_guard lock(m_mutex);
        return m_open == 0 && m_mapped == 0 && !m_streams;
    }

    // What it is; set before it is opened.
    QByteArray driver = "uvcvideo";
    QByteArray busInfo = "usb-0000:00:14.0-4";
    std::uint32_t format = V4L2_PIX_FMT_YUYV;
    bool hasControls = true;
    bool isBusy = false;
    quint64 openedDevice = 42;
    int exposure = V4L2_EXPOSURE_APERTURE_PRIORITY;
    int balance = 1;

    [[nodiscard]] int open(const QString& path) override
    {
        std::unique_lock lock(m_mutex);
        m_opened = path;
        ++m_open;
        hangIn(lock, Hang::AtOpen);
        return dup(m_event);
    }
    int control(int, unsigned long request, void* argument) override
    {
        std::unique_lock lock(m_mutex);
        if (request == VIDIOC_STREAMOFF)
            hangIn(lock, Hang::AtStreamOff);
        errno = 0;
        if (++m_calls == m_pulledAt) {
            m_gone = true;
            m_streams = false;
        }
        if (m_gone)
            return failed(ENODEV);
        switch (request) {
        case VIDIOC_QUERYCAP: {
            auto& said = *static_cast<v4l2_capability*>(argument);
            std::memcpy(said.driver, driver.constData(), static_cast<std::size_t>(driver.size()));
            std::memcpy(said.bus_info, busInfo.constData(), static_cast<std::size_t>(busInfo.size()));
            said.capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
            return 0;
        }
        case VIDIOC_ENUM_FMT: {
            auto& kind = *static_cast<v4l2_fmtdesc*>(argument);
            const std::uint32_t kinds[] = {V4L2_PIX_FMT_H264, format};
            if (kind.index > 1)
                return failed(EINVAL);
            kind.pixelformat = kinds[kind.index];
            return 0;
        }
        case VIDIOC_ENUM_FRAMESIZES: {
            auto& size = *static_cast<v4l2_frmsizeenum*>(argument);
            if (size.index > 1)
                return failed(EINVAL);
            size.type = V4L2_FRMSIZE_TYPE_DISCRETE;
            size.discrete = {size.index == 0 ? kWidth * 8 : kWidth, size.index == 0 ? kHeight * 8 : kHeight};
            return 0;
        }
        case VIDIOC_S_FMT: {
            auto& pix = static_cast<v4l2_format*>(argument)->fmt.pix;
            pix.bytesperline = pix.width * (pix.pixelformat == V4L2_PIX_FMT_YUYV ? 2 : 1);
            return isBusy ? failed(EBUSY) : 0;
        }
        case VIDIOC_S_PARM:
            static_cast<v4l2_streamparm*>(argument)->parm.capture.timeperframe = {1, 15};
            return 0;
        case VIDIOC_REQBUFS:
            return isBusy ? failed(EBUSY) : 0;
        case VIDIOC_QUERYBUF: {
            auto& buffer = *static_cast<v4l2_buffer*>(argument);
            buffer.length = static_cast<std::uint32_t>(m_memory[0].size());
            buffer.m.offset = buffer.index;
            return 0;
        }
        case VIDIOC_QBUF:
            m_queued.push_back(static_cast<v4l2_buffer*>(argument)->index);
            return 0;
        case VIDIOC_DQBUF:
            return dequeue(*static_cast<v4l2_buffer*>(argument));
        case VIDIOC_STREAMON:
            m_streams = true;
            return 0;
        case VIDIOC_STREAMOFF:
            m_streams = false;
            return 0;
        case VIDIOC_QUERYCTRL:
            return hasControls ? 0 : failed(EINVAL);
        case VIDIOC_G_CTRL:
        case VIDIOC_S_CTRL: {
            auto& value = *static_cast<v4l2_control*>(argument);
            int& kept = value.id == V4L2_CID_EXPOSURE_AUTO ? exposure : balance;
            (request == VIDIOC_S_CTRL ? kept : value.value) = request == VIDIOC_S_CTRL ? value.value : kept;
            return 0;
        }
        default:
            return failed(ENOTTY);
        }
    }
    [[nodiscard]] void* map(std::size_t, int, std::size_t offset) override
    {
        const std::lock_guard lock(m_mutex);
        ++m_mapped;
        return m_memory[offset].data();
    }
    void unmap(void*, std::size_t) override
    {
        const std::lock_guard lock(m_mutex);
        --m_mapped;
    }
    void close(int file) override
    {
        const std::lock_guard lock(m_mutex);
        --m_open;
        ::close(file);
    }
    [[nodiscard]] quint64 deviceOf(int) override { return openedDevice; }
    [[nodiscard]] quint64 deviceAt(const QString&) override { return 42; }

private:
    static int failed(int code)
    {
        errno = code;
        return -1;
    }
    void hangIn(std::unique_lock<std::mutex>& lock, Hang where)
    {
        m_hanging = m_hang == where;
        m_released.wait_for(lock, 15s, [&] { return m_hang != where; });
        m_hanging = false;
    }
    void wake() const
    {
        const std::uint64_t one = 1;
        if (::write(m_event, &one, sizeof one) < 0)
            std::abort();
    }
    int dequeue(v4l2_buffer& buffer)
    {
        std::uint64_t woken = 0;
        const bool wasWoken = ::read(m_event, &woken, sizeof woken) > 0;
        if (!wasWoken || m_shots.empty() || m_queued.empty())
            return failed(EAGAIN);
        const Shot shot = m_shots.front();
        m_shots.pop_front();
        buffer.index = m_queued.front();
        m_queued.pop_front();
        std::memcpy(m_memory[buffer.index].data(), shot.bytes.constData(), static_cast<std::size_t>(shot.bytes.size()));
        buffer.bytesused = static_cast<std::uint32_t>(shot.bytes.size());
        buffer.sequence = shot.sequence;
        buffer.flags = shot.flags;
        buffer.timestamp = {shot.milliseconds / 1000, (shot.milliseconds % 1000) * 1000};
        return 0;
    }

    mutable std::mutex m_mutex;
    int m_event;
    std::vector<QByteArray> m_memory;
    std::deque<Shot> m_shots;
    std::deque<std::uint32_t> m_queued;
    QString m_opened;
    int m_open = 0;
    int m_mapped = 0;
    bool m_streams = false;
    bool m_gone = false;
    int m_calls = 0;
    int m_pulledAt = 0;
    std::condition_variable m_released;
    Hang m_hang = Hang::No;
    bool m_hanging = false;
};

/// Grey of one brightness, or one of BT.601's pure colours, as a raw frame.
QByteArray yuyv(int light, int u = 128, int v = 128)
{
    QByteArray bytes;
    for (std::uint32_t i = 0; i < kWidth * kHeight / 2; ++i)
        bytes.append(static_cast<char>(light))
            .append(static_cast<char>(u))
            .append(static_cast<char>(light))
            .append(static_cast<char>(v));
    return bytes;
}

struct Desk
{
    Desk()
    {
        QDir dev(folder.path());
        dev.mkpath(QStringLiteral("v4l/by-path"));
        test::writeFile(folder.filePath(QStringLiteral("video3")), {});
        QFile::link(folder.filePath(QStringLiteral("video3")), name());
        facts.node = QStringLiteral("/dev/video3");
        facts.sysfs = QStringLiteral("/sys/devices/pci0000:00/0000:00:14.0/usb1/1-4/1-4:1.0/video4linux/video3");
        facts.kernelDriver = QStringLiteral("uvcvideo");
        facts.said = {QStringLiteral("uvcvideo"), QStringLiteral("HD Camera"), QStringLiteral("usb-0000:00:14.0-4"),
            V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING};
        facts.busPath = QStringLiteral("1-4");
        facts.model = QStringLiteral("HD Camera");
    }
    [[nodiscard]] QString name() const
    {
        return folder.filePath(QStringLiteral("v4l/by-path/pci-usb-0:4:1.0-video-index0"));
    }
    [[nodiscard]] std::unique_ptr<V4l2Camera> camera() const
    {
        return std::make_unique<V4l2Camera>(facts, folder.path(), driver);
    }
    QTemporaryDir folder;
    CameraFacts facts;
    std::shared_ptr<FakeDriver> driver = std::make_shared<FakeDriver>();
};

const CameraFormat kWanted{{int(kWidth), int(kHeight)}, 15, CameraEncoding::Raw};

template<typename T>
QString outcomeOf(const QFuture<Result<T>>& future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000))
        return QStringLiteral("never");
    return future.result() ? QStringLiteral("good") : future.result().error().code.toString();
}
} // namespace

// BIO-7: the registered camera, by its lasting name, and only frames that are new. The driver is played at the level of
// its calls; no real camera has been before this test.
class TestV4l2Camera : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itIsOpenedByItsLastingName();
    void framesCarryTimeNumberAndColour();
    void dropsAndDuplicatesAreCounted();
    void exposureAndBalanceAreHeldWhereOffered();
    void aCameraThatIsAnotherIsRefused();
    void pulledOutSilentOrBusy();
    void pulledOutAtEachCallOfOpening();
    void whatIsAskedWhileItOpensWaitsItsTurn();
    void anOpeningThatIsTooLateIsUndone();
    void aDriverThatHangsHoldsNobodyUp_data();
    void aDriverThatHangsHoldsNobodyUp();
};

void TestV4l2Camera::itIsOpenedByItsLastingName()
{
    Desk desk;
    auto camera = desk.camera();
    const auto opened = camera->open(kWanted, 5s);
    QCOMPARE(outcomeOf(opened), QStringLiteral("good"));
    QCOMPARE(opened.result().value(), kWanted);
    QCOMPARE(desk.driver->opened(), desk.name());
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("devices.busy"));
    QCOMPARE(outcomeOf(camera->close()), QStringLiteral("good"));
    QVERIFY(desk.driver->isClean());
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("good"));
    camera.reset();
    QTRY_VERIFY(desk.driver->isClean()); // at once, unless the machine has no second to spare

    QFile::remove(desk.name());
    QCOMPARE(outcomeOf(desk.camera()->open(kWanted, 5s)), QStringLiteral("devices.camera-no-name"));
}

void TestV4l2Camera::framesCarryTimeNumberAndColour()
{
    Desk desk;
    const auto camera = desk.camera();
    QList<imaging::Frame> frames;
    connect(camera.get(), &Camera::framed, this, [&](const imaging::Frame& frame) { frames.append(frame); });
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("good"));
    desk.driver->show({7, 1000, yuyv(235)});
    desk.driver->show({8, 1066, yuyv(82, 90, 240)}); // pure red in BT.601
    QTRY_COMPARE(frames.size(), 2);
    QCOMPARE(frames.at(0).info().deviceTime, std::chrono::microseconds(1'000'000));
    QCOMPARE(frames.at(0).info().sequence, std::uint64_t(7));
    QVERIFY(frames.at(0).row(0)[0] >= 254 && frames.at(0).row(47)[191] >= 254);
    QVERIFY(frames.at(1).row(20)[2] >= 250 && frames.at(1).row(20)[0] <= 5 && frames.at(1).row(20)[1] <= 5);

    Desk packed;
    packed.driver->format = V4L2_PIX_FMT_MJPEG;
    const auto second = packed.camera();
    connect(second.get(), &Camera::framed, this, [&](const imaging::Frame& frame) { frames.append(frame); });
    const auto opened = second->open(kWanted, 5s);
    QCOMPARE(outcomeOf(opened), QStringLiteral("good"));
    QCOMPARE(opened.result()->encoding, CameraEncoding::Jpeg);
    const QByteArray jpeg = imaging::encodeJpeg(frames.at(1), 90).value();
    packed.driver->show({1, 10, jpeg});
    QTRY_COMPARE(frames.size(), 3);
    QVERIFY(frames.at(2).row(20)[2] >= 245);
    packed.driver->show({2, 20, jpeg.first(40)}); // cut off on its way
    QTRY_COMPARE(second->counts().broken, quint64(1));
}

void TestV4l2Camera::dropsAndDuplicatesAreCounted()
{
    Desk desk;
    const auto camera = desk.camera();
    QSignalSpy framed(camera.get(), &Camera::framed);
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("good"));
    desk.driver->show({1, 100, yuyv(20)});
    desk.driver->show({2, 166, yuyv(21)});
    desk.driver->show({5, 366, yuyv(22)}); // 3 and 4 never came
    desk.driver->show({5, 432, yuyv(23)}); // the same number
    desk.driver->show({6, 366, yuyv(24)}); // the same time
    desk.driver->show({7, 500, yuyv(22)}); // the same picture
    desk.driver->show({8, 566, yuyv(25), V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC | V4L2_BUF_FLAG_ERROR});
    desk.driver->show({9, 632, yuyv(26).first(100)}); // cut off
    desk.driver->show({10, 700, yuyv(27)});
    QTRY_COMPARE(framed.size(), 4);
    const CameraCounts counts = camera->counts();
    QCOMPARE(counts.duplicated, quint64(3));
    QCOMPARE(counts.broken, quint64(2));
    QCOMPARE(counts.dropped, quint64(3)); // 3, 4 and the marked 8
}

void TestV4l2Camera::exposureAndBalanceAreHeldWhereOffered()
{
    Desk desk;
    const auto camera = desk.camera();
    QCOMPARE(outcomeOf(camera->hold(HoldWish::Hold)), QStringLiteral("devices.not-open"));
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("good"));
    const auto held = camera->hold(HoldWish::Hold);
    QCOMPARE(outcomeOf(held), QStringLiteral("good"));
    QCOMPARE(held.result().value(), (CameraHolds{Hold::Held, Hold::Held}));
    QCOMPARE(desk.driver->exposure, int(V4L2_EXPOSURE_MANUAL));
    const auto released = camera->hold(HoldWish::Release);
    QCOMPARE(outcomeOf(released), QStringLiteral("good"));
    QCOMPARE(released.result().value(), (CameraHolds{Hold::Free, Hold::Free}));
    QCOMPARE(desk.driver->exposure, int(V4L2_EXPOSURE_APERTURE_PRIORITY));

    Desk plain;
    plain.driver->hasControls = false;
    const auto second = plain.camera();
    QCOMPARE(outcomeOf(second->open(kWanted, 5s)), QStringLiteral("good"));
    const auto none = second->hold(HoldWish::Hold);
    QCOMPARE(outcomeOf(none), QStringLiteral("good"));
    QCOMPARE(none.result().value(), CameraHolds());
}

void TestV4l2Camera::aCameraThatIsAnotherIsRefused()
{
    Desk other;
    other.driver->openedDevice = 43; // the name leads to another device than the one that was looked at
    QCOMPARE(outcomeOf(other.camera()->open(kWanted, 5s)), QStringLiteral("devices.camera-changed"));
    QVERIFY(other.driver->isClean());
    Desk loopback;
    loopback.driver->driver = "v4l2 loopback";
    QCOMPARE(outcomeOf(loopback.camera()->open(kWanted, 5s)), QStringLiteral("devices.camera-changed"));
    Desk moved;
    moved.driver->busInfo = "usb-0000:00:14.0-9";
    QCOMPARE(outcomeOf(moved.camera()->open(kWanted, 5s)), QStringLiteral("devices.camera-changed"));
    Desk odd;
    odd.driver->format = V4L2_PIX_FMT_H264;
    QCOMPARE(outcomeOf(odd.camera()->open(kWanted, 5s)), QStringLiteral("devices.camera-no-format"));
    QVERIFY(odd.driver->isClean());
}

void TestV4l2Camera::pulledOutSilentOrBusy()
{
    Desk desk;
    const auto camera = desk.camera();
    QString lost;
    connect(camera.get(), &Camera::lost, this, [&](const Error& why) { lost = why.code.toString(); });
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("good"));
    desk.driver->pull();
    QTRY_COMPARE(lost, QStringLiteral("devices.camera-lost"));
    QTRY_VERIFY(desk.driver->isClean());

    Desk quiet;
    const auto second = quiet.camera();
    connect(second.get(), &Camera::lost, this, [&](const Error& why) { lost = why.code.toString(); });
    QCOMPARE(outcomeOf(second->open(kWanted, 5s)), QStringLiteral("good"));
    QTRY_COMPARE_WITH_TIMEOUT(lost, QStringLiteral("devices.camera-silent"), 5000);

    Desk busy;
    busy.driver->isBusy = true;
    QCOMPARE(outcomeOf(busy.camera()->open(kWanted, 5s)), QStringLiteral("devices.camera-in-use"));
}

// Whatever the driver was being asked when the cable came out, the answer is one refusal, nothing stays claimed, and
// the next opening is as good as the first.
void TestV4l2Camera::pulledOutAtEachCallOfOpening()
{
    Desk desk;
    const auto camera = desk.camera();
    const QSignalSpy lost(camera.get(), &Camera::lost);
    desk.driver->pullAt(0);
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("good"));
    const int calls = desk.driver->calls();
    QVERIFY(calls > 10);
    QCOMPARE(outcomeOf(camera->close()), QStringLiteral("good"));
    for (int call = 1; call <= calls; ++call) {
        desk.driver->pullAt(call);
        const QString outcome = outcomeOf(camera->open(kWanted, 5s));
        QVERIFY2(outcome.startsWith(u"devices.camera-"), qPrintable(QStringLiteral("%1: %2").arg(call).arg(outcome)));
        QVERIFY2(desk.driver->isClean(), qPrintable(QString::number(call)));
        QCOMPARE(outcomeOf(camera->hold(HoldWish::Hold)), QStringLiteral("devices.not-open"));
    }
    desk.driver->pullAt(0);
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("good"));
    QCOMPARE(lost.size(), 0); // no stream had begun that could end
}

void TestV4l2Camera::whatIsAskedWhileItOpensWaitsItsTurn()
{
    Desk desk;
    const auto camera = desk.camera();
    desk.driver->hang(FakeDriver::Hang::AtOpen);
    const auto opening = camera->open(kWanted, 5s);
    QTRY_VERIFY(desk.driver->isHanging());
    const auto second = camera->open(kWanted, 5s);
    const auto held = camera->hold(HoldWish::Hold);
    const auto closing = camera->close();
    const auto after = camera->hold(HoldWish::Hold);
    QVERIFY(!opening.isFinished() && !second.isFinished() && !closing.isFinished());
    desk.driver->letGo();
    QCOMPARE(outcomeOf(opening), QStringLiteral("good"));
    QCOMPARE(outcomeOf(second), QStringLiteral("devices.busy"));
    QCOMPARE(outcomeOf(held), QStringLiteral("good"));
    QCOMPARE(outcomeOf(closing), QStringLiteral("good"));
    QCOMPARE(outcomeOf(after), QStringLiteral("devices.not-open"));
    for (const int answers : {opening.resultCount(), second.resultCount(), closing.resultCount()})
        QCOMPARE(answers, 1);
    QVERIFY(desk.driver->isClean());
}

void TestV4l2Camera::anOpeningThatIsTooLateIsUndone()
{
    Desk desk;
    const auto camera = desk.camera();
    const QSignalSpy framed(camera.get(), &Camera::framed);
    desk.driver->hang(FakeDriver::Hang::AtOpen);
    const auto opening = camera->open(kWanted, 50ms);
    QTRY_VERIFY(desk.driver->isHanging());
    QCOMPARE(outcomeOf(opening), QStringLiteral("devices.camera-slow"));
    QVERIFY(!desk.driver->isClean()); // still at it
    desk.driver->letGo();
    QTRY_VERIFY(desk.driver->isClean());
    QCOMPARE(opening.resultCount(), 1);
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("good"));
    desk.driver->show({1, 100, yuyv(20)});
    QTRY_COMPARE(framed.size(), 1);
}

void TestV4l2Camera::aDriverThatHangsHoldsNobodyUp_data()
{
    QTest::addColumn<int>("where");
    QTest::newRow("opening") << int(FakeDriver::Hang::AtOpen);
    QTest::newRow("letting go") << int(FakeDriver::Hang::AtStreamOff);
}

// The window lets go of a camera in its own thread: it would stand still for as long as the driver does.
void TestV4l2Camera::aDriverThatHangsHoldsNobodyUp()
{
    QFETCH(int, where);
    Desk desk;
    auto camera = desk.camera();
    desk.driver->hang(static_cast<FakeDriver::Hang>(where));
    const auto opening = camera->open(kWanted, 5s);
    if (where == int(FakeDriver::Hang::AtOpen))
        QTRY_VERIFY(desk.driver->isHanging());
    else
        QCOMPARE(outcomeOf(opening), QStringLiteral("good"));
    camera.reset();
    QVERIFY(desk.driver->isHanging());
    desk.driver->letGo();
    QTRY_VERIFY(desk.driver->isClean()); // its own thread tidies up once it can
    QCOMPARE(outcomeOf(opening), QStringLiteral("good"));
}

QTEST_GUILESS_MAIN(TestV4l2Camera)
#include "tst_v4l2camera.moc"
