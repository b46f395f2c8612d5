#include "support/testfiles.h"

#include <core/language.h>

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace tirkeu;

class TestTranslations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsUnfinishedOrEmpty_data() { eachLanguage(); }
    void nothingIsUnfinishedOrEmpty();
    void placeholdersSurvive_data() { eachLanguage(); }
    void placeholdersSurvive();
    void noVariableCarriesAnEnding_data() { eachLanguage(); }
    void noVariableCarriesAnEnding();
    void everyLanguageHoldsTheSameTexts();
    void everyTextOfTheSourcesIsTranslated();
    void noTextGoesPastTheTranslation();
    void theSecurityRulesAreTheSameInEveryLanguage();

private:
    struct Entry
    {
        QString source;
        QString translation;
        bool unfinished;
    };
    static void eachLanguage();
    static QList<Entry> read(const QString& code);
    static QList<Entry> readFrom(const QString& file);
    static QStringList untranslated(QString code);
};

void TestTranslations::eachLanguage()
{
    QTest::addColumn<QString>("code");
    for (const core::Language language : core::kLanguages)
        QTest::newRow(qPrintable(core::languageCode(language))) << core::languageCode(language);
}

QList<TestTranslations::Entry> TestTranslations::read(const QString& code)
{
    return readFrom(test::sourcePath(QStringLiteral("translations/tirkeu_%1.ts").arg(code)));
}

QList<TestTranslations::Entry> TestTranslations::readFrom(const QString& file)
{
    QList<Entry> entries;
    QXmlStreamReader xml(test::readFile(file));
    QString source;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == u"source") {
            source = xml.readElementText();
        } else if (xml.name() == u"translation") {
            const bool unfinished = xml.attributes().hasAttribute(QStringLiteral("type"));
            entries.append({source, xml.readElementText(QXmlStreamReader::IncludeChildElements), unfinished});
        }
    }
    return entries;
}

void TestTranslations::nothingIsUnfinishedOrEmpty()
{
    QFETCH(QString, code);
    const QList<Entry> entries = read(code);
    QVERIFY(entries.size() > 90);
    for (const Entry& entry : entries) {
        QVERIFY2(!entry.unfinished, qPrintable(entry.source));
        QVERIFY2(!entry.translation.trimmed().isEmpty(), qPrintable(entry.source));
    }
}

void TestTranslations::placeholdersSurvive()
{
    QFETCH(QString, code);
    static const QRegularExpression place(QStringLiteral("%[1-9]"));
    for (const Entry& entry : read(code)) {
        QStringList wanted;
        QStringList found;
        for (auto match = place.globalMatch(entry.source); match.hasNext();)
            wanted.append(match.next().captured());
        for (auto match = place.globalMatch(entry.translation); match.hasNext();)
            found.append(match.next().captured());
        wanted.sort();
        found.sort();
        QVERIFY2(wanted == found, qPrintable(entry.source));
    }
}

void TestTranslations::noVariableCarriesAnEnding()
{
    // Vowel harmony: the ending depends on the word, so no ending may follow a variable, hyphen or not.
    QFETCH(QString, code);
    static const QRegularExpression ending(QStringLiteral("%[1-9]-?\\p{L}"));
    for (const Entry& entry : read(code))
        QVERIFY2(!ending.match(entry.translation).hasMatch(), qPrintable(entry.translation));
}

void TestTranslations::everyLanguageHoldsTheSameTexts()
{
    const auto sources = [](const QString& code) {
        QStringList list;
        for (const Entry& entry : read(code))
            list.append(entry.source);
        return list;
    };
    QCOMPARE(sources(QStringLiteral("ru")), sources(QStringLiteral("kk")));
    QCOMPARE(sources(QStringLiteral("en")), sources(QStringLiteral("kk")));
}

// Asked of Qt's own reader of sources, so that a new text cannot be forgotten.
void TestTranslations::everyTextOfTheSourcesIsTranslated()
{
    const QTemporaryDir folder;
    const QString texts = folder.filePath(QStringLiteral("tirkeu_ru.ts"));
    QVERIFY(QFile::copy(test::sourcePath(QStringLiteral("translations/tirkeu_ru.ts")), texts));
    QFile added(folder.filePath(QStringLiteral("added.cpp")));
    QVERIFY(added.open(QIODevice::WriteOnly));
    added.write("const char* text() { return QCoreApplication::translate(\"tirkeu\", \"Said by nobody yet\"); }");
    added.close();

    const auto missing = [&texts](const QStringList& folders) {
        QProcess reader;
        reader.start(qEnvironmentVariable("TIRKEU_LUPDATE"),
            QStringList{QStringLiteral("-no-obsolete"), QStringLiteral("-locations"), QStringLiteral("none"),
                QStringLiteral("-extensions"), QStringLiteral("cpp,h")} +
                folders + QStringList{QStringLiteral("-ts"), texts});
        QStringList sources;
        if (!reader.waitForFinished() || reader.exitCode() != 0)
            sources.append(QString::fromUtf8(reader.readAllStandardError()));
        for (const Entry& entry : readFrom(texts))
            if (entry.unfinished)
                sources.append(entry.source);
        return sources;
    };
    QCOMPARE(
        missing({test::sourcePath(QStringLiteral("app")), test::sourcePath(QStringLiteral("modules"))}), QStringList());
    QCOMPARE(missing({folder.path()}), QStringList{QStringLiteral("Said by nobody yet")});
}

