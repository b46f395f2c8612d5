#include "scannerbench.h"

#include "unit/criteria/democriteria.h"

#include <devices/registeredscanner.h>
#include <simulation_devices/sbiservice.h>
#include <simulation_devices/scannerpuppet.h>

#include <core/json.h>

#include <QFile>
#include <QSignalSpy>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace tirkeu::test;
using simulation_devices::ScannerPuppet;
using simulation_palm::Side;

namespace {
class Notes final : public core::AuditSink
{
public:
    [[nodiscard]] Result<> record(std::string_view kind, const QJsonObject&) override
    {
        if (isFull)
            return failure(ErrorCode("test.full"), ErrorKind::Bug);
        kinds.append(QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())));
        return {};
    }
    QStringList kinds;
    bool isFull = false;
};

/// A workstation whose criteria register the bench's scanner.
struct Desk
{
    Desk() = default;
    [[nodiscard]] RegisteredSetup setup() const
    {
        criteria::Criteria criteria = criteria::readCriteria(core::writeJson(demoCriteria())).value();
        criteria.vendors[0].root = bench.pki().vendor().certificate();
        PluginHost host = bench.host();
        PluginHost watch = bench.host();
        watch.environment.remove(QStringLiteral("TIRKEU_VIRTUAL_SCANNER_SOCKET"));
        watch.environment.insert(QStringLiteral("TIRKEU_VIRTUAL_SCANNER_PLUG"), puppet.plugFile());
        for (PluginHost* one : {&host, &watch})
            one->environment.insert(QStringLiteral("TIRKEU_VIRTUAL_SCANNER_PORT"), port);
        return {host, watch, criteria, QStringLiteral("ws-almaty-3-07")};
    }
    ScannerBench bench;
    ScannerPuppet puppet{bench.socket()};
    Notes notes;
    QString port;
};

QString refusalOf(const RegisteredScanner& scanner)
{
    return scanner.refusal() ? scanner.refusal()->code.toString() : QStringLiteral("none");
}

criteria::StaffMember member(identity::StaffRole role)
{
    const criteria::Criteria criteria = criteria::readCriteria(core::writeJson(demoCriteria())).value();
    return *std::find_if(
        criteria.staff.cbegin(), criteria.staff.cend(), [role](const auto& one) { return one.role == role; });
}
} // namespace

// The scanner as a workstation has it: registered, plugged, attested (BIO-19, 20).
class TestRegisteredScanner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHandIsCapturedWithItsAttestation();
    void theCableIsNoticedAndTheScannerComesBack();
    void oneActionAtATimeAndCancel();
    void whatTheJournalDoesNotTakeIsNotUsed();
    void aLyingScannerIsWrittenDown();
    void anotherPortAsksForPictureAndSupervisor();
    void goingAwayAnswers();
    void aLookGivesWayToACapture();
    void aDeviceServiceIsAScannerLikeAnyOther();
    void aForgedServiceIsWrittenDown();
};

