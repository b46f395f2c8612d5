#include <devices/cliprecorder.h>
#include <simulation_devices/virtualcamera.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace tirkeu::simulation_devices;
using namespace std::chrono_literals;

namespace {
class Memory final : public core::ChunkSink
{
public:
    [[nodiscard]] Result<> write(QByteArrayView chunk) override
    {
        bytes.append(chunk);
        return {};
    }
    [[nodiscard]] Result<> finish() override { return {}; }
    void abandon() override {}
    QByteArray bytes;
};

const CameraFormat kQuick{{320, 240}, 60, CameraEncoding::Raw};

QList<imaging::Frame> played(VirtualCamera& camera, qsizetype count)
{
    QList<imaging::Frame> frames;
    QObject context;
    QObject::connect(&camera, &Camera::framed, &context, [&](const imaging::Frame& frame) { frames.append(frame); });
    if (!camera.open(kQuick, 1s).result())
        return frames;
    static_cast<void>(QTest::qWaitFor([&] { return frames.size() >= count; }, 10'000));
    static_cast<void>(camera.close());
    return frames;
}
} // namespace

// What stands in for a camera keeps the contract of one.
class TestVirtualCamera : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbersAndTimesOnlyRise();
    void aRecordedClipIsPlayedAgain();
    void theSimulationsHandIsPlayed();
    void itMisbehavesAsTold();
};

void TestVirtualCamera::numbersAndTimesOnlyRise()
{
    VirtualCamera camera(testCard({320, 240}));
    const QList<imaging::Frame> frames = played(camera, 10);
    QVERIFY(frames.size() >= 10);
    for (qsizetype i = 1; i < frames.size(); ++i) {
        QCOMPARE(frames.at(i).info().sequence, frames.at(i - 1).info().sequence + 1);
        QVERIFY(frames.at(i).info().deviceTime > frames.at(i - 1).info().deviceTime);
        QVERIFY(frames.at(i).pixels() != frames.at(i - 1).pixels());
    }
    QCOMPARE(camera.counts().frames, quint64(frames.size()));
}

void TestVirtualCamera::aRecordedClipIsPlayedAgain()
{
    Memory sink;
    {
        ClipRecorder recorder({.size = {320, 240}}, sink);
        VirtualCamera camera(testCard({320, 240}));
        connect(&camera, &Camera::framed, this, [&](const imaging::Frame& frame) { recorder.add(frame); });
        QVERIFY(played(camera, 12).size() >= 12);
        QFuture<Result<RecordedClip>> finished = recorder.finish();
        finished.waitForFinished();
        QVERIFY(finished.result());
    }
    const Result<PictureSource> source = simulation_devices::clip(sink.bytes, Repeat::Once);
    QVERIFY(source);
    VirtualCamera player(*source);
    QString lost;
    connect(&player, &Camera::lost, this, [&](const Error& why) { lost = why.code.toString(); });
    QVERIFY(player.open(kQuick, 1s).result());
    QTRY_COMPARE(lost, QStringLiteral("devices.camera-lost")); // it ends where the clip does
    QVERIFY(player.counts().frames >= 10);
    QVERIFY(!simulation_devices::clip("nothing"));
}

void TestVirtualCamera::theSimulationsHandIsPlayed()
{
    VirtualCamera camera(simulation_devices::hand({.person = 2, .side = simulation_palm::Side::Left}, {}));
    const QList<imaging::Frame> frames = played(camera, 3);
    QVERIFY(frames.size() >= 3);
    QCOMPARE(frames.constFirst().format(), imaging::PixelFormat::Bgr8);
}

void TestVirtualCamera::itMisbehavesAsTold()
{
    VirtualCamera camera(testCard({320, 240}));
    QCOMPARE(camera.hold(HoldWish::Hold).result().value(), (CameraHolds{Hold::Held, Hold::Held}));
    camera.refuseHold(true);
    QCOMPARE(camera.hold(HoldWish::Hold).result().value(), CameraHolds());
    int frames = 0;
    connect(&camera, &Camera::framed, this, [&] { ++frames; });
    QVERIFY(camera.open(kQuick, 1s).result());
    QVERIFY(!camera.open(kQuick, 1s).result());
    QTRY_VERIFY(frames > 2);
    camera.drop(3);
    QTRY_COMPARE(camera.counts().dropped, quint64(3));
    camera.repeat(2);
    QTRY_COMPARE(camera.counts().duplicated, quint64(2));
    QString lost;
    connect(&camera, &Camera::lost, this, [&](const Error& why) { lost = why.code.toString(); });
    camera.suspend();
    QCOMPARE(lost, QStringLiteral("devices.suspended"));
    QVERIFY(!camera.open(kQuick, 1s).result());
    camera.resume();
    QVERIFY(camera.open(kQuick, 1s).result());
    camera.unplug();
    QCOMPARE(lost, QStringLiteral("devices.camera-lost"));
    QVERIFY(!camera.open(kQuick, 1s).result());
}

QTEST_GUILESS_MAIN(TestVirtualCamera)
#include "tst_virtualcamera.moc"
