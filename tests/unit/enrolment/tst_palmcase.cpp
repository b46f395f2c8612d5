#include "counterbench.h"

#include <core/json.h>
#include <enrolment/slip.h>
#include <evidence/verifier.h>
#include <pki/signing.h>

#include <QTest>

#include <algorithm>

namespace {
using namespace tirkeu;

/// A key that only a foreign program can use; for GOST keys that is NCALayer.
class ForeignProgram final : public core::CmsSigner
{
public:
    ForeignProgram(pki::SoftwareKey key, int most)
        : m_key(std::move(key))
        , m_left(most)
    {
    }
    [[nodiscard]] QByteArray certificate() const override { return m_key.certificate(); }
    [[nodiscard]] Result<QByteArray> signToCms(core::HashAlgorithm, QByteArrayView digest) override
    {
        if (m_left-- == 0)
            return failure(ErrorCode("token.ncalayer-refused"), ErrorKind::Retry);
        return pki::signDigest(digest, m_key);
    }

private:
    pki::SoftwareKey m_key;
    int m_left;
};
} // namespace

using namespace tirkeu;
using namespace tirkeu::enrolment;
using casefile::Hand;
using criteria::Step;

/// Whole cases, from the client's IIN to the signed documents, as a teller makes them.
class TestPalmCase : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aPalmIsEnrolledAndSigned_BIO18_BIO23_BIO29();
    void anEnrolledPalmIsVerified_BIO25_BIO26_BIO27();
    void aClientEnrolledElsewhereIsVerified_BIO18();
    void anotherPersonsPalmIsRefused_BIO25();
    void thirdFailureEndsIt_BIO22();
    void aCastIsNotAuthentic_BIO21();
    void withoutConsentNoPalm_BIO19();
    void aDeviceFaultGivesTheAttemptBack();
    void poorPicturesSpendNothing();
    void theGateIsPassedBeforeEachCapture_BIO7();
    void aCrashIsResumed();
    void oneHandNeedsASecondPerson();
    void theSamePalmUnderAnotherIinGoesToTheSupervisor();
    void anUnsignedCaseBlocksTheNextClient();
    void aBrokenOffCaseIsDocumented();
    void nothingIsAcceptedBeforeItsTurn_BIO19_BIO29();
    void aPauseWinsNothingBack_BIO22();
    void theOrganisationSealsBesides_BIO10_BIO24();
    void aForeignProgramSignsAll_BIO24();
    void noClientWhoCouldNotBeSigned();

private:
    [[nodiscard]] static int verified(test::CounterBench& bench);
    std::unique_ptr<test::CounterBench> m_bench;
};

void TestPalmCase::init()
{
    m_bench = std::make_unique<test::CounterBench>();
    VERIFY_RESULT(m_bench->vault.create());
}

// How many documents of the case the verifier calls valid; all of them have to be.
int TestPalmCase::verified(test::CounterBench& bench)
{
    int good = 0;
    for (auto it = bench.desk->state().documents.cbegin(); it != bench.desk->state().documents.cend(); ++it) {
        const auto pdf = bench.desk->document(it.key());
        if (!pdf)
            return -1;
        const auto report = evidence::verify(*pdf, {test::demoPki().nationalTrust(), bench.vault.clock.wall()});
        if (report.indication == evidence::Indication::TotalFailed || !it->isSigned)
            return -1;
        ++good;
    }
    return good;
}

void TestPalmCase::aPalmIsEnrolledAndSigned_BIO18_BIO23_BIO29()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    QCOMPARE(stepNow(bench.desk->plan()), std::optional(Step::Client));
    VERIFY_RESULT(bench.recordClient());
    QCOMPARE(stepNow(bench.desk->plan()), std::optional(Step::Consents));
    VERIFY_RESULT(bench.consent());
    QCOMPARE(stepNow(bench.desk->plan()), std::optional(Step::PalmRight));
    for (const Hand hand : {Hand::Right, Hand::Left}) {
        bench.scanner.thenSamples(test::handOf(7, hand), 8);
        const auto end = bench.palm(hand);
        VERIFY_RESULT(end);
        QCOMPARE(*end, PalmRoundEnd::Passed);
    }
    QCOMPARE(stepNow(bench.desk->plan()), std::optional(Step::Decision));
    VERIFY_RESULT(bench.finish());
    QCOMPARE(bench.desk->state().ending, std::optional(casefile::Ending::Accepted));
    QVERIFY(bench.desk->state().isSettled());
    QCOMPARE(bench.desk->state().templates.size(), 2);
    QCOMPARE(stepNow(bench.desk->plan()), std::optional(Step::Slip));
    // Presence, two consents, a check for each palm, the decision.
    QCOMPARE(verified(bench), 6);
}

