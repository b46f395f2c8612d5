#include "support/testfiles.h"
#include "support/vaultbench.h"

#include <storage/errors.h>
#include <storage/faultdisk.h>
#include <vault/backup.h>
#include <vault/errors.h>
#include <vault/retention.h>

#include <QDir>
#include <QLockFile>
#include <QTest>

#include <atomic>
#include <sqlcipher/sqlite3.h>
#include <thread>

using namespace tirkeu;
using namespace tirkeu::vault;
using storage::FaultDisk;

// Each manner of failing has its sentence, keeps what was acknowledged, and leaves the program usable.
class TestFailures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aFullDisk() { goesOnAfter(SQLITE_FULL, storage::kDiskFull); }
    void aReadOnlyDisk() { goesOnAfter(SQLITE_READONLY, storage::kReadOnly); }
    void aFaultyDisk() { goesOnAfter(SQLITE_IOERR_WRITE, storage::kDiskFault); }
    void aSlowDisk();
    void aTornFileIsNamedAndStays();
    void aWrongKeyIsNamed();
    void anotherConnectionHoldsTheLock();
    void aDamagedVaultIsSetAsideAndTheBackupRestored();
    void closedVolumesAreInTheBackup();
    void aVolumeThatWasNeverClosedIsInNoBackup();
    void aVolumeThatIsNotTheOneIsToldAndNotRestored();
    void aVaultThatIsBeingMadeIsNotClearedAway();

private:
    void goesOnAfter(int sqliteCode, ErrorCode expected);
    [[nodiscard]] QString path(const QString& name) const
    {
        return m_bench->folder() + QStringLiteral("/g000001/") + name;
    }
    std::unique_ptr<test::VaultBench> m_bench;
};

void TestFailures::init()
{
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
}

void TestFailures::goesOnAfter(int sqliteCode, ErrorCode expected)
{
    FaultDisk disk("failures");
    const StoreFiles files{QStringLiteral("/vault.db"), QStringLiteral("/keys.db"), disk.vfs()};
    const core::SecureBytes key(32);
    auto store = Store::create(files, key, core::Uuid::make(m_bench->clock), m_bench->clock);
    VERIFY_RESULT(store);
    (*store)->journal().setSigner(&m_bench->workstation);
    test::CaseScript script(m_bench->clock);
    const std::vector<casefile::Event> events = script.ordinary();
    const std::size_t half = events.size() / 2;
    for (std::size_t i = 0; i < half; ++i)
        VERIFY_RESULT((*store)->append(events.at(i)));
    const core::JournalHead acknowledged = (*store)->journal().head();
    disk.failAt(0, sqliteCode, FaultDisk::Lasting::FromThenOn);
    const auto refused = (*store)->append(events.at(half));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), expected.toString());
    disk.neverFail();
    // The same opened store goes on where it was.
    for (std::size_t i = half; i < events.size(); ++i)
        VERIFY_RESULT((*store)->append(events.at(i)));
    QCOMPARE((*store)->journal().head().sequence, acknowledged.sequence + events.size() - half);
    QVERIFY(checkChain((*store)->connection(), (*store)->vault())->isWhole);
    store->reset();
}

void TestFailures::aSlowDisk()
{
    FaultDisk disk("slow");
    const StoreFiles files{QStringLiteral("/vault.db"), QStringLiteral("/keys.db"), disk.vfs()};
    const core::SecureBytes key(32);
    auto store = Store::create(files, key, core::Uuid::make(m_bench->clock), m_bench->clock);
    VERIFY_RESULT(store);
    std::atomic<bool> released = false;
    std::atomic<bool> acknowledged = false;
    std::atomic<bool> reached = false;
    disk.setAtSync([&] {
        reached = true;
        while (!released)
            std::this_thread::yield();
    });
    test::CaseScript script(m_bench->clock);
    // Nothing is acknowledged before the disk has said that it has it.
    std::thread writer([&] { acknowledged = (*store)->append(script.opened()).has_value(); });
    QTRY_VERIFY(reached);
    QVERIFY(!acknowledged);
    released = true;
    writer.join();
    QVERIFY(acknowledged);
    store->reset();
}

