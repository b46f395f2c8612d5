#include "keystaff.h"
#include "support/testfiles.h"
#include "support/vaultbench.h"

#include "bootstrap/vaultrestore.h"

#include <vault/backup.h>
#include <vault/errors.h>

#include <core/json.h>

#include <QDir>
#include <QSignalSpy>
#include <QTest>
#include <QtEndian>

using namespace tirkeu;
using namespace tirkeu::workstation;
using namespace Qt::StringLiterals;

// A vault that opens for nobody, and the way back: set aside, the backup in its place, work goes on.
class TestVaultRestore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aDamagedVaultIsSetAsideAndTheBackupPutInItsPlace_data();
    void aDamagedVaultIsSetAsideAndTheBackupPutInItsPlace();
    void aRestoreIsNoRollBackToThisMachine();
    void whatWouldNotOpenMovesNothing();
    void aRestoreThatWasCutShortIsFound();
    void anotherWorkstationsBackupIsNotOffered();
    void whoGetsNoSlotIsSaid();

private:
    [[nodiscard]] QString backups() const { return m_bench->dir.filePath(u"backups"_s); }
    [[nodiscard]] VaultRestore source() { return {m_bench->folder(), backups(), m_bench->workstation, m_bench->clock}; }
    [[nodiscard]] RestoreFiles files(VaultRestore& source) const
    {
        RestoreFiles files = source.newest();
        files.recoveryKey = m_bench->dir.filePath(u"recovery.p12"_s);
        return files;
    }
    [[nodiscard]] static core::SecureBytes password(const QByteArray& text)
    {
        QByteArray copy(text.constData(), text.size());
        return core::SecureBytes::takeFrom(copy);
    }
    [[nodiscard]] static Result<RestoreDone> waitFor(const QFuture<Result<RestoreDone>>& future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            qFatal("no answer");
        QCoreApplication::sendPostedEvents();
        return future.result();
    }
    void damage(const QString& file)
    {
        const QString path = m_bench->folder() + u"/g000001/"_s + file;
        m_torn = test::readFile(path);
        m_torn = m_torn.first(m_torn.size() / 2);
        test::writeFile(path, m_torn);
    }

    std::unique_ptr<test::VaultBench> m_bench;
    QByteArray m_torn;
    quint64 m_entries = 0;
};

void TestVaultRestore::init()
{
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    VERIFY_RESULT(vault::makeBackup(*m_bench->vault, backups(), u"workstation"_s));
    m_entries = m_bench->vault->store().journal().head().sequence;
    VERIFY_RESULT(m_bench->vault->close(u"teller-17"_s));
    m_bench->vault.reset();
    const auto p12 = m_bench->recovery.toPkcs12(password("two halves"));
    VERIFY_RESULT(p12);
    test::writeFile(m_bench->dir.filePath(u"recovery.p12"_s), *p12);
}

void TestVaultRestore::aDamagedVaultIsSetAsideAndTheBackupPutInItsPlace_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isSeenFromOutside");
    QTest::newRow("the slots") << u"slots.json"_s << true;
    QTest::newRow("the journal") << u"vault.db"_s << false; // found by who signs in
    QTest::newRow("the clients' keys") << u"keys.db"_s << false;
}

void TestVaultRestore::aDamagedVaultIsSetAsideAndTheBackupPutInItsPlace()
{
    QFETCH(const QString, file);
    QFETCH(const bool, isSeenFromOutside);
    QVERIFY(!source().damage());
    damage(file);
    VaultRestore restore = source();
    QCOMPARE(restore.damage().has_value(), isSeenFromOutside);
    const auto refused = vault::Vault::open(m_bench->options(), m_bench->teller);
    QVERIFY(!refused && vault::isDamage(refused.error()));
    restore.find(refused.error());
    QSignalSpy changed(&restore, &RestoreSource::damageChanged);
    const auto done = waitFor(restore.restore(files(restore), password("two halves")));
    VERIFY_RESULT(done);
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(!restore.damage());
    QVERIFY(done->entries >= m_entries);
    // What was damaged lies whole and unchanged where it is said to.
    QCOMPARE(test::readFile(done->aside + u"/g000001/"_s + file), m_torn);
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    const auto restored = m_bench->vault->store().journal().read({.kinds = {casefile::Kind::BackupRestored}});
    QCOMPARE(restored->size(), std::size_t(1));
}

// What the machine remembers of the journal goes further than the backup does.
void TestVaultRestore::aRestoreIsNoRollBackToThisMachine()
{
    test::OutsideAnchor memory;
    vault::VaultOptions options = m_bench->options();
    options.anchors = &memory;
    {
        const auto before = vault::Vault::open(options, m_bench->teller);
        VERIFY_RESULT(before);
        const casefile::Event read{
            casefile::Kind::RulesAcknowledged, m_bench->clock.wall(), u"teller-17"_s, {}, {}, {{u"edition"_s, u"1"_s}}};
        for (int i = 0; i < 30; ++i)
            VERIFY_RESULT((*before)->store().append(read));
        VERIFY_RESULT((*before)->close(u"teller-17"_s));
    }
    QVERIFY(memory.head.sequence > m_entries + 30);
    damage(u"slots.json"_s);
    VaultRestore restore(m_bench->folder(), backups(), m_bench->workstation, m_bench->clock, {}, &memory);
    VERIFY_RESULT(waitFor(restore.restore(files(restore), password("two halves"))));
    const auto after = vault::Vault::open(options, m_bench->teller);
    VERIFY_RESULT(after);
    QVERIFY((*after)->opening().anchor == core::AnchorVerdict::Continues);
    QVERIFY((*after)->store().journal().read({.kinds = {casefile::Kind::RollbackFound}})->empty());
}

