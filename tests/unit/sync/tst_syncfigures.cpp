#include "settledcase.h"

#include <sync/courierthread.h>
#include <sync/gatewaytrust.h>

#include <QSemaphore>
#include <QTest>

#include <algorithm>
#include <ctime>

using namespace tirkeu;
using casefile::Delivery;
using namespace std::chrono_literals;

namespace {
/// The window looks at the machine's addresses so often, and wakes the courier where one has come.
constexpr auto kLookAtNetwork = 2s;
constexpr auto kFirstPackageWithin = 5s;
/// One client after the other without a pause.
constexpr double kSecondsAClient = 180;
constexpr double kGreetingEvery = 60;
constexpr double kMostOfACore = 0.05;
constexpr int kCases = 12;
constexpr int kGreetings = 50;
constexpr qsizetype kClip = qsizetype(2) << 20;
constexpr int kPatienceMs = 60'000;

bool hasReceipt(const vault::OutboxRow& row)
{
    return row.state == Delivery::Accepted || row.state == Delivery::Sent;
}

/// What this thread has computed so far.
double threadSeconds()
{
    std::timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}
} // namespace

/// The courier on its own thread and by the machine's clock: how soon after the network returns, and at what cost to
/// the teller's machine.
class TestSyncFigures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void theFirstPackageComesSoonAfterTheNetwork();
    void theCounterHasTheMachineToItself();

private:
    void begin();
    void settle(const QString& iin)
    {
        const std::lock_guard lock(m_mutex);
        test::CaseScript script(m_bench->vault.clock, iin);
        std::vector<casefile::Event> events = script.ordinary();
        events.pop_back(); // it is packed here
        const test::PlayedCase played = m_bench->prepared(script, std::move(events));
        VERIFY_RESULT(test::settle(m_bench->vault.vault->store(), script, played, m_clip));
    }

    std::unique_ptr<test::ReferenceBench> m_bench;
    core::SystemClock m_running;
    std::unique_ptr<wire::GatewayClient> m_gateway;
    std::mutex m_mutex; ///< of the vault, and what follows
    const QByteArray m_clip = QByteArray(kClip, 'c');
    double m_computed = 0;
    int m_received = 0;
    QSemaphore m_arrived;
    QSemaphore m_offline;
    std::unique_ptr<sync::CourierThread> m_courier; ///< last: it uses the others
};

void TestSyncFigures::init()
{
    m_bench = std::make_unique<test::ReferenceBench>();
    m_bench->vault.clock.setWall(core::toIsoText(m_running.wall() - 2min));
    m_bench->pki = *simulation::DemoPki::make({.now = m_bench->vault.clock.wall()});
    m_bench->workstation = m_bench->pki.workstation();
    m_bench->vault.workstation = m_bench->workstation;
    m_bench->gatewayKey = m_bench->pki.gateway();
    VERIFY_RESULT(m_bench->start());
    m_received = 0;
    m_computed = 0;
    m_arrived.acquire(m_arrived.available());
    m_offline.acquire(m_offline.available());
}

void TestSyncFigures::cleanup()
{
    m_courier.reset();
    m_gateway.reset();
    m_bench.reset();
}