void TestFailures::aTornFileIsNamedAndStays()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    VERIFY_RESULT(m_bench->vault->close(QStringLiteral("teller-17")));
    m_bench->vault.reset();
    for (const QString& name : {QStringLiteral("vault.db"), QStringLiteral("keys.db")}) {
        const QByteArray whole = test::readFile(path(name));
        for (const qsizetype left : {qsizetype(0), qsizetype(100), qsizetype(4096), whole.size() / 2}) {
            const QByteArray torn = whole.first(left);
            test::writeFile(path(name), torn);
            const Result<> opened = m_bench->open(m_bench->teller);
            QVERIFY(!opened);
            QCOMPARE(opened.error().code.toString(), storage::kDamaged.toString());
            QVERIFY(isDamage(opened.error()));           // a backup is offered
            QVERIFY(test::readFile(path(name)) == torn); // neither deleted nor made anew
        }
        test::writeFile(path(name), whole);
        VERIFY_RESULT(m_bench->open(m_bench->teller));
        VERIFY_RESULT(m_bench->vault->close(QStringLiteral("teller-17")));
        m_bench->vault.reset();
    }
}

void TestFailures::aWrongKeyIsNamed()
{
    m_bench->vault.reset();
    core::SecureBytes other(32);
    const auto store =
        Store::open({path(QStringLiteral("vault.db")), path(QStringLiteral("keys.db"))}, other, m_bench->clock);
    QVERIFY(!store);
    QCOMPARE(store.error().code.toString(), storage::kWrongKey.toString());
    VERIFY_RESULT(m_bench->open(m_bench->teller));
}

void TestFailures::anotherConnectionHoldsTheLock()
{
    const auto second = Vault::open(m_bench->options(), m_bench->teller);
    QVERIFY(!second);
    QCOMPARE(second.error().code.toString(), kInUse.toString());
    QVERIFY(!Vault::setAside(m_bench->folder(), m_bench->clock));
}

void TestFailures::aDamagedVaultIsSetAsideAndTheBackupRestored()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    const QString backups = m_bench->dir.filePath(QStringLiteral("backups"));
    const auto made = makeBackup(*m_bench->vault, backups, QStringLiteral("supervisor-3"));
    VERIFY_RESULT(made);
    VERIFY_RESULT(m_bench->vault->close(QStringLiteral("teller-17")));
    m_bench->vault.reset();
    QByteArray damaged = test::readFile(path(QStringLiteral("vault.db")));
    damaged[200] = static_cast<char>(damaged.at(200) ^ 1);
    test::writeFile(path(QStringLiteral("vault.db")), damaged);
    QCOMPARE(m_bench->open(m_bench->teller).error().code.toString(), storage::kDamaged.toString());
    QVERIFY(!restoreBackup(m_bench->options(), made->vaultFile, made->keysFile, m_bench->recovery));
    const auto aside = Vault::setAside(m_bench->folder(), m_bench->clock);
    VERIFY_RESULT(aside);
    QVERIFY(test::readFile(*aside + QStringLiteral("/g000001/vault.db")) == damaged);
    QVERIFY(QFile::exists(*aside + QStringLiteral("/CURRENT")));
    VERIFY_RESULT(restoreBackup(m_bench->options(), made->vaultFile, made->keysFile, m_bench->recovery));
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QVERIFY(m_bench->vault->store().caseState(script.id)->isSettled());
    QVERIFY(test::readFile(*aside + QStringLiteral("/g000001/vault.db")) == damaged);
}

