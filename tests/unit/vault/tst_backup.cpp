#include "support/testfiles.h"
#include "support/vaultbench.h"

#include <vault/backup.h>
#include <vault/errors.h>
#include <vault/retention.h>

#include <core/hashing.h>
#include <core/json.h>

#include <QDir>
#include <QTest>
#include <QtEndian>

#include <sys/resource.h>
#include <unistd.h>

using namespace tirkeu;
using namespace tirkeu::vault;

class TestBackup : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aBackupRestoresAWorkingCopy_MFO31();
    void aRenewedWorkstationKeyBreaksNoChain();
    void onlyTheRecoveryKeyOpensIt();
    void aChangedBackupIsRefused();
    void nobodyAddsThemselvesToABackup_BIO28();
    void aBrokenBackupRestoresNothing_data();
    void aBrokenBackupRestoresNothing();
    void aLargeVaultNeedsNoLargeMemory();
    void whatWasMadeIsSaid();
    void whatIsLeftOfAVaultIsNeverRestoredOver();
    void aDestroyedClientIsUnreadableInOldBackups();
    void theClientsKeysLieInOneFolderOnly();
    void keysOlderThanTheBackupRestoreNothing();
    void keysThatMissAClientRestoreNothing();
    void aRestoredVaultCallsNoFolderAFormerOne();
    void twoWorkstationsShareAFolder();
    void filesOfAnEarlierProgramAreReadAndReplaced();
    void onlyWhatIsKnownToBeGoneIsGone();

private:
    [[nodiscard]] QString backups() const { return m_bench->dir.filePath(QStringLiteral("backups")); }
    [[nodiscard]] VaultOptions elsewhere()
    {
        return {.folder = m_bench->dir.filePath(QStringLiteral("restored")),
            .clock = m_bench->clock,
            .workstation = &m_bench->workstation};
    }
    std::unique_ptr<test::VaultBench> m_bench;
};

void TestBackup::init()
{
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
}

void TestBackup::aBackupRestoresAWorkingCopy_MFO31()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    const auto made = makeBackup(*m_bench->vault, backups(), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(made);
    VERIFY_RESULT(verifyBackup(made->vaultFile));
    VERIFY_RESULT(verifyBackup(made->vaultFile, &m_bench->recovery));
    const auto before = m_bench->vault->store().projection();
    auto restored = restoreBackup(elsewhere(), made->vaultFile, made->keysFile, m_bench->recovery);
    VERIFY_RESULT(restored);
    QCOMPARE((*restored)->store().projection().value(), *before);
    QVERIFY(checkChain((*restored)->store().connection(), (*restored)->store().vault())->isWhole);
    restored->reset();
    auto asTeller = Vault::open(elsewhere(), m_bench->teller); // the staff's slots are back
    VERIFY_RESULT(asTeller);
    test::CaseScript next(m_bench->clock, QStringLiteral("900101300017"));
    for (const casefile::Event& event : next.ordinary())
        VERIFY_RESULT((*asTeller)->store().append(event));
}

