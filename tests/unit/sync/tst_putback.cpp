#include "support/testfiles.h"
#include "syncbench.h"

#include <sync/errors.h>

#include <QDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::sync;
using casefile::Delivery;
using wire::Problem;
using Cut = test::ScriptedGateway::Cut;
using namespace std::chrono_literals;

// What a vault that was put back to an earlier day shows at the next contact with the bank, and what holds it there.
class TestPutBack : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyReceiptIsAnAnchor();
    void aJournalPutBackIsNamedAtTheNextContact();
    void aVaultPutBackIsNamedBeforeAnythingIsSent_data();
    void aVaultPutBackIsNamedBeforeAnythingIsSent();

private:
    void settle(test::CaseScript& script, casefile::Ending ending = casefile::Ending::Accepted)
    {
        VERIFY_RESULT(m_bench->settle(script, 0, ending));
    }
    [[nodiscard]] test::CaseScript script(const QString& iin) { return test::CaseScript(m_bench->clock(), iin); }
    std::unique_ptr<test::SyncBench> m_bench;
    const QString kFirst = QStringLiteral("850712300011");
    const QString kSecond = QStringLiteral("900101300017");
};

void TestPutBack::init()
{
    m_bench = std::make_unique<test::SyncBench>();
    VERIFY_RESULT(m_bench->bench.create());
}

void TestPutBack::everyReceiptIsAnAnchor()
{
    test::CaseScript one = script(kFirst);
    settle(one);
    m_bench->begin();
    m_bench->run(1min);
    const auto anchor = m_bench->store().journal().lastAnchor();
    VERIFY_RESULT(anchor);
    QVERIFY(anchor->sequence > 0);
    QVERIFY(m_bench->store().journal().compare(*anchor).value() == core::AnchorVerdict::Continues);
    // A receipt that knows a journal this one does not continue: it was put back, or is another.
    test::CaseScript two = script(kSecond);
    settle(two);
    m_bench->gateway.problem = [this](const QByteArray& call) -> std::optional<Problem> {
        if (call == "finish" && !m_bench->gateway.journal.isEmpty())
            m_bench->gateway.journal.last().hash = core::sha256("another journal");
        return std::nullopt;
    };
    m_bench->courier->noteVault();
    m_bench->run(10s);
    QVERIFY(!m_bench->alarms.isEmpty());
    QCOMPARE(m_bench->alarms.front().code.toString(), vault::kForked.toString());
}

// Nothing is signed and nothing is owed: the greeting alone shows it, and the journal says so itself.
void TestPutBack::aJournalPutBackIsNamedAtTheNextContact()
{
    VERIFY_RESULT(m_bench->store().checkpoint());
    m_bench->bench.vault.reset();
    const QString file = m_bench->bench.folder() + QStringLiteral("/g000001/vault.db");
    const QByteArray before = test::readFile(file);
    VERIFY_RESULT(m_bench->bench.open(m_bench->bench.teller));
    const casefile::Event read{casefile::Kind::RulesAcknowledged, m_bench->clock().wall(), QStringLiteral("teller-17"),
        {}, {}, {{QStringLiteral("edition"), QStringLiteral("1")}}};
    VERIFY_RESULT(m_bench->bench.play(std::vector<casefile::Event>(9, read)));
    m_bench->begin();
    m_bench->run(1min);
    QVERIFY(m_bench->alarms.isEmpty());
    const quint64 sent = m_bench->gateway.journal.last().sequence;
    m_bench->bench.vault.reset();
    test::writeFile(file, before);
    VERIFY_RESULT(m_bench->bench.open(m_bench->bench.teller));
    QVERIFY(m_bench->store().journal().head().sequence < sent);

    // While the program runs, and at the start of another.
    for (int times = 1; times <= 2; ++times) {
        m_bench->alarms.clear();
        if (times == 2)
            m_bench->begin();
        m_bench->courier->noteVault(); // it is open again
        m_bench->run(2min);
        QCOMPARE(m_bench->alarms.size(), 1);
        QCOMPARE(m_bench->alarms.front().code.toString(), vault::kRolledBack.toString());
        const auto found = m_bench->store().journal().read({.kinds = {casefile::Kind::RollbackFound}});
        VERIFY_RESULT(found);
        QCOMPARE(found->size(), std::size_t(times));
        QCOMPARE(m_bench->gateway.journal.last().sequence, sent);
    }
}

void TestPutBack::aVaultPutBackIsNamedBeforeAnythingIsSent_data()
{
    QTest::addColumn<bool>("isQuiet");
    QTest::newRow("by day") << false;
    QTest::newRow("in quiet hours") << true;
}

// A word and an urgent package are owed by what was put back.
void TestPutBack::aVaultPutBackIsNamedBeforeAnythingIsSent()
{
    QFETCH(const bool, isQuiet);
    m_bench->gateway.service = [this](const wire::ServiceCall&) -> wire::Reply<wire::ServiceSaid> {
        return wire::ServiceSaid(
            wire::ConsentNoted{QStringLiteral("1"), QStringLiteral("register"), m_bench->clock().wall()});
    };
    test::CaseScript one = script(kFirst);
    settle(one, casefile::Ending::Withdrawn);
    VERIFY_RESULT(m_bench->store().checkpoint());
    m_bench->bench.vault.reset();
    const QString file = m_bench->bench.folder() + QStringLiteral("/g000001/vault.db");
    const QByteArray before = test::readFile(file);
    VERIFY_RESULT(m_bench->bench.open(m_bench->bench.teller));
    m_bench->begin();
    m_bench->run(1min);
    QCOMPARE(m_bench->count(Delivery::Accepted), 1);
    QVERIFY(m_bench->alarms.isEmpty());
    m_bench->bench.vault.reset();
    test::writeFile(file, before);
    VERIFY_RESULT(m_bench->bench.open(m_bench->bench.teller));

    if (isQuiet)
        m_bench->rules.quiet = {9h, 10h}; // it is nine in Almaty
    int words = 0;
    int packages = 0;
    bool isNamedFirst = true;
    m_bench->gateway.cut = [&](const QByteArray& call) {
        words += call == "consent" ? 1 : 0;
        packages += call == "open" ? 1 : 0;
        if (call == "consent" || call == "open" || call == "journal")
            isNamedFirst = isNamedFirst && !m_bench->alarms.isEmpty();
        return Cut::None;
    };
    m_bench->begin();
    m_bench->run(1min);
    QCOMPARE(m_bench->courier->report().isQuiet, isQuiet);
    QVERIFY(words > 0);
    QVERIFY(packages > 0);
    QVERIFY(isNamedFirst);
    QCOMPARE(m_bench->alarms.front().code.toString(), vault::kRolledBack.toString());
}

QTEST_GUILESS_MAIN(TestPutBack)
#include "tst_putback.moc"
