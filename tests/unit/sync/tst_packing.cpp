#include "syncbench.h"

#include <casefile/cipher.h>
#include <casefile/fold.h>
#include <sync/errors.h>
#include <wire/shownevents.h>

#include <QDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::sync;
using casefile::Delivery;

// What a settled case owes the bank stands in the outbox at once, and is packed whole.
class TestPacking : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theTransactionThatSettlesOwesThePackage();
    void aRebuildOwesTheSame();
    void thePackageHoldsTheWholeCase();
    void packingTwiceIsPackingOnce();
    void whatTheSpoolLostIsLaidThereAgain();
    void aCaseWaitsForItsStamps();
    void whatCannotBePackedSaysWhyAndHoldsNobodyUp();
    void aCaseThatGoesOnSupersedesWhatWasNotTaken();
    void aRefusedPackageIsMadeAnewAndSuperseded();
    void anOlderProgramsCasesAreOwed();

private:
    [[nodiscard]] Result<int> pack(const PackingRules& rules = {})
    {
        vault::Spool spool = m_bench->spool();
        return packOwed(m_bench->store(), m_bench->sender(), spool, rules);
    }
    std::unique_ptr<test::SyncBench> m_bench;
};

void TestPacking::init()
{
    m_bench = std::make_unique<test::SyncBench>();
    VERIFY_RESULT(m_bench->bench.create());
}

void TestPacking::theTransactionThatSettlesOwesThePackage()
{
    test::CaseScript script(m_bench->clock());
    VERIFY_RESULT(m_bench->settle(script));
    const auto rows = m_bench->rows();
    QCOMPARE(rows.size(), std::size_t(1));
    QVERIFY(rows.front().caseId == script.id);
    QVERIFY(rows.front().state == Delivery::Queued);
    QVERIFY(rows.front().fingerprint.isEmpty());
    QCOMPARE(rows.front().priority, 5);
    // A transaction that does not end leaves neither.
    test::CaseScript other(m_bench->clock(), QStringLiteral("900101300017"));
    VERIFY_RESULT(m_bench->bench.play({other.opened()}));
    const Result<> failed = m_bench->store().write([&](vault::Writer& writer) -> Result<> {
        const auto ended = writer.append(other.ended(casefile::Ending::Aborted));
        if (!ended)
            return failure(ended);
        return failure(vault::kClosed, ErrorKind::Retry, QStringLiteral("the power went"));
    });
    QVERIFY(!failed);
    QCOMPARE(m_bench->rows().size(), std::size_t(1));
    // A withdrawal goes first (BIO-40).
    test::CaseScript third(m_bench->clock(), QStringLiteral("951231600025"));
    VERIFY_RESULT(m_bench->settle(third, 0, casefile::Ending::Withdrawn));
    QCOMPARE(m_bench->rows().front().priority, 0);
    QVERIFY(m_bench->rows().front().caseId == third.id);
}

void TestPacking::aRebuildOwesTheSame()
{
    test::CaseScript script(m_bench->clock());
    VERIFY_RESULT(m_bench->settle(script));
    const auto before = m_bench->rows();
    VERIFY_RESULT(m_bench->store().rebuild());
    QCOMPARE(m_bench->rows().size(), std::size_t(1));
    QVERIFY(m_bench->rows().front().id == before.front().id);
    QCOMPARE(pack().value(), 1);
    VERIFY_RESULT(m_bench->store().rebuild());
    QCOMPARE(m_bench->rows().size(), std::size_t(1));
    QVERIFY(!m_bench->rows().front().fingerprint.isEmpty());
    QVERIFY(m_bench->store().projectionFits().value());
}

