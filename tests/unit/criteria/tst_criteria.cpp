#include "criteria/democriteria.h"

#include <core/json.h>
#include <criteria/criteria.h>

#include <QJsonArray>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::criteria;
using test::changed;

class TestCriteria : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDemoCriteriaAreGood_BIO4();
    void everyBrokenKindHasItsOwnCode_data();
    void everyBrokenKindHasItsOwnCode();
    void everyFieldIsNeededOrKnown();
    void truncatedAndGarbledTextNeverCrashes();
    void stricterThanTheLawIsFine();
    void consentTextsByVersionAndLanguage();
    void aScannerAtAPortNamesItsUsbDevice_BIO20();
    void aCameraMayNameItsFirmware_BIO7();
    void theGuardsExceptionsAreExact();
};

void TestCriteria::theDemoCriteriaAreGood_BIO4()
{
    const Result<Criteria> criteria = readCriteria(core::writeJson(test::demoCriteria()));
    QVERIFY2(criteria, criteria ? "" : qPrintable(criteria.error().code.toString() + criteria.error().detail));
    QCOMPARE(criteria->version, 1);
    QVERIFY(criteria->isDemo);
    QCOMPARE(criteria->customer.bin.toString(), QStringLiteral("850140000019"));
    const auto teller = test::demoPki().authentication(simulation::DemoPerson::Teller).holder().fingerprint();
    QVERIFY(criteria->staffByCertificate(teller));
    QCOMPARE(criteria->staffByCertificate(teller)->role, identity::StaffRole::Teller);
    QVERIFY(criteria->staffByCertificate(teller)->authentication.contains(teller));
    QVERIFY(!criteria->staffByCertificate(teller)->signing.contains(teller));
    const auto machine = test::demoPki().workstation().holder().fingerprint();
    QCOMPARE(criteria->workstationByCertificate(machine)->id, QStringLiteral("ws-almaty-3-07"));
    QCOMPARE(criteria->scannersOf(QStringLiteral("ws-almaty-3-07")).size(), 1);
    QCOMPARE(criteria->camerasOf(QStringLiteral("ws-almaty-3-08")).size(), 0);
    QVERIFY(criteria->vendor(criteria->scanners.first().vendor)->root == test::demoPki().vendor().certificate());
    QVERIFY(criteria->purpose(QStringLiteral("palm-enrolment"))->has(Step::PalmRight));
    QVERIFY(!criteria->staffByIin(*identity::Iin::parse(u"920615104550"))->acknowledged.isValid());
    QVERIFY(criteria->isInForce(criteria->validFrom) && !criteria->isInForce(criteria->validUntil));
}