void TestPalmCase::anEnrolledPalmIsVerified_BIO25_BIO26_BIO27()
{
    test::CounterBench& bench = *m_bench;
    aPalmIsEnrolledAndSigned_BIO18_BIO23_BIO29();
    VERIFY_RESULT(bench.openCase(QStringLiteral("palm-verification")));
    VERIFY_RESULT(bench.recordClient());
    // It asks for no consent anew: it stands on the one that was given.
    QCOMPARE(stepNow(bench.desk->plan()), std::optional(Step::PalmRight));
    bench.scanner.thenSamples(test::handOf(7, Hand::Right), 4, simulation_palm::Attack::None, 20);
    const auto end = bench.palm(Hand::Right);
    VERIFY_RESULT(end);
    QCOMPARE(*end, PalmRoundEnd::Passed);
    QCOMPARE(bench.desk->state().comparisons.first().outcome, std::optional(casefile::MatchOutcome::Match));
    VERIFY_RESULT(bench.finish());
    QCOMPARE(bench.desk->state().ending, std::optional(casefile::Ending::Accepted));
    QCOMPARE(verified(bench), 4); // presence, check, comparison, decision
    const auto& papers = bench.desk->state().documents;
    const auto comparison = std::find_if(papers.begin(), papers.end(),
        [](const casefile::DocumentState& one) { return one.kind == u"palm-comparison"; });
    QVERIFY(comparison != papers.end());
    const auto report = evidence::verify(
        bench.desk->document(comparison.key()).value(), {test::demoPki().nationalTrust(), bench.vault.clock.wall()});
    QCOMPARE(report.signatures.size(), 1);
    QCOMPARE(report.signatures.constFirst().certificate, bench.tellerKey.holder().fingerprint());
    QCOMPARE(report.signatures.constFirst().bin, bench.criteria.customer.bin.toString());
}

// What the reference database holds of a client who is not known here: compared with, and never kept.
void TestPalmCase::aClientEnrolledElsewhereIsVerified_BIO18()
{
    aPalmIsEnrolledAndSigned_BIO18_BIO23_BIO29();
    VERIFY_RESULT(m_bench->openCase(QStringLiteral("palm-verification")));
    QVERIFY(!m_bench->desk->needsReferencePalms().value()); // here they are known
    const auto enrolled = m_bench->desk->enrolledPalm(Hand::Right);
    VERIFY_RESULT(enrolled);
    QVERIFY(enrolled->has_value());
    for (const bool isGiven : {true, false}) {
        test::CounterBench bench; // another workstation
        VERIFY_RESULT(bench.vault.create());
        const criteria::Purpose enrolment = *bench.criteria.purpose(QStringLiteral("palm-enrolment"));
        for (criteria::Purpose& purpose : bench.criteria.purposes) {
            if (purpose.id != u"palm-verification")
                continue; // of a client who is not known here the consents are asked as well
            purpose.steps.insert(1, Step::Consents);
            purpose.consents = enrolment.consents;
            purpose.consentMeans = enrolment.consentMeans;
        }
        VERIFY_RESULT(bench.openCase(QStringLiteral("palm-verification")));
        VERIFY_RESULT(bench.recordClient());
        VERIFY_RESULT(bench.consent());
        QVERIFY(bench.desk->needsReferencePalms().value());
        const casefile::CaseId id = isGiven ? *bench.desk->state().id : casefile::CaseId::make(bench.vault.clock);
        VERIFY_RESULT(bench.desk->takeReferencePalms(id, {**enrolled}));
        bench.scanner.thenSamples(test::handOf(7, Hand::Right), 4, simulation_palm::Attack::None, 20);
        const auto end = bench.palm(Hand::Right);
        VERIFY_RESULT(end);
        QCOMPARE(*end, PalmRoundEnd::Passed);
        const auto outcome = bench.desk->state().comparisons.first().outcome;
        QCOMPARE(outcome, isGiven ? std::optional(casefile::MatchOutcome::Match) : std::nullopt);
        const auto objects = bench.store().objectsOf(*bench.desk->state().client);
        VERIFY_RESULT(objects);
        QCOMPARE(std::ranges::count(*objects, vault::ObjectKind::Template, &vault::ObjectInfo::kind), 1); // the probe
    }
}

