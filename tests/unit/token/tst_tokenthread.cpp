#include "support/goal.h"
#include "support/softtoken.h"

#include <token/tokenkey.h>
#include <token/tokenthread.h>

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace tirkeu;
using namespace std::chrono_literals;
using test::script;

class TestTokenThread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { QVERIFY(script("reset")); }
    void removalIsNoticedWithinASecond();
    void signsInItsOwnThread();
    void oneActionAtATime();
    void deadlineCompletesOnce();
    void cancelOfAPinPad();
    void whatWasGivenUpBeforeItsTurnNeverBegins();
    void aDeadlineFreesThePinPad();
    void aCancelReachesAPinPadThatBeginsToWaitAfterIt();
    void endsWhileBusy();
    void aReaderThatHangsIsLeft_data();
    void aReaderThatHangsIsLeft();

private:
    test::SoftToken m_token;
    std::shared_ptr<token::CryptokiModule> m_module;
    token::TokenInfo m_info;
};

void TestTokenThread::initTestCase()
{
    QVERIFY(m_token.isGood());
    m_module = token::CryptokiModule::load(test::SoftToken::scripted()).value();
    m_info = m_module->tokens().value().first();
}

void TestTokenThread::removalIsNoticedWithinASecond()
{
    token::TokenThread thread(m_module);
    QSignalSpy removed(&thread, &token::TokenThread::ownerRemoved);
    QSignalSpy returned(&thread, &token::TokenThread::ownerReturned);
    thread.setOwner({m_info});
    for (int i = 0; i < 2; ++i) {
        QElapsedTimer clock;
        clock.start();
        QVERIFY(script("remove"));
        QVERIFY(removed.wait(test::goal(1000)));
        QVERIFY2(clock.elapsed() <= test::goal(1000), qPrintable(QString::number(clock.elapsed())));
        QVERIFY(script("insert"));
        QVERIFY(returned.wait(test::goal(1000)));
    }
    QCOMPARE(removed.count(), 2);
}

void TestTokenThread::signsInItsOwnThread()
{
    token::TokenThread thread(m_module);
    auto future = thread.perform<QString>(
        2s, [](token::CryptokiModule&) -> Result<QString> { return QThread::currentThread()->objectName(); });
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().value(), QStringLiteral("token"));
}

void TestTokenThread::oneActionAtATime()
{
    QVERIFY(script("slow C_GetTokenInfo 200"));
    token::TokenThread thread(m_module);
    const auto ask = [&thread, this] {
        return thread.perform<QString>(5s, [slot = m_info.slot](token::CryptokiModule& module) {
            return module.token(slot).map([](const token::TokenInfo& info) { return info.label; });
        });
    };
    auto first = ask();
    auto second = ask();
    QVERIFY(second.isFinished());
    QCOMPARE(second.result().error().code.toString(), QStringLiteral("token.busy"));
    QTRY_VERIFY(first.isFinished());
    QCOMPARE(first.result().value(), QStringLiteral("TIRKEU"));
    QVERIFY(!thread.isBusy());
}

void TestTokenThread::deadlineCompletesOnce()
{
    QVERIFY(script("slow C_Login 300"));
    token::TokenThread thread(m_module);
    using Session = std::shared_ptr<token::TokenSession>;
    auto future = thread.perform<Session>(50ms, [this](token::CryptokiModule&) {
        QByteArray pin = test::SoftToken::pin();
        return token::TokenSession::login(
            m_module, m_info.slot, core::SecureBytes::takeFrom(pin), token::FinalTry::Refuse);
    });
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().error().code.toString(), QStringLiteral("token.timeout"));
    QVERIFY(thread.isBusy());
    QTRY_VERIFY(!thread.isBusy());
    QCOMPARE(future.resultCount(), 1);
}

void TestTokenThread::cancelOfAPinPad()
{
    QVERIFY(script("pinpad 271828 300"));
    token::TokenThread thread(m_module);
    using Session = std::shared_ptr<token::TokenSession>;
    auto future = thread.perform<Session>(30s, [this](token::CryptokiModule&) {
        return token::TokenSession::login(m_module, m_info.slot, {}, token::FinalTry::Refuse);
    });
    thread.cancel();
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().error().code.toString(), QStringLiteral("token.cancelled"));
    QTRY_VERIFY(!thread.isBusy()); // the PIN typed too late logs nobody in
}

