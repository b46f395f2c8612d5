#include "scannerbench.h"

#include "unit/criteria/democriteria.h"

#include <devices/devicejournal.h>
#include <devices/registry.h>

#include <casefile/event.h>
#include <core/json.h>

using namespace tirkeu;
using namespace tirkeu::devices;

namespace {
const QString kStation = QStringLiteral("ws-almaty-3-07");

class Notes final : public core::AuditSink
{
public:
    [[nodiscard]] Result<> record(std::string_view kind, const QJsonObject& fields) override
    {
        kinds.append(QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())));
        last = fields;
        // As the vault would check it.
        const casefile::Event event{
            casefile::kindNamed(kind).value(), m_clock.wall(), QStringLiteral("workstation"), {}, {}, fields};
        return casefile::check(event);
    }
    QStringList kinds;
    QJsonObject last;

private:
    core::SystemClock m_clock;
};

criteria::Criteria criteriaOf(const QJsonObject& document)
{
    return criteria::readCriteria(core::writeJson(document)).value();
}
DeviceIdentity demoScanner()
{
    return {QStringLiteral("virtual:palm-1"), QStringLiteral("TIRKEU-DEMO-SCANNER-0001"),
        QStringLiteral("Tirkeu virtual palm scanner"), {}};
}
} // namespace

// Criteria and what is plugged in (BIO-19, 20), and what the journal is told of it.
class TestRegistry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachDeviceIsJudged_data();
    void eachDeviceIsJudged();
    void whatIsNotThereIsMissed();
    void aMovedScannerNeedsPictureAndSupervisor();
    void theDemoScannerIsNothingOutsideTheDemo();
    void aRealPortNeedsTheKernelsWord();
    void theJournalIsTold();
    void newCriteriaAreToldDeviceByDevice();

private:
    const QJsonObject m_document = test::demoCriteria();
};

void TestRegistry::eachDeviceIsJudged_data()
{
    using Change = std::function<void(DeviceIdentity&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<Standing>("standing");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const Change& change, Standing standing, const char* code) {
        QTest::newRow(name) << change << standing << QString::fromLatin1(code);
    };
    using D = DeviceIdentity;
    row(
        "as registered", [](D&) {}, Standing::Registered, "");
    row(
        "another serial in its place", [](D& d) { d.serial = QStringLiteral("X"); }, Standing::Replaced,
        "devices.registry-replaced");
    row(
        "no serial in its place", [](D& d) { d.serial.clear(); }, Standing::Replaced, "devices.registry-replaced");
    row(
        "a stranger elsewhere",
        [](D& d) {
            d.serial = QStringLiteral("X");
            d.busPath = QStringLiteral("virtual:palm-2");
        },
        Standing::Unknown, "devices.registry-unknown");
    row(
        "another model", [](D& d) { d.model = QStringLiteral("Y"); }, Standing::ModelDiffers,
        "devices.registry-model-differs");
    row(
        "another port", [](D& d) { d.busPath = QStringLiteral("virtual:palm-2"); }, Standing::Moved,
        "devices.registry-moved");
    row(
        "played by a driver", [](D& d) { d.origin = Origin::Emulated; }, Standing::Virtual, "devices.registry-virtual");
}

void TestRegistry::eachDeviceIsJudged()
{
    using Change = std::function<void(DeviceIdentity&)>;
    QFETCH(Change, change);
    QFETCH(Standing, standing);
    QFETCH(QString, code);
    const Registry registry(criteriaOf(m_document), kStation);
    DeviceIdentity device = demoScanner();
    change(device);
    const Judgement judgement = registry.judge(device, {device});
    QCOMPARE(nameOf(judgement.standing), nameOf(standing));
    QCOMPARE(judgement.isUsable(), code.isEmpty());
    if (judgement.refusal)
        QCOMPARE(judgement.refusal->code.toString(), code);

    DeviceIdentity twin = device;
    twin.busPath = QStringLiteral("virtual:palm-9");
    if (standing == Standing::Registered)
        QCOMPARE(nameOf(registry.judge(device, {device, twin}).standing), QStringLiteral("serial-twice"));
}

void TestRegistry::whatIsNotThereIsMissed()
{
    const Registry registry(criteriaOf(m_document), kStation);
    QCOMPARE(registry.missing({demoScanner()}).size(), 0);
    const auto missing = registry.missing({});
    QCOMPARE(missing.size(), 1);
    QCOMPARE(missing.constFirst().refusal->code.toString(), QStringLiteral("devices.registry-absent"));
    QVERIFY(Registry(criteriaOf(m_document), QStringLiteral("elsewhere")).missing({}).isEmpty());
}

