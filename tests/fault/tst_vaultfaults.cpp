#include "failingmemory.h"
#include "support/casescript.h"
#include "support/testkeys.h"

#include <vault/store.h>

#include <storage/faultdisk.h>

#include <QTest>

#include <sqlcipher/sqlite3.h>

using namespace tirkeu;
using namespace tirkeu::vault;
using storage::FaultDisk;
using storage::PowerCut;

// Proof by fault: every day a sample of the crash points and failing calls, with TIRKEU_ALL_FAULTS=1 all of them.
// Each row stands for itself, so that long runs can be given out one by one.
class TestVaultFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void noAcknowledgedEventIsLostInAPowerCut_data();
    void noAcknowledgedEventIsLostInAPowerCut();
    void everyFailingCallLeavesTheStateBeforeOrAfter_data();
    void everyFailingCallLeavesTheStateBeforeOrAfter();
    void everyFailingAllocationLeavesTheStateBeforeOrAfter_data();
    void everyFailingAllocationLeavesTheStateBeforeOrAfter();

private:
    /// A whole case with an original and a streamed clip, `acknowledged` after each durable step.
    [[nodiscard]] Result<> playCase(Store& store, const std::function<void(quint64 head)>& acknowledged);
    [[nodiscard]] Result<std::unique_ptr<Store>> open()
    {
        auto store = Store::open(m_files, m_key, m_clock);
        if (store)
            (*store)->journal().setSigner(&m_workstation);
        return store;
    }
    /// Plays the case with whatever fails, then looks at what is there once nothing fails any more.
    enum class From { Opening, TheCase };
    void playAndLook(
        From from, const std::function<void()>& begin, const std::function<void()>& end, const QString& where);
    static bool all() { return qEnvironmentVariableIsSet("TIRKEU_ALL_FAULTS"); }

    static constexpr quint32 kSeeds = 4;
    static constexpr int kParts = 2;

    test::FakeClock m_clock;
    pki::SoftwareKey m_workstation = test::testKey(QStringLiteral("workstation"));
    core::SecureBytes m_key{32};
    std::unique_ptr<FaultDisk> m_disk;
    StoreFiles m_files;
    FaultDisk::Files m_before;
};

void TestVaultFaults::init()
{
    m_disk = std::make_unique<FaultDisk>("vaultfaults");
    m_files = {QStringLiteral("/vault.db"), QStringLiteral("/keys.db"), m_disk->vfs()};
    QVERIFY(Store::create(m_files, m_key, core::Uuid::make(m_clock), m_clock));
    m_before = m_disk->files();
}

