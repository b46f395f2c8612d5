#include "support/evidence/samples.h"
#include "support/evidence/signing.h"

#include <evidence/page.h>

#include <core/hashing.h>
#include <core/json.h>

#include <QTest>

using namespace tirkeu;
using namespace Qt::StringLiterals;
using evidence::SignatureLevel;

namespace {
constexpr ErrorCode kGone{"test.token-gone"};

// Signs so often, then the token is gone.
class FailingSigner final : public core::Signer
{
public:
    FailingSigner(pki::SoftwareKey key, int good)
        : m_key(std::move(key))
        , m_good(good)
    {
    }
    [[nodiscard]] QByteArray certificate() const override { return m_key.certificate(); }
    [[nodiscard]] Result<QByteArray> sign(core::HashAlgorithm algorithm, QByteArrayView digest) override
    {
        if (m_good-- <= 0)
            return failure(kGone, ErrorKind::OperatorCanFix, u"removed"_s);
        return m_key.sign(algorithm, digest);
    }

private:
    pki::SoftwareKey m_key;
    int m_good;
};

// Signs, whether or not anybody still wants it.
class GivenUpSigner final : public core::Signer
{
public:
    explicit GivenUpSigner(pki::SoftwareKey key)
        : m_key(std::move(key))
    {
    }
    bool isWanted = true;
    [[nodiscard]] QByteArray certificate() const override { return m_key.certificate(); }
    [[nodiscard]] Result<QByteArray> sign(core::HashAlgorithm algorithm, QByteArrayView digest) override
    {
        return m_key.sign(algorithm, digest);
    }
    [[nodiscard]] Result<> beginKeeping() override
    {
        return isWanted ? Result<>() : failure(kGone, ErrorKind::Retry, u"given up"_s);
    }

private:
    pki::SoftwareKey m_key;
};
} // namespace

// Batches, outages and records.
class TestEvidenceSigning : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void batchIsAllOrNone();
    void whatNobodyWantsAnyMoreIsNotKept();
    void levelStaysWhereServicesEnd();
    void everySchemaHoldsItsRecord_data();
    void everySchemaHoldsItsRecord();
    void nothingMandatoryCanBeLeftOut();
    void whatWasJudgedIsNamed_BIO9_BIO13_BIO23_BIO26();
    void pictureMustBeTheOneNamed();
    void retriesGetRarer();

private:
    test::SigningWorld m_world;
};

void TestEvidenceSigning::batchIsAllOrNone()
{
    const evidence::DocumentSigner signer(m_world.clock, m_world.pki.nationalTrust());
    const QList<QByteArray> pages(3, test::tinyDocument());
    int kept = 0;
    const auto keep = [&kept](const QList<QByteArray>& documents) -> Result<> {
        kept += int(documents.size());
        return {};
    };
    FailingSigner removed(m_world.teller(), 2);
    QCOMPARE(signer.signAll(pages, {removed}, keep).error().code.toString(), u"test.token-gone"_s);
    QCOMPARE(kept, 0);
    FailingSigner good(m_world.teller(), 99);
    const auto full = [](const QList<QByteArray>&) -> Result<> {
        return failure(kGone, ErrorKind::DeviceFault, u"disk full"_s);
    };
    QVERIFY(!signer.signAll(pages, {good}, full));
    QCOMPARE(signer.signAll(pages, {good}, keep)->size(), 3);
    QCOMPARE(kept, 3);
}

// The teller's key is done when the cancel comes, in the seal's signature for instance: nothing is kept.
void TestEvidenceSigning::whatNobodyWantsAnyMoreIsNotKept()
{
    const evidence::DocumentSigner signer(m_world.clock, m_world.pki.nationalTrust());
    int kept = 0;
    const auto keep = [&kept](const QList<QByteArray>&) -> Result<> {
        ++kept;
        return {};
    };
    GivenUpSigner teller(m_world.teller());
    pki::SoftwareKey seal = m_world.pki.bankSeal();
    QVERIFY(signer.signAll({test::tinyDocument()}, {teller, seal}, keep));
    QCOMPARE(kept, 1);
    teller.isWanted = false;
    QCOMPARE(
        signer.signAll({test::tinyDocument()}, {teller, seal}, keep).error().code.toString(), u"test.token-gone"_s);
    QCOMPARE(kept, 1);
}

