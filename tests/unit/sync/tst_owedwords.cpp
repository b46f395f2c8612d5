#include "syncbench.h"

#include <QSet>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::sync;
using casefile::Delivery;
using wire::Problem;
using Cut = test::ScriptedGateway::Cut;
using namespace std::chrono_literals;

// What services outside the bank have to hear from a workstation: each once, whatever is lost on the way.
class TestOwedWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void consentsAreToldWithdrawalsFirst_BIO40_BIO41();
    void whatIsToldIsOneActThroughLossAndCrash_BIO41();
    void whereNobodyIsThereNobodyIsAskedOn();
    void aServiceThatIsNotThereKeepsNothingFromAnother();
    void aWordThatIsNotTakenKeepsNobodyElses();
    void findingsAreTold_BIO37();
    void aLongJournalIsReadPageByPage_BIO41();
    void aWithdrawalThatWaitsIsReported_BIO40();

private:
    void settle(test::CaseScript& script, qsizetype clip = 0, casefile::Ending ending = casefile::Ending::Accepted)
    {
        VERIFY_RESULT(m_bench->settle(script, clip, ending));
    }
    [[nodiscard]] test::CaseScript script(const QString& iin) { return test::CaseScript(m_bench->clock(), iin); }
    /// The gateway's register of consents takes what it is told into `told`.
    void keepRegister(QList<wire::ConsentWord>& told)
    {
        m_bench->gateway.service = [this, &told](const wire::ServiceCall& call) -> wire::Reply<wire::ServiceSaid> {
            const auto* word = std::get_if<wire::ConsentWord>(&call.asked);
            if (word == nullptr)
                return wire::problem(Problem::Kind::Refused, ErrorCode("national.service-none"));
            told.append(*word);
            return wire::ServiceSaid(
                wire::ConsentNoted{QString::number(told.size()), QStringLiteral("register"), m_bench->clock().wall()});
        };
    }
    [[nodiscard]] std::vector<vault::JournalLine> toldEvents()
    {
        return m_bench->store().journal().read({.kinds = {casefile::Kind::ServiceTold}}).value();
    }
    std::unique_ptr<test::SyncBench> m_bench;
    const QString kFirst = QStringLiteral("850712300011");
    const QString kSecond = QStringLiteral("900101300017");
};

void TestOwedWords::init()
{
    m_bench = std::make_unique<test::SyncBench>();
    VERIFY_RESULT(m_bench->bench.create());
}

void TestOwedWords::consentsAreToldWithdrawalsFirst_BIO40_BIO41()
{
    QList<wire::ConsentWord> told;
    keepRegister(told);
    test::CaseScript given = script(kFirst);
    settle(given);
    test::CaseScript taken = script(kSecond);
    settle(taken, 0, casefile::Ending::Withdrawn);
    m_bench->begin();
    m_bench->run(2min);
    QStringList said;
    for (const wire::ConsentWord& word : std::as_const(told))
        said.append(
            word.iin + u' ' + word.consent + (word.isGiven ? QStringLiteral(" given") : QStringLiteral(" withdrawn")));
    // What was given and taken back before it was told is told as taken back alone.
    const QStringList expected{kSecond + QStringLiteral(" palm-scan withdrawn"),
        kFirst + QStringLiteral(" personal-data given"), kFirst + QStringLiteral(" palm-scan given"),
        kSecond + QStringLiteral(" personal-data given")};
    QCOMPARE(said, expected);
    QCOMPARE(told.constFirst().caseId, taken.id.uuid());
    QVERIFY(told.constFirst().text.isEmpty());
    QCOMPARE(told.at(1).text.size(), 32);
    QCOMPARE(told.at(1).means, QStringLiteral("stroke"));
    // Each is an event with what the register calls it, and travelled with the journal.
    const auto events = toldEvents();
    QCOMPARE(events.size(), std::size_t(4));
    QCOMPARE(events.back().fields->value(u"entry").toString(), QStringLiteral("1"));
    QCOMPARE(events.back().fields->value(u"source").toString(), QStringLiteral("register"));
    QCOMPARE(m_bench->gateway.journal.last().hash, m_bench->store().journal().head().hash);
    // Nothing is told again, by this program or the next.
    m_bench->begin();
    m_bench->run(2min);
    QCOMPARE(m_bench->gateway.called.size(), 4);
}

