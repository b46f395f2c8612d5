#include "recordedfolder.h"
#include "support/vaultbench.h"

#include <vault/backup.h>
#include <vault/errors.h>
#include <vault/retention.h>

#include <QDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::vault;
using storage::PowerCut;

// A power cut during what changes more than the databases: a new vault, a slot, a move to a new key, a backup, a
// volume, a destruction, what is written while the vault is closed. Every day a sample of the moments, with
// TIRKEU_ALL_FAULTS=1 all of them.
class TestVaultPowerCut : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void nothingIsLostOrHalfDone_data();
    void nothingIsLostOrHalfDone();

private:
    enum class Work { Init, Slot, Rekey, Backup, Restore, Volume, Destruction, Closed, Migration };
    static constexpr int kParts = 2;
    static bool all() { return qEnvironmentVariableIsSet("TIRKEU_ALL_FAULTS"); }
    [[nodiscard]] QString root() const { return m_bench->dir.path(); }
    [[nodiscard]] static QString backups(const QString& root) { return root + QStringLiteral("/backups"); }
    [[nodiscard]] VaultOptions options(const QString& root)
    {
        return {
            .folder = root + QStringLiteral("/vault"), .clock = m_bench->clock, .workstation = &m_bench->workstation};
    }
    /// A new one, beside the bench's.
    [[nodiscard]] VaultOptions newOptions(const QString& root)
    {
        VaultOptions there = options(root);
        there.folder = root + QStringLiteral("/made");
        return there;
    }
    [[nodiscard]] Result<std::unique_ptr<Vault>> create(const QString& root)
    {
        return Vault::create(newOptions(root),
            {{SlotRole::Teller, QStringLiteral("teller-17"), m_bench->teller.holder()},
                {SlotRole::Recovery, QStringLiteral("safe"), m_bench->recovery.holder()}},
            m_bench->teller);
    }
    [[nodiscard]] Result<> prepare(Work work);
    [[nodiscard]] Result<> makeOlder();
    [[nodiscard]] Result<> play(Work work, test::RecordedFolder& record);
    void look(Work work, const QString& root, qint64 acknowledged);
    void lookAtNew(const QString& root, bool isDone);
    void lookAtVault(Work work, Vault& vault, bool isDone);

    std::unique_ptr<test::VaultBench> m_bench;
    std::unique_ptr<test::CaseScript> m_script;
    core::Uuid m_leaving;
    pki::SoftwareKey m_newcomer = test::testKey(QStringLiteral("teller-18"));
    BackupMade m_old;
    qint64 m_done = 0; ///< the mark that says all of it is acknowledged
};

void TestVaultPowerCut::init()
{
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
    m_script = std::make_unique<test::CaseScript>(m_bench->clock);
    VERIFY_RESULT(m_bench->play(m_script->ordinary()));
    VERIFY_RESULT(m_bench->vault->store().write([this](Writer& writer) -> Result<> {
        const auto kept = writer.keep(ObjectKind::Original, m_script->client, m_script->id, QByteArray(9000, 'o'));
        return kept ? Result<>() : failure(kept);
    }));
}

Result<> TestVaultPowerCut::prepare(Work work)
{
    m_leaving = m_bench->vault->slotFile().find(m_bench->supervisor.holder())->id;
    Store& store = m_bench->vault->store();
    if (work == Work::Backup || work == Work::Restore) {
        auto made = makeBackup(*m_bench->vault, backups(root()), QStringLiteral("supervisor-3"));
        if (!made)
            return failure(made);
        m_old = std::move(*made);
        m_bench->clock.advance(std::chrono::hours(24));
    }
    if (work == Work::Volume)
        m_bench->clock.advance(std::chrono::hours(24 * 120));
    if (work == Work::Destruction) {
        if (const Result<> finished = test::finishCase(store, *m_script); !finished)
            return finished;
        const Result<> ended = Retention(store, m_bench->vault->volumeFolder())
                                   .relationEnded(m_script->client, m_bench->clock.wall(), QStringLiteral("bank"),
                                       QStringLiteral("gateway"));
        if (!ended)
            return ended;
        m_bench->clock.advance(std::chrono::hours(24 * 1900));
    }
    const Result<> closed = m_bench->vault->close(QStringLiteral("teller-17"));
    m_bench->vault.reset();
    return closed && work == Work::Migration ? makeOlder() : closed;
}