void TestEvidenceSigning::levelStaysWhereServicesEnd()
{
    const QByteArray pdf = m_world.signedBy(m_world.teller(), test::tinyDocument());
    m_world.services.setDown(u"/tsa"_s, true);
    auto raised = m_world.raiser.raise(pdf, SignatureLevel::BLTA);
    QVERIFY(raised && raised->stopped && raised->level == SignatureLevel::BB);
    QCOMPARE(raised->pdf, pdf);
    m_world.services.setDown(u"/tsa"_s, false);
    // OCSP is down: the revocation list serves. Both down: it stays at B-T.
    m_world.services.setDown(u"/ocsp/national"_s, true);
    m_world.services.setDown(u"/crl/national"_s, true);
    raised = m_world.raiser.raise(raised->pdf, SignatureLevel::BLTA);
    QVERIFY(raised && raised->stopped && raised->level == SignatureLevel::BT);
    m_world.services.setDown(u"/crl/national"_s, false);
    raised = m_world.raiser.raise(raised->pdf, SignatureLevel::BLTA);
    QVERIFY(raised && !raised->stopped && raised->level == SignatureLevel::BLTA);
    m_world.services.setDown(u"/ocsp/national"_s, false);
    QVERIFY(m_world.verified(raised->pdf).indication == evidence::Indication::TotalPassed);
}

void TestEvidenceSigning::everySchemaHoldsItsRecord_data()
{
    QTest::addColumn<int>("kind");
    for (const evidence::DocumentKind kind : evidence::kDocumentKinds)
        QTest::newRow(qPrintable(evidence::kindCode(kind))) << int(kind);
}

namespace {
// Every object of the record with one required member taken away.
void withoutOne(const QJsonObject& object, const std::function<void(const QString&, const QJsonObject&)>& visit)
{
    for (const QString& key : object.keys()) {
        QJsonObject less = object;
        less.remove(key);
        visit(key, less);
        if (object.value(key).isObject())
            withoutOne(object.value(key).toObject(), [&](const QString& inner, const QJsonObject& changed) {
                QJsonObject outer = object;
                outer.insert(key, changed);
                visit(key + u'/' + inner, outer);
            });
    }
}
} // namespace

void TestEvidenceSigning::everySchemaHoldsItsRecord()
{
    QFETCH(int, kind);
    const auto record = test::sampleRecord(evidence::DocumentKind(kind), m_world.clock, m_world.teller().holder());
    const auto read = evidence::Record::read(record.bytes());
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(read->bytes(), record.bytes());
    QVERIFY(core::readJson(evidence::schemaOf(evidence::DocumentKind(kind))));
    static const QStringList optional{u"name"_s, u"en"_s, u"firmware"_s, u"supersededBy"_s, u"actsForBin"_s};
    int refused = 0;
    withoutOne(record.json(), [&](const QString& path, const QJsonObject& less) {
        const bool good = evidence::Record::read(core::writeJson(less)).has_value();
        if (good && !optional.contains(path.section(u'/', -1)))
            QFAIL(qPrintable(path));
        refused += good ? 0 : 1;
    });
    QVERIFY(refused > 25);
    QJsonObject more = record.json();
    more.insert(u"extra"_s, 1);
    QVERIFY(!evidence::Record::read(core::writeJson(more)));
}

namespace {
template<typename Part, typename Whole>
constexpr bool isMandatory(Part Whole::*)
{
    return !std::is_default_constructible_v<Part>;
}
} // namespace

