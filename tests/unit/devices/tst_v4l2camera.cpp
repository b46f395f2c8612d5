#include "fakev4l2driver.h"
#include "support/testfiles.h"

#include <devices/v4l2camera.h>

#include <imaging/codecs.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <linux/videodev2.h>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace tirkeu::test;
using namespace std::chrono_literals;

namespace {
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
    void whatIsAskedWhileItOpens();
    void framesThatNobodyComesForAreBounded();
    void noFrameComesBehindClosing();
    void sleepLetsGoAtOnce();
    void openingAgainBacksOff();
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
    const auto first = desk.camera();
    desk.driver->pullAt(0);
    QCOMPARE(outcomeOf(first->open(kWanted, 5s)), QStringLiteral("good"));
    const int calls = desk.driver->calls();
    QVERIFY(calls > 10);
    QCOMPARE(outcomeOf(first->close()), QStringLiteral("good"));
    for (int call = 1; call <= calls; ++call) {
        desk.driver->pullAt(call);
        const auto camera = desk.camera(); // a new one waits for nothing
        const QSignalSpy lost(camera.get(), &Camera::lost);
        const QString outcome = outcomeOf(camera->open(kWanted, 5s));
        QVERIFY2(outcome.startsWith(u"devices.camera-"), qPrintable(QStringLiteral("%1: %2").arg(call).arg(outcome)));
        QVERIFY2(desk.driver->isClean(), qPrintable(QString::number(call)));
        QCOMPARE(outcomeOf(camera->hold(HoldWish::Hold)), QStringLiteral("devices.not-open"));
        QCOMPARE(lost.size(), 0); // no stream had begun that could end
        desk.driver->pullAt(0);
        if (call == 1 || call == calls)
            QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("good"));
    }
}

// One action at a time; closing gives up the one under way, and waits until the driver has let go.
void TestV4l2Camera::whatIsAskedWhileItOpens()
{
    Desk desk;
    const auto camera = desk.camera();
    desk.driver->hang(FakeDriver::Hang::AtOpen);
    const auto opening = camera->open(kWanted, 5s);
    QTRY_VERIFY(desk.driver->isHanging());
    const auto second = camera->open(kWanted, 5s);
    const auto held = camera->hold(HoldWish::Hold);
    QCOMPARE(outcomeOf(second), QStringLiteral("devices.busy"));
    QCOMPARE(outcomeOf(held), QStringLiteral("devices.busy"));
    QVERIFY(!opening.isFinished());
    const auto closing = camera->close();
    QCOMPARE(outcomeOf(opening), QStringLiteral("devices.cancelled"));
    QVERIFY(!closing.isFinished());
    desk.driver->letGo();
    QCOMPARE(outcomeOf(closing), QStringLiteral("good"));
    QVERIFY(desk.driver->isClean());
    for (const int answers : {opening.resultCount(), second.resultCount(), closing.resultCount()})
        QCOMPARE(answers, 1);
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("good"));
}

// A window that stands still costs the oldest frames and a count, never memory.
void TestV4l2Camera::framesThatNobodyComesForAreBounded()
{
    Desk desk;
    const auto camera = desk.camera();
    QList<std::uint64_t> numbers;
    connect(camera.get(), &Camera::framed, this,
        [&](const imaging::Frame& frame) { numbers.append(frame.info().sequence); });
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("good"));
    constexpr quint64 kAll = 100;
    for (quint64 i = 1; i <= kAll; ++i)
        desk.driver->show({std::uint32_t(i), int(i) * 10, yuyv(int(20 + i))});
    QVERIFY(desk.driver->awaitTaken(kAll)); // this thread does not come for them meanwhile
    const CameraCounts counts = camera->counts();
    QCOMPARE(counts.frames, kAll);
    QCOMPARE(counts.dropped, quint64(0));
    QTRY_VERIFY(!numbers.isEmpty());
    QCOMPARE(numbers.size(), qsizetype(V4l2Camera::kMostWaiting));
    QCOMPARE(numbers.constFirst(), std::uint64_t(kAll - V4l2Camera::kMostWaiting + 1));
    QCOMPARE(numbers.constLast(), std::uint64_t(kAll)); // the newest win
    QCOMPARE(camera->counts().skipped, kAll - quint64(V4l2Camera::kMostWaiting));

    // Behind that it goes on as before.
    desk.driver->show({std::uint32_t(kAll + 1), 2000, yuyv(200)});
    QTRY_COMPARE(numbers.constLast(), std::uint64_t(kAll + 1));
    QCOMPARE(camera->counts().skipped, kAll - quint64(V4l2Camera::kMostWaiting));
}

void TestV4l2Camera::noFrameComesBehindClosing()
{
    Desk desk;
    const auto camera = desk.camera();
    const QSignalSpy framed(camera.get(), &Camera::framed);
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("good"));
    desk.driver->show({1, 100, yuyv(20)});
    QVERIFY(desk.driver->awaitTaken(1)); // it waits for this thread
    QCOMPARE(outcomeOf(camera->close()), QStringLiteral("good"));
    QCOMPARE(framed.size(), 0);
}

void TestV4l2Camera::sleepLetsGoAtOnce()
{
    Desk desk;
    const auto camera = desk.camera();
    QStringList lost;
    connect(camera.get(), &Camera::lost, this, [&](const Error& why) { lost.append(why.code.toString()); });
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("good"));
    camera->suspend();
    QCOMPARE(lost, QStringList{QStringLiteral("devices.suspended")});
    QTRY_VERIFY(desk.driver->isClean());
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("devices.suspended"));
    QCOMPARE(outcomeOf(camera->hold(HoldWish::Hold)), QStringLiteral("devices.suspended"));
    camera->resume();
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("good"));
}

void TestV4l2Camera::openingAgainBacksOff()
{
    Desk desk;
    desk.driver->isBusy = true;
    const auto camera = desk.camera();
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("devices.camera-in-use"));
    QCOMPARE(outcomeOf(camera->open(kWanted, 5s)), QStringLiteral("devices.camera-in-use"));
    QVERIFY2(timer.elapsed() >= 250, qPrintable(QString::number(timer.elapsed())));
    // Whoever waits behind two failures is told when their own time is over.
    QCOMPARE(outcomeOf(camera->open(kWanted, 50ms)), QStringLiteral("devices.camera-slow"));
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
    const bool wasOpening = where == int(FakeDriver::Hang::AtOpen);
    QCOMPARE(outcomeOf(opening), wasOpening ? QStringLiteral("devices.cancelled") : QStringLiteral("good"));
    desk.driver->letGo();
    QTRY_VERIFY(desk.driver->isClean()); // its own thread tidies up once it can
}

QTEST_GUILESS_MAIN(TestV4l2Camera)
#include "tst_v4l2camera.moc"
