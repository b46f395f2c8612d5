#include "counterbench.h"

#include <core/json.h>
#include <enrolment/plan.h>
#include <enrolment/spentattempts.h>
#include <evidence/verifier.h>
#include <pki/signing.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::enrolment;
using casefile::Ending;
using casefile::Hand;
using casefile::Kind;

/// Who else than its teller has a say in a case, what they may not say, and why it was broken off.
class TestDeskPeople : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void anothersOverdueCaseIsNotEndedInTheirPlace();
    void aCalledSupervisorDecidesNothing();
    void whatTheRegisterSaysIsAFact();
    void aCorrectionSupersedesAndOverwritesNothing();
    void anExceptionEndsInTheFuture();
    void aStrokeAloneIsNotEnough_BIO32_data();
    void aStrokeAloneIsNotEnough_BIO32();
    void whyACaseWasBrokenOffStandsInTheDocument_data();
    void whyACaseWasBrokenOffStandsInTheDocument();
    void whoseAttemptsAreSpentIsGivenNewOnesBySignature_BIO22();
    void whatATellerAsksForASupervisorAnswersInTheirOwnSession_BIO22();

private:
    void spendRight(); ///< in a case that ends with it
    [[nodiscard]] QByteArray signedBy(simulation::DemoPerson person, const QByteArray& statement) const;
    [[nodiscard]] Result<> showHands(std::uint64_t person, int firstSample = 0);
    [[nodiscard]] std::vector<casefile::Event> events(Kind kind) const;
    std::unique_ptr<test::CounterBench> m_bench;
};

void TestDeskPeople::init()
{
    m_bench = std::make_unique<test::CounterBench>();
    VERIFY_RESULT(m_bench->vault.create());
}

Result<> TestDeskPeople::showHands(std::uint64_t person, int firstSample)
{
    for (const Hand hand : {Hand::Right, Hand::Left}) {
        m_bench->scanner.clear();
        m_bench->scanner.thenSamples(test::handOf(person, hand), 8, simulation_palm::Attack::None, firstSample);
        if (const auto end = m_bench->palm(hand); !end)
            return failure(end);
    }
    return {};
}

std::vector<casefile::Event> TestDeskPeople::events(Kind kind) const
{
    std::vector<casefile::Event> found;
    const auto all = m_bench->store().journal().eventsOf(*m_bench->desk->state().id);
    for (const casefile::Event& event : all.value_or(std::vector<casefile::Event>())) {
        if (event.kind == kind)
            found.push_back(event);
    }
    return found;
}

// A supervisor who signs in is not made the teller of everybody's cases; their own next client is not blocked by them.
void TestDeskPeople::anothersOverdueCaseIsNotEndedInTheirPlace()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.desk->pause(QStringLiteral("lock")));
    const casefile::CaseId left = *bench.desk->state().id;
    bench.vault.clock.advance(bench.criteria.session.draft + std::chrono::minutes(1));
    const pki::SoftwareKey key = test::demoPki().signature(simulation::DemoPerson::Supervisor);
    CaseDesk desk(bench.store(), bench.criteria, {bench.supervisor, key.certificate()});
    QCOMPARE(desk.endOverdue().value_or(-1), 0);
    QCOMPARE(bench.store().caseState(left)->actor, bench.teller.id);
    VERIFY_RESULT(desk.open(
        {QStringLiteral("palm-enrolment"), identity::Iin::parse(u"930315500178").value(), core::Language::Kazakh}));
    QCOMPARE(CaseDesk(bench.store(), bench.criteria, bench.teller).endOverdue().value_or(-1), 1);
}