void TestPalmCase::anotherPersonsPalmIsRefused_BIO25()
{
    test::CounterBench& bench = *m_bench;
    aPalmIsEnrolledAndSigned_BIO18_BIO23_BIO29();
    VERIFY_RESULT(bench.openCase(QStringLiteral("palm-verification")));
    VERIFY_RESULT(bench.recordClient());
    bench.scanner.thenSamples(test::handOf(8, Hand::Right), 4);
    VERIFY_RESULT(bench.palm(Hand::Right));
    QCOMPARE(bench.desk->state().comparisons.first().outcome, std::optional(casefile::MatchOutcome::NoMatch));
    VERIFY_RESULT(bench.finish());
    QCOMPARE(bench.desk->state().ending, std::optional(casefile::Ending::Negative));
    QCOMPARE(verified(bench), 4);
}

void TestPalmCase::thirdFailureEndsIt_BIO22()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    for (int attempt = 1; attempt <= 3; ++attempt) {
        QCOMPARE(stepNow(bench.desk->plan()), std::optional(Step::PalmRight));
        bench.scanner.thenSamples(test::handOf(9, Hand::Right), 8, simulation_palm::Attack::LaserPrint);
        const auto end = bench.palm(Hand::Right);
        VERIFY_RESULT(end);
        QCOMPARE(*end, PalmRoundEnd::NotPassed);
        QCOMPARE(bench.desk->plan().at(3).spent, attempt);
    }
    QCOMPARE(bench.desk->plan().at(3).state, StepState::Failed);
    QCOMPARE(stepNow(bench.desk->plan()), std::optional(Step::Decision)); // the other hand is not asked for
    QVERIFY(!bench.desk->startAttempt(Hand::Right, {}, test::drawnFrames()));
    VERIFY_RESULT(bench.finish());
    QCOMPARE(bench.desk->state().ending, std::optional(casefile::Ending::Negative));
    // Cancel and start anew buys nothing: the attempts of the interval stand in the new case.
    VERIFY_RESULT(bench.openCase());
    QCOMPARE(bench.desk->plan().at(3).state, StepState::Failed);
}

void TestPalmCase::aCastIsNotAuthentic_BIO21()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    bench.scanner.thenSamples(test::handOf(9, Hand::Right), 8, simulation_palm::Attack::SiliconeCast);
    const auto end = bench.palm(Hand::Right);
    VERIFY_RESULT(end);
    QCOMPARE(*end, PalmRoundEnd::NotPassed);
    QVERIFY(bench.desk->state().templates.isEmpty());
}

void TestPalmCase::withoutConsentNoPalm_BIO19()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent(false));
    QCOMPARE(stepNow(bench.desk->plan()), std::optional(Step::Decision));
    bench.scanner.thenSamples(test::handOf(9, Hand::Right), 1);
    QVERIFY(!bench.palm(Hand::Right));
    QCOMPARE(bench.scanner.captures(), 0); // the scanner was not even asked
    QVERIFY(bench.desk->state().attempts.isEmpty());
    VERIFY_RESULT(bench.desk->decide());
    QCOMPARE(bench.desk->state().decision, std::optional(casefile::Outcome::Refused));
    VERIFY_RESULT(bench.desk->end(casefile::Ending::Refused));
    VERIFY_RESULT(bench.sign());
    QCOMPARE(verified(bench), 4); // presence, two consents, the ending
}

