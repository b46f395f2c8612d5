#include "counterbench.h"

#include <enrolment/clientnotice.h>
#include <enrolment/onrequest.h>
#include <pki/signing.h>

#include <QTest>

#include <algorithm>

using namespace tirkeu;
using namespace tirkeu::enrolment;
using casefile::Ending;
using casefile::Hand;
using casefile::Kind;
using criteria::Step;

/// What a case carries from others of the same client, who may take it up, and what an end leaves behind.
class TestDeskRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatWasGivenBackStaysCounted_BIO22();
    void aSupervisorAllowsNewAttempts_BIO22();
    void attemptsAtOtherCountersCount_BIO8_BIO22();
    void criteriaMayLoseAPurpose();
    void aSupervisorTakesOver();
    void whatIsOverdueTimesOut();
    void aConsentIsTakenBackAndUseStops_BIO41();
    void anExceptionIsNotAskedForAgain();
    void consentsOfUnsignedCasesDoNotStand();
    void anotherPalmNeedsASecondProof();
    void theOldPalmProvesTheNew();
    void noPalmAtAllIsNoFailure();
    void oneActMayConfirmAll();
    void documentsAreSignedAsTheyWereMade();
    void whatTheDocumentShowsMayOnlyWarn();
    void originalsAreHandedOutOnRequest_BIO17_BIO30();
    void anAwaitedAnswerIsFinishedLater();
    void whoSignsIsWhoIsNamed();
    void aSecondPersonSignsWithTheirOwnToken();

private:
    [[nodiscard]] std::vector<casefile::Event> events(Kind kind) const;
    std::unique_ptr<test::CounterBench> m_bench;
};

void TestDeskRules::init()
{
    m_bench = std::make_unique<test::CounterBench>();
    VERIFY_RESULT(m_bench->vault.create());
}

std::vector<casefile::Event> TestDeskRules::events(Kind kind) const
{
    std::vector<casefile::Event> found;
    const auto all = m_bench->store().journal().eventsOf(*m_bench->desk->state().id);
    for (const casefile::Event& event : all.value_or(std::vector<casefile::Event>())) {
        if (event.kind == kind)
            found.push_back(event);
    }
    return found;
}

void TestDeskRules::whatWasGivenBackStaysCounted_BIO22()
{
    test::CounterBench& bench = *m_bench;
    // Two checks are given back in one case; another case of the IIN gets none back any more.
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    for (int killed = 0; killed < 2; ++killed) {
        VERIFY_RESULT(bench.desk->startAttempt(Hand::Right, test::drawnDevice(), test::drawnFrames()));
        VERIFY_RESULT(bench.restart());
    }
    QCOMPARE(bench.desk->state().spent(casefile::Modality::Palm, Hand::Right), 0);
    VERIFY_RESULT(bench.desk->end(Ending::Aborted));
    VERIFY_RESULT(bench.sign());

    VERIFY_RESULT(bench.openCase());
    QCOMPARE(bench.desk->state().voids, 2);
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    const auto attempt = bench.desk->startAttempt(Hand::Right, test::drawnDevice(), test::drawnFrames());
    VERIFY_RESULT(attempt);
    QVERIFY(!bench.desk->voidAttempt(*attempt, {QStringLiteral("devices.removed"), QStringLiteral("unplugged")}));
    VERIFY_RESULT(bench.restart());
    QCOMPARE(bench.desk->state().spent(casefile::Modality::Palm, Hand::Right), 1);
    // With the interval over, the count begins anew.
    VERIFY_RESULT(bench.desk->end(Ending::Aborted));
    VERIFY_RESULT(bench.sign());
    bench.vault.clock.advance(bench.criteria.attempts.interval + std::chrono::minutes(1));
    VERIFY_RESULT(bench.openCase());
    QCOMPARE(bench.desk->state().voids, 0);
}

