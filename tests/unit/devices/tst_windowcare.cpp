#include "scannerbench.h"
#include "support/fakeclock.h"

#include <core/whendone.h>
#include <devices/carerun.h>
#include <simulation_devices/virtualcamera.h>

#include <QMap>

#include <random>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace tirkeu::test;

namespace {
class Shelf final : public CareStore
{
public:
    [[nodiscard]] Result<CareHistory> load(const QString& device) override
    {
        const QByteArray kept = bytes.value(device);
        return kept.isEmpty() ? Result<CareHistory>(CareHistory()) : CareHistory::fromBytes(kept);
    }
    [[nodiscard]] Result<> save(const QString& device, const CareHistory& history) override
    {
        if (isFull)
            return failure(ErrorCode("test.full"), ErrorKind::ServiceFault);
        bytes.insert(device, history.toBytes());
        return {};
    }
    QMap<QString, QByteArray> bytes;
    bool isFull = false;
};

constexpr imaging::Size kSize{320, 240};

imaging::Frame greyOf(const std::function<double(int, int)>& light, std::mt19937& random, double gain = 1)
{
    std::normal_distribution<double> noise(0, 2);
    QByteArray pixels;
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x)
            pixels.append(static_cast<char>(std::clamp(int(gain * light(x, y) + noise(random)), 0, 255)));
    }
    return imaging::Frame::make(kSize, imaging::PixelFormat::Grey8, pixels).value();
}

/// An empty window under its own light: brighter in the middle.
double window(int x, int y)
{
    const double dx = (x - 160) / 160.0;
    const double dy = (y - 120) / 120.0;
    return 70 - 30 * (dx * dx + dy * dy) / 2;
}

/// A finger's mark of some width.
std::function<double(int, int)> marked(int width)
{
    return [width](int x, int y) {
        const bool inside = std::hypot(x - 200, y - 90) < width;
        return window(x, y) + (inside ? 22 + 6 * ((x + y) / 4 % 2) : 0);
    };
}

CarePicture lookedAt(const std::function<double(int, int)>& light, unsigned seed = 1, double gain = 1)
{
    std::mt19937 random(seed);
    QList<imaging::Frame> frames;
    for (int i = 0; i < 6; ++i)
        frames.append(greyOf(light, random, gain));
    return carePictureOf(frames).value();
}

core::WallTime at(const char* text)
{
    return core::fromIsoText(QString::fromLatin1(text)).value();
}
} // namespace

class TestWindowCare : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMarkOnTheWindowIsFound();
    void aLampThatAgesIsNoDirt();
    void aHandOrNothingIsUnclear();
    void aVeiledLensIsFound();
    void theDayBeginsInKazakhstan();
    void theTrendBeginsAnewAfterWiping();
    void whatIsKeptIsReadAgain();
    void theScannerIsLookedAt();
    void theCameraIsLookedAt();
    void aCameraThatIsLostEndsTheLook();
    void aLookGivenUpWhileItOpensWaitsForTheDriver();
};

void TestWindowCare::aMarkOnTheWindowIsFound()
{
    const CarePicture clean = lookedAt(window);
    QCOMPARE(judgeCare(clean, std::nullopt, CareSight::Window).verdict, CareVerdict::NoBaseline);
    for (unsigned seed = 2; seed < 10; ++seed) {
        const CareResult again = judgeCare(lookedAt(window, seed), clean, CareSight::Window);
        QCOMPARE(again.verdict, CareVerdict::Clean);
        QCOMPARE(again.dirt, 0.0);
    }
    const CareResult small = judgeCare(lookedAt(marked(8)), clean, CareSight::Window);
    const CareResult large = judgeCare(lookedAt(marked(40)), clean, CareSight::Window);
    QCOMPARE(large.verdict, CareVerdict::Dirty);
    QVERIFY(large.dirt > small.dirt);
    // And where: the mark's cell, not the corner's.
    QVERIFY(large.cells.at(4 * kCareColumns + 10));
    QVERIFY(!large.cells.at(0));
}

void TestWindowCare::aLampThatAgesIsNoDirt()
{
    const CarePicture clean = lookedAt(window);
    for (const double gain : {0.8, 0.9, 1.1, 1.2})
        QCOMPARE(judgeCare(lookedAt(window, 3, gain), clean, CareSight::Window).verdict, CareVerdict::Clean);
    QCOMPARE(judgeCare(lookedAt(marked(40), 3, 0.85), clean, CareSight::Window).verdict, CareVerdict::Dirty);
}

void TestWindowCare::aHandOrNothingIsUnclear()
{
    const CarePicture clean = lookedAt(window);
    const auto hand = [](int x, int y) {
        return std::hypot(x - 160, y - 120) < 130 ? 170.0 : window(x, y);
    };
    QCOMPARE(judgeCare(lookedAt(hand), clean, CareSight::Window).verdict, CareVerdict::Unclear);
    QVERIFY(!carePictureOf({}));
    QVERIFY(!carePictureOf({imaging::Frame()}));
}

