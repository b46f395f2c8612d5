#include "keystaff.h"
#include "support/testfiles.h"
#include "support/vaultbench.h"
#include "unit/criteria/democriteria.h"

#include "bootstrap/vaultretention.h"

#include <core/json.h>
#include <messages/catalogue.h>
#include <storage/errors.h>
#include <storage/faultdisk.h>
#include <vault/backup.h>
#include <vault/errors.h>

#include <QDir>
#include <QTest>

#include <sqlcipher/sqlite3.h>
#include <thread>

using namespace tirkeu;
using namespace tirkeu::workstation;
using casefile::Kind;
using storage::FaultDisk;

// How a vault fails at sign-in and during the work, what is told of it, and what is tended by itself.
class TestVaultCare : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void documentsThatRiseNoFurtherAreToldOf();
    void cleanup();
    void aFailingDiskIsSaidAtSignIn_data();
    void aFailingDiskIsSaidAtSignIn();
    void aDamagedFileIsSaidAtSignIn_data();
    void aDamagedFileIsSaidAtSignIn();
    void aVaultInUseElsewhereIsSaidAtSignIn();
    void whatTheOpeningFoundIsTold();
    void eventsThatAreNotOnDiskAreToldUntilTheyAre();
    void aSlowDiskIsToldWhileItIs();
    void aBackupIsMadeAtSignOutOnceADay();
    void aBackupThatWasNotMadeIsTold();
    void noOldKeysStayInAFormerFolder();
    void aDestructionOwesABackupOfTheKeys_BIO43();
    void aChangedRoleIsAnEvent();
    void newCriteriaAreToldDeviceByDevice();
    void nobodyApprovesWhatTheyProposed();

private:
    /// What signs in, on the bench's folder and disk.
    void stand();
    void makeUpkeep();
    [[nodiscard]] Result<StaffMember> signIn(pki::SoftwareKey& key);
    void signOut()
    {
        m_door->setHeld(false);
        QVERIFY(!isOpen()); // waits for what was asked before
    }
    template<typename T>
    [[nodiscard]] static T waitFor(const QFuture<T>& future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            qFatal("no answer");
        return future.result();
    }
    [[nodiscard]] bool isOpen()
    {
        return waitFor(m_thread->perform<int>([](vault::Vault&) { return 1; })).has_value();
    }
    [[nodiscard]] std::size_t count(Kind kind)
    {
        return waitFor(m_thread->perform<std::size_t>([kind](vault::Vault& vault) -> Result<std::size_t> {
            return vault.store().journal().read({.kinds = {kind}})->size();
        })).value_or(0);
    }
    [[nodiscard]] qsizetype made() const
    {
        return QDir(backups()).entryList({QStringLiteral("tirkeu-2*.backup")}, QDir::Files).size();
    }
    /// A client whose case is over, and whose relation ended so long ago.
    [[nodiscard]] Result<> recordEnded(test::CaseScript& script, std::chrono::days ago)
    {
        return waitFor(m_thread->perform<void>([&](vault::Vault& vault) -> Result<> {
            for (const casefile::Event& event : {script.opened(), script.recorded()}) {
                if (const auto entry = vault.store().append(event); !entry)
                    return failure(entry);
            }
            if (const Result<> finished = test::finishCase(vault.store(), script); !finished)
                return finished;
            return vault::Retention(vault.store(), vault.volumeFolder())
                .relationEnded(
                    script.client, m_bench->clock.wall() - ago, QStringLiteral("bank"), QStringLiteral("gateway"));
        }));
    }
    [[nodiscard]] bool isTold(ErrorCode code) const
    {
        return std::ranges::any_of(
            m_notices->notices(), [&](const Notice& notice) { return notice.error.code == code; });
    }
    /// A person can read it, in each language.
    static void isSaid(const Error& error)
    {
        const messages::Catalogue sentences = messages::Catalogue::embedded();
        QVERIFY2(sentences.contains(error.code), qPrintable(error.code.toString()));
        for (const core::Language language : core::kLanguages)
            QVERIFY(sentences.sentence(error, language).endsWith(u'.'));
    }
    [[nodiscard]] QString backups() const { return m_bench->dir.filePath(QStringLiteral("backups")); }

    std::unique_ptr<test::VaultBench> m_bench;
    std::unique_ptr<FaultDisk> m_disk;
    test::OutsideAnchor m_outside;
    KeptRoles m_roles;
    CriteriaHistory m_criteria;
    std::unique_ptr<vault::VaultThread> m_thread;
    std::unique_ptr<vault::VaultSink> m_sink;
    std::unique_ptr<VaultDoor> m_door;
    test::KeyStaff* m_reader = nullptr;
    std::unique_ptr<VaultedStaff> m_staff;
    std::unique_ptr<VaultNotices> m_notices;
    std::unique_ptr<VaultUpkeep> m_upkeep;
};

