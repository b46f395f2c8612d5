#include "failingfolder.h"
#include "recordedfolder.h"
#include "support/testfiles.h"
#include "support/vaultbench.h"

#include <vault/backup.h>
#include <vault/errors.h>
#include <vault/retention.h>

#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <limits>

using namespace tirkeu;
using namespace tirkeu::vault;
using test::FailingFolder;

// What tst_vaultfaults does for the databases, for the files beside them: the slot file and the pointer to its
// generation, the file of closed times, the volumes, the backups, what is restored, what a destruction takes away. The
// i-th call on them fails, once or from then on: success, or a
// clean error, nothing acknowledged is lost, and nothing is taken for damage. Every day a sample, with
// TIRKEU_ALL_FAULTS=1 every call with every error, in parts.
class TestFileFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyFailingCallIsSuccessOrACleanError_data();
    void everyFailingCallIsSuccessOrACleanError();

private:
    enum class Work { Init, Again, Slot, Rekey, Closed, Volume, Backup, Restore, Destruction };
    static constexpr int kParts = 6;
    static constexpr qint64 kEverydaySamples = 3; ///< of each way to fail
    static bool isCreation(Work work) { return work == Work::Init || work == Work::Again; }
    static bool all() { return qEnvironmentVariableIsSet("TIRKEU_ALL_FAULTS"); }
    [[nodiscard]] VaultOptions options(Work work, const QString& root)
    {
        const bool isNew = isCreation(work) || work == Work::Restore;
        return {.folder = root + (isNew ? QStringLiteral("/made") : QStringLiteral("/vault")),
            .clock = m_bench->clock,
            .workstation = &m_workstation};
    }
    [[nodiscard]] static QString backupsBeside(const VaultOptions& where)
    {
        return QFileInfo(where.folder).path() + QStringLiteral("/backups");
    }
    /// Of a program before a migration; they hold the key of everybody who was there.
    [[nodiscard]] static QString copyIn(const VaultOptions& where)
    {
        return where.folder + QStringLiteral("/g000001/keys.db.before-1");
    }
    [[nodiscard]] Result<std::unique_ptr<Vault>> create(const VaultOptions& where)
    {
        return Vault::create(where,
            {{SlotRole::Teller, QStringLiteral("teller-17"), m_bench->teller.holder()},
                {SlotRole::Recovery, QStringLiteral("safe"), m_bench->recovery.holder()}},
            m_bench->teller);
    }
    [[nodiscard]] Result<std::unique_ptr<Vault>> restore(const VaultOptions& where)
    {
        const QStringList made = backupsIn(backupsBeside(where), {});
        return restoreBackup(where, made.value(0), keysBeside(made.value(0)), m_bench->recovery);
    }
    [[nodiscard]] casefile::Event refused()
    {
        return {casefile::Kind::SignInRefused, m_bench->clock.wall(), QStringLiteral("workstation"), {}, {},
            {{QStringLiteral("address"), QStringLiteral("192.0.2.7")},
                {QStringLiteral("reason"), QStringLiteral("pin")}}};
    }
    [[nodiscard]] casefile::Event goneOn()
    {
        return {casefile::Kind::RulesAcknowledged, m_bench->clock.wall(), QStringLiteral("teller-17"), {}, {},
            {{QStringLiteral("edition"), QStringLiteral("1")}}};
    }
    [[nodiscard]] SlotHolder newcomer() const
    {
        return {SlotRole::Teller, QStringLiteral("teller-18"), m_newcomer.holder()};
    }
    [[nodiscard]] Result<> prepare(Work work);
    [[nodiscard]] Result<> prepareDestruction();
    [[nodiscard]] Result<> play(Work work, const VaultOptions& where, std::unique_ptr<Vault>& vault);
    [[nodiscard]] Result<> addClosed(const VaultOptions& where);
    void restoreAnew(const VaultOptions& where);
    void lookAtBackups(Vault& vault, const VaultOptions& where);
    void lookAtDestruction(Vault& vault, const VaultOptions& where);
    void look(Work work, const VaultOptions& where, FailingFolder::Lasting lasting);

    struct Failure
    {
        qint64 call;
        int error;
        FailingFolder::Lasting lasting;
    };
    struct Reached
    {
        bool isReached = true; ///< there was a call to fail
        qint64 calls = 0;
    };
    /// One try from the state before.
    void failOne(Work work, const storage::FaultDisk::Files& before, const Failure& given, Reached& reached);

    std::unique_ptr<test::VaultBench> m_bench;
    std::unique_ptr<test::CaseScript> m_script;
    pki::SoftwareKey m_workstation = test::testKey(QStringLiteral("workstation"));
    pki::SoftwareKey m_newcomer = test::testKey(QStringLiteral("teller-18"));
    core::Uuid m_leaving;
    core::Uuid m_act;
    qint64 m_acknowledged = 0;
    std::size_t m_goneOn = 0; ///< events of the opened vault after the failure
};

