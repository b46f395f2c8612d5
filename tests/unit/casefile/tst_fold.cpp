#include "support/casescript.h"

#include <casefile/fold.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::casefile;

class TestFold : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void anOrdinaryCaseIsSettled();
    void noScanWithoutPresenceAndConsent_BIO19();
    void threeUnsuccessfulAttemptsAndNoFourth_BIO22();
    void earlierCasesCountIn();
    void onlyAPassedCheckIsCompared_BIO25();
    void aVoidedAttemptIsGivenBackTwice();
    void fourEyes();
    void nothingIsAcceptedWhileAnAnswerIsAwaited();
    void aLaterCeremonyFinishes();
    void withdrawalStopsUse();
    void nothingIsSentBeforeTheEndingIsSigned();
    void theFirstOffendingEventIsNamed();

private:
    void play(const Event& event);
    void refused(const Event& event, const char* code);
    void ready(int attempts = 3, const QJsonArray& earlier = {});

    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<test::CaseScript> m_script;
    CaseState m_state;
};

void TestFold::init()
{
    m_clock = std::make_unique<test::FakeClock>();
    m_script = std::make_unique<test::CaseScript>(*m_clock);
    m_state = {};
}

void TestFold::play(const Event& event)
{
    Result<CaseState> next = apply(m_state, event);
    QVERIFY2(next, qPrintable(next ? QString() : next.error().detail));
    m_state = *next;
}

void TestFold::refused(const Event& event, const char* code)
{
    const Result<CaseState> next = apply(m_state, event);
    QVERIFY(!next);
    QCOMPARE(next.error().code.toString(), QString::fromLatin1(code));
}

void TestFold::ready(int attempts, const QJsonArray& earlier)
{
    play(m_script->opened(earlier, attempts));
    play(m_script->recorded());
    play(m_script->present());
    play(m_script->consented(kConsentPersonalData));
    play(m_script->consented(kConsentPalmScan));
}

void TestFold::anOrdinaryCaseIsSettled()
{
    const auto events = m_script->ordinary();
    const auto state = fold(events);
    QVERIFY2(state, qPrintable(state ? QString() : state.error().detail));
    QVERIFY(state->isSettled());
    QVERIFY(state->ending == Ending::Accepted);
    QCOMPARE(state->spent(Modality::Palm, Hand::Right), 1);
    QCOMPARE(state->attempts.size(), 2);
    QCOMPARE(state->events, static_cast<int>(events.size()));
}

void TestFold::noScanWithoutPresenceAndConsent_BIO19()
{
    play(m_script->opened());
    refused(m_script->started(1), "casefile.presence-missing");
    play(m_script->present());
    play(m_script->consented(kConsentPersonalData));
    refused(m_script->started(1), "casefile.consent-missing");
    play(m_script->consented(kConsentPalmScan, QStringLiteral("refused")));
    refused(m_script->started(1), "casefile.consent-missing");
    play(m_script->consented(kConsentPalmScan));
    play(m_script->started(1));
}

void TestFold::threeUnsuccessfulAttemptsAndNoFourth_BIO22()
{
    ready();
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(!m_state.isNegative(Modality::Palm, Hand::Right));
        play(m_script->started(i));
        play(m_script->finished(i == 2 ? Verdict::Undetermined : Verdict::NotAuthentic));
    }
    QVERIFY(m_state.isNegative(Modality::Palm, Hand::Right));
    refused(m_script->started(4), "casefile.attempts-spent");
    refused(m_script->decided(Outcome::Accepted), "casefile.nothing-passed");
    play(m_script->started(1, Hand::Left));
}

void TestFold::earlierCasesCountIn()
{
    const QJsonArray earlier{EarlierAttempts{Modality::Palm, Hand::Right, 2}.toJson()};
    ready(3, earlier);
    refused(m_script->started(1), "casefile.unknown-attempt");
    play(m_script->started(3));
    play(m_script->finished(Verdict::NotAuthentic));
    refused(m_script->started(4), "casefile.attempts-spent");
}

