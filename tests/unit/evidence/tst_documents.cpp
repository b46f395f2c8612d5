#include "support/evidence/localservices.h"
#include "support/evidence/samples.h"
#include "support/evidence/signing.h"
#include "support/fakeclock.h"
#include "support/softtoken.h"
#include "support/testfiles.h"

#include <evidence/documentsigner.h>
#include <evidence/levelraiser.h>
#include <evidence/page.h>
#include <evidence/verifier.h>

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/json.h>
#include <pki/signeddata.h>

#include <ZXing/ReadBarcode.h>

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace tirkeu;
using namespace Qt::StringLiterals;
using evidence::DocumentKind;
using evidence::SignatureLevel;

// Every kind at every level (BIO-9, 13, 16, 23, 26, 29), proven with pdfsig, openssl, qpdf and pdfdetach.
class TestDocuments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyKindAtEveryLevel_data();
    void everyKindAtEveryLevel();
    void thePageHoldsTogether_data();
    void thePageHoldsTogether();
    void thePageNamesItsParagraph_data();
    void thePageNamesItsParagraph();
    void thePageSaysResultAndSigner_data();
    void thePageSaysResultAndSigner();
    void picturesStandWhereTheRulesWantThem_BIO9_BIO13_BIO26();
    void anothersDocumentIsKeptAsReceived_BIO13_BIO14_MFO34();
    void aReceivedDocumentMustBeTheOneNamed();
    void theCodeIsReadable_data() { thePageHoldsTogether_data(); }
    void theCodeIsReadable();
    void theResultIsToldByItsShape();

private:
    /// The first page, or a part of it, in greys: as a laser printer gives it back.
    struct Grey
    {
        int width = 0;
        int height = 0;
        QByteArray pixels;
    };
    [[nodiscard]] static Grey printed(const QString& file, const QStringList& how);
    [[nodiscard]] Grey shapeOf(evidence::CheckOutcome outcome) const;
    struct Cut
    {
        QByteArray covered;
        QByteArray cms;
        bool isTimeStamp;
    };
    [[nodiscard]] static QList<Cut> cuts(const QByteArray& pdf);
    [[nodiscard]] bool opensslAgreesOnStamp(const QByteArray& token, const QByteArray& stamped) const;
    [[nodiscard]] bool opensslAgreesOnSignature(const QByteArray& cms, const QByteArray& content) const;
    [[nodiscard]] QList<evidence::ReceivedDocument> received() const;

    core::SystemClock m_system;
    std::optional<test::FakeClock> m_clock;
    std::optional<simulation::DemoPki> m_pki;
    QTemporaryDir m_folder;
};

void TestDocuments::initTestCase()
{
    m_clock.emplace(core::toIsoText(m_system.wall()));
    auto pki = simulation::DemoPki::make({m_clock->wall()});
    QVERIFY2(pki, pki ? "" : qPrintable(pki.error().detail));
    m_pki = *pki;
    test::writeFile(m_folder.filePath(u"root.pem"_s), m_pki->nationalRoot().certificate().toPem());
    test::writeFile(m_folder.filePath(u"chain.pem"_s), m_pki->national().certificate().toPem());
}

void TestDocuments::everyKindAtEveryLevel_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("level");
    for (const DocumentKind kind : evidence::kDocumentKinds) {
        for (int level = 0; level < 4; ++level)
            QTest::addRow(
                "%s %s", qPrintable(evidence::kindCode(kind)), qPrintable(evidence::nameOf(SignatureLevel(level))))
                << int(kind) << level;
    }
}

void TestDocuments::thePageHoldsTogether_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("languages");
    for (const DocumentKind kind : evidence::kDocumentKinds) {
        for (int languages = 0; languages < 2; ++languages)
            QTest::addRow("%s %d", qPrintable(evidence::kindCode(kind)), languages + 2) << int(kind) << languages;
    }
}