void TestFileFaults::init()
{
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
    m_script = std::make_unique<test::CaseScript>(m_bench->clock);
    VERIFY_RESULT(m_bench->play(m_script->ordinary()));
    m_leaving = m_bench->vault->slotFile().find(m_bench->supervisor.holder())->id;
}

Result<> TestFileFaults::prepare(Work work)
{
    if (work == Work::Volume || work == Work::Backup || work == Work::Restore)
        m_bench->clock.advance(std::chrono::hours(24 * 120));
    if (work == Work::Backup || work == Work::Restore) {
        Retention retention(m_bench->vault->store(), m_bench->vault->volumeFolder());
        if (const auto sealed = retention.sealOld(m_workstation, QStringLiteral("supervisor-3")); !sealed)
            return failure(sealed);
    }
    if (work == Work::Restore) {
        const auto made = makeBackup(
            *m_bench->vault, m_bench->dir.filePath(QStringLiteral("backups")), QStringLiteral("supervisor-3"));
        if (!made)
            return failure(made);
    }
    if (work == Work::Destruction) {
        if (const Result<> approved = prepareDestruction(); !approved)
            return approved;
    }
    if (work == Work::Again) { // cut short, this has left as much
        const QString folder = options(work, m_bench->dir.path()).folder;
        test::writeFilesBelow(
            folder, {{"CURRENT.begun", "g000001\n"}, {"g000001/slots.json", "{"}, {"g000001/vault.db", "half"}});
    }
    const Result<> closed = m_bench->vault->close(QStringLiteral("teller-17"));
    m_bench->vault.reset();
    return closed;
}

Result<> TestFileFaults::prepareDestruction()
{
    Store& store = m_bench->vault->store();
    if (const Result<> finished = test::finishCase(store, *m_script); !finished)
        return finished;
    Retention retention(store, m_bench->vault->volumeFolder());
    const Result<> ended = retention.relationEnded(
        m_script->client, m_bench->clock.wall(), QStringLiteral("bank"), QStringLiteral("gateway"));
    if (!ended)
        return ended;
    m_bench->clock.advance(std::chrono::hours(24 * 1900));
    const auto act = retention.propose({m_script->client}, QStringLiteral("time"), QStringLiteral("supervisor-3"));
    if (!act)
        return failure(act);
    m_act = *act;
    test::writeFile(copyIn(options(Work::Destruction, m_bench->dir.path())), "the keys of before");
    return retention.approve(*act, QStringLiteral("supervisor-4"));
}

/// Each stands for itself: the next comes, whatever became of the one before.
Result<> TestFileFaults::addClosed(const VaultOptions& where)
{
    Result<> last;
    for (int number = 0; number < 3; ++number) {
        auto closed = Vault::closedJournal(where.folder, where.workstation);
        const Result<> kept = closed ? closed->append(refused()) : failure(closed);
        m_acknowledged += kept ? 1 : 0;
        if (!kept)
            last = kept;
    }
    return last;
}