void TestDeskRules::aSupervisorAllowsNewAttempts_BIO22()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    for (int failed = 0; failed < 3; ++failed) {
        const auto attempt = bench.desk->startAttempt(Hand::Right, test::drawnDevice(), test::drawnFrames());
        VERIFY_RESULT(attempt);
        PalmFindings none;
        none.attack.verdict = casefile::Verdict::NotAuthentic;
        VERIFY_RESULT(bench.desk->finishAttempt(*attempt, none));
    }
    VERIFY_RESULT(bench.desk->end(Ending::Negative));
    VERIFY_RESULT(bench.sign());
    const auto iin = identity::Iin::parse(u"951231600025").value();
    CaseOpening opening{QStringLiteral("palm-enrolment"), iin, core::Language::Kazakh, bench.teller.id};
    bench.desk.emplace(bench.store(), bench.criteria, bench.teller);
    QVERIFY(!bench.desk->open(opening)); // a teller is no supervisor
    opening.approvedBy = bench.supervisor;
    VERIFY_RESULT(bench.desk->open(opening));
    QCOMPARE(bench.desk->state().spent(casefile::Modality::Palm, Hand::Right), 0);
}

// As the bank told of another workstation of the branch; this one knows of none.
void TestDeskRules::attemptsAtOtherCountersCount_BIO8_BIO22()
{
    test::CounterBench& bench = *m_bench;
    const auto iin = identity::Iin::parse(u"951231600025").value();
    CaseOpening opening{QStringLiteral("palm-enrolment"), iin, core::Language::Kazakh};
    opening.elsewhere.append({casefile::Modality::Palm, Hand::Right, 2, 1});
    bench.desk.emplace(bench.store(), bench.criteria, bench.teller);
    VERIFY_RESULT(bench.desk->open(opening));
    QCOMPARE(bench.desk->state().spent(casefile::Modality::Palm, Hand::Right), 2);
    QCOMPARE(bench.desk->state().spent(casefile::Modality::Palm, Hand::Left), 0);
    QCOMPARE(bench.desk->state().voids, 1);
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    const auto last = bench.desk->startAttempt(Hand::Right, test::drawnDevice(), test::drawnFrames());
    VERIFY_RESULT(last);
    PalmFindings none;
    none.attack.verdict = casefile::Verdict::NotAuthentic;
    VERIFY_RESULT(bench.desk->finishAttempt(*last, none));
    QVERIFY(bench.desk->state().isNegative(casefile::Modality::Palm, Hand::Right));
    QVERIFY(!bench.desk->startAttempt(Hand::Right, test::drawnDevice(), test::drawnFrames()));
}

void TestDeskRules::criteriaMayLoseAPurpose()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    criteria::Criteria newer = bench.criteria;
    newer.purposes.clear();
    newer.consents.texts.clear();
    CaseDesk desk(bench.store(), newer, bench.teller);
    VERIFY_RESULT(desk.take(*bench.desk->state().id));
    QVERIFY(desk.plan() == bench.desk->plan());
    QCOMPARE(desk.purpose().consents, bench.desk->purpose().consents);
    // What the client answered is documented in the words that were before them.
    VERIFY_RESULT(desk.end(Ending::Aborted));
    const auto papers = desk.unsignedPapers();
    VERIFY_RESULT(papers);
    QCOMPARE(papers->size(), 4);
}

