#include "support/oldpaddingkey.h"
#include "support/testfiles.h"
#include "support/vaultbench.h"

#include <vault/backup.h>
#include <vault/errors.h>
#include <vault/slotkeeping.h>

#include <QDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::vault;
using casefile::Kind;

class TestSlotKeeping : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aNewPersonGetsASlotWhenSomebodyEntitledSignsIn();
    void aRenewedCertificateWorksBesideTheOld();
    void aTokenThatKnowsTheOldPaddingOnlyGetsItsSlot();
    void whoIsNotNamedGetsNothing();
    void whatCannotBeReadIsSetAsideAndTold();
    void whoHasLeftLosesTheSlotAndTheKey();
    void whoWasRemovedGetsNoSlotByARestore_BIO28();
    void missingCriteriaLockNobodyOut();
    void aRemovalCutShortIsCompleted();
    void aSecondRemovalDoesNotForgetTheFirst();

private:
    [[nodiscard]] static Entitled entitled(const pki::SoftwareKey& key, const QString& name, SlotRole role)
    {
        return {role, name, key.holder().fingerprint()};
    }
    [[nodiscard]] QList<Entitled> staff() const
    {
        return {entitled(m_bench->teller, QStringLiteral("teller-17"), SlotRole::Teller),
            entitled(m_bench->supervisor, QStringLiteral("supervisor-3"), SlotRole::Supervisor)};
    }
    [[nodiscard]] qsizetype waiting() const
    {
        return QDir(m_bench->folder() + QStringLiteral("/waiting")).entryList(QDir::Files).size();
    }
    std::unique_ptr<test::VaultBench> m_bench;
};

void TestSlotKeeping::init()
{
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
}

void TestSlotKeeping::aNewPersonGetsASlotWhenSomebodyEntitledSignsIn()
{
    m_bench->vault.reset();
    pki::SoftwareKey fresh = test::testKey(QStringLiteral("teller-18"));
    const auto refused = Vault::unlock(m_bench->folder(), fresh);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), kNoSlot.toString());
    VERIFY_RESULT(leaveCertificate(m_bench->folder(), fresh.holder(), pki::RsaWrap::OaepSha256));
    VERIFY_RESULT(
        leaveCertificate(m_bench->folder(), fresh.holder(), pki::RsaWrap::OaepSha256)); // who tries twice waits once
    QCOMPARE(waiting(), 1);
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    const auto changes = keepSlots(*m_bench->vault,
        staff() << entitled(fresh, QStringLiteral("teller-18"), SlotRole::Teller), QStringLiteral("teller-17"));
    VERIFY_RESULT(changes);
    QCOMPARE(changes->added, 1);
    QCOMPARE(changes->removed, 0);
    QCOMPARE(waiting(), 0);
    VERIFY_RESULT(m_bench->open(fresh));
    QCOMPARE(m_bench->vault->store().journal().read({.kinds = {Kind::SlotAdded}})->size(), std::size_t(1));
}

void TestSlotKeeping::aRenewedCertificateWorksBesideTheOld()
{
    pki::SoftwareKey renewed = test::testKey(QStringLiteral("teller-17, renewed"), pki::NewKey::Rsa2048);
    VERIFY_RESULT(leaveCertificate(m_bench->folder(), renewed.holder(), pki::RsaWrap::OaepSha256));
    const auto changes = keepSlots(*m_bench->vault,
        staff() << entitled(renewed, QStringLiteral("teller-17"), SlotRole::Teller), QStringLiteral("teller-17"));
    VERIFY_RESULT(changes);
    VERIFY_RESULT(m_bench->open(renewed));
    VERIFY_RESULT(m_bench->open(m_bench->teller));
}

void TestSlotKeeping::aTokenThatKnowsTheOldPaddingOnlyGetsItsSlot()
{
    pki::SoftwareKey rsa = test::testKey(QStringLiteral("teller-18"), pki::NewKey::Rsa2048);
    test::OldPaddingKey old(rsa);
    QVERIFY(wrapOf(old).value() == pki::RsaWrap::Pkcs1);
    QVERIFY(wrapOf(rsa).value() == pki::RsaWrap::OaepSha256); // the better one, where the key takes it
    VERIFY_RESULT(wrapOf(m_bench->teller));
    // What is found out later counts.
    VERIFY_RESULT(leaveCertificate(m_bench->folder(), rsa.holder(), pki::RsaWrap::OaepSha256));
    VERIFY_RESULT(leaveCertificate(m_bench->folder(), rsa.holder(), wrapOf(old).value()));
    QCOMPARE(waiting(), 1);
    const auto changes = keepSlots(*m_bench->vault,
        staff() << entitled(rsa, QStringLiteral("teller-18"), SlotRole::Teller), QStringLiteral("teller-17"));
    VERIFY_RESULT(changes);
    QCOMPARE(changes->added, 1);
    QCOMPARE(waiting(), 0);
    VERIFY_RESULT(m_bench->open(old));
}

