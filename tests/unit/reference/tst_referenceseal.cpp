#include "referencebench.h"

#include <QTest>

#include <atomic>

using namespace tirkeu;
using wire::Problem;
using wire::Verdict;

/// BIO-10, 14, 24, 27: where the criteria ask for the organisation's seal and the workstation had none, the gateway
/// adds it; what was signed stays as it came.
class TestReferenceSeal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void anUnsealedDocumentIsSealed();
    void whatNeedsNoSealIsKeptAsItCame_data();
    void whatNeedsNoSealIsKeptAsItCame();
    void withoutASealItIsTakenLater_data();
    void withoutASealItIsTakenLater();
    void tooManyAtOnceComeAgain();
    void aJournalThatPassesThePackageIsNotMissed();

private:
    void askForSeal(criteria::SigningRules::By by)
    {
        criteria::Criteria criteria = *m_bench->book.criteria;
        criteria.signing.by = by;
        criteria.signing.seals = {core::sha256("seal")};
        m_bench->book.criteria = std::make_shared<criteria::Criteria>(criteria);
    }
    [[nodiscard]] static reference::DocumentSeal sealing()
    {
        return [](const QByteArray& pdf, const criteria::SigningRules& rules) -> Result<QByteArray> {
            if (rules.seals != QList<QByteArray>{core::sha256("seal")})
                return failure(ErrorCode("gateway.seal-not-in-criteria"), ErrorKind::OperatorCanFix);
            return pdf + " and sealed";
        };
    }
    /// The one document of a case that arrived.
    [[nodiscard]] QByteArray kept(const test::ReferenceBench::Sealed& sealed)
    {
        const auto parts = m_bench->engine->partsOf(sealed.context.package);
        for (const reference::SealedPart& part : *parts) {
            const auto bytes = m_bench->reference->open(part);
            if (part.kind == wire::PartKind::Document)
                return bytes && core::sha256(*bytes) == part.sha256 ? *bytes : QByteArray("damaged");
        }
        return {};
    }
    std::unique_ptr<test::ReferenceBench> m_bench;
};

void TestReferenceSeal::init()
{
    m_bench = std::make_unique<test::ReferenceBench>();
    VERIFY_RESULT(m_bench->start());
}

void TestReferenceSeal::anUnsealedDocumentIsSealed()
{
    askForSeal(criteria::SigningRules::By::OrganisationSeal);
    m_bench->areSealed = false;
    m_bench->sealing = sealing();
    VERIFY_RESULT(m_bench->serve());
    const auto played = m_bench->ordinary();
    const auto sealed = m_bench->seal(*played);
    const auto receipt = m_bench->deliver(*m_bench->client(), *sealed);
    QVERIFY2(receipt, qPrintable(receipt ? QString() : receipt.error().code));
    QVERIFY(receipt->verdict == Verdict::ChainPending);
    const QByteArray document = kept(*sealed);
    QVERIFY2(document.startsWith("%PDF signed ") && document.endsWith(" and sealed"), document.constData());
    // The journal speaks of what the workstation signed, and is believed all the same.
    QVERIFY(m_bench->sendJournal(*m_bench->client()));
    QVERIFY((*m_bench->engine->package(sealed->context.package))->verdict == Verdict::Accepted);
}

void TestReferenceSeal::whatNeedsNoSealIsKeptAsItCame_data()
{
    QTest::addColumn<bool>("areSealed");
    QTest::addColumn<bool>("isAsked");
    QTest::newRow("sealed at the workstation") << true << true;
    QTest::newRow("nobody asks for a seal") << false << false;
}

void TestReferenceSeal::whatNeedsNoSealIsKeptAsItCame()
{
    QFETCH(const bool, areSealed);
    QFETCH(const bool, isAsked);
    askForSeal(isAsked ? criteria::SigningRules::By::OrganisationSeal : criteria::SigningRules::By::Employee);
    m_bench->areSealed = areSealed;
    m_bench->sealing = sealing();
    VERIFY_RESULT(m_bench->serve());
    const auto played = m_bench->ordinary();
    const auto sealed = m_bench->seal(*played);
    QVERIFY(m_bench->deliver(*m_bench->client(), *sealed));
    const QByteArray document = kept(*sealed);
    QVERIFY2(document.startsWith("%PDF signed ") && !document.endsWith(" and sealed"), document.constData());
}

