#include "support/testfiles.h"
#include "support/vaultbench.h"

#include <core/hashing.h>
#include <vault/backup.h>
#include <vault/errors.h>
#include <vault/retention.h>

#include <QDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::vault;

class TestRetention : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void oldEntriesBecomeAVolumeAndStayReadable();
    void aClockSetBackLosesNoEntry();
    void aChangedVolumeIsRefused();
    void theCheckOpensEveryVolume();
    void whoIsDueAndWhoIsHeldIsListed();
    void theClockStartsWithTheEndOfTheRelation_BIO43();
    void whoEnrolsAgainIsKept_BIO43();
    void whatIsAwaitedKeepsTheClient_BIO43();
    void aYoungCaseNeedsNoVolume();
    void destructionNeedsTwoPeopleAndLeavesTheChain();
    void anActLeavesATraceAndItsDocument();
    void aKeyDoesNotOutliveItsRecord_data();
    void aKeyDoesNotOutliveItsRecord();
    void copiesOfAMigrationGoWithTheFirstClient();
    void aMissingVolumeKeepsNoMigratedVaultClosed();
    void aVolumeIsNeverTooLargeToBeRead();

private:
    [[nodiscard]] Store& store() { return m_bench->vault->store(); }
    [[nodiscard]] Result<> finish(test::CaseScript& script) { return test::finishCase(store(), script); }
    [[nodiscard]] Retention retention() { return {store(), m_bench->vault->volumeFolder()}; }
    std::unique_ptr<test::VaultBench> m_bench;
};

void TestRetention::init()
{
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
}

void TestRetention::oldEntriesBecomeAVolumeAndStayReadable()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    const core::JournalHead inside{6, store().journal().read({.before = 7, .most = 1})->front().entry.hash};
    QVERIFY(!retention().sealOld(m_bench->workstation, QStringLiteral("w")).value());
    const auto before = store().projection();
    m_bench->clock.advance(std::chrono::hours(24 * 100));
    VERIFY_RESULT(
        store().append({casefile::Kind::ScreenUnlocked, m_bench->clock.wall(), QStringLiteral("t"), {}, {}, {}}));
    const auto volume = retention().sealOld(m_bench->workstation, QStringLiteral("w"));
    VERIFY_RESULT(volume);
    QVERIFY(volume->has_value());
    QCOMPARE((*volume)->first, quint64(1));
    // NEWS-logs: still verifiable, still one chain, still the ground of every case.
    const auto report = verifyExport(test::readFile((*volume)->file));
    QVERIFY(report && report->isGood());
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    const auto chain = checkChain(store().connection(), store().vault());
    QVERIFY(chain && chain->isWhole);
    QCOMPARE(chain->first, (*volume)->last + 1);
    QVERIFY(store().caseState(script.id)->isSettled());
    VERIFY_RESULT(store().rebuild());
    QCOMPARE(store().projection().value(), *before);
    QVERIFY(store().journal().compare(inside).value() == core::AnchorVerdict::Continues);
}

// Entries that a wrong clock made old stand among others that are not: only what is old from the beginning on is moved.
void TestRetention::aClockSetBackLosesNoEntry()
{
    const auto unlocked = [this] {
        return store().append({casefile::Kind::ScreenUnlocked, m_bench->clock.wall(), QStringLiteral("t"), {}, {}, {}});
    };
    VERIFY_RESULT(unlocked());
    m_bench->clock.setWall(u"2019-07-12T04:00:00Z");
    VERIFY_RESULT(unlocked());
    m_bench->clock.setWall(u"2026-07-12T05:00:00Z");
    VERIFY_RESULT(unlocked());
    const quint64 head = store().journal().head().sequence;
    QVERIFY(!retention().sealOld(m_bench->workstation, QStringLiteral("w")).value());
    m_bench->clock.advance(std::chrono::hours(24 * 100));
    const auto volume = retention().sealOld(m_bench->workstation, QStringLiteral("w"));
    VERIFY_RESULT(volume);
    QVERIFY(*volume);
    QCOMPARE((*volume)->first, quint64(1));
    QCOMPARE((*volume)->last, head);
    quint64 next = 1;
    VERIFY_RESULT(store().journal().visit(
        1, [&next](const casefile::Entry& entry) -> Result<bool> { return entry.sequence == next++; }));
    QCOMPARE(next, store().journal().head().sequence + 1);
    QVERIFY(checkChain(store().connection(), store().vault())->isWhole);
}

