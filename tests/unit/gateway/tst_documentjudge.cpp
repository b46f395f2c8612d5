#include "documentjudge.h"
#include "documentseal.h"

#include "support/evidence/samples.h"
#include "support/evidence/signing.h"
#include "support/testfiles.h"

#include <core/encoding.h>
#include <core/json.h>
#include <criteria/draft.h>
#include <evidence/levelraiser.h>
#include <evidence/page.h>

#include <QTest>

#include <algorithm>

using namespace tirkeu;
using simulation::DemoPerson;

/// BIO-10, 14, 24, 27: a document counts when a teller of this very case has signed it, all of it, and it is about this
/// case's client.
class TestDocumentJudge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void itTakesWhatTheCriteriaKnow_data();
    void itTakesWhatTheCriteriaKnow();
    void theSealRisesToTheLevelAsked();
    void theGatewayAddsTheOrganisationsSeal();

private:
    class Book final : public reference::CriteriaBook
    {
    public:
        std::shared_ptr<const criteria::Criteria> criteria;
        [[nodiscard]] std::shared_ptr<const criteria::Criteria> current() const override { return criteria; }
        [[nodiscard]] std::shared_ptr<const criteria::Criteria> version(int) const override { return nullptr; }
        [[nodiscard]] QByteArray signedAfter(int) const override { return {}; }
    };
    test::SigningWorld m_world;
    Book m_book;
    core::Uuid m_document;
};

void TestDocumentJudge::initTestCase()
{
    const auto draft = core::readJson(test::readFile(test::sourcePath(QStringLiteral("resources/criteria/demo.json"))));
    QVERIFY(draft);
    const simulation::DemoPki& pki = m_world.pki;
    QList<pki::Certificate> known{pki.vendor().certificate(), pki.workstation().holder(), pki.bankSeal().holder()};
    for (const DemoPerson person : {DemoPerson::Teller, DemoPerson::SecondTeller, DemoPerson::Supervisor,
             DemoPerson::BranchIt, DemoPerson::OfficerOne, DemoPerson::OfficerTwo})
        known += {pki.authentication(person).holder(), pki.signature(person).holder()};
    const auto read = criteria::readCriteria(core::writeJson(criteria::withCertificates(*draft, known)));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    auto criteria = *read;
    criteria.signing.seals = {pki.bankSeal().holder().fingerprint()};
    m_book.criteria = std::make_shared<criteria::Criteria>(criteria);
}

void TestDocumentJudge::itTakesWhatTheCriteriaKnow_data()
{
    QTest::addColumn<QByteArray>("pdf");
    QTest::addColumn<QString>("lie");
    QTest::addColumn<QString>("code");
    const pki::SoftwareKey teller = m_world.teller();
    const auto record = test::sampleRecord(evidence::DocumentKind::PalmAuthenticity, m_world.clock, teller.holder());
    m_document = core::Uuid::parse(record.documentId()).value();
    const auto plain = evidence::makeDocument(record);
    QVERIFY(plain);
    const QByteArray good = m_world.signedBy(teller, *plain);
    const pki::SoftwareKey seal = m_world.pki.bankSeal();
    QByteArray changed = good;
    changed[changed.size() / 3] = static_cast<char>(changed.at(changed.size() / 3) ^ 1);
    const auto row = [](const char* name, const QByteArray& pdf, const char* code, const char* lie = "") {
        QTest::newRow(name) << pdf << QString::fromLatin1(lie) << QString::fromLatin1(code);
    };
    const auto by = [&](DemoPerson person) {
        return m_world.signedBy(m_world.pki.signature(person), *plain);
    };
    row("by the teller", good, "");
    row("with a time stamp", m_world.raised(good, evidence::SignatureLevel::BT), "");
    row("with all there is", m_world.raised(good, evidence::SignatureLevel::BLTA), "");
    row("by the teller and the seal", m_world.signedBy(seal, good), "");
    row("by the seal alone", m_world.signedBy(seal, *plain), "gateway.document-not-signed");
    row("by the client alone", by(DemoPerson::Client), "gateway.document-signed-by-stranger");
    row("by a teller of another case", by(DemoPerson::SecondTeller), "gateway.document-signed-by-stranger");
    row("by a supervisor alone", by(DemoPerson::Supervisor), "gateway.document-not-signed");
    row("by branch IT", by(DemoPerson::BranchIt), "gateway.document-signed-by-stranger");
    row("with what signs in", m_world.signedBy(m_world.pki.authentication(DemoPerson::Teller), *plain),
        "gateway.document-not-whole");
    row("by nobody", *plain, "gateway.document-not-signed");
    row("no document", "MZ", "gateway.document-not-signed");
    row("changed", changed, "gateway.document-not-whole");
    row("of another client", good, "gateway.document-of-another", "client");
    row("of another kind", good, "gateway.document-of-another", "kind");
    row("another document of this client", good, "gateway.document-of-another", "id");
    row("without a record", m_world.signedBy(teller, test::tinyDocument()), "gateway.document-of-another");
}