// The key is renewed, and later the machine burns: what each key signed is held against that key.
void TestBackup::aRenewedWorkstationKeyBreaksNoChain()
{
    const auto isWhole = [](Vault& vault, const QByteArray& certificate) {
        const auto report = checkChain(vault.store().connection(), vault.store().vault(), certificate);
        return report && report->isWhole;
    };
    const auto play = [this](Vault& vault, const QString& iin) -> Result<> {
        test::CaseScript script(m_bench->clock, iin);
        for (const casefile::Event& event : script.ordinary()) {
            if (const auto entry = vault.store().append(event); !entry)
                return failure(entry);
        }
        return {};
    };
    VERIFY_RESULT(play(*m_bench->vault, QStringLiteral("850712300011")));
    const QByteArray first = m_bench->workstation.certificate();
    QVERIFY(isWhole(*m_bench->vault, first));
    m_bench->vault.reset();
    m_bench->workstation = test::testKey(QStringLiteral("workstation, renewed"));
    const QByteArray second = m_bench->workstation.certificate();
    QVERIFY(first != second);
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QVERIFY(isWhole(*m_bench->vault, second));
    VERIFY_RESULT(play(*m_bench->vault, QStringLiteral("900101300017")));
    QVERIFY(isWhole(*m_bench->vault, second));
    VERIFY_RESULT(m_bench->open(m_bench->teller)); // no change, nothing noted
    QVERIFY(isWhole(*m_bench->vault, second));
    const auto made = makeBackup(*m_bench->vault, backups(), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(made);

    pki::SoftwareKey third = test::testKey(QStringLiteral("replacement"));
    VaultOptions there = elsewhere();
    there.workstation = &third;
    auto restored = restoreBackup(there, made->vaultFile, made->keysFile, m_bench->recovery);
    VERIFY_RESULT(restored);
    VERIFY_RESULT(play(**restored, QStringLiteral("930315500178")));
    QVERIFY(isWhole(**restored, third.certificate()));
    QVERIFY(!isWhole(**restored, second)); // not the key of this machine
    QVERIFY(!isWhole(**restored, test::testKey(QStringLiteral("stranger")).certificate()));
    // Nobody becomes an earlier key by writing themselves down.
    Store& store = (*restored)->store();
    const QString name = QStringLiteral("workstation.keys");
    const QByteArray kept = store.meta(name).value();
    QVERIFY(kept.contains(first.toHex()));
    const auto put = [&](const QByteArray& bytes) {
        return store.write([&](Writer& writer) { return writer.setMeta(name, bytes); });
    };
    VERIFY_RESULT(
        put(QByteArray(kept).replace(first.toHex(), test::testKey(QStringLiteral("stranger")).certificate().toHex())));
    QVERIFY(!isWhole(**restored, third.certificate()));
    VERIFY_RESULT(put(QByteArray(kept).replace("\"until\":", "\"until\":1")));
    QVERIFY(!isWhole(**restored, third.certificate()));
    VERIFY_RESULT(put("no list"));
    QVERIFY(!checkChain(store.connection(), store.vault(), third.certificate()));
    VERIFY_RESULT(put(kept));
    QVERIFY(isWhole(**restored, third.certificate()));
}

void TestBackup::onlyTheRecoveryKeyOpensIt()
{
    const auto made = makeBackup(*m_bench->vault, backups(), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(made);
    QVERIFY(!verifyBackup(made->vaultFile, &m_bench->teller));
    QVERIFY(!restoreBackup(elsewhere(), made->vaultFile, made->keysFile, m_bench->supervisor));
    QVERIFY(!restoreBackup(elsewhere(), made->keysFile, made->vaultFile, m_bench->recovery));
}

void TestBackup::aChangedBackupIsRefused()
{
    const auto made = makeBackup(*m_bench->vault, backups(), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(made);
    const QByteArray good = test::readFile(made->vaultFile);
    for (const qsizetype at : {qsizetype(2), qsizetype(11), good.size() / 2, good.size() - 1}) {
        QByteArray bytes = good;
        bytes[at] = static_cast<char>(bytes.at(at) ^ 1);
        test::writeFile(made->vaultFile, bytes);
        QVERIFY(!verifyBackup(made->vaultFile));
    }
    test::writeFile(made->vaultFile, good.first(good.size() - 4096));
    QVERIFY(!verifyBackup(made->vaultFile));
}

// A backup lies where branch IT can write. Its people stand in clear, and the restore gives them slots.
void TestBackup::nobodyAddsThemselvesToABackup_BIO28()
{
    pki::SoftwareKey stranger = test::testKey(QStringLiteral("it-department"));
    const auto made = makeBackup(*m_bench->vault, backups(), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(made);
    const QByteArray good = test::readFile(made->vaultFile);
    const auto rewrite = [&](const std::function<void(QJsonObject&)>& change) {
        constexpr qsizetype kFront = 9; // the magic
        const auto length = qFromBigEndian<quint32>(good.constData() + kFront);
        QJsonObject header = core::readJson(QByteArrayView(good).sliced(kFront + 4, length)).value();
        change(header);
        const QByteArray text = core::writeJson(header);
        QByteArray size(4, '\0');
        qToBigEndian(static_cast<quint32>(text.size()), size.data());
        test::writeFile(made->vaultFile, good.first(kFront) + size + text + good.sliced(kFront + 4 + length));
    };
    const auto addStranger = [&](QJsonObject& header) {
        QJsonArray staff = header.value(u"staff").toArray();
        staff.append(QJsonObject{{QStringLiteral("role"), QStringLiteral("teller")},
            {QStringLiteral("name"), QStringLiteral("teller-17")}, {QStringLiteral("rsa"), QStringLiteral("oaep")},
            {QStringLiteral("certificate"), QString::fromLatin1(stranger.holder().der().toBase64())}});
        header.insert(QStringLiteral("staff"), staff);
    };
    rewrite(addStranger);
    VERIFY_RESULT(verifyBackup(made->vaultFile)); // without the key nobody can tell
    const auto seen = verifyBackup(made->vaultFile, &m_bench->recovery);
    QVERIFY(!seen);
    QCOMPARE(seen.error().code.toString(), kTampered.toString());
    QVERIFY(!restoreBackup(elsewhere(), made->vaultFile, made->keysFile, m_bench->recovery));
    QVERIFY(!Vault::liesIn(elsewhere().folder));
    // Without the proof it reads as an earlier program's, and then it names nobody.
    rewrite([&](QJsonObject& header) {
        addStranger(header);
        header.remove(QStringLiteral("mac"));
        header.insert(QStringLiteral("sealingKey"), QStringLiteral("eA=="));
    });
    VERIFY_RESULT(restoreBackup(elsewhere(), made->vaultFile, made->keysFile, m_bench->recovery));
    QVERIFY(!Vault::open(elsewhere(), stranger));
    QVERIFY(!Vault::open(elsewhere(), m_bench->teller));
    const auto people = Vault::slotsOf(elsewhere().folder);
    VERIFY_RESULT(people);
    QCOMPARE(people->sealingKey, m_bench->vault->slotFile().sealingKey);
    auto opened = Vault::open(elsewhere(), m_bench->recovery);
    VERIFY_RESULT(opened);
    VERIFY_RESULT((*opened)->addSlot(
        {SlotRole::Teller, QStringLiteral("teller-17"), m_bench->teller.holder()}, QStringLiteral("safe")));
    opened->reset();
    VERIFY_RESULT(Vault::open(elsewhere(), m_bench->teller));
}

void TestBackup::aBrokenBackupRestoresNothing_data()
{
    QTest::addColumn<int>("kept"); // of the file: per mille
    QTest::addColumn<QByteArray>("added");
    QTest::newRow("empty") << 0 << QByteArray();
    QTest::newRow("in the header") << 3 << QByteArray();
    QTest::newRow("half") << 500 << QByteArray();
    QTest::newRow("nearly all") << 999 << QByteArray();
    QTest::newRow("a byte more") << 1000 << QByteArray(1, 'x');
    QTest::newRow("a page more") << 1000 << QByteArray(4096, '\0');
    QTest::newRow("a header longer than it") << 0 << QByteArray("TKBACKUP1\xff\xff\xff\xff", 13);
    QTest::newRow("no header at all") << 0 << QByteArray("TKBACKUP1\0\0\0\0", 13);
    QTest::newRow("another file") << 0 << QByteArray(100'000, 'x');
}

void TestBackup::aBrokenBackupRestoresNothing()
{
    QFETCH(const int, kept);
    QFETCH(const QByteArray, added);
    const auto made = makeBackup(*m_bench->vault, backups(), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(made);
    const auto refuses = [&](const QString& file) {
        const QByteArray good = test::readFile(file);
        test::writeFile(file, good.first(good.size() * kept / 1000) + added);
        QVERIFY(!verifyBackup(file));
        QVERIFY(!verifyBackup(file, &m_bench->recovery));
        const auto restored = restoreBackup(elsewhere(), made->vaultFile, made->keysFile, m_bench->recovery);
        QVERIFY(!restored);
        QVERIFY2(restored.error().code == kTampered ||
                     restored.error().code.toString() == QStringLiteral("vault.backup-unreadable"),
            qPrintable(restored.error().code.toString()));
        test::writeFile(file, good);
        const QDir::Filters any = QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot;
        QVERIFY(QDir(elsewhere().folder).entryList(any).isEmpty());
        QVERIFY(QDir(backups()).entryList({QStringLiteral(".*")}, any).isEmpty());
    };
    refuses(made->vaultFile);
    refuses(made->keysFile);
    VERIFY_RESULT(restoreBackup(elsewhere(), made->vaultFile, made->keysFile, m_bench->recovery));
}

// What is held at once does not grow with the vault.
void TestBackup::aLargeVaultNeedsNoLargeMemory()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("a sanitizer keeps what was given back");
#elif defined(__has_feature)
#    if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    QSKIP("a sanitizer keeps what was given back");
#    endif
#endif
    constexpr qint64 kMegabyte = 1024 * 1024;
    constexpr qint64 kVault = 96 * kMegabyte;
    constexpr qint64 kBound = 24 * kMegabyte;
    const auto mostMemory = [] {
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        return qint64(usage.ru_maxrss) * 1024;
    };
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play({script.opened(), script.recorded()}));
    auto clip = m_bench->vault->store().writeObject(ObjectKind::Clip, script.client, script.id);
    VERIFY_RESULT(clip);
    for (qint64 written = 0; written < kVault; written += kMegabyte)
        VERIFY_RESULT((*clip)->write(QByteArray(kMegabyte, static_cast<char>(written / kMegabyte))));
    VERIFY_RESULT((*clip)->finish());
    const qint64 before = mostMemory();
    const auto held = [&] {
        return mostMemory() - before;
    };
    const auto made = makeBackup(*m_bench->vault, backups(), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(made);
    QVERIFY(QFileInfo(made->vaultFile).size() > kVault);
    QVERIFY2(held() < kBound, qPrintable(QString::number(held())));
    VERIFY_RESULT(verifyBackup(made->vaultFile));
    VERIFY_RESULT(verifyBackup(made->vaultFile, &m_bench->recovery));
    QVERIFY2(held() < kBound, qPrintable(QString::number(held())));
    VERIFY_RESULT(restoreBackup(elsewhere(), made->vaultFile, made->keysFile, m_bench->recovery));
    QVERIFY2(held() < kBound, qPrintable(QString::number(held())));
    qInfo("a backup of %lld MB, %lld MB more of memory at most",
        static_cast<long long>(QFileInfo(made->vaultFile).size() / kMegabyte),
        static_cast<long long>(held() / kMegabyte));
}

void TestBackup::whatWasMadeIsSaid()
{
    const auto made = makeBackup(*m_bench->vault, backups(), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(made);
    const auto header = verifyBackup(made->vaultFile);
    VERIFY_RESULT(header);
    QVERIFY(made->header.size > 0);
    QCOMPARE(made->header.size, header->size);
    QCOMPARE(made->header.digest, header->digest);
    const auto said = m_bench->vault->store().journal().read({.kinds = {casefile::Kind::BackupMade}});
    VERIFY_RESULT(said);
    QCOMPARE(said->size(), std::size_t(1));
    QCOMPARE(said->front().fields->value(u"digest").toString(),
        QString::fromLatin1(core::sha256(test::readFile(made->vaultFile)).toHex()));
}

void TestBackup::whatIsLeftOfAVaultIsNeverRestoredOver()
{
    const auto made = makeBackup(*m_bench->vault, backups(), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(made);
    VERIFY_RESULT(m_bench->vault->close(QStringLiteral("teller-17")));
    m_bench->vault.reset();
    QVERIFY(QFile::remove(m_bench->folder() + QStringLiteral("/CURRENT")));
    const QString lost = QStringLiteral("/g000001/vault.db");
    const QByteArray before = test::readFile(m_bench->folder() + lost);
    QVERIFY(!before.isEmpty());
    const auto refused = restoreBackup(m_bench->options(), made->vaultFile, made->keysFile, m_bench->recovery);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), kVaultThere.toString());
    QCOMPARE(test::readFile(m_bench->folder() + lost), before);
    // With the generation set aside, whole, the way is free.
    QVERIFY(Vault::liesIn(m_bench->folder()));
    const auto aside = Vault::setAside(m_bench->folder(), m_bench->clock);
    VERIFY_RESULT(aside);
    QVERIFY(!Vault::liesIn(m_bench->folder()));
    QCOMPARE(test::readFile(*aside + lost), before);
    VERIFY_RESULT(restoreBackup(m_bench->options(), made->vaultFile, made->keysFile, m_bench->recovery));
    QCOMPARE(test::readFile(*aside + lost), before);
}

void TestBackup::aDestroyedClientIsUnreadableInOldBackups()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    // A clip under way goes into the backup unfinished.
    auto clip = m_bench->vault->store().writeObject(ObjectKind::Clip, script.client, script.id);
    VERIFY_RESULT(clip);
    const auto old = makeBackup(*m_bench->vault, backups(), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(old);
    clip->reset();
    Retention retention(m_bench->vault->store(), m_bench->vault->volumeFolder());
    VERIFY_RESULT(test::finishCase(m_bench->vault->store(), script));
    VERIFY_RESULT(retention.relationEnded(
        script.client, m_bench->clock.wall(), QStringLiteral("bank"), QStringLiteral("gateway")));
    m_bench->clock.advance(std::chrono::hours(24 * 1900));
    const auto act = retention.propose({script.client}, QStringLiteral("time"), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(act);
    VERIFY_RESULT(retention.approve(*act, QStringLiteral("supervisor-4")));
    VERIFY_RESULT(retention.carryOut(*act, QStringLiteral("supervisor-4")));
    const auto fresh = makeBackup(*m_bench->vault, backups(), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(fresh);
    QCOMPARE(fresh->keysFile, old->keysFile); // replaced, not added
    QVERIFY(fresh->vaultFile != old->vaultFile);
    auto restored = restoreBackup(elsewhere(), old->vaultFile, fresh->keysFile, m_bench->recovery);
    VERIFY_RESULT(restored);
    const auto record = (*restored)->store().client(script.client);
    QVERIFY(!record);
    QVERIFY((*restored)->store().cases(CaseList::All)->empty());
    QVERIFY(!(*restored)->store().caseState(script.id));
    // What follows from the journal was made anew with the newest keys: no alarm where nothing was changed.
    QVERIFY((*restored)->store().projectionFits().value());
    // Nothing brings a key back for them; who comes again with the same number is somebody new.
    Store& store = (*restored)->store();
    const auto hold = store.append({casefile::Kind::HoldSet, m_bench->clock.wall(), QStringLiteral("t"), script.client,
        {}, {{QStringLiteral("reason"), QStringLiteral("court")}}});
    QVERIFY(!hold);
    QCOMPARE(hold.error().code.toString(), kClientDestroyed.toString());
    QVERIFY(store.find(SearchField::Iin, QStringLiteral("850712300011"))->empty());
    VERIFY_RESULT(store.write([&](Writer& writer) -> Result<> {
        const auto again = writer.clientFor(QStringLiteral("850712300011"));
        if (!again || *again == script.client)
            return failure(kTampered, ErrorKind::Bug, QStringLiteral("the old pseudonym"));
        return {};
    }));
}

void TestBackup::theClientsKeysLieInOneFolderOnly()
{
    const QString actor = QStringLiteral("supervisor-3");
    const auto folder = [this](const QString& name) {
        return m_bench->dir.filePath(name);
    };
    const auto newest = [this] {
        const auto said = m_bench->vault->store().journal().read({.kinds = {casefile::Kind::BackupMade}, .most = 1});
        return said->front().fields.value_or(QJsonObject());
    };
    const auto first = makeBackup(*m_bench->vault, folder(QStringLiteral("first")), actor);
    VERIFY_RESULT(first);
    const QByteArray old = test::readFile(first->keysFile);
    const auto second = makeBackup(*m_bench->vault, folder(QStringLiteral("second")), actor);
    VERIFY_RESULT(second);
    QVERIFY(!QFile::exists(first->keysFile));
    QVERIFY(QFile::exists(first->vaultFile));
    QCOMPARE(newest().value(u"keysRemoved").toString(), folder(QStringLiteral("first")));
    QVERIFY(keyFilesLeft(m_bench->vault->store())->isEmpty());
    // The same folder by another way: the newest file is not taken away.
    const QString link = folder(QStringLiteral("link"));
    QVERIFY(QFile::link(folder(QStringLiteral("second")), link));
    VERIFY_RESULT(makeBackup(*m_bench->vault, link, actor));
    QVERIFY(QFile::exists(second->keysFile));
    VERIFY_RESULT(verifyBackup(second->keysFile, &m_bench->recovery));
    // Another workstation's file in a folder that is shared stays.
    test::VaultBench other;
    VERIFY_RESULT(other.create());
    const auto others = makeBackup(*other.vault, folder(QStringLiteral("second")), actor);
    VERIFY_RESULT(others);
    QVERIFY(QFile::exists(second->keysFile));
    VERIFY_RESULT(makeBackup(*m_bench->vault, folder(QStringLiteral("first")), actor));
    QVERIFY(!QFile::exists(second->keysFile));
    VERIFY_RESULT(verifyBackup(others->keysFile, &other.recovery));
    // A disk that is away is named until it was reached; what lies there is never called gone.
    QVERIFY(QDir().rename(folder(QStringLiteral("first")), folder(QStringLiteral("away"))));
    VERIFY_RESULT(makeBackup(*m_bench->vault, folder(QStringLiteral("third")), actor));
    QCOMPARE(newest().value(u"keysLeft").toString(), folder(QStringLiteral("first")));
    QCOMPARE(keyFilesLeft(m_bench->vault->store()).value(), QStringList{folder(QStringLiteral("first"))});
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QCOMPARE(keyFilesLeft(m_bench->vault->store()).value(), QStringList{folder(QStringLiteral("first"))});
    QVERIFY(QDir().rename(folder(QStringLiteral("away")), folder(QStringLiteral("first"))));
    QVERIFY(QFile::exists(first->keysFile));
    VERIFY_RESULT(makeBackup(*m_bench->vault, folder(QStringLiteral("third")), actor));
    QVERIFY(!QFile::exists(first->keysFile));
    QVERIFY(keyFilesLeft(m_bench->vault->store())->isEmpty());
    // One that cannot be read may be ours.
    test::writeFile(first->keysFile, old);
    VERIFY_RESULT(makeBackup(*m_bench->vault, folder(QStringLiteral("first")), actor));
    test::writeFile(first->keysFile, "torn");
    VERIFY_RESULT(makeBackup(*m_bench->vault, folder(QStringLiteral("third")), actor));
    QCOMPARE(keyFilesLeft(m_bench->vault->store()).value(), QStringList{folder(QStringLiteral("first"))});
}

void TestBackup::keysOlderThanTheBackupRestoreNothing()
{
    const QString actor = QStringLiteral("supervisor-3");
    const auto first = makeBackup(*m_bench->vault, backups(), actor);
    VERIFY_RESULT(first);
    const QString oldKeys = m_bench->dir.filePath(QStringLiteral("kept.backup"));
    QVERIFY(QFile::copy(first->keysFile, oldKeys));
    m_bench->clock.advance(std::chrono::hours(24));
    VERIFY_RESULT(
        m_bench->vault->store().append({casefile::Kind::ScreenUnlocked, m_bench->clock.wall(), actor, {}, {}, {}}));
    const auto second = makeBackup(*m_bench->vault, backups(), actor);
    VERIFY_RESULT(second);
    // Nobody came in between, yet somebody may have been destroyed.
    const auto refused = restoreBackup(elsewhere(), second->vaultFile, oldKeys, m_bench->recovery);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), QStringLiteral("vault.backup-keys-too-old"));
    QVERIFY(QDir(elsewhere().folder).isEmpty());
    VERIFY_RESULT(restoreBackup(elsewhere(), second->vaultFile, second->keysFile, m_bench->recovery));
}

// A clock that was set back has made the later file look older, or the keys themselves were put back before the backup.
// Keys of before a client came restore nothing, whatever the clocks said.
void TestBackup::keysThatMissAClientRestoreNothing()
{
    const QString actor = QStringLiteral("supervisor-3");
    const auto first = makeBackup(*m_bench->vault, backups(), actor);
    VERIFY_RESULT(first);
    const QString old = m_bench->dir.filePath(QStringLiteral("old.keys"));
    QVERIFY(QFile::copy(first->keysFile, old));
    for (const std::chrono::hours passed : {std::chrono::hours(1), std::chrono::hours(-2)}) {
        m_bench->clock.advance(passed);
        test::CaseScript next(
            m_bench->clock, passed.count() > 0 ? QStringLiteral("900101300017") : QStringLiteral("951231600025"));
        VERIFY_RESULT(m_bench->play(next.ordinary()));
        const auto made = makeBackup(*m_bench->vault, backups(), actor);
        VERIFY_RESULT(made);
        VERIFY_RESULT(checkPair(made->vaultFile, made->keysFile, m_bench->recovery));
        const auto refused = restoreBackup(elsewhere(), made->vaultFile, old, m_bench->recovery);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code.toString(), QStringLiteral("vault.backup-keys-too-old"));
    }
}

// Where it was restored from is known, and that file goes with the first backup made elsewhere; until then it is the
// newest.
void TestBackup::aRestoredVaultCallsNoFolderAFormerOne()
{
    const QString actor = QStringLiteral("supervisor-3");
    const auto made = makeBackup(*m_bench->vault, backups(), actor);
    VERIFY_RESULT(made);
    auto restored = restoreBackup(elsewhere(), made->vaultFile, made->keysFile, m_bench->recovery);
    VERIFY_RESULT(restored);
    QCOMPARE(keyFilesLeft((*restored)->store()).value(), QStringList());
    VERIFY_RESULT(makeBackup(**restored, m_bench->dir.filePath(QStringLiteral("second")), actor));
    QVERIFY(!QFile::exists(made->keysFile));
    QCOMPARE(keyFilesLeft((*restored)->store()).value(), QStringList());
}

// Each keeps its own: nothing of one is replaced by the other's.
void TestBackup::twoWorkstationsShareAFolder()
{
    const QString actor = QStringLiteral("supervisor-3");
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    const auto made = makeBackup(*m_bench->vault, backups(), actor);
    VERIFY_RESULT(made);
    test::VaultBench other;
    VERIFY_RESULT(other.create());
    const auto others = makeBackup(*other.vault, backups(), actor);
    VERIFY_RESULT(others);
    const core::Uuid ours = m_bench->vault->store().vault();
    QCOMPARE(backupsIn(backups(), ours), QStringList{made->vaultFile});
    QCOMPARE(backupsIn(backups(), other.vault->store().vault()), QStringList{others->vaultFile});
    QCOMPARE(backupsIn(backups(), {}).size(), 2);
    QCOMPARE(keysBeside(made->vaultFile), made->keysFile);
    QCOMPARE(keysBeside(others->vaultFile), others->keysFile);
    auto restored = restoreBackup(elsewhere(), made->vaultFile, made->keysFile, m_bench->recovery);
    VERIFY_RESULT(restored);
    VERIFY_RESULT((*restored)->store().client(script.client));
}

void TestBackup::filesOfAnEarlierProgramAreReadAndReplaced()
{
    const QString actor = QStringLiteral("supervisor-3");
    const QString oldVault = backups() + QStringLiteral("/tirkeu-20260101T000000.backup");
    const QString oldKeys = backups() + QStringLiteral("/tirkeu-client-keys.backup");
    const core::Uuid ours = m_bench->vault->store().vault();
    const auto made = makeBackup(*m_bench->vault, backups(), actor);
    VERIFY_RESULT(made);
    QVERIFY(QFile::rename(made->vaultFile, oldVault) && QFile::rename(made->keysFile, oldKeys));
    QCOMPARE(backupsIn(backups(), ours), QStringList{oldVault});
    QVERIFY(vaultOfBackup(oldVault) == ours);
    QCOMPARE(keysBeside(oldVault), oldKeys);
    VERIFY_RESULT(restoreBackup(elsewhere(), oldVault, oldKeys, m_bench->recovery));
    // What lies under the old name is another workstation's, or ours of before.
    test::VaultBench other;
    VERIFY_RESULT(other.create());
    VERIFY_RESULT(makeBackup(*other.vault, backups(), actor));
    QVERIFY(QFile::exists(oldKeys));
    const auto next = makeBackup(*m_bench->vault, backups(), actor);
    VERIFY_RESULT(next);
    QVERIFY(!QFile::exists(oldKeys));
    QVERIFY(keyFilesLeft(m_bench->vault->store())->isEmpty());
    QCOMPARE(backupsIn(backups(), ours), (QStringList{oldVault, next->vaultFile}));
    QCOMPARE(keysBeside(oldVault), next->keysFile);
    // One that cannot be read may be ours, and is told although newer ones lie beside it.
    test::writeFile(oldKeys, "torn");
    VERIFY_RESULT(makeBackup(*m_bench->vault, backups(), actor));
    QCOMPARE(keyFilesLeft(m_bench->vault->store()).value(), QStringList{backups()});
    QVERIFY(QFile::remove(oldKeys));
    VERIFY_RESULT(makeBackup(*m_bench->vault, backups(), actor));
    QVERIFY(keyFilesLeft(m_bench->vault->store())->isEmpty());
}

void TestBackup::onlyWhatIsKnownToBeGoneIsGone()
{
    const QString actor = QStringLiteral("supervisor-3");
    const QString first = m_bench->dir.filePath(QStringLiteral("first"));
    const auto left = [this] {
        return keyFilesLeft(m_bench->vault->store()).value_or(QStringList{QStringLiteral("no answer")});
    };
    const auto made = makeBackup(*m_bench->vault, first, actor);
    VERIFY_RESULT(made);
    const QByteArray keys = test::readFile(made->keysFile);
    // A file of which the disk does not say whether it is there: a link that leads to itself is refused like that.
    const QByteArray name = QFile::encodeName(made->keysFile);
    QCOMPARE(::unlink(name.constData()), 0);
    QCOMPARE(::symlink(name.constData(), name.constData()), 0);
    QVERIFY(!QFile::exists(made->keysFile));
    VERIFY_RESULT(makeBackup(*m_bench->vault, m_bench->dir.filePath(QStringLiteral("second")), actor));
    QCOMPARE(left(), QStringList{first});
    QCOMPARE(::unlink(name.constData()), 0);
    // What a power cut left half written goes with it, under today's name and an earlier program's.
    const QString half = made->keysFile + QStringLiteral(".new");
    const QString oldHalf = first + QStringLiteral("/tirkeu-client-keys.backup.new");
    test::writeFile(half, "half");
    test::writeFile(oldHalf, keys.first(keys.size() - 100));
    VERIFY_RESULT(makeBackup(*m_bench->vault, m_bench->dir.filePath(QStringLiteral("third")), actor));
    QVERIFY(!QFile::exists(half));
    QVERIFY(!QFile::exists(oldHalf));
    QVERIFY(left().isEmpty());
}

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