void TestRetention::aChangedVolumeIsRefused()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    m_bench->clock.advance(std::chrono::hours(24 * 100));
    const auto volume = retention().sealOld(m_bench->workstation, QStringLiteral("w"));
    VERIFY_RESULT(volume);
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QByteArray bytes = test::readFile((*volume)->file);
    bytes[bytes.size() / 2] = static_cast<char>(bytes.at(bytes.size() / 2) ^ 1);
    test::writeFile((*volume)->file, bytes);
    const auto state = store().caseState(script.id);
    QVERIFY(!state);
    QCOMPARE(state.error().code.toString(), kTampered.toString());
}

void TestRetention::theCheckOpensEveryVolume()
{
    for (int i = 0; i < 2; ++i) {
        test::CaseScript script(m_bench->clock);
        VERIFY_RESULT(m_bench->play(script.ordinary()));
        m_bench->clock.advance(std::chrono::hours(24 * 100));
        VERIFY_RESULT(retention().sealOld(m_bench->workstation, QStringLiteral("w")));
    }
    const auto check = [this] {
        return checkVolumes(store().connection(), m_bench->vault->volumeFolder()).value_or(VolumesReport());
    };
    QCOMPARE(check().volumes, 2);
    QCOMPARE(check().brokenVolume, qint64(0));
    QVERIFY(check().entries > 30);
    const auto path = [this](int number) {
        return m_bench->vault->volumeFolder() + QStringLiteral("/journal-00000%1.tkj").arg(number);
    };
    const QByteArray first = test::readFile(path(1));
    const QByteArray second = test::readFile(path(2));
    QByteArray changed = second;
    changed[changed.size() / 2] = static_cast<char>(changed.at(changed.size() / 2) ^ 1);
    test::writeFile(path(2), changed);
    QCOMPARE(check().brokenVolume, qint64(2));
    QCOMPARE(check().fault, QStringLiteral("digest"));
    // A genuine volume in another's place, and one that is gone.
    test::writeFile(path(2), first);
    QCOMPARE(check().brokenVolume, qint64(2));
    test::writeFile(path(2), second);
    QVERIFY(QFile::remove(path(1)));
    QCOMPARE(check().brokenVolume, qint64(1));
    QCOMPARE(check().fault, QStringLiteral("missing"));
}

void TestRetention::whoIsDueAndWhoIsHeldIsListed()
{
    test::CaseScript due(m_bench->clock);
    test::CaseScript held(m_bench->clock, QStringLiteral("900101500010"));
    test::CaseScript staying(m_bench->clock, QStringLiteral("930315500178"));
    for (test::CaseScript* one : {&due, &held, &staying})
        VERIFY_RESULT(m_bench->play({one->opened(), one->recorded()}));
    const core::WallTime ended = m_bench->clock.wall();
    VERIFY_RESULT(finish(due));
    VERIFY_RESULT(retention().relationEnded(due.client, ended, QStringLiteral("bank"), QStringLiteral("gateway")));
    QVERIFY(!retention().setHold(held.client, QStringLiteral("  "), QStringLiteral("supervisor-3")));
    VERIFY_RESULT(retention().setHold(held.client, QStringLiteral("court"), QStringLiteral("supervisor-3")));
    auto kept = retention().kept();
    VERIFY_RESULT(kept);
    QCOMPARE(kept->size(), std::size_t(2)); // whose relation goes on is nobody's to destroy
    QVERIFY(!kept->front().until && kept->front().record.isHeld);
    QCOMPARE(kept->front().holdReason, QStringLiteral("court"));
    QVERIFY(kept->back().until == ended + RetentionRules().afterRelation && !kept->back().isErasable);
    m_bench->clock.advance(std::chrono::hours(24 * 1900));
    QVERIFY(retention().kept()->back().isErasable);
    QVERIFY(!retention().propose({}, QStringLiteral("time"), QStringLiteral("supervisor-3")));
    QVERIFY(!retention().propose({due.client}, {}, QStringLiteral("supervisor-3")));
    const auto act = retention().propose({due.client}, QStringLiteral("time"), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(act);
    VERIFY_RESULT(retention().approve(*act, QStringLiteral("supervisor-4")));
    VERIFY_RESULT(retention().carryOut(*act, QStringLiteral("supervisor-4")));
    const auto acts = retention().acts();
    VERIFY_RESULT(acts);
    QCOMPARE(acts->size(), std::size_t(1));
    QCOMPARE(acts->front().approver, QStringLiteral("supervisor-4"));
    QCOMPARE(acts->front().clients, QList<casefile::ClientId>{due.client});
    QVERIFY(acts->front().done);
    QCOMPARE(retention().kept()->size(), std::size_t(1));
}

void TestRetention::theClockStartsWithTheEndOfTheRelation_BIO43()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    m_bench->clock.advance(std::chrono::hours(24 * 4000));
    QVERIFY(!retention().isErasable(script.client).value()); // captured long ago; the relation goes on
    VERIFY_RESULT(finish(script));
    VERIFY_RESULT(retention().relationEnded(
        script.client, m_bench->clock.wall(), QStringLiteral("bank"), QStringLiteral("gateway")));
    m_bench->clock.advance(std::chrono::hours(24 * 1800));
    QVERIFY(!retention().isErasable(script.client).value());
    m_bench->clock.advance(std::chrono::hours(24 * 40));
    QVERIFY(retention().isErasable(script.client).value());
    VERIFY_RESULT(retention().setHold(script.client, QStringLiteral("court"), QStringLiteral("supervisor-3")));
    QVERIFY(!retention().isErasable(script.client).value());
    VERIFY_RESULT(retention().liftHold(script.client, QStringLiteral("over"), QStringLiteral("supervisor-3")));
    QVERIFY(retention().isErasable(script.client).value());
}

