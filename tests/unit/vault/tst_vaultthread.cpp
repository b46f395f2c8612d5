#include "support/vaultbench.h"

#include <vault/errors.h>
#include <vault/vaultthread.h>

#include <QTest>

#include <atomic>

using namespace tirkeu;
using namespace tirkeu::vault;
using casefile::Kind;

class TestVaultThread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void signingInOpensAndSigningOutCloses();
    void eventsGoWhereTheyCan();
    void actionsAreKeptInOrder();
    void theWalkRunsBesideTheWork();
    void closingEndsTheWalk();
    void endingClosesInGoodOrder();
    void whatCannotBeKeptIsTold();
    void aVaultThatLostItsDatabasesIsClosed();

private:
    [[nodiscard]] QFuture<Result<OpeningReport>> open(pki::SoftwareKey& key)
    {
        return m_thread->open(Vault::unlock(m_bench->folder(), key).value());
    }
    [[nodiscard]] Result<std::vector<JournalLine>> lines(const QList<Kind>& kinds)
    {
        auto future = m_thread->perform<std::vector<JournalLine>>(
            [kinds](Vault& vault) { return vault.store().journal().read({.kinds = kinds}); });
        return future.result();
    }
    std::unique_ptr<test::VaultBench> m_bench;
    std::unique_ptr<VaultThread> m_thread;
};

void TestVaultThread::init()
{
    m_thread.reset();
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
    m_bench->vault.reset();
    m_thread = std::make_unique<VaultThread>(m_bench->options());
}

void TestVaultThread::signingInOpensAndSigningOutCloses()
{
    const auto report = open(m_bench->teller).result();
    VERIFY_RESULT(report);
    QVERIFY(!open(m_bench->supervisor).result()); // one at a time
    VERIFY_RESULT(m_thread->close(QStringLiteral("teller-17")).result());
    QVERIFY(!lines({}));
    VERIFY_RESULT(m_thread->close(QStringLiteral("teller-17")).result()); // closed already
    VERIFY_RESULT(open(m_bench->supervisor).result());
    QCOMPARE(lines({Kind::VaultClosed})->front().entry.actor, QStringLiteral("teller-17"));
}

void TestVaultThread::eventsGoWhereTheyCan()
{
    VaultSink sink(*m_thread, m_bench->clock);
    VERIFY_RESULT(sink.record("signin.refused",
        {{QStringLiteral("address"), QStringLiteral("192.0.2.7")}, {QStringLiteral("reason"), QStringLiteral("pin")}}));
    const auto report = open(m_bench->teller).result();
    VERIFY_RESULT(report);
    QCOMPARE(report->absorbed, 1);
    sink.setActor(QStringLiteral("teller-17"));
    VERIFY_RESULT(sink.record("screen.locked", {{QStringLiteral("why"), QStringLiteral("idle")}}));
    QCOMPARE(lines({Kind::ScreenLocked})->front().entry.actor, QStringLiteral("teller-17"));
    QCOMPARE(lines({Kind::SignInRefused})->front().fields->value(u"address").toString(), QStringLiteral("192.0.2.7"));
    QVERIFY(!sink.record("screen.painted", {}));
    QVERIFY(!sink.record("screen.locked", {}));
}

void TestVaultThread::actionsAreKeptInOrder()
{
    VaultSink sink(*m_thread, m_bench->clock);
    auto opened = open(m_bench->teller); // not waited for
    for (int i = 0; i < 50; ++i) {
        VERIFY_RESULT(sink.record("setting.changed",
            {{QStringLiteral("setting"), QStringLiteral("scale")}, {QStringLiteral("from"), QString::number(i)},
                {QStringLiteral("to"), QString::number(i + 1)}}));
    }
    const auto all = lines({Kind::SettingChanged});
    VERIFY_RESULT(all);
    QCOMPARE(all->size(), std::size_t(50));
    for (std::size_t i = 0; i < 50; ++i)
        QCOMPARE(all->at(49 - i).fields->value(u"from").toString(), QString::number(i));
}

void TestVaultThread::theWalkRunsBesideTheWork()
{
    VERIFY_RESULT(open(m_bench->teller).result());
    VaultSink sink(*m_thread, m_bench->clock);
    auto walk = m_thread->checkChain();
    for (int i = 0; i < 20; ++i)
        VERIFY_RESULT(sink.record("screen.locked", {{QStringLiteral("why"), QStringLiteral("idle")}}));
    const auto report = walk.result();
    VERIFY_RESULT(report);
    QVERIFY(report->isWhole);
    QCOMPARE(lines({Kind::ScreenLocked})->size(), std::size_t(20));
}

void TestVaultThread::closingEndsTheWalk()
{
    VERIFY_RESULT(open(m_bench->teller).result());
    auto walk = m_thread->checkChain();
    VERIFY_RESULT(m_thread->close(QStringLiteral("teller-17")).result());
    QVERIFY(walk.isFinished());
    QVERIFY(!m_thread->checkChain().result());
}

void TestVaultThread::endingClosesInGoodOrder()
{
    VERIFY_RESULT(open(m_bench->teller).result());
    VaultSink sink(*m_thread, m_bench->clock);
    VERIFY_RESULT(sink.record("program.stopped", {}));
    m_thread.reset();
    VERIFY_RESULT(m_bench->open(m_bench->supervisor));
    const auto stopped = m_bench->vault->store().journal().read({.kinds = {Kind::ProgramStopped, Kind::VaultClosed}});
    VERIFY_RESULT(stopped);
    QCOMPARE(stopped->size(), std::size_t(2));
}

void TestVaultThread::whatCannotBeKeptIsTold()
{
    std::atomic<int> told = 0; // on the vault's thread
    connect(m_thread.get(), &VaultThread::notRecorded, [&told] { ++told; });
    VERIFY_RESULT(open(m_bench->teller).result());
    // A result that has to be signed by the workstation, in a case that does not exist.
    test::CaseScript script(m_bench->clock);
    m_thread->record(script.started(1));
    QTRY_COMPARE(told.load(), 1);
    m_thread.reset();
}

void TestVaultThread::aVaultThatLostItsDatabasesIsClosed()
{
    VERIFY_RESULT(open(m_bench->teller).result());
    auto moved = m_thread->perform<void>([](Vault& vault) {
        vault.stopRekeyAfter(4); // the pointer is swapped, the new generation is not open yet
        return vault.rekey(QStringLiteral("supervisor-3"));
    });
    QVERIFY(!moved.result());
    const auto after = lines({});
    QVERIFY(!after);
    QCOMPARE(after.error().code.toString(), kClosed.toString());
    // Events go to the sealed file again, and the next opening finds everything.
    VaultSink sink(*m_thread, m_bench->clock);
    VERIFY_RESULT(sink.record("screen.locked", {{QStringLiteral("why"), QStringLiteral("idle")}}));
    const auto report = open(m_bench->teller).result();
    VERIFY_RESULT(report);
    QCOMPARE(report->absorbed, 1);
}

QTEST_GUILESS_MAIN(TestVaultThread)
#include "tst_vaultthread.moc"
