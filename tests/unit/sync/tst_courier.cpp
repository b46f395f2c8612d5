#include "support/testfiles.h"
#include "syncbench.h"

#include <sync/errors.h>

#include <QDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::sync;
using casefile::Delivery;
using wire::Problem;
using Cut = test::ScriptedGateway::Cut;
using namespace std::chrono_literals;

// The way of packages to the bank, one step at a time, with a clock that moves only as the courier asks.
class TestCourier : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aProgramTooOldIsTold();
    void init();
    void aCaseArrivesWithItsReceipt();
    void offlineIsSaidWithItsReasonAndEnds();
    void theFirstPackageGoesAtOnceWhenTheNetworkIsBack();
    void anUploadGoesOnWhereItWasCut();
    void aWithdrawalOvertakesALongUpload();
    void aPackageThatFailsHoldsNobodyUp();
    void aRefusalIsShownAndNoDeadEnd();
    void aPackageAheadOfTheJournalWaitsForIt();
    void aWrongReceiptDeletesNothing();
    void withTheVaultClosedTheSpoolGoesOn();
    void quietHoursHoldBackWhatIsNotUrgent();
    void theGatewayMayAskForQuietHours();
    void aCapOnBandwidthIsKept();
    void underACapAWithdrawalStillOvertakes();
    void theCertificateIsAskedForOnceInAWhile();
    void comeLaterIsHeard();
    void answersAreTakenOnceAndInOrder();
    void aGatewayThatWentBackIsRefused();
    void newCriteriaAreOffered();
    void oneWorkstationsPackagesOnly();

private:
    void settle(test::CaseScript& script, qsizetype clip = 0, casefile::Ending ending = casefile::Ending::Accepted)
    {
        VERIFY_RESULT(m_bench->settle(script, clip, ending));
    }
    [[nodiscard]] test::CaseScript script(const QString& iin) { return test::CaseScript(m_bench->clock(), iin); }
    [[nodiscard]] core::Uuid packageOf(const casefile::CaseId& id)
    {
        for (const vault::OutboxRow& row : m_bench->rows()) {
            if (row.caseId == id)
                return row.id;
        }
        return {};
    }
    std::unique_ptr<test::SyncBench> m_bench;
    const QString kFirst = QStringLiteral("850712300011");
    const QString kSecond = QStringLiteral("900101300017");
    const QString kThird = QStringLiteral("951231600025");
};

void TestCourier::init()
{
    m_bench = std::make_unique<test::SyncBench>();
    VERIFY_RESULT(m_bench->bench.create());
}

void TestCourier::aCaseArrivesWithItsReceipt()
{
    test::CaseScript one = script(kFirst);
    settle(one, 5000);
    m_bench->begin();
    m_bench->run(10s);
    QCOMPARE(m_bench->count(Delivery::Accepted), 1);
    QCOMPARE(m_bench->gateway.order.size(), 1);
    QVERIFY(m_bench->spool().list()->empty());
    const auto row = m_bench->rows().front();
    QVERIFY(!row.object); // what the bank has need not be kept twice
    const auto state = m_bench->store().caseState(one.id);
    QVERIFY(state->packages.value(row.id) == Delivery::Accepted);
    // The receipt is kept byte for byte (MFO-34), and its digest is in the journal.
    const QByteArray receipt = m_bench->gateway.stored.value(row.id).receipt;
    bool isKept = false;
    const auto objects = m_bench->store().objectsOf(one.client);
    for (const vault::ObjectInfo& object : *objects)
        isKept = isKept || m_bench->store().readObject(object.id).value() == receipt;
    QVERIFY(isKept);
    QVERIFY(m_bench->courier->report().isOnline);
    QCOMPARE(m_bench->courier->report().waiting, 0);
    // The journal came along, to its last line.
    QCOMPARE(m_bench->gateway.journal.last().hash, m_bench->store().journal().head().hash);
}