void TestRetention::whoEnrolsAgainIsKept_BIO43()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    VERIFY_RESULT(finish(script));
    const auto say = [&] {
        return retention().relationEnded(
            script.client, m_bench->clock.wall(), QStringLiteral("bank"), QStringLiteral("gateway"));
    };
    const core::WallTime firstEnd = m_bench->clock.wall();
    VERIFY_RESULT(say());
    m_bench->clock.advance(std::chrono::hours(24 * 1900));
    QVERIFY(retention().isErasable(script.client).value());
    // They come back and break off: nothing has begun.
    const auto again = [&](std::vector<casefile::Event> events) {
        const casefile::CaseId id = casefile::CaseId::make(m_bench->clock);
        for (casefile::Event& event : events) {
            event.client = script.client;
            event.caseId = id;
        }
        return m_bench->play(events);
    };
    test::CaseScript broken(m_bench->clock);
    VERIFY_RESULT(again({broken.opened(), broken.recorded(), broken.ended(casefile::Ending::Abandoned)}));
    VERIFY_RESULT(finish(script));
    QVERIFY(retention().isErasable(script.client).value());
    // They come back and enrol.
    test::CaseScript second(m_bench->clock);
    VERIFY_RESULT(again(second.ordinary()));
    VERIFY_RESULT(finish(script));
    QVERIFY(!retention().isErasable(script.client).value());
    QVERIFY(retention().kept()->empty());
    QVERIFY(!retention().propose({script.client}, QStringLiteral("time"), QStringLiteral("supervisor-3")));
    QVERIFY(store().projectionFits().value());
    // The bank's word of the first end comes once more, or late.
    const Result<> late =
        retention().relationEnded(script.client, firstEnd, QStringLiteral("bank"), QStringLiteral("gateway"));
    QVERIFY(!late);
    QCOMPARE(late.error().code.toString(), QStringLiteral("vault.relation-goes-on"));
    QVERIFY(!store().client(script.client)->relationEnded);
    QVERIFY(!retention().isErasable(script.client).value());
    m_bench->clock.advance(std::chrono::hours(24 * 4000));
    QVERIFY(!retention().isErasable(script.client).value());
    VERIFY_RESULT(say());
    QVERIFY(!retention().isErasable(script.client).value());
    m_bench->clock.advance(std::chrono::hours(24 * 1900));
    QVERIFY(retention().isErasable(script.client).value());
}