/// As the program before step 4 left it: its own spelling of each case's state, and a relation that is over although
/// the client came again; the next opening makes both anew.
Result<> TestVaultPowerCut::makeOlder()
{
    if (const Result<> opened = m_bench->open(m_bench->teller); !opened)
        return opened;
    storage::Connection& connection = m_bench->vault->store().connection();
    const Result<> other = connection.run("UPDATE cases SET state = x'00'");
    const Result<> over = other ? connection.run("UPDATE clients SET relation_ended = 1") : other;
    const Result<> without = over ? connection.run("DROP INDEX objects_unfinished") : over;
    const Result<> older = without ? connection.setVersion(3) : without;
    const Result<> written = older ? m_bench->vault->store().checkpoint() : older;
    m_bench->vault.reset(); // what it would write at its close is of today's program
    return written;
}

/// What is done while everything is recorded; each mark says how far it has been acknowledged.
Result<> TestVaultPowerCut::play(Work work, test::RecordedFolder& record)
{
    const auto refused = [this] {
        return casefile::Event{casefile::Kind::SignInRefused, m_bench->clock.wall(), QStringLiteral("workstation"), {},
            {},
            {{QStringLiteral("address"), QStringLiteral("192.0.2.7")},
                {QStringLiteral("reason"), QStringLiteral("pin")}}};
    };
    if (work == Work::Init) {
        const auto made = create(root());
        if (!made)
            return failure(made);
        record.mark(m_done = 1);
        return (*made)->close(QStringLiteral("teller-17"));
    }
    if (work == Work::Restore) {
        VaultOptions there = options(root());
        there.folder = root() + QStringLiteral("/restored");
        auto restored = restoreBackup(there, m_old.vaultFile, m_old.keysFile, m_bench->recovery);
        if (!restored)
            return failure(restored);
        record.mark(m_done = 1);
        return (*restored)->close(QStringLiteral("x"));
    }
    if (work == Work::Closed) {
        for (qint64 number = 1; number <= 4; ++number) {
            auto closed = Vault::closedJournal(m_bench->folder(), &m_bench->workstation);
            const Result<> kept = closed ? closed->append(refused()) : failure(closed);
            if (!kept)
                return kept;
            record.mark(m_done = number);
        }
    }
    if (const Result<> opened = m_bench->open(m_bench->teller); !opened)
        return opened;
    Vault& vault = *m_bench->vault;
    Retention retention(vault.store(), vault.volumeFolder());
    Result<> done;
    switch (work) {
    case Work::Slot:
        done = vault.addSlot(
            {SlotRole::Teller, QStringLiteral("teller-18"), m_newcomer.holder()}, QStringLiteral("teller-17"));
        break;
    case Work::Rekey:
        done = vault.removeSlot(m_leaving, QStringLiteral("teller-17"));
        break;
    case Work::Backup: {
        const auto made = makeBackup(vault, backups(root()), QStringLiteral("supervisor-3"));
        done = made ? Result<>() : failure(made);
        break;
    }
    case Work::Volume: {
        const auto sealed = retention.sealOld(m_bench->workstation, QStringLiteral("supervisor-3"));
        done = sealed ? Result<>() : failure(sealed);
        break;
    }
    case Work::Destruction: {
        const auto act = retention.propose({m_script->client}, QStringLiteral("time"), QStringLiteral("supervisor-3"));
        done = act ? retention.approve(*act, QStringLiteral("supervisor-4")) : failure(act);
        if (done) {
            const auto carried = retention.carryOut(*act, QStringLiteral("supervisor-4"));
            done = carried ? Result<>() : failure(carried);
        }
        break;
    }
    case Work::Migration: // the opening itself
    case Work::Closed:
    case Work::Init:
    case Work::Restore:
        break;
    }
    if (!done)
        return done;
    if (work != Work::Closed)
        record.mark(m_done = 1);
    return vault.close(QStringLiteral("teller-17"));
}