// A member that can be left out would be made of nothing: none of these can.
void TestEvidenceSigning::nothingMandatoryCanBeLeftOut()
{
    using namespace evidence;
    static_assert(isMandatory(&Heading::id) && isMandatory(&Heading::provider) && isMandatory(&Heading::customer) &&
                  isMandatory(&Heading::client) && isMandatory(&Heading::performedAt) &&
                  isMandatory(&Heading::edition) && isMandatory(&Heading::system) && isMandatory(&Heading::criteria) &&
                  isMandatory(&Heading::journal) && isMandatory(&Heading::signer));
    static_assert(isMandatory(&ActHeading::id) && isMandatory(&ActHeading::provider) &&
                  isMandatory(&ActHeading::customer) && isMandatory(&ActHeading::performedAt) &&
                  isMandatory(&ActHeading::edition) && isMandatory(&ActHeading::system) &&
                  isMandatory(&ActHeading::criteria) && isMandatory(&ActHeading::journal) &&
                  isMandatory(&ActHeading::signer));
    static_assert(isMandatory(&Party::name) && isMandatory(&Party::bin) && isMandatory(&Party::details) &&
                  isMandatory(&Client::iin) && isMandatory(&Device::model) && isMandatory(&Device::identifier) &&
                  isMandatory(&FrameDigest::frame) && isMandatory(&FrameDigest::sha256));
    static_assert(isMandatory(&SignerPanel::name) && isMandatory(&SignerPanel::role) &&
                  isMandatory(&SignerPanel::organisation) && isMandatory(&SignerPanel::bin) &&
                  isMandatory(&SignerPanel::certificateSerial) && isMandatory(&SignerPanel::certificateIssuer) &&
                  isMandatory(&SignerPanel::claimedTime));
    static_assert(isMandatory(&Command::code) && isMandatory(&Command::description) && isMandatory(&Command::outcome) &&
                  isMandatory(&Command::picture));
    static_assert(isMandatory(&FaceAuthenticity::heading) && isMandatory(&FaceAuthenticity::result) &&
                  isMandatory(&FaceAuthenticity::attempt) && isMandatory(&FaceAuthenticity::commands) &&
                  isMandatory(&FaceAuthenticity::camera) && isMandatory(&FaceAuthenticity::frames)); // BIO-9
    static_assert(isMandatory(&FaceComparison::heading) && isMandatory(&FaceComparison::result) &&
                  isMandatory(&FaceComparison::compared) && isMandatory(&FaceComparison::verifiedImage) &&
                  isMandatory(&FaceComparison::authenticity)); // BIO-13
    static_assert(isMandatory(&PalmAuthenticity::heading) && isMandatory(&PalmAuthenticity::result) &&
                  isMandatory(&PalmAuthenticity::attempt) && isMandatory(&PalmAuthenticity::hand) &&
                  isMandatory(&PalmAuthenticity::device) && isMandatory(&PalmAuthenticity::characteristics) &&
                  isMandatory(&PalmAuthenticity::frames)); // BIO-23
    static_assert(isMandatory(&PalmComparison::heading) && isMandatory(&PalmComparison::result) &&
                  isMandatory(&PalmComparison::formedPrint) && isMandatory(&PalmComparison::hand) &&
                  isMandatory(&PalmComparison::device) && isMandatory(&PalmComparison::frames)); // BIO-26
    static_assert(isMandatory(&Decision::heading) && isMandatory(&Decision::modality) &&
                  isMandatory(&Decision::result) && isMandatory(&Decision::basis) &&
                  isMandatory(&Decision::grounds)); // BIO-16, BIO-29
    static_assert(isMandatory(&ConsentItem::code) && isMandatory(&ConsentItem::text) &&
                  isMandatory(&ConsentItem::given) && isMandatory(&Consent::heading) && isMandatory(&Consent::items) &&
                  isMandatory(&Consent::term) && isMandatory(&Consent::transfer) && isMandatory(&Consent::data) &&
                  isMandatory(&Consent::shownLanguage) && isMandatory(&Consent::confirmedBy));
    static_assert(isMandatory(&ConsentWithdrawal::heading) && isMandatory(&ConsentWithdrawal::consent) &&
                  isMandatory(&ConsentWithdrawal::items) && isMandatory(&ConsentWithdrawal::confirmedBy));
    static_assert(isMandatory(&PersonalPresence::heading) && isMandatory(&PersonalPresence::result) &&
                  isMandatory(&PersonalPresence::document) && isMandatory(&PersonalPresence::documentNumber) &&
                  isMandatory(&PersonalPresence::place));
    static_assert(isMandatory(&Annulment::heading) && isMandatory(&Annulment::annulled) &&
                  isMandatory(&Annulment::annulledSha256) && isMandatory(&Annulment::reason));
    static_assert(isMandatory(&DestroyedItem::what) && isMandatory(&DestroyedItem::reference) &&
                  isMandatory(&DestroyedItem::sha256) && isMandatory(&DestructionAct::heading) &&
                  isMandatory(&DestructionAct::items) && isMandatory(&DestructionAct::grounds) &&
                  isMandatory(&DestructionAct::method) && isMandatory(&DestructionAct::secondPerson));
    static_assert(isMandatory(&SentDocument::document) && isMandatory(&SentDocument::kind) &&
                  isMandatory(&SentDocument::sha256) && isMandatory(&PackageReceipt::received) &&
                  isMandatory(&PackageReceipt::gateway) && isMandatory(&PackageReceipt::sha256) &&
                  isMandatory(&Delivery::package) && isMandatory(&Delivery::sent) &&
                  isMandatory(&Delivery::documents) && isMandatory(&DeliveryConfirmation::heading) &&
                  isMandatory(&DeliveryConfirmation::deliveries));
    // Nor can a digest be of nothing.
    QVERIFY(Digest::of(core::sha256("something")));
    for (const int bytes : {0, 20, 31, 33, 64})
        QCOMPARE(Digest::of(QByteArray(bytes, 'x')).error().code.toString(), u"evidence.digest-unfit"_s);
}

