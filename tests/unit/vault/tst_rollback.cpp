#include "support/testfiles.h"
#include "support/vaultbench.h"

#include <storage/errors.h>
#include <vault/backup.h>
#include <vault/journalcheck.h>
#include <vault/retention.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::vault;
using casefile::Kind;

namespace {
constexpr qsizetype kPage = 4096;
} // namespace

// Somebody puts back what was there before: the file, a page of it, its log; or edits with the data key and links the
// chain again. What an anchor outside has seen is found and named; what it has not seen is not, as the README says.
class TestRollback : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theWholeFilePutBack();
    void onePagePutBack();
    void theLogPutBack();
    void theClientsKeysPutBack();
    void theClientsKeysPutBackAreNotBackedUp();
    void swappedPayloadsAreFoundByTheWalk();
    void anEditBehindTheAnchorIsFound();
    void theCheckHoldsTheJournalAgainstEarlierHeads();
    void aStoppedWalkProvesNothing();
    void anEditAfterTheAnchorIsNotFound();
    void anEditAfterTheAnchorNeedsTheWorkstationKeyForResults();

private:
    [[nodiscard]] Store& store() { return m_bench->vault->store(); }
    [[nodiscard]] QString path(const QString& name) const
    {
        return m_bench->folder() + QStringLiteral("/g000001/") + name;
    }
    [[nodiscard]] Result<> play()
    {
        test::CaseScript script(m_bench->clock);
        return m_bench->play(script.ordinary());
    }
    [[nodiscard]] Result<> open()
    {
        m_bench->vault.reset();
        VaultOptions options = m_bench->options();
        options.anchors = &m_outside;
        auto opened = Vault::open(options, m_bench->teller);
        if (!opened)
            return failure(opened);
        m_bench->vault = std::move(*opened);
        return {};
    }
    [[nodiscard]] Result<> close()
    {
        const Result<> closed = m_bench->vault->close(QStringLiteral("teller-17"));
        m_bench->vault.reset();
        return closed;
    }
    [[nodiscard]] ChainReport walk()
    {
        return checkChain(store().connection(), store().vault(), m_bench->workstation.certificate()).value();
    }
    /// What somebody with the data key can do: the actor of one event changed, everything after it linked anew, and
    /// signed anew where they have the workstation's key as well.
    void forge(quint64 sequence, core::Signer* workstation);

    std::unique_ptr<test::VaultBench> m_bench;
    test::OutsideAnchor m_outside;
};

void TestRollback::init()
{
    m_outside = {};
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
    VERIFY_RESULT(open());
    VERIFY_RESULT(play());
}

void TestRollback::theWholeFilePutBack()
{
    VERIFY_RESULT(close());
    const QByteArray before = test::readFile(path(QStringLiteral("vault.db")));
    VERIFY_RESULT(open());
    QVERIFY(m_bench->vault->opening().anchor == core::AnchorVerdict::Continues);
    VERIFY_RESULT(play());
    VERIFY_RESULT(close());
    test::writeFile(path(QStringLiteral("vault.db")), before);
    VERIFY_RESULT(open());
    QVERIFY(m_bench->vault->opening().anchor == core::AnchorVerdict::RolledBack);
    QVERIFY(walk().isWhole); // every page is genuine: without the anchor nobody would know
    const auto found = store().journal().read({.kinds = {Kind::RollbackFound}});
    VERIFY_RESULT(found);
    QCOMPARE(found->front().fields->value(u"verdict").toString(), QStringLiteral("rolled-back"));
    // It says up to where the anchor had seen the chain.
    QCOMPARE(found->front().fields->value(u"sequence").toInteger(), static_cast<qint64>(m_outside.head.sequence));
}