void TestDocumentJudge::itTakesWhatTheCriteriaKnow()
{
    QFETCH(const QByteArray, pdf);
    QFETCH(const QString, lie);
    QFETCH(const QString, code);
    casefile::CaseState state;
    state.iin = lie == u"client" ? QStringLiteral("900101300017") : QStringLiteral("951231600025");
    state.actors = QStringList{
        QString::fromLatin1(core::toHex(m_world.pki.authentication(DemoPerson::Teller).holder().fingerprint()))};
    const core::Uuid id = lie == u"id" ? core::Uuid::make(m_world.clock) : m_document;
    state.documents.insert(id, {evidence::kindCode(lie == u"kind" ? evidence::DocumentKind::Consent
                                                                  : evidence::DocumentKind::PalmAuthenticity),
                                   {}, true});
    const auto judge =
        gateway::makeDocumentJudge([this] { return m_world.pki.nationalTrust(); }, m_book, m_world.clock);
    const auto judged = judge(pdf, state, id);
    QVERIFY2(judged || judged.error().code.toString() == code,
        qPrintable(judged ? QString() : judged.error().code.toString() + u' ' + judged.error().detail));
    QCOMPARE(judged.has_value(), code.isEmpty());
    if (judged)
        QCOMPARE(judged->isSealed, QByteArray(QTest::currentDataTag()) == "by the teller and the seal");
}

