#include "support/testfiles.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace tirkeu;

// One word for one thing: what the program says in Kazakh and Russian, held against the table of official and agreed
// words in tests/data/glossary.json. Texts of the window and sentences of the catalogues alike.
class TestGlossary : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void agreedTextsAreSaidAsAgreed();
    void everyTermIsTranslatedByItsWord();
    void noOtherWordStandsInItsPlace();
    void theTableFindsAWrongWord();

private:
    struct Said
    {
        QString en;
        QMap<QString, QString> in; ///< by language
    };
    void readWindow();
    void readCatalogues();
    [[nodiscard]] static QStringList wrongTerms(const QJsonObject& table, const QList<Said>& all);
    [[nodiscard]] static QStringList otherWords(const QJsonObject& table, const QList<Said>& all);

    QJsonObject m_table;
    QList<Said> m_all;
};

namespace {
const QStringList kLanguages{QStringLiteral("kk"), QStringLiteral("ru")};

// In small letters: whichever way it is written. With a capital: as it stands, an abbreviation.
QRegularExpression wordOf(const QString& pattern)
{
    const auto anyCase = pattern.contains(QRegularExpression(QStringLiteral("\\p{Lu}")))
                             ? QRegularExpression::NoPatternOption
                             : QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(pattern, QRegularExpression::UseUnicodePropertiesOption | anyCase);
}

QMap<QString, QString> textsOf(const QString& language)
{
    QMap<QString, QString> texts;
    QXmlStreamReader xml(test::readFile(test::sourcePath(QStringLiteral("translations/tirkeu_%1.ts").arg(language))));
    QString context;
    QString source;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.isStartElement() && xml.name() == u"source")
            source = xml.readElementText();
        else if (xml.isStartElement() && xml.name() == u"translation")
            texts.insert(
                context + u'\n' + source, xml.readElementText(QXmlStreamReader::IncludeChildElements).simplified());
    }
    return texts;
}
} // namespace

void TestGlossary::readWindow()
{
    const QMap<QString, QString> english = textsOf(QStringLiteral("en"));
    const QMap<QString, QString> kazakh = textsOf(kLanguages.at(0));
    const QMap<QString, QString> russian = textsOf(kLanguages.at(1));
    for (auto text = english.cbegin(); text != english.cend(); ++text)
        m_all.append(
            {*text, {{kLanguages.at(0), kazakh.value(text.key())}, {kLanguages.at(1), russian.value(text.key())}}});
}

void TestGlossary::readCatalogues()
{
    const QDir folder(test::sourcePath(QStringLiteral("resources/messages")));
    for (const QString& name : folder.entryList({QStringLiteral("*.json")})) {
        const QJsonObject sentences = QJsonDocument::fromJson(test::readFile(folder.filePath(name))).object();
        for (const QJsonValue sentence : sentences) {
            Said said{sentence[u"en"].toString(), {}};
            for (const QString& language : kLanguages)
                said.in.insert(language, sentence[language].toString());
            m_all.append(said);
        }
    }
}

void TestGlossary::initTestCase()
{
    m_table =
        QJsonDocument::fromJson(test::readFile(test::sourcePath(QStringLiteral("tests/data/glossary.json")))).object();
    QVERIFY(m_table[u"texts"].toArray().size() > 50);
    readWindow();
    const qsizetype window = m_all.size();
    QVERIFY(window > 300);
    readCatalogues();
    QVERIFY(m_all.size() > window + 300);
}

void TestGlossary::agreedTextsAreSaidAsAgreed()
{
    QMap<QString, QJsonValue> agreed;
    for (const QJsonValue text : m_table[u"texts"].toArray())
        agreed.insert(text[u"en"].toString(), text);
    int met = 0;
    for (const Said& said : m_all) {
        const auto text = agreed.constFind(said.en);
        if (text == agreed.cend())
            continue;
        ++met;
        for (const QString& language : kLanguages)
            QCOMPARE(said.in[language], (*text)[language].toString());
    }
    QVERIFY(met > 10);
}

// A translation may also name a command or a role's code as it is typed.
QStringList TestGlossary::wrongTerms(const QJsonObject& table, const QList<Said>& all)
{
    QStringList wrong;
    for (const QJsonValue term : table[u"terms"].toArray()) {
        const QRegularExpression english = wordOf(QStringLiteral("\\b(?:%1)\\b").arg(term[u"en"].toString()));
        for (const Said& said : all) {
            const auto found = english.match(said.en);
            for (const QString& language : found.hasMatch() ? kLanguages : QStringList()) {
                bool isSaid = said.in[language].contains(found.captured());
                for (const QJsonValue word : term[language].toArray())
                    isSaid = isSaid || wordOf(word.toString()).match(said.in[language]).hasMatch();
                if (!isSaid)
                    wrong.append(QStringLiteral("%1: \"%2\" is missing from: %3")
                                     .arg(language, found.captured(), said.in[language]));
            }
        }
    }
    return wrong;
}

QStringList TestGlossary::otherWords(const QJsonObject& table, const QList<Said>& all)
{
    QStringList wrong;
    for (const QString& language : kLanguages) {
        for (const QJsonValue rule : table[u"instead"][language].toArray()) {
            const QRegularExpression other = wordOf(rule[u"not"].toString());
            for (const Said& said : all) {
                if (const auto found = other.match(said.in[language]); found.hasMatch())
                    wrong.append(QStringLiteral("%1: \"%2\", not \"%3\": %4")
                                     .arg(language, rule[u"but"].toString(), found.captured(), said.in[language]));
            }
        }
    }
    return wrong;
}

void TestGlossary::everyTermIsTranslatedByItsWord()
{
    const QStringList wrong = wrongTerms(m_table, m_all);
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

void TestGlossary::noOtherWordStandsInItsPlace()
{
    const QStringList wrong = otherWords(m_table, m_all);
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

void TestGlossary::theTableFindsAWrongWord()
{
    const QString& kk = kLanguages.at(0);
    const QString& ru = kLanguages.at(1);
    const QList<Said> bad{{QStringLiteral("The screen is locked."),
        {{kk, QStringLiteral("Экран құлыпталды.")}, {ru, QStringLiteral("Экран заблокирован.")}}}};
    QCOMPARE(otherWords(m_table, bad).size(), 1);
    QVERIFY(wrongTerms(m_table, bad).isEmpty());
    const QList<Said> abbreviation{{QStringLiteral("Type the IIN."),
        {{kk, QStringLiteral("ЖСН теріңіз.")}, {ru, QStringLiteral("Введите номер.")}}}};
    QCOMPARE(wrongTerms(m_table, abbreviation).size(), 1);
    QVERIFY(otherWords(m_table, abbreviation).isEmpty());
}

QTEST_GUILESS_MAIN(TestGlossary)
#include "tst_glossary.moc"