void TestOwedWords::whatIsToldIsOneActThroughLossAndCrash_BIO41()
{
    QList<wire::ConsentWord> told;
    keepRegister(told);
    test::CaseScript one = script(kFirst);
    settle(one);
    bool isLosing = true;
    m_bench->gateway.cut = [&isLosing](const QByteArray& call) {
        return call == "consent" && isLosing ? Cut::After : Cut::None;
    };
    m_bench->begin();
    m_bench->run(5s);
    QCOMPARE(told.size(), 1); // the register acted, and nobody here knows
    QVERIFY(toldEvents().empty());
    isLosing = false;
    m_bench->begin(); // the program begins anew
    m_bench->run(10min);
    QCOMPARE(told.size(), 2);
    QCOMPARE(toldEvents().size(), std::size_t(2));
    QVERIFY(m_bench->gateway.called.size() > 2);
    QSet<QString> numbers;
    for (const wire::ServiceCall& call : std::as_const(m_bench->gateway.called))
        numbers.insert(call.id.toString());
    QCOMPARE(numbers.size(), 2);
}

void TestOwedWords::whereNobodyIsThereNobodyIsAskedOn()
{
    test::CaseScript one = script(kFirst);
    settle(one);
    m_bench->begin();
    m_bench->run(30min);
    QCOMPARE(m_bench->gateway.calls.count("consent"), 1);
    QCOMPARE(m_bench->count(Delivery::Accepted), 1);
    QVERIFY(m_bench->alarms.isEmpty());
    QVERIFY(m_bench->courier->report().isOnline);
    // A register that the bank has by then hears of it.
    QList<wire::ConsentWord> told;
    keepRegister(told);
    m_bench->run(40min);
    QCOMPARE(told.size(), 2);
}

void TestOwedWords::aServiceThatIsNotThereKeepsNothingFromAnother()
{
    test::CaseScript one = script(kFirst);
    settle(one);
    VERIFY_RESULT(m_bench->store().append(
        {casefile::Kind::SuspicionSeen, m_bench->clock().wall(), QStringLiteral("supervisor"), one.client, {},
            {{QStringLiteral("case"), one.id.toString()}, {QStringLiteral("reason"), QStringLiteral("a mask")},
                {QStringLiteral("outcome"), QStringLiteral("confirmed")}}}));
    int found = 0;
    m_bench->gateway.service = [&found](const wire::ServiceCall& call) -> wire::Reply<wire::ServiceSaid> {
        if (!std::holds_alternative<wire::SuspicionAsked>(call.asked)) // the consents, which come before it
            return wire::problem(Problem::Kind::Refused, ErrorCode("national.service-none"));
        ++found;
        return wire::ServiceSaid(wire::SuspicionSaid{.isSuspected = true});
    };
    m_bench->begin();
    m_bench->run(2min);
    QCOMPARE(found, 1);
    QCOMPARE(m_bench->gateway.calls.count("consent"), 1);
    QVERIFY(m_bench->alarms.isEmpty());
}

void TestOwedWords::aWordThatIsNotTakenKeepsNobodyElses()
{
    QList<wire::ConsentWord> told;
    keepRegister(told);
    const auto takes = m_bench->gateway.service;
    m_bench->gateway.service = [this, takes](const wire::ServiceCall& call) -> wire::Reply<wire::ServiceSaid> {
        if (std::get<wire::ConsentWord>(call.asked).iin == kFirst)
            return wire::problem(Problem::Kind::Refused, ErrorCode("reference.iin-unreadable"));
        return takes(call);
    };
    for (const QString& iin : {kFirst, kSecond}) {
        test::CaseScript one = script(iin);
        settle(one);
    }
    m_bench->begin();
    m_bench->run(5min);
    QCOMPARE(told.size(), 2);
    QCOMPARE(told.constFirst().iin, kSecond);
    QCOMPARE(m_bench->gateway.calls.count("consent"), 3); // and is not asked every minute whether it is taken by now
    QCOMPARE(m_bench->alarms.size(), 1);                  // said once
    QCOMPARE(m_bench->alarms.constFirst().code.toString(), QStringLiteral("sync.word-not-taken"));
    QCOMPARE(m_bench->count(Delivery::Accepted), 2);
}

// What a supervisor found when they looked into a suspicion, the system against unauthorised payments hears; of a false
// alarm it hears nothing.
void TestOwedWords::findingsAreTold_BIO37()
{
    test::CaseScript one = script(kFirst);
    settle(one);
    const auto lookInto = [&](const QString& reason, const QString& outcome) {
        QJsonObject fields{{QStringLiteral("case"), one.id.toString()}, {QStringLiteral("reason"), reason}};
        if (!outcome.isEmpty())
            fields.insert(QStringLiteral("outcome"), outcome);
        return m_bench->store().append({casefile::Kind::SuspicionSeen, m_bench->clock().wall(),
            QStringLiteral("supervisor"), one.client, {}, fields});
    };
    VERIFY_RESULT(lookInto(QStringLiteral("the camera was dirty"), QStringLiteral("unfounded")));
    VERIFY_RESULT(lookInto(QStringLiteral("before it was asked for"), {}));
    VERIFY_RESULT(lookInto(QStringLiteral("a mask"), QStringLiteral("confirmed")));
    QList<wire::SuspicionAsked> told;
    m_bench->gateway.service = [&](const wire::ServiceCall& call) -> wire::Reply<wire::ServiceSaid> {
        if (const auto* word = std::get_if<wire::SuspicionAsked>(&call.asked)) {
            told.append(*word);
            return wire::ServiceSaid(wire::SuspicionSaid{.isSuspected = true});
        }
        return wire::ServiceSaid(wire::ConsentNoted{});
    };
    m_bench->begin();
    m_bench->run(2min);
    QCOMPARE(told.size(), 1);
    QVERIFY(told.constFirst().about == wire::SuspicionAsked::About::Finding);
    QCOMPARE(told.constFirst().iin, kFirst);
    QCOMPARE(told.constFirst().finding, QStringLiteral("a mask"));
    QCOMPARE(told.constFirst().caseId, one.id.uuid());
}