void TestDeskRules::aSupervisorTakesOver()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(bench.desk->startAttempt(Hand::Right, test::drawnDevice(), test::drawnFrames()));
    const casefile::CaseId id = *bench.desk->state().id;
    const Teller supervisor{
        bench.supervisor, test::demoPki().signature(simulation::DemoPerson::Supervisor).certificate()};
    const Teller second{
        QString::fromLatin1(
            test::demoPki().authentication(simulation::DemoPerson::SecondTeller).holder().fingerprint().toHex()),
        test::demoPki().signature(simulation::DemoPerson::SecondTeller).certificate()};
    CaseDesk other(bench.store(), bench.criteria, second);
    QVERIFY(!other.take(id));
    QVERIFY(!other.takeOver(id));
    CaseDesk desk(bench.store(), bench.criteria, supervisor);
    VERIFY_RESULT(desk.takeOver(id));
    QVERIFY(!desk.state().runningAttempt());
    QCOMPARE(desk.state().actor, bench.supervisor);
    // Whoever had it in hand answers no question of it.
    QVERIFY(desk.state().actors.contains(bench.supervisor));
    VERIFY_RESULT(desk.end(Ending::Abandoned));
    pki::SoftwareKey key = test::demoPki().signature(simulation::DemoPerson::Supervisor);
    const AtDesk atDesk = [&desk](const std::function<Result<>(CaseDesk&)>& action) {
        return action(desk);
    };
    const auto seal = Seal::of(bench.criteria.signing, nullptr, bench.vault.clock.wall());
    VERIFY_RESULT(seal);
    VERIFY_RESULT(
        signCase(atDesk, evidence::DocumentSigner(bench.vault.clock, test::demoPki().nationalTrust()), key, *seal));
    QVERIFY(desk.state().isSettled());
}

void TestDeskRules::whatIsOverdueTimesOut()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.desk->pause(QStringLiteral("lock")));
    CaseDesk desk(bench.store(), bench.criteria, bench.teller);
    QCOMPARE(desk.endOverdue().value_or(-1), 0);
    bench.vault.clock.advance(bench.criteria.session.draft + std::chrono::minutes(1));
    QCOMPARE(desk.endOverdue().value_or(-1), 1);
    QCOMPARE(desk.endOverdue().value_or(-1), 0);
    const auto next = bench.openCase(QStringLiteral("palm-enrolment"), u"930315500178");
    QVERIFY(!next);
    QCOMPARE(next.error().code, ErrorCode{"enrolment.unsigned-first"});
}

void TestDeskRules::aConsentIsTakenBackAndUseStops_BIO41()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(m_bench->enrol(7));
    const casefile::CaseId given = *bench.desk->state().id;
    VERIFY_RESULT(bench.openCase(QString(kWithdrawalPurpose)));
    QVERIFY(bench.desk->enrolledPalm(Hand::Right).value());
    VERIFY_RESULT(bench.recordClient());
    QCOMPARE(stepNow(bench.desk->plan()), std::optional(Step::Consents));
    QVERIFY(!bench.desk->end(Ending::Withdrawn)); // nothing was taken back yet
    VERIFY_RESULT(bench.desk->withdraw(
        criteria::ConsentKind::PalmScanning, criteria::ConsentMeans::SignedPaper, test::signedPaper()));
    QCOMPARE(stepNow(bench.desk->plan()), std::optional(Step::Signing));
    VERIFY_RESULT(bench.desk->end(Ending::Withdrawn));
    const auto papers = bench.desk->unsignedPapers();
    VERIFY_RESULT(papers);
    QCOMPARE(papers->size(), 2); // presence, what was taken back
    QVERIFY(std::ranges::any_of(*papers, [](const UnsignedPaper& one) { return one.kind == u"consent-withdrawal"; }));
    // At once: the documents are not even signed.
    const auto after = standingOf(bench.store(), *bench.desk->state().client);
    VERIFY_RESULT(after);
    QVERIFY(after->palms.isEmpty());
    QVERIFY(after->has(casefile::kConsentPersonalData));
    QVERIFY(!after->has(casefile::kConsentPalmScan));
    VERIFY_RESULT(bench.sign());
    VERIFY_RESULT(bench.openCase(QStringLiteral("palm-verification")));
    QVERIFY(!bench.desk->enrolledPalm(Hand::Right).value());
    VERIFY_RESULT(bench.recordClient());
    QVERIFY(!bench.desk->startAttempt(Hand::Right, test::drawnDevice(), test::drawnFrames()));
    Q_UNUSED(given)
}