// An unfinished case and a package the bank has not got would be deleted with the client.
void TestRetention::whatIsAwaitedKeepsTheClient_BIO43()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play({script.opened(), script.recorded()}));
    VERIFY_RESULT(retention().relationEnded(script.client, m_bench->clock.wall() - std::chrono::days(1900),
        QStringLiteral("bank"), QStringLiteral("gateway")));
    QVERIFY(!retention().isErasable(script.client).value());
    VERIFY_RESULT(m_bench->play({script.ended(casefile::Ending::Abandoned)}));
    for (const casefile::Delivery state :
        {casefile::Delivery::Queued, casefile::Delivery::Sent, casefile::Delivery::Accepted}) {
        VERIFY_RESULT(store().write([&](Writer& writer) -> Result<> {
            auto row = store().outbox()->front();
            row.state = state;
            return writer.queue(row);
        }));
        QCOMPARE(retention().isErasable(script.client).value(), state == casefile::Delivery::Accepted);
    }
    // Between the proposal and its carrying out they come in once more.
    const auto act = retention().propose({script.client}, QStringLiteral("time"), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(act);
    VERIFY_RESULT(retention().approve(*act, QStringLiteral("supervisor-4")));
    test::CaseScript again(m_bench->clock);
    casefile::Event opened = again.opened();
    opened.client = script.client;
    VERIFY_RESULT(m_bench->play({opened}));
    const auto done = retention().carryOut(*act, QStringLiteral("supervisor-4"));
    QVERIFY(!done);
    QCOMPARE(done.error().code.toString(), kNotErasable.toString());
    QVERIFY(store().client(script.client));
}

// What was opened today stands in the journal at hand, whatever became of the volumes.
void TestRetention::aYoungCaseNeedsNoVolume()
{
    test::CaseScript old(m_bench->clock);
    VERIFY_RESULT(m_bench->play(old.ordinary()));
    m_bench->clock.advance(std::chrono::hours(24 * 100));
    test::CaseScript young(m_bench->clock, QStringLiteral("900101300017"));
    VERIFY_RESULT(m_bench->play({young.opened(), young.recorded()}));
    const auto volume = retention().sealOld(m_bench->workstation, QStringLiteral("w"));
    VERIFY_RESULT(volume);
    QVERIFY(*volume);
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QVERIFY(QFile::rename((*volume)->file, (*volume)->file + QStringLiteral(".away")));
    VERIFY_RESULT(store().caseState(young.id));
    VERIFY_RESULT(store().append(young.present()));
    QVERIFY(!store().caseState(old.id)); // and nobody makes up a case whose beginning is missing
    QVERIFY(QFile::rename((*volume)->file + QStringLiteral(".away"), (*volume)->file));
    QVERIFY(store().caseState(old.id)->isSettled());
}

