#include "referencebench.h"

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::reference;
using wire::Verdict;

/// What a supervisor may, and what only a signed word allows.
class TestReferenceRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSupervisorMayAllowNewAttempts();
    void aSupervisorMayDecide();
    void aJournalIsNotForkedInSilence();
};

// BIO-22: before the interval is over a supervisor may allow a client new attempts; then those of before do not stand
// against the new case, and its own three do.
void TestReferenceRules::aSupervisorMayAllowNewAttempts()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const auto client = bench.client();
    const auto failed = [&bench](bool isApproved) {
        test::CaseScript script(bench.vault.clock, test::kClientIin);
        std::vector<casefile::Event> events{script.opened(), script.recorded(), script.present(),
            script.consented(casefile::kConsentPersonalData), script.consented(casefile::kConsentPalmScan)};
        if (isApproved)
            events.front().fields.insert(QStringLiteral("approvedBy"), bench.idOf(simulation::DemoPerson::Supervisor));
        for (int i = 1; i <= 3; ++i) {
            events.push_back(script.started(i));
            events.push_back(script.finished(casefile::Verdict::NotAuthentic));
        }
        events.push_back(script.documentMade());
        events.push_back(script.ended(casefile::Ending::Aborted));
        events.push_back(script.documentSigned());
        return bench.play(script, events);
    };
    const auto first = failed(false);
    const auto second = failed(true);
    VERIFY_RESULT(second);
    QVERIFY(bench.deliver(*client, *bench.seal(*first))->verdict == Verdict::ChainPending);
    const auto receipt = bench.deliver(*client, *bench.seal(*second));
    QVERIFY(receipt);
    QVERIFY2(receipt->verdict == Verdict::ChainPending, qPrintable(receipt->reason));
}

void TestReferenceRules::aSupervisorMayDecide()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const auto client = bench.client();
    const QString supervisor = bench.idOf(simulation::DemoPerson::Supervisor);
    test::CaseScript script(bench.vault.clock, test::kClientIin);
    std::vector<casefile::Event> events{script.opened(), script.recorded(), script.present(),
        script.consented(casefile::kConsentPersonalData), script.consented(casefile::kConsentPalmScan),
        script.started(1), script.finished(casefile::Verdict::Authentic), script.formed(), script.documentMade(),
        script.asked(), script.replied(supervisor),
        script.decided(casefile::Outcome::Accepted, QStringLiteral("supervisor"), supervisor),
        script.ended(casefile::Ending::Accepted), script.documentSigned()};
    const auto played = bench.play(script, events);
    VERIFY_RESULT(played);
    const auto receipt = bench.deliver(*client, *bench.seal(*played));
    QVERIFY(receipt);
    QVERIFY2(receipt->verdict == Verdict::ChainPending, qPrintable(receipt->reason));
}

// What begins in the middle of another journal is taken only with the signed word that a vault was put back.
void TestReferenceRules::aJournalIsNotForkedInSilence()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    VERIFY_RESULT(bench.ordinary());
    const auto client = bench.client();
    const auto head = bench.sendJournal(*client);
    QVERIFY(head);
    QByteArray entries;
    VERIFY_RESULT(bench.vault.vault->store().journal().visit(4, [&](const casefile::Entry& entry) -> Result<bool> {
        entries += casefile::encode(entry);
        return true;
    }));
    const core::Uuid another = core::Uuid::make(bench.vault.clock);
    const auto refused = client->putJournal(another, entries);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("reference.journal-gap"));
    QCOMPARE(client->journalHead(another)->sequence, std::uint64_t(0));
    QVERIFY(bench.alarms.isEmpty());
}

QTEST_GUILESS_MAIN(TestReferenceRules)
#include "tst_referencerules.moc"