void TestDeskRules::anExceptionIsNotAskedForAgain()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(
        bench.desk->exceptHand(Hand::Right, bench.supervisor, bench.vault.clock.wall() + std::chrono::days(30)));
    bench.scanner.thenSamples(test::handOf(7, Hand::Left), 8);
    VERIFY_RESULT(bench.palm(Hand::Left));
    VERIFY_RESULT(bench.desk->decide());
    VERIFY_RESULT(bench.desk->answerQuestion(bench.supervisor, true, QStringLiteral("seen")));
    VERIFY_RESULT(bench.desk->end(Ending::Accepted));
    VERIFY_RESULT(bench.sign());

    // Verification is by the other hand, and nobody is asked about the exception a second time.
    VERIFY_RESULT(bench.openCase(QStringLiteral("palm-verification")));
    VERIFY_RESULT(bench.recordClient());
    QCOMPARE(stepNow(bench.desk->plan()), std::optional(Step::PalmLeft));
    bench.scanner.clear();
    bench.scanner.thenSamples(test::handOf(7, Hand::Left), 8, simulation_palm::Attack::None, 20);
    VERIFY_RESULT(bench.palm(Hand::Left));
    VERIFY_RESULT(bench.desk->decide());
    QCOMPARE(bench.desk->state().decision, std::optional(casefile::Outcome::Accepted));
    VERIFY_RESULT(bench.desk->end(Ending::Accepted));
    VERIFY_RESULT(bench.sign());

    bench.vault.clock.advance(std::chrono::days(31));
    VERIFY_RESULT(bench.openCase(QStringLiteral("palm-verification")));
    QVERIFY(bench.desk->state().exceptedHands.isEmpty());
}

void TestDeskRules::consentsOfUnsignedCasesDoNotStand()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(bench.desk->end(Ending::Aborted));
    const casefile::ClientId client = *bench.desk->state().client;
    QVERIFY(standingOf(bench.store(), client)->consents.isEmpty());
    VERIFY_RESULT(bench.sign());
    const auto standing = standingOf(bench.store(), client);
    QCOMPARE(standing->consents.size(), 2);
    QVERIFY(standing->consents.first().from == *bench.desk->state().id);
    QVERIFY(standing->palms.isEmpty());
}

void TestDeskRules::anotherPalmNeedsASecondProof()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(m_bench->enrol(7));
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(m_bench->showHands(8));
    VERIFY_RESULT(bench.desk->decide());
    QVERIFY(bench.desk->state().hasOpenQuestion());
    QCOMPARE(bench.desk->state().questionsAbout.first(), QStringLiteral("replacement"));
    QVERIFY(!bench.desk->answerQuestion(bench.supervisor, true, QStringLiteral("knows the client")));
    VERIFY_RESULT(bench.desk->answerQuestion(
        bench.supervisor, true, QStringLiteral("hand injured"), QStringLiteral("passport N0000001")));
    VERIFY_RESULT(bench.desk->end(Ending::Accepted));
    const auto notices = events(Kind::NoticeOwed);
    QCOMPARE(notices.size(), std::size_t(1));
    QCOMPARE(notices.front().fields.value(u"to").toString(), QStringLiteral("+77010000000"));
    QVERIFY(owedNotices(bench.store()).value().isEmpty()); // nothing was replaced before it is signed
    VERIFY_RESULT(bench.sign());
    const auto owed = owedNotices(bench.store()).value();
    QCOMPARE(owed.size(), 1);
    QCOMPARE(owed.constFirst().to, QStringLiteral("+77010000000"));
    QVERIFY(textOf(owed.constFirst(), bench.criteria).startsWith(bench.criteria.customer.name.kazakh));
    VERIFY_RESULT(noteSent(bench.store(), owed.constFirst(), QStringLiteral("sms")));
    QVERIFY(owedNotices(bench.store()).value().isEmpty());
    QCOMPARE(bench.store().journal().read({.kinds = {Kind::NoticeSent}}).value().size(), std::size_t(1));
}

