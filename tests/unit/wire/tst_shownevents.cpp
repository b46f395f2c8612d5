#include "support/vaultbench.h"

#include <wire/shownevents.h>

#include <casefile/cipher.h>
#include <casefile/fold.h>
#include <core/json.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::wire;

/// What the bank is shown of a case opens exactly that case's lines of the journal.
class TestShownEvents : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theyFoldAndOpenTheirEntries();
    void broken_data();
    void broken();

private:
    test::VaultBench m_bench;
    std::vector<casefile::Entry> m_entries; ///< of the case
    std::vector<ShownEvent> m_shown;
};

void TestShownEvents::initTestCase()
{
    VERIFY_RESULT(m_bench.create());
    test::CaseScript script(m_bench.clock);
    const std::vector<casefile::Event> events = script.ordinary();
    VERIFY_RESULT(m_bench.play(events));
    vault::Journal& journal = m_bench.vault->store().journal();
    VERIFY_RESULT(journal.visit(1, [this](const casefile::Entry& entry) -> Result<bool> {
        if (entry.caseId)
            m_entries.push_back(entry);
        return true;
    }));
    QCOMPARE(m_entries.size(), events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
        auto key = journal.keyFor(m_entries.at(i));
        VERIFY_RESULT(key);
        m_shown.push_back({m_entries.at(i).sequence, events.at(i), std::move(*key)});
    }
}

void TestShownEvents::theyFoldAndOpenTheirEntries()
{
    const casefile::Event& first = m_shown.front().event;
    const auto read = decodeEvents(encodeEvents(m_shown), *first.client, *first.caseId);
    VERIFY_RESULT(read);
    QCOMPARE(read->size(), m_shown.size());
    std::vector<casefile::Event> events;
    for (std::size_t i = 0; i < read->size(); ++i) {
        const ShownEvent& shown = read->at(i);
        events.push_back(shown.event);
        // The entry's ciphertext, opened with the key that was shown, says what was shown.
        const auto clear = casefile::openPayload(shown.key, m_entries.at(i).payload);
        VERIFY_RESULT(clear);
        const auto said = core::readJson(*clear);
        VERIFY_RESULT(said);
        QCOMPARE(*said, shown.event.fields);
        QVERIFY(!casefile::openPayload(shown.key, m_entries.at(i == 0 ? 1 : 0).payload));
    }
    VERIFY_RESULT(casefile::fold(events));
}

void TestShownEvents::broken_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("unknown kind") << QByteArray(R"("kind":"case.opened")") << QByteArray(R"("kind":"case.other")");
    QTest::newRow("of a workstation") << QByteArray(R"("kind":"case.opened")")
                                      << QByteArray(R"("kind":"clock.jumped")");
    QTest::newRow("sequence falls") << QByteArray(R"("sequence":)") << QByteArray(R"("sequence":9)");
    QTest::newRow("a field more") << QByteArray(R"("actor":)") << QByteArray(R"("more":1,"actor":)");
    QTest::newRow("a key of other length") << QByteArray(R"("key":")") << QByteArray(R"("key":"00)");
    QTest::newRow("not JSON") << QByteArray(R"({"events")") << QByteArray(R"({events)");
}

void TestShownEvents::broken()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QByteArray text = encodeEvents(m_shown);
    const qsizetype at = text.indexOf(from);
    QVERIFY(at >= 0);
    text.replace(at, from.size(), to);
    const casefile::Event& first = m_shown.front().event;
    const auto read = decodeEvents(text, *first.client, *first.caseId);
    QVERIFY(!read);
    QCOMPARE(read.error().code.toString(), QStringLiteral("wire.events-unreadable"));
}

QTEST_GUILESS_MAIN(TestShownEvents)
#include "tst_shownevents.moc"