void TestRetention::destructionNeedsTwoPeopleAndLeavesTheChain()
{
    test::CaseScript script(m_bench->clock);
    test::CaseScript other(m_bench->clock, QStringLiteral("900101300017"));
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    VERIFY_RESULT(m_bench->play({other.opened(), other.recorded()}));
    VERIFY_RESULT(store().write([&](Writer& writer) -> Result<> {
        const auto kept = writer.keep(ObjectKind::Template, script.client, script.id, "template");
        return kept ? Result<>() : failure(kept);
    }));
    QVERIFY(!retention().propose({script.client}, QStringLiteral("time"), QStringLiteral("supervisor-3")));
    VERIFY_RESULT(finish(script));
    VERIFY_RESULT(retention().relationEnded(
        script.client, m_bench->clock.wall(), QStringLiteral("bank"), QStringLiteral("gateway")));
    m_bench->clock.advance(std::chrono::hours(24 * 1900));
    const auto act = retention().propose({script.client}, QStringLiteral("time"), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(act);
    QVERIFY(!retention().carryOut(*act, QStringLiteral("supervisor-3")));
    // Each refusal says its own reason.
    const auto refused = [this](const core::Uuid& which, const QString& actor) {
        const Result<> done = retention().approve(which, actor);
        return done ? QString() : done.error().code.toString();
    };
    QCOMPARE(refused(*act, QStringLiteral("supervisor-3")), kSamePerson.toString());
    QCOMPARE(refused(core::Uuid::make(m_bench->clock), QStringLiteral("supervisor-4")), kUnknownRecord.toString());
    VERIFY_RESULT(retention().approve(*act, QStringLiteral("supervisor-4")));
    QCOMPARE(refused(*act, QStringLiteral("supervisor-5")), kActApproved.toString());
    QCOMPARE(refused(*act, QStringLiteral("supervisor-3")), kActApproved.toString());
    QCOMPARE(retention().carryOut(*act, QStringLiteral("supervisor-4")).value(), 1);
    QVERIFY(!store().client(script.client));
    QVERIFY(store().find(SearchField::Iin, QStringLiteral("850712300011"))->empty());
    QVERIFY(store().objectsOf(script.client)->empty());
    QVERIFY(store().clientKeys().find(script.client.uuid()).value() == nullptr);
    // What comes late for them makes no new key.
    const qint64 keys = store().clientKeys().count().value();
    const auto late = store().append({casefile::Kind::HoldSet, m_bench->clock.wall(), QStringLiteral("supervisor-3"),
        script.client, {}, {{QStringLiteral("reason"), QStringLiteral("court")}}});
    QVERIFY(!late);
    QCOMPARE(late.error().code.toString(), kClientDestroyed.toString());
    QVERIFY(!store().append(script.present()));
    QCOMPARE(store().clientKeys().count().value(), keys);
    // The ciphertext stands in the chain; nobody can read it, and the rest is untouched.
    const auto lines = store().journal().read({.client = script.client});
    VERIFY_RESULT(lines);
    QVERIFY(!lines->empty() && !lines->back().fields);
    QVERIFY(checkChain(store().connection(), store().vault(), m_bench->workstation.certificate())->isWhole);
    QVERIFY(store().caseState(other.id).has_value());
    VERIFY_RESULT(store().rebuild());
    QCOMPARE(store().cases(CaseList::All)->size(), std::size_t(1));
}

// What stays of a client is what an act can say without naming them.
void TestRetention::anActLeavesATraceAndItsDocument()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play({script.opened(), script.recorded()}));
    VERIFY_RESULT(store().write([&](Writer& writer) -> Result<> {
        const auto kept = writer.keep(ObjectKind::Template, script.client, script.id, "template");
        return kept ? Result<>() : failure(kept);
    }));
    VERIFY_RESULT(finish(script));
    VERIFY_RESULT(retention().relationEnded(
        script.client, m_bench->clock.wall(), QStringLiteral("bank"), QStringLiteral("gateway")));
    QByteArray hashes;
    VERIFY_RESULT(store().journal().visit(1, [&](const casefile::Entry& entry) -> Result<bool> {
        if (entry.client == script.client.uuid())
            hashes += entry.hash;
        return true;
    }));
    m_bench->clock.advance(std::chrono::hours(24 * 1900));
    VERIFY_RESULT(retention().sealOld(m_bench->workstation, QStringLiteral("w"))); // what is destroyed lies in a volume
    const auto act = retention().propose({script.client}, QStringLiteral("time"), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(act);
    VERIFY_RESULT(retention().approve(*act, QStringLiteral("supervisor-4")));
    const auto keep = [&](const QByteArray& pdf, const QString& level = QStringLiteral("B-B")) {
        return retention().keepDocument(*act, pdf, core::sha256("certificate"), level, QStringLiteral("supervisor-4"));
    };
    QCOMPARE(keep("%PDF one").error().code.toString(), QStringLiteral("vault.act-not-carried-out"));
    QVERIFY(retention().destroyedBy(*act)->empty());
    QCOMPARE(retention().carryOut(*act, QStringLiteral("supervisor-4")).value(), 1);

    const auto destroyed = retention().destroyedBy(*act);
    VERIFY_RESULT(destroyed);
    QCOMPARE(destroyed->size(), std::size_t(1));
    QCOMPARE(destroyed->front().objects, qint64(1));
    QCOMPARE(destroyed->front().entries, qint64(hashes.size() / 32));
    QCOMPARE(destroyed->front().digest, core::sha256(hashes));
    // Whoever holds the vault can hold an IIN against the act; nobody else can.
    QCOMPARE(destroyed->front().reference, retention().referenceOf(QStringLiteral("850712300011")));
    QVERIFY(retention().referenceOf(QStringLiteral("900101300017")) != destroyed->front().reference);
    QVERIFY(destroyed->front().reference != core::sha256("850712300011"));

    QVERIFY(!retention().acts()->front().isDocumented);
    QCOMPARE(retention().exportDocument(*act, QStringLiteral("x")).error().code.toString(),
        QStringLiteral("vault.act-not-signed"));
    VERIFY_RESULT(keep("%PDF one"));
    QVERIFY(retention().acts()->front().isDocumented);
    QCOMPARE(keep("%PDF other").error().code.toString(), QStringLiteral("vault.act-has-another-document"));
    QVERIFY(!keep("%PDF one"));
    VERIFY_RESULT(keep("%PDF one and a time stamp", QStringLiteral("B-T")));
    QCOMPARE(retention().exportDocument(*act, QStringLiteral("supervisor-4")).value(),
        QByteArray("%PDF one and a time stamp"));
    const auto said =
        store().journal().read({.kinds = {casefile::Kind::DestructionDocumented, casefile::Kind::DestructionExported}});
    VERIFY_RESULT(said);
    QCOMPARE(said->size(), std::size_t(3));
    // A new key and a rebuild leave it where it is.
    VERIFY_RESULT(m_bench->vault->rekey(QStringLiteral("x")));
    VERIFY_RESULT(store().rebuild());
    QVERIFY(!retention().document(*act)->isEmpty());
    QCOMPARE(retention().destroyedBy(*act)->front().reference, destroyed->front().reference);
}

