#include "tellerplayer.h"
#include "unit/reference/referencebench.h"

#include <core/whendone.h>
#include <palm/assessment.h>

#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;
using casefile::Hand;
using enrolment::PalmRoundEnd;

namespace {
constexpr std::uint64_t kPerson = 101;
constexpr int kFreshSample = 20;
const QString kIin = QStringLiteral("951231600025");

simulation_palm::HandId rightHand()
{
    return {kPerson, simulation_palm::Side::Right};
}

/// As the counter where they were enrolled delivered it.
palm::PalmTemplate enrolledElsewhere()
{
    const simulation_palm::Capture capture = simulation_palm::Hand(rightHand()).capture({});
    const auto seen = palm::assess({capture.visible, capture.infrared});
    return palm::makeTemplate(*seen->region, seen->quality.overall);
}

NewClient verification()
{
    return {{QStringLiteral("palm-verification"), *identity::Iin::parse(kIin), core::Language::Kazakh},
        {*identity::PersonName::parse(QStringLiteral("Saulekyzy"), QStringLiteral("Aigerim")),
            *identity::IdentityDocument::make(identity::DocumentKind::IdentityCard, u"012345678",
                QDate::currentDate().addYears(5), QDate::currentDate().addYears(-5))}};
}
} // namespace

// A client whom another counter of the bank enrolled: this one asks the gateway for their palms, over its own line and
// mutual TLS, and holds the hand against them. Nothing is scripted between the scanner and the reference database.
class TestElsewhere : public test::TellerPlayer
{
    Q_OBJECT
private Q_SLOTS:
    void aClientOfAnotherCounterIsRecognised_BIO18_data();
    void aClientOfAnotherCounterIsRecognised_BIO18();
    void attemptsAtAnotherCounterCount_BIO8_BIO22();
    void aBankThatIsSilentKeepsNobodyWaiting();
    void cleanup() { closeRoom(); }

private:
    template<typename T>
    void await(const QFuture<T>& future)
    {
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), kLong);
        VERIFY_RESULT(future.result());
    }
    void found(test::ReferenceBench& bank);
    void enrolAt(test::ReferenceBench& bank);
    void failAt(test::ReferenceBench& bank, int times);
};

// The bank of the room's own authority and workstation, and an older vault of it.
void TestElsewhere::found(test::ReferenceBench& bank)
{
    bank.pki = m_room->branch().pki();
    bank.workstation = bank.pki.workstation();
    bank.vault.workstation = bank.workstation;
    bank.gatewayKey = bank.pki.gateway();
    bank.vault.clock.setWall(core::toIsoText(core::SystemClock().wall()));
    VERIFY_RESULT(bank.start());
}

void TestElsewhere::enrolAt(test::ReferenceBench& bank)
{
    found(bank);
    bank.palm = enrolledElsewhere().toBytes();
    const auto played = bank.ordinary(kIin);
    VERIFY_RESULT(played);
    const auto line = bank.client();
    QVERIFY(bank.sendJournal(*line).has_value());
    const auto sealed = bank.seal(*played);
    VERIFY_RESULT(sealed);
    const auto receipt = bank.deliver(*line, *sealed, 1'000'000);
    QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().code));
    QVERIFY2(receipt->verdict == wire::Verdict::Accepted, qPrintable(receipt->reason));
}

// The workstation that delivered it is another one of the branch from then on.
void TestElsewhere::failAt(test::ReferenceBench& bank, int times)
{
    test::CaseScript script(bank.vault.clock, kIin);
    std::vector<casefile::Event> events{script.opened(), script.recorded(), script.present(),
        script.consented(casefile::kConsentPersonalData), script.consented(casefile::kConsentPalmScan)};
    for (int i = 1; i <= times; ++i) {
        events.push_back(script.started(i));
        events.push_back(script.finished(casefile::Verdict::NotAuthentic));
    }
    events.push_back(script.documentMade());
    events.push_back(script.ended(casefile::Ending::Aborted));
    events.push_back(script.documentSigned());
    const auto played = bank.play(script, events);
    VERIFY_RESULT(played);
    const auto sealed = bank.seal(*played);
    VERIFY_RESULT(sealed);
    const auto receipt = bank.deliver(*bank.client(), *sealed, 1'000'000);
    QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().code));
    QVERIFY2(receipt->verdict == wire::Verdict::ChainPending, qPrintable(receipt->reason));
    criteria::Criteria renamed = *bank.book.criteria;
    for (criteria::Workstation& one : renamed.workstations)
        one.id = QStringLiteral("ws-almaty-3-08");
    bank.book.criteria = std::make_shared<criteria::Criteria>(renamed);
}

void TestElsewhere::aClientOfAnotherCounterIsRecognised_BIO18_data()
{
    QTest::addColumn<bool>("isAnswered");
    QTest::newRow("the gateway answers") << true;
    QTest::newRow("the gateway is away") << false; // and the comparison is awaited
}