void TestSyncFigures::begin()
{
    QUrl address(QStringLiteral("https://127.0.0.1"));
    address.setPort(m_bench->server->port());
    m_gateway = *wire::GatewayClient::make({.address = address,
                                               .bank = m_bench->pki.bankTrust(),
                                               .workstation = m_bench->workstation,
                                               .version = QStringLiteral("0.1.0")},
        m_running);
    m_courier = std::make_unique<sync::CourierThread>(sync::Courier::Ground{.gateway = *m_gateway,
        .atVault =
            [this](const std::function<Result<>(vault::Vault&)>& action) {
                const std::lock_guard lock(m_mutex);
                const Result<> done = action(*m_bench->vault.vault);
                const auto rows = m_bench->vault.vault->store().outbox();
                const int now = rows ? static_cast<int>(std::ranges::count_if(*rows, hasReceipt)) : m_received;
                m_arrived.release(std::max(now - m_received, 0));
                m_received = now;
                m_computed = threadSeconds();
                return done;
            },
        .sender = {QStringLiteral("ws-almaty-3-07"), QStringLiteral("almaty-3"), m_bench->gatewayKey.holder(),
            m_bench->workstation},
        .spool = vault::Spool(m_bench->dir.filePath(QStringLiteral("spool")), m_bench->gatewayKey.holder()),
        .trust = sync::gatewayTrust(m_bench->pki.bankTrust(), m_bench->gatewayKey.holder()),
        .clock = m_running,
        .criteria = m_bench->book.criteria->version});
    QObject::connect(
        m_courier.get(), &sync::CourierThread::reported, m_courier.get(),
        [this](const sync::LinkReport& report) {
            if (!report.isOnline && !report.why.isEmpty())
                m_offline.release();
        },
        Qt::DirectConnection);
    m_courier->begin();
}

// MFO-26: the line is away, cases wait, and it comes back.
void TestSyncFigures::theFirstPackageComesSoonAfterTheNetwork()
{
    const quint16 port = m_bench->server->port();
    for (const char* iin : {"900101500010", "900101300017", "951231600025"})
        settle(QString::fromLatin1(iin));
    begin();
    QVERIFY(m_arrived.tryAcquire(3, kPatienceMs));
    m_bench->server.reset();
    m_offline.acquire(m_offline.available());
    settle(QStringLiteral("850712300011"));
    m_courier->noteVault();
    m_courier->wake();
    QVERIFY(m_offline.tryAcquire(1, kPatienceMs)); // it has seen that nobody is there, and waits by itself
    VERIFY_RESULT(m_bench->serve(port));
    const core::MonotonicTime returned = m_running.monotonic();
    m_courier->wake();
    QVERIFY(m_arrived.tryAcquire(1, kPatienceMs));
    const std::chrono::duration<double> took = m_running.monotonic() - returned;
    qInfo("first package %.2f s after the courier was woken, which is at most %d s after the network's return",
        took.count(), static_cast<int>(kLookAtNetwork.count()));
    QVERIFY2(took + kLookAtNetwork <= kFirstPackageWithin, qPrintable(QString::number(took.count())));
}

// What the background does for a client is done on the courier's thread here, the vault's part as well; the greetings
// between are counted by themselves.
void TestSyncFigures::theCounterHasTheMachineToItself()
{
    begin();
    double before = 0;
    for (int i = 0; i <= kCases; ++i) {
        settle(test::iinOf(i));
        m_courier->noteVault();
        QVERIFY(m_arrived.tryAcquire(1, kPatienceMs));
        const std::lock_guard lock(m_mutex);
        if (i == 0) // what is done once, for the first
            before = m_computed;
    }
    double after = 0;
    {
        const std::lock_guard lock(m_mutex);
        after = m_computed;
    }
    const double aCase = (after - before) / kCases;
    const auto line = m_bench->client();
    QVERIFY(line->hello());
    const double greeted = threadSeconds();
    for (int i = 0; i < kGreetings; ++i)
        QVERIFY(line->hello());
    const double aGreeting = (threadSeconds() - greeted) / kGreetings;
    const double share = aCase / kSecondsAClient + aGreeting / kGreetingEvery;
    qInfo("a case of %lld kB: %.1f ms; a greeting: %.2f ms; of one core %.3f %%", static_cast<long long>(kClip >> 10),
        aCase * 1000, aGreeting * 1000, share * 100);
    QVERIFY(aCase > 0);
    QVERIFY2(share <= kMostOfACore, qPrintable(QString::number(share)));
}

QTEST_GUILESS_MAIN(TestSyncFigures)
#include "tst_syncfigures.moc"
