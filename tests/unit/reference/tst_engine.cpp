#include "enginebench.h"

#include "support/vaultbench.h"

#include <QTest>

#include <thread>

using namespace tirkeu;
using namespace tirkeu::reference;
using wire::Verdict;

/// What every storage engine has to do, asked of each in the same words. Each row has a store of its own and opens it
/// anew before it looks.
class TestEngine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDeliveryIsKeptWhole_data() { engines(); }
    void aDeliveryIsKeptWhole();
    void onceIsOnce_data() { engines(); }
    void onceIsOnce();
    void manyAtOnceAreOne_data() { engines(); }
    void manyAtOnceAreOne();
    void attemptsAreCountedTogether_data() { engines(); }
    void attemptsAreCountedTogether();
    void pendingIsSettledOnce_data() { engines(); }
    void pendingIsSettledOnce();
    void aJournalGrowsFromItsHead_data() { engines(); }
    void aJournalGrowsFromItsHead();
    void evidenceAndRefusals_data() { engines(); }
    void evidenceAndRefusals();
    void answersAreNumberedForEach_data() { engines(); }
    void answersAreNumberedForEach();
    void certificatesAndRevocations_data() { engines(); }
    void certificatesAndRevocations();
    void whatIsVisitedIsInOrder_data() { engines(); }
    void whatIsVisitedIsInOrder();
    void handsComeAndGo_data() { engines(); }
    void handsComeAndGo();
    void theNewestWordAboutAHandStands_data() { engines(); }
    void theNewestWordAboutAHandStands();
    void aHandIsSearchedOnce_data() { engines(); }
    void aHandIsSearchedOnce();
    void palmsGivenOutAreOnRecord_data() { engines(); }
    void palmsGivenOutAreOnRecord();
    void postgresSurvivesItsServer();
    void thePostgresRoleCannotDelete();

private:
    test::PrivatePostgres m_postgres; ///< one cluster, a database for each row
    static void engines()
    {
        QTest::addColumn<bool>("postgres");
        QTest::newRow("embedded") << false;
        QTest::newRow("postgresql") << true;
    }
};

#define OPEN_ENGINE(bench)                                                                                             \
    QFETCH(const bool, postgres);                                                                                      \
    if (postgres && !test::PrivatePostgres::isInstalled())                                                             \
        QSKIP("PostgreSQL 15 is not installed");                                                                       \
    test::EngineBench bench(postgres ? &m_postgres : nullptr);                                                         \
    VERIFY_RESULT(bench.open())

void TestEngine::aDeliveryIsKeptWhole()
{
    OPEN_ENGINE(bench);
    const Delivery delivery = bench.delivery();
    const auto kept = bench.engine->keep(delivery);
    VERIFY_RESULT(kept);
    QVERIFY(kept->keeping == Keeping::Kept);
    QCOMPARE(kept->receipt, delivery.row.receipt);
    VERIFY_RESULT(bench.open());
    const auto row = bench.engine->package(delivery.row.package);
    VERIFY_RESULT(row);
    QVERIFY(*row && **row == delivery.row);
    const auto parts = bench.engine->partsOf(delivery.row.package);
    VERIFY_RESULT(parts);
    QVERIFY(*parts == delivery.parts);
    const auto templates = bench.engine->templatesOf(delivery.subject);
    VERIFY_RESULT(templates);
    QVERIFY(*templates == delivery.templates);
    QVERIFY(!*bench.engine->package(wire::PackageId::make(bench.clock)));
    QVERIFY(bench.engine->partsOf(wire::PackageId::make(bench.clock))->isEmpty());
    QVERIFY(*bench.engine->counts() == (Counts{1, 0, 0, 1, 1, 0, 0}));
    VERIFY_RESULT(bench.engine->checkAlive());
}

void TestEngine::onceIsOnce()
{
    OPEN_ENGINE(bench);
    Delivery delivery = bench.delivery();
    delivery.answers = {{.workstation = QStringLiteral("ws-1"), .kind = wire::Answer::Kind::Decision}};
    VERIFY_RESULT(bench.engine->keep(delivery));
    Delivery again = delivery;
    again.row.receipt = "a newer receipt";
    const auto same = bench.engine->keep(again);
    VERIFY_RESULT(same);
    QVERIFY(same->keeping == Keeping::KnownSame);
    QCOMPARE(same->receipt, delivery.row.receipt); // the first word stands
    again.row.fingerprint = core::sha256("other");
    QVERIFY(bench.engine->keep(again)->keeping == Keeping::KnownOther);
    Delivery twin = bench.delivery();
    twin.row.number = delivery.row.number;
    twin.answers = delivery.answers;
    QVERIFY(bench.engine->keep(twin)->keeping == Keeping::NumberTaken);
    QCOMPARE(
        *bench.engine->lastAnswer(QStringLiteral("ws-1")), quint64(1)); // said with what is kept, and with nothing else
    QCOMPARE(bench.engine->counts()->packages, 1);
}