void TestWindowCare::aVeiledLensIsFound()
{
    const auto room = [](int x, int y) {
        return 110.0 + 40 * ((x / 7 + y / 5) % 2) + 20 * ((x / 40) % 2);
    };
    const auto otherRoom = [](int x, int y) {
        return 120.0 + 38 * ((x / 5 + y / 9) % 2);
    };
    const auto veiled = [&](int x, int y) {
        return 90 + 0.25 * room(x, y);
    };
    const CarePicture clean = lookedAt(room);
    QCOMPARE(judgeCare(lookedAt(room, 5), clean, CareSight::Lens).verdict, CareVerdict::Clean);
    QCOMPARE(judgeCare(lookedAt(otherRoom), clean, CareSight::Lens).verdict, CareVerdict::Clean);
    QCOMPARE(judgeCare(lookedAt(veiled), clean, CareSight::Lens).verdict, CareVerdict::Dirty);
    QCOMPARE(judgeCare(lookedAt(room, 5, 0.05), clean, CareSight::Lens).verdict, CareVerdict::Unclear);
    // A bare wall tells nothing of the lens before it.
    const CarePicture wall = lookedAt([](int, int) { return 120.0; });
    QCOMPARE(judgeCare(wall, wall, CareSight::Lens).verdict, CareVerdict::Unclear);
}

void TestWindowCare::theDayBeginsInKazakhstan()
{
    CareHistory history;
    QVERIFY(history.isDue(at("2026-07-13T04:00:00Z")));
    history.add({at("2026-07-13T04:00:00Z"), 0, CareVerdict::Clean});
    QVERIFY(!history.isDue(at("2026-07-13T18:59:00Z"))); // 23:59 there
    QVERIFY(history.isDue(at("2026-07-13T19:00:00Z")));  // midnight there
    for (int i = 0; i < 500; ++i)
        history.add({at("2026-07-14T04:00:00Z"), 0, CareVerdict::Clean});
    QCOMPARE(history.points.size(), CareHistory::kMostPoints);
}

void TestWindowCare::theTrendBeginsAnewAfterWiping()
{
    CareHistory history;
    const auto add = [&](int day, double dirt) {
        history.add({at("2026-07-13T04:00:00Z") + std::chrono::days(day), dirt, CareVerdict::Clean});
    };
    add(0, 0.30);
    add(1, 0.35);
    QVERIFY(!history.dirtPerDay());
    add(2, 0.01); // wiped
    add(3, 0.02);
    QVERIFY(!history.dirtPerDay());
    add(4, 0.03);
    QVERIFY(std::abs(history.dirtPerDay().value() - 0.01) < 1e-9);
    // A window is dirty at four hundredths, a lens at twenty-five.
    QCOMPARE(history.daysLeft(CareSight::Window), std::optional(1));
    QCOMPARE(history.daysLeft(CareSight::Lens), std::optional(22));
    history.points.last().verdict = CareVerdict::Dirty; // no day is left
    QCOMPARE(history.daysLeft(CareSight::Window), std::nullopt);
    history.points.last() = {history.points.constLast().at, 0.01, CareVerdict::Clean}; // it does not grow
    QCOMPARE(history.daysLeft(CareSight::Window), std::nullopt);
    QCOMPARE(CareHistory().daysLeft(CareSight::Window), std::nullopt);
}

void TestWindowCare::whatIsKeptIsReadAgain()
{
    CareHistory history;
    history.clean = lookedAt(window);
    history.add({at("2026-07-13T04:00:00Z"), 0.5, CareVerdict::Dirty});
    const QByteArray bytes = history.toBytes();
    QCOMPARE(CareHistory::fromBytes(bytes).value(), history);
    QCOMPARE(CareHistory::fromBytes(CareHistory().toBytes()).value(), CareHistory());
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY(!CareHistory::fromBytes(bytes.first(size)));
    QVERIFY(!CareHistory::fromBytes(bytes + 'x'));
    history.points.last().at = core::WallTime::min(); // nothing could be reckoned from it
    QVERIFY(!CareHistory::fromBytes(history.toBytes()));
}

