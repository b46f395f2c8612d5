#include "support/evidence/samples.h"
#include "support/evidence/signing.h"
#include "support/softtoken.h"
#include "support/testfiles.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/json.h>
#include <evidence/page.h>
#include <pki/signeddata.h>

#include <QBuffer>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace tirkeu;
using namespace Qt::StringLiterals;

// PAdES baseline (ETSI EN 319 142-1) and the rules of PDF/A-3b that can be checked without an outside validator.
class TestEvidenceConformance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void padesBaseline();
    void pdfA3_data();
    void pdfA3();
    void earlierBytesStay();
    void sizeOfAFullDocument();
    void noiseDoesNotSwellThePage();

private:
    test::SigningWorld m_world;
    QMap<evidence::DocumentKind, QList<QByteArray>> m_kinds; ///< each at its four levels
    QList<QByteArray> m_levels;                              ///< of a document with pictures
    QTemporaryDir m_folder;
};

void TestEvidenceConformance::initTestCase()
{
    for (const evidence::DocumentKind kind : evidence::kDocumentKinds) {
        const auto record = test::sampleRecord(kind, m_world.clock, m_world.teller().holder(),
            evidence::CheckOutcome::Passed, evidence::PageLanguages::KazakhRussianEnglish);
        const QByteArray pdf = m_world.signedBy(m_world.teller(), evidence::makeDocument(record).value());
        QList<QByteArray>& levels = m_kinds[kind];
        for (int level = 0; level < 4; ++level)
            levels.append(m_world.raised(levels.value(level - 1, pdf), evidence::SignatureLevel(level)));
        QVERIFY(!levels.contains(QByteArray()));
    }
    m_levels = m_kinds.value(evidence::DocumentKind::FaceAuthenticity);
    if (!qEnvironmentVariable("TIRKEU_KEEP_DOCUMENTS").isEmpty()) {
        test::writeFile(qEnvironmentVariable("TIRKEU_KEEP_DOCUMENTS") + u"/three-languages.pdf"_s, m_levels.last());
        test::writeFile(qEnvironmentVariable("TIRKEU_KEEP_DOCUMENTS") + u"/tiny.pdf"_s,
            m_world.raised(m_world.signedBy(m_world.teller(), test::tinyDocument()), evidence::SignatureLevel::BLTA));
    }
}

void TestEvidenceConformance::padesBaseline()
{
    for (const QList<QByteArray>& levels : std::as_const(m_kinds)) {
        for (const QByteArray& pdf : levels) {
            static const QRegularExpression time(u"/M \\(D:[0-9]{14}Z\\)"_s);
            QVERIFY(time.match(QString::fromLatin1(pdf)).hasMatch());
            QVERIFY(!pdf.contains("/Cert "));
            const qsizetype gap = pdf.indexOf("/Contents <") + 11;
            const auto cms = pki::SignedData::read(
                QByteArray::fromHex(pdf.mid(gap, pdf.indexOf('>', gap) - gap)), {}, pki::TrailingZeros::Allowed);
            QVERIFY(cms && cms->isDetached());
            // signingTime 1.2.840.113549.1.9.5 must not be there, signing-certificate-v2 1.2.840.113549.1.9.16.2.47
            // must. A time stamp inside has a signing time of its own, so only the plain level is searched for it.
            if (pdf == levels.first())
                QVERIFY(!cms->der().contains(QByteArray::fromHex("06092a864886f70d010905")));
            QVERIFY(cms->der().contains(QByteArray::fromHex("060b2a864886f70d010910022f")));
            const qsizetype range = pdf.indexOf("/ByteRange [0 ") + 14;
            const auto numbers = pdf.mid(range, 40).split(']').first().simplified().split(' ');
            const auto signers = cms->verifyDetached(
                pdf.left(numbers.at(0).toInt()) + pdf.mid(numbers.at(1).toInt(), numbers.at(2).toInt()));
            QCOMPARE(signers.size(), 1);
            QVERIFY(signers.first().isGood() && !signers.first().claimedTime);
            QVERIFY(cms->certificates().size() >= 2); // the chain without its root
        }
        QCOMPARE(levels.last().count("/SubFilter /ETSI.RFC3161"), 1);
        QCOMPARE(levels.last().count("/Type /DSS"), 1);
        for (const QByteArray& pdf : levels)
            QCOMPARE(pdf.count("/SubFilter /ETSI.CAdES.detached"), 1);
    }
}

void TestEvidenceConformance::pdfA3_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("level");
    for (const evidence::DocumentKind kind : evidence::kDocumentKinds) {
        for (int level = 0; level < 4; ++level)
            QTest::addRow("%s %s", qPrintable(evidence::kindCode(kind)),
                qPrintable(evidence::nameOf(evidence::SignatureLevel(level))))
                << int(kind) << level;
    }
}