void TestDeskPeople::aCalledSupervisorDecidesNothing()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(bench.desk->call());
    QVERIFY(!bench.desk->call()); // they are called already
    VERIFY_RESULT(showHands(7));
    VERIFY_RESULT(bench.desk->decide());
    QVERIFY(!bench.desk->state().decision); // not before they came
    QVERIFY(!bench.desk->answerQuestion(bench.teller.id, true, QStringLiteral("myself")));
    VERIFY_RESULT(bench.desk->answerQuestion(bench.supervisor, true, QStringLiteral("spoke with the client")));
    QVERIFY(!bench.desk->state().hasOpenQuestion());
    QVERIFY(!bench.desk->state().decision);
    QVERIFY(events(Kind::DecisionMade).empty());
    VERIFY_RESULT(bench.finish());
    QCOMPARE(bench.desk->state().ending, Ending::Accepted);
}

// A rule of the bank may refuse by it; a register that was not asked says nothing.
void TestDeskPeople::whatTheRegisterSaysIsAFact()
{
    using criteria::FactState;
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    for (const auto& [said, fact] : {std::pair(PhoneState::NotChecked, FactState::Undecided),
             std::pair(PhoneState::NotConfirmed, FactState::Negative),
             std::pair(PhoneState::Confirmed, FactState::Positive)}) {
        VERIFY_RESULT(bench.desk->notePhone(said));
        QVERIFY(factsOf(bench.desk->state(), bench.desk->purpose()).value(criteria::Fact::Phone) == fact);
    }
}

void TestDeskPeople::anExceptionEndsInTheFuture()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    const core::WallTime now = bench.vault.clock.wall();
    for (const core::WallTime past : {now, now - std::chrono::hours(24)}) {
        const auto refused = bench.desk->exceptHand(Hand::Right, bench.supervisor, past);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode{"enrolment.exception-until-passed"});
        pki::SoftwareKey key = test::demoPki().signature(simulation::DemoPerson::Supervisor);
        const auto cms = pki::signContent(bench.desk->exceptionStatement(Hand::Right, past),
            pki::ContentPlace::Attached, {&key}, {.signingTime = now});
        VERIFY_RESULT(cms);
        const auto alsoRefused = bench.desk->exceptSigned(*cms);
        QVERIFY(!alsoRefused);
        QCOMPARE(alsoRefused.error().code, ErrorCode{"enrolment.exception-until-passed"});
    }
    QVERIFY(bench.desk->state().exceptedHands.isEmpty());
    VERIFY_RESULT(bench.desk->exceptHand(Hand::Right, bench.supervisor, now + std::chrono::hours(24)));
}

void TestDeskPeople::aStrokeAloneIsNotEnough_BIO32_data()
{
    QTest::addColumn<QString>("paragraph");
    QTest::addColumn<bool>("isEnough");
    for (const char* paragraph : {"BIO-39", "BIO-39(4)", "BIO-44", "BIO-45"})
        QTest::newRow(paragraph) << QString::fromLatin1(paragraph) << false;
    QTest::newRow("BIO-19") << QStringLiteral("BIO-19") << true;
}

// Whatever the criteria list: they are never weaker than the law.
void TestDeskPeople::aStrokeAloneIsNotEnough_BIO32()
{
    QFETCH(const QString, paragraph);
    QFETCH(const bool, isEnough);
    test::CounterBench& bench = *m_bench;
    for (criteria::Purpose& purpose : bench.criteria.purposes) {
        purpose.paragraph = paragraph;
        purpose.consentMeans = {criteria::ConsentMeans::Stroke};
    }
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    const auto said = bench.desk->answer({bench.desk->purpose().consents.constFirst(), true,
        criteria::ConsentMeans::Stroke, core::Language::Kazakh, std::chrono::seconds(9), "what no stroke is"});
    QVERIFY(!said); // where a stroke is enough, it still has to be one
    QCOMPARE(said.error().code == ErrorCode{"enrolment.means-not-allowed"}, !isEnough);
    QVERIFY(bench.desk->state().consents.isEmpty());
}