void TestVaultCare::init()
{
    m_bench = std::make_unique<test::VaultBench>();
    m_outside = {};
    m_roles = {{QStringLiteral("900101500010"), {QStringLiteral("teller"), QStringLiteral("aa")}}};
    m_criteria = {};
    m_disk.reset();
}

void TestVaultCare::stand()
{
    VERIFY_RESULT(m_bench->create());
    m_bench->vault.reset();
    m_thread = std::make_unique<vault::VaultThread>(m_bench->options());
    m_sink = std::make_unique<vault::VaultSink>(*m_thread, m_bench->clock);
    m_door = std::make_unique<VaultDoor>(*m_thread, *m_sink, [] { return QList<vault::Entitled>(); });
    auto reader = std::make_unique<test::KeyStaff>(*m_door);
    m_reader = reader.get();
    m_staff = std::make_unique<VaultedStaff>(std::move(reader), *m_door);
    m_notices = std::make_unique<VaultNotices>(*m_thread, *m_door, m_bench->clock);
    makeUpkeep();
}

void TestVaultCare::makeUpkeep()
{
    m_upkeep = std::make_unique<VaultUpkeep>(*m_thread, *m_door, *m_notices, m_bench->clock,
        VaultUpkeep::Options{.workstation = m_bench->workstation,
            .folder = backups(),
            .roles = [this] { return m_roles; },
            .criteria = m_criteria});
}

void TestVaultCare::documentsThatRiseNoFurtherAreToldOf()
{
    stand();
    const auto told = [this] {
        for (const Notice& notice : m_notices->notices()) {
            if (notice.error.code == ErrorCode("verifier.levels-stopped"))
                return notice.error.values.join(u',');
        }
        return QString();
    };
    m_notices->tellStopped(0);
    QCOMPARE(told(), QString());
    m_notices->tellStopped(1);
    QCOMPARE(told(), QStringLiteral("1"));
    isSaid(m_notices->notices().front().error);
    m_notices->act(m_notices->notices().front().id); // read, and put away
    m_notices->tellStopped(1);
    QCOMPARE(told(), QString());
    m_notices->tellStopped(2);
    QCOMPARE(told(), QStringLiteral("2"));
    m_notices->tellStopped(0);
    QCOMPARE(told(), QString());
}

void TestVaultCare::cleanup()
{
    m_upkeep.reset();
    m_notices.reset();
    m_staff.reset();
    m_door.reset();
    m_sink.reset();
    m_thread.reset();
}

Result<StaffMember> TestVaultCare::signIn(pki::SoftwareKey& key)
{
    m_reader->key = &key;
    StaffMember member{};
    member.id = QString::fromLatin1(key.holder().fingerprint().toHex());
    m_reader->answer = member;
    Result<StaffMember> answer = waitFor(m_staff->signIn({}, LastTry::NotAgreed));
    if (answer)
        m_door->setHeld(true);
    return answer;
}