void TestDeskRules::theOldPalmProvesTheNew()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(m_bench->enrol(7));
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(m_bench->showHands(7, 20));
    VERIFY_RESULT(bench.desk->decide());
    QCOMPARE(bench.desk->state().decision, std::optional(casefile::Outcome::Accepted));
    VERIFY_RESULT(bench.desk->end(Ending::Accepted));
    QCOMPARE(events(Kind::NoticeOwed).size(), std::size_t(1));
    VERIFY_RESULT(bench.sign());
}

void TestDeskRules::noPalmAtAllIsNoFailure()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    for (const Hand hand : {Hand::Right, Hand::Left})
        VERIFY_RESULT(bench.desk->exceptHand(hand, bench.supervisor));
    QCOMPARE(stepNow(bench.desk->plan()), std::optional(Step::Decision));
    VERIFY_RESULT(bench.desk->decide());
    QCOMPARE(bench.desk->state().decision, std::optional(casefile::Outcome::Refused));
    VERIFY_RESULT(bench.desk->end(Ending::Refused));
    VERIFY_RESULT(bench.sign());
}

void TestDeskRules::oneActMayConfirmAll()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    QList<ConsentAnswer> answers;
    for (const criteria::ConsentKind kind : bench.desk->purpose().consents)
        answers.append({kind, true, criteria::ConsentMeans::SignedPaper, core::Language::Russian,
            std::chrono::seconds(9), answers.isEmpty() ? test::signedPaper() : QByteArray()});
    bench.criteria.consents.oneSignatureForAll = false;
    QVERIFY(!bench.desk->answerAll(answers));
    bench.criteria.consents.oneSignatureForAll = true;
    VERIFY_RESULT(bench.desk->answerAll(answers));
    QVERIFY(areConsentsGiven(bench.desk->state(), bench.desk->purpose()));
    QStringList kept;
    for (const casefile::Event& event : events(Kind::ConsentAnswered))
        kept.append(event.fields.value(u"evidence").toString());
    QCOMPARE(kept.size(), 2);
    QCOMPARE(kept.first(), kept.last());
    // A "yes" that nothing confirms is none.
    answers.first().evidence.clear();
    QVERIFY(!bench.desk->answer(answers.first()));
    answers.first().evidence = "a word";
    QVERIFY(!bench.desk->answer(answers.first()));
}

void TestDeskRules::documentsAreSignedAsTheyWereMade()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(bench.desk->end(Ending::Aborted));
    // Whatever is said and recorded in between: drawn later they are the same.
    VERIFY_RESULT(bench.desk->noteSlip(core::Language::Kazakh));
    bench.vault.clock.advance(std::chrono::hours(2));
    const auto papers = bench.desk->unsignedPapers();
    VERIFY_RESULT(papers);
    const evidence::DocumentSigner signer(bench.vault.clock, test::demoPki().nationalTrust());
    QList<SignedPaper> all;
    for (const UnsignedPaper& paper : *papers) {
        const auto pdf = signer.sign(paper.pdf, bench.tellerKey);
        VERIFY_RESULT(pdf);
        all.append({paper.id, *pdf});
    }
    QVERIFY(!bench.desk->keepSigned(all.first(2))); // all or none
    QList<SignedPaper> exchanged = all;
    std::swap(exchanged[0].pdf, exchanged[1].pdf);
    QVERIFY(!bench.desk->keepSigned(exchanged));
    pki::SoftwareKey stranger = test::demoPki().signature(simulation::DemoPerson::SecondTeller);
    QList<SignedPaper> byAnother = all;
    byAnother[0].pdf = signer.sign(papers->first().pdf, stranger).value();
    QVERIFY(!bench.desk->keepSigned(byAnother));
    QList<SignedPaper> notSigned = all;
    notSigned[0].pdf = papers->first().pdf;
    QVERIFY(!bench.desk->keepSigned(notSigned));
    VERIFY_RESULT(bench.desk->keepSigned(all));
    QVERIFY(bench.desk->state().isSettled());
}

