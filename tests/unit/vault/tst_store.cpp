#include "support/vaultbench.h"

#include <vault/errors.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::vault;
using casefile::Kind;

class TestStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aCaseIsKeptAndFolded();
    void whatTheCaseDoesNotAllowLeavesNoTrace();
    void oneTransactionHoldsEventAndOriginal_MFO34();
    void clipsAreStreamedAndRemnantsDiscarded();
    void whoLooksAtAPictureIsWrittenDown_MFO32();
    void clientsAreFound();
    void attemptsCountAcrossCases();
    void theProjectionIsRebuiltIdentically();
    void aRebuildKeepsWhatIsToBeSentAgain();
    void aMissingLineOfTheOutboxIsFoundAndMadeAgain();
    void rowsAreNeverChangedOrCut_MFO32();
    void aChangedEventIsNamed();
    void rollBacksAreNamed();
    void theJournalIsFiltered();
    void anAuditSinkWritesByName();

private:
    [[nodiscard]] Store& store() { return m_bench->vault->store(); }
    std::unique_ptr<test::VaultBench> m_bench;
};

void TestStore::init()
{
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
}

void TestStore::aCaseIsKeptAndFolded()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    VERIFY_RESULT(m_bench->vault->close(QStringLiteral("teller-17")));
    VERIFY_RESULT(m_bench->open(m_bench->supervisor));
    const auto state = store().caseState(script.id);
    VERIFY_RESULT(state);
    QVERIFY(state->isSettled());
    QVERIFY(store().cases(CaseList::Unsettled)->empty());
    QCOMPARE(store().casesOf(script.client)->size(), std::size_t(1));
    const auto chain = checkChain(store().connection(), store().vault(), m_bench->workstation.certificate());
    VERIFY_RESULT(chain);
    QVERIFY(chain->isWhole);
    QCOMPARE(chain->last, store().journal().head().sequence);
}

void TestStore::whatTheCaseDoesNotAllowLeavesNoTrace()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(store().append(script.opened()));
    const auto head = store().journal().head();
    QVERIFY(!store().append(script.started(1)));
    QCOMPARE(store().journal().head().sequence, head.sequence);
    VERIFY_RESULT(store().append(script.recorded()));
}

void TestStore::oneTransactionHoldsEventAndOriginal_MFO34()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(store().append(script.opened()));
    const QByteArray original("%PDF-1.7 \x00\xff byte for byte", 26);
    std::optional<ObjectId> kept;
    const auto head = store().journal().head();
    const Result<> refused = store().write([&](Writer& writer) -> Result<> {
        const auto info = writer.keep(ObjectKind::Original, script.client, script.id, original);
        if (!info)
            return failure(info);
        kept = info->id;
        const auto entry = writer.append(script.documentSigned()); // no such document
        return entry ? Result<>() : failure(entry);
    });
    QVERIFY(!refused);
    QVERIFY(!store().readObject(*kept));
    QCOMPARE(store().journal().head().hash, head.hash);
    VERIFY_RESULT(store().write([&](Writer& writer) -> Result<> {
        const auto info = writer.keep(ObjectKind::Original, script.client, script.id, original);
        if (!info)
            return failure(info);
        kept = info->id;
        const auto entry = writer.append(script.documentMade());
        return entry ? Result<>() : failure(entry);
    }));
    QCOMPARE(store().readObject(*kept).value(), original);
}

void TestStore::clipsAreStreamedAndRemnantsDiscarded()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(store().append(script.opened()));
    QByteArray clip;
    ObjectId id(core::Uuid{});
    {
        auto writer = store().writeObject(ObjectKind::Clip, script.client, script.id);
        VERIFY_RESULT(writer);
        id = (*writer)->info().id;
        for (int i = 0; i < 9; ++i) {
            const QByteArray piece(200'000, static_cast<char>('a' + i));
            clip += piece;
            VERIFY_RESULT((*writer)->write(piece));
        }
        QVERIFY(!store().readObject(id));
        VERIFY_RESULT((*writer)->finish());
    }
    QCOMPARE(store().readObject(id).value(), clip);
    {
        auto writer = store().writeObject(ObjectKind::Clip, script.client, script.id);
        VERIFY_RESULT((*writer)->write(clip));
        // As a crash would leave it: nobody ends it, nobody frees it.
        static const void* volatile remnant = nullptr;
        remnant = writer->release();
        QVERIFY(remnant != nullptr);
    }
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QCOMPARE(m_bench->vault->opening().discarded, 1);
    QCOMPARE(store().objectsOf(script.client)->size(), std::size_t(1));
}