void TestPacking::thePackageHoldsTheWholeCase()
{
    test::CaseScript script(m_bench->clock());
    VERIFY_RESULT(m_bench->settle(script, 3000));
    const core::JournalHead head = m_bench->store().journal().head();
    QCOMPARE(pack().value(), 1);
    const auto listed = m_bench->spool().list();
    VERIFY_RESULT(listed);
    QCOMPARE(listed->size(), std::size_t(1));
    const auto sealed = m_bench->spool().read(listed->front().about.package);
    VERIFY_RESULT(sealed);
    const auto opened = wire::openPackage(*sealed, m_bench->bank);
    VERIFY_RESULT(opened);
    const wire::PackageContext& context = opened->manifest.context;
    QVERIFY(context.package.uuid() == m_bench->rows().front().id);
    QCOMPARE(context.workstation, QStringLiteral("almaty-3-07"));
    QVERIFY(context.caseId == script.id && context.client == script.client);
    QCOMPARE(context.number, quint64(1));
    QCOMPARE(context.journal.sequence, head.sequence);
    QCOMPARE(opened->fingerprint, m_bench->rows().front().fingerprint);
    QVERIFY(opened->signer == m_bench->bench.workstation.holder());
    QMap<wire::PartKind, int> kinds;
    for (const wire::Part& part : opened->parts)
        ++kinds[part.kind];
    QCOMPARE(kinds, (QMap<wire::PartKind, int>{{wire::PartKind::Events, 1}, {wire::PartKind::Document, 1},
                        {wire::PartKind::Template, 1}, {wire::PartKind::Clip, 1}}));
    const auto document = std::ranges::find(opened->parts, wire::PartKind::Document, &wire::Part::kind);
    QVERIFY(document->id == script.document); // found by the id that the events name
    const auto events = wire::decodeEvents(opened->parts.front().bytes, script.client, script.id);
    VERIFY_RESULT(events);
    std::vector<casefile::Event> told;
    for (const wire::ShownEvent& shown : *events)
        told.push_back(shown.event);
    VERIFY_RESULT(casefile::fold(told));
    QVERIFY(casefile::fold(told)->isSettled());
    // BIO-28, MFO-26: each key opens its one line of the journal, and the chain is the bank's to hold them against.
    const auto line = m_bench->store().journal().read({.caseId = script.id, .before = events->back().sequence + 1});
    VERIFY_RESULT(line);
    VERIFY_RESULT(casefile::openPayload(events->back().key, line->front().entry.payload));
    // The journal says that it is queued; the fold of the case knows.
    const auto state = m_bench->store().caseState(script.id);
    VERIFY_RESULT(state);
    QVERIFY(state->packages.value(context.package.uuid()) == Delivery::Queued);
}

void TestPacking::packingTwiceIsPackingOnce()
{
    test::CaseScript script(m_bench->clock());
    VERIFY_RESULT(m_bench->settle(script));
    QCOMPARE(pack().value(), 1);
    const auto sequence = m_bench->store().journal().head().sequence;
    QCOMPARE(pack().value(), 0);
    QCOMPARE(m_bench->store().journal().head().sequence, sequence);
    test::CaseScript other(m_bench->clock(), QStringLiteral("900101300017"));
    VERIFY_RESULT(m_bench->settle(other));
    QCOMPARE(pack().value(), 1);
    const auto listed = m_bench->spool().list();
    const auto opened = wire::openPackage(m_bench->spool().read(listed->back().about.package).value(), m_bench->bank);
    QCOMPARE(opened->manifest.context.number, quint64(2));
    QVERIFY(listed->front().about.lane != listed->back().about.lane);
}

void TestPacking::whatTheSpoolLostIsLaidThereAgain()
{
    test::CaseScript script(m_bench->clock());
    VERIFY_RESULT(m_bench->settle(script));
    QCOMPARE(pack().value(), 1);
    const core::Uuid id = m_bench->rows().front().id;
    vault::Spool spool = m_bench->spool();
    VERIFY_RESULT(spool.remove(id));
    VERIFY_RESULT(matchSpool(m_bench->store(), m_bench->sender(), spool));
    const auto opened = wire::openPackage(spool.read(id).value(), m_bench->bank);
    VERIFY_RESULT(opened);
    QCOMPARE(opened->fingerprint, m_bench->rows().front().fingerprint);
}

void TestPacking::aCaseWaitsForItsStamps()
{
    test::CaseScript script(m_bench->clock());
    VERIFY_RESULT(m_bench->settle(script));
    const PackingRules rules{std::chrono::minutes(2)};
    QCOMPARE(pack(rules).value(), 0);
    m_bench->clock().advance(std::chrono::minutes(1));
    const QByteArray raised = "%PDF-1.7 signed " + script.id.toString().toLatin1() + " and stamped";
    VERIFY_RESULT(m_bench->store().write([&](vault::Writer& writer) -> Result<> {
        const auto kept = writer.keep(vault::ObjectKind::Original, script.client, script.id, raised);
        if (!kept)
            return failure(kept);
        const auto entry = writer.append(script.make(casefile::Kind::DocumentStamped,
            {{QStringLiteral("document"), script.document.toString()},
                {QStringLiteral("digest"), QString::fromLatin1(core::toHex(core::sha256(raised)))}}));
        return entry ? Result<>() : failure(entry);
    }));
    QCOMPARE(pack(rules).value(), 1); // all are stamped: no longer
    const auto opened = wire::openPackage(m_bench->spool().read(m_bench->rows().front().id).value(), m_bench->bank);
    VERIFY_RESULT(opened);
    QList<QByteArray> documents;
    for (const wire::Part& part : opened->parts) {
        if (part.kind == wire::PartKind::Document || part.kind == wire::PartKind::Original)
            documents.append(part.bytes);
    }
    QCOMPARE(documents, QList<QByteArray>{raised}); // the newest revision, once
    test::CaseScript other(m_bench->clock(), QStringLiteral("900101300017"));
    VERIFY_RESULT(m_bench->settle(other));
    QCOMPARE(pack(rules).value(), 0);
    m_bench->clock().advance(std::chrono::minutes(3));
    QCOMPARE(pack(rules).value(), 1); // patience ends
}