void TestTokenThread::whatWasGivenUpBeforeItsTurnNeverBegins()
{
    QVERIFY(script("slow C_GetTokenInfo 300"));
    token::TokenThread thread(m_module);
    std::atomic<bool> begun = false;
    thread.endSwap(); // it looks into the reader: what follows has to wait
    auto given = thread.perform<QString>(30s, [&begun](token::CryptokiModule&) -> Result<QString> {
        begun = true;
        return QString();
    });
    thread.cancel();
    QVERIFY(given.isFinished());
    QCOMPARE(given.result().error().code.toString(), QStringLiteral("token.cancelled"));
    QTRY_VERIFY(!thread.isBusy());
    QVERIFY(!begun);
    // The next action is not spoiled by it, and nobody tells it that it was given up.
    auto next = thread.perform<bool>(
        30s, [turn = thread.turn()](token::CryptokiModule&) -> Result<bool> { return turn.isGivenUp(); });
    QTRY_VERIFY(next.isFinished());
    QCOMPARE(next.result().value(), false);
}

void TestTokenThread::aDeadlineFreesThePinPad()
{
    QVERIFY(script("pinpad 271828 60000"));
    token::TokenThread thread(m_module);
    using Session = std::shared_ptr<token::TokenSession>;
    auto future = thread.perform<Session>(200ms, [this](token::CryptokiModule&) {
        return token::TokenSession::login(m_module, m_info.slot, {}, token::FinalTry::Refuse);
    });
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().error().code.toString(), QStringLiteral("token.timeout"));
    QTRY_VERIFY(!thread.isBusy()); // long before the reader's own timer
    QVERIFY(script("idle"));
}

void TestTokenThread::aCancelReachesAPinPadThatBeginsToWaitAfterIt()
{
    QVERIFY(script("pinpad 271828 60000"));
    token::TokenThread thread(m_module);
    std::atomic<bool> begun = false;
    std::atomic<bool> mayGoOn = false;
    using Session = std::shared_ptr<token::TokenSession>;
    auto future = thread.perform<Session>(30s, [&](token::CryptokiModule&) {
        begun = true;
        while (!mayGoOn)
            QThread::yieldCurrentThread();
        return token::TokenSession::login(m_module, m_info.slot, {}, token::FinalTry::Refuse);
    });
    QTRY_VERIFY(begun);
    thread.cancel();
    QVERIFY(future.isFinished());
    mayGoOn = true;
    QTRY_VERIFY(!thread.isBusy());
    QVERIFY(script("idle"));
}

void TestTokenThread::endsWhileBusy()
{
    QVERIFY(script("slow C_GetTokenInfo 100"));
    QFuture<Result<token::TokenInfo>> future;
    {
        token::TokenThread thread(m_module);
        future = thread.perform<token::TokenInfo>(
            5s, [slot = m_info.slot](token::CryptokiModule& module) { return module.token(slot); });
    }
    QVERIFY(future.isFinished());
}

void TestTokenThread::aReaderThatHangsIsLeft_data()
{
    QTest::addColumn<std::chrono::milliseconds>("look");
    QTest::newRow("in an action") << std::chrono::milliseconds(1h);
    QTest::newRow("in a look") << std::chrono::milliseconds(20);
}

// The end of the program does not wait for it; what comes of it later touches nothing of those who have gone.
void TestTokenThread::aReaderThatHangsIsLeft()
{
    QFETCH(std::chrono::milliseconds, look);
    const bool isInAction = look > 1s;
    const auto wasLeft = std::make_shared<std::atomic<bool>>(false);
    auto thread = std::make_unique<token::TokenThread>(m_module, look);
    QVERIFY(script("hang C_GetTokenInfo"));
    if (!isInAction)
        QTRY_VERIFY(script("hanging"));
    auto future = thread->perform<token::TokenInfo>(
        30s, [slot = m_info.slot, turn = thread->turn(), wasLeft](token::CryptokiModule& module) {
            auto info = module.token(slot);
            *wasLeft = turn.isGivenUp() && turn.isLeft();
            return info;
        });
    QTRY_VERIFY(script("hanging"));
    QElapsedTimer clock;
    clock.start();
    thread.reset();
    QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().error().code.toString(), QStringLiteral("token.cancelled"));
    QVERIFY(m_module.use_count() > 1); // the thread that was left has it
    QVERIFY(script("let-go"));
    QTRY_COMPARE(m_module.use_count(), 1L);
    QCOMPARE(wasLeft->load(), isInAction); // what had not begun never began
}

QTEST_GUILESS_MAIN(TestTokenThread)
#include "tst_tokenthread.moc"
