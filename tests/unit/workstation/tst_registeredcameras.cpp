#include "playedcameras.h"

#include "bootstrap/demostaff.h"
#include "bootstrap/devicestation.h"
#include "bootstrap/filecarestore.h"
#include "bootstrap/stafflookup.h"
#include "equipment/devicespage.h"
#include "theme/language.h"
#include <casefile/event.h>
#include <demo/demobranch.h>
#include <simulation_devices/virtualcamera.h>

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace tirkeu;
using namespace tirkeu::workstation;
using demo::DemoBranch;
using test::PlayedCameras;
using namespace std::chrono_literals;

namespace {
class Notes final : public core::AuditSink
{
public:
    [[nodiscard]] Result<> record(std::string_view kind, const QJsonObject& fields) override
    {
        if (isFull)
            return failure(ErrorCode("test.full"), ErrorKind::Bug);
        const QString name = QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size()));
        lines.append(name + u' ' + fields.value(u"device").toString() + u' ' +
                     fields.value(u"reason").toString(fields.value(u"place").toString()));
        all.append(name + u' ' + fields.value(u"for").toString() + u' ' + fields.value(u"change").toString());
        // As the vault would check it.
        return casefile::check(
            {casefile::kindNamed(kind).value(), m_clock.wall(), QStringLiteral("workstation"), {}, {}, fields});
    }
    QStringList lines;
    QStringList all;
    bool isFull = false;

private:
    core::SystemClock m_clock;
};

criteria::Camera registered()
{
    return {QStringLiteral("face-1"), QStringLiteral("ws"), criteria::Camera::Use::Face, QStringLiteral("HD Camera"),
        QStringLiteral("046d:082d"), QStringLiteral("CAM-1"), QStringLiteral("1-1.4")};
}

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

// BIO-7, 19: cameras that come and go while the program runs, and what is said and written of them.
class TestRegisteredCameras : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aCameraComesAndGoes();
    void aCameraThatComesWhileALookBeginsIsMissedWhenItGoes();
    void aCameraThatMayNotBeOpenedYetIsAskedAgain();
    void driversAreAskedBesideTheWindowsThread();
    void aStrangerIsRefusedWithAnEvent_data();
    void aStrangerIsRefusedWithAnEvent();
    void anotherOneInThePlaceOfOursIsTold();
    void whatTheJournalDoesNotTakeIsNotUsed();
    void whatIsMissingIsTold();
    void anotherPortIsPermittedByASupervisorsPin();
    void anotherPortIsPermittedOnThePage();

private:
    /// A station of the demo branch whose criteria register a camera on a real port.
    struct Desk
    {
        explicit Desk(TestRegisteredCameras& test)
            : criteria(test.criteria())
            , scanner({.host = {},
                          .watch = {},
                          .criteria = criteria,
                          .workstation = test.m_branch->workstationId(),
                          .servicePorts = {}},
                  notes, test.m_clock)
            , care(test.m_folder.filePath(QStringLiteral("care")))
            , station(
                  scanner, *test.m_staff, care, test.m_clock, criteria, test.m_branch->workstationId(), played.bus())
        {
            station.recordTo(notes);
            station.openBy([](const devices::CameraFacts&) {
                return std::make_unique<simulation_devices::VirtualCamera>([](quint64 number) {
                    QByteArray pixels(qsizetype(640) * 480, char(100));
                    pixels[0] = static_cast<char>(number);
                    return std::optional(imaging::Frame::make({640, 480}, imaging::PixelFormat::Grey8, pixels).value());
                });
            });
        }
        [[nodiscard]] std::optional<ShownDevice> camera() const
        {
            for (const ShownDevice& device : station.devices()) {
                if (device.kind == DeviceKind::FaceCamera)
                    return device;
            }
            return std::nullopt;
        }
        [[nodiscard]] DeviceState state() const { return camera() ? camera()->state : DeviceState::Looking; }
        PlayedCameras played;
        criteria::Criteria criteria;
        Notes notes;
        devices::RegisteredScanner scanner;
        FileCareStore care;
        DeviceStation station;
    };
    [[nodiscard]] criteria::Criteria criteria() const
    {
        criteria::Criteria known = m_branch->criteria()->criteria;
        criteria::Camera camera = registered();
        camera.workstation = m_branch->workstationId();
        known.cameras = {camera};
        return known;
    }

    QTemporaryDir m_folder;
    core::SystemClock m_clock;
    std::optional<DemoBranch> m_branch;
    std::unique_ptr<DemoStaff> m_staff;
};