void TestCourier::offlineIsSaidWithItsReasonAndEnds()
{
    test::CaseScript one = script(kFirst);
    settle(one);
    m_bench->gateway.cut = [](const QByteArray&) {
        return Cut::Before;
    };
    m_bench->begin();
    const core::WallTime began = m_bench->clock().wall();
    m_bench->run(10min);
    QVERIFY(!m_bench->courier->report().isOnline);
    QCOMPARE(m_bench->courier->report().why, kNotReached.toString());
    QVERIFY(m_bench->courier->report().since == began);
    QCOMPARE(m_bench->courier->report().waiting, 1);
    // It keeps asking, ever less often, and never less often than once a minute.
    const auto calls = m_bench->gateway.calls.size();
    QVERIFY(calls >= 10 && calls < 40);
    QVERIFY(m_bench->courier->report().next - m_bench->clock().wall() <= 60s);
    m_bench->gateway.cut = {};
    m_bench->run(2min);
    QVERIFY(m_bench->courier->report().isOnline);
    QVERIFY(m_bench->courier->report().why.isEmpty());
    QCOMPARE(m_bench->count(Delivery::Accepted), 1);
}

void TestCourier::theFirstPackageGoesAtOnceWhenTheNetworkIsBack()
{
    test::CaseScript one = script(kFirst);
    settle(one);
    m_bench->gateway.cut = [](const QByteArray&) {
        return Cut::Before;
    };
    m_bench->begin();
    m_bench->run(30min);
    m_bench->gateway.cut = {};
    m_bench->courier->wake();
    const core::WallTime back = m_bench->clock().wall();
    while (m_bench->count(Delivery::Accepted) == 0 && m_bench->clock().wall() - back < 5s)
        m_bench->clock().advance(std::max(m_bench->courier->turn(), std::chrono::milliseconds(1)));
    QCOMPARE(m_bench->count(Delivery::Accepted), 1);
    QVERIFY(m_bench->clock().wall() - back < 5s);
}