Result<> TestFileFaults::play(Work work, const VaultOptions& where, std::unique_ptr<Vault>& vault)
{
    if (isCreation(work) || work == Work::Restore) {
        auto made = isCreation(work) ? create(where) : restore(where);
        if (!made)
            return failure(made);
        vault = std::move(*made);
        m_acknowledged = 1;
        return {};
    }
    const Result<> before = work == Work::Closed ? addClosed(where) : Result<>();
    auto opened = Vault::open(where, m_bench->teller);
    if (!opened)
        return failure(opened);
    vault = std::move(*opened);
    Result<> done = before;
    switch (work) {
    case Work::Slot:
        done = vault->addSlot(newcomer(), QStringLiteral("teller-17"));
        break;
    case Work::Rekey:
        done = vault->removeSlot(m_leaving, QStringLiteral("teller-17"));
        break;
    case Work::Volume: {
        const auto sealed =
            Retention(vault->store(), vault->volumeFolder()).sealOld(m_workstation, QStringLiteral("supervisor-3"));
        done = sealed ? Result<>() : failure(sealed);
        m_acknowledged += done ? 1 : 0;
        if (const auto read = vault->store().journal().eventsOf(m_script->id); !read && done)
            done = failure(read);
        return done;
    }
    case Work::Destruction: {
        const auto carried =
            Retention(vault->store(), vault->volumeFolder()).carryOut(m_act, QStringLiteral("supervisor-4"));
        if (!carried)
            return failure(carried);
        ++m_acknowledged;
        const auto made = makeBackup(*vault, backupsBeside(where), QStringLiteral("supervisor-4"));
        done = made ? Result<>() : failure(made);
        break;
    }
    case Work::Backup: {
        const auto made = makeBackup(*vault, backupsBeside(where), QStringLiteral("supervisor-3"));
        done = made ? Result<>() : failure(made);
        break;
    }
    case Work::Closed:
    case Work::Init:
    case Work::Again:
    case Work::Restore:
        return done;
    }
    m_acknowledged += done ? 1 : 0;
    return done;
}

/// Cut short, it leaves nothing that is taken for a vault, or what can be set aside; the next try has all of it.
void TestFileFaults::restoreAnew(const VaultOptions& where)
{
    if (Vault::liesIn(where.folder))
        VERIFY_RESULT(Vault::setAside(where.folder, where.clock));
    VERIFY_RESULT(restore(where));
}

void TestFileFaults::lookAtBackups(Vault& vault, const VaultOptions& where)
{
    constexpr ErrorCode kVolumeMissing{"vault.backup-volume-missing"};
    const QString folder = backupsBeside(where);
    const auto events = vault.store().journal().read({.kinds = {casefile::Kind::BackupMade}});
    VERIFY_RESULT(events);
    QVERIFY(!events->empty() || m_acknowledged == 0);
    // What lies under a backup's name is one; at worst its volumes are not beside it yet.
    const QStringList made = backupsIn(folder, {});
    QVERIFY(!made.isEmpty() || m_acknowledged == 0);
    for (const QString& file : made) {
        const auto whole = verifyBackup(file, &m_bench->recovery);
        QVERIFY(whole || (m_acknowledged == 0 && whole.error().code == kVolumeMissing));
        VERIFY_RESULT(checkPair(file, keysBeside(file), m_bench->recovery));
    }
    const auto next = makeBackup(vault, folder, QStringLiteral("supervisor-3"));
    VERIFY_RESULT(next);
    VERIFY_RESULT(verifyBackup(next->vaultFile, &m_bench->recovery));
    const QDir::Filters any = QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot;
    QCOMPARE(QDir(folder).entryList({QStringLiteral("*.new"), QStringLiteral(".*")}, any), QStringList());
}

void TestFileFaults::lookAtDestruction(Vault& vault, const VaultOptions& where)
{
    Store& store = vault.store();
    const auto isDestroyed = [&] {
        return store.clientKeys().isDestroyed(m_script->client.uuid()).value();
    };
    QVERIFY(isDestroyed() || m_acknowledged == 0);
    QCOMPARE(store.client(m_script->client).has_value(), !isDestroyed());
    QCOMPARE(QFile::exists(copyIn(where)), !isDestroyed());
    // Until a newer file of the keys is written, it is owed.
    QCOMPARE(isKeyFileOwed(store).value(), isDestroyed() && m_acknowledged < 2);
    if (m_acknowledged == 0)
        VERIFY_RESULT(Retention(store, vault.volumeFolder()).carryOut(m_act, QStringLiteral("supervisor-4")));
    QVERIFY(isDestroyed());
    QVERIFY(!QFile::exists(copyIn(where)));
}