void TestRegistry::aMovedScannerNeedsPictureAndSupervisor()
{
    const criteria::Criteria criteria = criteriaOf(m_document);
    Registry registry(criteria, kStation);
    DeviceIdentity moved = demoScanner();
    moved.busPath = QStringLiteral("virtual:palm-2");
    const auto of = [&](identity::StaffRole role) {
        return *std::find_if(
            criteria.staff.cbegin(), criteria.staff.cend(), [&](const auto& person) { return person.role == role; });
    };
    const auto supervisor = of(identity::StaffRole::Supervisor);
    QVERIFY(!registry.permitMove(moved, PictureTest::NotMade, supervisor));
    QVERIFY(!registry.permitMove(moved, PictureTest::Failed, supervisor));
    QVERIFY(!registry.permitMove(moved, PictureTest::Passed, of(identity::StaffRole::Teller)));
    DeviceIdentity stranger = moved;
    stranger.serial = QStringLiteral("X");
    QVERIFY(!registry.permitMove(stranger, PictureTest::Passed, supervisor));
    QVERIFY(!registry.judge(moved, {moved}).isUsable());

    QVERIFY(registry.permitMove(moved, PictureTest::Passed, supervisor));
    const Judgement judgement = registry.judge(moved, {moved});
    QVERIFY(judgement.isUsable());
    QCOMPARE(judgement.scanner->busPath, moved.busPath);
    // One port at a time: back in its own it would have to be permitted again.
    QVERIFY(!registry.judge(demoScanner(), {demoScanner()}).isUsable());
    QVERIFY(!Registry(criteria, kStation).judge(moved, {moved}).isUsable()); // not for ever
}

void TestRegistry::theDemoScannerIsNothingOutsideTheDemo()
{
    criteria::Criteria criteria = criteriaOf(m_document);
    criteria.isDemo = false;
    const Judgement judgement = Registry(criteria, kStation).judge(demoScanner(), {demoScanner()});
    QCOMPARE(nameOf(judgement.standing), QStringLiteral("virtual"));
    QVERIFY(judgement.refusal->kind == ErrorKind::SecurityStop);
}

void TestRegistry::aRealPortNeedsTheKernelsWord()
{
    criteria::Criteria criteria = criteriaOf(m_document);
    criteria.isDemo = false;
    criteria.scanners[0].busPath = QStringLiteral("1-1.4");
    criteria.scanners[0].usb = QStringLiteral("1209:0001");
    const Registry registry(criteria, kStation);
    DeviceIdentity device = demoScanner();
    device.busPath = QStringLiteral("1-1.4");
    QCOMPARE(nameOf(registry.judge(device, {device}).standing), QStringLiteral("virtual")); // the plug-in's word alone
    device.origin = Origin::Hardware;
    device.usb = QStringLiteral("1209:0001");
    QVERIFY(registry.judge(device, {device}).isUsable());
    // Serial, model and port are right; vendor and product are another device's.
    for (const QString& usb : {QStringLiteral("1209:0002"), QString()}) {
        device.usb = usb;
        const Judgement judgement = registry.judge(device, {device});
        QCOMPARE(nameOf(judgement.standing), QStringLiteral("model-differs"));
        QCOMPARE(judgement.refusal->code.toString(), QStringLiteral("devices.registry-usb-differs"));
        QVERIFY(judgement.refusal->kind == ErrorKind::SecurityStop);
    }
}

void TestRegistry::theJournalIsTold()
{
    const criteria::Criteria criteria = criteriaOf(m_document);
    const Registry registry(criteria, kStation);
    Notes notes;
    DeviceJournal journal(notes);
    QVERIFY(journal.judged(demoScanner(), registry.judge(demoScanner(), {demoScanner()})));
    DeviceIdentity stranger = demoScanner();
    stranger.serial = QStringLiteral("X");
    QVERIFY(journal.judged(stranger, registry.judge(stranger, {stranger})));
    QCOMPARE(notes.last.value(QStringLiteral("reason")).toString(), QStringLiteral("replaced"));
    QVERIFY(journal.removed(demoScanner()));
    QVERIFY(journal.refused(criteria.scanners.first(), retryWith(Hint::TooNear)));
    QVERIFY(journal.movePermitted(demoScanner(), criteria.staff.first()));
    // Whoever permitted it is named by certificate, never by IIN.
    const QString change = notes.last.value(QStringLiteral("change")).toString();
    QVERIFY(change.endsWith(QString::fromLatin1(criteria.staff.first().authentication.first().toHex())));
    QVERIFY(!change.contains(criteria.staff.first().iin.toString()));
    QCOMPARE(notes.kinds,
        (QStringList{QStringLiteral("device.attached"), QStringLiteral("device.refused"),
            QStringLiteral("device.removed"), QStringLiteral("device.refused"), QStringLiteral("device.changed")}));
}

void TestRegistry::newCriteriaAreToldDeviceByDevice()
{
    const criteria::Criteria first = criteriaOf(m_document);
    Notes notes;
    DeviceJournal journal(notes);
    QVERIFY(journal.criteriaChanged(nullptr, first, kStation));
    QCOMPARE(notes.kinds.count(QStringLiteral("device.registered")), 2); // scanner and camera
    QVERIFY(journal.criteriaChanged(&first, first, kStation));
    QCOMPARE(notes.kinds.size(), 2);
    criteria::Criteria second = first;
    second.scanners[0].firmware.append(QByteArray(32, 'f'));
    second.cameras.clear();
    QVERIFY(journal.criteriaChanged(&first, second, kStation));
    QCOMPARE(notes.kinds.count(QStringLiteral("device.changed")), 2);
}

QTEST_GUILESS_MAIN(TestRegistry)
#include "tst_registry.moc"