void TestPacking::whatCannotBePackedSaysWhyAndHoldsNobodyUp()
{
    test::CaseScript broken(m_bench->clock());
    VERIFY_RESULT(m_bench->bench.play({broken.opened(), broken.ended(casefile::Ending::Aborted), broken.documentMade(),
        broken.documentSigned()})); // a document that nobody kept
    test::CaseScript good(m_bench->clock(), QStringLiteral("900101300017"));
    VERIFY_RESULT(m_bench->settle(good));
    QCOMPARE(pack().value(), 1);
    const auto rows = m_bench->rows();
    QCOMPARE(rows.size(), std::size_t(2));
    const auto row = std::ranges::find_if(rows, [&](const vault::OutboxRow& one) { return one.caseId == broken.id; });
    QCOMPARE(row->reason, kPartMissing.toString());
    QCOMPARE(row->tries, 1);
    QCOMPARE(pack().value(), 0); // not at once again
    QCOMPARE(m_bench->store().outboxRow(row->id).value()->tries, 1);
    m_bench->clock().advance(std::chrono::minutes(20));
    QCOMPARE(pack().value(), 0);
    QCOMPARE(m_bench->store().outboxRow(row->id).value()->tries, 2);
}

void TestPacking::aCaseThatGoesOnSupersedesWhatWasNotTaken()
{
    test::CaseScript script(m_bench->clock());
    std::vector<casefile::Event> events{script.opened(), script.recorded(), script.present(),
        script.consented(casefile::kConsentPersonalData), script.consented(casefile::kConsentPalmScan),
        script.started(1), script.finished(casefile::Verdict::Authentic), script.formed(), script.awaited(),
        script.decided(casefile::Outcome::Awaited), script.ended(casefile::Ending::Awaited)};
    VERIFY_RESULT(m_bench->bench.play(events));
    QCOMPARE(pack().value(), 1);
    const core::Uuid first = m_bench->rows().front().id;
    VERIFY_RESULT(m_bench->bench.play({script.answered(casefile::MatchOutcome::Match),
        script.make(casefile::Kind::CaseReopened, {{QStringLiteral("why"), QStringLiteral("answered")}}),
        script.decided(casefile::Outcome::Accepted), script.ended(casefile::Ending::Accepted)}));
    QCOMPARE(m_bench->count(Delivery::Queued), 2);
    QCOMPARE(pack().value(), 1);
    QCOMPARE(m_bench->count(Delivery::Queued), 1);
    QCOMPARE(m_bench->count(Delivery::Superseded), 1);
    vault::Spool spool = m_bench->spool();
    VERIFY_RESULT(matchSpool(m_bench->store(), m_bench->sender(), spool));
    QCOMPARE(spool.list()->size(), std::size_t(1));
    QVERIFY(spool.list()->front().about.package != first);
    const auto state = m_bench->store().caseState(script.id);
    QVERIFY(state->packages.value(first) == Delivery::Superseded);
}

void TestPacking::aRefusedPackageIsMadeAnewAndSuperseded()
{
    test::CaseScript script(m_bench->clock());
    VERIFY_RESULT(m_bench->settle(script));
    QCOMPARE(pack().value(), 1);
    const core::Uuid first = m_bench->rows().front().id;
    const auto early = packAgain(m_bench->store(), first);
    QVERIFY(!early);
    QCOMPARE(early.error().code.toString(), kNotRefused.toString());
    VERIFY_RESULT(noteRefused(m_bench->store(), first, QStringLiteral("reference.teller-unknown")));
    m_bench->clock().advance(std::chrono::seconds(1));
    const auto again = packAgain(m_bench->store(), first);
    VERIFY_RESULT(again);
    QVERIFY(packAgain(m_bench->store(), first).value() == *again); // asked twice, made once
    QCOMPARE(m_bench->count(Delivery::Refused), 1);
    QCOMPARE(pack().value(), 1);
    QCOMPARE(m_bench->count(Delivery::Refused), 0);
    QCOMPARE(m_bench->count(Delivery::Superseded), 1);
    vault::Spool spool = m_bench->spool();
    VERIFY_RESULT(matchSpool(m_bench->store(), m_bench->sender(), spool));
    QCOMPARE(spool.list()->size(), std::size_t(1));
    QVERIFY(spool.list()->front().about.package == *again);
}

void TestPacking::anOlderProgramsCasesAreOwed()
{
    test::CaseScript script(m_bench->clock());
    VERIFY_RESULT(m_bench->settle(script));
    VERIFY_RESULT(m_bench->store().connection().run("DELETE FROM outbox"));
    VERIFY_RESULT(m_bench->store().oweWhatIsSettled());
    QCOMPARE(m_bench->rows().size(), std::size_t(1));
    VERIFY_RESULT(m_bench->store().oweWhatIsSettled());
    QCOMPARE(m_bench->rows().size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestPacking)
#include "tst_packing.moc"