void TestFileFaults::look(Work work, const VaultOptions& where, FailingFolder::Lasting lasting)
{
    if (work == Work::Restore && m_acknowledged == 0)
        restoreAnew(where);
    // The same folder takes what did not get made there.
    if (isCreation(work) && !Vault::liesIn(where.folder)) {
        QCOMPARE(m_acknowledged, qint64(0));
        VERIFY_RESULT(create(where));
    }
    if (QTest::currentTestFailed())
        return;
    auto opened = Vault::open(where, m_bench->teller);
    VERIFY_RESULT(opened);
    Vault& vault = **opened;
    Store& store = vault.store();
    const auto chain = checkChain(store.connection(), store.vault(), m_workstation.certificate());
    VERIFY_RESULT(chain);
    QVERIFY(chain->isWhole);
    QVERIFY(store.projectionFits().value());
    QCOMPARE(store.journal().read({.kinds = {casefile::Kind::RulesAcknowledged}})->size(), m_goneOn);
    switch (work) {
    case Work::Slot: {
        const bool isThere = vault.slotFile().find(m_newcomer.holder()) != nullptr;
        QVERIFY(isThere || m_acknowledged == 0);
        QCOMPARE(Vault::unlock(where.folder, m_newcomer).has_value(), isThere);
        // No slot of which the journal does not know.
        QVERIFY(!isThere || !store.journal().read({.kinds = {casefile::Kind::SlotAdded}})->empty());
        break;
    }
    case Work::Rekey: {
        const bool isGone = vault.slotFile().find(m_leaving) == nullptr;
        QVERIFY(isGone || m_acknowledged == 0);
        QCOMPARE(Vault::unlock(where.folder, m_bench->supervisor).has_value(), !isGone);
        QCOMPARE(QDir(where.folder).entryList({QStringLiteral("g??????")}, QDir::Dirs).size(), 1);
        break;
    }
    case Work::Backup:
        return lookAtBackups(vault, where);
    case Work::Destruction:
        return lookAtDestruction(vault, where);
    case Work::Init:
    case Work::Again:
        QCOMPARE(store.journal().read({.kinds = {casefile::Kind::VaultCreated}})->size(), std::size_t(1));
        break;
    case Work::Restore:
        QCOMPARE(store.journal().read({.kinds = {casefile::Kind::BackupRestored}})->size(), std::size_t(1));
        QCOMPARE(checkVolumes(store.connection(), vault.volumeFolder())->brokenVolume, qint64(0));
        break;
    case Work::Closed: {
        const auto taken = store.journal().read({.kinds = {casefile::Kind::SignInRefused}});
        VERIFY_RESULT(taken);
        // What was called not written is not there; a disk that is gone leaves at most the entry that was in hand.
        const auto count = static_cast<qint64>(taken->size());
        const qint64 most = m_acknowledged + (lasting == FailingFolder::Lasting::Once ? 0 : 1);
        QVERIFY2(count >= m_acknowledged && count <= most, qPrintable(QString::number(count)));
        break;
    }
    case Work::Volume: {
        Retention retention(store, vault.volumeFolder());
        const auto volumes = checkVolumes(store.connection(), vault.volumeFolder());
        VERIFY_RESULT(volumes);
        QCOMPARE(volumes->brokenVolume, qint64(0));
        QVERIFY(volumes->volumes == 1 || m_acknowledged == 0);
        VERIFY_RESULT(retention.sealOld(m_workstation, QStringLiteral("supervisor-3")));
        QCOMPARE(checkVolumes(store.connection(), vault.volumeFolder())->volumes, 1);
        quint64 next = 1;
        VERIFY_RESULT(store.journal().visit(
            1, [&next](const casefile::Entry& entry) -> Result<bool> { return entry.sequence == next++; }));
        QCOMPARE(next, store.journal().head().sequence + 1);
        break;
    }
    }
}