void TestReferenceSeal::withoutASealItIsTakenLater_data()
{
    QTest::addColumn<bool>("hasSeal");
    QTest::addColumn<QString>("code");
    QTest::newRow("no seal") << false << QStringLiteral("reference.seal-absent");
    QTest::newRow("what confirms it is silent") << true << QStringLiteral("reference.seal-unconfirmed");
}

void TestReferenceSeal::withoutASealItIsTakenLater()
{
    QFETCH(const bool, hasSeal);
    QFETCH(const QString, code);
    askForSeal(criteria::SigningRules::By::OrganisationSeal);
    m_bench->areSealed = false;
    if (hasSeal)
        m_bench->sealing = [](const QByteArray&, const criteria::SigningRules&) -> Result<QByteArray> {
            return failure(ErrorCode("pki.time-stamp-unreachable"), ErrorKind::ServiceFault);
        };
    VERIFY_RESULT(m_bench->serve());
    const auto played = m_bench->ordinary();
    const auto sealed = m_bench->seal(*played);
    const auto receipt = m_bench->deliver(*m_bench->client(), *sealed);
    QVERIFY(!receipt);
    QVERIFY(receipt.error().kind == Problem::Kind::Fault); // of this package, not of the line; nothing is refused
    QCOMPARE(receipt.error().code, code);
    {
        const std::lock_guard lock(m_bench->mutex);
        QVERIFY(m_bench->alarms.contains(code));
    }
    QCOMPARE(m_bench->engine->counts()->packages, 0);
    m_bench->sealing = sealing();
    VERIFY_RESULT(m_bench->serve());
    const auto again = m_bench->deliver(*m_bench->client(), *sealed);
    QVERIFY(again);
    QVERIFY(again->verdict == Verdict::ChainPending);
}

// Nothing is wrong: no alarm, and the package comes again.
void TestReferenceSeal::tooManyAtOnceComeAgain()
{
    askForSeal(criteria::SigningRules::By::OrganisationSeal);
    m_bench->areSealed = false;
    std::atomic<bool> isFree = false;
    m_bench->sealing = [&isFree](const QByteArray& pdf, const criteria::SigningRules&) -> Result<QByteArray> {
        if (!isFree)
            return failure(ErrorCode("gateway.seal-waits"), ErrorKind::Retry);
        return pdf + " and sealed";
    };
    VERIFY_RESULT(m_bench->serve());
    const auto sealed = m_bench->seal(*m_bench->ordinary());
    const auto receipt = m_bench->deliver(*m_bench->client(), *sealed);
    QVERIFY(!receipt);
    QVERIFY(receipt.error().kind == Problem::Kind::Fault); // the line is not paused for the others
    QCOMPARE(receipt.error().code, QStringLiteral("gateway.seal-waits"));
    {
        const std::lock_guard lock(m_bench->mutex);
        QVERIFY(m_bench->alarms.isEmpty());
    }
    isFree = true;
    QVERIFY(m_bench->deliver(*m_bench->client(), *sealed));
    QVERIFY(kept(*sealed).endsWith(" and sealed"));
    m_bench->server.reset();
}

// While the package is worked on, another line brings the journal past it: nothing would come after to settle it.
void TestReferenceSeal::aJournalThatPassesThePackageIsNotMissed()
{
    askForSeal(criteria::SigningRules::By::OrganisationSeal);
    m_bench->areSealed = false;
    m_bench->threads = 3;
    std::atomic<bool> hasPassed = false;
    m_bench->sealing = [this, &hasPassed](const QByteArray& pdf, const criteria::SigningRules&) -> Result<QByteArray> {
        hasPassed = m_bench->sendJournal(*m_bench->client()).has_value();
        return pdf + " and sealed";
    };
    VERIFY_RESULT(m_bench->serve());
    const auto sealed = m_bench->seal(*m_bench->ordinary());
    const auto receipt = m_bench->deliver(*m_bench->client(), *sealed);
    QVERIFY2(receipt, qPrintable(receipt ? QString() : receipt.error().code));
    QVERIFY(hasPassed);
    QVERIFY(receipt->verdict == Verdict::Accepted);
    QVERIFY((*m_bench->engine->package(sealed->context.package))->verdict == Verdict::Accepted);
    m_bench->server.reset();
}

QTEST_GUILESS_MAIN(TestReferenceSeal)
#include "tst_referenceseal.moc"
