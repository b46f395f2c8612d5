#include "support/vaultbench.h"

#include <storage/errors.h>
#include <storage/faultdisk.h>
#include <vault/errors.h>
#include <vault/vaultthread.h>

#include <QTest>

#include <atomic>
#include <sqlcipher/sqlite3.h>
#include <thread>

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
    void whatTheDiskDoesNotTakeWaits();
    void whatDoesNotFitIntoMemoryIsSaidAsLost();
    void aSlowDiskShows();
    void everySignatureIsAnchored();
    void aClockThatIsSetIsAnEvent();
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
    /// A vault whose databases lie on a disk that can fail.
    void onFaultDisk(const char* name)
    {
        m_thread.reset();
        m_bench = std::make_unique<test::VaultBench>();
        m_disk = std::make_unique<storage::FaultDisk>(name);
        m_bench->vfs = m_disk->vfs();
        VERIFY_RESULT(m_bench->create());
        m_bench->vault.reset();
        m_thread = std::make_unique<VaultThread>(m_bench->options());
        VERIFY_RESULT(open(m_bench->teller).result());
    }
    /// What the vault's thread says, heard on this one.
    void listen()
    {
        m_told.clear();
        m_again = m_unanchored = m_jumps = 0;
        const VaultThread* thread = m_thread.get();
        connect(thread, &VaultThread::notRecorded, this, [this](const Error& error, int waiting) {
            m_told.append({error.code.toString(), waiting});
        });
        connect(thread, &VaultThread::recordedAgain, this, [this] { ++m_again; });
        connect(thread, &VaultThread::notAnchored, this, [this] { ++m_unanchored; });
        connect(thread, &VaultThread::clockJumped, this, [this] { ++m_jumps; });
    }
    [[nodiscard]] static QJsonObject idle() { return {{QStringLiteral("why"), QStringLiteral("idle")}}; }

    std::unique_ptr<test::VaultBench> m_bench;
    std::unique_ptr<storage::FaultDisk> m_disk;
    std::unique_ptr<VaultThread> m_thread;
    QList<std::pair<QString, int>> m_told; ///< why, and how many wait
    int m_again = 0;
    int m_unanchored = 0;
    int m_jumps = 0;
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
    auto walk = m_thread->checkJournal();
    for (int i = 0; i < 20; ++i)
        VERIFY_RESULT(sink.record("screen.locked", {{QStringLiteral("why"), QStringLiteral("idle")}}));
    const auto report = walk.result();
    VERIFY_RESULT(report);
    QVERIFY(report->isWhole() && !report->isStopped());
    QCOMPARE(lines({Kind::ScreenLocked})->size(), std::size_t(20));
}

