#include "criteria/democriteria.h"
#include "support/vaultbench.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/json.h>
#include <enrolment/destruction.h>
#include <evidence/verifier.h>

#include <QTest>

using namespace tirkeu;
using namespace Qt::StringLiterals;
using simulation::DemoPerson;

// An act of destruction as a signed document: what it says, whom it does not name.
class TestDestruction : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theActIsADocumentThatNamesNobody_BIO43();
    void beforeItIsCarriedOutThereIsNone();
    void theCriteriaLengthenTheKeeping_BIO43();

private:
    [[nodiscard]] vault::Store& store() { return m_bench->vault->store(); }
    [[nodiscard]] vault::Retention retention() { return {store(), m_bench->vault->volumeFolder()}; }
    [[nodiscard]] static QString idOf(DemoPerson person)
    {
        return QString::fromLatin1(core::toHex(test::demoPki().authentication(person).holder().fingerprint()));
    }
    [[nodiscard]] static QByteArray signerOf(DemoPerson person)
    {
        return test::demoPki().signature(person).certificate();
    }
    /// Two clients whose time is over; the first supervisor proposes, the second approves.
    [[nodiscard]] Result<core::Uuid> approved();

    const criteria::Criteria m_criteria = criteria::readCriteria(core::writeJson(test::demoCriteria())).value();
    std::unique_ptr<test::VaultBench> m_bench;
};

void TestDestruction::init()
{
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
}

Result<core::Uuid> TestDestruction::approved()
{
    QList<casefile::ClientId> clients;
    for (const QString& iin : {u"850712300011"_s, u"900101300017"_s}) {
        test::CaseScript script(m_bench->clock, iin);
        Result<> done = m_bench->play({script.opened(), script.recorded()});
        if (done)
            done = test::finishCase(store(), script);
        if (done)
            done = retention().relationEnded(
                script.client, m_bench->clock.wall() - std::chrono::days(1900), u"bank"_s, u"gateway"_s);
        if (!done)
            return failure(done);
        clients.append(script.client);
    }
    const auto act = retention().propose(clients, u"№ 12"_s, idOf(DemoPerson::Supervisor));
    const Result<> done = act ? retention().approve(*act, idOf(DemoPerson::SecondTeller)) : failure(act);
    return done ? act : failure(done);
}

void TestDestruction::theActIsADocumentThatNamesNobody_BIO43()
{
    const Result<core::Uuid> ready = approved();
    VERIFY_RESULT(ready);
    const core::Uuid act = *ready;
    QCOMPARE(retention().carryOut(act, idOf(DemoPerson::SecondTeller)).value(), 2);
    vault::Retention keeping = retention();
    const auto page = enrolment::drawDestruction(store(), keeping, act, m_criteria, signerOf(DemoPerson::SecondTeller));
    QVERIFY2(page, qPrintable(page ? QString() : page.error().code.toString() + page.error().detail));
    pki::SoftwareKey key = test::demoPki().signature(DemoPerson::SecondTeller);
    const auto made = evidence::DocumentSigner(m_bench->clock, test::demoPki().nationalTrust()).sign(*page, key);
    VERIFY_RESULT(made);
    const auto report =
        evidence::verify(*made, {.trust = test::demoPki().nationalTrust(), .at = m_bench->clock.wall()});
    for (const evidence::Step& step : report.steps)
        QVERIFY2(step.outcome != evidence::StepOutcome::Failed, qPrintable(step.code.toString() + step.detail));
    const auto record = evidence::Record::read(core::writeJson(report.record));
    VERIFY_RESULT(record);
    QCOMPARE(record->documentId(), act.toString());
    const QJsonObject& json = record->json();
    QVERIFY(!json.contains(u"client"));
    for (const char* iin : {"850712300011", "900101300017"})
        QVERIFY(!record->bytes().contains(iin));
    const QJsonArray items = json.value(u"check")[u"items"].toArray();
    QCOMPARE(items.size(), 2);
    QCOMPARE(
        items.at(0)[u"reference"].toString(), QString::fromLatin1(core::toHex(keeping.referenceOf(u"850712300011"_s))));
    // The second person is who does not sign.
    const auto* proposer =
        m_criteria.staffByCertificate(test::demoPki().authentication(DemoPerson::Supervisor).holder().fingerprint());
    QCOMPARE(json.value(u"check")[u"secondPerson"].toString(), proposer->name.full());
    QVERIFY(json.value(u"check")[u"grounds"][u"ru"].toString().contains(u"№ 12"));

    VERIFY_RESULT(keeping.keepDocument(act, *made, core::sha256(key.certificate()), u"B-B"_s, u"x"_s));
    QCOMPARE(enrolment::drawDestruction(store(), keeping, act, m_criteria, key.certificate()).error().code.toString(),
        u"vault.act-has-another-document"_s);
}

void TestDestruction::beforeItIsCarriedOutThereIsNone()
{
    const Result<core::Uuid> ready = approved();
    VERIFY_RESULT(ready);
    const core::Uuid act = *ready;
    vault::Retention keeping = retention();
    const QByteArray signer = signerOf(DemoPerson::Supervisor);
    QVERIFY(!enrolment::drawDestruction(store(), keeping, act, m_criteria, signer));
    QVERIFY(!enrolment::drawDestruction(store(), keeping, core::Uuid::make(m_bench->clock), m_criteria, signer));
}

void TestDestruction::theCriteriaLengthenTheKeeping_BIO43()
{
    criteria::Retention rules = m_criteria.retention;
    rules.clientYears = 5;
    QVERIFY(enrolment::retentionRules(rules).afterRelation >= vault::RetentionRules().afterRelation);
    rules.clientYears = 7;
    rules.journalMonthsAtHand = 6;
    const auto longer = enrolment::retentionRules(rules);
    QVERIFY(longer.afterRelation >= std::chrono::days(7 * 365 + 1));
    QVERIFY(longer.atHand >= std::chrono::days(183));
}

QTEST_MAIN(TestDestruction)
#include "tst_destruction.moc"
