#include "playedcameras.h"

#include "bootstrap/demostaff.h"
#include "bootstrap/devicestation.h"
#include "bootstrap/filecarestore.h"
#include "bootstrap/stafflookup.h"
#include "equipment/devicespage.h"
#include "theme/language.h"
#include <demo/demobranch.h>
#include <demo/demoscanner.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <ctime>

using namespace tirkeu;
using namespace tirkeu::workstation;
using demo::DemoBranch;
using demo::DemoScanner;

namespace {
constexpr int kRounds = 3;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kJudges = false; // time is no figure of theirs
#else
constexpr bool kJudges = true;
#endif

class Notes final : public core::AuditSink
{
public:
    [[nodiscard]] Result<> record(std::string_view, const QJsonObject&) override { return {}; }
};

/// How long the window could not have drawn, and what the program's threads did meanwhile.
struct Smoothness
{
    qint64 late = 0;  ///< 99 of 100 intervals are no longer, in milliseconds
    double cores = 0; ///< processor time for each second
    [[nodiscard]] bool isGood() const { return late <= 50 && cores < 1; }
};
} // namespace

// What the figures ask of the devices' page and the cameras' watch, each run alone. What else a machine does can only
// make it slower, so the best of a few rounds is what the program can do.
class TestDeviceTimes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theWindowStaysSmoothWhileAHandIsGuided();
    void aCamerasCableIsMissedWithin300Milliseconds();

private:
    [[nodiscard]] static Smoothness measured();

    QTemporaryDir m_folder;
    core::SystemClock m_clock;
    FileCareStore m_care{m_folder.filePath(QStringLiteral("care"))};
    Notes m_notes;
    std::optional<DemoBranch> m_branch;
    std::unique_ptr<DemoStaff> m_staff;
};

void TestDeviceTimes::initTestCase()
{
    Result<DemoBranch> branch = DemoBranch::open(m_folder.path(), m_clock);
    QVERIFY(branch && branch->criteria());
    m_branch = std::move(*branch);
    m_staff = std::make_unique<DemoStaff>(*m_branch, [this](const pki::Certificate& certificate) {
        return staffFrom(m_branch->criteria()->criteria, certificate, m_branch->branchId());
    });
}

/// Between the ticks of a timer that asks for one every 16 ms.
Smoothness TestDeviceTimes::measured()
{
    QList<qint64> gaps;
    QElapsedTimer since;
    QElapsedTimer all;
    QTimer tick;
    tick.setTimerType(Qt::PreciseTimer);
    connect(&tick, &QTimer::timeout, &tick, [&] { gaps.append(since.restart()); });
    const std::clock_t before = std::clock();
    since.start();
    all.start();
    tick.start(16);
    if (!QTest::qWaitFor([&] { return gaps.size() >= 250; }, 20'000))
        return {20'000, 1};
    const double used = double(std::clock() - before) / CLOCKS_PER_SEC;
    std::sort(gaps.begin(), gaps.end());
    return {gaps.at(gaps.size() * 99 / 100), used * 1000 / double(all.elapsed())};
}

void TestDeviceTimes::theWindowStaysSmoothWhileAHandIsGuided()
{
    const criteria::Criteria& criteria = m_branch->criteria()->criteria;
    const Result<DemoScanner> demo = DemoScanner::open(*m_branch);
    QVERIFY(demo);
    devices::RegisteredScanner scanner(demo->setup(criteria, m_branch->workstationId()), m_notes, m_clock);
    DeviceStation station(scanner, *m_staff, m_care, m_clock, criteria, m_branch->workstationId());
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(station.devices().constFirst().state, DeviceState::Ready, 10'000);
    Theme theme(*qApp);
    LanguageSwitch language;
    DevicesPage page(theme, language, station, *m_staff, [] { return false; });
    page.resize(1100, 700);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    int pictures = 0;
    connect(&station, &DeviceSource::pictureCame, this,
        [&](const LivePicture& live) { pictures += live.picture.isNull() ? 0 : 1; });
    page.check(station.devices().constFirst().id);
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 2, 10'000);
    Smoothness best{20'000, 1};
    for (int round = 0; round < kRounds && !best.isGood(); ++round) {
        const int before = pictures;
        const Smoothness one = measured();
        QVERIFY(pictures > before); // it is shown meanwhile
        qInfo("window: 99 of 100 intervals within %lld ms, %.2f cores", one.late, one.cores);
        if (one.isGood() || one.late < best.late)
            best = one;
    }
    if (kJudges)
        QVERIFY2(best.isGood(), qPrintable(QStringLiteral("%1 ms, %2 cores").arg(best.late).arg(best.cores)));
    station.stop();
}

void TestDeviceTimes::aCamerasCableIsMissedWithin300Milliseconds()
{
    test::PlayedCameras played;
    const criteria::Camera registered{QStringLiteral("face-1"), QStringLiteral("ws"), criteria::Camera::Use::Face,
        QStringLiteral("HD Camera"), QStringLiteral("046d:082d"), QStringLiteral("CAM-1"), QStringLiteral("1-1.4")};
    RegisteredCameras cameras(played.bus(), {registered});
    QList<qint64> times;
    for (int i = 0; i < 9; ++i) {
        played.plug({.number = i, .port = QStringLiteral("1-1.4")});
        QTRY_COMPARE_WITH_TIMEOUT(cameras.seen().size(), 1, 10'000);
        QElapsedTimer since;
        since.start();
        played.pull(i);
        QTRY_VERIFY_WITH_TIMEOUT(cameras.seen().isEmpty(), 10'000);
        times.append(since.elapsed());
    }
    std::sort(times.begin(), times.end());
    const qint64 median = times.at(times.size() / 2);
    qInfo("a camera's cable is missed after %lld ms, at worst %lld ms", median, times.constLast());
    if (kJudges)
        QVERIFY2(median <= 300, qPrintable(QString::number(median)));
}

QTEST_MAIN(TestDeviceTimes)
#include "tst_devicetimes.moc"
