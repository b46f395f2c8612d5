#include "support/evidence/samples.h"
#include "support/evidence/signing.h"
#include "support/testfiles.h"

#include <evidence/upgradequeue.h>

#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using evidence::SignatureLevel;
using evidence::UpgradeEntry;
using evidence::UpgradeQueue;

namespace {
constexpr ErrorCode kFull{"test.disk-full"};

class Keeper final : public evidence::DocumentKeeper
{
public:
    [[nodiscard]] Result<QByteArray> load(const QString& document) override { return documents.value(document); }
    [[nodiscard]] Result<> store(const QString& document, const QByteArray& pdf) override
    {
        if (isFull)
            return failure(kFull, ErrorKind::OperatorCanFix);
        documents.insert(document, pdf);
        ++stored;
        return {};
    }
    QMap<QString, QByteArray> documents;
    bool isFull = false;
    int stored = 0;
};

const QStringList kEverything{u"/tsa"_s, u"/ocsp/national"_s, u"/ocsp/root"_s, u"/crl/national"_s, u"/crl/root"_s};
} // namespace

// Documents that were signed while no service answered (design, 4: offline is a normal state).
class TestUpgradeQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void reachesTheTopAtOnce();
    void outageIsQueuedAndSurvivesARestart();
    void halfWayIsKept();
    void retriesGetRarer();
    void crashBetweenDocumentAndQueue();
    void renewedBeforeTheAuthorityEnds();
    void revokedSignerStops();
    void fullDiskLosesNothing();
    void damagedQueueIsNotAnEmptyOne_data();
    void damagedQueueIsNotAnEmptyOne();

private:
    [[nodiscard]] UpgradeQueue open() const { return UpgradeQueue::open(m_file, m_world->clock).value(); }
    [[nodiscard]] Result<SignatureLevel> take(UpgradeQueue& queue)
    {
        return queue.take(u"doc-1"_s, SignatureLevel::BLTA, m_world->raiser, m_keeper);
    }
    [[nodiscard]] SignatureLevel level() const
    {
        return evidence::levelOf(m_keeper.documents.value(u"doc-1"_s)).value();
    }
    void setDown(const QStringList& paths, bool down)
    {
        for (const QString& path : paths)
            m_world->services.setDown(path, down);
    }

    std::unique_ptr<test::SigningWorld> m_world;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    Keeper m_keeper;
};

void TestUpgradeQueue::init()
{
    m_world = std::make_unique<test::SigningWorld>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(u"queue.json"_s);
    m_keeper = {};
    m_keeper.documents.insert(u"doc-1"_s, m_world->signedBy(m_world->teller(), test::tinyDocument()));
}

void TestUpgradeQueue::reachesTheTopAtOnce()
{
    UpgradeQueue queue = open();
    QVERIFY(queue.entries().isEmpty() && !queue.nextDue());
    QVERIFY(take(queue).value() == SignatureLevel::BLTA);
    QCOMPARE(queue.entries().size(), 1); // what is left is its renewal
    QVERIFY(queue.entries().first().task == UpgradeEntry::Task::Renew);
    QCOMPARE(*queue.nextDue(), m_world->pki.timeStamping().holder().notAfter() - std::chrono::days(30));
}

void TestUpgradeQueue::outageIsQueuedAndSurvivesARestart()
{
    setDown(kEverything, true);
    {
        UpgradeQueue queue = open();
        QVERIFY(take(queue).value() == SignatureLevel::BB); // signed, and shown as what it is
    }
    UpgradeQueue queue = open(); // another run of the program
    QCOMPARE(queue.entries().size(), 1);
    QCOMPARE(queue.entries().first().document, u"doc-1"_s);
    QCOMPARE(queue.entries().first().failedTries, 1);
    QVERIFY(queue.work(m_world->raiser, m_keeper)); // not due yet
    QCOMPARE(queue.entries().first().failedTries, 1);
    m_world->clock.advance(61s);
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    QCOMPARE(queue.entries().first().failedTries, 2);
    QVERIFY(level() == SignatureLevel::BB);
    setDown(kEverything, false);
    m_world->clock.advance(121s);
    queue = open();
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    QVERIFY(level() == SignatureLevel::BLTA); // and nobody typed a PIN
    QVERIFY(open().entries().first().task == UpgradeEntry::Task::Renew);
    QCOMPARE(evidence::nameOf(m_world->verified(m_keeper.documents.value(u"doc-1"_s)).indication), u"TOTAL-PASSED"_s);
}

void TestUpgradeQueue::halfWayIsKept()
{
    const QStringList status = kEverything.mid(1);
    setDown(status, true);
    UpgradeQueue queue = open();
    QVERIFY(take(queue).value() == SignatureLevel::BT);
    setDown(status, false);
    setDown({u"/tsa"_s}, true);
    m_world->clock.advance(61s);
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    QVERIFY(level() == SignatureLevel::BLT);
    setDown({u"/tsa"_s}, false);
    m_world->clock.advance(121s);
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    QVERIFY(level() == SignatureLevel::BLTA);
}