// MFO-34: in ten years the seal is judged by what stands in the document, as the teller's signature is.
void TestDocumentJudge::theSealRisesToTheLevelAsked()
{
    using evidence::SignatureLevel;
    const pki::SoftwareKey key = m_world.pki.bankSeal();
    const auto trust = [this] {
        return m_world.pki.nationalTrust();
    };
    const QList<QUrl> stamping{QUrl(QStringLiteral("http://127.0.0.1:18088/tsa"))};
    const auto seal = gateway::makeDocumentSeal(key, trust, m_world.clock, {&m_world.services, stamping});
    const auto signedBy = [this](const pki::SoftwareKey& teller) {
        const auto plain = evidence::makeDocument(
            test::sampleRecord(evidence::DocumentKind::PalmAuthenticity, m_world.clock, teller.holder()));
        return m_world.signedBy(teller, plain.value());
    };
    criteria::SigningRules rules{.by = criteria::SigningRules::By::OrganisationSeal,
        .level = criteria::SigningRules::Level::LTA,
        .seals = {key.holder().fingerprint()},
        .timeStampPolicies = {}};
    const QByteArray fresh = signedBy(m_world.teller());
    const QByteArray risen = m_world.raised(fresh, SignatureLevel::BLTA); // as the workstation delivers it
    QVERIFY(!risen.isEmpty());
    for (const QByteArray& delivered : {fresh, risen}) {
        const auto sealed = seal(delivered, rules);
        QVERIFY2(sealed, qPrintable(sealed ? QString() : sealed.error().code.toString() + sealed.error().detail));
        QVERIFY(sealed->startsWith(delivered));
        QVERIFY(evidence::levelOf(*sealed) == SignatureLevel::BLTA);
        const auto report = m_world.verified(*sealed);
        QVERIFY(report.indication == evidence::Indication::TotalPassed);
        const auto isSeal = [&key](const evidence::SignatureReport& signature) {
            return !signature.isTimeStamp && signature.certificate == key.holder().fingerprint();
        };
        QCOMPARE(std::count_if(report.signatures.begin(), report.signatures.end(), isSeal), 1);
    }
    rules.level = criteria::SigningRules::Level::T;
    QVERIFY(evidence::levelOf(*seal(fresh, rules)) == SignatureLevel::BT);
    // No services are named: the seal stands by itself.
    rules.level = criteria::SigningRules::Level::LTA;
    QVERIFY(
        evidence::levelOf(*gateway::makeDocumentSeal(key, trust, m_world.clock)(fresh, rules)) == SignatureLevel::BB);
    // One that is silent answers again: the package comes again by itself.
    for (const auto& path : {QStringLiteral("/tsa"), QStringLiteral("/ocsp/national")}) {
        m_world.services.setDown(path, true);
        m_world.services.setDown(QStringLiteral("/crl/national"), true);
        const auto waiting = seal(fresh, rules);
        QVERIFY2(!waiting, qPrintable(path));
        QVERIFY(waiting.error().kind == ErrorKind::ServiceFault);
        m_world.services.setDown(path, false);
        m_world.services.setDown(QStringLiteral("/crl/national"), false);
    }
    // Whose certificate was revoked behind the signature: what can still be had is kept, and nothing waits for ever.
    const QByteArray other = signedBy(m_world.pki.signature(DemoPerson::SecondTeller));
    m_world.services.revoke(m_world.pki.signature(DemoPerson::SecondTeller).holder(), m_world.clock.wall());
    const auto kept = seal(other, rules);
    QVERIFY2(kept, qPrintable(kept ? QString() : kept.error().code.toString() + kept.error().detail));
    QVERIFY(evidence::levelOf(*kept) == SignatureLevel::BT);
}

// BIO-10, 14, 24, 27: a revision behind the teller's, by the key that the criteria name and no other.
void TestDocumentJudge::theGatewayAddsTheOrganisationsSeal()
{
    const pki::SoftwareKey teller = m_world.teller();
    const auto plain = evidence::makeDocument(
        test::sampleRecord(evidence::DocumentKind::PalmAuthenticity, m_world.clock, teller.holder()));
    QVERIFY(plain);
    const QByteArray signedOne = m_world.signedBy(teller, *plain);
    const pki::SoftwareKey key = m_world.pki.bankSeal();
    const auto trust = [this] {
        return m_world.pki.nationalTrust();
    };
    const auto seal = gateway::makeDocumentSeal(key, trust, m_world.clock);
    criteria::SigningRules rules{.by = criteria::SigningRules::By::OrganisationSeal,
        .level = criteria::SigningRules::Level::B,
        .seals = {key.holder().fingerprint()},
        .timeStampPolicies = {}};
    const auto sealed = seal(signedOne, rules);
    QVERIFY2(sealed, qPrintable(sealed ? QString() : sealed.error().detail));
    QVERIFY(sealed->startsWith(signedOne)); // what was signed stays, byte for byte (MFO-34)
    const auto report = m_world.verified(*sealed);
    QCOMPARE(report.signatures.size(), 2);
    QCOMPARE(report.signatures.at(0).certificate, teller.holder().fingerprint());
    QCOMPARE(report.signatures.at(1).certificate, key.holder().fingerprint());
    for (const evidence::SignatureReport& signature : report.signatures)
        QVERIFY(signature.indication != evidence::Indication::TotalFailed);
    rules.seals = {teller.holder().fingerprint()};
    QCOMPARE(seal(signedOne, rules).error().code.toString(), QStringLiteral("gateway.seal-not-in-criteria"));
    rules.seals = {key.holder().fingerprint()};
    m_world.clock.setWall(u"2046-07-12T05:00:00Z");
    QCOMPARE(seal(signedOne, rules).error().code.toString(), QStringLiteral("gateway.seal-not-in-criteria"));
}

QTEST_MAIN(TestDocumentJudge)
#include "tst_documentjudge.moc"