void TestRegisteredScanner::aHandIsCapturedWithItsAttestation()
{
    Desk desk;
    RegisteredScanner scanner(desk.setup(), desk.notes, desk.bench.clock());
    QCOMPARE(refusalOf(scanner), QStringLiteral("devices.looking"));
    QCOMPARE(outcomeOf(scanner.capture({}, 5s)), QStringLiteral("devices.looking"));
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(scanner), QStringLiteral("none"), 10'000);
    QCOMPARE(desk.notes.kinds, QStringList{QStringLiteral("device.attached")});

    GuidanceLog log(scanner);
    const QFuture<Result<PalmCapture>> future = scanner.capture({.pairs = 2}, 20s);
    QTRY_VERIFY_WITH_TIMEOUT(log.pictures() > 1, 10'000); // open, looking at nothing
    QVERIFY(desk.puppet.present(
        {.hand = {.person = 4, .side = Side::Right}, .spec = {.condition = simulation_palm::Condition::TooNear}}));
    QVERIFY(settles(future));
    const Result<PalmCapture> capture = future.result();
    QVERIFY2(capture, capture ? "" : qPrintable(capture.error().detail));
    QCOMPARE(capture->pairs.size(), 2);
    QCOMPARE(capture->attestation.serial, QString::fromLatin1(simulation_devices::kVirtualSerial));
    const bool hinted = std::any_of(log.all.cbegin(), log.all.cend(),
        [](const Guidance& one) { return one.handPresent && one.hint == Hint::TooNear; });
    QVERIFY(hinted);
}

void TestRegisteredScanner::theCableIsNoticedAndTheScannerComesBack()
{
    Desk desk;
    RegisteredScanner scanner(desk.setup(), desk.notes, desk.bench.clock());
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(scanner), QStringLiteral("none"), 10'000);
    QCOMPARE(outcomeOf(scanner.open(10s)), QStringLiteral("good"));
    const QFuture<Result<PalmCapture>> cut = scanner.capture({}, 20s);
    QVERIFY(desk.puppet.unplug());
    QCOMPARE(outcomeOf(cut), QStringLiteral("devices.removed"));
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(scanner), QStringLiteral("devices.registry-absent"), 5000);
    QCOMPARE(outcomeOf(scanner.open(5s)), QStringLiteral("devices.registry-absent"));

    QVERIFY(desk.puppet.plug());
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(scanner), QStringLiteral("none"), 5000);
    GuidanceLog log(scanner);
    const QFuture<Result<PalmCapture>> again = scanner.capture({}, 20s);
    QTRY_VERIFY_WITH_TIMEOUT(log.pictures() > 0, 10'000);
    QVERIFY(desk.puppet.present({.hand = {.person = 4, .side = Side::Left}, .spec = {}}));
    QCOMPARE(outcomeOf(again), QStringLiteral("good"));
    QCOMPARE(desk.notes.kinds, (QStringList{QStringLiteral("device.attached"), QStringLiteral("device.removed"),
                                   QStringLiteral("device.attached")}));
}