void TestStore::whoLooksAtAPictureIsWrittenDown_MFO32()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play({script.opened(), script.recorded()}));
    ObjectId picture = ObjectId::make(m_bench->clock);
    VERIFY_RESULT(store().write([&](Writer& writer) -> Result<> {
        const auto kept = writer.keep(ObjectKind::Picture, script.client, script.id, "picture");
        if (!kept)
            return failure(kept);
        picture = kept->id;
        return {};
    }));
    QCOMPARE(store().readObject(picture).value(), QByteArray("picture"));
    QVERIFY(store().journal().read({.kinds = {Kind::PictureViewed}})->empty()); // the program for itself
    QCOMPARE(store().viewObject(picture, QStringLiteral("complaint"), QStringLiteral("supervisor-3")).value(),
        QByteArray("picture"));
    const auto seen = store().journal().read({.kinds = {Kind::PictureViewed}});
    VERIFY_RESULT(seen);
    QCOMPARE(seen->size(), std::size_t(1));
    QCOMPARE(seen->front().entry.actor, QStringLiteral("supervisor-3"));
    QCOMPARE(seen->front().fields->value(u"why").toString(), QStringLiteral("complaint"));
    QVERIFY(!store().viewObject(ObjectId::make(m_bench->clock), QStringLiteral("x"), QStringLiteral("y")));
    QCOMPARE(store().journal().read({.kinds = {Kind::PictureViewed}})->size(), std::size_t(1));
}

void TestStore::clientsAreFound()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(store().append(script.opened()));
    casefile::Event recorded = script.recorded();
    recorded.fields.insert(QStringLiteral("phone"), QStringLiteral("+7 701 000 00 25"));
    VERIFY_RESULT(store().append(recorded));
    QCOMPARE(store().find(SearchField::Iin, QStringLiteral("850712300011"))->front(), script.client);
    QCOMPARE(store().find(SearchField::Phone, QStringLiteral("8(701)0000025"))->front(), script.client);
    QCOMPARE(store().find(SearchField::Document, QStringLiteral("012345678"))->front(), script.client);
    QVERIFY(store().find(SearchField::Iin, QStringLiteral("850712300012"))->empty());
    const auto record = store().client(script.client);
    VERIFY_RESULT(record);
    QCOMPARE(record->data.value(u"iin").toString(), QStringLiteral("850712300011"));
}

void TestStore::attemptsCountAcrossCases()
{
    const core::WallTime since = m_bench->clock.wall();
    test::CaseScript first(m_bench->clock);
    VERIFY_RESULT(m_bench->play({first.opened(), first.recorded(), first.present(),
        first.consented(casefile::kConsentPersonalData), first.consented(casefile::kConsentPalmScan)}));
    VERIFY_RESULT(store().append(first.started(1)));
    VERIFY_RESULT(store().append(first.finished(casefile::Verdict::NotAuthentic)));
    VERIFY_RESULT(store().append(first.started(2)));
    VERIFY_RESULT(store().append(first.voided()));
    const auto earlier = store().attemptsSince(QStringLiteral("850712300011"), since);
    VERIFY_RESULT(earlier);
    QCOMPARE(*earlier, (QList<casefile::EarlierAttempts>{{casefile::Modality::Palm, casefile::Hand::Right, 1, 1}}));
    QVERIFY(store().attemptsSince(QStringLiteral("850712300011"), m_bench->clock.wall())->isEmpty());
    QVERIFY(store().attemptsSince(QStringLiteral("850712300011"), since, first.id)->isEmpty());
}