void TestSlotKeeping::whoIsNotNamedGetsNothing()
{
    pki::SoftwareKey stranger = test::testKey(QStringLiteral("it-department"));
    VERIFY_RESULT(leaveCertificate(m_bench->folder(), stranger.holder(), pki::RsaWrap::OaepSha256));
    const auto changes = keepSlots(*m_bench->vault, staff(), QStringLiteral("teller-17"));
    VERIFY_RESULT(changes);
    QCOMPARE(changes->added, 0);
    QCOMPARE(waiting(), 0);
    QVERIFY(!m_bench->open(stranger));
}

// It may be somebody's: it is neither taken for a stranger's nor deleted, and stands in nobody's way.
void TestSlotKeeping::whatCannotBeReadIsSetAsideAndTold()
{
    const QString folder = m_bench->folder() + QStringLiteral("/waiting");
    pki::SoftwareKey fresh = test::testKey(QStringLiteral("teller-18"));
    VERIFY_RESULT(leaveCertificate(m_bench->folder(), fresh.holder(), pki::RsaWrap::OaepSha256));
    test::writeFile(folder + QStringLiteral("/torn"), fresh.holder().der().first(100));
    test::writeFile(folder + QStringLiteral("/large"), QByteArray(100'000, 'x'));
    const auto entitledNow = staff() << entitled(fresh, QStringLiteral("teller-18"), SlotRole::Teller);
    const auto changes = keepSlots(*m_bench->vault, entitledNow, QStringLiteral("teller-17"));
    VERIFY_RESULT(changes);
    QCOMPARE(changes->added, 1);
    QCOMPARE(changes->setAside, 2);
    QCOMPARE(waiting(), 0);
    const QString aside = m_bench->folder() + QStringLiteral("/waiting-unreadable/");
    QCOMPARE(test::readFile(aside + QStringLiteral("torn")), fresh.holder().der().first(100));
    QCOMPARE(test::readFile(aside + QStringLiteral("large")), QByteArray(100'000, 'x'));
    QCOMPARE(keepSlots(*m_bench->vault, entitledNow, QStringLiteral("teller-17"))->setAside, 0);
    // A second one of the same name takes the first one's place neither.
    test::writeFile(folder + QStringLiteral("/torn"), "again");
    QCOMPARE(keepSlots(*m_bench->vault, entitledNow, QStringLiteral("teller-17"))->setAside, 1);
    QCOMPARE(test::readFile(aside + QStringLiteral("torn")), fresh.holder().der().first(100));
    QCOMPARE(test::readFile(aside + QStringLiteral("torn-2")), QByteArray("again"));
}

void TestSlotKeeping::whoHasLeftLosesTheSlotAndTheKey()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    const auto old = Vault::unlock(m_bench->folder(), m_bench->teller);
    VERIFY_RESULT(old);
    VERIFY_RESULT(m_bench->open(m_bench->supervisor));
    const auto changes = keepSlots(*m_bench->vault,
        {entitled(m_bench->supervisor, QStringLiteral("supervisor-3"), SlotRole::Supervisor)},
        QStringLiteral("supervisor-3"));
    VERIFY_RESULT(changes);
    QCOMPARE(changes->removed, 1);
    QVERIFY(!m_bench->vault->slotFile().check(old->dataKey));
    QVERIFY(!m_bench->open(m_bench->teller));
    VERIFY_RESULT(m_bench->open(m_bench->recovery)); // the recovery slot is nobody's to lose
    QVERIFY(m_bench->vault->store().caseState(script.id)->isSettled());
    // Entitled again, they wait like anybody new.
    VERIFY_RESULT(leaveCertificate(m_bench->folder(), m_bench->teller.holder(), pki::RsaWrap::OaepSha256));
    QCOMPARE(keepSlots(*m_bench->vault, staff(), QStringLiteral("supervisor-3"))->added, 1);
    VERIFY_RESULT(m_bench->open(m_bench->teller));
}

// Their slot stands in the backup that was made before; the keys that are newer, or the criteria, know better.
void TestSlotKeeping::whoWasRemovedGetsNoSlotByARestore_BIO28()
{
    const QString backups = m_bench->dir.filePath(QStringLiteral("backups"));
    const QString actor = QStringLiteral("supervisor-3");
    const auto old = makeBackup(*m_bench->vault, backups, actor);
    VERIFY_RESULT(old);
    const auto restored = [&](const QString& name, const QList<Entitled>& entitled) {
        VaultOptions there = m_bench->options();
        there.folder = m_bench->dir.filePath(name);
        return restoreBackup(there, old->vaultFile, old->keysFile, m_bench->recovery, entitled);
    };
    const auto holders = [](const Result<std::unique_ptr<Vault>>& vault) {
        QStringList names;
        for (const Slot& slot : vault ? (*vault)->slotFile().slots_ : QList<Slot>())
            names.append(slot.holder.name);
        return names;
    };
    const QString teller = QStringLiteral("teller-17");
    const QString safe = QStringLiteral("safe");
    {
        const auto all = restored(QStringLiteral("all"), {});
        QCOMPARE(holders(all), (QStringList{teller, actor, safe}));
        // Each has an event, as any other slot has.
        const auto said = (*all)->store().journal().read({.kinds = {Kind::SlotAdded}});
        VERIFY_RESULT(said);
        QCOMPARE(said->size(), std::size_t(3));
        for (const JournalLine& line : *said) {
            const auto id = core::Uuid::parse(line.fields->value(u"slot").toString());
            QVERIFY(id && (*all)->slotFile().find(*id));
        }
    }
    // The criteria of today name the supervisor only.
    QCOMPARE(holders(restored(QStringLiteral("named"), {entitled(m_bench->supervisor, actor, SlotRole::Supervisor)})),
        (QStringList{actor, safe}));
    // The teller leaves; the file of the keys is a newer one then, the backup is still that of before.
    m_bench->clock.advance(std::chrono::hours(1));
    VERIFY_RESULT(m_bench->open(m_bench->supervisor));
    VERIFY_RESULT(m_bench->vault->removeSlot(m_bench->vault->slotFile().find(m_bench->teller.holder())->id, actor));
    const auto fresh = makeBackup(*m_bench->vault, backups, actor);
    VERIFY_RESULT(fresh);
    QCOMPARE(fresh->keysFile, old->keysFile);
    const auto later = restored(QStringLiteral("later"), {});
    VERIFY_RESULT(later);
    QCOMPARE(holders(later), (QStringList{actor, safe}));
}

void TestSlotKeeping::missingCriteriaLockNobodyOut()
{
    QCOMPARE(keepSlots(*m_bench->vault, {}, QStringLiteral("teller-17"))->removed, 0);
    VERIFY_RESULT(m_bench->open(m_bench->supervisor));
}

void TestSlotKeeping::aRemovalCutShortIsCompleted()
{
    pki::SoftwareKey second = test::testKey(QStringLiteral("teller-18"));
    VERIFY_RESULT(m_bench->vault->addSlot(
        {SlotRole::Teller, QStringLiteral("teller-18"), second.holder()}, QStringLiteral("supervisor-3")));
    VERIFY_RESULT(m_bench->open(m_bench->supervisor));
    m_bench->vault->stopRekeyAfter(2);
    QVERIFY(!keepSlots(*m_bench->vault,
        {entitled(m_bench->supervisor, QStringLiteral("supervisor-3"), SlotRole::Supervisor)},
        QStringLiteral("supervisor-3")));
    // Both who have left are gone after the next opening, whoever it is.
    VERIFY_RESULT(m_bench->open(m_bench->recovery));
    QVERIFY(m_bench->vault->opening().finishedRekey);
    QCOMPARE(m_bench->vault->slotFile().slots_.size(), 2);
    QVERIFY(!m_bench->open(m_bench->teller));
    QVERIFY(!m_bench->open(second));
}

// The disk was full for the first; the next try is for somebody else, or for a new key alone, and is cut short as well.
void TestSlotKeeping::aSecondRemovalDoesNotForgetTheFirst()
{
    const QString actor = QStringLiteral("supervisor-3");
    const auto added = [&](pki::SoftwareKey& key, const QString& name) {
        const Result<> done = m_bench->vault->addSlot({SlotRole::Teller, name, key.holder()}, actor);
        return done ? m_bench->vault->slotFile().find(key.holder())->id : core::Uuid();
    };
    pki::SoftwareKey first = test::testKey(QStringLiteral("teller-18"));
    pki::SoftwareKey second = test::testKey(QStringLiteral("teller-19"));
    const core::Uuid firstSlot = added(first, QStringLiteral("teller-18"));
    const core::Uuid secondSlot = added(second, QStringLiteral("teller-19"));
    m_bench->vault->stopRekeyAfter(1);
    QVERIFY(!m_bench->vault->removeSlot(firstSlot, actor));
    m_bench->vault->stopRekeyAfter(1);
    QVERIFY(!m_bench->vault->removeSlot(secondSlot, actor));
    m_bench->vault->stopRekeyAfter(1);
    QVERIFY(!m_bench->vault->rekey(actor));
    VERIFY_RESULT(m_bench->open(m_bench->supervisor));
    QVERIFY(m_bench->vault->opening().finishedRekey);
    QCOMPARE(m_bench->vault->slotFile().slots_.size(), 3);
    QVERIFY(!m_bench->open(first));
    QVERIFY(!m_bench->open(second));
    // It is done once: nothing is owed any more.
    VERIFY_RESULT(m_bench->open(m_bench->supervisor));
    QVERIFY(!m_bench->vault->opening().finishedRekey);
}

QTEST_GUILESS_MAIN(TestSlotKeeping)
#include "tst_slotkeeping.moc"