// Any one page of the file, back to what it was before the second case. Every page is authentic, so it may well open.
void TestRollback::onePagePutBack()
{
    VERIFY_RESULT(close());
    const QByteArray before = test::readFile(path(QStringLiteral("vault.db")));
    VERIFY_RESULT(open());
    VERIFY_RESULT(play());
    QVERIFY(store().projectionFits().value());
    VERIFY_RESULT(close());
    const QByteArray after = test::readFile(path(QStringLiteral("vault.db")));
    const auto told = [this] {
        return store().projection().value_or(QJsonObject());
    };
    VERIFY_RESULT(open());
    const QJsonObject whole = told();
    m_bench->vault.reset();
    int refused = 0;
    int byTheChain = 0;
    int byTheAnchor = 0;
    int byTheJournal = 0;
    int untouched = 0;
    const core::JournalHead anchored = m_outside.head;
    for (qsizetype at = 0; at < before.size(); at += kPage) {
        const QByteArray old = before.mid(at, kPage);
        if (old == after.mid(at, kPage))
            continue;
        QFile::remove(path(QStringLiteral("vault.db-wal")));
        test::writeFile(path(QStringLiteral("vault.db")), QByteArray(after).replace(at, kPage, old));
        m_outside.head = anchored;
        if (const Result<> opened = open(); !opened) {
            ++refused;
            QVERIFY2(opened.error().kind == ErrorKind::SecurityStop || opened.error().kind == ErrorKind::Bug,
                qPrintable(opened.error().code.toString()));
            continue;
        }
        const auto report = checkChain(store().connection(), store().vault(), m_bench->workstation.certificate());
        const auto fits = store().projectionFits();
        if (!report || !report->isWhole) {
            ++byTheChain;
        } else if (m_bench->vault->opening().anchor != core::AnchorVerdict::Continues) {
            ++byTheAnchor;
        } else if (!fits || !*fits) {
            ++byTheJournal; // which tells what should stand there, and makes it again
        } else {
            ++untouched;
            QCOMPARE(told(), whole);
        }
        m_bench->vault.reset();
    }
    qInfo("one page put back: %d not opened, %d found by the chain, %d by the anchor, %d by what the journal tells; "
          "%d held neither journal nor records",
        refused, byTheChain, byTheAnchor, byTheJournal, untouched);
    QVERIFY(byTheChain > 0);
    QVERIFY(byTheJournal > 0);
}

void TestRollback::theLogPutBack()
{
    const QString log = path(QStringLiteral("vault.db-wal"));
    const QByteArray before = test::readFile(log);
    QVERIFY(!before.isEmpty());
    VERIFY_RESULT(play());
    m_outside.head = store().journal().head();
    const QByteArray file = test::readFile(path(QStringLiteral("vault.db")));
    m_bench->vault.reset();
    test::writeFile(path(QStringLiteral("vault.db")), file);
    test::writeFile(log, before);
    VERIFY_RESULT(open());
    QVERIFY(m_bench->vault->opening().anchor == core::AnchorVerdict::RolledBack);
    QCOMPARE(store().journal().read({.kinds = {Kind::RollbackFound}})->size(), std::size_t(1));
}

