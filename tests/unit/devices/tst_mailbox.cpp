#include "mailbox.h"

#include <QTest>

#include <thread>

using namespace tirkeu::devices;

// What a device's thread leaves for a window that may stand still.
class TestMailbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theNewestFewAreKept();
    void theReaderIsToldOnceUntilItTakes();
    void everyPieceIsReadOrCounted();
};

void TestMailbox::theNewestFewAreKept()
{
    Mailbox<int> box(3);
    int pushedOut = 0;
    for (int i = 1; i <= 10; ++i)
        pushedOut += box.put(i).pushedOut ? 1 : 0;
    QCOMPARE(pushedOut, 7);
    QCOMPARE(box.take(), (std::deque<int>{8, 9, 10}));
    QVERIFY(box.take().empty());
}

void TestMailbox::theReaderIsToldOnceUntilItTakes()
{
    Mailbox<int> box(3);
    QVERIFY(box.put(1).isNews);
    QVERIFY(!box.put(2).isNews);
    for (int i = 3; i < 9; ++i)
        QVERIFY(!box.put(i).isNews); // what was pushed out is no news either
    QCOMPARE(box.take().size(), std::size_t(3));
    QVERIFY(box.put(9).isNews);
}

void TestMailbox::everyPieceIsReadOrCounted()
{
    constexpr int kAll = 20'000;
    Mailbox<int> box(8);
    int pushedOut = 0;
    int news = 0;
    std::thread writer([&] {
        for (int i = 1; i <= kAll; ++i) {
            const auto put = box.put(i);
            pushedOut += put.pushedOut ? 1 : 0;
            news += put.isNews ? 1 : 0;
        }
    });
    int read = 0;
    int takes = 0;
    int last = 0;
    const auto take = [&] {
        const std::deque<int> some = box.take();
        takes += some.empty() ? 0 : 1;
        for (const int one : some) {
            QVERIFY(one > last);
            last = one;
            ++read;
        }
    };
    while (last < kAll)
        take();
    writer.join();
    QCOMPARE(read + pushedOut, kAll);
    QCOMPARE(news, takes); // told for each time that there was something
}

QTEST_GUILESS_MAIN(TestMailbox)
#include "tst_mailbox.moc"