void TestCriteria::everyBrokenKindHasItsOwnCode_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const char* path, const QJsonValue& value, const char* code) {
        QTest::newRow(name) << QString::fromLatin1(path) << value << QString::fromLatin1(code);
    };
    const auto words = [](const char* text) {
        return QJsonArray::fromStringList(QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts));
    };
    const QJsonValue gone(QJsonValue::Undefined);
    // the law's floors
    row("four attempts at the face (BIO-8)", "attempts.face", 4, "criteria.attempts-above-law");
    row("four attempts at the palm (BIO-22)", "attempts.palm", 4, "criteria.attempts-above-law");
    row("two challenges (BIO-8)", "liveness.count", 2, "criteria.challenges-below-law");
    row("three out of two (BIO-8)", "liveness.challenges", words("blink smile"), "criteria.challenges-below-law");
    row("no palm characteristic (BIO-21)", "palm.characteristics", QJsonArray(), "criteria.characteristics-below-law");
    row("four years (BIO-43)", "retention.clientYears", 4, "criteria.retention-below-law");
    row("journal two months (NEWS-logs)", "retention.journalMonthsAtHand", 2, "criteria.journal-below-law");
    row("journal no archive (NEWS-logs)", "retention.journalYearsArchived", 0, "criteria.journal-below-law");
    row("filling by a match below 95 % (BIO-38)", "face.fill.match", 0.94, "criteria.fill-below-law");
    row("filling by an authenticity below 95 % (BIO-38)", "face.fill.authenticity", 0.94, "criteria.fill-below-law");
    row("integrity only warns (BIO-7)", "guard.reactions.integrity", QStringLiteral("warn"),
        "criteria.integrity-not-blocking");
    row("integrity excepted (BIO-7)", "guard.exceptions[0].finding", QStringLiteral("integrity"),
        "criteria.integrity-not-blocking");
    row("palm without consent (BIO-19)", "purposes[0].consents", words("personal-data"), "criteria.consent-missing");
    row("IDEC without consent (BIO-40)", "purposes[2].consents", words("personal-data palm-scanning"),
        "criteria.consent-missing");
    row("stroke for electronic services (BIO-32)", "purposes[2].consentMeans", words("stroke eds-token"),
        "criteria.stroke-not-enough");
    row("no means at all (BIO-32)", "purposes[0].consentMeans", QJsonArray(), "criteria.stroke-not-enough");
    row("capture before consent (BIO-19)", "purposes[0].steps",
        words("client palm-right consents decision signing slip"), "criteria.steps-wrong");
    row("no signing (BIO-23)", "purposes[0].steps", words("client consents palm-right decision slip"),
        "criteria.steps-wrong");
    row("comparison of nothing", "purposes[1].steps", words("client palm-comparison decision signing slip"),
        "criteria.steps-wrong");
    row("accepts without a word on the face (BIO-29)", "decisions[8].when.face-match", gone,
        "criteria.decision-against-law");
    row("accepts a failed palm (BIO-29)", "decisions[8].when.palm-match", words("positive negative"),
        "criteria.decision-against-law");
    row("accepts nobody proved (BIO-16)", "decisions[8].when.palm-authenticity", words("positive absent"),
        "criteria.decision-against-law");
    row("one officer", "staff[5]", gone, "criteria.too-few-officers");
    row("step-up above match", "palm.thresholds.stepUp", 0.61, "criteria.thresholds-disordered");
    row("authenticity at zero", "face.thresholds.authenticity", 0, "criteria.thresholds-disordered");
    QJsonObject matchesAll = test::demoCriteria().value(u"face").toObject().value(u"thresholds").toObject();
    matchesAll.insert(QStringLiteral("stepUp"), 0); // one above it would be refused for their order alone
    matchesAll.insert(QStringLiteral("match"), 0);
    row("match at zero", "face.thresholds", matchesAll, "criteria.thresholds-disordered");
    // form and references
    row("other format", "format", QStringLiteral("tirkeu-criteria/2"), "criteria.format-unknown");
    row("ends before it begins", "validUntil", QStringLiteral("2026-07-12T00:00:00Z"), "criteria.validity-wrong");
    row("no Kazakh text", "consents.texts[0].sentence.kk", QStringLiteral("  "), "criteria.language-missing");
    row("branch that is not there", "workstations[0].branch", QStringLiteral("x"), "criteria.reference-unknown");
    row("staff of no branch", "staff[0].branches", words("nowhere"), "criteria.reference-unknown");
    row("vendor that is not there", "scanners[0].vendor", QStringLiteral("x"), "criteria.reference-unknown");
    row("camera of no workstation", "cameras[0].workstation", QStringLiteral("x"), "criteria.reference-unknown");
    row("the same person twice", "staff[1].iin", QStringLiteral("850704201233"), "criteria.duplicate");
    row("the same text twice", "consents.texts[1].kind", QStringLiteral("personal-data"), "criteria.duplicate");
    row("no text for a consent", "consents.texts[4]", gone, "criteria.consent-text-missing");
    row("teller without certificate", "staff[0].signing", QJsonArray(), "criteria.certificate-missing");
    row("workstation without certificate", "workstations[0].certificates", QJsonArray(),
        "criteria.certificate-missing");
    row("seal without certificate", "signing.by", QStringLiteral("organisation-seal"), "criteria.certificate-missing");
    const QJsonValue tellers = test::demoCriteria().value(u"staff").toArray().at(0).toObject().value(u"signing");
    row("one certificate for two", "staff[1].signing", tellers, "criteria.certificate-shared");
    // values that the rooms below judge
    row("BIN", "customer.bin", QStringLiteral("850140000018"), "identity.bin-check-digit");
    row("IIN", "staff[0].iin", QStringLiteral("850704201234"), "identity.iin-check-digit");
    row("role", "staff[0].role", QStringLiteral("director"), "identity.role-unknown");
    row("mixed letters", "staff[0].name.surname", QString::fromUtf8("Сaматова"), "identity.name-mixed-alphabets");
    row("time", "issued", QStringLiteral("yesterday"), "core.time-unreadable");
    row("type", "version", QStringLiteral("1"), "core.json-field-wrong");
    row("range", "version", 0, "core.json-field-wrong");
    row("no purpose", "purposes", QJsonArray(), "core.json-field-wrong");
    row("a name that reads backwards", "customer.name.en", QStringLiteral("Bank \u202Eknab"), "core.json-field-wrong");
    row("a name with a tab", "customer.name.ru", QStringLiteral("Банк\tбанк"), "core.json-field-wrong");
    row("unknown word", "liveness.challenges", words("blink smile dance"), "core.json-field-wrong");
    row("unknown field", "colour", QStringLiteral("red"), "core.json-field-unknown");
    row("missing field", "attempts.interval", 1, "core.json-field-unknown");
    row("missing part", "guard", gone, "core.json-field-missing");
    row("missing finding", "guard.reactions.debugger", gone, "core.json-field-missing");
    row("digest", "scanners[0].firmware", words("abc"), "core.json-field-wrong");
    row("no firmware", "scanners[0].firmware", QJsonArray(), "core.json-field-wrong");
    row("PIN lengths", "pin.maxLength", 4, "");
    row("PIN lengths crossed", "pin.minLength", 17, "core.json-field-wrong");
    row("a day that no year has", "calendar.daysOff", words("2026-02-30"), "core.json-field-wrong");
    row("a day off twice", "calendar.daysOff", words("2026-12-16 2026-12-16"), "core.json-field-wrong");
    row("a day off and worked", "calendar.daysWorked", words("2026-12-16"), "core.json-field-wrong");
    row("a Saturday worked", "calendar.daysWorked", words("2026-12-19"), "");
    row("root", "scannerVendors[0].root", QStringLiteral("AAAA"), "pki.certificate-unreadable");
}