void TestVaultPowerCut::look(Work work, const QString& root, qint64 acknowledged)
{
    const bool isDone = acknowledged >= m_done;
    if (work == Work::Init)
        return lookAtNew(root, isDone);
    if (work == Work::Restore) {
        // A vault that works, or nothing that looks like one; and what it was made from is untouched.
        VaultOptions there = options(root);
        there.folder = root + QStringLiteral("/restored");
        const bool isThere = QFile::exists(there.folder + QStringLiteral("/CURRENT"));
        QVERIFY(isThere || !isDone);
        if (isThere) {
            auto restored = Vault::open(there, m_bench->teller);
            VERIFY_RESULT(restored);
            lookAtVault(work, **restored, isDone);
        }
        QVERIFY(verifyBackup(backups(root) + u'/' + QFileInfo(m_old.vaultFile).fileName()));
        return;
    }
    auto opened = Vault::open(options(root), m_bench->teller);
    VERIFY_RESULT(opened);
    lookAtVault(work, **opened, isDone);
    Store& store = (*opened)->store();
    switch (work) {
    case Work::Slot: {
        // There is no slot of which the journal does not know, and none that opens half.
        const bool isThere = (*opened)->slotFile().find(m_newcomer.holder()) != nullptr;
        QVERIFY(isThere || !isDone);
        QCOMPARE(Vault::unlock(options(root).folder, m_newcomer).has_value(), isThere);
        QVERIFY(!isThere || !store.journal().read({.kinds = {casefile::Kind::SlotAdded}})->empty());
        break;
    }
    case Work::Rekey: {
        // Once it is acknowledged, or once the next opening has completed it, the key that left opens nothing.
        const bool isGone = (*opened)->slotFile().find(m_leaving) == nullptr;
        QVERIFY(isGone || !isDone);
        QCOMPARE(Vault::unlock(options(root).folder, m_bench->supervisor).has_value(), !isGone);
        QCOMPARE(QDir(options(root).folder).entryList({QStringLiteral("g??????")}, QDir::Dirs).size(), 1);
        break;
    }
    case Work::Backup: {
        // What has a backup's name is whole, and there is always one of the keys.
        const QStringList names = QDir(backups(root)).entryList({QStringLiteral("*.backup")}, QDir::Files);
        QVERIFY(names.size() >= (isDone ? 3 : 2));
        QCOMPARE(names.filter(QStringLiteral("client-keys")).size(), 1);
        for (const QString& name : names)
            VERIFY_RESULT(verifyBackup(backups(root) + u'/' + name));
        break;
    }
    case Work::Volume: {
        const auto volumes = checkVolumes(store.connection(), (*opened)->volumeFolder());
        VERIFY_RESULT(volumes);
        QCOMPARE(volumes->brokenVolume, qint64(0));
        QVERIFY(volumes->volumes == 1 || !isDone);
        quint64 next = 1;
        VERIFY_RESULT(store.journal().visit(
            1, [&next](const casefile::Entry& entry) -> Result<bool> { return entry.sequence == next++; }));
        QCOMPARE(next, store.journal().head().sequence + 1);
        break;
    }
    case Work::Destruction: {
        const bool isGone = !store.client(m_script->client).has_value();
        QVERIFY(isGone || !isDone);
        const auto key = store.clientKeys().find(m_script->client.uuid());
        VERIFY_RESULT(key);
        QCOMPARE(*key == nullptr, isGone); // the key goes with the record, however it was cut
        break;
    }
    case Work::Closed: {
        const auto taken = store.journal().read({.kinds = {casefile::Kind::SignInRefused}});
        VERIFY_RESULT(taken);
        const auto count = static_cast<qint64>(taken->size());
        QVERIFY2(count >= acknowledged && count <= acknowledged + 1, qPrintable(QString::number(count)));
        break;
    }
    case Work::Migration: {
        // Whenever it was cut, the next opening ends it; what it began with is there until then.
        QCOMPARE(store.connection().version().value(), 5);
        QVERIFY(!store.client(m_script->client)->relationEnded);
        QVERIFY(store.meta(QStringLiteral("rebuild.owed"))->isEmpty());
        break;
    }
    case Work::Init:
    case Work::Restore:
        break;
    }
}