void TestPalmCase::aDeviceFaultGivesTheAttemptBack()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    bench.scanner.thenSamples(test::handOf(7, Hand::Right), 2);
    bench.scanner.then(Error{devices::kRemoved, ErrorKind::DeviceFault, QStringLiteral("unplugged")});
    const auto broken = bench.palm(Hand::Right);
    QVERIFY(!broken);
    QCOMPARE(broken.error().code, devices::kRemoved);
    QCOMPARE(bench.desk->state().attempts.size(), 1);
    QCOMPARE(bench.desk->plan().at(3).spent, 0);
    bench.scanner.thenSamples(test::handOf(7, Hand::Right), 8);
    const auto end = bench.palm(Hand::Right);
    VERIFY_RESULT(end);
    QCOMPARE(*end, PalmRoundEnd::Passed);
}

void TestPalmCase::poorPicturesSpendNothing()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    simulation_palm::CaptureSpec far;
    far.condition = simulation_palm::Condition::TooFar;
    bench.scanner.then(test::DrawnScanner::Hand{test::handOf(7, Hand::Right), far});
    bench.scanner.then(devices::retryWith(devices::Hint::Moved));
    const auto end = bench.palm(Hand::Right);
    VERIFY_RESULT(end);
    QCOMPARE(*end, PalmRoundEnd::NoHand);
    QVERIFY(bench.desk->state().attempts.isEmpty());
}

// What the guard finds between two pictures ends the round before the scanner is asked again.
void TestPalmCase::theGateIsPassedBeforeEachCapture_BIO7()
{
    struct Gate final : core::CaptureGate
    {
        int asked = 0;
        int opensFor = 0;
        [[nodiscard]] Result<> admit() override
        {
            if (asked++ < opensFor)
                return {};
            return failure(ErrorCode("test.closed"), ErrorKind::SecurityStop);
        }
    };
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    Gate shut;
    bench.scanner.thenSamples(test::handOf(7, Hand::Right), 8);
    const auto refused = bench.palm(Hand::Right, shut);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), QStringLiteral("test.closed"));
    QCOMPARE(bench.scanner.captures(), 0); // not even the first
    QVERIFY(bench.desk->state().attempts.isEmpty());

    Gate closing;
    closing.opensFor = 2;
    QVERIFY(!bench.palm(Hand::Right, closing));
    QCOMPARE(closing.asked, 3);
    QCOMPARE(bench.scanner.captures(), 2);
}

void TestPalmCase::aCrashIsResumed()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.restart());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.restart());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(bench.restart());
    // Killed in the middle of a check: the check is given back, and said to be.
    const auto attempt = bench.desk->startAttempt(Hand::Right, {}, test::drawnFrames());
    VERIFY_RESULT(attempt);
    VERIFY_RESULT(bench.restart());
    QVERIFY(!bench.desk->state().runningAttempt());
    QCOMPARE(bench.desk->state().voids, 1);
    for (const Hand hand : {Hand::Right, Hand::Left}) {
        bench.scanner.thenSamples(test::handOf(7, hand), 8);
        VERIFY_RESULT(bench.palm(hand));
        VERIFY_RESULT(bench.restart());
    }
    VERIFY_RESULT(bench.desk->decide());
    VERIFY_RESULT(bench.restart());
    VERIFY_RESULT(bench.desk->end(casefile::Ending::Accepted));
    VERIFY_RESULT(bench.restart());
    VERIFY_RESULT(bench.sign());
    VERIFY_RESULT(bench.restart());
    QVERIFY(bench.desk->state().isSettled());
    QCOMPARE(verified(bench), 6);
}