void TestDeskPeople::whyACaseWasBrokenOffStandsInTheDocument_data()
{
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<QString>("why");
    QTest::addColumn<QStringList>("said"); // in Kazakh, Russian, English
    const QString rang = QStringLiteral("the fire alarm rang");
    QTest::newRow("stopped") << Ending::Aborted << rang
                             << QStringList{QStringLiteral("Негіздеме: ") + rang, QStringLiteral("Основание: ") + rang,
                                    QStringLiteral("Reason: ") + rang};
    QTest::newRow("left, and said why") << Ending::Abandoned << rang
                                        << QStringList{QStringLiteral("Негіздеме: ") + rang,
                                               QStringLiteral("Основание: ") + rang, QStringLiteral("Reason: ") + rang};
    QTest::newRow("left") << Ending::Abandoned << QStringLiteral("client-left")
                          << QStringList{QStringLiteral("Клиент рәсімді аяқтамай кетті."),
                                 QStringLiteral("Клиент ушёл, не завершив процедуру."),
                                 QStringLiteral("The client left before the end.")};
    QTest::newRow("video") << Ending::Abandoned << QStringLiteral("video-session")
                           << QStringList{QStringLiteral("Клиент бейнебайланыс арқылы өтуді таңдады."),
                                  QStringLiteral("Клиент решил пройти проверку по видеосвязи."),
                                  QStringLiteral("The client chose a video session.")};
}

void TestDeskPeople::whyACaseWasBrokenOffStandsInTheDocument()
{
    QFETCH(const Ending, ending);
    QFETCH(const QString, why);
    QFETCH(const QStringList, said);
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(bench.desk->end(ending, why));
    VERIFY_RESULT(bench.sign());
    const auto& documents = bench.desk->state().documents;
    core::Uuid decision;
    for (auto it = documents.cbegin(); it != documents.cend(); ++it)
        decision = it->kind == u"decision" ? it.key() : decision;
    const auto pdf = bench.desk->document(decision);
    VERIFY_RESULT(pdf);
    const evidence::VerificationReport report = evidence::verify(*pdf, {{}, bench.vault.clock.wall()});
    const QByteArray record = core::writeJson(report.record);
    for (const QString& sentence : said)
        QVERIFY2(record.contains(sentence.toUtf8()), record.constData());
    QVERIFY(!record.contains("client-left") && !record.contains("video-session")); // codes are for the journal
}

// What was written down first stays in the journal as it was; the newest is what counts, of the same IIN.
void TestDeskPeople::aCorrectionSupersedesAndOverwritesNothing()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    const QString iin = bench.desk->state().iin;
    auto corrected = bench.desk->clientData();
    VERIFY_RESULT(corrected);
    const QString before = corrected->bankNumber;
    corrected->bankNumber = QStringLiteral("B-7");
    VERIFY_RESULT(bench.desk->recordClient(*corrected));
    const auto recorded = events(Kind::ClientRecorded);
    QCOMPARE(recorded.size(), std::size_t(2));
    QVERIFY(!recorded.front().fields.contains(u"supersedes"));
    QCOMPARE(recorded.front().fields.value(u"number").toString(), before);
    QCOMPARE(recorded.back().fields.value(u"supersedes").toString(), QStringLiteral("client.recorded"));
    QCOMPARE(recorded.back().fields.value(u"number").toString(), QStringLiteral("B-7"));
    QCOMPARE(bench.desk->clientData()->bankNumber, QStringLiteral("B-7"));
    QCOMPARE(bench.desk->state().iin, iin);
}

void TestDeskPeople::spendRight()
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
        bench.vault.clock.advance(std::chrono::minutes(1));
    }
    VERIFY_RESULT(bench.desk->end(Ending::Negative));
    VERIFY_RESULT(bench.sign());
}

QByteArray TestDeskPeople::signedBy(simulation::DemoPerson person, const QByteArray& statement) const
{
    pki::SoftwareKey key = test::demoPki().signature(person);
    return pki::signContent(
        statement, pki::ContentPlace::Attached, {&key}, {.signingTime = m_bench->vault.clock.wall()})
        .value();
}

