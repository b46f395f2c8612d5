#include "support/testfiles.h"
#include "support/vaultbench.h"

#include <vault/backup.h>
#include <vault/errors.h>
#include <vault/retention.h>

#include <QTest>

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
    void whatIsLeftOfAVaultIsNeverRestoredOver();
    void aDestroyedClientIsUnreadableInOldBackups();

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

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