// The result and the pictures stand on the first page; who signed and how to check it stand on one.
void TestDocuments::thePageHoldsTogether()
{
    QFETCH(int, kind);
    QFETCH(int, languages);
    const auto key = m_pki->signature(simulation::DemoPerson::Teller);
    const auto record = test::sampleRecord(
        DocumentKind(kind), *m_clock, key.holder(), evidence::CheckOutcome::Failed, evidence::PageLanguages(languages));
    const QString file = m_folder.filePath(u"page.pdf"_s);
    test::writeFile(file, evidence::makeDocument(record).value());
    const QString text = QString::fromUtf8(test::runTool(u"pdftotext"_s, {u"-layout"_s, file, u"-"_s}).value());
    const QStringList pages = text.split(u'\f', Qt::SkipEmptyParts);
    QVERIFY(test::runTool(u"pdfinfo"_s, {file}).value_or("").contains("(A4)"));
    for (int level = 0; level < 4; ++level) // it rises later, and the page does not: a verifier shows it
        QVERIFY(!text.contains(evidence::nameOf(SignatureLevel(level))));
    QVERIFY2(pages.size() <= 2, qPrintable(QString::number(pages.size())));
    const auto pageOf = [&pages](const QString& words) {
        for (int page = 0; page < pages.size(); ++page) {
            if (pages.at(page).contains(words))
                return page + 1;
        }
        return 0;
    };
    QVERIFY(pageOf(u"Электронная цифровая"_s) > 0);
    QCOMPARE(pageOf(u"Как проверить"_s), pageOf(u"Электронная цифровая"_s));
    if (DocumentKind(kind) == DocumentKind::FaceAuthenticity) {
        QCOMPARE(pageOf(u"Сигналы и команды"_s), 1);
        QCOMPARE(pageOf(u"Улыбнитесь"_s), 1);
    }
    for (int page = 0; page < pages.size(); ++page) { // a loose sheet says of what it is, and which one
        QVERIFY(pages.at(page).contains(record.documentId()));
        QVERIFY(pages.at(page).contains( // narrow spaces are none to the reader of the text
            QRegularExpression(u"\\b%1 ?/ ?%2\\b"_s.arg(page + 1).arg(pages.size()))));
    }
}

void TestDocuments::thePageNamesItsParagraph_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("paragraph");
    QTest::addColumn<bool>("isFace");
    const auto row = [](DocumentKind kind, const QString& paragraph, bool isFace = false) {
        QTest::addRow("%s %s", qPrintable(evidence::kindCode(kind)), qPrintable(paragraph))
            << int(kind) << paragraph << isFace;
    };
    row(DocumentKind::FaceAuthenticity, u"9"_s);
    row(DocumentKind::FaceComparison, u"13"_s);
    row(DocumentKind::PalmAuthenticity, u"23"_s);
    row(DocumentKind::PalmComparison, u"26"_s);
    row(DocumentKind::Decision, u"16"_s, true);
    row(DocumentKind::Decision, u"29"_s);
    row(DocumentKind::Consent, u"19, 32, 40"_s);
    row(DocumentKind::ConsentWithdrawal, u"41"_s);
    row(DocumentKind::PersonalPresence, u"19"_s);
    row(DocumentKind::Annulment, u"3"_s);
    row(DocumentKind::DestructionAct, u"3"_s);
    row(DocumentKind::DeliveryConfirmation, u"17, 30"_s);
}

// In both languages, on the first page, with the edition of the rules (BIO-9, 13, 16, 23, 26, 29).
void TestDocuments::thePageNamesItsParagraph()
{
    QFETCH(int, kind);
    QFETCH(QString, paragraph);
    QFETCH(bool, isFace);
    QJsonObject json =
        test::sampleRecord(DocumentKind(kind), *m_clock, m_pki->signature(simulation::DemoPerson::Teller).holder())
            .json();
    QList<evidence::Picture> pictures;
    if (isFace) {
        QJsonObject check = json.value(u"check"_s).toObject();
        check.insert(u"modality"_s, u"face"_s);
        json.insert(u"check"_s, check);
    } else {
        pictures =
            test::sampleRecord(DocumentKind(kind), *m_clock, m_pki->signature(simulation::DemoPerson::Teller).holder())
                .pictures();
    }
    const auto record = evidence::Record::read(core::writeJson(json));
    QVERIFY2(record, record ? "" : qPrintable(record.error().detail));
    const QString file = m_folder.filePath(u"paragraph.pdf"_s);
    test::writeFile(file, evidence::makeDocument(*record, pictures, {}).value());
    const QString text =
        QString::fromUtf8(test::runTool(u"pdftotext"_s, {u"-layout"_s, u"-l"_s, u"1"_s, file, u"-"_s}).value())
            .simplified();
    const bool several = paragraph.contains(u',');
    const QString kk = (several ? u"Қағидалардың %1-тармақтары"_s : u"Қағидалардың %1-тармағы"_s).arg(paragraph);
    const QString ru = (several ? u"Пункты %1 Правил"_s : u"Пункт %1 Правил"_s).arg(paragraph);
    QVERIFY2(text.contains(kk) && text.contains(ru), qPrintable(text.left(800)));
    QVERIFY(text.contains(u"15.04.2026"_s));
}