void TestEngine::manyAtOnceAreOne()
{
    OPEN_ENGINE(bench);
    const Delivery delivery = bench.delivery();
    std::atomic<int> kept = 0;
    std::atomic<int> known = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back([&] {
            const auto result = bench.engine->keep(delivery);
            if (result && result->keeping == Keeping::Kept)
                ++kept;
            if (result && result->keeping == Keeping::KnownSame && result->receipt == delivery.row.receipt)
                ++known;
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(kept.load(), 1);
    QCOMPARE(known.load(), 5);
    QCOMPARE(bench.engine->partsOf(delivery.row.package)->size(), 3);
}

void TestEngine::attemptsAreCountedTogether()
{
    OPEN_ENGINE(bench);
    Delivery two = bench.delivery();
    two.attempts = {bench.attempt(), bench.attempt(), bench.attempt(true)};
    QVERIFY(bench.engine->keep(two)->keeping == Keeping::Kept);
    Delivery more = bench.delivery();
    more.attempts = {bench.attempt(), bench.attempt()};
    QVERIFY(bench.engine->keep(more)->keeping == Keeping::TooManyAttempts);
    QVERIFY(!*bench.engine->package(more.row.package));  // nothing of it
    VERIFY_RESULT(bench.engine->keep(bench.delivery())); // and the store goes on
    // Elsewhere, for another person, of another hand, later: not together.
    Delivery elsewhere = more;
    elsewhere.row.branch = QStringLiteral("b-2");
    QVERIFY(bench.engine->keep(elsewhere)->keeping == Keeping::Kept);
    Delivery other = bench.delivery(QByteArray(32, 'q'));
    other.attempts = {bench.attempt(), bench.attempt()};
    QVERIFY(bench.engine->keep(other)->keeping == Keeping::Kept);
    Delivery allowed = bench.delivery(QByteArray(32, 'q'));
    allowed.attempts = {bench.attempt(), bench.attempt(), bench.attempt()};
    QVERIFY(bench.engine->keep(allowed)->keeping == Keeping::TooManyAttempts);
    allowed.isApproved = true; // by a supervisor: what other cases spent does not count
    QVERIFY(bench.engine->keep(allowed)->keeping == Keeping::Kept);
    bench.clock.advance(std::chrono::hours(25));
    Delivery later = bench.delivery();
    later.attempts = {bench.attempt(), bench.attempt(), bench.attempt()};
    QVERIFY(bench.engine->keep(later)->keeping == Keeping::Kept);
    // The same case told again, one attempt given back since.
    Delivery again = bench.delivery();
    again.row.caseId = later.row.caseId;
    again.attempts = later.attempts;
    again.attempts[0].isVoided = true;
    QVERIFY(bench.engine->keep(again)->keeping == Keeping::Kept);
    const auto sums = bench.engine->attemptsOf(
        QByteArray(32, 'p'), QStringLiteral("b-1"), bench.clock.wall() - std::chrono::hours(1), QStringLiteral("ws-2"));
    VERIFY_RESULT(sums);
    QVERIFY(bench.engine
                ->attemptsOf(QByteArray(32, 'p'), QStringLiteral("b-1"), bench.clock.wall() - std::chrono::hours(1),
                    QStringLiteral("ws-1"))
                ->isEmpty()); // its own it knows
    QVERIFY(*sums == (QList<wire::AttemptsElsewhere>{{QStringLiteral("palm"), QStringLiteral("right"), 2, 1}}));
}

void TestEngine::pendingIsSettledOnce()
{
    OPEN_ENGINE(bench);
    Delivery delivery = bench.delivery();
    delivery.row.verdict = Verdict::ChainPending;
    VERIFY_RESULT(bench.engine->keep(delivery));
    QVERIFY(bench.engine->pendingOf(bench.vault, 4)->isEmpty()); // it stands at 5
    const auto pending = bench.engine->pendingOf(bench.vault, 5);
    VERIFY_RESULT(pending);
    QCOMPARE(pending->size(), 1);
    QVERIFY(pending->constFirst() == delivery.row);
    PackageRow settled = delivery.row;
    settled.verdict = Verdict::Refused;
    settled.reason = QStringLiteral("reference.events-missing");
    settled.receipt = "newer";
    const AnswerDraft answer{.workstation = QStringLiteral("ws-1"), .fields = {{QStringLiteral("a"), 1}}};
    const HandChange hand = bench.enrolled(delivery);
    VERIFY_RESULT(bench.engine->settle(settled, {answer}, {hand}));
    VERIFY_RESULT(bench.engine->settle(settled, {answer}, {hand}));
    QVERIFY(*bench.engine->handCounts() == (HandCounts{1, 1, 1})); // once, as the answer
    QVERIFY(bench.engine->pendingOf(bench.vault, 5)->isEmpty());
    QVERIFY(**bench.engine->package(delivery.row.package) == settled);
    QCOMPARE(*bench.engine->lastAnswer(QStringLiteral("ws-1")), quint64(1));
    QCOMPARE(bench.engine->counts()->refused, 1);
}

void TestEngine::aJournalGrowsFromItsHead()
{
    OPEN_ENGINE(bench);
    const core::JournalHead nothing{0, casefile::genesisHash(bench.vault)};
    QVERIFY(!*bench.engine->journal(bench.vault));
    const core::Uuid caseId = core::Uuid::make(bench.clock);
    const auto first = bench.entries(nothing, 3, caseId);
    const QString ws = QStringLiteral("ws-1");
    QVERIFY(*bench.engine->appendJournal(bench.vault, ws, nothing, first));
    QVERIFY(!*bench.engine->appendJournal(bench.vault, ws, nothing, first)); // the head has moved
    const core::JournalHead head{3, first.back().hash};
    const auto more = bench.entries(head, 700);
    QVERIFY(!*bench.engine->appendJournal(bench.vault, QStringLiteral("ws-2"), head, more));
    QVERIFY(*bench.engine->appendJournal(bench.vault, ws, head, more));
    VERIFY_RESULT(bench.open());
    const auto row = bench.engine->journal(bench.vault);
    VERIFY_RESULT(row);
    QCOMPARE((*row)->workstation, ws);
    QCOMPARE((*row)->head.sequence, std::uint64_t(703));
    QCOMPARE((*row)->head.hash, more.back().hash);
    QVERIFY(**bench.engine->entry(bench.vault, 2) == first.at(1));
    QVERIFY(!*bench.engine->entry(bench.vault, 704));
    QVERIFY(*bench.engine->entriesOfCase(bench.vault, caseId, 9) == first);
    QCOMPARE(bench.engine->entriesOfCase(bench.vault, caseId, 2)->size(), std::size_t(2));
    QCOMPARE(bench.engine->counts()->entries, 703);
}

void TestEngine::evidenceAndRefusals()
{
    OPEN_ENGINE(bench);
    const auto id = wire::PackageId::make(bench.clock);
    const QByteArray fingerprint = core::sha256("f");
    QCOMPARE(*bench.engine->refusalOf(id, fingerprint), QByteArray());
    EvidenceRow evidence{id, fingerprint, QStringLiteral("ws-1"), QStringLiteral("wire.package-not-opened"),
        bench.clock.wall(), "sealed"};
    VERIFY_RESULT(bench.engine->keepEvidence(evidence));
    QCOMPARE(*bench.engine->refusalOf(id, fingerprint), QByteArray()); // to be looked at again
    evidence.reason = QStringLiteral("reference.events-not-legal");
    evidence.receipt = "receipt";
    VERIFY_RESULT(bench.engine->keepEvidence(evidence));
    VERIFY_RESULT(bench.engine->keepEvidence(evidence));
    VERIFY_RESULT(bench.open());
    QCOMPARE(*bench.engine->refusalOf(id, fingerprint), QByteArray("receipt"));
    QCOMPARE(*bench.engine->refusalOf(id, core::sha256("other")), QByteArray());
    QCOMPARE(bench.engine->counts()->evidence, 2);
}

void TestEngine::answersAreNumberedForEach()
{
    OPEN_ENGINE(bench);
    const QString one = QStringLiteral("ws-1");
    const QString two = QStringLiteral("it's \"two\"; DROP TABLE answers;--");
    const auto caseId = casefile::CaseId::make(bench.clock);
    for (int i = 0; i < 5; ++i)
        VERIFY_RESULT(bench.engine->answer({.workstation = one,
            .kind = wire::Answer::Kind::Decision,
            .caseId = caseId,
            .time = bench.clock.wall(),
            .fields = {{QStringLiteral("текст"), QStringLiteral("әі %1").arg(i)}}}));
    VERIFY_RESULT(bench.engine->answer({.workstation = two, .kind = wire::Answer::Kind::Revocation}));
    VERIFY_RESULT(bench.open());
    QCOMPARE(*bench.engine->lastAnswer(one), quint64(5));
    QCOMPARE(*bench.engine->lastAnswer(two), quint64(1));
    QCOMPARE(*bench.engine->lastAnswer(QStringLiteral("none")), quint64(0));
    const auto answers = bench.engine->answersAfter(one, 2, 2);
    VERIFY_RESULT(answers);
    QCOMPARE(answers->size(), 2);
    QCOMPARE(answers->constFirst().number, quint64(3));
    QCOMPARE(answers->constFirst().fields.value(u"текст").toString(), QStringLiteral("әі 2"));
    QVERIFY(answers->constFirst().caseId == caseId);
    QVERIFY(answers->constFirst().time == bench.clock.wall());
    QVERIFY(!bench.engine->answersAfter(two, 0, 9)->constFirst().caseId);
}

void TestEngine::certificatesAndRevocations()
{
    OPEN_ENGINE(bench);
    const pki::SoftwareKey key = test::testKey(QStringLiteral("ws"));
    VERIFY_RESULT(bench.engine->noteCertificate(QStringLiteral("ws-1"), key.holder()));
    VERIFY_RESULT(bench.engine->noteCertificate(QStringLiteral("ws-1"), key.holder()));
    const auto known = bench.engine->certificatesOf(QStringLiteral("ws-1"));
    VERIFY_RESULT(known);
    QCOMPARE(known->size(), 1);
    QVERIFY(known->constFirst() == key.holder());
    const QByteArray& print = key.holder().fingerprint();
    QVERIFY(!*bench.engine->isRevoked(print));
    VERIFY_RESULT(bench.engine->revoke(print, QStringLiteral("stolen"), bench.clock.wall()));
    VERIFY_RESULT(bench.engine->revoke(print, QStringLiteral("again"), bench.clock.wall()));
    // One follows another: whose it is and what it follows, both for good.
    const pki::SoftwareKey next = test::testKey(QStringLiteral("ws next"));
    QVERIFY(!*bench.engine->predecessorOf(next.holder().fingerprint()));
    for (int i = 0; i < 2; ++i)
        VERIFY_RESULT(bench.engine->noteRenewal(QStringLiteral("ws-1"), next.holder(), print, bench.clock.wall()));
    VERIFY_RESULT(bench.open());
    QVERIFY(*bench.engine->isRevoked(print));
    QVERIFY(*bench.engine->predecessorOf(next.holder().fingerprint()) == print);
    QVERIFY(!*bench.engine->predecessorOf(print));
    QCOMPARE(bench.engine->certificatesOf(QStringLiteral("ws-1"))->size(), 2);
}

void TestEngine::whatIsVisitedIsInOrder()
{
    OPEN_ENGINE(bench);
    QList<PackageRow> kept;
    for (int i = 0; i < 7; ++i) {
        bench.clock.advance(std::chrono::milliseconds(i % 2));
        const Delivery delivery = bench.delivery(QByteArray(32, static_cast<char>('a' + i)));
        VERIFY_RESULT(bench.engine->keep(delivery));
        kept.append(delivery.row);
    }
    QList<PackageRow> seen;
    VERIFY_RESULT(bench.engine->visitPackages([&seen](const PackageRow& row) -> Result<> {
        seen.append(row);
        return {};
    }));
    QVERIFY(seen == kept);
    QVERIFY(!bench.engine->visitPackages(
        [](const PackageRow&) -> Result<> { return failure(ErrorCode("reference.row-unreadable"), ErrorKind::Bug); }));
}

// The change feed: whoever stood at a number and takes in what comes after it holds what the store holds.
void TestEngine::handsComeAndGo()
{
    OPEN_ENGINE(bench);
    using casefile::Hand;
    Delivery first = bench.delivery();
    first.hands = {bench.enrolled(first)};
    VERIFY_RESULT(bench.engine->keep(first));
    const core::Uuid one = first.hands.constFirst().id;
    const HandNews came{1, one, Hand::Right, true, "sealed template"};
    QVERIFY(*bench.engine->handsAfter(0, 10) == (QList<HandNews>{came}));
    QVERIFY(*bench.engine->handCounts() == (HandCounts{1, 1, 1}));
    QVERIFY(*bench.engine->handsOf(first.subject) ==
            (QList<HandRow>{{one, first.subject, Hand::Right, "sealed template", "sealed ticket"}}));
    // The other hand stands beside it; somebody else's does not.
    Delivery left = bench.delivery();
    left.hands = {bench.enrolled(left, Hand::Left)};
    VERIFY_RESULT(bench.engine->keep(left));
    Delivery other = bench.delivery(QByteArray(32, 'q'));
    other.subject = QByteArray(32, 'o');
    other.hands = {bench.enrolled(other)};
    VERIFY_RESULT(bench.engine->keep(other));
    QCOMPARE(bench.engine->handsBeside(one)->size(), 2);
    QCOMPARE(bench.engine->handsBeside(other.hands.constFirst().id)->size(), 1);
    QCOMPARE(bench.engine->handsAfter(1, 10)->size(), 2);
    // Enrolled anew: the older one goes, the newer one comes, page by page.
    bench.clock.advance(std::chrono::hours(1));
    Delivery again = bench.delivery();
    again.hands = {bench.enrolled(again)};
    VERIFY_RESULT(bench.engine->keep(again));
    VERIFY_RESULT(bench.open());
    const core::Uuid two = again.hands.constFirst().id;
    QVERIFY(*bench.engine->handsAfter(3, 1) == (QList<HandNews>{{4, one, Hand::Right, false, {}}}));
    QVERIFY(*bench.engine->handsAfter(4, 1) == (QList<HandNews>{{5, two, Hand::Right, true, "sealed template"}}));
    QVERIFY(bench.engine->handsAfter(5, 1)->isEmpty());
    const auto all = bench.engine->handsAfter(0, 10);
    VERIFY_RESULT(all);
    QCOMPARE(all->size(), 3); // of what came and went nothing
    QVERIFY(std::ranges::none_of(*all, [&](const HandNews& news) { return news.id == one; }));
    QVERIFY(bench.engine->handsBeside(one)->isEmpty());
    QCOMPARE(bench.engine->handCounts()->standing, 3);
}

// BIO-40: a consent taken back ends the use of every older hand, also of one whose delivery comes later.
void TestEngine::theNewestWordAboutAHandStands()
{
    OPEN_ENGINE(bench);
    Delivery early = bench.delivery();
    early.hands = {bench.enrolled(early)};
    bench.clock.advance(std::chrono::hours(1));
    Delivery late = bench.delivery();
    late.hands = {bench.enrolled(late)};
    VERIFY_RESULT(bench.engine->keep(late));
    VERIFY_RESULT(bench.engine->keep(early)); // from a branch that was without network
    QCOMPARE(bench.engine->handsOf(late.subject)->size(), 1);
    QVERIFY(bench.engine->handsOf(late.subject)->constFirst().id == late.hands.constFirst().id);
    Delivery unsent = bench.delivery();
    unsent.hands = {bench.enrolled(unsent, casefile::Hand::Left)};
    bench.clock.advance(std::chrono::hours(1));
    Delivery withdrawal = bench.delivery();
    withdrawal.hands = {bench.withdrawn(withdrawal)};
    VERIFY_RESULT(bench.engine->keep(withdrawal));
    VERIFY_RESULT(bench.engine->keep(unsent));
    QVERIFY(bench.engine->handsOf(late.subject)->isEmpty());
    QVERIFY(bench.engine->handsToSearch(10)->isEmpty());
    QVERIFY(bench.engine->handsAfter(0, 10)->isEmpty());
    QCOMPARE(bench.engine->handCounts()->standing, 0);
    bench.clock.advance(std::chrono::hours(1));
    Delivery back = bench.delivery();
    back.hands = {bench.enrolled(back)};
    VERIFY_RESULT(bench.engine->keep(back));
    QCOMPARE(bench.engine->handsOf(late.subject)->size(), 1);
}

void TestEngine::aHandIsSearchedOnce()
{
    OPEN_ENGINE(bench);
    Delivery delivery = bench.delivery();
    delivery.hands = {bench.enrolled(delivery)};
    VERIFY_RESULT(bench.engine->keep(delivery));
    const auto waiting = bench.engine->handsToSearch(10);
    VERIFY_RESULT(waiting);
    QCOMPARE(waiting->size(), 1);
    QCOMPARE(waiting->constFirst().ticket, QByteArray("sealed ticket"));
    const AnswerDraft answer{.workstation = QStringLiteral("ws-1"), .kind = wire::Answer::Kind::Duplicate};
    const core::Uuid hand = waiting->constFirst().id;
    QVERIFY(*bench.engine->noteSearched(hand, answer));
    QVERIFY(!*bench.engine->noteSearched(hand, answer));
    QCOMPARE(*bench.engine->lastAnswer(QStringLiteral("ws-1")), quint64(1));
    QVERIFY(bench.engine->handsToSearch(10)->isEmpty());
    QVERIFY(*bench.engine->handCounts() == (HandCounts{1, 1, 0}));
}

void TestEngine::palmsGivenOutAreOnRecord()
{
    OPEN_ENGINE(bench);
    const PalmReading reading{QByteArray(32, 'p'), QStringLiteral("ws-1"), QStringLiteral("palm-verification"),
        core::Uuid::make(bench.clock), bench.clock.wall(), 2};
    VERIFY_RESULT(bench.engine->notePalmReading(reading));
    VERIFY_RESULT(bench.engine->notePalmReading(reading)); // each time
    VERIFY_RESULT(bench.open());
    QVERIFY(*bench.engine->palmReadings(reading.person) == (QList<PalmReading>{reading, reading}));
    QVERIFY(bench.engine->palmReadings(QByteArray(32, 'q'))->isEmpty());
}

void TestEngine::postgresSurvivesItsServer()
{
    if (!test::PrivatePostgres::isInstalled())
        QSKIP("PostgreSQL 15 is not installed");
    test::EngineBench bench(&m_postgres);
    VERIFY_RESULT(bench.open());
    const Delivery delivery = bench.delivery();
    VERIFY_RESULT(bench.engine->keep(delivery));
    m_postgres.kill();
    const auto away = bench.engine->keep(bench.delivery());
    QVERIFY(!away);
    QVERIFY(away.error().kind == ErrorKind::Retry);
    QVERIFY(!bench.engine->checkAlive());
    QVERIFY(m_postgres.start());
    QTRY_VERIFY(bench.engine->checkAlive()); // by itself, with new connections
    QVERIFY(**bench.engine->package(delivery.row.package) == delivery.row);
    VERIFY_RESULT(bench.engine->keep(bench.delivery()));
}

void TestEngine::thePostgresRoleCannotDelete()
{
    if (!test::PrivatePostgres::isInstalled())
        QSKIP("PostgreSQL 15 is not installed");
    test::EngineBench bench(&m_postgres);
    VERIFY_RESULT(bench.open());
    VERIFY_RESULT(bench.engine->keep(bench.delivery()));
    const auto as = [&bench](const char* sql) {
        return bench.run(QStringLiteral("SET ROLE g1; ") + QLatin1StringView(sql));
    };
    QVERIFY(as("SELECT count(*) FROM tirkeu.packages"));
    QVERIFY(!as("DELETE FROM tirkeu.packages"));
    QVERIFY(!as("DELETE FROM tirkeu.entries"));
    QVERIFY(!as("TRUNCATE tirkeu.evidence"));
    QVERIFY(!as("UPDATE tirkeu.packages SET fingerprint = ''"));
    QVERIFY(!as("UPDATE tirkeu.entries SET entry = ''"));
    QVERIFY(!as("DROP TABLE tirkeu.parts"));
    QVERIFY(!as("DELETE FROM tirkeu_biometry.hands"));
    QVERIFY(!as("UPDATE tirkeu_biometry.hands SET ticket = ''"));
    QVERIFY(!as("UPDATE tirkeu.palm_readings SET hands = 0"));
    QVERIFY(!as("DELETE FROM tirkeu.palm_readings"));
    // Migrating once more changes nothing, and a newer schema is left alone.
    VERIFY_RESULT(PostgresEngine::migrate(bench.connection()));
    QVERIFY(bench.run(QStringLiteral("UPDATE tirkeu.version SET version = 99")));
    QCOMPARE(PostgresEngine::migrate(bench.connection()).error().code.toString(),
        QStringLiteral("reference.database-newer"));
    QCOMPARE(PostgresEngine::open({.connection = bench.connection()}).error().code.toString(),
        QStringLiteral("reference.database-not-migrated"));
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
