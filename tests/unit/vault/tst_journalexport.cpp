#include "support/vaultbench.h"

#include <vault/journalexport.h>

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/json.h>
#include <pki/signing.h>

#include <QJsonArray>
#include <QTest>
#include <QtEndian>

#include <algorithm>

using namespace tirkeu;
using namespace tirkeu::vault;

class TestJournalExport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void itVerifiesWithoutTheVault();
    void onlyWhatIsShownIsReadable();
    void everyChangeIsSeen();
    void theFirstMissingEntryIsNamed();
    void itIsReadInPiecesOfAnySize();
    void anExportLargerThanMemoryIsVerified();

private:
    [[nodiscard]] Result<QByteArray> make(const QList<quint64>& shown = {});
    std::unique_ptr<test::VaultBench> m_bench;
};

void TestJournalExport::initTestCase()
{
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
}

Result<QByteArray> TestJournalExport::make(const QList<quint64>& shown)
{
    Store& store = m_bench->vault->store();
    return exportJournal(store.journal(), store.vault(), 3, 12, m_bench->workstation, m_bench->clock, shown);
}

void TestJournalExport::itVerifiesWithoutTheVault()
{
    const auto file = make();
    VERIFY_RESULT(file);
    const auto report = verifyExport(*file);
    VERIFY_RESULT(report);
    QVERIFY(report->isGood());
    QCOMPARE(report->checked, quint64(10));
    QCOMPARE(report->header.first, quint64(3));
    QVERIFY(report->signer == m_bench->workstation.holder());
}

void TestJournalExport::onlyWhatIsShownIsReadable()
{
    const auto file = make({4});
    VERIFY_RESULT(file);
    QVERIFY(!file->contains("012345678"));
    const auto report = verifyExport(*file);
    VERIFY_RESULT(report);
    QCOMPARE(report->shown.size(), std::size_t(1));
    const QJsonObject document = report->shown.front().second.value(u"document").toObject();
    QCOMPARE(document.value(u"number").toString(), QStringLiteral("012345678"));
}

void TestJournalExport::everyChangeIsSeen()
{
    const QByteArray file = make().value();
    // The signature's wrapping has bytes that mean nothing (names of algorithms, a version); what is signed has none.
    qsizetype signedBytes = file.size() - 5;
    while (qFromBigEndian<quint32>(file.constData() + signedBytes) != quint32(file.size() - signedBytes - 4))
        --signedBytes;
    for (qsizetype at = 0; at < signedBytes; at += 13) {
        QByteArray changed = file;
        changed[at] = static_cast<char>(changed.at(at) ^ 4);
        const auto report = verifyExport(changed);
        QVERIFY2(!report || !report->isGood(), qPrintable(QString::number(at)));
    }
    for (qsizetype size = 0; size < file.size(); size += 29)
        QVERIFY(!verifyExport(QByteArrayView(file).first(size)));
}

void TestJournalExport::theFirstMissingEntryIsNamed()
{
    const QByteArray file = make().value();
    // One entry is cut out whole: what follows is genuine, and one fewer than the front says.
    QByteArrayView rest(file);
    const auto skip = [&rest](qsizetype bytes) {
        rest = rest.sliced(bytes);
    };
    skip(10);
    skip(4 + qFromBigEndian<quint32>(rest.data()));
    for (quint64 sequence = 3; sequence < 6; ++sequence)
        QCOMPARE(casefile::decodeEntry(rest)->sequence, sequence);
    const qsizetype from = file.size() - rest.size();
    QCOMPARE(casefile::decodeEntry(rest)->sequence, quint64(6));
    QByteArray cut = file;
    cut.remove(from, file.size() - rest.size() - from);
    const auto report = verifyExport(cut);
    VERIFY_RESULT(report);
    QCOMPARE(report->brokenAt, quint64(6));
    QVERIFY(!report->isGood());
}