void TestCourier::anUploadGoesOnWhereItWasCut()
{
    test::CaseScript one = script(kFirst);
    settle(one, 20'000);
    int chunks = 0;
    m_bench->gateway.cut = [&chunks](const QByteArray& call) {
        if (call != "chunk")
            return Cut::None;
        ++chunks;
        return chunks % 5 == 0 ? (chunks % 2 == 0 ? Cut::Before : Cut::After) : Cut::None;
    };
    m_bench->begin();
    m_bench->run(10min);
    QCOMPARE(m_bench->count(Delivery::Accepted), 1);
    // No byte twice: what was cut after it had been taken is not sent again.
    const auto sealed = m_bench->gateway.bytes;
    QVERIFY2(sealed > 20'000 && sealed < 30'000, qPrintable(QString::number(sealed)));
    QVERIFY(m_bench->gateway.calls.count("open") > 2);
}

void TestCourier::aWithdrawalOvertakesALongUpload()
{
    test::CaseScript big = script(kFirst);
    settle(big, 50'000);
    m_bench->begin();
    for (int i = 0; i < 12; ++i)
        m_bench->clock().advance(std::max(m_bench->courier->turn(), std::chrono::milliseconds(1)));
    QVERIFY(m_bench->courier->report().inHand);
    QVERIFY(m_bench->courier->report().inHandSent > 0);
    QVERIFY(m_bench->gateway.order.isEmpty());
    test::CaseScript withdrawal = script(kSecond);
    settle(withdrawal, 0, casefile::Ending::Withdrawn);
    m_bench->courier->noteVault();
    m_bench->run(1min);
    QCOMPARE(m_bench->gateway.order.size(), 2);
    QVERIFY(m_bench->gateway.order.front() == packageOf(withdrawal.id)); // BIO-40
    QCOMPARE(m_bench->count(Delivery::Accepted), 2);
}

void TestCourier::aPackageThatFailsHoldsNobodyUp()
{
    test::CaseScript poison = script(kFirst);
    settle(poison);
    test::CaseScript good = script(kSecond);
    settle(good, 9000); // larger, so that the other's turn comes first
    core::Uuid bad;
    m_bench->gateway.problem = [&](const QByteArray& call) -> std::optional<Problem> {
        if (call == "finish" && m_bench->courier->report().inHand == bad)
            return Problem{Problem::Kind::Fault, QStringLiteral("reference.fault"), 500};
        return std::nullopt;
    };
    bad = packageOf(poison.id);
    m_bench->begin();
    m_bench->run(30min);
    QCOMPARE(m_bench->count(Delivery::Accepted), 1);
    const auto row = m_bench->store().outboxRow(bad);
    QVERIFY((*row)->state == Delivery::Queued);
    QCOMPARE((*row)->reason, QStringLiteral("reference.fault")); // and why is told
    QVERIFY((*row)->tries >= 5);
    QVERIFY(m_bench->courier->report().isOnline);
    // A later package of the same client passes one that has failed so often.
    test::CaseScript later(m_bench->clock(), kFirst);
    settle(later);
    m_bench->courier->noteVault();
    m_bench->run(1min);
    QVERIFY(m_bench->store().outboxRow(packageOf(later.id)).value()->state == Delivery::Accepted);
    m_bench->gateway.problem = {};
    m_bench->courier->retry(bad);
    m_bench->run(1min);
    QCOMPARE(m_bench->count(Delivery::Accepted), 3);
}

void TestCourier::aRefusalIsShownAndNoDeadEnd()
{
    test::CaseScript one = script(kFirst);
    settle(one);
    m_bench->gateway.verdict = [](const wire::Manifest&) {
        return QStringLiteral("reference.teller-unknown");
    };
    m_bench->begin();
    m_bench->run(1min);
    const core::Uuid first = packageOf(one.id);
    auto row = m_bench->store().outboxRow(first).value();
    QVERIFY(row->state == Delivery::Refused);
    QCOMPARE(row->reason, QStringLiteral("reference.teller-unknown"));
    QVERIFY(row->object); // nothing of it is gone
    QVERIFY(m_bench->spool().list()->empty());
    // The bank put it right; somebody asks for another try.
    m_bench->gateway.verdict = {};
    VERIFY_RESULT(packAgain(m_bench->store(), first));
    m_bench->courier->wake();
    m_bench->run(1min);
    QCOMPARE(m_bench->count(Delivery::Accepted), 1);
    QCOMPARE(m_bench->count(Delivery::Superseded), 1);
}

void TestCourier::aPackageAheadOfTheJournalWaitsForIt()
{
    test::CaseScript one = script(kFirst);
    settle(one);
    m_bench->gateway.needsJournal = true;
    bool holdsBack = true;
    m_bench->gateway.problem = [&holdsBack](const QByteArray& call) -> std::optional<Problem> {
        if (call == "journal" && holdsBack)
            return Problem{Problem::Kind::OutOfStep, {}, 409};
        return std::nullopt;
    };
    m_bench->begin();
    m_bench->run(30s, 200);
    QCOMPARE(m_bench->count(Delivery::Sent), 1);
    QCOMPARE(m_bench->spool().list()->size(), std::size_t(1)); // nothing goes before it is taken
    holdsBack = false;
    m_bench->courier->wake();
    m_bench->run(5min);
    QCOMPARE(m_bench->count(Delivery::Accepted), 1);
    QVERIFY(m_bench->spool().list()->empty());
    QCOMPARE(m_bench->gateway.order.size(), 1);
}

void TestCourier::aWrongReceiptDeletesNothing()
{
    test::CaseScript one = script(kFirst);
    settle(one);
    m_bench->gateway.signsWith = test::testKey(QStringLiteral("thief"));
    m_bench->begin();
    m_bench->run(2min);
    QCOMPARE(m_bench->count(Delivery::Accepted), 0);
    QCOMPARE(m_bench->spool().list()->size(), std::size_t(1));
    QVERIFY(m_bench->rows().front().object);
    QCOMPARE(m_bench->rows().front().reason, kReceiptWrong.toString());
    QCOMPARE(m_bench->alarms.size(), 1);
    m_bench->gateway.signsWith.reset();
    m_bench->gateway.stored.first().receipt.clear();
    m_bench->run(2h);
    QCOMPARE(m_bench->count(Delivery::Accepted), 1);
}

void TestCourier::withTheVaultClosedTheSpoolGoesOn()
{
    test::CaseScript one = script(kFirst);
    settle(one);
    m_bench->begin();
    m_bench->gateway.cut = [](const QByteArray&) {
        return Cut::Before;
    };
    std::ignore = m_bench->courier->turn(); // packed, and nobody answers
    QCOMPARE(m_bench->spool().list()->size(), std::size_t(1));
    m_bench->isClosed = true;
    m_bench->gateway.cut = {};
    m_bench->begin(); // another day: nobody has signed in yet
    m_bench->run(5min);
    QCOMPARE(m_bench->gateway.order.size(), 1);
    QCOMPARE(m_bench->spool().list()->size(), std::size_t(1)); // until the vault has taken the receipt in
    const auto calls = m_bench->gateway.calls.count("open");
    m_bench->begin();
    m_bench->run(5min);
    QCOMPARE(m_bench->gateway.calls.count("open"), calls); // what is answered is not sent again
    m_bench->isClosed = false;
    m_bench->courier->noteVault();
    m_bench->run(1min);
    QCOMPARE(m_bench->count(Delivery::Accepted), 1);
    QVERIFY(QDir(m_bench->bench.dir.filePath(QStringLiteral("spool"))).entryList(QDir::Files).isEmpty());
}

void TestCourier::quietHoursHoldBackWhatIsNotUrgent()
{
    m_bench->rules.quiet = {9h, 10h}; // it is nine in Almaty
    test::CaseScript usual = script(kFirst);
    settle(usual);
    test::CaseScript urgent = script(kSecond);
    settle(urgent, 0, casefile::Ending::Withdrawn);
    m_bench->begin();
    m_bench->run(10min);
    QVERIFY(m_bench->courier->report().isQuiet);
    QCOMPARE(m_bench->gateway.order, QList<core::Uuid>{packageOf(urgent.id)});
    m_bench->run(1h);
    QCOMPARE(m_bench->count(Delivery::Accepted), 2);
}

void TestCourier::theGatewayMayAskForQuietHours()
{
    m_bench->gateway.pace = wire::Pace{0, 9 * 60, 10 * 60};
    test::CaseScript usual = script(kFirst);
    settle(usual);
    test::CaseScript urgent = script(kSecond);
    settle(urgent, 0, casefile::Ending::Withdrawn);
    m_bench->begin();
    m_bench->run(10min);
    QVERIFY(m_bench->courier->report().isQuiet);
    QCOMPARE(m_bench->gateway.order, QList<core::Uuid>{packageOf(urgent.id)});
    m_bench->gateway.pace = wire::Pace{}; // they are lifted: the next greeting says so
    m_bench->run(2min);
    QVERIFY(!m_bench->courier->report().isQuiet);
    QCOMPARE(m_bench->count(Delivery::Accepted), 2);
}

// In whatever second, no more than the cap and one piece; and all arrives.
void TestCourier::aCapOnBandwidthIsKept()
{
    constexpr qint64 kCap = 8192;
    test::CaseScript one = script(kFirst);
    settle(one, 100'000);
    for (const bool fromGateway : {true, false}) {
        m_bench->gateway.pace = wire::Pace{fromGateway ? kCap : 0, 0, 0};
        m_bench->rules.bytesPerSecond = fromGateway ? 0 : kCap;
        if (!fromGateway) {
            test::CaseScript another = script(kSecond);
            settle(another, 100'000);
        }
        m_bench->begin();
        const qint64 before = m_bench->gateway.bytes;
        const core::MonotonicTime from = m_bench->clock().monotonic();
        while (
            m_bench->count(Delivery::Accepted) < (fromGateway ? 1 : 2) && m_bench->clock().monotonic() - from < 5min) {
            m_bench->clock().advance(std::max(m_bench->courier->turn(), std::chrono::milliseconds(1)));
            const auto elapsed =
                std::chrono::duration_cast<std::chrono::milliseconds>(m_bench->clock().monotonic() - from);
            QVERIFY2(m_bench->gateway.bytes - before <= kCap * elapsed.count() / 1000 + kCap,
                qPrintable(
                    QStringLiteral("%1 bytes after %2 ms").arg(m_bench->gateway.bytes - before).arg(elapsed.count())));
        }
        QCOMPARE(m_bench->count(Delivery::Accepted), fromGateway ? 1 : 2);
        QVERIFY(m_bench->clock().monotonic() - from >= 11s); // 100,000 bytes and the journal
    }
}

void TestCourier::underACapAWithdrawalStillOvertakes()
{
    m_bench->gateway.pace = wire::Pace{8192, 0, 0};
    test::CaseScript usual = script(kFirst);
    settle(usual, 300'000);
    m_bench->begin();
    m_bench->run(5s);
    QVERIFY(m_bench->gateway.bytes > 0);
    QVERIFY(m_bench->gateway.order.isEmpty());
    test::CaseScript urgent = script(kSecond);
    settle(urgent, 0, casefile::Ending::Withdrawn);
    m_bench->courier->noteVault();
    m_bench->run(10s);
    QCOMPARE(m_bench->gateway.order, QList<core::Uuid>{packageOf(urgent.id)});
    m_bench->run(2min);
    QCOMPARE(m_bench->count(Delivery::Accepted), 2);
}

void TestCourier::theCertificateIsAskedForOnceInAWhile()
{
    int asked = 0;
    Result<> said = {};
    m_bench->renew = [&](wire::Gateway& gateway) {
        ++asked;
        return gateway.renewCertificate("request") ? said : failure(kNotReached, ErrorKind::Retry, {});
    };
    m_bench->begin();
    m_bench->run(5h);
    QCOMPARE(asked, 1);
    said = failure(ErrorCode("sync.certificate-not-renewed"), ErrorKind::OperatorCanFix, {});
    m_bench->run(3h);
    QVERIFY2(asked >= 3 && asked <= 6, qPrintable(QString::number(asked))); // sooner after a failure
    QCOMPARE(m_bench->alarms.size(), 1);                                    // told once
    QCOMPARE(m_bench->gateway.calls.count("renew"), asked);
}

void TestCourier::comeLaterIsHeard()
{
    test::CaseScript one = script(kFirst);
    settle(one);
    bool isBusy = true;
    m_bench->gateway.problem = [&isBusy](const QByteArray& call) -> std::optional<Problem> {
        if (call == "open" && isBusy)
            return Problem{Problem::Kind::Later, {}, 503, std::chrono::seconds(300)};
        return std::nullopt;
    };
    m_bench->begin();
    m_bench->run(30s);
    QVERIFY(m_bench->courier->report().isOnline); // no loss of the connection
    QCOMPARE(m_bench->courier->report().why, kBusy.toString());
    const auto calls = m_bench->gateway.calls.size();
    m_bench->run(4min);
    QCOMPARE(m_bench->gateway.calls.size(), calls); // it was asked not to
    isBusy = false;
    m_bench->run(2min);
    QCOMPARE(m_bench->count(Delivery::Accepted), 1);
}

void TestCourier::answersAreTakenOnceAndInOrder()
{
    test::CaseScript one = script(kFirst);
    VERIFY_RESULT(m_bench->bench.play({one.opened(), one.recorded(), one.present(),
        one.consented(casefile::kConsentPersonalData), one.consented(casefile::kConsentPalmScan), one.started(1),
        one.finished(casefile::Verdict::Authentic), one.formed(), one.awaited(),
        one.decided(casefile::Outcome::Awaited), one.ended(casefile::Ending::Awaited)}));
    using Kind = wire::Answer::Kind;
    m_bench->gateway.answers = {
        {1, Kind::Duplicate, one.id, m_bench->clock().wall(), {{QStringLiteral("candidates"), 2}}},
        {2, Kind::Revocation, {}, m_bench->clock().wall(), {{QStringLiteral("certificate"), QString(64, u'a')}}},
        {3, Kind::Decision, one.id, m_bench->clock().wall(), // of a palm that this case never took
            {{QStringLiteral("outcome"), QStringLiteral("no-match")},
                {QStringLiteral("probe"), core::Uuid::make(m_bench->clock()).toString()}}},
        {4, Kind::Decision, one.id, m_bench->clock().wall(), {{QStringLiteral("outcome"), QStringLiteral("match")}}}};
    m_bench->gateway.cut = [seen = 0](const QByteArray& call) mutable {
        return call == "answers" && ++seen % 2 == 1 ? Cut::After : Cut::None;
    };
    m_bench->begin();
    m_bench->run(5min);
    QCOMPARE(lastAnswer(m_bench->store()).value(), quint64(4));
    const auto state = m_bench->store().caseState(one.id);
    QCOMPARE(state->duplicates, 2); // not four
    QVERIFY(!state->awaitsAnswer());
    QVERIFY(state->comparisons.first().outcome == casefile::MatchOutcome::Match);
    m_bench->begin();
    m_bench->run(5min);
    QCOMPARE(m_bench->store().caseState(one.id)->duplicates, 2);
    QVERIFY(m_bench->alarms.isEmpty());
}

void TestCourier::aGatewayThatWentBackIsRefused()
{
    test::CaseScript one = script(kFirst);
    settle(one);
    m_bench->gateway.answers = {{1, wire::Answer::Kind::Revocation, {}, m_bench->clock().wall(), {}}};
    m_bench->begin();
    m_bench->run(2min);
    QCOMPARE(lastAnswer(m_bench->store()).value(), quint64(1));
    m_bench->gateway.answers.clear();
    m_bench->gateway.criteria = 0;
    m_bench->run(3min);
    QCOMPARE(m_bench->alarms.size(), 1); // told once, not each minute
    QCOMPARE(m_bench->alarms.front().code.toString(), kRolledBack.toString());
    QCOMPARE(lastAnswer(m_bench->store()).value(), quint64(1));
    QCOMPARE(m_bench->criteria, 1);
}

void TestCourier::newCriteriaAreOffered()
{
    m_bench->gateway.criteria = 3;
    m_bench->gateway.documents = {{2, "second"}, {3, "third"}};
    m_bench->begin();
    m_bench->run(2min);
    QCOMPARE(m_bench->criteria, 3); // one after the other: each is signed by officers of the one before
    const auto calls = m_bench->gateway.calls.count("criteria");
    m_bench->run(5min);
    QCOMPARE(m_bench->gateway.calls.count("criteria"), calls);
}

void TestCourier::oneWorkstationsPackagesOnly()
{
    // The same id with other content is an attack or a mix-up: it is shown, never sent again and again.
    test::CaseScript one = script(kFirst);
    settle(one);
    m_bench->begin();
    const core::Uuid id = packageOf(one.id);
    m_bench->gateway.stored.insert(id, {{}, core::sha256("other content"), "receipt"});
    m_bench->run(1h);
    const auto row = m_bench->store().outboxRow(id).value();
    QVERIFY(row->state == Delivery::Refused);
    QCOMPARE(row->reason, QStringLiteral("wire.package-other-content"));
    QVERIFY(m_bench->gateway.calls.count("open") <= 2);
}

// MFO-25, MFO-30: what the gateway admits no longer begins nothing; a newer one is told the same day that it may again.
void TestCourier::aProgramTooOldIsTold()
{
    m_bench->begin();
    m_bench->run(std::chrono::minutes(2));
    QVERIFY(m_bench->courier->report().isOnline);
    QVERIFY(!m_bench->courier->report().isTooOld);
    m_bench->gateway.lowestVersion = QStringLiteral("0.10");
    m_bench->run(std::chrono::minutes(2));
    QVERIFY(m_bench->courier->report().isOnline);
    QVERIFY(m_bench->courier->report().isTooOld);
    m_bench->gateway.lowestVersion = QStringLiteral("0.9.2");
    m_bench->run(std::chrono::minutes(2));
    QVERIFY(!m_bench->courier->report().isTooOld);
}

QTEST_GUILESS_MAIN(TestCourier)
#include "tst_courier.moc"