void TestEvidenceSigning::whatWasJudgedIsNamed_BIO9_BIO13_BIO23_BIO26()
{
    using namespace evidence;
    for (const DocumentKind kind : kDocumentKinds) {
        QJsonObject record = test::sampleRecord(kind, m_world.clock, m_world.teller().holder()).json();
        const bool isCheck = kind == DocumentKind::FaceAuthenticity || kind == DocumentKind::PalmAuthenticity;
        const bool isComparison = kind == DocumentKind::FaceComparison || kind == DocumentKind::PalmComparison;
        QCOMPARE(record.value(u"frames"_s).toArray().isEmpty(), !isCheck && !isComparison);
        if (kind == DocumentKind::FaceComparison)
            QCOMPARE(record.value(u"frames"_s)[0][u"sha256"_s], record.value(u"check"_s)[u"compared"_s][u"sha256"_s]);
        // Comparisons of earlier versions named none, and are to be read in ten years.
        record.insert(u"frames"_s, QJsonArray());
        QCOMPARE(Record::read(core::writeJson(record)).has_value(), !isCheck);
    }
}

void TestEvidenceSigning::pictureMustBeTheOneNamed()
{
    const auto record =
        test::sampleRecord(evidence::DocumentKind::FaceComparison, m_world.clock, m_world.teller().holder());
    const auto read = evidence::Record::read(record.bytes()).value();
    QCOMPARE(evidence::makeDocument(read).error().code.toString(), u"evidence.picture-missing"_s);
    const auto other = evidence::Picture::of(u"compared.jpg"_s, test::drawnFace(3)).value();
    QCOMPARE(evidence::makeDocument(read, {other}, {}).error().code.toString(), u"evidence.picture-missing"_s);
    QVERIFY(evidence::makeDocument(read, record.pictures(), {}));
}

void TestEvidenceSigning::retriesGetRarer()
{
    using namespace std::chrono_literals;
    QCOMPARE(evidence::waitBeforeRetry(1), std::chrono::seconds(1min));
    QCOMPARE(evidence::waitBeforeRetry(3), std::chrono::seconds(4min));
    QCOMPARE(evidence::waitBeforeRetry(1000), std::chrono::seconds(1h));
}

QTEST_MAIN(TestEvidenceSigning)
#include "tst_evidence_signing.moc"