void TestPalmCase::oneHandNeedsASecondPerson()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    QVERIFY(!bench.desk->exceptHand(Hand::Left, bench.teller.id));
    QVERIFY(!bench.desk->exceptHand(Hand::Left, QString()));
    QVERIFY(!bench.desk->exceptHand(Hand::Left, QStringLiteral("somebody")));
    VERIFY_RESULT(bench.desk->exceptHand(Hand::Left, m_bench->supervisor));
    bench.scanner.thenSamples(test::handOf(7, Hand::Right), 8);
    VERIFY_RESULT(bench.palm(Hand::Right));
    QCOMPARE(bench.desk->plan().at(4).state, StepState::NotNeeded);
    // The rule of the criteria asks a supervisor about every exception.
    VERIFY_RESULT(bench.desk->decide());
    QVERIFY(bench.desk->state().hasOpenQuestion());
    // Asked twice it is still one question; no teller answers it, nor anybody the criteria do not know.
    VERIFY_RESULT(bench.desk->decide());
    QCOMPARE(bench.desk->state().questions.size(), 1);
    QVERIFY(!bench.desk->answerQuestion(bench.teller.id, true, QStringLiteral("seen")));
    QVERIFY(!bench.desk->answerQuestion(QStringLiteral("somebody"), true, QStringLiteral("seen")));
    VERIFY_RESULT(bench.desk->answerQuestion(m_bench->supervisor, true, QStringLiteral("seen")));
    VERIFY_RESULT(bench.desk->end(casefile::Ending::Accepted));
    VERIFY_RESULT(bench.sign());
    QCOMPARE(verified(bench), 5);
    // It stands in what is signed and in what the client takes home.
    const auto& documents = bench.desk->state().documents;
    core::Uuid decision;
    for (auto it = documents.cbegin(); it != documents.cend(); ++it)
        decision = it->kind == u"decision" ? it.key() : decision;
    const auto pdf = bench.desk->document(decision);
    VERIFY_RESULT(pdf);
    const auto record = core::writeJson(evidence::verify(*pdf, {{}, bench.vault.clock.wall()}).record);
    QVERIFY2(record.contains("The left palm cannot be scanned"), record.constData());
    QVERIFY(slipOf(bench.desk->state(), bench.criteria, core::Language::English)
                .lines.contains(QStringLiteral("Left palm: not scanned")));
}

void TestPalmCase::theSamePalmUnderAnotherIinGoesToTheSupervisor()
{
    test::CounterBench& bench = *m_bench;
    aPalmIsEnrolledAndSigned_BIO18_BIO23_BIO29();
    VERIFY_RESULT(bench.openCase(QStringLiteral("palm-enrolment"), u"930315500178"));
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    bench.scanner.thenSamples(test::handOf(7, Hand::Right), 8, simulation_palm::Attack::None, 40);
    VERIFY_RESULT(bench.palm(Hand::Right));
    QCOMPARE(bench.desk->state().duplicates, 1);
    bench.scanner.thenSamples(test::handOf(8, Hand::Left), 8);
    VERIFY_RESULT(bench.palm(Hand::Left));
    QCOMPARE(bench.desk->state().duplicates, 1);
    VERIFY_RESULT(bench.desk->decide());
    QVERIFY(bench.desk->state().hasOpenQuestion());
    VERIFY_RESULT(bench.desk->answerQuestion(m_bench->supervisor, false, QStringLiteral("known already")));
    VERIFY_RESULT(bench.desk->end(casefile::Ending::Refused));
}

void TestPalmCase::anUnsignedCaseBlocksTheNextClient()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    const auto again = bench.openCase();
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode{"enrolment.client-open-already"});
}

void TestPalmCase::aBrokenOffCaseIsDocumented()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.desk->end(casefile::Ending::Abandoned, QStringLiteral("left")));
    const enrolment::CaseDesk unsettled = *bench.desk;
    const auto next = bench.openCase(QStringLiteral("palm-enrolment"), u"930315500178");
    QVERIFY(!next);
    QCOMPARE(next.error().code, ErrorCode{"enrolment.unsigned-first"});
    bench.desk.emplace(bench.store(), bench.criteria, bench.teller);
    VERIFY_RESULT(bench.desk->take(*unsettled.state().id));
    VERIFY_RESULT(bench.sign());
    QCOMPARE(verified(bench), 2); // presence, and how it ended
    VERIFY_RESULT(bench.openCase(QStringLiteral("palm-enrolment"), u"930315500178"));
}

void TestPalmCase::nothingIsAcceptedBeforeItsTurn_BIO19_BIO29()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    bench.scanner.thenSamples(test::handOf(7, Hand::Right), 8);
    VERIFY_RESULT(bench.palm(Hand::Right));
    QVERIFY(!bench.desk->decide());                                           // the other hand has not been shown
    QVERIFY(!bench.desk->startAttempt(Hand::Right, {}, test::drawnFrames())); // and this one was
    bench.scanner.thenSamples(test::handOf(7, Hand::Left), 8);
    VERIFY_RESULT(bench.palm(Hand::Left));
    // Taken back at the last moment: what was decided falls, and refused it is.
    VERIFY_RESULT(bench.desk->decide());
    QCOMPARE(bench.desk->state().decision, std::optional(casefile::Outcome::Accepted));
    VERIFY_RESULT(bench.desk->withdraw(criteria::ConsentKind::PalmScanning, criteria::ConsentMeans::SignedPaper));
    QVERIFY(!bench.desk->state().decision);
    QVERIFY(!bench.desk->end(casefile::Ending::Accepted));
    VERIFY_RESULT(bench.desk->decide());
    QCOMPARE(bench.desk->state().decision, std::optional(casefile::Outcome::Refused));
}