// It looks as if whoever came since had been destroyed: said as what it is, and nobody is left out for it.
void TestRollback::theClientsKeysPutBack()
{
    VERIFY_RESULT(close());
    const QByteArray before = test::readFile(path(QStringLiteral("keys.db")));
    VERIFY_RESULT(open());
    test::CaseScript script(m_bench->clock, QStringLiteral("900101300017"));
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    VERIFY_RESULT(close());
    const QByteArray whole = test::readFile(path(QStringLiteral("keys.db")));
    test::writeFile(path(QStringLiteral("keys.db")), before);
    VERIFY_RESULT(open());
    QVERIFY(walk().isWhole);
    const auto isMissing = [](const auto& result) {
        return !result && result.error().code.toString() == QStringLiteral("vault.client-keys-missing");
    };
    const auto check = checkJournal(store().connection(), store().vault(), m_bench->vault->volumeFolder(), {}, nullptr,
        &store().clientKeys().connection());
    VERIFY_RESULT(check);
    QVERIFY(check->areKeysMissing && !check->isWhole() && check->chain.isWhole);
    const std::size_t cases = store().cases(CaseList::All)->size();
    QVERIFY(isMissing(store().projectionFits()));
    QVERIFY(isMissing(store().rebuild()));
    QCOMPARE(store().cases(CaseList::All)->size(), cases);
    QCOMPARE(store().find(SearchField::Iin, QStringLiteral("900101300017"))->front(), script.client);
    // Who comes again gets no new key under which the old one could not be put back.
    QVERIFY(isMissing(store().write([](Writer& writer) -> Result<> {
        const auto client = writer.clientFor(QStringLiteral("900101300017"));
        return client ? Result<>() : failure(client);
    })));
    // Nor does a hold, an original, or a case that goes on make one.
    Retention retention(store(), m_bench->vault->volumeFolder());
    QVERIFY(isMissing(retention.setHold(script.client, QStringLiteral("court"), QStringLiteral("supervisor-3"))));
    QVERIFY(isMissing(store().write([&](Writer& writer) -> Result<> {
        const auto kept = writer.keep(ObjectKind::Original, script.client, script.id, "%PDF");
        return kept ? Result<>() : failure(kept);
    })));
    QVERIFY(store().clientKeys().find(script.client.uuid()).value() == nullptr);
    // Put back, the right keys open everything again, and the hold is set.
    VERIFY_RESULT(close());
    test::writeFile(path(QStringLiteral("keys.db")), whole);
    VERIFY_RESULT(open());
    VERIFY_RESULT(Retention(store(), m_bench->vault->volumeFolder())
                      .setHold(script.client, QStringLiteral("court"), QStringLiteral("supervisor-3")));
    QVERIFY(store().projectionFits().value());
}

// They would take the place of the only ones that know everybody.
void TestRollback::theClientsKeysPutBackAreNotBackedUp()
{
    const QString actor = QStringLiteral("supervisor-3");
    const QString folder = m_bench->dir.filePath(QStringLiteral("backups"));
    VERIFY_RESULT(store().checkpoint());
    const QByteArray before = test::readFile(path(QStringLiteral("keys.db")));
    VERIFY_RESULT(play());
    const auto made = makeBackup(*m_bench->vault, folder, actor);
    VERIFY_RESULT(made);
    VERIFY_RESULT(close());
    test::writeFile(path(QStringLiteral("keys.db")), before);
    VERIFY_RESULT(open());
    const QByteArray good = test::readFile(made->keysFile);
    const auto refused = makeBackup(*m_bench->vault, folder, actor);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), QStringLiteral("vault.client-keys-missing"));
    QCOMPARE(test::readFile(made->keysFile), good);
    VERIFY_RESULT(checkPair(made->vaultFile, made->keysFile, m_bench->recovery));
}

void TestRollback::swappedPayloadsAreFoundByTheWalk()
{
    storage::Connection& connection = store().connection();
    VERIFY_RESULT(connection.run("DROP TRIGGER journal_no_update"));
    VERIFY_RESULT(
        connection.run("CREATE TEMP TABLE two AS SELECT sequence, payload FROM journal WHERE sequence IN (7, 9)"));
    VERIFY_RESULT(connection.run(
        "UPDATE journal SET payload = (SELECT payload FROM two WHERE two.sequence = 16 - journal.sequence)"
        " WHERE sequence IN (7, 9)"));
    QCOMPARE(walk().brokenAt, quint64(7));
    QVERIFY(walk().fault == casefile::Linker::Fault::Payload);
}