void TestFailures::closedVolumesAreInTheBackup()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    m_bench->clock.advance(std::chrono::hours(24 * 120));
    Retention retention(m_bench->vault->store(), m_bench->vault->volumeFolder());
    VERIFY_RESULT(retention.sealOld(m_bench->workstation, QStringLiteral("supervisor-3")));
    const QString backups = m_bench->dir.filePath(QStringLiteral("backups"));
    const auto made = makeBackup(*m_bench->vault, backups, QStringLiteral("supervisor-3"));
    VERIFY_RESULT(made);
    // Who did what and when stands in a volume in clear, so it is sealed in a backup.
    const QStringList sealed = QDir(backups).entryList({QStringLiteral("*.tkj.sealed")});
    QCOMPARE(sealed.size(), 1);
    QVERIFY(!test::readFile(backups + u'/' + sealed.front()).contains("teller-17"));
    const VaultOptions elsewhere{.folder = m_bench->dir.filePath(QStringLiteral("restored")),
        .clock = m_bench->clock,
        .workstation = &m_bench->workstation};
    auto restored = restoreBackup(elsewhere, made->vaultFile, made->keysFile, m_bench->recovery);
    VERIFY_RESULT(restored);
    const auto events = (*restored)->store().journal().eventsOf(script.id);
    VERIFY_RESULT(events);
    QCOMPARE(events->size(), script.ordinary().size());
    QVERIFY((*restored)->store().projectionFits().value());
}

// Cut short between the file and the table, a sealing leaves a file whose number is given to another later.
void TestFailures::aVolumeThatWasNeverClosedIsInNoBackup()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    m_bench->clock.advance(std::chrono::hours(24 * 120));
    Store& store = m_bench->vault->store();
    Retention retention(store, m_bench->vault->volumeFolder());
    const QString actor = QStringLiteral("supervisor-3");
    const QString backups = m_bench->dir.filePath(QStringLiteral("backups"));
    VERIFY_RESULT(
        store.connection().run("CREATE TRIGGER refuses BEFORE INSERT ON volumes BEGIN SELECT RAISE(ABORT, 'no'); END"));
    QVERIFY(!retention.sealOld(m_bench->workstation, actor));
    VERIFY_RESULT(store.connection().run("DROP TRIGGER refuses"));
    QCOMPARE(QDir(m_bench->vault->volumeFolder()).entryList({QStringLiteral("*.tkj")}).size(), 1);
    VERIFY_RESULT(makeBackup(*m_bench->vault, backups, actor));
    QVERIFY(QDir(backups).entryList({QStringLiteral("*.tkj.sealed")}).isEmpty());
    const auto volume = retention.sealOld(m_bench->workstation, actor);
    VERIFY_RESULT(volume);
    QVERIFY(*volume);
    m_bench->clock.advance(std::chrono::hours(1));
    const auto made = makeBackup(*m_bench->vault, backups, actor);
    VERIFY_RESULT(made);
    VERIFY_RESULT(verifyBackup(made->vaultFile, &m_bench->recovery));
    const VaultOptions elsewhere{.folder = m_bench->dir.filePath(QStringLiteral("restored")),
        .clock = m_bench->clock,
        .workstation = &m_bench->workstation};
    auto restored = restoreBackup(elsewhere, made->vaultFile, made->keysFile, m_bench->recovery);
    VERIFY_RESULT(restored);
    const auto checked = checkVolumes((*restored)->store().connection(), (*restored)->volumeFolder());
    VERIFY_RESULT(checked);
    QCOMPARE(checked->volumes, 1);
    QCOMPARE(checked->brokenVolume, qint64(0));
}