void TestPalmCase::aPauseWinsNothingBack_BIO22()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(bench.desk->startAttempt(Hand::Right, {}, test::drawnFrames()));
    QVERIFY(!bench.desk->pause(QStringLiteral("lock")));
}

void TestPalmCase::theOrganisationSealsBesides_BIO10_BIO24()
{
    test::CounterBench& bench = *m_bench;
    pki::SoftwareKey seal = test::demoPki().bankSeal();
    bench.criteria.signing.by = criteria::SigningRules::By::OrganisationSeal;
    bench.criteria.signing.seals = {seal.holder().fingerprint()};
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.desk->end(casefile::Ending::Abandoned, QStringLiteral("left")));
    // Without the seal nothing is signed: half a certification is none.
    QCOMPARE(bench.sign().error().code, ErrorCode{"enrolment.seal-absent"});
    bench.sealKey = bench.tellerKey;
    QCOMPARE(bench.sign().error().code, ErrorCode{"enrolment.seal-not-in-criteria"});
    bench.sealKey = seal;
    const auto afterItsEnd =
        enrolment::Seal::of(bench.criteria.signing, &seal, seal.holder().notAfter() + std::chrono::seconds(1));
    QCOMPARE(afterItsEnd.error().code, ErrorCode{"enrolment.seal-ended"});
    const auto ids = bench.sign();
    VERIFY_RESULT(ids);
    QCOMPARE(ids->size(), 2);
    for (const core::Uuid& id : *ids) {
        const auto report = evidence::verify(
            bench.desk->document(id).value(), {test::demoPki().nationalTrust(), bench.vault.clock.wall()});
        QVERIFY(report.indication != evidence::Indication::TotalFailed);
        QCOMPARE(report.signatures.size(), 2);
        QCOMPARE(report.signatures.at(0).iin, bench.tellerKey.holder().subject().iin);
        QVERIFY(report.signatures.at(1).iin.isEmpty());
        QCOMPARE(report.signatures.at(1).bin, bench.criteria.customer.bin.toString());
    }
}

void TestPalmCase::aForeignProgramSignsAll_BIO24()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.desk->end(casefile::Ending::Abandoned, QStringLiteral("left")));
    const evidence::DocumentSigner documents(bench.vault.clock, test::demoPki().nationalTrust());
    const auto noSeal = enrolment::Seal::of(bench.criteria.signing, nullptr, bench.vault.clock.wall());
    VERIFY_RESULT(noSeal);
    ForeignProgram oneOnly(bench.tellerKey, 1);
    QCOMPARE(enrolment::signCase(bench.atDesk(), documents, oneOnly, *noSeal).error().code,
        ErrorCode{"token.ncalayer-refused"});
    for (const casefile::DocumentState& document : bench.desk->state().documents)
        QVERIFY(!document.isSigned); // all or none
    ForeignProgram program(bench.tellerKey, 99);
    VERIFY_RESULT(enrolment::signCase(bench.atDesk(), documents, program, *noSeal));
    QCOMPARE(verified(bench), 2);
}

void TestPalmCase::noClientWhoCouldNotBeSigned()
{
    test::CounterBench& bench = *m_bench;
    const core::WallTime end = bench.tellerKey.holder().notAfter();
    const auto toEnd = std::chrono::duration_cast<std::chrono::milliseconds>(end - bench.vault.clock.wall());
    bench.vault.clock.advance(toEnd - bench.criteria.session.longest + std::chrono::minutes(1));
    QCOMPARE(bench.openCase().error().code, ErrorCode{"token.certificate-ends-too-soon"});
    QVERIFY(!bench.desk->state().id);
}

QTEST_MAIN(TestPalmCase)
#include "tst_palmcase.moc"