// BIO-22: earlier than the interval a supervisor's own signature is needed, and it serves one case.
void TestDeskPeople::whoseAttemptsAreSpentIsGivenNewOnesBySignature_BIO22()
{
    test::CounterBench& bench = *m_bench;
    const auto iin = identity::Iin::parse(u"951231600025").value();
    QVERIFY(!spentAttempts(bench.store(), bench.criteria, iin)->has_value());
    const core::WallTime first = bench.vault.clock.wall();
    spendRight();
    const auto spent = spentAttempts(bench.store(), bench.criteria, iin);
    VERIFY_RESULT(spent);
    QVERIFY(spent->has_value());
    QCOMPARE((*spent)->hands, QList<Hand>{Hand::Right});
    QVERIFY((*spent)->until == first + bench.criteria.attempts.interval);

    using simulation::DemoPerson;
    CaseOpening opening{QStringLiteral("palm-enrolment"), iin, core::Language::Kazakh};
    bench.desk.emplace(bench.store(), bench.criteria, bench.teller);
    const QByteArray statement = bench.desk->approvalStatement(iin, QStringLiteral("bandaged yesterday"));
    for (const DemoPerson nobody : {DemoPerson::Teller, DemoPerson::SecondTeller, DemoPerson::Client}) {
        opening.approval = signedBy(nobody, statement);
        QVERIFY(!bench.desk->open(opening));
    }
    const auto other = identity::Iin::parse(u"880101100018").value();
    opening.approval = signedBy(DemoPerson::Supervisor, bench.desk->approvalStatement(other, QStringLiteral("x")));
    QVERIFY(!bench.desk->open(opening)); // of another client
    opening.approval = signedBy(DemoPerson::Supervisor, statement);
    VERIFY_RESULT(bench.desk->open(opening));
    QCOMPARE(bench.desk->state().spent(casefile::Modality::Palm, Hand::Right), 0);
    const auto opened = bench.store().journal().eventsOf(*bench.desk->state().id);
    VERIFY_RESULT(opened);
    QCOMPARE(opened->front().fields.value(u"approvedBy").toString(), bench.supervisor);
    const auto kept = core::Uuid::parse(opened->front().fields.value(u"approval").toString());
    VERIFY_RESULT(kept);
    QCOMPARE(bench.store().readObject(vault::ObjectId(*kept)).value(), opening.approval);
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(bench.desk->end(Ending::Abandoned));
    VERIFY_RESULT(bench.sign());
    const auto again = bench.desk->open(opening);
    QVERIFY(!again); // it was for one case
    QCOMPARE(again.error().code, ErrorCode{"enrolment.statement-of-another-case"});
    bench.vault.clock.advance(bench.criteria.attempts.interval);
    QVERIFY(!spentAttempts(bench.store(), bench.criteria, iin)->has_value());
}