void TestFileFaults::failOne(Work work, const storage::FaultDisk::Files& before, const Failure& given, Reached& reached)
{
    const QTemporaryDir place(
        QDir(QStringLiteral("/dev/shm")).exists() ? QStringLiteral("/dev/shm/tirkeu-XXXXXX") : QString());
    test::writeFilesBelow(place.path(), before);
    const VaultOptions where = options(work, place.path());
    m_acknowledged = 0;
    m_goneOn = 0;
    {
        FailingFolder failing(place.path(), [](const QByteArray& path) {
            return !path.endsWith(".db") && !path.endsWith("-wal") && !path.endsWith("-shm") && !path.endsWith("/lock");
        });
        failing.failAt(given.call, given.error, given.lasting);
        std::unique_ptr<Vault> vault;
        const Result<> done = play(work, where, vault);
        reached = {failing.failed() > 0, failing.calls()};
        failing.neverFail();
        const QByteArray said =
            done ? QByteArray() : (done.error().code.toString() + u' ' + done.error().detail).toUtf8();
        QVERIFY2(done || reached.isReached, said.constData());
        // A disk that does not answer is no reason to bring a backup.
        QVERIFY2(done || !isDamage(done.error()), said.constData());
        // The same opened vault goes on, or it is closed and says so.
        if (vault && vault->isOpen()) {
            VERIFY_RESULT(vault->store().append(goneOn()));
            m_goneOn = 1;
            VERIFY_RESULT(vault->close(QStringLiteral("teller-17")));
        }
    }
    look(work, where, given.lasting);
}

void TestFileFaults::everyFailingCallIsSuccessOrACleanError_data()
{
    QTest::addColumn<int>("work");
    QTest::addColumn<int>("part");
    for (const auto& [name, work] : {std::pair("init", Work::Init), std::pair("again", Work::Again),
             std::pair("slot", Work::Slot), std::pair("rekey", Work::Rekey), std::pair("closed", Work::Closed),
             std::pair("volume", Work::Volume), std::pair("backup", Work::Backup), std::pair("restore", Work::Restore),
             std::pair("destruction", Work::Destruction)}) {
        for (int part = 0; part < (all() ? kParts : 1); ++part)
            QTest::addRow("%s-%d", name, part) << static_cast<int>(work) << part;
    }
}

void TestFileFaults::everyFailingCallIsSuccessOrACleanError()
{
    QFETCH(const int, work);
    QFETCH(const int, part);
    const auto what = static_cast<Work>(work);
    VERIFY_RESULT(prepare(what));
    const storage::FaultDisk::Files before = test::filesBelow(m_bench->dir.path());
    const std::vector<int> errors{EIO, EACCES, ENOSPC};
    std::size_t next = 0; // of the errors, where not each is tried
    Reached reached;
    failOne(what, before, {std::numeric_limits<qint64>::max(), EIO, FailingFolder::Lasting::Once}, reached);
    QVERIFY(!QTest::currentTestFailed() && !reached.isReached && reached.calls > 0);
    const qint64 stride = all() ? kParts : std::max<qint64>(1, reached.calls / kEverydaySamples);
    for (const auto lasting : {FailingFolder::Lasting::Once, FailingFolder::Lasting::FromThenOn}) {
        reached = {};
        qint64 call = part;
        for (; reached.isReached; call += stride) {
            for (std::size_t one = 0; one < (all() ? errors.size() : 1); ++one) {
                const Failure given{call, errors.at(next++ % errors.size()), lasting};
                failOne(what, before, given, reached);
                if (QTest::currentTestFailed()) {
                    qWarning("call %lld, error %d, %s", static_cast<long long>(call), given.error,
                        lasting == FailingFolder::Lasting::Once ? "once" : "from then on");
                    return;
                }
            }
        }
        qInfo("failing calls up to the %lldth", static_cast<long long>(call));
    }
}

QTEST_GUILESS_MAIN(TestFileFaults)
#include "tst_filefaults.moc"
