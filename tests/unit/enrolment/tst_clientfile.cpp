#include "counterbench.h"

#include <enrolment/clientfile.h>
#include <enrolment/slip.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace tirkeu;
using namespace tirkeu::enrolment;
using casefile::ConsentState;
using casefile::Ending;
using casefile::Hand;
using casefile::Kind;

/// What a known client's card is made of.
class TestClientFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }
    void consentsPalmsAndDocumentsAreTold();
    void whatIsNotSignedDoesNotStand();
    void aWithdrawalIsTheNewestWord_BIO41();
    void aWithdrawalNeedsAnActThatSaysSo();
    void findsByIinDocumentAndPhone();
    void oneDocumentIsGivenOut_BIO17();
    void aSlipKnowsWhatItIsFor();

private:
    Result<> enrol(std::uint64_t person);
    [[nodiscard]] ClientFile file();

    std::optional<test::CounterBench> m_bench;
};

void TestClientFile::init()
{
    m_bench.emplace();
    VERIFY_RESULT(m_bench->vault.create());
}

Result<> TestClientFile::enrol(std::uint64_t person)
{
    test::CounterBench& bench = *m_bench;
    if (const Result<> opened = bench.openCase(); !opened)
        return opened;
    if (const Result<> recorded = bench.recordClient(); !recorded)
        return recorded;
    if (const Result<> said = bench.consent(); !said)
        return said;
    for (const Hand hand : {Hand::Right, Hand::Left}) {
        bench.scanner.clear();
        bench.scanner.thenSamples(test::handOf(person, hand), 8);
        if (const auto shown = bench.palm(hand); !shown)
            return failure(shown);
    }
    return bench.finish();
}

ClientFile TestClientFile::file()
{
    return clientFileOf(m_bench->store(), *m_bench->desk->state().client).value();
}

void TestClientFile::consentsPalmsAndDocumentsAreTold()
{
    VERIFY_RESULT(enrol(7));
    const ClientFile told = file();
    QCOMPARE(told.iin.toString(), QStringLiteral("951231600025"));
    QCOMPARE(told.data.document.number(), QStringLiteral("012345678"));
    QCOMPARE(told.consents.size(), 2);
    QVERIFY(std::ranges::all_of(told.consents, &ConsentWord::stands));
    QCOMPARE(told.palms.size(), 2);
    QVERIFY(std::ranges::all_of(told.palms, &PalmWord::isEnrolled));
    QCOMPARE(told.documents.size(), 6);
    QCOMPARE(told.cases.size(), 1);
    QCOMPARE(told.cases.constFirst().ending, std::optional(Ending::Accepted));
    QVERIFY(told.cases.constFirst().isSettled);
    QVERIFY(told.notices.isEmpty());
    QVERIFY(told.exports.isEmpty());
}

void TestClientFile::whatIsNotSignedDoesNotStand()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(bench.desk->end(Ending::Aborted));
    const ClientFile told = file();
    QCOMPARE(told.consents.size(), 2);
    QVERIFY(std::ranges::none_of(told.consents, &ConsentWord::stands));
    QVERIFY(!told.cases.constFirst().isSettled);
    QVERIFY(told.documents.isEmpty());
    QVERIFY(told.palms.isEmpty());
}

void TestClientFile::aWithdrawalIsTheNewestWord_BIO41()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(enrol(7));
    VERIFY_RESULT(bench.openCase(QString(kWithdrawalPurpose)));
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.desk->withdrawAll({criteria::ConsentKind::PalmScanning, criteria::ConsentKind::PersonalData},
        criteria::ConsentMeans::SignedPaper, test::signedPaper()));
    // One act, kept once, that both point to.
    const auto events = bench.store().journal().eventsOf(*bench.desk->state().id).value();
    QSet<QString> acts;
    for (const casefile::Event& event : events) {
        if (event.kind == Kind::ConsentWithdrawn)
            acts.insert(event.fields.value(u"evidence").toString());
    }
    QCOMPARE(acts.size(), 1);
    const ClientFile told = file();
    for (const ConsentWord& word : told.consents) {
        QCOMPARE(word.answer, ConsentState::Answer::Withdrawn);
        QVERIFY(!word.stands);
    }
    QVERIFY(told.palms.isEmpty()); // use stops at once
    QCOMPARE(told.documents.size(), 6);
}

