#include "settledcase.h"

#include <casefile/fold.h>
#include <national/services.h>
#include <palm/assessment.h>
#include <reference/palmgallery.h>
#include <simulation_national/simulated.h>
#include <simulation_national/worlds.h>
#include <simulation_palm/hand.h>
#include <sync/courier.h>
#include <sync/errors.h>
#include <sync/gatewaytrust.h>
#include <vault/backup.h>
#include <vault/journalsegments.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::sync;
using casefile::Delivery;
using casefile::Kind;

// From the vault of a workstation over mutual TLS into the reference database and back, nothing scripted between.
class TestEndToEnd : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void casesArriveAndTheirReceiptsAnchorTheJournal();
    void theGatewayMayGoAndComeBack();
    void aRestoredBranchGoesOn();
    void whatBreaksARuleIsRefusedAndShown();
    void oneThatCannotBeSealedHoldsNobodyUp();
    void anotherBanksGatewayGetsNothing();
    void aDuplicateBecomesAnEventOfTheCase();
    void anAwaitedComparisonIsAnswered_BIO18_data();
    void anAwaitedComparisonIsAnswered_BIO18();
    void consentsReachTheRegisterOnce_BIO40_BIO41();

private:
    [[nodiscard]] static QByteArray palmOf(std::uint64_t person, int sample)
    {
        simulation_palm::CaptureSpec spec;
        spec.sample = sample;
        const auto capture = simulation_palm::Hand({person, simulation_palm::Side::Right}).capture(spec);
        const auto seen = palm::assess({capture.visible, capture.infrared});
        return palm::makeTemplate(*seen->region, seen->quality.overall).toBytes();
    }
    [[nodiscard]] Sender sender()
    {
        return {QStringLiteral("ws-almaty-3-07"), QStringLiteral("almaty-3"), m_bench->gatewayKey.holder(),
            m_bench->workstation};
    }
    void begin()
    {
        m_gateway = m_bench->client();
        m_courier.emplace(Courier::Ground{*m_gateway,
            [this](const std::function<Result<>(vault::Vault&)>& action) { return action(*m_bench->vault.vault); },
            sender(), vault::Spool(m_bench->dir.filePath(QStringLiteral("spool")), m_bench->gatewayKey.holder()),
            gatewayTrust(m_bench->pki.bankTrust(), m_bench->pki.gateway().holder()), m_bench->vault.clock, {}, {},
            m_bench->book.criteria->version, {}, {}, {},
            [this](const Error& error) { m_alarms.append(error.code.toString() + u' ' + error.detail); }, {}});
    }
    void run(int turns)
    {
        for (int i = 0; i < turns; ++i) {
            const auto wait = m_courier->turn();
            m_bench->vault.clock.advance(std::max(wait, std::chrono::milliseconds(1)));
        }
    }
    /// A case whose documents and template are kept, as the counter keeps them.
    void settle(const QString& iin, bool byStranger = false)
    {
        test::CaseScript script(m_bench->vault.clock, iin);
        std::vector<casefile::Event> events = script.ordinary();
        events.pop_back(); // it is packed here
        test::PlayedCase played = m_bench->prepared(script, std::move(events));
        if (byStranger) {
            std::erase_if(
                played.events, [](const casefile::Event& event) { return event.kind == Kind::CaseHandedOver; });
            for (casefile::Event& event : played.events)
                event.actor = QStringLiteral("a stranger");
        }
        VERIFY_RESULT(test::settle(m_bench->vault.vault->store(), script, played));
    }
    [[nodiscard]] int count(Delivery state)
    {
        return static_cast<int>(m_bench->vault.vault->store().outbox(state).value().size());
    }
    [[nodiscard]] QString reasons()
    {
        QStringList all = m_alarms;
        const auto rows = m_bench->vault.vault->store().outbox().value();
        for (const vault::OutboxRow& row : rows)
            all.append(casefile::nameOf(row.state) + u' ' + row.reason);
        return all.join(u'\n') + u'\n' + m_courier->report().why;
    }
    std::unique_ptr<test::ReferenceBench> m_bench;
    std::unique_ptr<wire::GatewayClient> m_gateway;
    std::optional<Courier> m_courier;
    QStringList m_alarms;
};

void TestEndToEnd::init()
{
    m_courier.reset();
    m_gateway.reset();
    m_alarms.clear();
    m_bench = std::make_unique<test::ReferenceBench>();
    VERIFY_RESULT(m_bench->start());
}