void TestDeskRules::whatTheDocumentShowsMayOnlyWarn()
{
    test::CounterBench& bench = *m_bench;
    const auto iin = identity::Iin::parse(u"951231600025").value();
    ClientData data = test::someClient();
    QVERIFY(notesOn(data, iin, QDate(2026, 7, 12)).isEmpty());
    data.birth = QDate(1995, 12, 30);
    QCOMPARE(notesOn(data, iin, QDate(2026, 7, 12)), QList{ClientNote::BirthDiffers});
    QCOMPARE(notesOn(data, iin, QDate(2031, 6, 1)), (QList{ClientNote::BirthDiffers, ClientNote::DocumentExpired}));
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.desk->recordClient(data));
    QCOMPARE(bench.desk->clientData()->birth, data.birth);
}

void TestDeskRules::originalsAreHandedOutOnRequest_BIO17_BIO30()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(m_bench->enrol(7));
    QTemporaryDir dir;
    const ExportRequest request{
        *bench.desk->state().client, dir.filePath(QStringLiteral("out")), QStringLiteral("client"), bench.teller.id};
    const auto names = exportOriginals(bench.store(), request);
    VERIFY_RESULT(names);
    QCOMPARE(names->size(), 6);
    const auto documents = documentsOf(bench.store(), request.client);
    for (qsizetype i = 0; i < names->size(); ++i) {
        QFile file(QDir(request.folder).filePath(names->at(i)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bench.desk->document(documents->at(i).id).value());
    }
    const auto lines = bench.store().journal().read({.kinds = {Kind::ExportMade}});
    VERIFY_RESULT(lines);
    QCOMPARE(lines->front().fields->value(u"objects").toInt(), 6);
    // Never among what lies there already, and nothing to export is said to be so.
    QVERIFY(!exportOriginals(bench.store(), request));
}

void TestDeskRules::anAwaitedAnswerIsFinishedLater()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(bench.desk->end(Ending::Aborted)); // consents stand, no palm was enrolled here
    VERIFY_RESULT(bench.sign());
    VERIFY_RESULT(bench.openCase(QStringLiteral("palm-verification")));
    VERIFY_RESULT(bench.recordClient());
    bench.scanner.thenSamples(test::handOf(7, Hand::Right), 8);
    VERIFY_RESULT(bench.palm(Hand::Right));
    const auto comparison = [&] {
        const QList<PlannedStep> plan = bench.desk->plan();
        return std::ranges::find(plan, criteria::Step::PalmComparison, &PlannedStep::step)->state;
    };
    QVERIFY(comparison() == StepState::Awaited); // said at once, not at the end
    QCOMPARE(stepNow(bench.desk->plan()), std::optional(criteria::Step::Decision));
    VERIFY_RESULT(bench.desk->decide());
    QCOMPARE(bench.desk->state().decision, std::optional(casefile::Outcome::Awaited));
    VERIFY_RESULT(bench.desk->end(Ending::Awaited));
    VERIFY_RESULT(bench.sign());
    const casefile::CaseId id = *bench.desk->state().id;
    QVERIFY(!bench.desk->reopen(id, QStringLiteral("answered"))); // not yet
    const QString asked = bench.desk->state().comparisons.firstKey().toString();
    casefile::MatchResult result;
    result.outcome = casefile::MatchOutcome::Match;
    result.probe = bench.desk->state().templates.firstKey().toString();
    VERIFY_RESULT(bench.store().append(
        {Kind::AnswerReceived, bench.vault.clock.wall(), QStringLiteral("gateway"), bench.desk->state().client, id,
            {{QStringLiteral("comparison"), asked}, {QStringLiteral("outcome"), QStringLiteral("match")},
                {QStringLiteral("result"), result.toJson()}}}));
    VERIFY_RESULT(bench.desk->reopen(id, QStringLiteral("answered")));
    QVERIFY(comparison() == StepState::Done);
    VERIFY_RESULT(bench.desk->decide());
    VERIFY_RESULT(bench.desk->end(Ending::Accepted));
    const auto papers = bench.desk->unsignedPapers();
    VERIFY_RESULT(papers);
    QCOMPARE(papers->size(), 2); // the comparison that was awaited, and the decision
    VERIFY_RESULT(bench.sign());
}

