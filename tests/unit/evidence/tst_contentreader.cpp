#include "contentreader.h"

#include <QTest>

using namespace tirkeu;
using namespace Qt::StringLiterals;

// What a content stream shows, spelled in every way that PDF allows.
class TestContentReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shows_data();
    void shows();
    void refuses_data();
    void refuses();
};

void TestContentReader::shows_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const QByteArray& content, const QString& text) {
        QTest::newRow(name) << content << text;
    };
    row("nothing", "", {});
    row("hex", "/F1 12 Tf <00010002> Tj", u"aә"_s);
    row("hex with spaces", "/F1 12 Tf <00 01\n0002> Tj", u"aә"_s);
    row("odd hex ends in a zero", "/F1 12 Tf <414> Tj", u"@"_s);
    row("literal", "/F1 12 Tf (AB) Tj", u"b"_s);
    row("list", "/F1 1 Tf [<0001> -12.5 (AB) <0002>] TJ", u"abә"_s);
    row("only the last list", "/F1 1 Tf (AB) [<0001>] TJ", u"a"_s);
    row("octal", "/F1 1 Tf (\\101\\102) Tj", u"b"_s);
    row("short octal", "/F1 1 Tf (\\0\\1) Tj", u"a"_s);
    row("nested brackets", "/F2 1 Tf (()) Tj", u"x"_s);
    row("escaped brackets", "/F2 1 Tf (\\(\\)) Tj", u"x"_s);
    row("a line that goes on", "/F1 1 Tf (A\\\nB) Tj", u"b"_s);
    row("letters", "/F2 1 Tf (\\n\\t) Tj", u"y"_s);
    row("comment", "/F1 1 Tf % (AB) Tj\n<0001> Tj", u"a"_s);
    row("no space between", "/F1 12 Tf<0001>Tj[(AB)]TJ", u"ab"_s);
    row("another font in the middle", "/F1 1 Tf (AB) Tj /F3 1 Tf (AB) Tj /F1 1 Tf (AB) Tj", u"bb"_s);
    row("strings of other operators are not shown", "/F1 1 Tf (AB) XX <0001> Tj", u"a"_s);
    row("dictionary", "/F1 1 Tf /Span << /Lang (AB) >> BDC <0001> Tj EMC", u"a"_s);
    row("unknown code", "/F1 1 Tf <FFFF0001> Tj", u"a"_s);
}

void TestContentReader::shows()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, text);
    const evidence::FontGlyphs fonts{{"/F1", {{1, u"a"_s}, {2, u"ә"_s}, {0x4142, u"b"_s}, {0x4140, u"@"_s}}},
        {"/F2", {{0x2829, u"x"_s}, {0x0A09, u"y"_s}}}};
    const auto read = evidence::shownText(content, fonts);
    QVERIFY(read);
    QCOMPARE(*read, text);
}

void TestContentReader::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("literal without end") << QByteArray("(AB");
    QTest::newRow("bracket left open") << QByteArray("((AB) Tj");
    QTest::newRow("hex without end") << QByteArray("<0001");
    QTest::newRow("no hex") << QByteArray("<00g1> Tj");
    QTest::newRow("ends in an escape") << QByteArray("(A\\");
    QTest::newRow("inline image") << QByteArray("BI /W 1 ID x EI");
}

void TestContentReader::refuses()
{
    QFETCH(QByteArray, content);
    const auto read = evidence::shownText(content, {});
    QVERIFY(!read);
    QCOMPARE(read.error().code.toString(), u"evidence.page-unreadable"_s);
}

QTEST_GUILESS_MAIN(TestContentReader)
#include "tst_contentreader.moc"