void TestJournalExport::itIsReadInPiecesOfAnySize()
{
    QByteArray file;
    qsizetype largest = 0;
    Store& store = m_bench->vault->store();
    const auto made = exportJournalTo(
        [&](QByteArrayView bytes) -> Result<> {
            file.append(bytes);
            largest = std::max(largest, bytes.size());
            return {};
        },
        store.journal(), store.vault(), 3, 12, m_bench->workstation, m_bench->clock, {4});
    VERIFY_RESULT(made);
    QCOMPARE(made->last, quint64(12));
    QCOMPARE(made->digest, core::sha256(file));
    for (const qsizetype size : {qsizetype(1), qsizetype(7), file.size()}) {
        QByteArrayView rest(file);
        const auto report = verifyExportFrom([&](qsizetype most) -> Result<QByteArray> {
            const QByteArrayView given = rest.first(std::min({size, most, rest.size()}));
            rest = rest.sliced(given.size());
            return given.toByteArray();
        });
        VERIFY_RESULT(report);
        QVERIFY(report->isGood());
        QCOMPARE(report->checked, quint64(10));
        QCOMPARE(report->shown.size(), std::size_t(1));
    }
    // A disk that does not answer is no broken file.
    const auto unread = verifyExportFrom([](qsizetype) -> Result<QByteArray> {
        return failure(ErrorCode("storage.disk-fault"), ErrorKind::Retry, QStringLiteral("gone"));
    });
    QVERIFY(!unread);
    QCOMPARE(unread.error().code.toString(), QStringLiteral("storage.disk-fault"));
    // Nor is a disk that takes nothing an export.
    QVERIFY(!exportJournalTo(
        [](QByteArrayView) -> Result<> {
            return failure(ErrorCode("storage.disk-full"), ErrorKind::OperatorCanFix, QStringLiteral("full"));
        },
        store.journal(), store.vault(), 3, 12, m_bench->workstation, m_bench->clock));
}

// More than half a gigabyte, made as it is read: neither side ever holds it.
void TestJournalExport::anExportLargerThanMemoryIsVerified()
{
    constexpr int kEntries = 150;
    constexpr qsizetype kPayload = qsizetype(7) << 19;
    const core::Uuid vault = core::Uuid::make(m_bench->clock);
    const QByteArray genesis = casefile::genesisHash(vault);
    const QByteArray front = core::writeJson({{QStringLiteral("about"), QStringLiteral("large")},
        {QStringLiteral("vault"), vault.toString()}, {QStringLiteral("first"), 1}, {QStringLiteral("last"), kEntries},
        {QStringLiteral("previous"), QString::fromLatin1(genesis.toHex())},
        {QStringLiteral("made"), core::toIsoText(m_bench->clock.wall())}, {QStringLiteral("shown"), QJsonArray()}});
    const auto sized = [](const QByteArray& bytes) {
        QByteArray size(4, Qt::Uninitialized);
        qToBigEndian(static_cast<quint32>(bytes.size()), size.data());
        return size + bytes;
    };
    casefile::Linker linker;
    casefile::Entry entry;
    entry.kind = static_cast<quint16>(casefile::Kind::ProgramStarted);
    entry.actor = QStringLiteral("workstation");
    entry.payload = QByteArray(kPayload, 'p');
    const QByteArray payloadDigest = core::sha256(entry.payload);
    const auto follow = [&](int number) {
        entry.previous = number == 1 ? genesis : entry.hash;
        entry.sequence = static_cast<quint64>(number);
        entry.payloadDigest = payloadDigest;
        entry.hash = linker.linkHash(entry);
        return casefile::encode(entry);
    };
    const QByteArray head = "TKJOURNAL1" + sized(front);
    core::Hasher content(core::HashAlgorithm::Sha256);
    content.add(head);
    for (int number = 1; number <= kEntries; ++number)
        content.add(follow(number));
    const auto signature = pki::signDigest(content.digest(), m_bench->workstation);
    VERIFY_RESULT(signature);

    const auto verify = [&](int bentEntry) {
        QByteArray ready = head;
        int number = 0;
        qint64 given = 0;
        const auto report = verifyExportFrom([&](qsizetype most) -> Result<QByteArray> {
            if (ready.isEmpty() && number <= kEntries) {
                ++number;
                ready = number <= kEntries ? follow(number) : sized(*signature);
                if (number == bentEntry)
                    ready[ready.size() - 1] = 'q';
            }
            const QByteArray piece = ready.first(std::min(most, ready.size()));
            ready.remove(0, piece.size());
            given += piece.size();
            return piece;
        });
        return std::pair(report, given);
    };
    const auto [whole, bytes] = verify(0);
    VERIFY_RESULT(whole);
    QVERIFY(bytes > qint64(512) << 20);
    QVERIFY(whole->isGood());
    QCOMPARE(whole->checked, quint64(kEntries));
    const auto [bent, all] = verify(kEntries - 1);
    VERIFY_RESULT(bent);
    QCOMPARE(bent->brokenAt, quint64(kEntries - 1));
    QVERIFY(!bent->isSigned);
}

QTEST_GUILESS_MAIN(TestJournalExport)
#include "tst_journalexport.moc"