void TestRegisteredCameras::initTestCase()
{
    Result<DemoBranch> branch = DemoBranch::open(m_folder.path(), m_clock);
    QVERIFY(branch && branch->criteria());
    m_branch = std::move(*branch);
    m_staff = std::make_unique<DemoStaff>(*m_branch, [this](const pki::Certificate& certificate) {
        return staffFrom(m_branch->criteria()->criteria, certificate, m_branch->branchId());
    });
}

void TestRegisteredCameras::aCameraComesAndGoes()
{
    PlayedCameras played;
    Notes notes;
    RegisteredCameras cameras(played.bus(), {registered()});
    cameras.recordTo(notes);
    QTRY_VERIFY_WITH_TIMEOUT(cameras.hasLooked(), 5000);
    QVERIFY(cameras.seen().isEmpty());
    QCOMPARE(cameras.missing().size(), 1);
    played.plug({.number = 0, .port = QStringLiteral("1-1.4")});
    QTRY_COMPARE_WITH_TIMEOUT(cameras.seen().size(), 1, 5000);
    QVERIFY(cameras.seen().constFirst().judgement.isUsable());
    QVERIFY(cameras.missing().isEmpty());
    played.pull(0);
    QTRY_VERIFY_WITH_TIMEOUT(cameras.seen().isEmpty(), 5000);
    played.plug({.number = 1, .port = QStringLiteral("1-1.4")});
    QTRY_COMPARE_WITH_TIMEOUT(cameras.seen().size(), 1, 5000);
    const QString came = QStringLiteral("device.attached face-1 1-1.4");
    QCOMPARE(notes.lines, (QStringList{came, QStringLiteral("device.removed HD Camera 1-1.4"), came}));
}