void TestCriteria::everyBrokenKindHasItsOwnCode()
{
    QFETCH(QString, path);
    QFETCH(QJsonValue, value);
    QFETCH(QString, code);
    const Result<Criteria> criteria = readCriteria(core::writeJson(changed(test::demoCriteria(), path, value)));
    QCOMPARE(criteria ? QString() : criteria.error().code.toString(), code);
}

void TestCriteria::everyFieldIsNeededOrKnown()
{
    // Takes every top-level field away, one by one.
    const QStringList optional{QStringLiteral("calendar"), QStringLiteral("demo")};
    const QJsonObject document = test::demoCriteria();
    for (const QString& key : document.keys()) {
        const Result<Criteria> criteria = readCriteria(core::writeJson(changed(document, key, QJsonValue::Undefined)));
        QCOMPARE(bool(criteria), optional.contains(key));
    }
}

void TestCriteria::truncatedAndGarbledTextNeverCrashes()
{
    const QByteArray good = core::writeJson(test::demoCriteria());
    for (qsizetype length = 0; length < good.size(); length += 1 + good.size() / 200)
        QVERIFY(!readCriteria(good.first(length)));
    for (qsizetype at = 0; at < good.size(); at += 1 + good.size() / 300) {
        QByteArray garbled = good;
        garbled[at] = static_cast<char>(garbled[at] ^ 0x11);
        static_cast<void>(readCriteria(garbled));
    }
    QVERIFY(!readCriteria(QByteArray(kMostCriteriaBytes + 1, ' ')));
}

void TestCriteria::stricterThanTheLawIsFine()
{
    QJsonObject document = changed(test::demoCriteria(), QStringLiteral("attempts.palm"), 1);
    document = changed(document, QStringLiteral("liveness.count"), 5);
    document = changed(document, QStringLiteral("retention.clientYears"), 10);
    const Result<Criteria> criteria = readCriteria(core::writeJson(document));
    QVERIFY(criteria);
    QCOMPARE(criteria->attempts.palm, 1);
    QCOMPARE(criteria->liveness.count, 5);
}