void TestEvidenceConformance::pdfA3()
{
    QFETCH(int, kind);
    QFETCH(int, level);
    const QByteArray pdf = m_kinds.value(evidence::DocumentKind(kind)).value(level);
    QVERIFY(!pdf.isEmpty());
    const QString file = m_folder.filePath(u"document.pdf"_s);
    test::writeFile(file, pdf);
    // The objects without their streams' coding, as another program sees them.
    auto plain = test::runTool(
        u"qpdf"_s, {u"--qdf"_s, u"--object-streams=disable"_s, u"--stream-data=uncompress"_s, file, u"-"_s});
    QVERIFY(plain);
    plain->replace("/SMask /None", ""); // says that there is none
    QVERIFY(pdf.startsWith("%PDF-1.7\n%"));
    QVERIFY(pdf.endsWith("\n%%EOF\n"));
    QCOMPARE(pdf.count("%%EOF\n"), pdf.count("\nstartxref\n"));
    QVERIFY(plain->contains("<pdfaid:part>3</pdfaid:part>") && plain->contains("<pdfaid:conformance>B"));
    QVERIFY(
        plain->contains("/OutputIntents") && plain->contains("/GTS_PDFA1") && plain->contains("/DestOutputProfile"));
    for (const char* forbidden : {"/Encrypt", "/JavaScript", "/JS ", "/Launch", "/Sound", "/Movie", "/OpenAction",
             "/AA ", "/SMask", "/XFA", "/NeedAppearances", "/LZWDecode", "/TR ", "/Crypt", "/ObjStm", "/PS ",
             "/S /Transparency", "/3D", "/RichMedia", "/URI ", "/OPI", "/Ref "})
        QVERIFY2(!plain->contains(forbidden), forbidden);
    // No transparency: every opacity is one, every blend mode normal.
    static const QRegularExpression opacity(u"/(CA|ca) (?!1(\\.0*)?\\s)"_s);
    static const QRegularExpression blend(u"/BM /(?!Normal)"_s);
    const QString text = QString::fromLatin1(*plain);
    QVERIFY(!opacity.match(text).hasMatch() && !blend.match(text).hasMatch());
    const auto fonts = test::runTool(u"pdffonts"_s, {file});
    QVERIFY(fonts);
    const QList<QByteArray> lines = fonts->trimmed().split('\n').mid(2);
    QVERIFY(lines.size() >= 2);
    for (const QByteArray& line : lines)
        QVERIFY2(line.simplified().contains(" yes no yes ") || line.contains("yes yes yes"),
            line.constData()); // embedded, with a way back to text
    // Each attached file is associated with the document and says how.
    const qsizetype files = plain->count("/Type /EmbeddedFile");
    QCOMPARE(files, evidence::attachmentsOf(pdf).value().size());
    QVERIFY(files >= 1); // the record at least
    QCOMPARE(plain->count("/AFRelationship /"), files);
    QCOMPARE(plain->count("/UF ("), files);
    static const QRegularExpression associated(u"/AF \\[([^\\]]*)\\]"_s);
    QCOMPARE(associated.match(text).captured(1).count(u" R"), files);
    // Widgets are printed, not hidden.
    QCOMPARE(plain->count("/Subtype /Widget"), plain->count("/F 132"));
}

void TestEvidenceConformance::earlierBytesStay()
{
    // B-T fills its own gap; all later levels only append.
    QVERIFY(m_levels.at(2).startsWith(m_levels.at(1)));
    QVERIFY(m_levels.at(3).startsWith(m_levels.at(2)));
    QCOMPARE(m_levels.at(0).size(), m_levels.at(1).size());
}

void TestEvidenceConformance::sizeOfAFullDocument()
{
    qsizetype originals = 0;
    for (const evidence::Attachment& attachment : m_world.verified(m_levels.last()).attachments)
        originals += attachment.name == QStringView(evidence::kRecordName) ? 0 : attachment.bytes.size();
    QVERIFY2(originals > 100'000, qPrintable(QString::number(originals))); // with a camera's noise in them
    const qsizetype rest = m_levels.last().size() - originals;
    QVERIFY2(rest <= 400'000, qPrintable(QString::number(rest)));
}

// The worst that a camera can give: nothing but noise.
void TestEvidenceConformance::noiseDoesNotSwellThePage()
{
    QImage snow(640, 480, QImage::Format_RGB32);
    std::minstd_rand random(7);
    for (int y = 0; y < snow.height(); ++y) {
        for (int x = 0; x < snow.width(); ++x)
            snow.setPixel(x, y, qRgb(int(random() >> 8) & 255, int(random() >> 8) & 255, int(random() >> 8) & 255));
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QVERIFY(buffer.open(QIODevice::WriteOnly) && snow.save(&buffer, "JPEG", 95));
    const auto record =
        test::sampleRecord(evidence::DocumentKind::FaceComparison, m_world.clock, m_world.teller().holder());
    QJsonObject json = record.json();
    QJsonObject check = json.value(u"check"_s).toObject();
    check.insert(u"compared"_s, QJsonObject{{u"file"_s, u"compared.jpg"_s},
                                    {u"sha256"_s, QString::fromLatin1(core::toHex(core::sha256(bytes)))}});
    json.insert(u"check"_s, check);
    const auto noisy = evidence::Record::read(core::writeJson(json));
    QVERIFY2(noisy, noisy ? "" : qPrintable(noisy.error().detail));
    const auto plain = evidence::makeDocument(record);
    const auto swollen = evidence::makeDocument(*noisy, {evidence::Picture::of(u"compared.jpg"_s, bytes).value()}, {});
    QVERIFY(plain && swollen);
    const qsizetype more =
        (swollen->size() - bytes.size()) - (plain->size() - record.pictures().first().bytes().size());
    QVERIFY2(more <= 50'000, qPrintable(QString::number(more)));
}

QTEST_MAIN(TestEvidenceConformance)
#include "tst_evidence_conformance.moc"
