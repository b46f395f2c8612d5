#include "support/fakeclock.h"
#include "support/testfiles.h"

#include "bootstrap/demostaff.h"
#include "bootstrap/devicestation.h"
#include "bootstrap/filecarestore.h"
#include "bootstrap/stafflookup.h"
#include "equipment/devicespage.h"
#include "theme/language.h"
#include <demo/demobranch.h>
#include <demo/demoscanner.h>

#include <simulation_devices/scannerpuppet.h>
#include <simulation_devices/virtualcamera.h>

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace tirkeu;
using namespace tirkeu::workstation;
using demo::DemoBranch;
using demo::DemoScanner;
using namespace std::chrono_literals;

namespace {
class Notes final : public core::AuditSink
{
public:
    [[nodiscard]] Result<> record(std::string_view, const QJsonObject&) override { return {}; }
};

core::SecureBytes pin(const char* text)
{
    return core::SecureBytes(std::as_bytes(std::span(text, std::char_traits<char>::length(text))));
}

template<typename T>
QString outcomeOf(const QFuture<Result<T>>& future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
        return QStringLiteral("never");
    return future.result() ? QStringLiteral("good") : future.result().error().code.toString();
}
} // namespace

// The demo branch's virtual scanner, through the very objects that the program wires.
namespace {
/// What is said to have changed about a device.
class Changes final : public core::AuditSink
{
public:
    QStringList lines;
    [[nodiscard]] Result<> record(std::string_view kind, const QJsonObject& fields) override
    {
        if (kind == "device.changed")
            lines.append(fields.value(u"change").toString());
        return {};
    }
};

/// Which PIN was asked again for what, and what came of it.
class StepUps final : public core::AuditSink
{
public:
    QStringList lines;
    [[nodiscard]] Result<> record(std::string_view kind, const QJsonObject& fields) override
    {
        if (fields.value(u"for").toString() == u"scanner-moved")
            lines.append(QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())) + u' ' +
                         fields.value(u"reason").toString());
        return {};
    }
};
} // namespace

class TestDeviceStation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void thePageSeesWhatTheScannerSees();
    void theDemosCameraIsShown();
    void theDaysFirstLookIsDueUntilItWas();
    void aLensIsLookedThrough();
    void picturesAndLooksGiveWayToEachOther();
    void anotherPortIsPermittedByASupervisorsPin();
    void anotherPortIsPermittedOnThePage();

private:
    QTemporaryDir m_folder;
    core::SystemClock m_clock;
    FileCareStore m_care{m_folder.filePath(QStringLiteral("care"))};
    Notes m_notes;
    std::optional<DemoBranch> m_branch;
    std::unique_ptr<DemoStaff> m_staff;
};

void TestDeviceStation::initTestCase()
{
    Result<DemoBranch> branch = DemoBranch::open(m_folder.path(), m_clock);
    QVERIFY(branch);
    QVERIFY(branch->criteria());
    m_branch = std::move(*branch);
    m_staff = std::make_unique<DemoStaff>(*m_branch, [this](const pki::Certificate& certificate) {
        return staffFrom(m_branch->criteria()->criteria, certificate, m_branch->branchId());
    });
}

