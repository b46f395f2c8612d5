#include "support/evidence/samples.h"
#include "support/evidence/signing.h"
#include "support/testfiles.h"

#include "bootstrap/evidencechecker.h"
#include "gallery/showroom.h"
#include "verifier/verifierpage.h"

#include <evidence/page.h>

#include <QApplication>
#include <QDialog>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QScrollArea>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;
using namespace Qt::StringLiterals;

// Real documents on the page, and the ways a person gets there.
class TestVerifierPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void verdicts_data();
    void verdicts();
    void whatIsInsideIsShown();
    void everyLanguageSpeaks();
    void reachedAndReadByKeyboard();
    void droppedFile();
    void lastQuestionWins();

private:
    [[nodiscard]] QString shownText(const QWidget& page) const;

    test::SigningWorld m_world;
    QTemporaryDir m_folder;
    Theme m_theme{*qApp};
    LanguageSwitch m_language;
};

void TestVerifierPage::initTestCase()
{
    m_language.setLanguage(core::Language::English);
    const auto record = test::sampleRecord(evidence::DocumentKind::FaceAuthenticity, m_world.clock,
        m_world.teller().holder(), evidence::CheckOutcome::Passed, evidence::PageLanguages::KazakhRussianEnglish);
    const QByteArray plain = m_world.signedBy(m_world.teller(), evidence::makeDocument(record).value());
    const QByteArray good = m_world.raised(plain, evidence::SignatureLevel::BLTA);
    QVERIFY(!good.isEmpty());
    test::writeFile(m_folder.filePath(u"valid.pdf"_s), good);
    test::writeFile(m_folder.filePath(u"undecided.pdf"_s), plain); // no status inside
    test::writeFile(m_folder.filePath(u"invalid.pdf"_s), test::appended(good, {{90, "<< /A 1 >>"}}));
    test::writeFile(m_folder.filePath(u"unsigned.pdf"_s), evidence::makeDocument(record).value());
    test::writeFile(m_folder.filePath(u"noise.pdf"_s), "noise");
}

QString TestVerifierPage::shownText(const QWidget& page) const
{
    QStringList lines;
    for (const QLabel* label : page.findChildren<QLabel*>()) {
        if (!label->isHidden())
            lines.append(label->text());
    }
    return lines.join(u'\n');
}

void TestVerifierPage::verdicts_data()
{
    QTest::addColumn<QString>("verdict");
    QTest::newRow("valid.pdf") << u"The document is valid"_s;
    QTest::newRow("undecided.pdf") << u"This cannot be decided yet"_s;
    QTest::newRow("invalid.pdf") << u"The document is not valid"_s;
    QTest::newRow("unsigned.pdf") << u"The document is not valid"_s;
    QTest::newRow("noise.pdf") << u"The document is not valid"_s;
    QTest::newRow("missing.pdf") << QString();
}

void TestVerifierPage::verdicts()
{
    QFETCH(QString, verdict);
    EvidenceChecker checker(m_world.pki.nationalTrust(), m_world.clock);
    VerifierPage page(m_theme, m_language, checker);
    page.show();
    page.check(m_folder.filePath(QString::fromLatin1(QTest::currentDataTag())));
    if (verdict.isEmpty()) {
        QTRY_VERIFY(shownText(page).contains(u"The file could not be opened: missing.pdf"));
        return;
    }
    QTRY_VERIFY2(shownText(page).contains(verdict), qPrintable(shownText(page)));
}

void TestVerifierPage::whatIsInsideIsShown()
{
    EvidenceChecker checker(m_world.pki.nationalTrust(), m_world.clock);
    VerifierPage page(m_theme, m_language, checker);
    page.resize(1100, 2600);
    page.show();
    page.check(m_folder.filePath(u"valid.pdf"_s));
    QTRY_VERIFY(page.findChild<QWidget*>(u"verifierResult"_s));
    const QString text = shownText(page);
    for (const char* part : {"B-LTA", "TOTAL-PASSED", "Turn your head to the left", "951231600025", "CAM-0007",
             "The page says what the attached record says", "was not revoked", "Archive time stamp"})
        QVERIFY2(text.contains(QString::fromUtf8(part)), part);
    QVERIFY(text.contains(m_world.teller().holder().subject().commonName));
    int pictures = 0;
    for (const QLabel* label : page.findChildren<QLabel*>())
        pictures += label->pixmap(Qt::ReturnByValue).width() > 150 ? 1 : 0;
    QCOMPARE(pictures, 4);
    if (const QString folder = qEnvironmentVariable("TIRKEU_PICTURES"); !folder.isEmpty())
        page.grab().save(folder + u"/verifier-real.png"_s);
}

