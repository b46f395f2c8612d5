#include <messages/catalogue.h>

#include <QTest>

using namespace tirkeu;
using core::Language;

class TestCatalogue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theProgramCarriesItsSentences();
    void placesAreFilledOnce();
    void aCodeWithoutSentenceGetsTheGeneralOne();
    void brokenFilesAreRefused();
};

namespace {
constexpr ErrorCode kSample{"sample.two-places"};
constexpr ErrorCode kStranger{"sample.never-heard-of"};

QByteArray json(const char* withSingleQuotes)
{
    return QByteArray(withSingleQuotes).replace('\'', '"');
}
} // namespace

void TestCatalogue::theProgramCarriesItsSentences()
{
    const messages::Catalogue catalogue = messages::Catalogue::embedded();
    QVERIFY(catalogue.contains(ErrorCode{"core.json-unreadable"}));
    QVERIFY(catalogue.codes().contains(QStringLiteral("messages.no-sentence")));
}

void TestCatalogue::placesAreFilledOnce()
{
    messages::Catalogue catalogue;
    QVERIFY(catalogue.add(json("{'sample.two-places':{'kk':'%1: %2.','ru':'%2, %1.','en':'100 % of %1, %2, %3'}}")));
    // A value that looks like a place is left as it is; a place without a value shows a dash.
    const Error error{kSample, ErrorKind::Retry, {}, {QStringLiteral("%2"), QStringLiteral("b")}};
    QCOMPARE(catalogue.sentence(error, Language::Kazakh), QStringLiteral("%2: b."));
    QCOMPARE(catalogue.sentence(error, Language::Russian), QStringLiteral("b, %2."));
    QCOMPARE(catalogue.sentence(error, Language::English), QStringLiteral("100 % of %2, b, –"));
}

void TestCatalogue::aCodeWithoutSentenceGetsTheGeneralOne()
{
    const messages::Catalogue catalogue = messages::Catalogue::embedded();
    const QString text =
        catalogue.sentence({kStranger, ErrorKind::Bug, QStringLiteral("inner secret")}, Language::English);
    QVERIFY(text.startsWith(u"Something unexpected"));
    QVERIFY(!text.contains(u"secret") && !text.contains(u"sample."));
}

void TestCatalogue::brokenFilesAreRefused()
{
    messages::Catalogue catalogue;
    QVERIFY(!catalogue.add("{"));
    QVERIFY(!catalogue.add(json("{'a.b':'text'}")));
    QVERIFY(!catalogue.add(json("{'a.b':{'kk':'one','ru':'two'}}")));
    QVERIFY(!catalogue.add(json("{'a.b':{'kk':'one','ru':'two','en':'three','de':'four'}}")));
    QVERIFY(catalogue.codes().isEmpty());
}

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