void TestUpgradeQueue::retriesGetRarer()
{
    setDown(kEverything, true);
    UpgradeQueue queue = open();
    QVERIFY(take(queue));
    for (const auto wait : {1min, 2min, 4min, 8min, 16min, 32min, 60min, 60min}) {
        QCOMPARE((*queue.nextDue() - m_world->clock.wall()).count(), std::chrono::milliseconds(wait).count());
        m_world->clock.advance(wait);
        QVERIFY(queue.work(m_world->raiser, m_keeper));
    }
}

void TestUpgradeQueue::crashBetweenDocumentAndQueue()
{
    setDown(kEverything, true);
    UpgradeQueue queue = open();
    QVERIFY(take(queue));
    const QByteArray before = test::readFile(m_file);
    setDown(kEverything, false);
    m_world->clock.advance(61s);
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    const QByteArray raised = m_keeper.documents.value(u"doc-1"_s);
    // The document was stored, the queue was not: the next run finds the work done and stamps nothing again.
    test::writeFile(m_file, before);
    queue = open();
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    QCOMPARE(m_keeper.documents.value(u"doc-1"_s), raised);
    QVERIFY(queue.entries().first().task == UpgradeEntry::Task::Renew);
}

void TestUpgradeQueue::renewedBeforeTheAuthorityEnds()
{
    UpgradeQueue queue = open();
    QVERIFY(take(queue));
    const qsizetype size = m_keeper.documents.value(u"doc-1"_s).size();
    const core::WallTime due = *queue.nextDue();
    m_world->clock.advance(due - m_world->clock.wall() - 1s);
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    QCOMPARE(m_keeper.documents.value(u"doc-1"_s).size(), size);
    m_world->clock.advance(2s);
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    const QByteArray renewed = m_keeper.documents.value(u"doc-1"_s);
    QCOMPARE(renewed.count("/SubFilter /ETSI.RFC3161"), 2);
    QVERIFY(renewed.size() > size);
    QVERIFY(queue.entries().first().failedTries == 0);
    // The signer's certificate ended long ago.
    QVERIFY(m_world->clock.wall() > m_world->teller().holder().notAfter());
    QCOMPARE(evidence::nameOf(m_world->verified(renewed).indication), u"TOTAL-PASSED"_s);
}

void TestUpgradeQueue::revokedSignerStops()
{
    setDown(kEverything.mid(1), true);
    UpgradeQueue queue = open();
    QVERIFY(take(queue).value() == SignatureLevel::BT);
    setDown(kEverything.mid(1), false);
    m_world->services.revoke(m_world->teller().holder(), m_world->clock.wall() - 1h);
    m_world->clock.advance(61s);
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    QCOMPARE(queue.entries().first().stoppedBy, u"evidence.certificate-revoked"_s);
    QVERIFY(!queue.nextDue());
    m_world->clock.advance(24h);
    const int asked = m_world->services.asked();
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    QCOMPARE(m_world->services.asked(), asked);
    QCOMPARE(open().entries().first().stoppedBy, u"evidence.certificate-revoked"_s); // somebody has to look
}

void TestUpgradeQueue::fullDiskLosesNothing()
{
    m_keeper.isFull = true;
    UpgradeQueue queue = open();
    QVERIFY(take(queue).value() == SignatureLevel::BB);
    QCOMPARE(queue.entries().first().failedTries, 1);
    m_keeper.isFull = false;
    m_world->clock.advance(61s);
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    QVERIFY(level() == SignatureLevel::BLTA);
    // And where the queue itself cannot be written, that is said.
    UpgradeQueue nowhere = UpgradeQueue::open(m_folder->filePath(u"none/queue.json"_s), m_world->clock).value();
    QCOMPARE(take(nowhere).error().code.toString(), u"evidence.queue-not-written"_s);
}

void TestUpgradeQueue::damagedQueueIsNotAnEmptyOne_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray entry = "{\"document\":\"a\",\"failedTries\":0,\"nextTry\":\"2026-07-12T04:00:00.000Z\","
                             "\"stoppedBy\":\"\",\"task\":\"raise\",\"wanted\":\"B-LTA\"}";
    const auto queue = [](const QByteArray& inside) {
        return QByteArray("{\"entries\":[" + inside + "],\"version\":1}");
    };
    QTest::newRow("good") << queue(entry);
    QTest::newRow("empty file") << QByteArray();
    QTest::newRow("cut off") << queue(entry).chopped(9);
    QTest::newRow("another version") << queue(entry).replace("n\":1", "n\":2");
    QTest::newRow("another level") << queue(QByteArray(entry).replace("B-LTA", "B-X"));
    QTest::newRow("another task") << queue(QByteArray(entry).replace("raise", "erase"));
    QTest::newRow("no time") << queue(QByteArray(entry).replace("2026", "year"));
}

void TestUpgradeQueue::damagedQueueIsNotAnEmptyOne()
{
    QFETCH(QByteArray, bytes);
    test::writeFile(m_file, bytes);
    const auto queue = UpgradeQueue::open(m_file, m_world->clock);
    if (QByteArrayView(QTest::currentDataTag()) == QByteArrayView("good")) {
        QVERIFY(queue && queue->entries().size() == 1);
        return;
    }
    QVERIFY(!queue);
    QCOMPARE(queue.error().code.toString(), u"evidence.queue-unreadable"_s);
}

QTEST_MAIN(TestUpgradeQueue)
#include "tst_upgradequeue.moc"