void TestRetention::aKeyDoesNotOutliveItsRecord_data()
{
    QTest::addColumn<bool>("isReopened");
    QTest::newRow("the next opening finishes") << true;
    QTest::newRow("the act carried out again finishes") << false;
}

void TestRetention::aKeyDoesNotOutliveItsRecord()
{
    QFETCH(const bool, isReopened);
    test::CaseScript script(m_bench->clock);
    test::CaseScript other(m_bench->clock, QStringLiteral("900101300017"));
    QList<casefile::ClientId> clients{script.client, other.client};
    for (test::CaseScript* one : {&script, &other}) {
        VERIFY_RESULT(m_bench->play({one->opened(), one->recorded()}));
        VERIFY_RESULT(finish(*one));
        VERIFY_RESULT(retention().relationEnded(
            one->client, m_bench->clock.wall(), QStringLiteral("bank"), QStringLiteral("gateway")));
    }
    m_bench->clock.advance(std::chrono::hours(24 * 1900));
    const auto act = retention().propose(clients, QStringLiteral("time"), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(act);
    VERIFY_RESULT(retention().approve(*act, QStringLiteral("supervisor-4")));
    // The key file refuses: as a crash, this leaves the record without the key's end.
    storage::Connection& keys = store().clientKeys().connection();
    VERIFY_RESULT(keys.run("CREATE TRIGGER refuses BEFORE DELETE ON keys BEGIN SELECT RAISE(ABORT, 'no'); END"));
    QVERIFY(!retention().carryOut(*act, QStringLiteral("supervisor-4")));
    QVERIFY(!store().client(script.client));
    QVERIFY(store().clientKeys().find(script.client.uuid()).value() != nullptr);
    QVERIFY(!retention().carryOut(*act, QStringLiteral("supervisor-4"))); // not done while the key is left
    VERIFY_RESULT(store().clientKeys().connection().run("DROP TRIGGER refuses"));
    // A backup that is made now still has the key.
    QVERIFY(isKeyFileOwed(store()).value());
    VERIFY_RESULT(makeBackup(*m_bench->vault, m_bench->dir.filePath(QStringLiteral("backups")), QStringLiteral("x")));
    QVERIFY(!isKeyFileOwed(store()).value());
    if (isReopened) {
        VERIFY_RESULT(m_bench->open(m_bench->teller));
        QVERIFY(store().clientKeys().find(script.client.uuid()).value() == nullptr);
        QVERIFY(store().clientKeys().find(other.client.uuid()).value() != nullptr);
        QVERIFY(isKeyFileOwed(store()).value());
    }
    QCOMPARE(retention().carryOut(*act, QStringLiteral("supervisor-4")).value(), 2);
    for (const casefile::ClientId& client : clients)
        QVERIFY(store().clientKeys().find(client.uuid()).value() == nullptr);
    QVERIFY(!retention().carryOut(*act, QStringLiteral("supervisor-4"))); // done
    QCOMPARE(store().journal().read({.kinds = {casefile::Kind::ClientDestroyed}})->size(), static_cast<std::size_t>(2));
}

void TestRetention::copiesOfAMigrationGoWithTheFirstClient()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play({script.opened(), script.recorded()}));
    VERIFY_RESULT(finish(script));
    VERIFY_RESULT(retention().relationEnded(
        script.client, m_bench->clock.wall(), QStringLiteral("bank"), QStringLiteral("gateway")));
    VERIFY_RESULT(store().connection().run("DROP INDEX objects_unfinished"));
    VERIFY_RESULT(store().connection().setVersion(4)); // the step to 5 can be taken again
    m_bench->vault.reset();
    const QString files = m_bench->folder() + QStringLiteral("/g000001/");
    const QByteArray before = test::readFile(files + QStringLiteral("vault.db"));
    // A copy of an earlier attempt, after which the older program went on.
    test::writeFile(files + QStringLiteral("vault.db.before-4"), "what was there then");
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QCOMPARE(store().connection().version().value(), 5);
    // Only what is changed is copied, whole; the keys stay in one file.
    const QStringList copies{QStringLiteral("*.before-*")};
    QCOMPARE(QDir(files).entryList(copies), QStringList{QStringLiteral("vault.db.before-4")});
    QCOMPARE(test::readFile(files + QStringLiteral("vault.db.before-4")), before);
    m_bench->clock.advance(std::chrono::hours(24 * 1900));
    const auto act = retention().propose({script.client}, QStringLiteral("time"), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(act);
    VERIFY_RESULT(retention().approve(*act, QStringLiteral("supervisor-4")));
    VERIFY_RESULT(retention().carryOut(*act, QStringLiteral("supervisor-4")));
    QVERIFY(QDir(files).entryList(copies).isEmpty());
}