void TestFold::onlyAPassedCheckIsCompared_BIO25()
{
    ready();
    play(m_script->started(1));
    refused(m_script->compared(MatchOutcome::Match), "casefile.check-not-passed");
    play(m_script->finished(Verdict::NotAuthentic));
    refused(m_script->formed(), "casefile.check-not-passed");
    play(m_script->started(2));
    const core::Uuid running = m_script->attempt;
    refused(m_script->started(3), "casefile.attempt-running");
    m_script->attempt = running;
    play(m_script->finished(Verdict::Authentic));
    play(m_script->formed());
    play(m_script->compared(MatchOutcome::NoMatch));
    refused(m_script->decided(Outcome::Accepted), "casefile.nothing-passed");
}

void TestFold::aVoidedAttemptIsGivenBackTwice()
{
    ready();
    for (int i = 0; i < 2; ++i) {
        play(m_script->started(1));
        play(m_script->voided());
    }
    play(m_script->started(1));
    refused(m_script->voided(), "casefile.voids-spent");
    refused(m_script->voided(QStringLiteral("teller-17")), "casefile.voids-spent");
    play(m_script->voided(QStringLiteral("supervisor-3")));
    QCOMPARE(m_state.spent(Modality::Palm, Hand::Right), 0);
}

void TestFold::fourEyes()
{
    ready();
    play(m_script->started(1));
    play(m_script->finished(Verdict::Authentic));
    play(m_script->compared(MatchOutcome::NoMatch));
    play(m_script->asked());
    refused(m_script->decided(Outcome::Refused), "casefile.question-open");
    refused(m_script->replied(QStringLiteral("teller-17")), "casefile.own-case");
    play(m_script->replied(QStringLiteral("supervisor-3")));
    refused(m_script->decided(Outcome::Accepted, QStringLiteral("supervisor")), "casefile.own-case");
    play(m_script->decided(Outcome::Accepted, QStringLiteral("supervisor"), QStringLiteral("supervisor-3")));
}

void TestFold::nothingIsAcceptedWhileAnAnswerIsAwaited()
{
    ready();
    play(m_script->started(1));
    play(m_script->finished(Verdict::Authentic));
    play(m_script->awaited());
    refused(m_script->decided(Outcome::Accepted), "casefile.nothing-passed");
    refused(m_script->ended(Ending::Awaited), "casefile.something-unfinished");
    play(m_script->decided(Outcome::Awaited));
    play(m_script->ended(Ending::Awaited));
}

void TestFold::aLaterCeremonyFinishes()
{
    nothingIsAcceptedWhileAnAnswerIsAwaited();
    refused(m_script->decided(Outcome::Accepted), "casefile.not-allowed-now");
    play(m_script->answered(MatchOutcome::Match));
    play(m_script->make(Kind::CaseReopened, {{QStringLiteral("why"), QStringLiteral("answer")}}));
    play(m_script->decided(Outcome::Accepted));
    play(m_script->ended(Ending::Accepted));
    refused(m_script->make(Kind::CaseReopened, {{QStringLiteral("why"), QStringLiteral("again")}}),
        "casefile.not-allowed-now");
}

void TestFold::withdrawalStopsUse()
{
    ready();
    play(m_script->withdrawn(kConsentPalmScan));
    refused(m_script->started(1), "casefile.consent-missing");
    refused(m_script->withdrawn(kConsentPalmScan), "casefile.not-allowed-now");
    play(m_script->ended(Ending::Abandoned));
    play(m_script->withdrawn(kConsentPersonalData)); // also after the end
}

void TestFold::nothingIsSentBeforeTheEndingIsSigned()
{
    ready();
    play(m_script->documentMade());
    refused(m_script->queued(), "casefile.documents-unsigned");
    play(m_script->ended(Ending::Aborted));
    QVERIFY(!m_state.isSettled());
    refused(m_script->queued(), "casefile.documents-unsigned");
    play(m_script->documentSigned());
    QVERIFY(m_state.isSettled());
    play(m_script->queued());
    refused(m_script->present(), "casefile.not-allowed-now");
}

void TestFold::theFirstOffendingEventIsNamed()
{
    auto events = m_script->ordinary();
    std::swap(events.at(4), events.at(5)); // the scan before its consent
    const auto state = fold(events);
    QVERIFY(!state);
    QCOMPARE(state.error().values.last(), QStringLiteral("5"));
    QCOMPARE(state.error().values.first(), QStringLiteral("attempt.started"));
}

QTEST_GUILESS_MAIN(TestFold)
#include "tst_fold.moc"
