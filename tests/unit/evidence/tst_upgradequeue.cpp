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
    void anEndingAuthorityIsNotStampedWithOverAndOver();
    void everyLevelSurvivesARestart_data();
    void everyLevelSurvivesARestart();
    void whatIsDestroyedLeavesTheQueue();
    void renewalsKeepToLinesOfTheirOwn();
    void doneEntriesOfAnOlderFileMove();
    void fullQueueSaysSo();
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
    /// Another authority, whose certificate ends so many days after the first one's.
    [[nodiscard]] pki::SoftwareKey laterStamping(int days) const
    {
        simulation::DemoProfile profile{.commonName = u"SECOND TSA"_s};
        profile.keyUses = pki::KeyUse::DigitalSignature;
        profile.extendedUses = {u"1.3.6.1.5.5.7.3.8"_s};
        profile.extendedUsesAre = simulation::DemoProfile::Criticality::Critical;
        profile.from = m_world->clock.wall() - 1h;
        profile.until = m_world->pki.timeStamping().holder().notAfter() + std::chrono::days(days);
        return m_world->pki.national().issue(profile).value();
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
    QVERIFY(queue.entries().isEmpty()); // what is left is its renewal
    QCOMPARE(queue.renewals(), 1);
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
    QVERIFY(open().entries().isEmpty());
    QCOMPARE(open().renewals(), 1);
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
    QVERIFY(queue.entries().isEmpty());
    QCOMPARE(queue.renewals(), 1);
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
    m_world->services.stampWith(laterStamping(1000));
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    const QByteArray renewed = m_keeper.documents.value(u"doc-1"_s);
    QCOMPARE(renewed.count("/SubFilter /ETSI.RFC3161"), 2);
    QVERIFY(renewed.size() > size);
    QVERIFY(queue.entries().isEmpty());
    QVERIFY(*queue.nextDue() > due);
    m_world->clock.advance(48h);
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    QCOMPARE(m_keeper.documents.value(u"doc-1"_s), renewed); // once
    // The signer's certificate ended long ago.
    QVERIFY(m_world->clock.wall() > m_world->teller().holder().notAfter());
    QCOMPARE(evidence::nameOf(m_world->verified(renewed).indication), u"TOTAL-PASSED"_s);
}

// The authority has no other certificate yet: stamping again gains nothing, and a document takes 64 revisions only.
void TestUpgradeQueue::anEndingAuthorityIsNotStampedWithOverAndOver()
{
    UpgradeQueue queue = open();
    QVERIFY(take(queue));
    const QByteArray before = m_keeper.documents.value(u"doc-1"_s);
    m_keeper.stored = 0;
    m_world->clock.advance(*queue.nextDue() - m_world->clock.wall() + 1s);
    for (int i = 0; i < 5; ++i) {
        QVERIFY(queue.work(m_world->raiser, m_keeper));
        QCOMPARE(m_keeper.stored, 0);
        QVERIFY(*queue.nextDue() >= m_world->clock.wall() + 23h); // not at the next look
        const int asked = m_world->services.asked();
        m_world->clock.advance(30s);
        QVERIFY(queue.work(m_world->raiser, m_keeper));
        QCOMPARE(m_world->services.asked(), asked);
        m_world->clock.advance(24h);
    }
    QCOMPARE(m_keeper.documents.value(u"doc-1"_s), before);
    // It has: one stamp, and quiet until that one ends.
    m_world->services.stampWith(laterStamping(90));
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    QCOMPARE(m_keeper.stored, 1);
    m_world->clock.advance(48h);
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    QCOMPARE(m_keeper.stored, 1);
    QCOMPARE(m_keeper.documents.value(u"doc-1"_s).count("/SubFilter /ETSI.RFC3161"), 2);
    QCOMPARE(evidence::nameOf(m_world->verified(m_keeper.documents.value(u"doc-1"_s)).indication), u"TOTAL-PASSED"_s);
}

void TestUpgradeQueue::everyLevelSurvivesARestart_data()
{
    QTest::addColumn<SignatureLevel>("wanted");
    for (const SignatureLevel level :
        {SignatureLevel::BB, SignatureLevel::BT, SignatureLevel::BLT, SignatureLevel::BLTA})
        QTest::addRow("%s", qPrintable(evidence::nameOf(level))) << level;
}

void TestUpgradeQueue::everyLevelSurvivesARestart()
{
    QFETCH(const SignatureLevel, wanted);
    setDown(kEverything, true);
    {
        UpgradeQueue queue = open();
        QVERIFY(queue.take(u"doc-1"_s, wanted, m_world->raiser, m_keeper).value() == SignatureLevel::BB);
    }
    QCOMPARE(open().entries().size(), wanted == SignatureLevel::BB ? 0 : 1);
    setDown(kEverything, false);
    m_world->clock.advance(61s);
    {
        UpgradeQueue queue = open();
        QVERIFY(queue.work(m_world->raiser, m_keeper));
    }
    UpgradeQueue queue = open();
    QVERIFY(level() == wanted);
    QVERIFY(queue.entries().isEmpty());
    QCOMPARE(queue.renewals(), wanted == SignatureLevel::BLTA ? 1 : 0);
    QCOMPARE(queue.nextDue().has_value(), wanted == SignatureLevel::BLTA);
}