// The supervisor was not at hand when the teller asked. What they signed later serves the client's next case.
void TestDeskPeople::whatATellerAsksForASupervisorAnswersInTheirOwnSession_BIO22()
{
    using simulation::DemoPerson;
    test::CounterBench& bench = *m_bench;
    const auto iin = identity::Iin::parse(u"951231600025").value();
    const auto ask = [&] {
        return askForAttempts(bench.store(), bench.criteria, iin, bench.teller.id);
    };
    QVERIFY(!ask()); // nothing is spent
    spendRight();
    const casefile::ClientId client = *bench.desk->state().client;
    const QString former = bench.desk->state().id->toString();
    bench.desk.emplace(bench.store(), bench.criteria, bench.teller);
    CaseDesk supervisors(bench.store(), bench.criteria, {});
    const auto answer = [&](bool yes) {
        return signedBy(DemoPerson::Supervisor, supervisors.approvalStatement(iin, QStringLiteral("bandaged"), yes));
    };
    QVERIFY(!supervisors.attemptsSigned(answer(true))); // nobody asked
    VERIFY_RESULT(ask());
    VERIFY_RESULT(ask()); // it stands there once
    // What cannot be read of another client does not hide it.
    VERIFY_RESULT(bench.openCase(QStringLiteral("palm-enrolment"), u"930315500178"));
    const casefile::ClientId unreadable = *bench.desk->state().client;
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(bench.desk->end(Ending::Abandoned));
    VERIFY_RESULT(bench.sign());
    VERIFY_RESULT(bench.store().append({Kind::AttemptsAsked, bench.vault.clock.wall(), bench.teller.id, unreadable}));
    VERIFY_RESULT(
        bench.store().append({Kind::AttemptsAnswered, bench.vault.clock.wall(), bench.supervisor, unreadable, {},
            {{QStringLiteral("answer"), QStringLiteral("yes")}, {QStringLiteral("reason"), QStringLiteral("x")},
                {QStringLiteral("evidence"), core::Uuid::make(bench.vault.clock).toString()}}}));
    const auto questions = attemptsQuestions(bench.store(), bench.criteria);
    VERIFY_RESULT(questions);
    QCOMPARE(questions->size(), 1);
    QVERIFY(questions->constFirst().client == client);
    QCOMPARE(questions->constFirst().askedBy, bench.teller.id);
    QCOMPARE(questions->constFirst().spent.hands, QList<Hand>{Hand::Right});

    const QByteArray statement = supervisors.approvalStatement(iin, QStringLiteral("bandaged"));
    for (const DemoPerson nobody : {DemoPerson::Teller, DemoPerson::SecondTeller, DemoPerson::Client})
        QVERIFY(!supervisors.attemptsSigned(signedBy(nobody, statement)));
    const QByteArray earlier = answer(true); // signed, and not sent while this was asked
    const QByteArray no = answer(false);
    VERIFY_RESULT(supervisors.attemptsSigned(no));
    QVERIFY(attemptsQuestions(bench.store(), bench.criteria)->isEmpty());
    QVERIFY(attemptsAsking(bench.store(), bench.criteria, client)->approval.isEmpty());
    CaseOpening opening{QStringLiteral("palm-enrolment"), iin, core::Language::Kazakh};
    opening.approval = no;
    QVERIFY(!bench.desk->open(opening)); // a "no" gives nothing

    VERIFY_RESULT(ask());
    auto named = core::readJson(supervisors.approvalStatement(iin, QStringLiteral("bandaged")), {});
    VERIFY_RESULT(named);
    named->insert(QStringLiteral("case"), former);
    for (const QByteArray& cms : {earlier, signedBy(DemoPerson::Supervisor, core::writeJson(*named))}) {
        const auto taken = supervisors.attemptsSigned(cms); // of another asking, or of a case that was
        QVERIFY(!taken);
        QCOMPARE(taken.error().code, ErrorCode{"enrolment.statement-of-another-case"});
    }
    VERIFY_RESULT(supervisors.attemptsSigned(answer(true)));
    const auto asking = attemptsAsking(bench.store(), bench.criteria, client);
    VERIFY_RESULT(asking);
    QVERIFY(!asking->isOpen && !asking->approval.isEmpty());
    QVERIFY(isApprovedFor(*asking, bench.criteria, bench.teller.id));
    QVERIFY(!isApprovedFor(*asking, bench.criteria, bench.supervisor)); // who gave them does not serve that client
    opening.approval = asking->approval;
    VERIFY_RESULT(bench.desk->open(opening));
    QCOMPARE(bench.desk->state().spent(casefile::Modality::Palm, Hand::Right), 0);
    const auto used = attemptsAsking(bench.store(), bench.criteria, client);
    VERIFY_RESULT(used);
    QVERIFY(!used->isOpen && used->approval.isEmpty()); // it was for this case
}

QTEST_MAIN(TestDeskPeople)
#include "tst_deskpeople.moc"