void TestDocuments::thePageSaysResultAndSigner_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QStringList>("words"); // Kazakh, Russian, English
    const auto row = [](DocumentKind kind, evidence::CheckOutcome outcome, const QStringList& words) {
        QTest::addRow("%s %d", qPrintable(evidence::kindCode(kind)), int(outcome))
            << int(kind) << int(outcome) << words;
    };
    using enum evidence::CheckOutcome;
    const QStringList passed{u"Сәтті өтті"_s, u"Пройдено успешно"_s, u"Passed"_s};
    const QStringList failed{u"Өтпеді"_s, u"Не пройдено"_s, u"Not passed"_s};
    for (const DocumentKind kind :
        {DocumentKind::FaceAuthenticity, DocumentKind::PalmAuthenticity, DocumentKind::PersonalPresence}) {
        row(kind, Passed, passed);
        row(kind, Failed, failed);
    }
    for (const DocumentKind kind : {DocumentKind::FaceComparison, DocumentKind::PalmComparison}) {
        row(kind, Passed, {u"Сәйкес келеді"_s, u"Совпадает"_s, u"Match"_s});
        row(kind, Failed, {u"Сәйкес келмейді"_s, u"Не совпадает"_s, u"No match"_s});
    }
    row(DocumentKind::Decision, Passed,
        {u"Аутентификациялау сәтті өтті"_s, u"Аутентификация пройдена успешно"_s, u"Authentication succeeded"_s});
    row(DocumentKind::Decision, Failed,
        {u"Аутентификациялау өтпеді"_s, u"Аутентификация не пройдена"_s, u"Authentication failed"_s});
    row(DocumentKind::Consent, Passed,
        {u"Клиенттің еркі тіркелді"_s, u"Воля клиента зафиксирована"_s, u"The client's will is recorded"_s});
    row(DocumentKind::ConsentWithdrawal, Passed,
        {u"Келісім қайтарып алынды"_s, u"Согласие отозвано"_s, u"Consent withdrawn"_s});
    row(DocumentKind::Annulment, Passed,
        {u"Құжаттың күші жойылды"_s, u"Документ аннулирован"_s, u"The document is annulled"_s});
    row(DocumentKind::DestructionAct, Passed,
        {u"Деректер жойылды"_s, u"Данные уничтожены"_s, u"The data are destroyed"_s});
}

// In words on the first page, in Kazakh and Russian side by side and in English only where it was asked for; and who
// signed with what.
void TestDocuments::thePageSaysResultAndSigner()
{
    QFETCH(int, kind);
    QFETCH(int, outcome);
    QFETCH(QStringList, words);
    const pki::Certificate holder = m_pki->signature(simulation::DemoPerson::Teller).holder();
    // A line is broken where it ends, and narrow spaces are none to the reader of the text.
    const auto squeezed = [](QString text) {
        text.removeIf([](QChar one) { return one.isSpace(); });
        return text;
    };
    for (const auto languages :
        {evidence::PageLanguages::KazakhRussian, evidence::PageLanguages::KazakhRussianEnglish}) {
        const auto record =
            test::sampleRecord(DocumentKind(kind), *m_clock, holder, evidence::CheckOutcome(outcome), languages);
        const QString file = m_folder.filePath(u"result.pdf"_s);
        test::writeFile(file, evidence::makeDocument(record).value());
        const auto textOf = [&](const QStringList& pages) {
            const auto read = test::runTool(u"pdftotext"_s, QStringList{u"-raw"_s} + pages + QStringList{file, u"-"_s});
            return squeezed(QString::fromUtf8(read.value_or(QByteArray())));
        };
        const QString first = textOf({u"-l"_s, u"1"_s});
        for (qsizetype i = 0; i < words.size(); ++i) {
            const bool isAsked = i < 2 || languages == evidence::PageLanguages::KazakhRussianEnglish;
            if (isAsked)
                QVERIFY2(first.contains(squeezed(words.at(i))), qPrintable(words.at(i) + first.left(800)));
            else
                QVERIFY2(!first.contains(squeezed(words.at(i))), qPrintable(words.at(i)));
        }
        const QString all = textOf({});
        for (const QString& part :
            {holder.subject().commonName, u"теллер"_s, u"Время по словам подписавшего"_s, u"АО «Демо Банк»"_s,
                u"850140000019"_s, QString::fromLatin1(core::toHex(holder.serialNumber())), holder.issuer().commonName})
            QVERIFY2(all.contains(squeezed(part)), qPrintable(part));
    }
}