void TestUpgradeQueue::whatIsDestroyedLeavesTheQueue()
{
    setDown(kEverything, true);
    UpgradeQueue queue = open();
    QVERIFY(take(queue));
    m_keeper.documents.insert(u"doc-2"_s, m_keeper.documents.value(u"doc-1"_s));
    setDown(kEverything, false);
    QVERIFY(queue.take(u"doc-2"_s, SignatureLevel::BLTA, m_world->raiser, m_keeper));
    QCOMPARE(queue.entries().size(), 1);
    QCOMPARE(queue.renewals(), 1);
    m_keeper.documents.clear();
    m_world->clock.advance(61s);
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    QVERIFY(queue.entries().isEmpty());
    m_world->clock.advance(*queue.nextDue() - m_world->clock.wall() + 1s);
    QVERIFY(queue.work(m_world->raiser, m_keeper));
    QCOMPARE(queue.renewals(), 0);
    QCOMPARE(open().renewals(), 0);
}

// Years of documents: a document more is a line more, whatever there is already.
void TestUpgradeQueue::renewalsKeepToLinesOfTheirOwn()
{
    const QString renewals = m_file + u".renewals"_s;
    QByteArray lines;
    for (int i = 0; i < 150'000; ++i)
        lines += "2027-07-12T04:00:00.000Z old-" + QByteArray::number(i) + '\n';
    test::writeFile(renewals, lines);
    {
        UpgradeQueue queue = open();
        QCOMPARE(queue.renewals(), 150'000);
        QVERIFY(take(queue).value() == SignatureLevel::BLTA);
        QCOMPARE(queue.renewals(), 150'001);
    }
    QVERIFY(test::readFile(renewals).startsWith(lines)); // nothing was written anew
    QVERIFY(test::readFile(m_file).size() < 100);
    QCOMPARE(open().renewals(), 150'001);
    // Cut off with the power: the document was in the queue still.
    test::writeFile(renewals, lines + "2027-07-12T04:0");
    QCOMPARE(open().renewals(), 150'000);
    QCOMPARE(test::readFile(renewals).count('\n'), 150'000);
    // What is no line is not an empty list.
    for (const char* bad :
        {"2027-07-12T04:00:00.000Z\n", "tomorrow old-1\n", "\n", " old-1\n", "2027-07-12T04:00:00.000Z \n"}) {
        test::writeFile(renewals, bad);
        QVERIFY2(!UpgradeQueue::open(m_file, m_world->clock), bad);
    }
    test::writeFile(renewals, QByteArray(5000, 'a'));
    QVERIFY(!UpgradeQueue::open(m_file, m_world->clock));
    // Lines that are out of date do not pile up.
    test::writeFile(renewals, QByteArray("2027-07-12T04:00:00.000Z doc-9\n").repeated(5000));
    QCOMPARE(open().renewals(), 1);
    QCOMPARE(test::readFile(renewals).count('\n'), 1);
}

void TestUpgradeQueue::doneEntriesOfAnOlderFileMove()
{
    const auto entry = [](const QByteArray& document, const QByteArray& next, const QByteArray& stopped) {
        return QByteArray("{\"document\":\"" + document + "\",\"failedTries\":0,\"nextTry\":\"" + next +
                          "\",\"stoppedBy\":\"" + stopped + "\",\"task\":\"renew\",\"wanted\":\"B-B\"}");
    };
    test::writeFile(m_file, "{\"entries\":[" + entry("a", "2027-07-12T04:00:00.000Z", {}) + ',' + entry("b", {}, {}) +
                                ',' + entry("c", "2027-07-12T04:00:00.000Z", "evidence.certificate-revoked") +
                                "],\"version\":1}");
    UpgradeQueue queue = open();
    QCOMPARE(queue.renewals(), 1);
    QCOMPARE(queue.entries().size(), 1);
    QCOMPARE(queue.entries().first().document, u"c"_s);
    queue = open();
    QCOMPARE(queue.renewals(), 1);
    QCOMPARE(queue.entries().size(), 1);
}

void TestUpgradeQueue::fullQueueSaysSo()
{
    QByteArray entries;
    for (int i = 0; i < UpgradeQueue::kMostEntries; ++i)
        entries +=
            (i ? ",{" : "{") + QByteArray("\"document\":\"d") + QByteArray::number(i) +
            "\",\"failedTries\":0,\"nextTry\":\"2027-07-12T04:00:00.000Z\",\"stoppedBy\":\"\",\"task\":\"raise\","
            "\"wanted\":\"B-LTA\"}";
    test::writeFile(m_file, "{\"entries\":[" + entries + "],\"version\":1}");
    UpgradeQueue queue = open();
    QCOMPARE(take(queue).error().code.toString(), u"evidence.queue-not-written"_s);
    QVERIFY(open().entries().size() == UpgradeQueue::kMostEntries); // what is written can be read
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
    QTest::newRow("waits since no time") << queue(
        QByteArray(entry).replace("\"task\"", "\"since\":\"yesterday\",\"task\""));
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