void TestVaultRestore::whatWouldNotOpenMovesNothing()
{
    damage(u"vault.db"_s);
    VaultRestore restore = source();
    restore.find(Error{ErrorCode("storage.damaged"), ErrorKind::SecurityStop, {}});
    const auto code = [&](const RestoreFiles& chosen, const QByteArray& secret) {
        const auto done = waitFor(restore.restore(chosen, password(secret)));
        return done ? QString() : done.error().code.toString();
    };
    const RestoreFiles good = files(restore);
    QCOMPARE(code(good, "one half"), u"start.recovery-key-unreadable"_s);
    RestoreFiles other = good;
    other.recoveryKey = u"/nowhere.p12"_s;
    QCOMPARE(code(other, "two halves"), u"start.recovery-key-unreadable"_s);
    other = good;
    other.recoveryKey = m_bench->dir.filePath(u"stranger.p12"_s);
    test::writeFile(other.recoveryKey, test::testKey(u"stranger"_s).toPkcs12(password("x")).value());
    QVERIFY(!code(other, "x").isEmpty());
    other = good;
    QByteArray bytes = test::readFile(good.keys);
    bytes[bytes.size() / 2] = static_cast<char>(bytes.at(bytes.size() / 2) ^ 1);
    other.keys = m_bench->dir.filePath(u"changed.backup"_s);
    test::writeFile(other.keys, bytes);
    QVERIFY(!code(other, "two halves").isEmpty());
    QVERIFY(QDir(m_bench->folder()).entryList({u"aside-*"_s}, QDir::Dirs).isEmpty());
    QCOMPARE(test::readFile(m_bench->folder() + u"/g000001/vault.db"_s), m_torn);
    QVERIFY(restore.damage());
    VERIFY_RESULT(waitFor(restore.restore(good, password("two halves"))));
}

void TestVaultRestore::aRestoreThatWasCutShortIsFound()
{
    damage(u"vault.db"_s);
    VERIFY_RESULT(vault::Vault::setAside(m_bench->folder(), m_bench->clock));
    VaultRestore restore = source(); // the next start
    QVERIFY(restore.damage());
    m_bench->clock.advance(std::chrono::minutes(1));
    const auto done = waitFor(restore.restore(files(restore), password("two halves")));
    VERIFY_RESULT(done);
    QVERIFY(done->aside.isEmpty()); // it lies there already
    VERIFY_RESULT(m_bench->open(m_bench->teller));
}

void TestVaultRestore::anotherWorkstationsBackupIsNotOffered()
{
    const VaultRestore alone = source();
    const RestoreFiles ours = alone.newest();
    QVERIFY(!ours.backup.isEmpty() && !ours.keys.isEmpty());
    test::VaultBench other;
    VERIFY_RESULT(other.create());
    other.clock.advance(std::chrono::hours(24));
    VERIFY_RESULT(vault::makeBackup(*other.vault, backups(), u"workstation"_s));
    const VaultRestore beside = source();
    QCOMPARE(beside.newest().backup, ours.backup);
    QCOMPARE(beside.newest().keys, ours.keys);
    VERIFY_RESULT(vault::Vault::setAside(m_bench->folder(), m_bench->clock));
    QCOMPARE(source().newest().backup, ours.backup);
    // Without the slots nothing says which is ours: nothing is offered, a person chooses.
    QVERIFY(QDir(m_bench->dir.path()).rename(u"vault"_s, u"lost"_s));
    QVERIFY(QDir().mkpath(m_bench->folder()));
    QVERIFY(source().newest().backup.isEmpty());
}

// Whom the criteria do not name any more, and everybody where an earlier program made the backup.
void TestVaultRestore::whoGetsNoSlotIsSaid()
{
    damage(u"vault.db"_s);
    VaultRestore named(m_bench->folder(), backups(), m_bench->workstation, m_bench->clock,
        {{vault::SlotRole::Supervisor, u"supervisor-3"_s, m_bench->supervisor.holder().fingerprint()}});
    const RestoreFiles chosen = files(named);
    const auto done = waitFor(named.restore(chosen, password("two halves")));
    VERIFY_RESULT(done);
    QVERIFY(!done->left);
    QVERIFY(!m_bench->open(m_bench->teller));
    VERIFY_RESULT(m_bench->open(m_bench->supervisor));
    VERIFY_RESULT(m_bench->vault->close(u"supervisor-3"_s));
    m_bench->vault.reset();

    const QByteArray whole = test::readFile(chosen.backup);
    constexpr qsizetype kFront = 9; // the magic
    const auto length = qFromBigEndian<quint32>(whole.constData() + kFront);
    QJsonObject header = core::readJson(QByteArrayView(whole).sliced(kFront + 4, length)).value();
    header.remove(u"mac"_s);
    const QByteArray text = core::writeJson(header);
    QByteArray size(4, '\0');
    qToBigEndian(static_cast<quint32>(text.size()), size.data());
    test::writeFile(chosen.backup, whole.first(kFront) + size + text + whole.sliced(kFront + 4 + length));
    m_bench->clock.advance(std::chrono::hours(1)); // the folder for what is set aside has the time in its name
    damage(u"vault.db"_s);
    const auto unproven = waitFor(named.restore(chosen, password("two halves")));
    VERIFY_RESULT(unproven);
    QVERIFY(unproven->left.has_value());
    QCOMPARE(unproven->left->code.toString(), vault::kStaffUnproven.toString());
    QVERIFY(!m_bench->open(m_bench->supervisor));
    VERIFY_RESULT(m_bench->open(m_bench->recovery));
}

QTEST_GUILESS_MAIN(TestVaultRestore)
#include "tst_vaultrestore.moc"
