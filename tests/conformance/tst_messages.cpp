#include "support/testfiles.h"

#include <core/json.h>

#include <QDirIterator>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace tirkeu;

// Every error code of the tree against the sentences in resources/messages/.
class TestMessages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyCodeHasASentence();
    void everySentenceHasACode();
    void codesAreSpelledAlike();
    void sentencesAreFitForAPerson();
    void placesAgreeBetweenLanguages();

private:
    QMap<QString, QString> m_codes;                    // code -> file that declares it
    QMap<QString, QMap<QString, QString>> m_sentences; // code -> language -> sentence
    QMap<QString, QString> m_files;                    // code -> file that holds its sentence
};

void TestMessages::initTestCase()
{
    static const QRegularExpression declaration(QStringLiteral("ErrorCode\\s+k\\w+\\s*\\{\\s*\"([^\"]*)\"\\s*\\}"));
    for (const char* top : {"modules", "app"}) {
        QDirIterator it(test::sourcePath(QLatin1StringView(top)), {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
            QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString path = it.next();
            const QString text = QString::fromUtf8(test::readFile(path));
            for (auto match = declaration.globalMatch(text); match.hasNext();)
                m_codes.insert(match.next().captured(1), path);
        }
    }
    QVERIFY(m_codes.contains(QStringLiteral("core.json-unreadable")));

    QDirIterator files(test::sourcePath(QStringLiteral("resources/messages")), {QStringLiteral("*.json")});
    while (files.hasNext()) {
        const QString path = files.next();
        const Result<QJsonObject> object = core::readJson(test::readFile(path));
        QVERIFY2(object, qPrintable(path));
        for (auto entry = object->constBegin(); entry != object->constEnd(); ++entry) {
            QVERIFY2(
                !m_sentences.contains(entry.key()), qPrintable(entry.key() + QStringLiteral(" stands in two files")));
            m_files.insert(entry.key(), QFileInfo(path).completeBaseName());
            const QJsonObject texts = entry->toObject();
            for (auto text = texts.constBegin(); text != texts.constEnd(); ++text)
                m_sentences[entry.key()].insert(text.key(), text->toString());
        }
    }
}

void TestMessages::everyCodeHasASentence()
{
    QStringList found;
    for (const QString& code : m_codes.keys()) {
        for (const char* language : {"kk", "ru", "en"}) {
            if (m_sentences.value(code).value(QLatin1StringView(language)).trimmed().isEmpty())
                found.append(QStringLiteral("%1 has no sentence in %2").arg(code, QLatin1StringView(language)));
        }
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestMessages::everySentenceHasACode()
{
    QStringList found;
    for (const QString& code : m_sentences.keys()) {
        if (!m_codes.contains(code))
            found.append(code + QStringLiteral(" is used nowhere"));
        if (code.section(u'.', 0, 0) != m_files.value(code))
            found.append(code + QStringLiteral(" stands in the file of another room"));
        if (m_sentences.value(code).size() != 3)
            found.append(code + QStringLiteral(" has a language too many or too few"));
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestMessages::codesAreSpelledAlike()
{
    static const QRegularExpression form(QStringLiteral("^[a-z]+\\.[a-z0-9]+(-[a-z0-9]+)*$"));
    QStringList found;
    for (const QString& code : m_codes.keys()) {
        if (!form.match(code).hasMatch())
            found.append(code + QStringLiteral(" in ") + m_codes.value(code));
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestMessages::sentencesAreFitForAPerson()
{
    // A Kazakh ending follows vowel harmony, so no letter or hyphen may touch a filled-in value.
    static const QRegularExpression ending(QStringLiteral("%\\d[\\p{L}\\d\\-‑]"));
    static const QRegularExpression begging(QStringLiteral("\\bplease\\b|\\bпожалуйста\\b|өтінем"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression innards(QStringLiteral("\\b[a-z]{3,}\\.[a-z]+-[a-z-]+\\b|\\bnull\\b|::"));
    static const QRegularExpression closed(QStringLiteral("[.!?…»)]$"));
    QStringList found;
    for (auto sentence = m_sentences.constBegin(); sentence != m_sentences.constEnd(); ++sentence) {
        for (auto text = sentence->constBegin(); text != sentence->constEnd(); ++text) {
            const QString where = sentence.key() + u' ' + text.key() + QStringLiteral(": ");
            if (ending.match(*text).hasMatch())
                found.append(where + QStringLiteral("an ending touches a value"));
            if (begging.match(*text).hasMatch())
                found.append(where + QStringLiteral("begs"));
            if (innards.match(*text).hasMatch())
                found.append(where + QStringLiteral("shows a code"));
            if (!closed.match(*text).hasMatch() || text->trimmed() != *text)
                found.append(where + QStringLiteral("is not a whole sentence"));
        }
        if (sentence->value(QStringLiteral("kk")) == sentence->value(QStringLiteral("ru")))
            found.append(sentence.key() + QStringLiteral(": Kazakh and Russian are the same"));
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestMessages::placesAgreeBetweenLanguages()
{
    static const QRegularExpression place(QStringLiteral("%\\d"));
    const auto places = [](const QString& text) {
        QSet<QString> all;
        for (auto match = place.globalMatch(text); match.hasNext();)
            all.insert(match.next().captured());
        return all;
    };
    QStringList found;
    for (auto sentence = m_sentences.constBegin(); sentence != m_sentences.constEnd(); ++sentence) {
        const QSet<QString> kazakh = places(sentence->value(QStringLiteral("kk")));
        if (places(sentence->value(QStringLiteral("ru"))) != kazakh ||
            places(sentence->value(QStringLiteral("en"))) != kazakh)
            found.append(sentence.key());
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestMessages)
#include "tst_messages.moc"