void TestStore::theProjectionIsRebuiltIdentically()
{
    test::CaseScript first(m_bench->clock);
    VERIFY_RESULT(m_bench->play(first.ordinary()));
    test::CaseScript second(m_bench->clock, QStringLiteral("900101300017"));
    VERIFY_RESULT(m_bench->play({second.opened(), second.recorded(), second.asked()}));
    VERIFY_RESULT(store().append({Kind::HoldSet, m_bench->clock.wall(), QStringLiteral("supervisor-3"), second.client,
        {}, {{QStringLiteral("reason"), QStringLiteral("court")}}}));
    const auto before = store().projection();
    VERIFY_RESULT(before);
    VERIFY_RESULT(store().rebuild());
    QCOMPARE(store().projection().value(), *before);
    QCOMPARE(store().cases(CaseList::WithQuestion)->size(), std::size_t(1));
}

// What was asked for again follows from no event: the way through the earlier endings does not take it away.
void TestStore::aRebuildKeepsWhatIsToBeSentAgain()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play({script.opened(), script.recorded(), script.ended(casefile::Ending::Abandoned),
        script.documentMade(), script.documentSigned()}));
    const auto rows = store().outbox();
    VERIFY_RESULT(rows);
    QCOMPARE(rows->size(), std::size_t(1));
    OutboxRow refused = rows->front();
    refused.state = casefile::Delivery::Refused;
    refused.fingerprint = QByteArray(32, 'f');
    OutboxRow again = rows->front();
    m_bench->clock.advance(std::chrono::minutes(1));
    again.id = core::Uuid::make(m_bench->clock);
    again.created = m_bench->clock.wall();
    again.tries = 2;
    VERIFY_RESULT(store().write([&](Writer& writer) -> Result<> {
        const Result<> put = writer.queue(refused);
        return put ? writer.queue(again) : put;
    }));
    const auto before = store().projection();
    VERIFY_RESULT(before);
    QVERIFY(store().projectionFits().value());
    VERIFY_RESULT(store().rebuild());
    QCOMPARE(store().projection().value(), *before);
    const auto kept = store().outboxRow(again.id);
    VERIFY_RESULT(kept);
    QVERIFY(kept->has_value());
    QCOMPARE((*kept)->tries, 2);
}

// As a page put back would leave it: what is owed to the bank would never be sent.
void TestStore::aMissingLineOfTheOutboxIsFoundAndMadeAgain()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    const auto rows = store().outbox();
    VERIFY_RESULT(rows);
    QCOMPARE(rows->size(), std::size_t(1));
    QVERIFY(store().projectionFits().value());
    VERIFY_RESULT(store().connection().run("DELETE FROM outbox"));
    QVERIFY(!store().projectionFits().value());
    VERIFY_RESULT(store().rebuild());
    QVERIFY(store().projectionFits().value());
    QCOMPARE(store().outbox()->size(), std::size_t(1));
    QVERIFY(store().outbox()->front().id == rows->front().id);
}

void TestStore::rowsAreNeverChangedOrCut_MFO32()
{
    storage::Connection& connection = store().connection();
    QVERIFY(!connection.run("UPDATE journal SET actor = 'x' WHERE sequence = 1"));
    QVERIFY(!connection.run("DELETE FROM journal"));
    QVERIFY(!connection.run("INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE sequence = 1"));
    QVERIFY(!connection.run("UPDATE anchors SET sequence = 0") || connection.changes() == 0);
}