void TestVaultCare::aFailingDiskIsSaidAtSignIn_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("code");
    QTest::newRow("full") << SQLITE_FULL << storage::kDiskFull.toString();
    QTest::newRow("read-only") << SQLITE_READONLY << storage::kReadOnly.toString();
    QTest::newRow("faulty") << SQLITE_IOERR_WRITE << storage::kDiskFault.toString();
}

void TestVaultCare::aFailingDiskIsSaidAtSignIn()
{
    QFETCH(const int, fault);
    QFETCH(const QString, code);
    m_disk = std::make_unique<FaultDisk>("signin");
    m_bench->vfs = m_disk->vfs();
    stand();
    m_disk->failWrites(fault);
    const auto refused = signIn(m_bench->teller);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), code);
    isSaid(refused.error());
    QVERIFY(!isOpen());
    m_disk->neverFail();
    VERIFY_RESULT(signIn(m_bench->teller));
    cleanup();
}

void TestVaultCare::aDamagedFileIsSaidAtSignIn_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("damage");
    QTest::addColumn<QString>("code");
    QTest::newRow("torn") << "vault.db"
                          << "torn" << storage::kDamaged.toString();
    QTest::newRow("under another key") << "vault.db"
                                       << "other" << storage::kDamaged.toString();
    QTest::newRow("the clients' keys") << "keys.db"
                                       << "torn" << storage::kDamaged.toString();
    QTest::newRow("the slot file") << "slots.json"
                                   << "torn"
                                   << "vault.slots-unreadable";
    QTest::newRow("a forged slot file") << "slots.json"
                                        << "forged" << vault::kTampered.toString();
}

void TestVaultCare::aDamagedFileIsSaidAtSignIn()
{
    QFETCH(const QString, file);
    QFETCH(const QString, damage);
    QFETCH(const QString, code);
    stand();
    const QString path = m_bench->folder() + QStringLiteral("/g000001/") + file;
    const QByteArray whole = test::readFile(path);
    QByteArray damaged = whole.first(whole.size() / 2);
    if (damage == u"other") {
        test::VaultBench other;
        VERIFY_RESULT(other.create());
        VERIFY_RESULT(other.vault->close(QStringLiteral("x")));
        damaged = test::readFile(other.folder() + QStringLiteral("/g000001/") + file);
    } else if (damage == u"forged") {
        damaged = QByteArray(whole).replace("supervisor-3", "supervisor-4");
    }
    test::writeFile(path, damaged);
    const auto refused = signIn(m_bench->teller);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), code);
    isSaid(refused.error());
    QCOMPARE(test::readFile(path), damaged); // neither deleted nor made anew
    test::writeFile(path, whole);
    VERIFY_RESULT(signIn(m_bench->teller));
}

void TestVaultCare::aVaultInUseElsewhereIsSaidAtSignIn()
{
    stand();
    auto elsewhere = vault::Vault::open(m_bench->options(), m_bench->supervisor);
    VERIFY_RESULT(elsewhere);
    const auto refused = signIn(m_bench->teller);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), vault::kInUse.toString());
    isSaid(refused.error());
    elsewhere->reset();
    VERIFY_RESULT(signIn(m_bench->teller));
}