void TestRegisteredScanner::oneActionAtATimeAndCancel()
{
    Desk desk;
    RegisteredScanner scanner(desk.setup(), desk.notes, desk.bench.clock());
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(scanner), QStringLiteral("none"), 10'000);
    const QFuture<Result<PalmCapture>> opening = scanner.capture({}, 20s);
    QCOMPARE(outcomeOf(scanner.capture({}, 5s)), QStringLiteral("devices.busy"));
    scanner.cancel(); // wherever it stands: opening or looking
    QCOMPARE(outcomeOf(opening), QStringLiteral("devices.cancelled"));
    GuidanceLog log(scanner);
    const QFuture<Result<PalmCapture>> looking = scanner.capture({}, 20s);
    QTRY_VERIFY_WITH_TIMEOUT(log.pictures() > 0, 10'000);
    scanner.cancel();
    QCOMPARE(outcomeOf(looking), QStringLiteral("devices.cancelled"));
    scanner.suspend();
    QCOMPARE(outcomeOf(scanner.open(5s)), QStringLiteral("devices.suspended"));
    scanner.resume();
    QCOMPARE(outcomeOf(scanner.open(10s)), QStringLiteral("good"));
    QCOMPARE(outcomeOf(scanner.close()), QStringLiteral("good"));
}

void TestRegisteredScanner::whatTheJournalDoesNotTakeIsNotUsed()
{
    Desk desk;
    desk.notes.isFull = true;
    RegisteredScanner scanner(desk.setup(), desk.notes, desk.bench.clock());
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(scanner), QStringLiteral("test.full"), 10'000);
    QCOMPARE(outcomeOf(scanner.open(5s)), QStringLiteral("test.full"));
    desk.notes.isFull = false; // offered again with the next try
    QCOMPARE(outcomeOf(scanner.open(10s)), QStringLiteral("good"));
}

void TestRegisteredScanner::aLyingScannerIsWrittenDown()
{
    Desk desk;
    RegisteredScanner scanner(desk.setup(), desk.notes, desk.bench.clock());
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(scanner), QStringLiteral("none"), 10'000);
    GuidanceLog log(scanner);
    const QFuture<Result<PalmCapture>> future = scanner.capture({}, 20s);
    QTRY_VERIFY_WITH_TIMEOUT(log.pictures() > 0, 10'000);
    QVERIFY(desk.puppet.tell(QStringLiteral("SWAP")));
    QVERIFY(desk.puppet.present({.hand = {.person = 4, .side = Side::Left}, .spec = {}}));
    QCOMPARE(outcomeOf(future), QStringLiteral("devices.attestation-frames-differ"));
    QCOMPARE(desk.notes.kinds.constLast(), QStringLiteral("device.refused"));
}

void TestRegisteredScanner::anotherPortAsksForPictureAndSupervisor()
{
    Desk desk;
    desk.port = QStringLiteral("virtual:palm-9");
    RegisteredScanner scanner(desk.setup(), desk.notes, desk.bench.clock());
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(scanner), QStringLiteral("devices.registry-moved"), 10'000);
    QCOMPARE(outcomeOf(scanner.capture({}, 5s)), QStringLiteral("devices.registry-moved"));
    const DeviceIdentity moved = scanner.seen().constFirst().device;
    const criteria::StaffMember supervisor = member(identity::StaffRole::Supervisor);
    const auto permitted = [&](PictureTest test, const criteria::StaffMember& by) {
        const Result<> result = scanner.permitMove(moved, test, by);
        return result ? QStringLiteral("good") : result.error().code.toString();
    };
    QCOMPARE(permitted(PictureTest::Passed, supervisor), QStringLiteral("devices.picture-not-shown"));

    GuidanceLog log(scanner);
    const QFuture<Result<>> shown = scanner.showMoved(moved, 20s);
    QTRY_VERIFY_WITH_TIMEOUT(log.pictures() > 2, 10'000);
    scanner.cancel();
    QCOMPARE(outcomeOf(shown), QStringLiteral("devices.cancelled"));
    QCOMPARE(permitted(PictureTest::Failed, supervisor), QStringLiteral("devices.permission-refused"));
    QCOMPARE(permitted(PictureTest::Passed, member(identity::StaffRole::Teller)),
        QStringLiteral("devices.permission-refused"));
    QCOMPARE(refusalOf(scanner), QStringLiteral("devices.registry-moved"));
    QCOMPARE(permitted(PictureTest::Passed, supervisor), QStringLiteral("good"));
    QCOMPARE(refusalOf(scanner), QStringLiteral("none"));
    QVERIFY(desk.notes.kinds.contains(QStringLiteral("device.changed")));

    const QFuture<Result<PalmCapture>> future = scanner.capture({}, 20s);
    QTRY_VERIFY_WITH_TIMEOUT(desk.puppet.present({.hand = {.person = 4, .side = Side::Left}, .spec = {}}), 10'000);
    QCOMPARE(outcomeOf(future), QStringLiteral("good"));
}

void TestRegisteredScanner::goingAwayAnswers()
{
    Desk desk;
    auto scanner = std::make_unique<RegisteredScanner>(desk.setup(), desk.notes, desk.bench.clock());
    scanner->start();
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(*scanner), QStringLiteral("none"), 10'000);
    const QFuture<Result<PalmCapture>> future = scanner->capture({}, 20s);
    scanner.reset();
    QCOMPARE(outcomeOf(future), QStringLiteral("devices.cancelled"));
}

void TestRegisteredScanner::aLookGivesWayToACapture()
{
    Desk desk;
    RegisteredScanner scanner(desk.setup(), desk.notes, desk.bench.clock());
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(scanner), QStringLiteral("none"), 10'000);
    GuidanceLog log(scanner);
    const QFuture<Result<PalmCapture>> look = scanner.capture({.mode = CaptureMode::Guide}, 60s);
    QTRY_VERIFY_WITH_TIMEOUT(log.pictures() > 0, 10'000);
    // Another look does not come between, an enrolment does, and only one.
    QCOMPARE(outcomeOf(scanner.capture({.mode = CaptureMode::Guide}, 5s)), QStringLiteral("devices.busy"));
    const QFuture<Result<PalmCapture>> capture = scanner.capture({.pairs = 1}, 30s);
    QCOMPARE(outcomeOf(scanner.capture({.pairs = 1}, 5s)), QStringLiteral("devices.busy"));
    QCOMPARE(outcomeOf(look), QStringLiteral("devices.cancelled"));
    QVERIFY(desk.puppet.present({.hand = {.person = 4, .side = Side::Left}, .spec = {}}));
    QCOMPARE(outcomeOf(capture), QStringLiteral("good"));

    // Opening it for somebody's case ends a look as well.
    const QFuture<Result<PalmCapture>> early = scanner.capture({.mode = CaptureMode::Guide}, 60s);
    QCOMPARE(outcomeOf(scanner.open(10s)), QStringLiteral("good"));
    QCOMPARE(outcomeOf(early), QStringLiteral("devices.cancelled"));

    // What waits for a look to end can be cancelled as well, and is answered when the scanner goes.
    const QFuture<Result<PalmCapture>> second = scanner.capture({.mode = CaptureMode::Guide}, 60s);
    const QFuture<Result<PalmCapture>> waiting = scanner.capture({.pairs = 1}, 30s);
    scanner.cancel();
    QCOMPARE(outcomeOf(waiting), QStringLiteral("devices.cancelled"));
    QCOMPARE(outcomeOf(second), QStringLiteral("devices.cancelled"));
    auto other = std::make_unique<RegisteredScanner>(desk.setup(), desk.notes, desk.bench.clock());
    other->start();
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(*other), QStringLiteral("none"), 10'000);
    const QFuture<Result<PalmCapture>> third = other->capture({.mode = CaptureMode::Guide}, 60s);
    const QFuture<Result<PalmCapture>> left = other->capture({.pairs = 1}, 30s);
    other.reset();
    QCOMPARE(outcomeOf(third), QStringLiteral("devices.cancelled"));
    QCOMPARE(outcomeOf(left), QStringLiteral("devices.cancelled"));
}

void TestRegisteredScanner::aDeviceServiceIsAScannerLikeAnyOther()
{
    Desk desk;
    RegisteredSetup setup = desk.setup();
    setup.host = {};
    setup.watch = {};
    setup.criteria.scanners[0].busPath = kServedPath;
    auto service = std::move(*simulation_devices::SbiService::start(desk.bench.pki().scanner(), desk.bench.clock()));
    setup.servicePorts = {1, service->port()};
    RegisteredScanner scanner(setup, desk.notes, desk.bench.clock());
    QCOMPARE(outcomeOf(scanner.capture({}, 5s)), QStringLiteral("devices.looking"));
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(scanner), QStringLiteral("none"), 10'000);
    QCOMPARE(scanner.seen().size(), 1);
    QCOMPARE(scanner.seen().constFirst().device.busPath, QString(kServedPath));
    QCOMPARE(desk.notes.kinds, QStringList{QStringLiteral("device.attached")});
    GuidanceLog log(scanner);
    QVERIFY(settles(scanner.capture({.mode = CaptureMode::Guide}, 10s)));
    QVERIFY(log.pictures() > 0);
    const QFuture<Result<PalmCapture>> capture = scanner.capture({.pairs = 2}, 20s);
    QCOMPARE(outcomeOf(capture), QStringLiteral("good"));
    QCOMPARE(capture.result()->pairs.size(), 2);
    QVERIFY(capture.result()->attestation.channelProtected);

    service->hangUp(true); // as if it had ended
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(scanner), QStringLiteral("devices.registry-absent"), 15'000);
    QCOMPARE(outcomeOf(scanner.capture({}, 5s)), QStringLiteral("devices.registry-absent"));
    service->hangUp(false);
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(scanner), QStringLiteral("none"), 15'000);
    QCOMPARE(outcomeOf(scanner.capture({.pairs = 1}, 20s)), QStringLiteral("good"));
    QCOMPARE(desk.notes.kinds, (QStringList{QStringLiteral("device.attached"), QStringLiteral("device.removed"),
                                   QStringLiteral("device.attached")}));
}

void TestRegisteredScanner::aForgedServiceIsWrittenDown()
{
    Desk desk;
    RegisteredSetup setup = desk.setup();
    setup.host = {};
    setup.watch = {};
    setup.criteria.scanners[0].busPath = kServedPath;
    auto service = std::move(*simulation_devices::SbiService::start(desk.bench.pki().scanner(), desk.bench.clock()));
    setup.servicePorts = {service->port()};
    service->twist({.swapFrames = true});
    RegisteredScanner scanner(setup, desk.notes, desk.bench.clock());
    scanner.start();
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(scanner), QStringLiteral("none"), 10'000);
    const QString outcome = outcomeOf(scanner.capture({.pairs = 2}, 20s));
    QVERIFY2(outcome.startsWith(u"devices.") && outcome != u"devices.busy", qPrintable(outcome));
    QCOMPARE(desk.notes.kinds.constLast(), QStringLiteral("device.refused"));
    // A plug-in's scanner does not become a served one by saying so.
    setup.criteria.scanners[0].serial = QStringLiteral("ANOTHER");
    RegisteredScanner other(setup, desk.notes, desk.bench.clock());
    other.start();
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(other), QStringLiteral("devices.registry-replaced"), 10'000);
}

QTEST_GUILESS_MAIN(TestRegisteredScanner)
#include "tst_registeredscanner.moc"