void TestCriteria::consentTextsByVersionAndLanguage()
{
    QJsonObject second = test::demoCriteria().value(u"consents").toObject().value(u"texts").toArray().at(4).toObject();
    second.insert(QStringLiteral("version"), 2);
    QJsonObject sentence{{QStringLiteral("kk"), QStringLiteral("екі")}, {QStringLiteral("ru"), QStringLiteral("два")}};
    second.insert(QStringLiteral("sentence"), sentence);
    QJsonArray texts = test::demoCriteria().value(u"consents").toObject().value(u"texts").toArray();
    texts.prepend(second);
    const Result<Criteria> criteria =
        readCriteria(core::writeJson(changed(test::demoCriteria(), QStringLiteral("consents.texts"), texts)));
    QVERIFY(criteria);
    const ConsentText* newest = criteria->consents.find(ConsentKind::PalmScanning);
    QCOMPARE(newest->version, 2);
    QCOMPARE(newest->sentence.in(core::Language::Kazakh), QStringLiteral("екі"));
    QCOMPARE(newest->sentence.in(core::Language::English), QStringLiteral("два")); // where English was left out
    QCOMPARE(criteria->consents.find(ConsentKind::PalmScanning, 1)->version, 1);
    QVERIFY(criteria->consents.find(ConsentKind::PalmScanning, 3) == nullptr);
}

void TestCriteria::aScannerAtAPortNamesItsUsbDevice_BIO20()
{
    const auto read = [](const QString& port, const QJsonValue& usb) {
        QJsonObject document = changed(test::demoCriteria(), QStringLiteral("scanners[0].busPath"), port);
        document = changed(document, QStringLiteral("scanners[0].usb"), usb);
        return readCriteria(core::writeJson(document));
    };
    const auto good = read(QStringLiteral("1-1.4"), QStringLiteral("1209:0001"));
    QVERIFY2(good, good ? "" : qPrintable(good.error().detail));
    QCOMPARE(good->scanners.first().usb, QStringLiteral("1209:0001"));
    QVERIFY(!read(QStringLiteral("1-1.4"), QJsonValue(QJsonValue::Undefined)));
    QVERIFY(!read(QStringLiteral("1-1.4"), QStringLiteral("1209:000G")));
    QVERIFY(!read(QStringLiteral("sbi"), QStringLiteral("1209:0001"))); // behind a service nobody sees a bus
    QVERIFY(read(QStringLiteral("sbi"), QJsonValue(QJsonValue::Undefined)));
}

void TestCriteria::aCameraMayNameItsFirmware_BIO7()
{
    const auto read = [](const QJsonValue& firmware) {
        return readCriteria(
            core::writeJson(changed(test::demoCriteria(), QStringLiteral("cameras[0].firmware"), firmware)));
    };
    const auto good = read(QStringLiteral("01a7"));
    QVERIFY2(good, good ? "" : qPrintable(good.error().detail));
    QCOMPARE(good->cameras.first().firmware, QStringLiteral("01a7"));
    QCOMPARE(read(QJsonValue(QJsonValue::Undefined))->cameras.first().firmware, QString());
    for (const char* wrong : {"1.07", "107", "01A7", "01070"})
        QVERIFY2(!read(QString::fromLatin1(wrong)), wrong);
}

void TestCriteria::theGuardsExceptionsAreExact()
{
    const QString digest = QString(64, u'a');
    const QJsonObject document = changed(test::demoCriteria(), QStringLiteral("guard.exceptions[0].digest"), digest);
    const Result<Criteria> criteria = readCriteria(core::writeJson(document));
    QVERIFY(criteria);
    const GuardPolicy& guard = criteria->guard;
    QVERIFY(guard.allows(GuardFinding::ForeignLibrary, QStringLiteral("orca"), QByteArray(32, '\xaa')));
    QVERIFY(!guard.allows(GuardFinding::ForeignLibrary, QStringLiteral("orca"), QByteArray(32, '\xab')));
    QVERIFY(!guard.allows(GuardFinding::RemoteControl, QStringLiteral("orca"), QByteArray(32, '\xaa')));
    QCOMPARE(guard.reactionTo(GuardFinding::RemoteControl), GuardReaction::Block);
}

QTEST_GUILESS_MAIN(TestCriteria)
#include "tst_criteria.moc"