// One for each signal or command in kind 9, the compared one in 13; of a palm an identifier and never its picture.
void TestDocuments::picturesStandWhereTheRulesWantThem_BIO9_BIO13_BIO26()
{
    const pki::Certificate holder = m_pki->signature(simulation::DemoPerson::Teller).holder();
    for (const DocumentKind kind : evidence::kDocumentKinds) {
        const qsizetype wanted = kind == DocumentKind::FaceAuthenticity ? 4
                                 : kind == DocumentKind::FaceComparison ? 1
                                                                        : 0;
        const auto record = test::sampleRecord(kind, *m_clock, holder);
        const QByteArray pdf = evidence::makeDocument(record).value();
        const QString file = m_folder.filePath(u"pictures.pdf"_s);
        test::writeFile(file, pdf);
        const auto listed = test::runTool(u"pdfimages"_s, {u"-list"_s, file});
        QVERIFY(listed);
        QCOMPARE(listed->trimmed().count('\n') - 1, wanted); // below two lines of heading
        const auto attached = evidence::attachmentsOf(pdf);
        QVERIFY(attached);
        QCOMPARE(attached->size(), 1 + wanted); // the record, and each picture as it was taken
        for (const evidence::Picture& picture : record.pictures())
            QVERIFY(std::any_of(attached->begin(), attached->end(), [&picture](const evidence::Attachment& one) {
                return one.name == picture.name() && one.bytes == picture.bytes();
            }));
    }
}

// What another organisation might send: a file whose encoding, line ends and end are like nobody's, and a PDF with a
// signature of its own.
QList<evidence::ReceivedDocument> TestDocuments::received() const
{
    const QByteArray xml = QByteArray("\xef\xbb\xbf<answer>\r\nVERDICT OF ANOTHER \xff\xfe\r</answer>\r\n") +
                           QByteArray(3, '\0') + " \n\n";
    auto theirs = m_pki->signature(simulation::DemoPerson::SecondTeller);
    const evidence::DocumentSigner signer(*m_clock, m_pki->nationalTrust());
    const QByteArray pdf = signer.sign(test::tinyDocument(), theirs).value();
    const auto idec = evidence::LocalText::of(u"СДАО"_s, u"ЦОИД"_s, u"IDEC"_s).value();
    const auto of = [&](const QString& name, const QString& type, const QByteArray& bytes) {
        return evidence::ReceivedDocument::of(name, type, idec, m_clock->wall(), bytes).value();
    };
    return {of(u"idec-answer.xml"_s, u"application/xml"_s, xml), of(u"idec-answer.pdf"_s, u"application/pdf"_s, pdf)};
}