void TestVaultThread::closingEndsTheWalk()
{
    VERIFY_RESULT(open(m_bench->teller).result());
    auto walk = m_thread->checkJournal();
    VERIFY_RESULT(m_thread->close(QStringLiteral("teller-17")).result());
    QVERIFY(walk.isFinished());
    const auto report = walk.result();
    VERIFY_RESULT(report);
    QVERIFY(report->isWhole() != report->isStopped()); // it was done, or what is not proven is not called whole
    QCOMPARE(report->chain.brokenAt, quint64(0));
    QVERIFY(!m_thread->checkJournal().result());
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

void TestVaultThread::whatTheDiskDoesNotTakeWaits()
{
    onFaultDisk("waits");
    listen();
    VaultSink sink(*m_thread, m_bench->clock);
    m_disk->failAt(0, SQLITE_FULL, storage::FaultDisk::Lasting::FromThenOn);
    for (const char* why : {"idle", "asked", "token-removed"})
        VERIFY_RESULT(sink.record("screen.locked", {{QStringLiteral("why"), QString::fromLatin1(why)}}));
    QTRY_COMPARE(m_told.size(), 3);
    QCOMPARE(m_told.front().first, storage::kDiskFull.toString());
    QCOMPARE(m_told.back().second, 3);
    m_thread->tryAgain();
    QTRY_COMPARE(m_told.size(), 4);
    QCOMPARE(m_again, 0);
    m_disk->neverFail();
    m_thread->tryAgain();
    QTRY_COMPARE(m_again, 1);
    const auto all = lines({Kind::ScreenLocked});
    VERIFY_RESULT(all);
    QCOMPARE(all->size(), std::size_t(3));
    QCOMPARE(all->back().fields->value(u"why").toString(), QStringLiteral("idle")); // in order, none twice
    QCOMPARE(all->front().fields->value(u"why").toString(), QStringLiteral("token-removed"));
    m_thread.reset();
}

void TestVaultThread::whatDoesNotFitIntoMemoryIsSaidAsLost()
{
    onFaultDisk("overflow");
    listen();
    VaultSink sink(*m_thread, m_bench->clock);
    m_disk->failAt(0, SQLITE_IOERR_WRITE, storage::FaultDisk::Lasting::FromThenOn);
    for (int i = 0; i < 1007; ++i)
        VERIFY_RESULT(sink.record("screen.locked", idle()));
    QVERIFY(!lines({})); // waits for the thread
    m_disk->neverFail();
    VERIFY_RESULT(sink.record("screen.unlocked", {}));
    const auto lost = lines({Kind::SealedFileLost});
    VERIFY_RESULT(lost);
    QCOMPARE(lost->size(), std::size_t(1));
    QCOMPARE(lost->front().fields->value(u"expected").toInt(), 7);
    QCOMPARE(lines({Kind::ScreenUnlocked})->size(), std::size_t(1));
    QTRY_COMPARE(m_again, 1);
    m_thread.reset();
}

void TestVaultThread::aSlowDiskShows()
{
    onFaultDisk("slowly");
    std::atomic<bool> isHeld = false;
    std::atomic<bool> released = false;
    m_disk->setAtSync([&] {
        isHeld = true;
        while (!released)
            std::this_thread::yield();
    });
    VaultSink sink(*m_thread, m_bench->clock);
    QCOMPARE(m_thread->writingFor().count(), 0);
    VERIFY_RESULT(sink.record("screen.locked", idle()));
    QTRY_VERIFY(isHeld);
    m_bench->clock.advance(std::chrono::seconds(5));
    QCOMPARE(m_thread->writingFor(), std::chrono::milliseconds(5000));
    released = true;
    QTRY_COMPARE(m_thread->writingFor().count(), 0);
    QCOMPARE(lines({Kind::ScreenLocked})->size(), std::size_t(1));
    m_thread.reset();
}

void TestVaultThread::everySignatureIsAnchored()
{
    test::OutsideAnchor outside;
    m_thread.reset();
    m_bench->anchors = &outside;
    m_thread = std::make_unique<VaultThread>(m_bench->options());
    listen();
    VERIFY_RESULT(open(m_bench->teller).result());
    test::CaseScript script(m_bench->clock);
    const std::vector<casefile::Event> events = script.ordinary();
    const auto play = [this](const std::vector<casefile::Event>& some) {
        return m_thread
            ->perform<core::JournalHead>([some](Vault& vault) -> Result<core::JournalHead> {
                for (const casefile::Event& event : some) {
                    if (const auto entry = vault.store().append(event); !entry)
                        return failure(entry);
                }
                return vault.store().journal().head();
            })
            .result();
    };
    const auto isSigning = [](const casefile::Event& event) {
        return event.kind == Kind::DocumentSigned;
    };
    const auto at = std::ranges::find_if(events, isSigning);
    VERIFY_RESULT(play({events.begin(), at}));
    QCOMPARE(outside.anchored, 0); // nothing signed yet
    const auto head = play({*at});
    VERIFY_RESULT(head);
    QCOMPARE(outside.anchored, 1);
    QCOMPARE(outside.head.sequence, head->sequence);
    QCOMPARE(outside.head.hash, head->hash);
    VERIFY_RESULT(play({at + 1, events.end()}));
    QCOMPARE(outside.anchored, 1);
    // An anchor that cannot be set costs no signature and is told.
    outside.isBroken = true;
    VERIFY_RESULT(play({script.documentMade(), script.documentSigned()}));
    QTRY_VERIFY(m_unanchored >= 1);
    outside.isBroken = false;
    VERIFY_RESULT(play({}));
    QCOMPARE(outside.anchored, 2);
    // An act of destruction is signed as well.
    const QString digest(64, u'a');
    const casefile::Event act{Kind::DestructionDocumented, m_bench->clock.wall(), QStringLiteral("supervisor-3"), {},
        {},
        {{QStringLiteral("document"), core::Uuid::make(m_bench->clock).toString()}, {QStringLiteral("digest"), digest},
            {QStringLiteral("certificate"), digest}, {QStringLiteral("level"), QStringLiteral("B-B")}}};
    VERIFY_RESULT(play({act}));
    QCOMPARE(outside.anchored, 3);
    // So is what a client gets on request.
    casefile::Event confirmation = act;
    confirmation.kind = Kind::ConfirmationMade;
    confirmation.client = events.front().client;
    VERIFY_RESULT(play({confirmation}));
    QCOMPARE(outside.anchored, 4);
    // And what the bank says it has.
    const auto received = play({script.make(Kind::PackageAccepted,
        {{QStringLiteral("package"), script.package.toString()}, {QStringLiteral("receipt"), digest}})});
    VERIFY_RESULT(received);
    QCOMPARE(outside.anchored, 5);
    QCOMPARE(outside.head.sequence, received->sequence);
    m_thread.reset();
}

void TestVaultThread::aClockThatIsSetIsAnEvent()
{
    VERIFY_RESULT(open(m_bench->teller).result());
    listen();
    VaultSink sink(*m_thread, m_bench->clock);
    m_bench->clock.advance(std::chrono::hours(8));
    VERIFY_RESULT(sink.record("screen.locked", idle()));
    QVERIFY(lines({Kind::ClockJumped})->empty()); // time went by
    m_bench->clock.setWall(u"2026-07-13T04:00:00Z");
    VERIFY_RESULT(sink.record("screen.unlocked", {}));
    auto jumps = lines({Kind::ClockJumped});
    VERIFY_RESULT(jumps);
    QCOMPARE(jumps->size(), std::size_t(1));
    QCOMPARE(jumps->front().fields->value(u"to").toString(), QStringLiteral("2026-07-13T04:00:00.000Z"));
    QCOMPARE(jumps->front().fields->value(u"from").toString(), QStringLiteral("2026-07-12T12:00:00.000Z"));
    m_bench->clock.setWall(u"2026-07-12T04:00:00Z");
    VERIFY_RESULT(sink.record("screen.locked", idle()));
    QCOMPARE(lines({Kind::ClockJumped})->size(), std::size_t(2)); // back, too
    QTRY_COMPARE(m_jumps, 2);
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