void TestVaultCare::whatTheOpeningFoundIsTold()
{
    m_bench->anchors = &m_outside;
    stand();
    VERIFY_RESULT(signIn(m_bench->teller));
    QVERIFY(m_notices->notices().isEmpty());
    signOut();
    const core::JournalHead seen = m_outside.head;
    m_outside.head.sequence += 40; // somebody outside has seen more than is here
    m_bench->clock.setWall(u"2026-07-01T04:00:00Z");
    QVERIFY(QFile::remove(m_bench->folder() + QStringLiteral("/closed.events")));
    VERIFY_RESULT(signIn(m_bench->teller));
    QVERIFY(isTold(vault::kRolledBack));
    QVERIFY(isTold(vault::kClosedFileLost));
    QTRY_VERIFY(isTold(vault::kClockBack) || isTold(vault::kClockJumped));
    QCOMPARE(m_notices->notices().front().kind, MessageKind::Error); // the gravest first
    for (const Notice& notice : m_notices->notices())
        isSaid(notice.error);
    const QString gravest = m_notices->notices().front().id;
    QVERIFY(m_notices->notices().front().action == NoticeAction::None); // nobody takes a roll-back away
    signOut();
    m_outside.head = seen;
    m_outside.head.hash = QByteArray(32, 'x');
    VERIFY_RESULT(signIn(m_bench->teller));
    QVERIFY(isTold(vault::kForked));
    QCOMPARE(m_notices->notices().front().id, gravest);
}

void TestVaultCare::eventsThatAreNotOnDiskAreToldUntilTheyAre()
{
    m_disk = std::make_unique<FaultDisk>("unwritten");
    m_bench->vfs = m_disk->vfs();
    stand();
    VERIFY_RESULT(signIn(m_bench->teller));
    const QJsonObject why{{QStringLiteral("why"), QStringLiteral("idle")}};
    m_disk->failWrites(SQLITE_FULL);
    VERIFY_RESULT(m_sink->record("screen.locked", why));
    VERIFY_RESULT(m_sink->record("screen.locked", why));
    QTRY_VERIFY(
        isTold(vault::kNotRecorded) && m_notices->notices().front().error.values == QStringList{QStringLiteral("2")});
    QVERIFY(isTold(storage::kDiskFull)); // with the remedy
    const Notice told = m_notices->notices().front();
    isSaid(told.error);
    QVERIFY(told.action == NoticeAction::TryAgain);
    m_notices->act(told.id);
    QVERIFY(isOpen());
    QVERIFY(isTold(vault::kNotRecorded)); // nothing has changed
    m_disk->neverFail();
    m_notices->act(told.id);
    QTRY_VERIFY(m_notices->notices().isEmpty());
    QCOMPARE(count(Kind::ScreenLocked), std::size_t(2));
    cleanup();
}

void TestVaultCare::aSlowDiskIsToldWhileItIs()
{
    m_disk = std::make_unique<FaultDisk>("slowly");
    m_bench->vfs = m_disk->vfs();
    stand();
    VERIFY_RESULT(signIn(m_bench->teller));
    QVERIFY(isOpen());
    std::atomic<bool> isHeld = false;
    std::atomic<bool> released = false;
    m_disk->setAtSync([&] {
        isHeld = true;
        while (!released)
            std::this_thread::yield();
    });
    VERIFY_RESULT(m_sink->record("screen.unlocked", {}));
    QTRY_VERIFY(isHeld);
    m_notices->lookAtDisk();
    QVERIFY(m_notices->notices().isEmpty());
    m_bench->clock.advance(std::chrono::seconds(3));
    m_notices->lookAtDisk();
    QVERIFY(isTold(vault::kDiskSlow));
    isSaid(m_notices->notices().front().error);
    released = true;
    QVERIFY(isOpen()); // it goes on
    m_notices->lookAtDisk();
    QVERIFY(m_notices->notices().isEmpty());
    QCOMPARE(count(Kind::ScreenUnlocked), std::size_t(1));
    m_disk->setAtSync({});
    cleanup();
}

