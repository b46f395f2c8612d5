#include <core/cryptothread.h>

#include <QTest>
#include <QThread>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <thread>

using namespace std::chrono_literals;

namespace {
std::atomic<int> pieces = 0; // what OpenSSL holds

void* take(std::size_t size, const char*, int)
{
    void* piece = std::malloc(size);
    pieces += piece != nullptr ? 1 : 0;
    return piece;
}
void* change(void* piece, std::size_t size, const char*, int)
{
    pieces += piece == nullptr ? 1 : 0;
    return std::realloc(piece, size);
}
void give(void* piece, const char*, int)
{
    pieces -= piece != nullptr ? 1 : 0;
    std::free(piece);
}

// Before OpenSSL takes its first piece.
[[gnu::constructor(101)]] void countPieces()
{
    CRYPTO_set_mem_functions(take, change, give);
}

/// A thread that takes its time to go: what it holds is cleared up behind this.
struct Slow
{
    ~Slow() { std::this_thread::sleep_for(500ms); }
    int used = 0;
};
thread_local Slow slow;

/// How many pieces more there are at the moment when a thread that used random numbers was waited for.
template<typename Prepare>
int leftBy(Prepare prepare)
{
    QThread thread;
    QObject worker;
    worker.moveToThread(&thread);
    prepare(thread);
    thread.start();
    const int before = pieces;
    QMetaObject::invokeMethod(
        &worker,
        [] {
            unsigned char bytes[16];
            slow.used = RAND_bytes(bytes, sizeof bytes) + RAND_priv_bytes(bytes, sizeof bytes);
        },
        Qt::BlockingQueuedConnection);
    thread.quit();
    thread.wait();
    const int after = pieces;
    std::this_thread::sleep_for(1s); // and the thread is gone for good
    return after - before;
}
} // namespace

// What a thread's keys and random numbers leave behind in OpenSSL.
class TestCryptoThread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatOpensslKeepsForAThreadGoesWithIt();
};

void TestCryptoThread::whatOpensslKeepsForAThreadGoesWithIt()
{
    static_cast<void>(leftBy([](QThread&) {})); // what is made once and stays
    QVERIFY(pieces > 0);
    QVERIFY(leftBy([](QThread&) {}) > 0); // as it is by itself
    QCOMPARE(leftBy([](QThread& thread) { tirkeu::core::endCryptoWith(thread); }), 0);
}

QTEST_GUILESS_MAIN(TestCryptoThread)
#include "tst_cryptothread.moc"