void TestClientFile::aWithdrawalNeedsAnActThatSaysSo()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(enrol(7));
    VERIFY_RESULT(bench.openCase(QString(kWithdrawalPurpose)));
    VERIFY_RESULT(bench.recordClient());
    for (const auto& [means, bytes] : {std::pair{criteria::ConsentMeans::SignedPaper, QByteArray("no paper")},
             {criteria::ConsentMeans::Stroke, QByteArray("{}")}}) {
        QVERIFY(!bench.desk->withdraw(criteria::ConsentKind::PalmScanning, means, bytes));
        QVERIFY(bench.desk->state().has(casefile::kConsentPalmScan));
    }
}

void TestClientFile::findsByIinDocumentAndPhone()
{
    VERIFY_RESULT(enrol(7));
    vault::Store& store = m_bench->store();
    const casefile::ClientId client = *m_bench->desk->state().client;
    for (const ClientQuery& query : {ClientQuery{QStringLiteral("951231600025"), {}},
             ClientQuery{{}, QStringLiteral("012 345 678")}, ClientQuery{{}, QStringLiteral("8 701 000 00 00")},
             ClientQuery{QStringLiteral("951231600025"), QStringLiteral("012345678")}})
        QCOMPARE(findClients(store, query).value(), QList<casefile::ClientId>{client});
    for (const ClientQuery& query : {ClientQuery{QStringLiteral("880101100018"), {}},
             ClientQuery{{}, QStringLiteral("012345679")}, ClientQuery{{}, QStringLiteral("+7 701 000 00 01")},
             ClientQuery{{}, QStringLiteral("' OR 1")}, ClientQuery{}})
        QVERIFY(findClients(store, query).value().isEmpty());
}

void TestClientFile::oneDocumentIsGivenOut_BIO17()
{
    VERIFY_RESULT(enrol(7));
    const ClientFile before = file();
    const QTemporaryDir folder;
    const ExportRequest request{before.id, folder.filePath(QStringLiteral("one")), QStringLiteral("court"),
        m_bench->teller.id, {before.documents.constLast().id}};
    const auto names = exportOriginals(m_bench->store(), request);
    VERIFY_RESULT(names);
    QCOMPARE(names->size(), 1);
    QVERIFY(names->constFirst().contains(before.documents.constLast().kind));
    const ClientFile after = file();
    QCOMPARE(after.exports.size(), 1);
    QCOMPARE(after.exports.constFirst().to, QStringLiteral("court"));
    // One that is not this client's is not there to be given.
    ExportRequest other = request;
    other.folder = folder.filePath(QStringLiteral("other"));
    other.documents = {core::Uuid::make(m_bench->vault.clock)};
    QVERIFY(!exportOriginals(m_bench->store(), other));
    QVERIFY(QDir(other.folder).isEmpty());
}

void TestClientFile::aSlipKnowsWhatItIsFor()
{
    const test::CounterBench& bench = *m_bench;
    casefile::CaseState state;
    state.id = casefile::CaseId::make(bench.vault.clock);
    state.ending = Ending::Accepted;
    const auto linesOf = [&](const char* kind, const QString& purpose) {
        state.kind = QString::fromLatin1(kind);
        state.purpose = purpose;
        return slipOf(state, bench.criteria, core::Language::English).lines.join(u'\n');
    };
    QVERIFY(linesOf("enrol", QStringLiteral("palm-enrolment")).contains(u"from now on"));
    const QString verified = linesOf("verify", QStringLiteral("palm-verification"));
    QVERIFY(verified.contains(u"recognised by your palm"));
    QVERIFY(!verified.contains(u"from now on"));
    // Replaced: they are told that the telephone gets to know.
    state.comparisons.insert(
        core::Uuid::make(bench.vault.clock), {core::Uuid::make(bench.vault.clock), casefile::MatchOutcome::Match});
    QVERIFY(linesOf("enrol", QStringLiteral("palm-enrolment")).contains(u"telephone registered before"));
    state.ending = Ending::Withdrawn;
    QVERIFY(linesOf("withdraw", QString(kWithdrawalPurpose)).contains(u"Withdrawal of consent"));
}

QTEST_MAIN(TestClientFile)
#include "tst_clientfile.moc"
