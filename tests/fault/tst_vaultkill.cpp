#include "support/fakeclock.h"
#include "support/testfiles.h"
#include "support/testkeys.h"

#include <vault/errors.h>
#include <vault/vault.h>

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::vault;

namespace {
/// How long this thread has stood in line for a core, which is no part of how long it takes: in milliseconds.
qint64 waitedForACore()
{
    const QList<QByteArray> words = test::readFile(QStringLiteral("/proc/thread-self/schedstat")).split(' ');
    return words.size() > 1 ? words.at(1).toLongLong() / 1'000'000 : 0;
}
} // namespace

// A writing process is killed again and again at a moment nobody chose; with TIRKEU_ALL_FAULTS=1 a thousand times, in
// four rows of 250.
class TestVaultKill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void killedWritersLoseNothing_data();
    void killedWritersLoseNothing();
    void anotherProcessHoldsTheVault();

private:
    static bool all() { return qEnvironmentVariableIsSet("TIRKEU_ALL_FAULTS"); }
};

void TestVaultKill::killedWritersLoseNothing_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 part = 0; part < (all() ? 4 : 1); ++part)
        QTest::addRow("part-%u", part) << 7 + part;
}

void TestVaultKill::killedWritersLoseNothing()
{
    QFETCH(quint32, seed);
    QTemporaryDir folder;
    const test::FakeClock clock;
    const core::SecureBytes key(32);
    const StoreFiles files{folder.filePath(QStringLiteral("vault.db")), folder.filePath(QStringLiteral("keys.db"))};
    QVERIFY(Store::create(files, key, core::Uuid::make(clock), clock));
    const int kills = all() ? 250 : 12;
    qint64 slowest = 0;
    quint64 acknowledged = 0;
    QRandomGenerator random(seed);
    for (int i = 0; i < kills; ++i) {
        QProcess writer;
        writer.start(qEnvironmentVariable("TIRKEU_VAULTWRITER"), {folder.path()});
        QVERIFY(writer.waitForStarted());
        // After some lines it is somewhere inside the next write.
        const int lines = random.bounded(1, 30);
        QByteArray out;
        while (out.count('\n') < lines && writer.waitForReadyRead(5000))
            out += writer.readAll();
        writer.kill();
        QVERIFY(writer.waitForFinished());
        out += writer.readAll();
        const QList<QByteArray> said = out.left(out.lastIndexOf('\n')).split('\n');
        acknowledged = std::max(acknowledged, said.last().toULongLong());
        QElapsedTimer timer;
        timer.start();
        const qint64 waited = waitedForACore();
        auto store = Store::open(files, key, clock);
        slowest = std::max(slowest, timer.elapsed() - (waitedForACore() - waited));
        QVERIFY(store);
        QVERIFY((*store)->journal().head().sequence >= acknowledged);
        if (i % 50 == 0 || i + 1 == kills)
            QVERIFY(checkChain((*store)->connection(), (*store)->vault())->isWhole);
    }
    QVERIFY(acknowledged > 0);
    QVERIFY2(slowest < 1000, qPrintable(QString::number(slowest)));
    qInfo("killed %d times: %llu events acknowledged, 0 lost, slowest reopening %lld ms", kills,
        static_cast<unsigned long long>(acknowledged), static_cast<long long>(slowest));
}

void TestVaultKill::anotherProcessHoldsTheVault()
{
    QProcess holder;
    holder.start(qEnvironmentVariable("TIRKEU_VAULTWRITER"), {QStringLiteral("--hold")});
    QVERIFY(holder.waitForStarted());
    while (!holder.canReadLine())
        QVERIFY(holder.waitForReadyRead(30'000));
    const QString folder = QString::fromLocal8Bit(holder.readLine().trimmed());
    QVERIFY(Vault::liesIn(folder));
    const test::FakeClock clock;
    const pki::SoftwareKey anybody = test::testKey(QStringLiteral("anybody"));
    const auto answer = [&] {
        const auto opened =
            Vault::open({.folder = folder, .clock = clock}, OpenedSlot{anybody.holder(), core::SecureBytes(32)});
        return opened ? QString() : opened.error().code.toString();
    };
    // Said before anything is looked at, whoever asks; and nobody puts it aside.
    QCOMPARE(answer(), kInUse.toString());
    const auto aside = Vault::setAside(folder, clock);
    QVERIFY(!aside);
    QCOMPARE(aside.error().code.toString(), kInUse.toString());
    holder.kill();
    QVERIFY(holder.waitForFinished());
    // Whoever was killed holds nothing any more: now the slot file is looked at.
    QCOMPARE(answer(), kTampered.toString());
    QVERIFY(Vault::liesIn(folder));
    QDir(QFileInfo(folder).path()).removeRecursively();
}

QTEST_GUILESS_MAIN(TestVaultKill)
#include "tst_vaultkill.moc"