void TestDeviceStation::thePageSeesWhatTheScannerSees()
{
    const criteria::Criteria& criteria = m_branch->criteria()->criteria;
    const Result<DemoScanner> demo = DemoScanner::open(*m_branch);
    QVERIFY(demo);
    devices::RegisteredScanner scanner(demo->setup(criteria, m_branch->workstationId()), m_notes, m_clock);
    DeviceStation station(scanner, *m_staff, m_care, m_clock, criteria, m_branch->workstationId());
    QCOMPARE(station.devices().constFirst().state, DeviceState::Looking);
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(station.devices().constFirst().state, DeviceState::Ready, 10'000);

    int pictures = 0;
    QString hint;
    connect(&station, &DeviceSource::pictureCame, this, [&](const LivePicture& live) {
        pictures += live.picture.isNull() ? 0 : 1;
        if (live.hint)
            hint = live.hint->code.toString();
    });
    const QString id = station.devices().constFirst().id;
    const QFuture<Result<>> first = station.show(id);
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 2, 10'000);
    const simulation_devices::ScannerPuppet puppet(demo->socket());
    QVERIFY(puppet.present({.hand = {.person = 3, .side = simulation_palm::Side::Left},
        .spec = {.condition = simulation_palm::Condition::TooFar}}));
    QTRY_COMPARE_WITH_TIMEOUT(hint, QStringLiteral("devices.retry-too-far"), 10'000);
    // A second look ends the first and begins when it has ended.
    station.stop();
    const QFuture<Result<>> second = station.show(id);
    QCOMPARE(outcomeOf(first), QStringLiteral("good"));
    pictures = 0;
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 2, 10'000);
    station.stop();
    QCOMPARE(outcomeOf(second), QStringLiteral("good"));
    {
        // One that goes while it shows something leaves nothing behind, and its question is answered.
        auto other =
            std::make_unique<DeviceStation>(scanner, *m_staff, m_care, m_clock, criteria, m_branch->workstationId());
        const QFuture<Result<>> left = other->show(id);
        other.reset();
        QCOMPARE(outcomeOf(left), QStringLiteral("devices.cancelled"));
        scanner.cancel();
    }

    // The window, which nobody has shown clean yet, then clean, then with fingers on it.
    const auto care = [&](CareAsk ask) {
        const QFuture<Result<CareShown>> future = station.care(id, ask);
        const bool good = outcomeOf(future) == u"good";
        return good ? std::optional(future.result()->state) : std::nullopt;
    };
    QTRY_COMPARE(care(CareAsk::Look), CareState::NeverShownClean);
    QCOMPARE(care(CareAsk::TakeAsClean), CareState::Clean);
    QVERIFY(puppet.tell(QStringLiteral("DIRT 70")));
    QCOMPARE(care(CareAsk::Look), CareState::Dirty);
    QVERIFY(puppet.tell(QStringLiteral("DIRT 0")));
    QCOMPARE(care(CareAsk::Look), CareState::Clean);

    QVERIFY(puppet.unplug());
    QTRY_COMPARE_WITH_TIMEOUT(station.devices().constFirst().state, DeviceState::NotThere, 5000);
    QVERIFY(puppet.plug());
    QTRY_COMPARE_WITH_TIMEOUT(station.devices().constFirst().state, DeviceState::Ready, 5000);
}

void TestDeviceStation::theDemosCameraIsShown()
{
    const criteria::Criteria& criteria = m_branch->criteria()->criteria;
    const Result<DemoScanner> demo = DemoScanner::open(*m_branch);
    QVERIFY(demo);
    devices::RegisteredScanner scanner(demo->setup(criteria, m_branch->workstationId()), m_notes, m_clock);
    DeviceStation station(scanner, *m_staff, m_care, m_clock, criteria, m_branch->workstationId(),
        devices::CameraBus(m_folder.path()), &DemoScanner::camera);
    const ShownDevice camera = station.devices().constLast();
    QCOMPARE(camera.kind, DeviceKind::FaceCamera);
    QCOMPARE(camera.state, DeviceState::Ready);
    int pictures = 0;
    connect(&station, &DeviceSource::pictureCame, this,
        [&](const LivePicture& live) { pictures += live.picture.size() == QSize(640, 480) ? 1 : 0; });
    const QFuture<Result<>> shown = station.show(camera.id);
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 3, 10'000);
    station.stop();
    QCOMPARE(outcomeOf(shown), QStringLiteral("good"));
    QCOMPARE(outcomeOf(station.show(QStringLiteral("camera-nobody"))), QStringLiteral("devices.not-found"));
    // Nothing plays a camera outside the demo.
    DeviceStation plain(
        scanner, *m_staff, m_care, m_clock, criteria, m_branch->workstationId(), devices::CameraBus(m_folder.path()));
    QCOMPARE(plain.devices().constLast().state, DeviceState::NotThere);
}

void TestDeviceStation::theDaysFirstLookIsDueUntilItWas()
{
    const criteria::Criteria& criteria = m_branch->criteria()->criteria;
    const Result<DemoScanner> demo = DemoScanner::open(*m_branch);
    QVERIFY(demo);
    FileCareStore store(m_folder.filePath(QStringLiteral("first-look")));
    test::FakeClock clock;
    devices::RegisteredScanner scanner(demo->setup(criteria, m_branch->workstationId()), m_notes, m_clock);
    DeviceStation station(scanner, *m_staff, store, clock, criteria, m_branch->workstationId(),
        devices::CameraBus(m_folder.path()), &DemoScanner::camera);
    const QString camera = station.devices().constLast().id;
    QCOMPARE(station.careDue(), QStringList{camera}); // the scanner is still being looked for
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(station.careDue().size(), 2, 10'000);
    const QString palm = station.devices().constFirst().id;
    QVERIFY(!station.devices().constFirst().care);
    Changes changes;
    station.recordTo(changes);
    for (const QString& id : {palm, camera}) {
        QCOMPARE(outcomeOf(station.care(id, CareAsk::TakeAsClean)), QStringLiteral("good"));
        QVERIFY(!station.careDue().contains(id));
    }
    // Who says what clean looks like stands in the journal; said once, a teller is held against it.
    QCOMPARE(changes.lines.size(), 2);
    QVERIFY(changes.lines.constFirst().startsWith(u"shown clean"));
    StaffMember member{};
    member.id = QStringLiteral("somebody");
    station.askWhoServes([&member] { return member; });
    member.role = identity::StaffRole::Teller;
    QCOMPARE(outcomeOf(station.care(camera, CareAsk::TakeAsClean)), QStringLiteral("good"));
    QCOMPARE(changes.lines.size(), 2);
    member.role = identity::StaffRole::Supervisor;
    QCOMPARE(outcomeOf(station.care(camera, CareAsk::TakeAsClean)), QStringLiteral("good"));
    QCOMPARE(changes.lines.size(), 3);
    QVERIFY(changes.lines.constLast().endsWith(u"somebody"));
    QCOMPARE(station.devices().constFirst().care->state, CareState::Clean);
    QCOMPARE(station.devices().constLast().care->state, CareState::Clean);
    clock.advance(std::chrono::hours(24)); // tomorrow
    QCOMPARE(station.careDue().size(), 2);

    // The demo's own camera is clean again, though its picture moves.
    const QFuture<Result<CareShown>> again = station.care(camera, CareAsk::Look);
    QCOMPARE(outcomeOf(again), QStringLiteral("good"));
    QCOMPARE(again.result()->state, CareState::Clean);
}

void TestDeviceStation::aLensIsLookedThrough()
{
    const criteria::Criteria& criteria = m_branch->criteria()->criteria;
    const Result<DemoScanner> demo = DemoScanner::open(*m_branch);
    QVERIFY(demo);
    FileCareStore store(m_folder.filePath(QStringLiteral("lens")));
    devices::RegisteredScanner scanner(demo->setup(criteria, m_branch->workstationId()), m_notes, m_clock);
    // A room full of fine structure; through a dirty lens a third of it is mere brightness.
    bool isDirty = false;
    const auto room = [&isDirty](quint64 number) -> std::optional<imaging::Frame> {
        constexpr imaging::Size kSize{640, 480};
        QByteArray pixels(qsizetype(kSize.width) * kSize.height, Qt::Uninitialized);
        for (int y = 0; y < kSize.height; ++y) {
            for (int x = 0; x < kSize.width; ++x) {
                const bool isBlurred = isDirty && x < kSize.width / 3;
                pixels[qsizetype(y) * kSize.width + x] =
                    static_cast<char>(isBlurred ? 120 : ((x / 4 + y / 4) % 2 == 0 ? 80 : 160));
            }
        }
        pixels[0] = static_cast<char>(number); // no camera gives the same picture twice
        return imaging::Frame::make(kSize, imaging::PixelFormat::Grey8, pixels).value();
    };
    DeviceStation station(scanner, *m_staff, store, m_clock, criteria, m_branch->workstationId(),
        devices::CameraBus(m_folder.path()), [&room](const criteria::Camera&) -> std::unique_ptr<devices::Camera> {
            return std::make_unique<simulation_devices::VirtualCamera>(room);
        });
    const QString camera = station.devices().constLast().id;
    const auto look = [&](CareAsk ask) {
        const QFuture<Result<CareShown>> future = station.care(camera, ask);
        return outcomeOf(future) == u"good" ? std::optional(future.result()) : std::nullopt;
    };
    StaffMember member{};
    member.role = identity::StaffRole::Teller;
    station.askWhoServes([&member] { return member; });
    QCOMPARE(look(CareAsk::Look)->value().state, CareState::NeverShownClean);
    const auto first = look(CareAsk::TakeAsClean)->value(); // the first clean picture is anybody's to show
    QCOMPARE(first.state, CareState::Clean);
    QVERIFY(!first.needsSupervisor);
    isDirty = true;
    const auto dirty = look(CareAsk::Look)->value();
    QCOMPARE(dirty.state, CareState::Dirty);
    QVERIFY(!dirty.needsSupervisor);
    // Said to be clean by a teller, it is held against the picture that there is, and the way out is told.
    const auto claimed = look(CareAsk::TakeAsClean)->value();
    QCOMPARE(claimed.state, CareState::Dirty);
    QVERIFY(claimed.needsSupervisor);
    // Marked where it is: on the left and not on the right.
    QVERIFY(dirty.marked.pixelColor(50, 130) != dirty.marked.pixelColor(290, 130));
    isDirty = false;
    const auto wiped = look(CareAsk::TakeAsClean)->value();
    QCOMPARE(wiped.state, CareState::Clean);
    QVERIFY(!wiped.needsSupervisor);
    isDirty = true;
    member.role = identity::StaffRole::Supervisor;
    const auto ruled = look(CareAsk::TakeAsClean)->value();
    QCOMPARE(ruled.state, CareState::Clean);
    QVERIFY(!ruled.needsSupervisor);
    QCOMPARE(
        outcomeOf(station.care(QStringLiteral("camera-nobody"), CareAsk::Look)), QStringLiteral("devices.not-found"));
}

void TestDeviceStation::picturesAndLooksGiveWayToEachOther()
{
    const criteria::Criteria& criteria = m_branch->criteria()->criteria;
    const Result<DemoScanner> demo = DemoScanner::open(*m_branch);
    QVERIFY(demo);
    FileCareStore store(m_folder.filePath(QStringLiteral("ways")));
    devices::RegisteredScanner scanner(demo->setup(criteria, m_branch->workstationId()), m_notes, m_clock);
    DeviceStation station(scanner, *m_staff, store, m_clock, criteria, m_branch->workstationId(),
        devices::CameraBus(m_folder.path()), &DemoScanner::camera);
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(station.devices().constFirst().state, DeviceState::Ready, 10'000);
    const QString palm = station.devices().constFirst().id;
    int pictures = 0;
    connect(&station, &DeviceSource::pictureCame, this,
        [&](const LivePicture& live) { pictures += live.picture.isNull() ? 0 : 1; });
    // A live picture that is being stopped is waited for, and so is a look.
    const QFuture<Result<>> shown = station.show(palm);
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 1, 10'000);
    station.stop();
    const QFuture<Result<CareShown>> looked = station.care(palm, CareAsk::TakeAsClean);
    QCOMPARE(outcomeOf(shown), QStringLiteral("good"));
    QCOMPARE(outcomeOf(looked), QStringLiteral("good"));

    const QFuture<Result<CareShown>> cut = station.care(palm, CareAsk::Look);
    QCOMPARE(outcomeOf(station.care(palm, CareAsk::Look)), QStringLiteral("devices.busy"));
    station.stop();
    const QFuture<Result<CareShown>> second = station.care(palm, CareAsk::Look);
    QCOMPARE(outcomeOf(cut), QStringLiteral("devices.cancelled"));
    QCOMPARE(outcomeOf(second), QStringLiteral("good"));
    const QFuture<Result<CareShown>> third = station.care(palm, CareAsk::Look);
    pictures = 0;
    const QFuture<Result<>> live = station.show(palm); // ends the look by itself
    QCOMPARE(outcomeOf(third), QStringLiteral("devices.cancelled"));
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 1, 10'000);
    station.stop();
    QCOMPARE(outcomeOf(live), QStringLiteral("good"));
}

void TestDeviceStation::anotherPortIsPermittedByASupervisorsPin()
{
    const criteria::Criteria& criteria = m_branch->criteria()->criteria;
    const Result<DemoScanner> demo = DemoScanner::open(*m_branch);
    QVERIFY(demo);
    devices::RegisteredSetup setup = demo->setup(criteria, m_branch->workstationId());
    for (devices::PluginHost* host : {&setup.host, &setup.watch})
        host->environment.insert(QStringLiteral("TIRKEU_VIRTUAL_SCANNER_PORT"), QStringLiteral("virtual:palm-2"));
    devices::RegisteredScanner scanner(setup, m_notes, m_clock);
    DeviceStation station(scanner, *m_staff, m_care, m_clock, criteria, m_branch->workstationId());
    StepUps asked;
    station.recordTo(asked);
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(station.devices().constFirst().state, DeviceState::OtherPort, 10'000);
    const QString id = station.devices().constFirst().id;
    m_staff->insert(2); // nobody has looked at its picture yet
    QCOMPARE(outcomeOf(station.permitPort(id, pin("2222"), LastTry::NotAgreed)),
        QStringLiteral("devices.picture-not-shown"));
    int pictures = 0;
    connect(&station, &DeviceSource::pictureCame, this,
        [&](const LivePicture& live) { pictures += live.picture.isNull() ? 0 : 1; });
    const QFuture<Result<>> shown = station.show(id);
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 0, 10'000);
    station.stop();
    QCOMPARE(outcomeOf(shown), QStringLiteral("good"));

    m_staff->insert(0);
    QCOMPARE(outcomeOf(station.permitPort(id, pin("2222"), LastTry::NotAgreed)), QStringLiteral("signin.token-absent"));
    m_staff->insert(1); // a teller may not
    QCOMPARE(outcomeOf(station.permitPort(id, pin("1111"), LastTry::NotAgreed)),
        QStringLiteral("devices.permission-refused"));
    m_staff->insert(2);
    QCOMPARE(outcomeOf(station.permitPort(id, pin("1234"), LastTry::NotAgreed)), QStringLiteral("signin.pin-wrong"));
    QCOMPARE(station.devices().constFirst().state, DeviceState::OtherPort);
    QCOMPARE(outcomeOf(station.permitPort(id, pin("2222"), LastTry::NotAgreed)), QStringLiteral("good"));
    QCOMPARE(station.devices().constFirst().state, DeviceState::Ready);
    QCOMPARE(asked.lines, (QStringList{QStringLiteral("stepup.refused devices.picture-not-shown"),
                              QStringLiteral("stepup.refused devices.permission-refused"),
                              QStringLiteral("stepup.refused signin.pin-wrong"), QStringLiteral("stepup.succeeded ")}));
}

// The same as a person does it: look at the picture, type the PIN, and the port may be used.
void TestDeviceStation::anotherPortIsPermittedOnThePage()
{
    const criteria::Criteria& criteria = m_branch->criteria()->criteria;
    const Result<DemoScanner> demo = DemoScanner::open(*m_branch);
    QVERIFY(demo);
    devices::RegisteredSetup setup = demo->setup(criteria, m_branch->workstationId());
    for (devices::PluginHost* host : {&setup.host, &setup.watch})
        host->environment.insert(QStringLiteral("TIRKEU_VIRTUAL_SCANNER_PORT"), QStringLiteral("virtual:palm-2"));
    devices::RegisteredScanner scanner(setup, m_notes, m_clock);
    DeviceStation station(scanner, *m_staff, m_care, m_clock, criteria, m_branch->workstationId());
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(station.devices().constFirst().state, DeviceState::OtherPort, 10'000);
    const QString id = station.devices().constFirst().id;
    Theme theme(*qApp);
    LanguageSwitch language;
    bool isSupervisor = false;
    DevicesPage page(theme, language, station, *m_staff, [&isSupervisor] { return isSupervisor; });
    page.resize(1100, 700);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    auto* pin = page.findChild<QLineEdit*>(QStringLiteral("permitPin"));
    auto* permit = page.findChild<QPushButton*>(QStringLiteral("permitButton"));
    QVERIFY(pin != nullptr && permit != nullptr);
    const auto check = [&] {
        QTest::keyClick(page.findChild<QPushButton*>(QStringLiteral("check-") + id), Qt::Key_Space);
    };
    QVERIFY(!pin->isVisible()); // no PIN before a picture
    check();
    // A teller sees the picture and a sentence, and has nothing to type into.
    QTRY_VERIFY_WITH_TIMEOUT(permit->parentWidget()->isVisible(), 10'000);
    QVERIFY(!pin->isVisible() && !permit->isVisible());
    QTest::keyClick(page.findChild<QPushButton*>(QStringLiteral("stopButton")), Qt::Key_Space);

    isSupervisor = true;
    m_staff->insert(2);
    page.forget();
    check();
    QTRY_VERIFY_WITH_TIMEOUT(pin->isVisible(), 10'000);
    QTest::keyClicks(pin, QStringLiteral("2222"));
    QTest::keyClick(permit, Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(station.devices().constFirst().state, DeviceState::Ready, 30'000);
    QTRY_VERIFY(!pin->isVisible());
}

QTEST_MAIN(TestDeviceStation)
#include "tst_devicestation.moc"