// In and out byte for byte, at the highest level; its digest and its sender stand in the record and on the page, what
// it says stands nowhere but in itself; and the signature of whoever compared is as good as when it came.
void TestDocuments::anothersDocumentIsKeptAsReceived_BIO13_BIO14_MFO34()
{
    const QList<evidence::ReceivedDocument> came = received();
    auto key = m_pki->signature(simulation::DemoPerson::Teller);
    const evidence::Record record = test::decisionResting(*m_clock, key.holder(), came);
    QVERIFY(evidence::Record::read(record.bytes()));
    const evidence::DocumentSigner signer(*m_clock, m_pki->nationalTrust());
    const auto signedPdf = signer.sign(evidence::makeDocument(record).value(), key);
    QVERIFY2(signedPdf, signedPdf ? "" : qPrintable(signedPdf.error().detail));
    test::LocalServices services(*m_pki, *m_clock);
    pki::TimeStampClient stamps(
        services, m_pki->nationalTrust(), {.authorities = {{QUrl(u"http://127.0.0.1:18088/tsa"_s)}}});
    pki::StatusChecker status(services, *m_clock, m_pki->nationalTrust());
    const auto raised =
        evidence::LevelRaiser(*m_clock, m_pki->nationalTrust(), stamps, status).raise(*signedPdf, SignatureLevel::BLTA);
    QVERIFY(raised && !raised->stopped);
    const auto report = evidence::verify(raised->pdf, {m_pki->nationalTrust(), m_clock->wall()});
    QVERIFY2(
        report.indication == evidence::Indication::TotalPassed, QJsonDocument(report.toJson()).toJson().constData());

    const QString file = m_folder.filePath(u"resting.pdf"_s);
    const QString detached = m_folder.filePath(u"detached"_s);
    test::writeFile(file, raised->pdf);
    QVERIFY(test::runTool(u"qpdf"_s, {u"--check"_s, file}));
    QString text = QString::fromUtf8(test::runTool(u"pdftotext"_s, {u"-raw"_s, file, u"-"_s}).value());
    text.removeIf([](QChar one) { return one.isSpace(); });
    QVERIFY(text.contains(u"СДАО"_s) && text.contains(u"ЦОИД"_s));
    QVERIFY(!text.contains(u"VERDICT"_s));
    const QList<evidence::NamedFile> named = record.receivedFiles();
    QCOMPARE(named.size(), came.size());
    for (qsizetype i = 0; i < came.size(); ++i) {
        const QByteArray digest = core::toHex(core::sha256(came.at(i).bytes()));
        QCOMPARE(named.at(i).file, came.at(i).name());
        QCOMPARE(named.at(i).sha256.toLatin1(), digest);
        QVERIFY(text.contains(QString::fromLatin1(digest)));
        QVERIFY(std::any_of(report.attachments.begin(), report.attachments.end(),
            [&](const evidence::Attachment& one) { return one.bytes == came.at(i).bytes(); }));
        QVERIFY(test::runTool(u"pdfdetach"_s, {u"-savefile"_s, came.at(i).name(), u"-o"_s, detached, file}));
        QCOMPARE(test::readFile(detached), came.at(i).bytes());
    }
    // The last one is theirs, signed by them.
    const auto theirs = test::runTool(u"pdfsig"_s, {u"-nocert"_s, detached});
    QVERIFY2(theirs && theirs->contains("Signature is Valid"), "their signature");
    evidence::VerifyOptions options{m_pki->nationalTrust(), m_clock->wall()};
    options.crls = {services.crl(m_pki->nationalRoot().key()), services.crl(m_pki->national().key())};
    const auto judged = evidence::verify(test::readFile(detached), options);
    QVERIFY(judged.indication == evidence::Indication::TotalPassed);
    QCOMPARE(judged.signatures.constFirst().certificate,
        m_pki->signature(simulation::DemoPerson::SecondTeller).holder().fingerprint());
}