void TestRollback::forge(quint64 sequence, core::Signer* workstation)
{
    storage::Connection& connection = store().connection();
    VERIFY_RESULT(connection.run("DROP TRIGGER journal_no_update"));
    std::vector<casefile::Entry> entries;
    VERIFY_RESULT(store().journal().visit(1, [&](const casefile::Entry& entry) -> Result<bool> {
        entries.push_back(entry);
        return true;
    }));
    casefile::Linker linker;
    for (std::size_t i = sequence - 1; i < entries.size(); ++i) {
        casefile::Entry& entry = entries.at(i);
        if (entry.sequence == sequence)
            entry.actor = QStringLiteral("somebody-else");
        linker.link(entry, entries.at(i - 1).hash);
        if (!entry.signature.isEmpty() && workstation)
            entry.signature = workstation->sign(core::HashAlgorithm::Sha256, entry.hash).value();
        auto update = connection.prepare(
            "UPDATE journal SET actor = ?2, previous = ?3, hash = ?4, signature = ?5 WHERE sequence = ?1");
        VERIFY_RESULT(update);
        update->bind(1, static_cast<qint64>(entry.sequence)).bind(2, entry.actor).bind(3, entry.previous);
        VERIFY_RESULT(update->bind(4, entry.hash).bind(5, entry.signature).run());
    }
    VERIFY_RESULT(store().journal().reload());
}

void TestRollback::anEditBehindTheAnchorIsFound()
{
    m_outside.head = store().journal().head();
    VERIFY_RESULT(play());
    forge(7, &m_bench->workstation);
    QVERIFY(walk().isWhole); // linked and signed again: nothing inside tells
    m_bench->vault.reset();
    VERIFY_RESULT(open());
    QVERIFY(m_bench->vault->opening().anchor == core::AnchorVerdict::Forked);
    const auto found = store().journal().read({.kinds = {Kind::RollbackFound}});
    VERIFY_RESULT(found);
    QCOMPARE(found->front().fields->value(u"verdict").toString(), QStringLiteral("forked"));
}

// Whoever has the data key and links the chain again has all the heads against them that were met before.
void TestRollback::theCheckHoldsTheJournalAgainstEarlierHeads()
{
    const core::JournalHead met = store().journal().head();
    QVERIFY(m_bench->vault->meetAnchor(met, QStringLiteral("gateway")).value() == core::AnchorVerdict::Continues);
    VERIFY_RESULT(play());
    const auto check = [this] {
        return checkJournal(
            store().connection(), store().vault(), m_bench->vault->volumeFolder(), m_bench->workstation.certificate())
            .value();
    };
    QVERIFY(check().isWhole());
    QVERIFY(check().anchors > 0);
    forge(7, &m_bench->workstation);
    const JournalReport report = check();
    QVERIFY(report.chain.isWhole);
    QVERIFY(!report.isWhole());
    QVERIFY(report.anchorAt >= 7 && report.anchorAt <= met.sequence);
    QVERIFY(report.anchor == core::AnchorVerdict::Forked);
}

void TestRollback::aStoppedWalkProvesNothing()
{
    const std::atomic<bool> stopped = true;
    const auto report = checkChain(store().connection(), store().vault(), m_bench->workstation.certificate(), &stopped);
    VERIFY_RESULT(report);
    QVERIFY(report->isStopped && !report->isWhole);
    QCOMPARE(report->brokenAt, quint64(0));
    QVERIFY(!walk().isStopped);
}

void TestRollback::anEditAfterTheAnchorIsNotFound()
{
    m_outside.head = store().journal().head();
    const quint64 next = m_outside.head.sequence + 1;
    VERIFY_RESULT(play());
    forge(next, &m_bench->workstation);
    QVERIFY(walk().isWhole);
    m_bench->vault.reset();
    VERIFY_RESULT(open());
    QVERIFY(m_bench->vault->opening().anchor == core::AnchorVerdict::Continues);
}

void TestRollback::anEditAfterTheAnchorNeedsTheWorkstationKeyForResults()
{
    m_outside.head = store().journal().head();
    const quint64 next = m_outside.head.sequence + 1;
    VERIFY_RESULT(play());
    forge(next, nullptr);
    const ChainReport report = walk();
    QVERIFY(!report.isWhole);
    QVERIFY(report.signatureWrong);
}

QTEST_GUILESS_MAIN(TestRollback)
#include "tst_rollback.moc"
