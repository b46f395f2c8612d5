#include "support/fakeclock.h"

#include <demo/democodes.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::enrolment;
using criteria::ConsentKind;
using criteria::ConsentMeans;

/// The demo's one-time codes keep the rules that a bank's service would.
class TestDemoCodes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRightCodeIsTheProof();
    void threeWrongOnesEndIt();
    void aLateOneIsNone();

private:
    [[nodiscard]] static ConsentStatement statement();
    [[nodiscard]] static identity::PhoneNumber phone() { return identity::PhoneNumber::parse(u"+77010000000").value(); }
};

ConsentStatement TestDemoCodes::statement()
{
    return {identity::Iin::parse(u"951231600025").value(), QStringLiteral("case"),
        {{ConsentKind::PalmScanning, QStringLiteral("given"), QString(64, u'a')}}};
}

void TestDemoCodes::theRightCodeIsTheProof()
{
    test::FakeClock clock;
    QString delivered;
    demo::DemoCodes codes(clock, [&](const identity::PhoneNumber&, const QString& code) { delivered = code; });
    const auto sent = codes.send(phone(), statement(), core::Language::Kazakh).result();
    QVERIFY(sent);
    QCOMPARE(delivered.size(), sent->digits);
    QVERIFY(!sent->maskedPhone.contains(QStringLiteral("0000000")));
    const auto verdict = codes.confirm(sent->challenge, delivered).result();
    QVERIFY(verdict);
    QVERIFY(verdict->proof);
    QVERIFY(
        checkProof(ConsentMeans::OneTimeCode, verdict->proof->toBytes(), statement().iin, statement().answers.first()));
    // A code is good once.
    QVERIFY(!codes.confirm(sent->challenge, delivered).result());
}

void TestDemoCodes::threeWrongOnesEndIt()
{
    test::FakeClock clock;
    QString delivered;
    demo::DemoCodes codes(clock, [&](const identity::PhoneNumber&, const QString& code) { delivered = code; });
    const auto sent = codes.send(phone(), statement(), core::Language::Kazakh).result();
    QVERIFY(sent);
    for (int left = 2; left >= 0; --left) {
        const auto wrong = codes.confirm(sent->challenge, QStringLiteral("no code")).result();
        QVERIFY(wrong);
        QVERIFY(!wrong->proof);
        QCOMPARE(wrong->triesLeft, left);
    }
    QVERIFY(!codes.confirm(sent->challenge, delivered).result());
}

void TestDemoCodes::aLateOneIsNone()
{
    test::FakeClock clock;
    QString delivered;
    demo::DemoCodes codes(clock, [&](const identity::PhoneNumber&, const QString& code) { delivered = code; });
    const auto sent = codes.send(phone(), statement(), core::Language::Kazakh).result();
    QVERIFY(sent);
    clock.advance(std::chrono::minutes(6));
    QVERIFY(!codes.confirm(sent->challenge, delivered).result());
}

QTEST_GUILESS_MAIN(TestDemoCodes)
#include "tst_democodes.moc"