void TestEndToEnd::casesArriveAndTheirReceiptsAnchorTheJournal()
{
    settle(QStringLiteral("900101500010"));
    settle(QStringLiteral("900101300017"));
    settle(QStringLiteral("900101500010"));
    begin();
    run(60);
    QVERIFY2(count(Delivery::Accepted) == 3, qPrintable(reasons()));
    const auto counts = m_bench->engine->counts();
    VERIFY_RESULT(counts);
    QCOMPARE(counts->packages, qint64(3));
    QCOMPARE(counts->refused, qint64(0));
    QCOMPARE(counts->pending, qint64(0));
    vault::Store& store = m_bench->vault.vault->store();
    QVERIFY(knownToGateway(store).value() > 0);
    QVERIFY(store.journal().compare(store.journal().lastAnchor().value()).value() == core::AnchorVerdict::Continues);
    const auto journal = m_bench->engine->journal(store.vault());
    VERIFY_RESULT(journal);
    QVERIFY(store.journal().compare((*journal)->head).value() == core::AnchorVerdict::Continues);
    QVERIFY2(m_alarms.isEmpty(), qPrintable(m_alarms.join(u'\n')));
}

void TestEndToEnd::theGatewayMayGoAndComeBack()
{
    const quint16 port = m_bench->server->port();
    settle(QStringLiteral("900101500010"));
    begin();
    m_bench->server.reset();
    run(5);
    QVERIFY(!m_courier->report().isOnline);
    QCOMPARE(m_courier->report().why, kNotReached.toString());
    settle(QStringLiteral("900101300017"));
    VERIFY_RESULT(m_bench->serve(port));
    m_courier->wake();
    run(60);
    QVERIFY2(count(Delivery::Accepted) == 2, qPrintable(reasons()));
    QCOMPARE(m_bench->engine->counts()->packages, qint64(2));
}

// MFO-26: the disk is gone, a backup is put back, and the bank knows more than the backup did. The branch goes on as a
// journal that names what it continues; the bank hears of it, and nothing comes twice.
void TestEndToEnd::aRestoredBranchGoesOn()
{
    settle(QStringLiteral("900101500010"));
    begin();
    run(60);
    QVERIFY2(count(Delivery::Accepted) == 1, qPrintable(reasons()));
    const auto made = vault::makeBackup(
        *m_bench->vault.vault, m_bench->dir.filePath(QStringLiteral("backups")), QStringLiteral("supervisor-3"));
    VERIFY_RESULT(made);
    settle(QStringLiteral("900101300017"));
    m_courier->wake();
    run(60);
    QVERIFY2(count(Delivery::Accepted) == 2, qPrintable(reasons()));
    for (int times = 1; times <= 2; ++times) { // also from a backup of before the first time
        m_courier.reset();
        m_bench->vault.vault.reset();
        auto options = m_bench->vault.options();
        options.folder = m_bench->dir.filePath(QStringLiteral("restored-%1").arg(times));
        auto restored = vault::restoreBackup(options, made->vaultFile, made->keysFile, m_bench->vault.recovery);
        VERIFY_RESULT(restored);
        m_bench->vault.vault = std::move(*restored);
        QCOMPARE(count(Delivery::Accepted), 1);
        settle(QStringLiteral("951231600025"));
        begin();
        run(60);
        QVERIFY2(count(Delivery::Accepted) == 2, qPrintable(reasons()));
        QCOMPARE(m_bench->engine->counts()->packages, qint64(2 + times));
        QCOMPARE(m_bench->engine->counts()->pending, qint64(0));
        vault::Store& store = m_bench->vault.vault->store();
        const auto segments = vault::journalSegments(store);
        VERIFY_RESULT(segments);
        QCOMPARE(segments->size(), 2);
        const auto journal = m_bench->engine->journal(segments->constLast().id);
        VERIFY_RESULT(journal);
        QVERIFY(journal->has_value());
        QVERIFY(store.journal().compare((*journal)->head).value() == core::AnchorVerdict::Continues);
        QVERIFY((*journal)->predecessor == store.vault());
        QVERIFY2(m_alarms.isEmpty(), qPrintable(m_alarms.join(u'\n')));
        QCOMPARE(m_bench->alarms.count(QStringLiteral("reference.journal-restored")), times);
    }
}

void TestEndToEnd::whatBreaksARuleIsRefusedAndShown()
{
    settle(QStringLiteral("900101500010"), true);
    settle(QStringLiteral("900101300017"));
    begin();
    run(60);
    QVERIFY2(count(Delivery::Refused) == 1, qPrintable(reasons()));
    QCOMPARE(m_bench->vault.vault->store().outbox(Delivery::Refused)->front().reason,
        QStringLiteral("reference.teller-not-entitled"));
    QVERIFY2(count(Delivery::Accepted) == 1, qPrintable(reasons()));
    // Made anew it is refused anew, under an id of its own, and what it takes the place of is superseded.
    const core::Uuid first = m_bench->vault.vault->store().outbox(Delivery::Refused)->front().id;
    VERIFY_RESULT(packAgain(m_bench->vault.vault->store(), first));
    m_courier->wake();
    run(60);
    QCOMPARE(count(Delivery::Refused), 1);
    QCOMPARE(count(Delivery::Superseded), 1);
}

