#include "criteria/democriteria.h"

#include <core/json.h>
#include <criteria/criteria.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::criteria;

class TestDecisions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDemoRulesDecide_data();
    void theDemoRulesDecide();
    void noCombinationAcceptsAFailure_BIO16_BIO29();
    void withoutAFittingRuleASupervisorDecides();
};

namespace {
QList<DecisionRule> demoRules()
{
    return readCriteria(core::writeJson(test::demoCriteria())).value().decisions;
}
} // namespace

void TestDecisions::theDemoRulesDecide_data()
{
    using enum FactState;
    QTest::addColumn<Facts>("facts");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("rule");
    const auto row = [](const char* name, const Facts& facts, const char* verdict, const char* rule) {
        QTest::newRow(name) << facts << QString::fromLatin1(verdict) << QString::fromLatin1(rule);
    };
    row("a palm enrolled", {{Fact::PalmAuthenticity, Positive}}, "accept", "palm-good");
    row("a palm verified", {{Fact::PalmAuthenticity, Positive}, {Fact::PalmMatch, Positive}}, "accept", "palm-good");
    row("three failures", {{Fact::PalmAuthenticity, Negative}}, "refuse", "a-palm-failed");
    row("another's palm", {{Fact::PalmAuthenticity, Positive}, {Fact::PalmMatch, Negative}}, "refuse",
        "palm-is-anothers");
    row("face without answer yet",
        {{Fact::PalmAuthenticity, Positive}, {Fact::FaceAuthenticity, Positive}, {Fact::FaceMatch, Pending}}, "pending",
        "awaited");
    row("one hand", {{Fact::PalmAuthenticity, Positive}, {Fact::Exception, Positive}}, "supervisor",
        "exception-attested");
    row("known already", {{Fact::PalmAuthenticity, Positive}, {Fact::Duplicate, Positive}}, "supervisor",
        "may-be-known-already");
    row("not decided", {{Fact::PalmAuthenticity, Positive}, {Fact::PalmMatch, Undecided}}, "supervisor", "");
    row("nothing", {}, "supervisor", "");
}

void TestDecisions::theDemoRulesDecide()
{
    QFETCH(Facts, facts);
    QFETCH(QString, verdict);
    QFETCH(QString, rule);
    const Decision decision = decide(demoRules(), facts);
    QCOMPARE(code(decision.verdict), verdict);
    QCOMPARE(decision.rule, rule);
}

void TestDecisions::noCombinationAcceptsAFailure_BIO16_BIO29()
{
    const QList<DecisionRule> rules = demoRules();
    int accepted = 0;
    for (const FactState palm : kFactStates) {
        for (const FactState palmMatch : kFactStates) {
            for (const FactState face : kFactStates) {
                for (const FactState faceMatch : kFactStates) {
                    const QList<FactState> states{palm, palmMatch, face, faceMatch};
                    const Decision decision =
                        decide(rules, {{Fact::PalmAuthenticity, palm}, {Fact::PalmMatch, palmMatch},
                                          {Fact::FaceAuthenticity, face}, {Fact::FaceMatch, faceMatch}});
                    if (decision.verdict != Verdict::Accept)
                        continue;
                    ++accepted;
                    QVERIFY(palm == FactState::Positive || face == FactState::Positive);
                    for (const FactState state : states)
                        QVERIFY(state == FactState::Positive || state == FactState::Absent);
                }
            }
        }
    }
    QVERIFY(accepted > 3);
}

void TestDecisions::withoutAFittingRuleASupervisorDecides()
{
    const Decision decision = decide({}, {{Fact::PalmAuthenticity, FactState::Positive}});
    QCOMPARE(decision.verdict, Verdict::Supervisor);
    QVERIFY(decision.rule.isEmpty());
}

QTEST_GUILESS_MAIN(TestDecisions)
#include "tst_decisions.moc"