void TestStore::aChangedEventIsNamed()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    storage::Connection& connection = store().connection();
    const auto verdict = [&] {
        return checkChain(connection, store().vault(), m_bench->workstation.certificate()).value();
    };
    // Somebody who holds the data key takes the triggers away and edits.
    VERIFY_RESULT(connection.run("DROP TRIGGER journal_no_update"));
    VERIFY_RESULT(connection.run("UPDATE journal SET actor = 'teller-18' WHERE sequence = 6"));
    QCOMPARE(verdict().brokenAt, quint64(6));
    QVERIFY(verdict().fault == casefile::Linker::Fault::Hash);
    VERIFY_RESULT(connection.run("UPDATE journal SET actor = 'teller-17' WHERE sequence = 6"));
    QVERIFY(verdict().isWhole);
    // Two payloads swapped.
    VERIFY_RESULT(
        connection.run("CREATE TEMP TABLE two AS SELECT sequence, payload FROM journal WHERE sequence IN (5, 7)"));
    VERIFY_RESULT(connection.run(
        "UPDATE journal SET payload = (SELECT payload FROM two WHERE two.sequence = 12 - journal.sequence)"
        " WHERE sequence IN (5, 7)"));
    QCOMPARE(verdict().brokenAt, quint64(5));
    QVERIFY(verdict().fault == casefile::Linker::Fault::Payload);
    VERIFY_RESULT(connection.run("UPDATE journal SET payload = (SELECT payload FROM two WHERE two.sequence ="
                                 " journal.sequence) WHERE sequence IN (5, 7)"));
    // A gap.
    VERIFY_RESULT(
        connection.run("INSERT INTO journal SELECT (SELECT max(sequence) + 5 FROM journal), time, kind, actor,"
                       " client, case_id, payload, payload_digest, previous, hash, signature FROM journal"
                       " WHERE sequence = 1"));
    QCOMPARE(verdict().brokenAt, store().journal().head().sequence + 1);
    QVERIFY(verdict().fault == casefile::Linker::Fault::Sequence);
    // A workstation signature taken away.
    VERIFY_RESULT(connection.run("UPDATE journal SET signature = x'' WHERE kind = 12"));
    QVERIFY(verdict().signatureWrong);
}

void TestStore::rollBacksAreNamed()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    const core::JournalHead anchored = store().journal().head();
    QVERIFY(m_bench->vault->meetAnchor(anchored, QStringLiteral("gateway")).value() == core::AnchorVerdict::Continues);
    QCOMPARE(store().journal().lastAnchor()->sequence, anchored.sequence);
    core::JournalHead ahead = store().journal().head();
    ahead.sequence += 5;
    QVERIFY(m_bench->vault->meetAnchor(ahead, QStringLiteral("gateway")).value() == core::AnchorVerdict::RolledBack);
    core::JournalHead other = anchored;
    other.hash[0] = static_cast<char>(other.hash.at(0) ^ 1);
    QVERIFY(m_bench->vault->meetAnchor(other, QStringLiteral("gateway")).value() == core::AnchorVerdict::Forked);
    const auto found = store().journal().read({.kinds = {Kind::RollbackFound}});
    VERIFY_RESULT(found);
    QCOMPARE(found->size(), std::size_t(2));
    QCOMPARE(found->back().fields->value(u"verdict").toString(), QStringLiteral("rolled-back"));
}

void TestStore::theJournalIsFiltered()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    const auto ofCase = store().journal().read({.caseId = script.id});
    QCOMPARE(ofCase->size(), script.ordinary().size());
    QVERIFY(ofCase->front().entry.sequence > ofCase->back().entry.sequence);
    QCOMPARE(store().journal().read({.kinds = {Kind::AttemptStarted}})->size(), std::size_t(2));
    QCOMPARE(store().journal().read({.actor = QStringLiteral("nobody")})->size(), std::size_t(0));
    const auto page = store().journal().read({.most = 3});
    const auto next = store().journal().read({.before = page->back().entry.sequence, .most = 3});
    QCOMPARE(next->front().entry.sequence, page->back().entry.sequence - 1);
}

void TestStore::anAuditSinkWritesByName()
{
    JournalSink sink(store(), QStringLiteral("workstation"));
    VERIFY_RESULT(sink.record("screen.locked", {{QStringLiteral("why"), QStringLiteral("idle")}}));
    QVERIFY(!sink.record("screen.painted", {}));
    QCOMPARE(store().journal().read({.kinds = {Kind::ScreenLocked}})->size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