void TestDeskRules::whoSignsIsWhoIsNamed()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.desk->end(Ending::Aborted));
    const auto before = bench.desk->state().documents;
    const pki::Certificate second = test::demoPki().authentication(simulation::DemoPerson::SecondTeller).holder();
    const Teller other{QString::fromLatin1(second.fingerprint().toHex()),
        test::demoPki().signature(simulation::DemoPerson::SecondTeller).certificate()};
    VERIFY_RESULT(bench.desk->handOver(other.id));
    CaseDesk desk(bench.store(), bench.criteria, other);
    VERIFY_RESULT(desk.take(*bench.desk->state().id));
    for (auto it = before.cbegin(); it != before.cend(); ++it)
        QVERIFY(desk.state().documents.value(it.key()).digest != it->digest);
    VERIFY_RESULT(desk.unsignedPapers());
}

void TestDeskRules::aSecondPersonSignsWithTheirOwnToken()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    const auto signedBy = [&bench](simulation::DemoPerson person, const QByteArray& statement) {
        pki::SoftwareKey key = test::demoPki().signature(person);
        return pki::signContent(
            statement, pki::ContentPlace::Attached, {&key}, {.signingTime = bench.vault.clock.wall()})
            .value();
    };
    using simulation::DemoPerson;
    const QByteArray exception = bench.desk->exceptionStatement(Hand::Left);
    // The teller has two certificates and is one person; a client is nobody here; another case is another matter.
    QVERIFY(!bench.desk->exceptSigned(signedBy(DemoPerson::Teller, exception)));
    QVERIFY(!bench.desk->exceptSigned(signedBy(DemoPerson::Client, exception)));
    QByteArray elsewhere = exception;
    elsewhere.replace(bench.desk->state().id->toString().toLatin1(), core::Uuid().toString().toLatin1());
    QVERIFY(!bench.desk->exceptSigned(signedBy(DemoPerson::SecondTeller, elsewhere)));
    VERIFY_RESULT(bench.desk->exceptSigned(signedBy(DemoPerson::SecondTeller, exception)));
    QVERIFY(bench.desk->state().exceptedHands.contains(Hand::Left));

    bench.scanner.thenSamples(test::handOf(7, Hand::Right), 8);
    VERIFY_RESULT(bench.palm(Hand::Right));
    VERIFY_RESULT(bench.desk->decide());
    const auto yes = bench.desk->answerStatement(true, QStringLiteral("seen"));
    VERIFY_RESULT(yes);
    QVERIFY(!bench.desk->answerSigned(exception));
    QVERIFY(!bench.desk->answerSigned(signedBy(DemoPerson::SecondTeller, *yes))); // no supervisor
    QVERIFY(!bench.desk->answerSigned(signedBy(DemoPerson::Supervisor, exception)));
    VERIFY_RESULT(bench.desk->answerSigned(signedBy(DemoPerson::Supervisor, *yes)));
    QCOMPARE(bench.desk->state().decision, std::optional(casefile::Outcome::Accepted));
    const auto answered = events(Kind::QuestionAnswered);
    QCOMPARE(answered.front().actor, bench.supervisor);
    QVERIFY(answered.front().fields.contains(u"evidence"));
}

QTEST_MAIN(TestDeskRules)
#include "tst_deskrules.moc"