void TestRegisteredCameras::aCameraThatComesWhileALookBeginsIsMissedWhenItGoes()
{
    PlayedCameras played;
    QThreadPool& pool = *QThreadPool::globalInstance();
    QSemaphore held;
    const int threads = pool.maxThreadCount();
    for (int i = 0; i < threads; ++i)
        pool.start([&held] { held.acquire(); });
    RegisteredCameras cameras(played.bus(), {registered()}); // has begun to look and does not come to it
    played.plug({.number = 0, .port = QStringLiteral("1-1.4")});
    connect(&cameras, &RegisteredCameras::changed, &cameras, [&] {
        if (!cameras.seen().isEmpty())
            played.pull(0);
    });
    QSignalSpy changes(&cameras, &RegisteredCameras::changed);
    held.release(threads);
    QVERIFY(changes.wait(5000));
    QCOMPARE(cameras.seen().size(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(cameras.seen().isEmpty(), 5000);
}

// The kernel lists a camera a moment before the person at the workstation may open it; nothing is told of that moment.
void TestRegisteredCameras::aCameraThatMayNotBeOpenedYetIsAskedAgain()
{
    Desk desk(*this);
    desk.played.withhold(true);
    desk.played.plug({.number = 0, .port = QStringLiteral("1-1.4")});
    QTRY_VERIFY(desk.played.asks() > 1);
    QCOMPARE(desk.state(), DeviceState::NotThere);
    QCOMPARE(desk.station.missingCamera()->code.toString(), QStringLiteral("devices.camera-absent"));
    // Where it stays so, no cable is to blame.
    QTRY_COMPARE_WITH_TIMEOUT(
        desk.station.missingCamera()->code.toString(), QStringLiteral("devices.camera-closed"), 20'000);
    desk.played.withhold(false);
    QTRY_COMPARE(desk.state(), DeviceState::Ready);
    QVERIFY(!desk.station.missingCamera());
}

void TestRegisteredCameras::driversAreAskedBesideTheWindowsThread()
{
    PlayedCameras played;
    played.plug({.number = 0, .port = QStringLiteral("1-1.4")});
    RegisteredCameras cameras(played.bus(), {registered()});
    QVERIFY(!cameras.hasLooked()); // what takes time has only begun
    QTRY_VERIFY_WITH_TIMEOUT(cameras.hasLooked(), 5000);
    QVERIFY(!played.askedFrom().isEmpty());
    QVERIFY(!played.askedFrom().contains(QThread::currentThread()));
    // Nothing has changed, so nobody is asked again.
    QSignalSpy changes(&cameras, &RegisteredCameras::changed);
    QVERIFY(!changes.wait(500));
}

void TestRegisteredCameras::aStrangerIsRefusedWithAnEvent_data()
{
    QTest::addColumn<QString>("port");
    QTest::addColumn<QString>("serial");
    QTest::addColumn<QString>("controller");
    QTest::addColumn<QString>("line");
    const QString real = QStringLiteral("pci0000:00/0000:00:14.0/usb1");
    QTest::newRow("unknown") << QStringLiteral("1-2") << QStringLiteral("CAM-9") << real
                             << QStringLiteral("device.refused HD Camera unknown");
    QTest::newRow("replaced") << QStringLiteral("1-1.4") << QStringLiteral("CAM-9") << real
                              << QStringLiteral("device.refused face-1 replaced");
    QTest::newRow("moved") << QStringLiteral("1-2") << QStringLiteral("CAM-1") << real
                           << QStringLiteral("device.refused face-1 moved");
    QTest::newRow("from another machine")
        << QStringLiteral("1-1.4") << QStringLiteral("CAM-1") << QStringLiteral("platform/vhci_hcd.0/usb5")
        << QStringLiteral("device.refused HD Camera virtual: network");
}

void TestRegisteredCameras::aStrangerIsRefusedWithAnEvent()
{
    QFETCH(QString, port);
    QFETCH(QString, serial);
    QFETCH(QString, controller);
    QFETCH(QString, line);
    PlayedCameras played;
    Notes notes;
    RegisteredCameras cameras(played.bus(), {registered()});
    cameras.recordTo(notes);
    played.plug({.number = 0, .port = port, .serial = serial, .controller = controller});
    QTRY_COMPARE_WITH_TIMEOUT(notes.lines, QStringList{line}, 5000);
    QVERIFY(!cameras.seen().constFirst().judgement.isUsable());
    cameras.judge();
    QCOMPARE(notes.lines.size(), 1); // told once
}

void TestRegisteredCameras::anotherOneInThePlaceOfOursIsTold()
{
    Desk desk(*this);
    desk.played.plug({.number = 0, .port = QStringLiteral("1-1.4"), .serial = QStringLiteral("CAM-9")});
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), DeviceState::Refused, 5000);
    QCOMPARE(desk.camera()->why->code.toString(), QStringLiteral("devices.camera-replaced"));
    QCOMPARE(desk.station.missingCamera()->code.toString(), QStringLiteral("devices.camera-replaced"));
    QCOMPARE(outcomeOf(desk.station.show(desk.camera()->id)), QStringLiteral("devices.not-found"));
    desk.played.plug({.number = 2, .port = QStringLiteral("1-7")}); // and ours in another port
    QTRY_VERIFY_WITH_TIMEOUT(desk.notes.lines.contains(QStringLiteral("device.refused face-1 moved")), 5000);
    QCOMPARE(desk.station.devices().size(), 3); // no scanner, the stranger, ours
}

void TestRegisteredCameras::whatTheJournalDoesNotTakeIsNotUsed()
{
    Desk desk(*this);
    desk.notes.isFull = true;
    desk.played.plug({.number = 0, .port = QStringLiteral("1-1.4")});
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), DeviceState::Refused, 5000);
    QCOMPARE(desk.camera()->why->code.toString(), QStringLiteral("test.full"));
    QCOMPARE(outcomeOf(desk.station.show(desk.camera()->id)), QStringLiteral("devices.not-found"));
    desk.notes.isFull = false;
    int pictures = 0;
    connect(&desk.station, &DeviceSource::pictureCame, this, [&](const LivePicture&) { ++pictures; });
    const QFuture<Result<>> shown = desk.station.show(desk.camera()->id); // it is offered again
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 0, 5000);
    QCOMPARE(desk.state(), DeviceState::Ready);
    desk.station.stop();
    QCOMPARE(outcomeOf(shown), QStringLiteral("good"));
}