void TestVaultCare::aBackupIsMadeAtSignOutOnceADay()
{
    stand();
    test::VaultBench other; // a workstation that keeps its backups in the same folder
    VERIFY_RESULT(other.create());
    const auto others = vault::makeBackup(*other.vault, backups(), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(others);
    VERIFY_RESULT(signIn(m_bench->teller));
    signOut();
    QCOMPARE(made(), 1 + 1);
    m_bench->clock.advance(std::chrono::hours(2));
    VERIFY_RESULT(signIn(m_bench->teller));
    signOut();
    QCOMPARE(made(), 1 + 1);
    for (int day = 0; day < 16; ++day) {
        m_bench->clock.advance(std::chrono::hours(24));
        VERIFY_RESULT(signIn(m_bench->teller));
        signOut();
    }
    QCOMPARE(made(), 14 + 1); // the oldest have gone
    QVERIFY(QFile::exists(others->vaultFile));
    VERIFY_RESULT(vault::verifyBackup(others->keysFile, &other.recovery));
    QCOMPARE(QDir(backups()).entryList({QStringLiteral("*client-keys*.backup")}, QDir::Files).size(), 2);
    const QString newest =
        QDir(backups()).entryList({QStringLiteral("tirkeu-2*.backup")}, QDir::Files, QDir::Name).back();
    VERIFY_RESULT(vault::verifyBackup(backups() + u'/' + newest, &m_bench->recovery));
    QVERIFY(m_notices->notices().isEmpty());
}

void TestVaultCare::aBackupThatWasNotMadeIsTold()
{
    stand();
    test::writeFile(backups(), "a file in the folder's place");
    VERIFY_RESULT(signIn(m_bench->teller));
    signOut();
    QTRY_VERIFY(m_upkeep->lastFailure());
    isSaid(*m_upkeep->lastFailure());
    VERIFY_RESULT(signIn(m_bench->teller));
    QTRY_VERIFY(isTold(vault::kBackupOverdue));
    isSaid(m_notices->notices().front().error);
    // Another folder, and it is remembered.
    const QString elsewhere = m_bench->dir.filePath(QStringLiteral("elsewhere"));
    VERIFY_RESULT(waitFor(m_upkeep->backUp(elsewhere, QStringLiteral("supervisor-3"))));
    QTRY_VERIFY(m_notices->notices().isEmpty());
    QCOMPARE(count(Kind::SettingChanged), std::size_t(1));
    m_bench->clock.advance(std::chrono::hours(24));
    signOut();
    QCOMPARE(QDir(elsewhere).entryList({QStringLiteral("tirkeu-2*.backup")}, QDir::Files).size(), 2);
}

void TestVaultCare::noOldKeysStayInAFormerFolder()
{
    stand();
    const QString actor = QStringLiteral("supervisor-3");
    const auto hasKeys = [](const QString& place) {
        return !QDir(place).entryList({QStringLiteral("tirkeu-client-keys*.backup")}).isEmpty();
    };
    const auto folder = [this](const QString& name) {
        return m_bench->dir.filePath(name);
    };
    VERIFY_RESULT(signIn(m_bench->teller));
    const QString first = folder(QStringLiteral("first"));
    const QString second = folder(QStringLiteral("second"));
    VERIFY_RESULT(waitFor(m_upkeep->backUp(first, actor)));
    QVERIFY(hasKeys(first));
    VERIFY_RESULT(waitFor(m_upkeep->backUp(second, actor)));
    QVERIFY(!hasKeys(first));
    QCOMPARE(QDir(first).entryList({QStringLiteral("tirkeu-2*.backup")}).size(), 1); // opens with the newest keys
    QVERIFY(m_notices->notices().isEmpty());
    // A disk that is not connected: said at once, and at the next sign-in, until it was reached.
    QVERIFY(QDir().rename(second, folder(QStringLiteral("away"))));
    m_bench->clock.advance(std::chrono::hours(1));
    VERIFY_RESULT(waitFor(m_upkeep->backUp(first, actor)));
    QTRY_VERIFY(isTold(vault::kKeyFilesLeft));
    const Error told = m_notices->notices().front().error;
    isSaid(told);
    QCOMPARE(told.values, QStringList{second});
    signOut();
    m_notices->act(m_notices->notices().front().id); // seen
    QVERIFY(m_notices->notices().isEmpty());
    VERIFY_RESULT(signIn(m_bench->teller));
    QTRY_VERIFY(isTold(vault::kKeyFilesLeft));
    QVERIFY(QDir().rename(folder(QStringLiteral("away")), second));
    m_bench->clock.advance(std::chrono::hours(1));
    VERIFY_RESULT(waitFor(m_upkeep->backUp({}, actor)));
    QVERIFY(!hasKeys(second));
    QTRY_VERIFY(m_notices->notices().isEmpty());
    QVERIFY(hasKeys(first));
}

// However it was carried out, and whatever became of the backup that should have followed at once.
void TestVaultCare::aDestructionOwesABackupOfTheKeys_BIO43()
{
    stand();
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(signIn(m_bench->teller));
    VERIFY_RESULT(recordEnded(script, std::chrono::days(3000)));
    signOut();
    QCOMPARE(made(), 1);
    m_bench->clock.advance(std::chrono::minutes(5));
    VERIFY_RESULT(signIn(m_bench->teller));
    const auto isOwed = waitFor(m_thread->perform<bool>([&](vault::Vault& vault) -> Result<bool> {
        vault::Retention retention(vault.store(), vault.volumeFolder());
        const auto act = retention.propose({script.client}, QStringLiteral("time"), QStringLiteral("supervisor-3"));
        const Result<> may = act ? retention.approve(*act, QStringLiteral("supervisor-4")) : failure(act);
        const auto done = may ? retention.carryOut(*act, QStringLiteral("supervisor-4")) : failure(may);
        return done ? vault::isKeyFileOwed(vault.store()) : failure(done);
    }));
    VERIFY_RESULT(isOwed);
    QVERIFY(*isOwed);
    signOut();
    QCOMPARE(made(), 2); // the last one was a few minutes old
    m_bench->clock.advance(std::chrono::minutes(5));
    VERIFY_RESULT(signIn(m_bench->teller));
    signOut();
    QCOMPARE(made(), 2); // not owed any more
}

void TestVaultCare::aChangedRoleIsAnEvent()
{
    stand();
    VERIFY_RESULT(signIn(m_bench->teller));
    QCOMPARE(count(Kind::RoleChanged), std::size_t(0)); // nothing to compare with
    signOut();
    m_roles.insert(QStringLiteral("900101500010"), {QStringLiteral("supervisor"), QStringLiteral("bb")});
    m_roles.insert(QStringLiteral("930315500178"), {QStringLiteral("teller"), QStringLiteral("cc")});
    VERIFY_RESULT(signIn(m_bench->teller));
    QCOMPARE(count(Kind::RoleChanged), std::size_t(2));
    signOut();
    m_roles.remove(QStringLiteral("930315500178"));
    m_roles.insert(QStringLiteral("900101500010"), {QStringLiteral("supervisor"), QStringLiteral("dd")}); // renewed
    VERIFY_RESULT(signIn(m_bench->teller));
    QCOMPARE(count(Kind::RoleChanged), std::size_t(3));
    const auto newest = waitFor(m_thread->perform<QJsonObject>([](vault::Vault& vault) -> Result<QJsonObject> {
        return *vault.store().journal().read({.kinds = {Kind::RoleChanged}, .most = 1})->front().fields;
    }));
    QCOMPARE(newest->value(u"to").toString(), QStringLiteral("none"));
}

// NEWS-logs, BIO-20: what is registered has changed since somebody was in last.
void TestVaultCare::newCriteriaAreToldDeviceByDevice()
{
    criteria::Criteria first = criteria::readCriteria(core::writeJson(test::demoCriteria())).value();
    const QString station = first.scanners.constFirst().workstation;
    criteria::Camera elsewhere = first.cameras.constFirst();
    elsewhere.id = QStringLiteral("face-2");
    elsewhere.workstation = QStringLiteral("another");
    first.cameras.append(elsewhere);
    m_criteria = {{first}, station};
    stand();
    VERIFY_RESULT(signIn(m_bench->teller));
    QCOMPARE(count(Kind::DeviceRegistered), std::size_t(2)); // not the other workstation's
    signOut();
    VERIFY_RESULT(signIn(m_bench->teller)); // the same version is no news
    QCOMPARE(count(Kind::DeviceRegistered), std::size_t(2));
    QCOMPARE(count(Kind::DeviceChanged), std::size_t(0));
    signOut();

    // Between two starts a version came into force that replaced the scanner's firmware and struck the camera off.
    criteria::Criteria second = first;
    second.version = first.version + 1;
    second.scanners[0].firmware.append(QByteArray(32, 'f'));
    second.cameras.removeFirst();
    m_criteria.held.append(second);
    makeUpkeep();
    VERIFY_RESULT(signIn(m_bench->teller));
    QCOMPARE(count(Kind::DeviceRegistered), std::size_t(2));
    QCOMPARE(count(Kind::DeviceChanged), std::size_t(2));
    signOut();

    // Where the earlier version is not there any more, each device is told anew rather than none.
    criteria::Criteria third = second;
    third.version = second.version + 1;
    m_criteria.held = {third};
    makeUpkeep();
    VERIFY_RESULT(signIn(m_bench->teller));
    QCOMPARE(count(Kind::DeviceRegistered), std::size_t(3));
}

void TestVaultCare::nobodyApprovesWhatTheyProposed()
{
    stand();
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(signIn(m_bench->supervisor));
    VERIFY_RESULT(recordEnded(script, {}));
    // The supervisor and the teller are one person with two certificates; the recovery key is another's.
    const auto idOf = [](const pki::SoftwareKey& key) {
        return QString::fromLatin1(key.holder().fingerprint().toHex());
    };
    const QHash<QString, QString> people{
        {idOf(m_bench->supervisor), QStringLiteral("S")}, {idOf(m_bench->teller), QStringLiteral("S")}};
    VaultRetention retention(*m_thread, *m_door, *m_upkeep,
        {[] { return QHash<QString, QString>(); },
            [people](const QString& id) {
                return people.value(id, id);
            }});
    const QString client = script.client.toString();
    QVERIFY(!waitFor(retention.propose({client}, QStringLiteral("time")))); // not over yet
    m_bench->clock.advance(std::chrono::hours(24 * 1900));
    QVERIFY(!waitFor(retention.hold(client, {}))); // for no reason
    VERIFY_RESULT(waitFor(retention.hold(QStringLiteral("850712300011"), QStringLiteral("court"))));
    QVERIFY(!waitFor(retention.propose({client}, QStringLiteral("time"))));
    auto shown = waitFor(retention.read());
    VERIFY_RESULT(shown);
    QCOMPARE(shown->clients.front().reason, QStringLiteral("court"));
    VERIFY_RESULT(waitFor(retention.release(client, QStringLiteral("over"))));
    VERIFY_RESULT(waitFor(retention.propose({client}, QStringLiteral("time"))));
    shown = waitFor(retention.read());
    const QString act = shown->acts.front().act;
    QVERIFY(shown->acts.front().isMine && shown->acts.front().state == ActState::Waits);
    signOut();
    VERIFY_RESULT(signIn(m_bench->teller));
    const auto same = waitFor(retention.approve(act));
    QVERIFY(!same);
    QCOMPARE(same.error().code.toString(), vault::kSamePerson.toString());
    QVERIFY(!waitFor(retention.carryOut(act)));
    signOut();
    VERIFY_RESULT(signIn(m_bench->recovery));
    VERIFY_RESULT(waitFor(retention.approve(act)));
    VERIFY_RESULT(waitFor(retention.carryOut(act)));
    shown = waitFor(retention.read());
    QVERIFY(shown->clients.isEmpty() && shown->acts.front().state == ActState::Done);
    QVERIFY(shown->backup.made == m_bench->clock.wall()); // the backup of the keys is new
}

QTEST_GUILESS_MAIN(TestVaultCare)
#include "tst_vaultcare.moc"