void TestFailures::aVolumeThatIsNotTheOneIsToldAndNotRestored()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    m_bench->clock.advance(std::chrono::hours(24 * 120));
    const QString actor = QStringLiteral("supervisor-3");
    const QString backups = m_bench->dir.filePath(QStringLiteral("backups"));
    const auto volume =
        Retention(m_bench->vault->store(), m_bench->vault->volumeFolder()).sealOld(m_bench->workstation, actor);
    VERIFY_RESULT(volume);
    QVERIFY(*volume);
    const auto made = makeBackup(*m_bench->vault, backups, actor);
    VERIFY_RESULT(made);
    int times = 0;
    const auto brokenAfterRestore = [&]() -> qint64 {
        const VaultOptions elsewhere{.folder = m_bench->dir.filePath(QStringLiteral("restored-%1").arg(++times)),
            .clock = m_bench->clock,
            .workstation = &m_bench->workstation};
        const auto restored = restoreBackup(elsewhere, made->vaultFile, made->keysFile, m_bench->recovery);
        const auto checked =
            restored ? checkVolumes((*restored)->store().connection(), (*restored)->volumeFolder()) : failure(restored);
        return checked ? checked->brokenVolume : -1;
    };
    const auto codeOf = [](const auto& result) {
        return result ? QString() : result.error().code.toString();
    };
    // As an earlier program named it.
    const QString sealed = backups + u'/' + QDir(backups).entryList({QStringLiteral("*.tkj.sealed")}).value(0);
    const QString old = backups + QStringLiteral("/tirkeu-journal-000001.tkj.sealed");
    QVERIFY(QFile::rename(sealed, old));
    VERIFY_RESULT(verifyBackup(made->vaultFile, &m_bench->recovery));
    QCOMPARE(brokenAfterRestore(), qint64(0));
    // Under that name another's may lie.
    test::writeFile(old, pki::seal("another's", {m_bench->recovery.holder()}).value());
    const QString missing = QStringLiteral("vault.backup-volume-missing");
    QCOMPARE(codeOf(verifyBackup(made->vaultFile, &m_bench->recovery)), missing);
    test::writeFile(old, "no envelope");
    const auto told = verifyBackup(made->vaultFile, &m_bench->recovery);
    QCOMPARE(codeOf(told), missing);
    QCOMPARE(told.error().values, QStringList{QStringLiteral("1")});
    QCOMPARE(brokenAfterRestore(), qint64(1));
    // The next backup brings it, whatever lies under the old name.
    VERIFY_RESULT(makeBackup(*m_bench->vault, backups, actor));
    VERIFY_RESULT(verifyBackup(made->vaultFile, &m_bench->recovery));
    QCOMPARE(brokenAfterRestore(), qint64(0));
    // Where the vault has lost it and no backup has it, the rest is kept and it is said.
    QVERIFY(QFile::remove(sealed) && QFile::remove((*volume)->file));
    m_bench->clock.advance(std::chrono::hours(1));
    QCOMPARE(codeOf(makeBackup(*m_bench->vault, backups, actor)), QStringLiteral("vault.backup-without-volume"));
    const auto last = lastBackup(m_bench->vault->store());
    VERIFY_RESULT(last);
    QVERIFY(*last && (*last)->made == m_bench->clock.wall());
}

void TestFailures::aVaultThatIsBeingMadeIsNotClearedAway()
{
    const VaultOptions elsewhere{.folder = m_bench->dir.filePath(QStringLiteral("restored")),
        .clock = m_bench->clock,
        .workstation = &m_bench->workstation};
    const auto made =
        makeBackup(*m_bench->vault, m_bench->dir.filePath(QStringLiteral("backups")), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(made);
    const QString folder = elsewhere.folder;
    QVERIFY(QDir().mkpath(folder + QStringLiteral("/g000001")));
    const QString mark = folder + QStringLiteral("/CURRENT.begun");
    test::writeFile(mark, "g000001\n");
    QLockFile maker(folder + QStringLiteral("/lock"));
    QVERIFY(maker.tryLock(0));
    const auto refused = restoreBackup(elsewhere, made->vaultFile, made->keysFile, m_bench->recovery);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), kInUse.toString());
    QVERIFY(QFile::exists(mark));
    QVERIFY(QDir(folder).exists(QStringLiteral("g000001")));
    maker.unlock();
    VERIFY_RESULT(restoreBackup(elsewhere, made->vaultFile, made->keysFile, m_bench->recovery));
    QVERIFY(!QFile::exists(mark));
}

QTEST_GUILESS_MAIN(TestFailures)
#include "tst_failures.moc"