// The seal of the bank cannot be had for one document: that package waits by itself, and the others pass.
void TestEndToEnd::oneThatCannotBeSealedHoldsNobodyUp()
{
    criteria::Criteria asking = *m_bench->book.criteria;
    asking.signing.by = criteria::SigningRules::By::OrganisationSeal;
    asking.signing.seals = {core::sha256("seal")};
    m_bench->book.criteria = std::make_shared<criteria::Criteria>(asking);
    m_bench->areSealed = false;
    QByteArray unlucky; // the first that is asked for, until the seal is there
    bool isThere = false;
    m_bench->sealing = [&](const QByteArray& pdf, const criteria::SigningRules&) -> Result<QByteArray> {
        const std::lock_guard lock(m_bench->mutex);
        if (unlucky.isEmpty())
            unlucky = pdf;
        if (pdf == unlucky && !isThere)
            return failure(ErrorCode("gateway.seal-not-in-criteria"), ErrorKind::OperatorCanFix);
        return pdf + " and sealed";
    };
    VERIFY_RESULT(m_bench->serve());
    settle(QStringLiteral("900101500010"));
    settle(QStringLiteral("900101300017"));
    begin();
    run(60);
    QVERIFY2(count(Delivery::Accepted) == 1, qPrintable(reasons()));
    QVERIFY2(count(Delivery::Queued) == 1, qPrintable(reasons()));
    QCOMPARE(m_bench->vault.vault->store().outbox(Delivery::Queued)->front().reason,
        QStringLiteral("reference.seal-absent"));
    QVERIFY(m_courier->report().isOnline);
    {
        const std::lock_guard lock(m_bench->mutex);
        isThere = true;
    }
    m_courier->wake();
    run(60);
    QVERIFY2(count(Delivery::Accepted) == 2, qPrintable(reasons()));
}

void TestEndToEnd::anotherBanksGatewayGetsNothing()
{
    settle(QStringLiteral("900101500010"));
    const auto stranger = simulation::DemoPki::make({.now = m_bench->vault.clock.wall()});
    VERIFY_RESULT(stranger);
    m_bench->gatewayKey = stranger->gateway();
    VERIFY_RESULT(m_bench->serve());
    m_bench->gatewayKey = m_bench->pki.gateway();
    begin();
    run(5);
    QVERIFY(!m_courier->report().isOnline);
    QCOMPARE(m_courier->report().why, kNotTrusted.toString());
    QCOMPARE(m_bench->engine->counts()->packages, qint64(0));
    QCOMPARE(count(Delivery::Queued), 1);
}

// Two clients with one hand, delivered by a workstation that does not compare them itself: the gateway finds it, and
// the next answers bring it into both cases, once.
void TestEndToEnd::aDuplicateBecomesAnEventOfTheCase()
{
    for (int sample = 0; sample < 2; ++sample) {
        m_bench->palm = palmOf(700, sample);
        settle(sample == 0 ? QStringLiteral("900101500010") : QStringLiteral("900101300017"));
    }
    begin();
    run(60);
    QVERIFY2(count(Delivery::Accepted) == 2, qPrintable(reasons()));
    reference::PalmGallery gallery(
        {test::ReferenceBench::dataKey()}, *m_bench->engine, m_bench->book, m_bench->vault.clock);
    VERIFY_RESULT(gallery.open());
    QCOMPARE(gallery.work().value(), 2);
    vault::Store& store = m_bench->vault.vault->store();
    for (int times = 0; times < 2; ++times) {
        m_courier->wake();
        run(60);
        const auto cases = store.cases(vault::CaseList::All);
        VERIFY_RESULT(cases);
        QCOMPARE(cases->size(), 2);
        for (const vault::CaseLine& line : *cases) {
            const auto state = store.caseState(line.id);
            VERIFY_RESULT(state);
            QCOMPARE(state->suspicions, QStringList{QStringLiteral("reference-database")});
            QCOMPARE(state->duplicates, 1);
        }
    }
    QVERIFY2(m_alarms.isEmpty(), qPrintable(m_alarms.join(u'\n')));
}

void TestEndToEnd::anAwaitedComparisonIsAnswered_BIO18_data()
{
    QTest::addColumn<quint64>("person");
    QTest::addColumn<bool>("isMatch");
    QTest::newRow("the enrolled hand") << quint64(700) << true;
    QTest::newRow("somebody else's") << quint64(701) << false;
}