// What a source shows without asking for a translation: words given to a widget as they are, and Cyrillic anywhere.
QStringList TestTranslations::untranslated(QString code)
{
    static const QRegularExpression comment(QStringLiteral("//[^\n]*"));
    static const QRegularExpression cyrillic(QStringLiteral("\"[^\"\\n]*\\p{Cyrillic}{2}[^\"\\n]*\""));
    static const QRegularExpression shown(QStringLiteral(
        "(?:set(?:Text|Title|WindowTitle|PlaceholderText|ToolTip|StatusTip|AccessibleName|AccessibleDescription"
        "|InformativeText|LabelText|HeaderLabels|Suffix|Prefix|SpecialValueText)|addItem|addAction|addRow|addTab"
        "|showMessage|drawText|new Q(?:Label|PushButton|Action|CheckBox|RadioButton|GroupBox))"
        "\\s*\\(\\s*(?:[^();\"]*,\\s*)?(?:u|QStringLiteral\\(|QString\\(|QLatin1String\\(|QString::fromUtf8\\()?"
        "\"[^\"\\n]*\\p{L}{2}[^\"\\n]*\""));
    code.remove(comment);
    QStringList found;
    for (const QRegularExpression* one : {&cyrillic, &shown})
        for (auto match = one->globalMatch(code); match.hasNext();)
            found.append(match.next().captured().simplified());
    return found;
}

void TestTranslations::noTextGoesPastTheTranslation()
{
    QCOMPARE(untranslated(QStringLiteral("button->set"
                                         "Text(QStringLiteral(\"Sign in\"));"))
                 .size(),
        1);
    QCOMPARE(untranslated(QStringLiteral("box->addItem(icon, u\"Left\"_qs);")).size(), 1);
    QCOMPARE(untranslated(QStringLiteral("auto* l = new QLabel(\n    \"Name\", this);")).size(), 1);
    QCOMPARE(untranslated(QStringLiteral("say(u\"Кіру\");")).size(), 1);
    QCOMPARE(untranslated(QStringLiteral("button->set"
                                         "Text(tr(\"Sign in\")); label->set"
                                         "Text(u\"…\"); // \"Кіру\"")),
        QStringList());

    // The gallery plays clients and banks, whose words are data; a language says its own name.
    static const QRegularExpression data(QStringLiteral("/gallery/|/theme/(?:language|theme)\\.cpp$"));
    int files = 0;
    for (QDirIterator each(test::sourcePath(QStringLiteral("app/workstation")), {QStringLiteral("*.cpp")}, QDir::Files,
             QDirIterator::Subdirectories);
         each.hasNext();) {
        const QString file = each.next();
        if (data.match(file).hasMatch())
            continue;
        ++files;
        const QStringList found = untranslated(QString::fromUtf8(test::readFile(file)));
        QVERIFY2(found.isEmpty(), qPrintable(file + QStringLiteral(": ") + found.join(QStringLiteral("; "))));
    }
    QVERIFY(files > 100);
}

// NEWS-logbook: whoever confirms them confirms every one, in whatever language they were read.
void TestTranslations::theSecurityRulesAreTheSameInEveryLanguage()
{
    static const QRegularExpression number(QStringLiteral("^([0-9]+)\\. \\S"));
    const auto shape = [](core::Language language) {
        const QString name = QStringLiteral("resources/rules/security-rules.%1.txt").arg(core::languageCode(language));
        QStringList list;
        for (const QString& line : QString::fromUtf8(test::readFile(test::sourcePath(name))).trimmed().split(u'\n'))
            list.append(line.isEmpty() ? QStringLiteral("–") : number.match(line).captured(1));
        return list;
    };
    const QStringList kazakh = shape(core::Language::Kazakh);
    QStringList numbers = kazakh;
    numbers.removeIf([](const QString& one) { return one.isEmpty() || one == u"–"; });
    QVERIFY(numbers.size() > 5);
    for (qsizetype i = 0; i < numbers.size(); ++i)
        QCOMPARE(numbers.at(i), QString::number(i + 1));
    QCOMPARE(shape(core::Language::Russian), kazakh);
    QCOMPARE(shape(core::Language::English), kazakh);
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