// What the older program left is made anew from the journal; where a part of it is not there, once it is.
void TestRetention::aMissingVolumeKeepsNoMigratedVaultClosed()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play({script.opened(), script.recorded()}));
    VERIFY_RESULT(finish(script));
    m_bench->clock.advance(std::chrono::hours(24 * 120));
    const auto volume = retention().sealOld(m_bench->workstation, QStringLiteral("w"));
    VERIFY_RESULT(volume);
    QVERIFY(*volume);
    storage::Connection& connection = store().connection();
    VERIFY_RESULT(connection.run("UPDATE clients SET relation_ended = 1"));
    VERIFY_RESULT(connection.run("DROP INDEX objects_unfinished"));
    VERIFY_RESULT(connection.setVersion(4));
    const QString away = (*volume)->file + QStringLiteral(".away");
    QVERIFY(QFile::rename((*volume)->file, away));
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QVERIFY(store().client(script.client)->relationEnded);
    QCOMPARE(checkVolumes(store().connection(), m_bench->vault->volumeFolder())->brokenVolume, qint64(1));
    QVERIFY(QFile::rename(away, (*volume)->file));
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QVERIFY(!store().client(script.client)->relationEnded);
    QVERIFY(store().projectionFits().value());
}

void TestRetention::aVolumeIsNeverTooLargeToBeRead()
{
    const QString longText(16'384, u'ж'); // the longest an event may carry, two bytes a letter
    VERIFY_RESULT(store().write([&](Writer& writer) -> Result<> {
        for (int number = 0; number < 1250; ++number) {
            const auto entry =
                writer.append({casefile::Kind::SettingChanged, m_bench->clock.wall(), QStringLiteral("w"), {}, {},
                    {{QStringLiteral("setting"), QStringLiteral("s")}, {QStringLiteral("from"), longText},
                        {QStringLiteral("to"), longText}}});
            if (!entry)
                return failure(entry);
        }
        return {};
    }));
    m_bench->clock.advance(std::chrono::hours(24 * 120));
    for (int number = 1; number <= 2; ++number) {
        const auto volume = retention().sealOld(m_bench->workstation, QStringLiteral("w"));
        VERIFY_RESULT(volume);
        QVERIFY(*volume);
        QVERIFY(QFileInfo((*volume)->file).size() < 66 * 1024 * 1024);
    }
    QVERIFY(!*retention().sealOld(m_bench->workstation, QStringLiteral("w")));
    const auto volumes = checkVolumes(store().connection(), m_bench->vault->volumeFolder());
    VERIFY_RESULT(volumes);
    QCOMPARE(volumes->volumes, 2);
    QCOMPARE(volumes->brokenVolume, qint64(0));
}

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