void TestVerifierPage::everyLanguageSpeaks()
{
    EvidenceChecker checker(m_world.pki.nationalTrust(), m_world.clock);
    VerifierPage page(m_theme, m_language, checker);
    page.show();
    page.check(m_folder.filePath(u"invalid.pdf"_s));
    QTRY_VERIFY(page.findChild<QWidget*>(u"verifierResult"_s));
    m_language.setLanguage(core::Language::Kazakh); // the answer stays and changes its words
    QTRY_VERIFY(shownText(page).contains(u"Құжат жарамсыз"));
    QVERIFY(shownText(page).contains(u"Қол қойылғаннан кейін"));
    m_language.setLanguage(core::Language::Russian);
    QTRY_VERIFY(shownText(page).contains(u"Документ недействителен"));
    QVERIFY(shownText(page).contains(u"После подписания"));
    m_language.setLanguage(core::Language::English);
}

void TestVerifierPage::reachedAndReadByKeyboard()
{
    Showroom room(m_theme, m_language, m_world.clock);
    room.setRulesRead(true);
    MainWindow& window = room.window();
    window.setFixedSize(1366, 768);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    room.staff().setAnswer(ShowroomStaff::teller(m_world.clock));
    room.shell().start(true);
    QTest::keyClick(&window, Qt::Key_F7);
    QVERIFY(window.currentPage()->title() != u"Verify a document"); // nobody has signed in
    QTest::keyClicks(window.focusWidget(), u"1111"_s);
    QTest::keyClick(window.focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(room.shell().state(), ShellState::Open);
    QTest::keyClick(&window, Qt::Key_F7);
    QCOMPARE(window.section(), Section::Verify);
    QCOMPARE(window.focusWidget()->objectName(), u"primaryButton"_s);
    QTest::keyClick(window.focusWidget(), Qt::Key_Return); // opens the choice of a file
    QTRY_VERIFY(window.findChild<QDialog*>() != nullptr);
    window.findChild<QDialog*>()->reject();

    auto* page = window.findChild<VerifierPage*>();
    page->check(u"valid.pdf"_s);
    QTRY_VERIFY(page->findChild<QWidget*>(u"verifierResult"_s));
    QTRY_VERIFY(page->findChild<QScrollArea*>()->verticalScrollBar()->maximum() > 0);
    QScrollBar* bar = page->findChild<QScrollArea*>()->verticalScrollBar();
    QTest::keyClick(window.focusWidget(), Qt::Key_PageDown);
    QVERIFY(bar->value() > 0);
    QTest::keyClick(window.focusWidget(), Qt::Key_PageUp);
    QCOMPARE(bar->value(), 0);
}

void TestVerifierPage::droppedFile()
{
    EvidenceChecker checker(m_world.pki.nationalTrust(), m_world.clock);
    VerifierPage page(m_theme, m_language, checker);
    page.show();
    const auto drop = [&page](const QList<QUrl>& urls) {
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QCoreApplication::sendEvent(&page, &enter);
        QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        if (enter.isAccepted())
            QCoreApplication::sendEvent(&page, &event);
        return enter.isAccepted();
    };
    const QUrl file = QUrl::fromLocalFile(m_folder.filePath(u"valid.pdf"_s));
    QVERIFY(!drop({QUrl(u"https://example.kz/valid.pdf"_s)}));
    QVERIFY(!drop({file, file}));
    QVERIFY(drop({file}));
    QTRY_VERIFY(shownText(page).contains(u"The document is valid"));
}

void TestVerifierPage::lastQuestionWins()
{
    EvidenceChecker checker(m_world.pki.nationalTrust(), m_world.clock);
    VerifierPage page(m_theme, m_language, checker);
    page.show();
    page.check(m_folder.filePath(u"valid.pdf"_s));
    page.check(m_folder.filePath(u"invalid.pdf"_s));
    // The checker takes one after the other, so by the second answer the first has come and gone.
    QTRY_VERIFY(page.findChild<QWidget*>(u"verifierResult"_s));
    QVERIFY(shownText(page).contains(u"The document is not valid"));
}

QTEST_MAIN(TestVerifierPage)
#include "tst_verifierpage.moc"