void TestDocuments::aReceivedDocumentMustBeTheOneNamed()
{
    using evidence::ReceivedDocument;
    auto key = m_pki->signature(simulation::DemoPerson::Teller);
    const evidence::Record record = test::decisionResting(*m_clock, key.holder(), received());
    const evidence::Record read = evidence::Record::read(record.bytes()).value();
    QVERIFY(evidence::makeDocument(read, {}, record.received()));
    QCOMPARE(evidence::makeDocument(read).error().code.toString(), u"evidence.received-missing"_s);
    QList<evidence::Attachment> others = record.received();
    others.first().bytes.append('\n');
    QCOMPARE(evidence::makeDocument(read, {}, others).error().code.toString(), u"evidence.received-missing"_s);
    const auto idec = evidence::LocalText::of(u"СДАО"_s, u"ЦОИД"_s).value();
    const auto refusal = [&](const QString& name, const QString& type, const QByteArray& bytes) {
        const auto made = ReceivedDocument::of(name, type, idec, m_clock->wall(), bytes);
        return made ? QString() : made.error().code.toString();
    };
    QCOMPARE(refusal(u"a.xml"_s, u"application/xml"_s, "x"), QString());
    QCOMPARE(refusal(u"../a.xml"_s, u"application/xml"_s, "x"), u"evidence.received-name"_s);
    QCOMPARE(refusal(u"a.xml"_s, u"xml"_s, "x"), u"evidence.received-name"_s);
    QCOMPARE(refusal(u"a.xml"_s, u"application/xml"_s, ""), u"evidence.received-size"_s);

    // Another file under its name, put there before the signature.
    const QByteArray page = evidence::makeDocument(record).value();
    const qsizetype type = page.indexOf("#2fxml");
    const qsizetype head = page.lastIndexOf(" 0 obj", type);
    const int number = page.mid(page.lastIndexOf('\n', head) + 1, 8).split(' ').first().toInt();
    const QByteArray swapped = test::appended(page,
        {{number, "<< /Type /EmbeddedFile /Subtype /application#2fxml /Length 9 >>\nstream\n<answer/>\nendstream"}});
    const evidence::DocumentSigner signer(*m_clock, m_pki->nationalTrust());
    test::LocalServices services(*m_pki, *m_clock);
    evidence::VerifyOptions options{m_pki->nationalTrust(), m_clock->wall()};
    options.crls = {services.crl(m_pki->nationalRoot().key()), services.crl(m_pki->national().key())};
    const auto report = evidence::verify(signer.sign(swapped, key).value(), options);
    QVERIFY(report.indication == evidence::Indication::Indeterminate && report.reason());
    QCOMPARE(report.reason()->code.toString(), u"evidence.received-differs"_s);
}

// Every signature and document time stamp of the file: the bytes it covers, and its CMS.
QList<TestDocuments::Cut> TestDocuments::cuts(const QByteArray& pdf)
{
    QList<Cut> all;
    for (qsizetype at = pdf.indexOf("/ByteRange [0 "); at >= 0; at = pdf.indexOf("/ByteRange [0 ", at + 1)) {
        const QList<QByteArray> numbers = pdf.mid(at + 14, 40).split(']').first().simplified().split(' ');
        const qsizetype a = numbers.at(0).toLongLong();
        const qsizetype b = numbers.at(1).toLongLong();
        const qsizetype c = numbers.at(2).toLongLong();
        const qsizetype dictionary = pdf.lastIndexOf(" 0 obj", at);
        all.append({pdf.left(a) + pdf.mid(b, c), QByteArray::fromHex(pdf.mid(a + 1, b - a - 2)),
            pdf.mid(dictionary, at - dictionary).contains("/DocTimeStamp")});
    }
    return all;
}

bool TestDocuments::opensslAgreesOnStamp(const QByteArray& token, const QByteArray& stamped) const
{
    const QString data = m_folder.filePath(u"stamped.bin"_s);
    const QString der = m_folder.filePath(u"token.der"_s);
    test::writeFile(data, stamped);
    test::writeFile(der, token);
    return test::runTool(
        u"openssl"_s, {u"ts"_s, u"-verify"_s, u"-in"_s, der, u"-token_in"_s, u"-data"_s, data, u"-CAfile"_s,
                          m_folder.filePath(u"root.pem"_s), u"-untrusted"_s, m_folder.filePath(u"chain.pem"_s)})
        .has_value();
}

bool TestDocuments::opensslAgreesOnSignature(const QByteArray& cms, const QByteArray& content) const
{
    const QString data = m_folder.filePath(u"data.bin"_s);
    const QString der = m_folder.filePath(u"cms.der"_s);
    test::writeFile(data, content);
    test::writeFile(der, cms);
    return test::runTool(u"openssl"_s,
        {u"cms"_s, u"-verify"_s, u"-binary"_s, u"-inform"_s, u"DER"_s, u"-in"_s, der, u"-content"_s, data, u"-CAfile"_s,
            m_folder.filePath(u"root.pem"_s), u"-purpose"_s, u"any"_s, u"-cades"_s, u"-out"_s, u"/dev/null"_s})
        .has_value();
}

