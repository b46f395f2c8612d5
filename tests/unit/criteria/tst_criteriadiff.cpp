#include "criteria/democriteria.h"

#include <criteria/criteriadiff.h>
#include <criteria/draft.h>

#include <QJsonArray>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::criteria;
using test::changed;

class TestCriteriaDiff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalDocumentsDoNotDiffer();
    void aChangedValueIsNamedByItsElement();
    void comingAndGoing();
    void theOrderOfRulesMatters();
    void certificatesFindTheirHolders();

private:
    [[nodiscard]] static QStringList paths(const QJsonObject& after)
    {
        QStringList all;
        for (const Difference& difference : differences(test::demoCriteria(), after))
            all.append(difference.path);
        return all;
    }
};

void TestCriteriaDiff::equalDocumentsDoNotDiffer()
{
    QVERIFY(paths(test::demoCriteria()).isEmpty());
}

void TestCriteriaDiff::aChangedValueIsNamedByItsElement()
{
    QJsonObject after = changed(test::demoCriteria(), QStringLiteral("attempts.palm"), 2);
    after = changed(after, QStringLiteral("staff[1].role"), QStringLiteral("supervisor"));
    after = changed(after, QStringLiteral("consents.texts[4].term.kk"), QStringLiteral("жаңа"));
    QCOMPARE(paths(after),
        (QStringList{QStringLiteral("attempts.palm"), QStringLiteral("consents.texts[palm-scanning 1].term.kk"),
            QStringLiteral("staff[920615104550].role")}));
    const Difference palm = differences(test::demoCriteria(), after).first();
    QCOMPARE(palm.before.toInt(), 3);
    QCOMPARE(palm.after.toInt(), 2);
}

void TestCriteriaDiff::comingAndGoing()
{
    const QJsonObject after = changed(test::demoCriteria(), QStringLiteral("staff[0]"), QJsonValue::Undefined);
    const QList<Difference> gone = differences(test::demoCriteria(), after);
    QCOMPARE(gone.size(), 1);
    QCOMPARE(gone.first().path, QStringLiteral("staff[850704201233]"));
    QVERIFY(gone.first().before.isObject() && gone.first().after.isUndefined());
    QVERIFY(differences(after, test::demoCriteria()).first().before.isUndefined());
}

void TestCriteriaDiff::theOrderOfRulesMatters()
{
    QJsonArray rules = test::demoCriteria().value(u"decisions").toArray();
    rules.append(rules.takeAt(0));
    QCOMPARE(paths(changed(test::demoCriteria(), QStringLiteral("decisions"), rules)),
        QStringList{QStringLiteral("decisions")});
}

void TestCriteriaDiff::certificatesFindTheirHolders()
{
    // Done twice, nothing is added twice; a client's certificate finds nobody.
    const QJsonObject document = test::demoCriteria();
    const auto teller = test::demoPki().signature(simulation::DemoPerson::Teller).holder();
    const auto client = test::demoPki().signature(simulation::DemoPerson::Client).holder();
    QVERIFY(withCertificates(document, {teller, client}) == document);
    QJsonObject sealed = changed(document, QStringLiteral("signing.by"), QStringLiteral("organisation-seal"));
    sealed = withCertificates(sealed, {test::demoPki().bankSeal().holder()});
    QCOMPARE(sealed.value(u"signing").toObject().value(u"seals").toArray().size(), 1);
}

QTEST_GUILESS_MAIN(TestCriteriaDiff)
#include "tst_criteriadiff.moc"