Result<> TestVaultFaults::playCase(Store& store, const std::function<void(quint64)>& acknowledged)
{
    test::CaseScript script(m_clock);
    const std::vector<casefile::Event> events = script.ordinary();
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Result<> done = store.write([&](Writer& writer) -> Result<> {
            if (events.at(i).kind == casefile::Kind::DocumentMade) {
                const auto kept = writer.keep(ObjectKind::Original, script.client, script.id, QByteArray(30'000, 'o'));
                if (!kept)
                    return failure(kept);
            }
            const auto entry = writer.append(events.at(i));
            return entry ? Result<>() : failure(entry);
        });
        if (!done)
            return done;
        acknowledged(store.journal().head().sequence);
        if (i == 8) {
            auto clip = store.writeObject(ObjectKind::Clip, script.client, script.id);
            if (!clip)
                return failure(clip);
            if (const Result<> written = (*clip)->write(QByteArray(40'000, 'c')); !written)
                return written;
            if (const Result<> finished = (*clip)->finish(); !finished)
                return finished;
        }
        if (i % 5 == 4) {
            if (const Result<> checkpointed = store.checkpoint(); !checkpointed)
                return checkpointed;
        }
    }
    return {};
}

void TestVaultFaults::noAcknowledgedEventIsLostInAPowerCut_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 0; seed < (all() ? kSeeds : 1); ++seed)
        QTest::addRow("seed-%u", seed) << seed;
}

void TestVaultFaults::noAcknowledgedEventIsLostInAPowerCut()
{
    QFETCH(quint32, seed);
    m_disk->startRecording();
    {
        auto store = open();
        QVERIFY(store);
        const Result<> played = playCase(**store, [&](quint64 head) { m_disk->mark(static_cast<qint64>(head)); });
        QVERIFY2(played, qPrintable(played ? QString() : played.error().detail));
    }
    PowerCut cut(m_before, m_disk->takeRecord());
    const std::size_t stride = all() ? 1 : 17;
    qint64 points = 0;
    for (std::size_t moment = 0; moment < cut.moments(); moment += stride) {
        cut.advanceTo(moment);
        for (const auto damage : {PowerCut::Damage::LoseAll, PowerCut::Damage::Whole, PowerCut::Damage::Torn}) {
            m_disk->setFiles(cut.filesAfterCut(damage, static_cast<quint32>(moment) * kSeeds + seed));
            auto store = open();
            QVERIFY2(store, qPrintable(QString::number(moment)));
            const auto chain = checkChain((*store)->connection(), (*store)->vault(), m_workstation.certificate());
            QVERIFY2(chain && chain->isWhole, qPrintable(QString::number(moment)));
            QVERIFY2(chain->last >= static_cast<quint64>(cut.lastMark()), qPrintable(QString::number(moment)));
            // What the journal says of a case can be read: its key is at least as durable as the event.
            const auto lines = (*store)->cases(CaseList::All);
            QVERIFY(lines);
            for (const CaseLine& line : *lines)
                QVERIFY((*store)->caseState(line.id));
            ++points;
        }
    }
    qInfo("power cut: %lld states of %zu crash points, 0 acknowledged events lost, 0 broken chains",
        static_cast<long long>(points), (cut.moments() + stride - 1) / stride);
}

void TestVaultFaults::playAndLook(
    From from, const std::function<void()>& begin, const std::function<void()>& end, const QString& where)
{
    m_disk->setFiles(m_before);
    quint64 acknowledged = 0;
    if (from == From::Opening)
        begin();
    {
        auto store = open();
        if (from == From::TheCase)
            begin();
        if (store)
            std::ignore = playCase(**store, [&](quint64 head) { acknowledged = head; });
    }
    end();
    auto store = open();
    QVERIFY2(store, qPrintable(where));
    const auto chain = checkChain((*store)->connection(), (*store)->vault(), m_workstation.certificate());
    QVERIFY2(chain && chain->isWhole, qPrintable(where));
    QVERIFY2(chain->last >= acknowledged && chain->last <= acknowledged + 1, qPrintable(where));
    const auto before = (*store)->projection();
    QVERIFY((*store)->rebuild());
    QCOMPARE((*store)->projection().value(), *before);
}

void TestVaultFaults::everyFailingCallLeavesTheStateBeforeOrAfter_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("part");
    for (const auto& [name, code] : {std::pair("disk-fault", SQLITE_IOERR), std::pair("disk-full", SQLITE_FULL),
             std::pair("no-memory-for-io", SQLITE_IOERR_NOMEM)}) {
        for (int part = 0; part < (all() ? kParts : 1); ++part)
            QTest::addRow("%s-%d", name, part) << code << part;
    }
}

void TestVaultFaults::everyFailingCallLeavesTheStateBeforeOrAfter()
{
    QFETCH(int, code);
    QFETCH(int, part);
    // Once, and from then on: a disk that hiccups, and one that is gone.
    for (const auto lasting : {FaultDisk::Lasting::Once, FaultDisk::Lasting::FromThenOn}) {
        bool reached = true;
        qint64 call = part;
        for (; reached; call += all() ? kParts : 47) {
            playAndLook(
                From::Opening, [&] { m_disk->failAt(call, code, lasting); },
                [&] {
                    reached = m_disk->failed() > 0;
                    m_disk->neverFail();
                },
                QString::number(call));
            if (QTest::currentTestFailed())
                return;
        }
        qInfo("failing calls up to the %lldth", static_cast<long long>(call));
    }
}

void TestVaultFaults::everyFailingAllocationLeavesTheStateBeforeOrAfter_data()
{
    QTest::addColumn<int>("part");
    for (int part = 0; part < (all() ? kParts : 1); ++part)
        QTest::addRow("part-%d", part) << part;
}

void TestVaultFaults::everyFailingAllocationLeavesTheStateBeforeOrAfter()
{
    QFETCH(int, part);
    for (const auto lasting : {test::FailingMemory::Lasting::Once, test::FailingMemory::Lasting::FromThenOn}) {
        bool reached = true;
        qint64 allocation = part;
        for (; reached; allocation += all() ? kParts : 101) {
            // Not while the file is being opened: SQLCipher 4.6.1 itself crashes when it has no memory to set a key,
            // and until then nothing has been written.
            playAndLook(
                From::TheCase, [&] { test::FailingMemory::failAt(allocation, lasting); },
                [&] {
                    reached = test::FailingMemory::failed() > 0;
                    test::FailingMemory::neverFail();
                },
                QString::number(allocation));
            if (QTest::currentTestFailed())
                return;
        }
        qInfo("failing allocations up to the %lldth", static_cast<long long>(allocation));
    }
}

int main(int argc, char** argv)
{
    if (!test::FailingMemory::install())
        return 1;
    const QCoreApplication application(argc, argv);
    TestVaultFaults tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "tst_vaultfaults.moc"
