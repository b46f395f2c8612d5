#include <identity/representation.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::identity;

class TestRepresentation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theHeadOfALegalEntity_MFO6b();
    void aPersonForAnother();
    void wrongOnesAreRefused_data();
    void wrongOnesAreRefused();
};

namespace {
const QDate kToday(2026, 7, 13);

Iin agent()
{
    return *Iin::parse(u"900101500010");
}
Representation::Organisation organisation()
{
    return {*Bin::parse(u"850140000019"), QStringLiteral("Сынақ ЖШС")};
}
Representation::Person person()
{
    return {*Iin::parse(u"951231600025"), *PersonName::parse(u"Сынақова", u"Айгерім")};
}
Authority order()
{
    return {Authority::Kind::AppointmentOrder, QStringLiteral(" 12-ж "), QDate(2026, 1, 1), {}};
}
} // namespace

void TestRepresentation::theHeadOfALegalEntity_MFO6b()
{
    const auto made = Representation::make(agent(), organisation(), order(), kToday);
    QVERIFY(made);
    QCOMPARE(std::get<Representation::Organisation>(made->principal()), organisation());
    QCOMPARE(made->authority().number, QStringLiteral("12-ж"));
    QVERIFY(made->authority().isInForce(QDate(2030, 1, 1)));
    QVERIFY(!made->authority().isInForce(QDate(2025, 12, 31)));
}

void TestRepresentation::aPersonForAnother()
{
    const Authority parent{Authority::Kind::LegalRepresentative, {}, QDate(2020, 1, 1), QDate(2026, 7, 13)};
    const auto made = Representation::make(agent(), person(), parent, kToday);
    QVERIFY(made);
    QVERIFY(!Representation::make(agent(), person(), parent, kToday.addDays(1)));
    for (const auto kind :
        {Authority::Kind::AppointmentOrder, Authority::Kind::PowerOfAttorney, Authority::Kind::LegalRepresentative})
        QCOMPARE(*authorityFromCode(authorityCode(kind)), kind);
}

void TestRepresentation::wrongOnesAreRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("code");
    QTest::newRow("order for a person") << QStringLiteral("order") << QStringLiteral("identity.authority-does-not-fit");
    QTest::newRow("parent of a company") << QStringLiteral("parent")
                                         << QStringLiteral("identity.authority-does-not-fit");
    QTest::newRow("oneself") << QStringLiteral("self") << QStringLiteral("identity.represents-oneself");
    QTest::newRow("no number") << QStringLiteral("number") << QStringLiteral("identity.authority-incomplete");
    QTest::newRow("no date") << QStringLiteral("date") << QStringLiteral("identity.authority-incomplete");
    QTest::newRow("not begun") << QStringLiteral("early") << QStringLiteral("identity.authority-not-in-force");
    QTest::newRow("over") << QStringLiteral("late") << QStringLiteral("identity.authority-not-in-force");
}

void TestRepresentation::wrongOnesAreRefused()
{
    QFETCH(QString, what);
    QFETCH(QString, code);
    Representation::Principal principal = organisation();
    Authority authority = order();
    if (what == u"order")
        principal = person();
    else if (what == u"parent")
        authority.kind = Authority::Kind::LegalRepresentative;
    else if (what == u"self") {
        principal = Representation::Person{agent(), person().name};
        authority.kind = Authority::Kind::PowerOfAttorney;
    } else if (what == u"number")
        authority.number = QStringLiteral("  ");
    else if (what == u"date")
        authority.issued = {};
    else if (what == u"early")
        authority.issued = kToday.addDays(1);
    else
        authority.validUntil = kToday.addDays(-1);
    const auto made = Representation::make(agent(), principal, authority, kToday);
    QVERIFY(!made);
    QCOMPARE(made.error().code.toString(), code);
}

QTEST_GUILESS_MAIN(TestRepresentation)
#include "tst_representation.moc"