void TestRegisteredCameras::whatIsMissingIsTold()
{
    Desk desk(*this);
    QVERIFY(!desk.station.missingCamera()); // nobody has looked yet
    QTRY_VERIFY_WITH_TIMEOUT(desk.station.missingCamera().has_value(), 5000);
    QCOMPARE(desk.station.missingCamera()->code.toString(), QStringLiteral("devices.camera-absent"));
    QCOMPARE(desk.state(), DeviceState::NotThere);
    QVERIFY(desk.station.careDue().isEmpty());
    desk.played.plug({.number = 0, .port = QStringLiteral("1-1.4")});
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), DeviceState::Ready, 5000);
    QVERIFY(!desk.station.missingCamera());
    QCOMPARE(desk.station.careDue(), QStringList{desk.camera()->id});
    desk.played.pull(0);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), DeviceState::NotThere, 5000);
    QVERIFY(desk.station.missingCamera());
}

void TestRegisteredCameras::anotherPortIsPermittedByASupervisorsPin()
{
    Desk desk(*this);
    desk.played.plug({.number = 0, .port = QStringLiteral("1-2")});
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), DeviceState::OtherPort, 5000);
    QCOMPARE(desk.station.missingCamera()->code.toString(), QStringLiteral("devices.camera-moved"));
    QVERIFY(desk.station.careDue().isEmpty());
    const QString id = desk.camera()->id;
    m_staff->insert(2);
    QCOMPARE(outcomeOf(desk.station.permitPort(id, pin("2222"), LastTry::NotAgreed)),
        QStringLiteral("devices.picture-not-shown"));
    int pictures = 0;
    connect(&desk.station, &DeviceSource::pictureCame, this, [&](const LivePicture&) { ++pictures; });
    const QFuture<Result<>> shown = desk.station.show(id);
    QTRY_VERIFY_WITH_TIMEOUT(pictures > 0, 5000);
    desk.station.stop();
    QCOMPARE(outcomeOf(shown), QStringLiteral("good"));
    m_staff->insert(0);
    QCOMPARE(
        outcomeOf(desk.station.permitPort(id, pin("2222"), LastTry::NotAgreed)), QStringLiteral("signin.token-absent"));
    m_staff->insert(1); // a teller may not
    QCOMPARE(outcomeOf(desk.station.permitPort(id, pin("1111"), LastTry::NotAgreed)),
        QStringLiteral("devices.permission-refused"));
    QCOMPARE(desk.state(), DeviceState::OtherPort);
    m_staff->insert(2);
    QCOMPARE(outcomeOf(desk.station.permitPort(id, pin("2222"), LastTry::NotAgreed)), QStringLiteral("good"));
    QCOMPARE(desk.state(), DeviceState::Ready);
    QVERIFY(!desk.station.missingCamera());
    QVERIFY(desk.notes.all.contains(QStringLiteral("stepup.refused camera-moved ")));
    QVERIFY(desk.notes.all.contains(QStringLiteral("stepup.succeeded camera-moved ")));
    QVERIFY(desk.notes.lines.contains(QStringLiteral("device.attached face-1 1-2")));
    QVERIFY(desk.notes.all.filter(QStringLiteral("works in 1-2")).size() == 1);
    // Pulled out and put elsewhere, the question is asked anew.
    desk.played.pull(0);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), DeviceState::NotThere, 5000);
    desk.played.plug({.number = 0, .port = QStringLiteral("1-3")});
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), DeviceState::OtherPort, 5000);
}

// The same as a person does it.
void TestRegisteredCameras::anotherPortIsPermittedOnThePage()
{
    Desk desk(*this);
    desk.played.plug({.number = 0, .port = QStringLiteral("1-2")});
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), DeviceState::OtherPort, 5000);
    Theme theme(*qApp);
    LanguageSwitch language;
    DevicesPage page(theme, language, desk.station, *m_staff, [] { return true; });
    page.resize(1100, 700);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    auto* field = page.findChild<QLineEdit*>(QStringLiteral("permitPin"));
    auto* permit = page.findChild<QPushButton*>(QStringLiteral("permitButton"));
    QVERIFY(field != nullptr && permit != nullptr);
    QVERIFY(!field->isVisible()); // no PIN before a picture
    m_staff->insert(2);
    QTest::keyClick(page.findChild<QPushButton*>(QStringLiteral("check-") + desk.camera()->id), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(field->isVisible(), 10'000);
    QTest::keyClicks(field, QStringLiteral("2222"));
    QTest::keyClick(permit, Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), DeviceState::Ready, 10'000);
    QTRY_VERIFY(!field->isVisible());
}

QTEST_MAIN(TestRegisteredCameras)
#include "tst_registeredcameras.moc"