void TestWindowCare::theScannerIsLookedAt()
{
    const ScannerBench bench;
    PluginScanner scanner(bench.setup(), bench.clock());
    QCOMPARE(outcomeOf(scanner.open(10s)), QStringLiteral("good"));
    Shelf shelf;
    const FakeClock clock;
    CareRun run(shelf, clock);
    const QString name = QStringLiteral("palm-1");
    const auto look = [&](CareRun::Purpose purpose) {
        const QFuture<Result<CareResult>> future = run.lookAt(name, scanner, purpose);
        return settles(future) && future.result() ? std::optional(future.result()->verdict) : std::nullopt;
    };
    QCOMPARE(look(CareRun::Purpose::Check), CareVerdict::NoBaseline);
    QCOMPARE(look(CareRun::Purpose::ShowClean), CareVerdict::Clean);
    QCOMPARE(look(CareRun::Purpose::Check), CareVerdict::Clean);
    QVERIFY(bench.tell("DIRT 60"));
    QCOMPARE(look(CareRun::Purpose::Check), CareVerdict::Dirty);
    // Nobody's word makes dirt the clean picture, but a supervisor's.
    QCOMPARE(look(CareRun::Purpose::ShowClean), CareVerdict::Dirty);
    QCOMPARE(look(CareRun::Purpose::Check), CareVerdict::Dirty);
    QCOMPARE(look(CareRun::Purpose::ShowCleanByLeave), CareVerdict::Clean);
    QCOMPARE(look(CareRun::Purpose::Check), CareVerdict::Clean);
    const CareHistory kept = shelf.load(name).value();
    QVERIFY(kept.points.size() >= 4);
    QVERIFY(!kept.isDue(clock.wall()));
    // One look at a time, and a look that is given up is answered.
    const QFuture<Result<CareResult>> first = run.lookAt(name, scanner, CareRun::Purpose::Check);
    QCOMPARE(outcomeOf(run.lookAt(name, scanner, CareRun::Purpose::Check)), QStringLiteral("devices.busy"));
    run.cancel();
    QCOMPARE(outcomeOf(first), QStringLiteral("devices.cancelled"));
    // A capture works right after it.
    const auto captured = [&] {
        const auto capture = scanner.capture({.pairs = 1}, 60s);
        return bench.tell("SCAN person=4") && outcomeOf(capture) == u"good";
    };
    QVERIFY(captured());
    shelf.isFull = true;
    QCOMPARE(outcomeOf(run.lookAt(name, scanner, CareRun::Purpose::Check)), QStringLiteral("test.full"));
}

void TestWindowCare::theCameraIsLookedAt()
{
    simulation_devices::VirtualCamera camera(simulation_devices::testCard({320, 240}));
    Shelf shelf;
    const FakeClock clock;
    CareRun run(shelf, clock);
    QCOMPARE(
        outcomeOf(run.lookAt(QStringLiteral("face-1"), camera, CareRun::Purpose::ShowClean)), QStringLiteral("good"));
    QCOMPARE(camera.counts().frames, quint64(CareRun::kPictures));
    camera.unplug();
    QCOMPARE(outcomeOf(run.lookAt(QStringLiteral("face-1"), camera, CareRun::Purpose::Check)),
        QStringLiteral("devices.camera-lost"));
}

// With the reason, and not after the time that a look may take at most.
void TestWindowCare::aCameraThatIsLostEndsTheLook()
{
    simulation_devices::VirtualCamera camera(simulation_devices::testCard({320, 240}));
    Shelf shelf;
    const FakeClock clock;
    CareRun run(shelf, clock);
    const QString name = QStringLiteral("face-1");
    const auto look = run.lookAt(name, camera, CareRun::Purpose::ShowClean);
    QTRY_VERIFY(camera.counts().frames > 0);
    camera.unplug();
    QVERIFY(settles(look, CareRun::kLongest / 2));
    QCOMPARE(outcomeOf(look), QStringLiteral("devices.camera-lost"));
    QVERIFY(!shelf.load(name)->clean);
    // The next one looks again.
    simulation_devices::VirtualCamera another(simulation_devices::testCard({320, 240}));
    QCOMPARE(outcomeOf(run.lookAt(name, another, CareRun::Purpose::ShowClean)), QStringLiteral("good"));
}

namespace {
/// Opens for ever, and lets go when it is told to.
class HangingCamera final : public Camera
{
public:
    HangingCamera()
    {
        m_opening.start();
        m_closing.start();
    }
    [[nodiscard]] QFuture<Result<CameraFormat>> open(const CameraFormat&, std::chrono::milliseconds) override
    {
        return m_opening.future();
    }
    [[nodiscard]] QFuture<Result<CameraHolds>> hold(HoldWish) override
    {
        return QtFuture::makeReadyFuture(Result<CameraHolds>(CameraHolds()));
    }
    [[nodiscard]] QFuture<Result<>> close() override
    {
        m_opening.addResult(Result<CameraFormat>(failure(kCancelled, ErrorKind::Retry, QString())));
        m_opening.finish();
        return m_closing.future();
    }
    void suspend() override {}
    void resume() override {}
    [[nodiscard]] CameraCounts counts() const override { return {}; }

    void letGo()
    {
        m_closing.addResult(Result<>());
        m_closing.finish();
    }

private:
    QPromise<Result<CameraFormat>> m_opening;
    QPromise<Result<>> m_closing;
};
} // namespace

// Whoever comes next finds the camera free.
void TestWindowCare::aLookGivenUpWhileItOpensWaitsForTheDriver()
{
    HangingCamera camera;
    Shelf shelf;
    const FakeClock clock;
    CareRun run(shelf, clock);
    const auto look = run.lookAt(QStringLiteral("face-1"), camera, CareRun::Purpose::Check);
    bool isOpeningAnswered = false; // told behind the look, which asked before
    core::whenDone(camera.open({}, 1s), &camera, [&](const Result<CameraFormat>&) { isOpeningAnswered = true; });
    run.cancel();
    QTRY_VERIFY(isOpeningAnswered);
    QVERIFY(!look.isFinished());
    camera.letGo();
    QCOMPARE(outcomeOf(look), QStringLiteral("devices.cancelled"));
}

QTEST_GUILESS_MAIN(TestWindowCare)
#include "tst_windowcare.moc"
