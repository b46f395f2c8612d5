#include "documentjudge.h"

#include "support/evidence/samples.h"
#include "support/evidence/signing.h"
#include "support/testfiles.h"

#include <core/json.h>
#include <criteria/draft.h>

#include <QTest>

using namespace tirkeu;
using simulation::DemoPerson;

/// BIO-10, 14, 24, 27: a document counts when somebody whom the bank's criteria know has signed it, and all of it.
class TestDocumentJudge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void itTakesWhatTheCriteriaKnow_data();
    void itTakesWhatTheCriteriaKnow();

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
    QTest::addColumn<QString>("code");
    const QByteArray plain = test::tinyDocument();
    const QByteArray good = m_world.signedBy(m_world.teller(), plain);
    QByteArray changed = good;
    changed[changed.size() / 3] = static_cast<char>(changed.at(changed.size() / 3) ^ 1);
    const auto row = [](const char* name, const QByteArray& pdf, const char* code) {
        QTest::newRow(name) << pdf << QString::fromLatin1(code);
    };
    row("by the teller", good, "");
    row("with a time stamp", m_world.raised(good, evidence::SignatureLevel::BT), "");
    row("with all there is", m_world.raised(good, evidence::SignatureLevel::BLTA), "");
    row("by the seal that the criteria name", m_world.signedBy(m_world.pki.bankSeal(), plain), "");
    row("by the client alone", m_world.signedBy(m_world.pki.signature(DemoPerson::Client), plain),
        "gateway.document-signed-by-stranger");
    row("by nobody", plain, "gateway.document-not-signed");
    row("no document", "MZ", "gateway.document-not-signed");
    row("changed", changed, "gateway.document-not-whole");
}

void TestDocumentJudge::itTakesWhatTheCriteriaKnow()
{
    QFETCH(const QByteArray, pdf);
    QFETCH(const QString, code);
    const auto judge = gateway::makeDocumentJudge(m_world.pki.nationalTrust(), m_book, m_world.clock);
    const Result<> judged = judge(pdf, {});
    QVERIFY2(judged || judged.error().code.toString() == code,
        qPrintable(judged ? QString() : judged.error().code.toString() + u' ' + judged.error().detail));
    QCOMPARE(judged.has_value(), code.isEmpty());
}

QTEST_MAIN(TestDocumentJudge)
#include "tst_documentjudge.moc"