// Checked without a line, the comparison awaited: the case is delivered so, the gateway compares with the hand that
// stands, and what it says is in the case with the next answers.
void TestEndToEnd::anAwaitedComparisonIsAnswered_BIO18()
{
    QFETCH(const quint64, person);
    QFETCH(const bool, isMatch);
    const QString iin = QStringLiteral("900101500010");
    m_bench->palm = palmOf(700, 0);
    settle(iin);
    begin();
    run(60);
    QVERIFY2(count(Delivery::Accepted) == 1, qPrintable(reasons()));
    m_bench->vault.clock.advance(std::chrono::hours(25));

    m_bench->palm = palmOf(person, 20);
    test::CaseScript script(m_bench->vault.clock, iin);
    std::vector<casefile::Event> events{script.opened(), script.recorded(), script.present(),
        script.consented(casefile::kConsentPersonalData), script.consented(casefile::kConsentPalmScan),
        script.started(1), script.finished(casefile::Verdict::Authentic), script.formed(), script.awaited(),
        script.documentMade(), script.decided(casefile::Outcome::Awaited), script.ended(casefile::Ending::Awaited),
        script.documentSigned()};
    QJsonArray steps;
    for (const criteria::Step step : m_bench->book.criteria->purpose(QStringLiteral("palm-verification"))->steps)
        steps.append(criteria::code(step));
    events.front().fields.insert(QStringLiteral("purpose"), QStringLiteral("palm-verification"));
    events.front().fields.insert(QStringLiteral("steps"), steps);
    events[8].fields.insert(QStringLiteral("from"), QStringLiteral("reference-database"));
    vault::Store& store = m_bench->vault.vault->store();
    VERIFY_RESULT(test::settle(store, script, m_bench->prepared(script, std::move(events))));
    m_courier->wake();
    run(60);
    m_courier->wake(); // the next greeting brings the answer
    run(60);
    QVERIFY2(count(Delivery::Refused) == 0, qPrintable(reasons()));
    const auto state = store.caseState(script.id);
    VERIFY_RESULT(state);
    QCOMPARE(state->comparisons.size(), 1);
    const auto outcome = state->comparisons.first().outcome;
    QVERIFY2(outcome.has_value(), qPrintable(reasons()));
    QCOMPARE(*outcome == casefile::MatchOutcome::Match, isMatch);
    QCOMPARE(*outcome == casefile::MatchOutcome::NoMatch, !isMatch);
    // That the palm of the bank was read for it is on record.
    const auto readings = m_bench->engine->palmReadings(m_bench->reference->pseudonymOf(iin));
    VERIFY_RESULT(readings);
    QCOMPARE(readings->size(), 1);
    QCOMPARE(readings->constFirst().purpose, QStringLiteral("palm-verification"));
    QCOMPARE(readings->constFirst().caseId, script.id.uuid());
    QVERIFY2(m_alarms.isEmpty(), qPrintable(m_alarms.join(u'\n')));
}

// From the journal of a workstation to the register beyond the bank: it acts and its answers are lost, and in the end
// it has each consent once, and the workstation knows under which entry.
void TestEndToEnd::consentsReachTheRegisterOnce_BIO40_BIO41()
{
    simulation_national::Skies skies({.losesAnswers = true});
    simulation_national::ConsentWorld world(m_bench->vault.clock);
    simulation_national::Simulated<wire::ConsentWord, simulation_national::ConsentWorld> consents(skies, world);
    national::Services services(m_bench->vault.clock, {.failures = 1000});
    services.add(consents);
    m_bench->services = [&services](const QString& workstation, const wire::ServiceCall& call) {
        return services.ask({call.id, workstation}, call.asked);
    };
    VERIFY_RESULT(m_bench->serve());
    settle(QStringLiteral("900101300017"));
    begin();
    run(60);
    const auto told = [this] {
        return m_bench->vault.vault->store().journal().read({.kinds = {Kind::ServiceTold}}).value();
    };
    QVERIFY(!world.entries().isEmpty());
    QVERIFY(told().empty());
    QVERIFY2(count(Delivery::Accepted) == 1, qPrintable(reasons())); // packages do not wait for it
    skies.set({});
    run(60);
    QCOMPARE(world.entries().size(), 2);
    QCOMPARE(world.entries().constFirst().iin, QStringLiteral("900101300017"));
    QVERIFY(world.entries().constFirst().isGiven);
    const auto events = told();
    QCOMPARE(events.size(), std::size_t(2));
    QCOMPARE(events.back().fields->value(u"entry").toString(), QStringLiteral("1"));
    QCOMPARE(events.back().fields->value(u"source").toString(), QStringLiteral("simulated-consent-register"));
    QVERIFY2(m_alarms.isEmpty(), qPrintable(m_alarms.join(u'\n')));
    m_courier.reset();
    m_bench->server.reset(); // before what it asks
}

QTEST_GUILESS_MAIN(TestEndToEnd)
#include "tst_endtoend.moc"
