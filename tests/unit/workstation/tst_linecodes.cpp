#include "bootstrap/bankline.h"
#include "bootstrap/linecodes.h"

#include "support/fakeclock.h"

#include <core/hashing.h>
#include <demo/democodes.h>
#include <simulation_national/worlds.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::enrolment;
using criteria::ConsentKind;
using criteria::ConsentMeans;
using workstation::errorOf;
using workstation::LineCodes;

// A code that the bank's service sends is the client's act: the proof is made here, the service has a digest (MFO-35).
class TestLineCodes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theRightCodeIsTheProof_MFO35();
    void threeWrongOnesEndIt();
    void whatWasNeverSentIsSentAnew();
    void aLineThatIsDownIsSaid();
    void aDemoWithoutAGatewaySendsByItself();
    void whatTheServiceRefusesNobodyElseSends();

private:
    [[nodiscard]] static ConsentStatement statement()
    {
        return {identity::Iin::parse(u"951231600025").value(), QStringLiteral("case"),
            {{ConsentKind::PalmScanning, QStringLiteral("given"), QString(64, u'a')}}};
    }
    [[nodiscard]] static identity::PhoneNumber phone() { return identity::PhoneNumber::parse(u"+77010000000").value(); }
    [[nodiscard]] LineCodes::Line line()
    {
        return {[this](const wire::CodeWanted& wanted) {
                    m_wanted.append(wanted);
                    return QtFuture::makeReadyFuture(
                        m_down ? Result<wire::CodeSent>(tl::make_unexpected(*m_down)) : m_world.answer(wanted));
                },
            [this](const wire::CodeTyped& typed) {
                return QtFuture::makeReadyFuture(
                    m_down ? Result<wire::CodeJudged>(tl::make_unexpected(*m_down)) : m_world.answer(typed));
            }};
    }
    test::FakeClock m_clock;
    QString m_delivered;
    simulation_national::CodeWorld m_world{m_clock, [this](const QString&, const QString& code) {
                                               m_delivered = code;
                                           }};
    QList<wire::CodeWanted> m_wanted;
    std::optional<Error> m_down;
};

void TestLineCodes::init()
{
    m_down.reset();
    m_wanted.clear();
    m_delivered.clear();
}

void TestLineCodes::theRightCodeIsTheProof_MFO35()
{
    LineCodes codes(line());
    const auto sent = codes.send(phone(), statement(), core::Language::Russian).result();
    QVERIFY(sent);
    QCOMPARE(m_delivered.size(), sent->digits);
    QVERIFY(!sent->maskedPhone.contains(QStringLiteral("0000000")));
    // The service knows whom, in which language, and a digest: not to what the client agrees.
    QVERIFY(m_wanted.constFirst() == (wire::CodeWanted{QStringLiteral("951231600025"), QStringLiteral("+77010000000"),
                                         QStringLiteral("ru"), core::sha256(statement().toBytes())}));
    const auto verdict = codes.confirm(sent->challenge, m_delivered).result();
    QVERIFY(verdict);
    QVERIFY(verdict->proof);
    QCOMPARE(verdict->proof->service, QStringLiteral("simulated-codes"));
    QVERIFY(
        checkProof(ConsentMeans::OneTimeCode, verdict->proof->toBytes(), statement().iin, statement().answers.first()));
    const auto twice = codes.confirm(sent->challenge, m_delivered).result();
    QVERIFY(twice);
    QVERIFY(!twice->proof);
    QCOMPARE(twice->triesLeft, 0);
}

void TestLineCodes::threeWrongOnesEndIt()
{
    LineCodes codes(line());
    const auto sent = codes.send(phone(), statement(), core::Language::Kazakh).result();
    QVERIFY(sent);
    for (int left = 2; left >= 0; --left) {
        const auto wrong = codes.confirm(sent->challenge, QStringLiteral("no code")).result();
        QVERIFY(wrong);
        QVERIFY(!wrong->proof);
        QCOMPARE(wrong->triesLeft, left);
    }
    QVERIFY(!codes.confirm(sent->challenge, m_delivered).result()->proof);
}

void TestLineCodes::whatWasNeverSentIsSentAnew()
{
    LineCodes codes(line());
    const auto verdict = codes.confirm(QStringLiteral("another"), QStringLiteral("1")).result();
    QVERIFY(verdict);
    QVERIFY(!verdict->proof);
    QCOMPARE(verdict->triesLeft, 0);
}

void TestLineCodes::aLineThatIsDownIsSaid()
{
    LineCodes codes(line());
    const auto sent = codes.send(phone(), statement(), core::Language::Kazakh).result();
    QVERIFY(sent);
    m_down = Error{ErrorCode("sync.gateway-not-reached"), ErrorKind::Retry, {}};
    const auto silent = codes.confirm(sent->challenge, m_delivered).result();
    QVERIFY(!silent);
    QCOMPARE(silent.error().code.toString(), QStringLiteral("sync.gateway-not-reached"));
    QVERIFY(!codes.send(phone(), statement(), core::Language::Kazakh).result());
    // It is still good once the line is back: nothing was spent.
    m_down.reset();
    QVERIFY(codes.confirm(sent->challenge, m_delivered).result()->proof);
}

void TestLineCodes::aDemoWithoutAGatewaySendsByItself()
{
    QString own;
    demo::DemoCodes demo(m_clock, [&](const identity::PhoneNumber&, const QString& code) { own = code; });
    LineCodes codes(line(), &demo);
    m_down = Error{ErrorCode("sync.gateway-not-reached"), ErrorKind::Retry, {}};
    const auto sent = codes.send(phone(), statement(), core::Language::Kazakh).result();
    QVERIFY(sent);
    QVERIFY(!own.isEmpty());
    const auto verdict = codes.confirm(sent->challenge, own).result();
    QVERIFY(verdict);
    QVERIFY(verdict->proof);
    QCOMPARE(verdict->proof->service, QStringLiteral("demo"));
}

void TestLineCodes::whatTheServiceRefusesNobodyElseSends()
{
    QString own;
    demo::DemoCodes demo(m_clock, [&](const identity::PhoneNumber&, const QString& code) { own = code; });
    LineCodes codes(line(), &demo);
    using Kind = wire::Problem::Kind;
    for (const Kind kind : {Kind::Refused, Kind::Fault, Kind::OutOfStep, Kind::NotTrusted}) {
        m_down = errorOf({kind, QStringLiteral("national.service-refuses")});
        QVERIFY(!codes.send(phone(), statement(), core::Language::Kazakh).result());
        QVERIFY(own.isEmpty());
    }
    QCOMPARE(errorOf({Kind::Refused, QStringLiteral("national.service-refuses")}).values,
        QStringList{QStringLiteral("national.service-refuses")});
    for (const Kind kind : {Kind::NotReached, Kind::Later}) {
        m_down = errorOf({kind, {}});
        QVERIFY(codes.send(phone(), statement(), core::Language::Kazakh).result());
        QVERIFY(!own.isEmpty());
        own.clear();
    }
}

QTEST_GUILESS_MAIN(TestLineCodes)
#include "tst_linecodes.moc"