// The vault's thread has others to serve: no look reads all consents at once, and what is not read yet is not guessed.
void TestOwedWords::aLongJournalIsReadPageByPage_BIO41()
{
    test::CaseScript given = script(kFirst);
    settle(given);
    test::CaseScript taken = script(kSecond);
    settle(taken, 0, casefile::Ending::Withdrawn);
    vault::Store& store = m_bench->store();
    const auto now = [this] {
        return m_bench->clock().monotonic();
    };
    const auto read = [&](OwedWords& words) -> int {
        for (int looks = 1; looks < 100; ++looks) {
            if (!words.look(store))
                return -1;
            if (!words.isBehind())
                return looks;
            const auto early = words.next(store, now());
            if (!early || *early)
                return -1;
        }
        return -1;
    };
    OwedWords words(2);
    QCOMPARE(read(words), 3); // two consents each, one of them taken back
    QStringList told;
    for (auto word = words.next(store, now()); word && *word; word = words.next(store, now())) {
        const auto& consent = std::get<wire::ConsentWord>((*word)->call.asked);
        told.append(consent.iin + u' ' + consent.consent +
                    (consent.isGiven ? QStringLiteral(" given") : QStringLiteral(" withdrawn")));
        VERIFY_RESULT(words.noteTold(store, **word, wire::ServiceSaid(wire::ConsentNoted{})));
        QVERIFY(told.size() <= 4);
    }
    QCOMPARE(told.size(), 4);
    QCOMPARE(told.constFirst(), kSecond + QStringLiteral(" palm-scan withdrawn"));
    QVERIFY(!told.contains(kSecond + QStringLiteral(" palm-scan given")));
    // Its own notes tell it nothing new, and the next program finds nothing owed, however small its pages.
    QVERIFY(read(words) > 0);
    QVERIFY(words.isEmpty());
    OwedWords next(2);
    QVERIFY(read(next) > 3);
    QVERIFY(next.isEmpty());
}

// Whoever sees that the bank is connected sees too what it could not pass on; of a register it does not have, nothing.
void TestOwedWords::aWithdrawalThatWaitsIsReported_BIO40()
{
    test::CaseScript taken = script(kSecond);
    settle(taken, 0, casefile::Ending::Withdrawn);
    m_bench->gateway.service = [](const wire::ServiceCall&) -> wire::Reply<wire::ServiceSaid> {
        return wire::problem(Problem::Kind::Later, ErrorCode("national.service-away"));
    };
    m_bench->begin();
    m_bench->run(5min);
    QCOMPARE(m_bench->courier->report().withdrawals, 1);
    QCOMPARE(m_bench->count(Delivery::Accepted), 1); // it holds no package up
    m_bench->gateway.service = [](const wire::ServiceCall&) -> wire::Reply<wire::ServiceSaid> {
        return wire::problem(Problem::Kind::Refused, ErrorCode("national.service-none"));
    };
    m_bench->run(2min);
    QCOMPARE(m_bench->courier->report().withdrawals, 0);
    // One that is there by then and refuses the word keeps it waiting all the same.
    m_bench->gateway.service = [](const wire::ServiceCall&) -> wire::Reply<wire::ServiceSaid> {
        return wire::problem(Problem::Kind::Refused, ErrorCode("reference.iin-unreadable"));
    };
    m_bench->run(70min);
    QCOMPARE(m_bench->courier->report().withdrawals, 1);
    QList<wire::ConsentWord> told;
    keepRegister(told);
    m_bench->run(70min);
    QVERIFY(!told.isEmpty());
    QVERIFY(!told.constFirst().isGiven);
    QCOMPARE(m_bench->courier->report().withdrawals, 0);
    QCOMPARE(m_bench->reports.constLast().withdrawals, 0);
}

QTEST_GUILESS_MAIN(TestOwedWords)
#include "tst_owedwords.moc"
