#include "support/casescript.h"

#include <casefile/fold.h>

#include <QTest>

#include <array>
#include <random>

using namespace tirkeu;
using namespace tirkeu::casefile;

namespace {
/// Throws events at a case by chance; what the fold takes makes a legal sequence.
class Walk
{
public:
    explicit Walk(quint32 seed)
        : m_random(seed)
        , m_script(m_clock)
    {
    }

    [[nodiscard]] std::vector<Event> greeting()
    {
        return {m_script.opened(), m_script.recorded(), m_script.present(), m_script.consented(kConsentPersonalData),
            m_script.consented(kConsentPalmScan)};
    }
    /// What was refused did not happen: the script goes on with what was there before.
    void forget()
    {
        m_script.attempt = m_before.at(0);
        m_script.comparison = m_before.at(1);
        m_script.question = m_before.at(2);
        m_script.document = m_before.at(3);
        m_script.package = m_before.at(4);
    }
    [[nodiscard]] Event any()
    {
        m_before = {m_script.attempt, m_script.comparison, m_script.question, m_script.document, m_script.package};
        const auto verdict = static_cast<Verdict>(m_random() % 3);
        const auto outcome = static_cast<MatchOutcome>(m_random() % 3);
        const auto hand = static_cast<Hand>(m_random() % 3);
        const QString who = m_random() % 2 ? QStringLiteral("supervisor-3") : QStringLiteral("teller-17");
        switch (m_random() % 24) {
        case 0:
            return m_script.opened();
        case 1:
            return m_script.recorded();
        case 2:
            return m_script.present();
        case 3:
            return m_script.consented(kConsentPersonalData);
        case 4:
            return m_script.consented(
                kConsentPalmScan, m_random() % 16 ? QStringLiteral("given") : QStringLiteral("refused"));
        case 5:
            return m_random() % 8 ? m_script.compared(MatchOutcome::Match) : m_script.withdrawn(kConsentPalmScan);
        case 6:
        case 7:
        case 8:
            return m_script.started(static_cast<int>(m_random() % 4) + 1, m_random() % 3 ? Hand::Right : hand);
        case 9:
        case 10:
        case 11:
            return m_script.finished(verdict);
        case 12:
            return m_script.voided(m_random() % 2 ? QString() : who);
        case 13:
            return m_script.formed();
        case 14:
            return m_script.compared(outcome);
        case 15:
            return m_random() % 4 ? m_script.formed() : m_script.awaited();
        case 16:
            return m_script.answered(outcome);
        case 17:
            return m_random() % 4 ? m_script.present() : m_script.asked();
        case 18:
            return m_script.replied(who);
        case 19:
            return m_script.decided(m_random() % 2 ? Outcome::Accepted : static_cast<Outcome>(m_random() % 4),
                m_random() % 2 ? QStringLiteral("rule") : QStringLiteral("supervisor"), who);
        case 20:
            return m_random() % 3
                       ? m_script.present()
                       : m_script.ended(m_random() % 8 ? Ending::Accepted : static_cast<Ending>(m_random() % 7));
        case 21:
            return m_script.documentMade();
        case 22:
            return m_script.documentSigned();
        default:
            return m_script.queued();
        }
    }

private:
    test::FakeClock m_clock;
    std::mt19937 m_random;
    test::CaseScript m_script;
    std::array<core::Uuid, 5> m_before{};
};

constexpr quint32 kWalks = 400;
constexpr std::size_t kThrows = 120;
} // namespace

class TestFoldProperties : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsTakenFoldsAndWhatIsRefusedChangesNothing();
    void prefixAndRestAreTheWhole();
    void theLawHoldsInEveryStateReached();

private:
    struct Played
    {
        std::vector<Event> legal;
        std::vector<std::pair<std::size_t, Event>> refused; // where in the legal ones it was thrown
    };
    static Played play(quint32 seed, const std::function<void(const CaseState&)>& look = {});
};

TestFoldProperties::Played TestFoldProperties::play(quint32 seed, const std::function<void(const CaseState&)>& look)
{
    Walk walk(seed);
    Played played;
    CaseState state;
    const std::vector<Event> start = walk.greeting();
    for (std::size_t i = 0; i < kThrows; ++i) {
        // Every other walk is led to the counter, where most of the rules are.
        Event event = seed % 2 && i < start.size() ? start.at(i) : walk.any();
        if (Result<CaseState> next = apply(state, event)) {
            state = std::move(*next);
            played.legal.push_back(std::move(event));
            if (look)
                look(state);
        } else {
            played.refused.emplace_back(played.legal.size(), std::move(event));
            walk.forget();
        }
    }
    return played;
}

void TestFoldProperties::whatIsTakenFoldsAndWhatIsRefusedChangesNothing()
{
    std::size_t longest = 0;
    for (quint32 seed = 0; seed < kWalks; ++seed) {
        const Played played = play(seed);
        longest = std::max(longest, played.legal.size());
        QVERIFY(fold(played.legal));
        for (std::size_t i = 0; i < played.refused.size(); i += 7) {
            const auto& [place, event] = played.refused.at(i);
            std::vector<Event> spoilt = played.legal;
            spoilt.insert(spoilt.begin() + static_cast<std::ptrdiff_t>(place), event);
            const auto folded = fold(spoilt);
            QVERIFY(!folded);
            QCOMPARE(folded.error().values.last(), QString::number(place + 1));
        }
    }
    QVERIFY(longest > 20);
}

void TestFoldProperties::prefixAndRestAreTheWhole()
{
    for (quint32 seed = 0; seed < kWalks; ++seed) {
        const std::vector<Event> legal = play(seed).legal;
        const auto whole = fold(legal);
        for (std::size_t cut = 0; cut <= legal.size(); cut += 3) {
            const auto prefix = fold(std::span(legal).first(cut));
            QVERIFY(prefix);
            const auto rest = fold(std::span(legal).subspan(cut), *prefix);
            QVERIFY(rest);
            QVERIFY(*rest == *whole);
            QCOMPARE(rest->toJson(), whole->toJson());
        }
    }
}

void TestFoldProperties::theLawHoldsInEveryStateReached()
{
    int accepted = 0;
    int negative = 0;
    for (quint32 seed = 0; seed < kWalks; ++seed) {
        bool wasEnded = false;
        std::ignore = play(seed, [&](const CaseState& state) {
            for (const Hand hand : {Hand::None, Hand::Right, Hand::Left}) {
                const Modality modality = hand == Hand::None ? Modality::Face : Modality::Palm;
                QVERIFY(state.spent(modality, hand) <= kMostAttempts);
                negative += state.isNegative(modality, hand) ? 1 : 0;
            }
            // At the moment of acceptance; a suspicion may raise a question long after.
            if (!std::exchange(wasEnded, state.phase == Phase::Ended) && state.ending == Ending::Accepted) {
                ++accepted;
                QVERIFY(state.has(kConsentPersonalData));
                QVERIFY(!state.awaitsAnswer() && !state.hasOpenQuestion() && !state.runningAttempt());
                QVERIFY(std::ranges::any_of(
                    state.attempts, [](const Attempt& one) { return one.state == Attempt::State::Authentic; }));
            }
            if (!state.packages.isEmpty())
                QVERIFY(state.phase == Phase::Ended);
        });
    }
    // The walks have to reach what they are to prove something about.
    QVERIFY(accepted > 0);
    QVERIFY(negative > 0);
}

QTEST_GUILESS_MAIN(TestFoldProperties)
#include "tst_foldproperties.moc"