TestDocuments::Grey TestDocuments::printed(const QString& file, const QStringList& how)
{
    const QByteArray picture = test::runTool(
        u"pdftoppm"_s, QStringList{u"-gray"_s, u"-f"_s, u"1"_s, u"-l"_s, u"1"_s} + how + QStringList{file})
                                   .value_or(QByteArray());
    static const QRegularExpression head(u"^P5\\s(\\d+)\\s(\\d+)\\s255\\s"_s);
    const auto size = head.match(QString::fromLatin1(picture.first(std::min<qsizetype>(picture.size(), 40))));
    const Grey grey{size.captured(1).toInt(), size.captured(2).toInt(), picture.mid(size.capturedLength())};
    return grey.pixels.size() == qsizetype(grey.width) * grey.height ? grey : Grey();
}

// What stands before the result's words: the tallest dark thing in its column.
TestDocuments::Grey TestDocuments::shapeOf(evidence::CheckOutcome outcome) const
{
    const auto record = test::sampleRecord(
        DocumentKind::PalmAuthenticity, *m_clock, m_pki->signature(simulation::DemoPerson::Teller).holder(), outcome);
    const QString file = m_folder.filePath(u"shape.pdf"_s);
    test::writeFile(file, evidence::makeDocument(record).value());
    const Grey column = printed(file, {u"-r"_s, u"144"_s, u"-x"_s, u"128"_s, u"-y"_s, u"120"_s, u"-W"_s, u"68"_s,
                                          u"-H"_s, u"520"_s}); // two dots a point
    Grey found;
    QByteArray rows;
    for (int y = 0; y <= column.height; ++y) {
        const QByteArray row = column.pixels.mid(qsizetype(y) * column.width, column.width);
        const bool isDark = std::any_of(row.begin(), row.end(), [](char one) { return std::uint8_t(one) < 128; });
        rows = isDark ? rows + row : QByteArray();
        if (rows.size() > found.pixels.size())
            found = {column.width, int(rows.size() / column.width), rows};
    }
    return found;
}

// Whoever sees no colours, or holds a grey copy, tells the three apart; the words beside it say it as well.
void TestDocuments::theResultIsToldByItsShape()
{
    using enum evidence::CheckOutcome;
    const QList<Grey> shapes{shapeOf(Passed), shapeOf(Failed), shapeOf(Undetermined)};
    for (const Grey& one : shapes)
        QVERIFY2(one.height > 56 && one.height < 72, qPrintable(QString::number(one.height)));
    for (qsizetype i = 0; i < shapes.size(); ++i) {
        const Grey& one = shapes.at(i);
        const Grey& other = shapes.at((i + 1) % shapes.size());
        int unlike = 0;
        for (int y = -28; y < 28; ++y) { // from the middle of each
            for (int x = 0; x < one.width; ++x) {
                const auto isDark = [&](const Grey& grey) {
                    return std::uint8_t(grey.pixels.at((grey.height / 2 + y) * grey.width + x)) < 128;
                };
                unlike += isDark(one) != isDark(other) ? 1 : 0;
            }
        }
        QVERIFY2(unlike > 200, qPrintable(QString::number(unlike)));
    }
}

// The code on the page, read off a picture of it by a reader that is not ours.
void TestDocuments::theCodeIsReadable()
{
    QFETCH(int, kind);
    QFETCH(int, languages);
    const auto key = m_pki->signature(simulation::DemoPerson::Teller);
    const auto record = test::sampleRecord(
        DocumentKind(kind), *m_clock, key.holder(), evidence::CheckOutcome::Passed, evidence::PageLanguages(languages));
    const QString file = m_folder.filePath(u"coded.pdf"_s);
    test::writeFile(file, evidence::makeDocument(record).value());
    const Grey page = printed(file, {u"-r"_s, u"200"_s}); // under a telephone
    QVERIFY(page.width > 0);
    const auto* pixels = reinterpret_cast<const std::uint8_t*>(page.pixels.constData());
    const auto read = ZXing::ReadBarcode({pixels, page.width, page.height, ZXing::ImageFormat::Lum},
        ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode));
    const QString code = QString::fromStdWString(read.text());
    QVERIFY2(code.contains(record.documentId()), qPrintable(code));
    QVERIFY2(code.contains(QString::fromLatin1(core::toHex(record.digest()))), qPrintable(code));
}