/// A vault of which everything is there, or none: then the same folder takes it at the next try.
void TestVaultPowerCut::lookAtNew(const QString& root, bool isDone)
{
    const VaultOptions there = newOptions(root);
    if (!Vault::liesIn(there.folder)) {
        QVERIFY(!isDone);
        VERIFY_RESULT(create(root));
    }
    auto opened = Vault::open(there, m_bench->teller);
    VERIFY_RESULT(opened);
    Store& store = (*opened)->store();
    const auto chain = checkChain(store.connection(), store.vault(), m_bench->workstation.certificate());
    VERIFY_RESULT(chain);
    QVERIFY(chain->isWhole);
    QCOMPARE(store.journal().read({.kinds = {casefile::Kind::VaultCreated}})->size(), std::size_t(1));
    VERIFY_RESULT(Vault::unlock(there.folder, m_bench->recovery));
    QCOMPARE(QDir(there.folder).entryList({QStringLiteral("CURRENT*")}, QDir::Files),
        QStringList{QStringLiteral("CURRENT")});
}

void TestVaultPowerCut::lookAtVault(Work work, Vault& vault, bool isDone)
{
    Store& store = vault.store();
    const auto chain = checkChain(store.connection(), store.vault(), m_bench->workstation.certificate());
    VERIFY_RESULT(chain);
    QVERIFY(chain->isWhole);
    QVERIFY(chain->last >= 17);
    if (work != Work::Destruction || (!isDone && store.client(m_script->client)))
        QVERIFY(store.caseState(m_script->id)->isSettled());
    QVERIFY(store.projectionFits().value());
}

void TestVaultPowerCut::nothingIsLostOrHalfDone_data()
{
    QTest::addColumn<int>("work");
    QTest::addColumn<int>("part");
    for (const auto& [name, work] : {std::pair("init", Work::Init), std::pair("slot", Work::Slot),
             std::pair("rekey", Work::Rekey), std::pair("backup", Work::Backup), std::pair("restore", Work::Restore),
             std::pair("volume", Work::Volume), std::pair("destruction", Work::Destruction),
             std::pair("closed", Work::Closed), std::pair("migration", Work::Migration)})
        for (int part = 0; part < (all() ? kParts : 1); ++part)
            QTest::addRow("%s-%d", name, part) << static_cast<int>(work) << part;
}

void TestVaultPowerCut::nothingIsLostOrHalfDone()
{
    QFETCH(const int, work);
    QFETCH(const int, part);
    const auto what = static_cast<Work>(work);
    VERIFY_RESULT(prepare(what));
    const storage::FaultDisk::Files before = test::filesBelow(root());
    std::vector<storage::FaultDisk::Operation> operations;
    {
        test::RecordedFolder record(root());
        VERIFY_RESULT(play(what, record));
        operations = record.take();
    }
    m_bench->vault.reset();
    const storage::FaultDisk::Files after = test::filesBelow(root());
    {
        // What the record gives at its end is what lies there: nothing went past it.
        PowerCut whole(before, operations);
        whole.advanceTo(whole.moments() - 1);
        const storage::FaultDisk::Files told = whole.filesAfterCut(PowerCut::Damage::KeepAll, 0);
        QCOMPARE(told.keys(), after.keys());
        for (const QByteArray& name : after.keys())
            QVERIFY2(told.value(name) == after.value(name), name.constData());
        QCOMPARE(whole.lastMark(), m_done);
    }
    PowerCut cut(before, std::move(operations));
    const std::size_t stride = all() ? kParts : 41;
    int states = 0;
    for (auto moment = static_cast<std::size_t>(part); moment < cut.moments(); moment += stride) {
        cut.advanceTo(moment);
        for (const auto damage : {PowerCut::Damage::LoseAll, PowerCut::Damage::Whole, PowerCut::Damage::Torn}) {
            const QTemporaryDir place(
                QDir(QStringLiteral("/dev/shm")).exists() ? QStringLiteral("/dev/shm/tirkeu-XXXXXX") : QString());
            test::writeFilesBelow(place.path(), cut.filesAfterCut(damage, static_cast<quint32>(moment)));
            look(what, place.path(), cut.lastMark());
            if (QTest::currentTestFailed()) {
                qWarning("at moment %zu of %zu, damage %d", moment, cut.moments(), static_cast<int>(damage));
                return;
            }
            ++states;
        }
    }
    qInfo("power cut: %d states of %zu moments, nothing lost, nothing half done", states, cut.moments());
}

QTEST_GUILESS_MAIN(TestVaultPowerCut)
#include "tst_vaultpowercut.moc"