void TestElsewhere::aClientOfAnotherCounterIsRecognised_BIO18()
{
    QFETCH(const bool, isAnswered);
    const QTemporaryDir folder;
    openRoom(folder.path());
    test::ReferenceBench bank;
    enrolAt(bank);
    const auto bankLine = m_room->lineTo(bank.client());
    if (!isAnswered)
        bank.server.reset();
    // Of a client who is not known here the consents are asked as well.
    criteria::Criteria rules = m_room->branch().criteria()->criteria;
    const criteria::Purpose enrolment = *rules.purpose(QStringLiteral("palm-enrolment"));
    for (criteria::Purpose& purpose : rules.purposes) {
        if (purpose.id != u"palm-verification")
            continue;
        purpose.steps.insert(1, criteria::Step::Consents);
        purpose.consents = enrolment.consents;
        purpose.consentMeans = enrolment.consentMeans;
    }
    QList<QFuture<Result<QList<wire::PalmGiven>>>> questions;
    const auto counter = m_room->counterUnder(rules, [&](const wire::PalmsAsked& asked) {
        questions.append(bankLine->palmsOf(asked));
        return questions.constLast();
    });

    const auto begun = counter->begin(verification());
    await(begun);
    QTRY_COMPARE_WITH_TIMEOUT(questions.size(), 1, kLong);
    QTRY_VERIFY_WITH_TIMEOUT(questions.constFirst().isFinished(), kLong);
    QCOMPARE(questions.constFirst().result().has_value(), isAnswered);
    // What came is on its way to the vault's thread before anything that is asked from now on.
    QList<enrolment::ConsentAnswer> answers;
    for (const criteria::ConsentKind kind : enrolment.consents)
        answers.append({kind, true, criteria::ConsentMeans::SignedPaper, core::Language::Kazakh,
            std::chrono::seconds(9), "%PDF-1.4 what a client signed\n%%EOF\n"});
    await(counter->answer(answers));
    m_room->scanner().thenSamples(rightHand(), 1, simulation_palm::Attack::None, kFreshSample);
    const auto scanned = counter->palm(Hand::Right);
    await(scanned);
    const PalmAnswer seen = *scanned.result();
    QVERIFY(seen.end == PalmRoundEnd::Passed);
    QCOMPARE(seen.view.state.comparisons.size(), 1);
    const auto outcome = seen.view.state.comparisons.first().outcome;
    if (!isAnswered) {
        QVERIFY(!outcome.has_value());
        return;
    }
    QVERIFY(outcome == casefile::MatchOutcome::Match);
    const auto readings = bank.engine->palmReadings(bank.reference->pseudonymOf(kIin));
    VERIFY_RESULT(readings);
    QCOMPARE(readings->size(), 1); // who asked, for which case, is on record
    QCOMPARE(readings->constFirst().workstation, m_room->branch().workstationId());
    QCOMPARE(readings->constFirst().caseId, begun.result()->state.id->uuid());
    QCOMPARE(readings->constFirst().hands, 1);
}

// Three at one counter are not three more at the next: the gateway is asked before the case is opened.
void TestElsewhere::attemptsAtAnotherCounterCount_BIO8_BIO22()
{
    const QTemporaryDir folder;
    openRoom(folder.path());
    test::ReferenceBench bank;
    found(bank);
    failAt(bank, 3);
    const auto bankLine = m_room->lineTo(bank.client());
    // Asked ahead, so that a slow machine does not let the counter's patience decide.
    const auto told = bankLine->attemptsOf(identity::Iin::parse(kIin).value());
    await(told);
    QStringList asked;
    const criteria::Criteria rules = m_room->branch().criteria()->criteria;
    const auto counter = m_room->counterUnder(rules, {}, [&](const identity::Iin& iin) {
        asked.append(iin.toString());
        return AskedAttempts(told);
    });
    const auto begun = counter->begin(verification());
    await(begun);
    QCOMPARE(asked, QStringList{kIin});
    const casefile::CaseState state = begun.result()->state;
    QCOMPARE(state.spent(casefile::Modality::Palm, Hand::Right), 3);
    QVERIFY(state.isNegative(casefile::Modality::Palm, Hand::Right));
    QCOMPARE(state.spent(casefile::Modality::Palm, Hand::Left), 0);
}

void TestElsewhere::aBankThatIsSilentKeepsNobodyWaiting()
{
    const QTemporaryDir folder;
    openRoom(folder.path());
    QPromise<Result<QList<wire::AttemptsElsewhere>>> silent;
    silent.start();
    const criteria::Criteria rules = m_room->branch().criteria()->criteria;
    const auto counter =
        m_room->counterUnder(rules, {}, [&silent](const identity::Iin&) { return AskedAttempts(silent.future()); });
    const auto begun = counter->begin(verification());
    await(begun);
    QCOMPARE(begun.result()->state.spent(casefile::Modality::Palm, Hand::Right), 0);
    // What comes when the case has gone on opens no second one, which would take it out of the teller's hands.
    bool isTold = false; // behind the counter, which heard of it first
    core::whenDone(silent.future(), counter.get(), [&isTold](const auto&) { isTold = true; });
    silent.addResult(Result<QList<wire::AttemptsElsewhere>>());
    silent.finish();
    QTRY_VERIFY(isTold);
    await(counter->pause(QStringLiteral("the client has to go")));
    QVERIFY(m_room->isPaused());
}

QTEST_MAIN(TestElsewhere)
#include "tst_elsewhere.moc"
