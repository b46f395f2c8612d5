#include "support/testfiles.h"

#include "guide/answerspage.h"
#include "guide/guidepage.h"
#include "guide/guidetext.h"
#include "widgets/messagebar.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace tirkeu;
using namespace tirkeu::workstation;

class TestGuide : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theGuideIsTwoPagesInEveryLanguage();
    void everyLanguageSaysTheSame();
    void whatTheGuideQuotesIsOnTheScreens();
    void theGuideIsSavedAsPdf();
    void aDigitChoosesAnAnswer();

private:
    Theme m_theme{*qApp};
    LanguageSwitch m_language;
};

void TestGuide::theGuideIsTwoPagesInEveryLanguage()
{
    static const QRegularExpression page(QStringLiteral("/Type\\s*/Page\\b"));
    for (const core::Language language : core::kLanguages) {
        const QByteArray pdf = guidePdf(language);
        QVERIFY(pdf.startsWith("%PDF-"));
        QCOMPARE(QString::fromLatin1(pdf).count(page), 2);
        if (const QString folder = qEnvironmentVariable("TIRKEU_PICTURES"); !folder.isEmpty()) {
            QFile file(folder + QStringLiteral("/guide-%1.pdf").arg(core::languageCode(language)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(pdf);
        }
    }
}

void TestGuide::everyLanguageSaysTheSame()
{
    const auto first = guideBlocks(core::Language::Kazakh);
    QVERIFY(first.size() > 30);
    for (const core::Language language : core::kLanguages) {
        const auto blocks = guideBlocks(language);
        QCOMPARE(blocks.size(), first.size());
        for (qsizetype i = 0; i < blocks.size(); ++i)
            QCOMPARE(blocks.at(i).kind, first.at(i).kind);
        const auto answers = clientAnswers(language);
        QCOMPARE(answers.size(), 9);
        for (const ClientAnswer& answer : answers)
            QVERIFY(answer.question.endsWith(u'?') && answer.answer.size() > 20);
    }
}

// A button that the guide names and nobody finds is worse than none: what stands in quotation marks is a text of the
// program in that language, whoever it speaks to.
void TestGuide::whatTheGuideQuotesIsOnTheScreens()
{
    static const QRegularExpression quoted(QStringLiteral("[«\"]([^»\"]+)[»\"]"));
    static const QRegularExpression around(QStringLiteral("^%1, |\\.$"));
    const auto plain = [](QString text) {
        return text.remove(around).toLower();
    };
    for (const core::Language language : core::kLanguages) {
        const QString code = core::languageCode(language);
        QSet<QString> shown;
        QXmlStreamReader xml(test::readFile(test::sourcePath(QStringLiteral("translations/tirkeu_%1.ts").arg(code))));
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement() && xml.name() == u"translation")
                shown.insert(plain(xml.readElementText(QXmlStreamReader::IncludeChildElements)));
        }
        QVERIFY(shown.size() > 300);
        int met = 0;
        for (const GuideBlock& block : guideBlocks(language)) {
            for (auto quotes = quoted.globalMatch(block.text); quotes.hasNext(); ++met) {
                const QString text = quotes.next().captured(1);
                QVERIFY2(shown.contains(plain(text)), qPrintable(code + u' ' + text));
            }
        }
        QVERIFY(met > 10);
    }
}

void TestGuide::theGuideIsSavedAsPdf()
{
    const QTemporaryDir folder;
    GuidePage page(m_theme, m_language, folder.path());
    page.show();
    QTest::keyClick(page.findChild<QPushButton*>(QStringLiteral("saveGuideButton")), Qt::Key_Space);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("tirkeu-guide-kk.pdf")});
    QCOMPARE(page.findChild<MessageBar*>()->kind(), MessageKind::Good);
    GuidePage nowhere(m_theme, m_language, QStringLiteral("/proc/nowhere"));
    nowhere.show();
    QTest::keyClick(nowhere.findChild<QPushButton*>(QStringLiteral("saveGuideButton")), Qt::Key_Space);
    QCOMPARE(nowhere.findChild<MessageBar*>()->kind(), MessageKind::Error);
}

void TestGuide::aDigitChoosesAnAnswer()
{
    AnswersPage page(m_theme, m_language);
    page.show();
    const auto* answer = page.findChild<QLabel*>(QStringLiteral("largeAnswer"));
    QTest::keyClick(&page, Qt::Key_3);
    QCOMPARE(answer->text(), clientAnswers(core::Language::Kazakh).at(2).answer);
    QTest::keyClick(page.findChild<QPushButton*>(QStringLiteral("answers-ru")), Qt::Key_Space);
    QCOMPARE(answer->text(), clientAnswers(core::Language::Russian).at(2).answer);
}

QTEST_MAIN(TestGuide)
#include "tst_guide.moc"