void TestDocuments::everyKindAtEveryLevel()
{
    QFETCH(int, kind);
    QFETCH(int, level);
    auto key = m_pki->signature(simulation::DemoPerson::Teller);
    const evidence::Record record = test::sampleRecord(DocumentKind(kind), *m_clock, key.holder(),
        kind % 3 == 0 ? evidence::CheckOutcome::Passed : evidence::CheckOutcome::Failed);
    const auto page = evidence::makeDocument(record);
    QVERIFY2(page, page ? "" : qPrintable(page.error().detail));
    const evidence::DocumentSigner signer(*m_clock, m_pki->nationalTrust());
    const auto signedPdf = signer.sign(*page, key);
    QVERIFY2(signedPdf, signedPdf ? "" : qPrintable(signedPdf.error().detail));

    test::LocalServices services(*m_pki, *m_clock);
    pki::TimeStampClient stamps(
        services, m_pki->nationalTrust(), {.authorities = {{QUrl(u"http://127.0.0.1:18088/tsa"_s)}}});
    pki::StatusChecker status(services, *m_clock, m_pki->nationalTrust());
    evidence::LevelRaiser raiser(*m_clock, m_pki->nationalTrust(), stamps, status);
    const auto raised = raiser.raise(*signedPdf, SignatureLevel(level));
    QVERIFY2(raised, raised ? "" : qPrintable(raised.error().detail));
    QVERIFY2(!raised->stopped,
        raised->stopped ? qPrintable(raised->stopped->code.toString() + raised->stopped->detail) : "");
    QCOMPARE(int(raised->level), level);
    QCOMPARE(int(evidence::levelOf(raised->pdf).value()), level);
    QVERIFY(raised->pdf.endsWith("%%EOF\n"));

    // Ours.
    evidence::VerifyOptions options{m_pki->nationalTrust(), m_clock->wall()};
    if (level < int(SignatureLevel::BLT))
        options.crls = {services.crl(m_pki->nationalRoot().key()), services.crl(m_pki->national().key())};
    const auto report = evidence::verify(raised->pdf, options);
    QVERIFY2(
        report.indication == evidence::Indication::TotalPassed, QJsonDocument(report.toJson()).toJson().constData());
    QCOMPARE(int(report.level.value()), level);

    // Others'.
    const QString file = m_folder.filePath(u"document.pdf"_s);
    test::writeFile(file, raised->pdf);
    if (!qEnvironmentVariable("TIRKEU_KEEP_DOCUMENTS").isEmpty())
        test::writeFile(qEnvironmentVariable("TIRKEU_KEEP_DOCUMENTS") + u'/' +
                            QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-') + u".pdf"_s,
            raised->pdf);
    QVERIFY(test::runTool(u"qpdf"_s, {u"--check"_s, file}));
    const auto pdfsig = test::runTool(u"pdfsig"_s, {u"-nocert"_s, file});
    QVERIFY(pdfsig);
    QVERIFY2(pdfsig->contains("Signature is Valid") && pdfsig->contains("ETSI.CAdES.detached"), pdfsig->constData());
    const QString detached = m_folder.filePath(u"record.json"_s);
    QVERIFY(test::runTool(u"pdfdetach"_s, {u"-savefile"_s, u"record.json"_s, u"-o"_s, detached, file}));
    QCOMPARE(test::readFile(detached), record.bytes());

    // Each signature, its time stamp, and each time stamp over the document.
    const QList<Cut> all = cuts(raised->pdf);
    QCOMPARE(all.size(), level == 3 ? 2 : 1);
    for (const Cut& one : all) {
        if (one.isTimeStamp) {
            QVERIFY(opensslAgreesOnStamp(one.cms, one.covered));
            continue;
        }
        QVERIFY(opensslAgreesOnSignature(one.cms, one.covered));
        const auto cms = pki::SignedData::read(one.cms, {}, pki::TrailingZeros::Allowed);
        QVERIFY(cms);
        const auto signers = cms->verifyDetached(one.covered);
        QCOMPARE(signers.size(), 1);
        QCOMPARE(signers.first().timeStampToken.isEmpty(), level == 0);
        if (level > 0)
            QVERIFY(opensslAgreesOnStamp(signers.first().timeStampToken, signers.first().signature));
    }
    QVERIFY(all.last().isTimeStamp == (level == 3));
}

QTEST_MAIN(TestDocuments)
#include "tst_documents.moc"
