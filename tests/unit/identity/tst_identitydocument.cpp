#include <identity/identitydocument.h>
#include <identity/staffrole.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::identity;

class TestIdentityDocument : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numberAndValidityAreKept();
    void theLastDayIsValid();
    void impossibleOnesAreRefused();
    void anUnusualNumberOnlyWarns();
    void codesRunBothWays();
};

void TestIdentityDocument::numberAndValidityAreKept()
{
    const auto passport = IdentityDocument::make(DocumentKind::Passport, u"n 00000001", QDate(2035, 1, 1));
    QVERIFY(passport);
    QCOMPARE(passport->number(), QStringLiteral("N00000001"));
    QVERIFY(passport->issued().isNull());
    QVERIFY(passport->hasUsualNumber());
}

void TestIdentityDocument::theLastDayIsValid()
{
    using Validity = IdentityDocument::Validity;
    const auto card = IdentityDocument::make(DocumentKind::IdentityCard, u"000000001", QDate(2035, 1, 31));
    QVERIFY(card);
    QCOMPARE(card->validity(QDate(2034, 12, 31)), Validity::Valid);
    QCOMPARE(card->validity(QDate(2035, 1, 31)), Validity::EndsSoon);
    QCOMPARE(card->validity(QDate(2035, 2, 1)), Validity::Expired);
}

void TestIdentityDocument::impossibleOnesAreRefused()
{
    const QDate end(2035, 1, 31);
    QVERIFY(!IdentityDocument::make(DocumentKind::IdentityCard, u"0001", end));
    QVERIFY(!IdentityDocument::make(DocumentKind::IdentityCard, u"00000000А", end)); // Cyrillic
    QVERIFY(!IdentityDocument::make(DocumentKind::IdentityCard, QString(21, u'0'), end));
    QVERIFY(!IdentityDocument::make(DocumentKind::IdentityCard, u"000000001", QDate()));
    QVERIFY(!IdentityDocument::make(DocumentKind::IdentityCard, u"000000001", end, end));
    QVERIFY(IdentityDocument::make(DocumentKind::IdentityCard, u"000000001", end, QDate(2025, 1, 31)));
}

void TestIdentityDocument::anUnusualNumberOnlyWarns()
{
    const auto card = IdentityDocument::make(DocumentKind::IdentityCard, u"A0000001", QDate(2035, 1, 31));
    QVERIFY(card);
    QVERIFY(!card->hasUsualNumber());
}

void TestIdentityDocument::codesRunBothWays()
{
    for (const DocumentKind kind : kDocumentKinds)
        QCOMPARE(*documentKindFromCode(documentKindCode(kind)), kind);
    QVERIFY(!documentKindFromCode(u"library-card"));
    for (const StaffRole role : kStaffRoles)
        QCOMPARE(*roleFromCode(roleCode(role)), role);
    QVERIFY(!roleFromCode(u"director"));
}

QTEST_GUILESS_MAIN(TestIdentityDocument)
#include "tst_identitydocument.moc"
