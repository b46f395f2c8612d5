#include "stafftokens.h"
#include "support/evidence/samples.h"
#include "support/goal.h"

#include "shell/shellcontroller.h"

#include <evidence/documentsigner.h>

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

using namespace tirkeu;
using namespace tirkeu::workstation;

// What is under way at a token and is not wanted any more: cancelled, too late, or the token is gone.
class TestTokenGivenUp : public QObject, protected test::StaffTokens
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { openTokens(); }
    void removalInASlowSignatureIsCleanAndLocks();
    void cancelReachesThePinPad();
    void aCancelBetweenTwoLooksLeavesNothing();
    void aSignatureAtThePinPadEndsWithItsTime();
    void aDeafPinPadStaysBusyAndSaysSo();
    void whatIsCancelledInTheLastSignatureIsNotKept();
    void whatIsBeingKeptIsNotCancelled();
    void aLockOrASignOutGivesUpWhatIsUnderWay();
    void whatTheKeysOpenedForACancelledSignInIsForgotten();
    void cleanup() { resetTokens(); }
    void cleanupTestCase() { closeTokens(); }

private:
    [[nodiscard]] KeyAct batch(int size, std::atomic<int>* kept) const
    {
        return [this, size, kept](const evidence::SigningKey& key) -> Result<> {
            const evidence::DocumentSigner documents(m_clock, m_pki->nationalTrust());
            const auto all = documents.signAll(QList<QByteArray>(size, test::tinyDocument()), {key},
                [kept](const QList<QByteArray>& made) -> Result<> {
                    *kept += static_cast<int>(made.size());
                    return {};
                });
            return all ? Result<>() : failure(all);
        };
    }
};

void TestTokenGivenUp::removalInASlowSignatureIsCleanAndLocks()
{
    const auto reader = staff();
    test::EmptyBook book;
    test::KindsOnly audit;
    SignInController signIn(*reader, book, audit, m_clock, QStringLiteral("127.0.0.1"));
    ShellController shell(signIn, audit, std::chrono::minutes(5));
    shell.start(true);
    signIn.submit(pin(test::SoftToken::pin()));
    QTRY_VERIFY_WITH_TIMEOUT(shell.state() == ShellState::Open, 10'000);
    QVERIFY(test::script("slow C_Sign 400"));
    QByteArray made;
    std::atomic<bool> begun = false;
    auto cut = reader->sign(pin(test::SoftToken::pin()), LastTry::NotAgreed,
        [&begun, act = signContent(&made)](const evidence::SigningKey& key) {
            begun = true;
            return act(key);
        });
    QTRY_VERIFY(begun);
    QElapsedTimer since;
    since.start();
    QVERIFY(test::script("remove")); // in the middle of the call
    QTRY_VERIFY(cut.isFinished());
    QCOMPARE(cut.result().error().code.toString(), QStringLiteral("token.removed"));
    QVERIFY(made.isEmpty());
    QTRY_VERIFY(shell.state() == ShellState::Locked);
    QVERIFY2(since.elapsed() < test::goal(1000), qPrintable(QString::number(since.elapsed())));
    // Back in the reader it works again, after its PIN.
    QVERIFY(test::script("insert") && test::script("slow C_Sign 0"));
    QTRY_VERIFY(reader->tokenState().isPresent);
    signIn.submit(pin(test::SoftToken::pin()));
    QTRY_VERIFY_WITH_TIMEOUT(shell.state() == ShellState::Open, 10'000);
}

void TestTokenGivenUp::cancelReachesThePinPad()
{
    QVERIFY(test::script("pinpad 271828 30000"));
    const auto reader = staff();
    QVERIFY(reader->tokenState().hasPinPad);
    auto waiting = reader->signIn({}, LastTry::NotAgreed);
    QVERIFY(!QTest::qWaitFor([&] { return waiting.isFinished(); }, 600));
    QElapsedTimer since;
    since.start();
    reader->cancel();
    QTRY_VERIFY(waiting.isFinished());
    QCOMPARE(waiting.result().error().code.toString(), QStringLiteral("token.cancelled"));
    // The reader itself has stopped waiting: the next person is not told that it is busy.
    QVERIFY(test::script("pinpad 271828 1"));
    QVERIFY(signedIn(*reader, {}));
    QVERIFY(since.elapsed() < 10'000);
}

// Wherever the cancel comes, between two looks, in one, behind a login: what was not begun never begins, nobody stays
// logged in, and the next signature is made.
void TestTokenGivenUp::aCancelBetweenTwoLooksLeavesNothing()
{
    const auto reader = staff();
    QVERIFY(signedIn(*reader));
    for (int after = 0; after <= 900; after += 90) {
        QVERIFY(test::script("slow C_GetTokenInfo 120"));
        std::atomic<int> begun = 0;
        std::atomic<int> kept = 0;
        auto cut = reader->sign(pin(test::SoftToken::pin()), LastTry::NotAgreed,
            [&, act = batch(2, &kept)](const evidence::SigningKey& key) {
                ++begun;
                return act(key);
            });
        QVERIFY(!QTest::qWaitFor([] { return false; }, after));
        const int before = begun;
        reader->cancel();
        QTRY_VERIFY(cut.isFinished());
        QVERIFY(test::script("slow C_GetTokenInfo 0"));
        QTRY_VERIFY(test::script("idle"));
        if (cut.result())
            continue; // the signature was quicker
        QCOMPARE(cut.result().error().code.toString(), QStringLiteral("token.cancelled"));
        QCOMPARE(kept.load(), 0);
        QByteArray next;
        auto again = reader->sign(pin(test::SoftToken::pin()), LastTry::NotAgreed, signContent(&next));
        QTRY_VERIFY_WITH_TIMEOUT(again.isFinished(), 10'000);
        QVERIFY2(again.result(), qPrintable(again.result() ? QString() : again.result().error().code.toString()));
        QVERIFY(!next.isEmpty());
        QCOMPARE(begun.load(), before);
        QTRY_VERIFY(test::script("idle"));
    }
}

void TestTokenGivenUp::aSignatureAtThePinPadEndsWithItsTime()
{
    const auto reader = staff(aTeller, {}, std::chrono::milliseconds(700));
    QVERIFY(signedIn(*reader));
    QVERIFY(test::script("pinpad 271828 60000"));
    QTRY_VERIFY(reader->tokenState().hasPinPad);
    QByteArray made;
    auto late = reader->sign({}, LastTry::NotAgreed, signContent(&made));
    QTRY_VERIFY(late.isFinished());
    QCOMPARE(late.result().error().code.toString(), QStringLiteral("token.pin-not-typed"));
    QVERIFY(made.isEmpty());
    // A sign-in ends likewise, and says the same.
    QCOMPARE(signedIn(*reader, {}).error().code.toString(), QStringLiteral("token.pin-not-typed"));
    // The reader no longer waits; a ceremony that is slower than the typing is not cut.
    QVERIFY(test::script("pinpad 271828 50") && test::script("slow C_Sign 900"));
    auto slow = reader->sign({}, LastTry::NotAgreed, signContent(&made));
    QTRY_VERIFY_WITH_TIMEOUT(slow.isFinished(), 10'000);
    QVERIFY2(slow.result(), qPrintable(slow.result() ? QString() : slow.result().error().code.toString()));
    QVERIFY(test::script("idle"));
}

void TestTokenGivenUp::aDeafPinPadStaysBusyAndSaysSo()
{
    QVERIFY(test::script("pinpad 271828 4000") && test::script("deaf-pad"));
    const auto reader = staff();
    auto waiting = reader->signIn({}, LastTry::NotAgreed);
    QVERIFY(!QTest::qWaitFor([&] { return waiting.isFinished(); }, 600));
    reader->cancel();
    QTRY_VERIFY(waiting.isFinished());
    QCOMPARE(waiting.result().error().code.toString(), QStringLiteral("token.cancelled"));
    QCOMPARE(signedIn(*reader, {}).error().code.toString(), QStringLiteral("token.busy"));
    QVERIFY(test::script("pinpad 271828 1"));
    QTRY_VERIFY_WITH_TIMEOUT(signedIn(*reader, {}).has_value(), 15'000); // once it has stopped by itself
}

// The only signature of a batch is under way when it is cancelled, or its time is up: what comes of it is kept nowhere.
void TestTokenGivenUp::whatIsCancelledInTheLastSignatureIsNotKept()
{
    const auto reader = staff();
    QVERIFY(signedIn(*reader));
    QVERIFY(test::script("slow C_Sign 400"));
    for (const int documents : {1, 2}) {
        std::atomic<bool> begun = false;
        std::atomic<int> kept = 0;
        auto cut = reader->sign(pin(test::SoftToken::pin()), LastTry::NotAgreed,
            [&, act = batch(documents, &kept)](const evidence::SigningKey& key) {
                begun = true;
                return act(key);
            });
        QTRY_VERIFY(begun);
        const int lastOne = 400 * (documents - 1) + 200;
        QVERIFY(!QTest::qWaitFor([&] { return cut.isFinished(); }, lastOne));
        reader->cancel();
        QTRY_VERIFY(cut.isFinished());
        QCOMPARE(cut.result().error().code.toString(), QStringLiteral("token.cancelled"));
        QTRY_VERIFY(test::script("idle"));
        QCOMPARE(kept.load(), 0);
    }
}

// Once it is being kept it is nobody's to cancel: who reads that it was signed is told the truth.
void TestTokenGivenUp::whatIsBeingKeptIsNotCancelled()
{
    const auto reader = staff();
    QVERIFY(signedIn(*reader));
    std::atomic<bool> isKeeping = false;
    std::atomic<bool> mayEnd = false;
    const evidence::DocumentSigner documents(m_clock, m_pki->nationalTrust());
    auto done =
        reader->sign(pin(test::SoftToken::pin()), LastTry::NotAgreed, [&](const evidence::SigningKey& key) -> Result<> {
            const auto all =
                documents.signAll({test::tinyDocument()}, {key}, [&](const QList<QByteArray>&) -> Result<> {
                    isKeeping = true;
                    mayEnd.wait(false);
                    return {};
                });
            return all ? Result<>() : failure(all);
        });
    QTRY_VERIFY(isKeeping);
    reader->cancel();
    QVERIFY(!QTest::qWaitFor([&] { return done.isFinished(); }, 200));
    mayEnd = true;
    mayEnd.notify_all();
    QTRY_VERIFY(done.isFinished());
    QVERIFY(done.result());
}

// The reader does not wait for a PIN behind a locked screen, and nothing is signed there.
void TestTokenGivenUp::aLockOrASignOutGivesUpWhatIsUnderWay()
{
    const auto reader = staff();
    test::EmptyBook book;
    test::KindsOnly audit;
    SignInController signIn(*reader, book, audit, m_clock, QStringLiteral("127.0.0.1"));
    ShellController shell(signIn, audit, std::chrono::minutes(5));
    shell.start(true);
    QVERIFY(test::script("pinpad 271828 1"));
    QTRY_VERIFY(reader->tokenState().hasPinPad);
    for (const bool isLock : {true, false}) {
        signIn.submit({});
        QTRY_VERIFY_WITH_TIMEOUT(shell.state() == ShellState::Open, 10'000);
        QVERIFY(test::script("pinpad 271828 30000"));
        std::atomic<int> kept = 0;
        auto waiting = reader->sign({}, LastTry::NotAgreed, batch(1, &kept));
        QVERIFY(!QTest::qWaitFor([&] { return waiting.isFinished(); }, 900));
        isLock ? shell.lock("idle") : shell.signOut();
        QTRY_VERIFY_WITH_TIMEOUT(waiting.isFinished(), 2'000);
        QCOMPARE(waiting.result().error().code.toString(), QStringLiteral("token.cancelled"));
        QTRY_VERIFY(test::script("idle"));
        QVERIFY(test::script("pinpad 271828 1"));
        QCOMPARE(kept.load(), 0);
    }
}

// The cancel is answered at once; what a slow token opens behind it does not stay.
void TestTokenGivenUp::whatTheKeysOpenedForACancelledSignInIsForgotten()
{
    std::atomic<bool> isOpening = false;
    std::atomic<bool> mayEnd = false;
    std::atomic<bool> isHeld = false;
    TokenStaff reader(
        m_module, {.trust = m_pki->nationalTrust(), .organisationBin = {}}, aTeller, m_clock,
        [&](core::KeyUnwrapper&) {
            isOpening = true;
            mayEnd.wait(false);
            isHeld = true;
            return true;
        },
        TokenHelpers{.status = m_status.get(), .forgetKeys = [&] {
                         isHeld = false;
                     }});
    auto cut = reader.signIn(pin(test::SoftToken::pin()), LastTry::NotAgreed);
    QTRY_VERIFY_WITH_TIMEOUT(isOpening, 10'000);
    reader.cancel();
    QTRY_VERIFY(cut.isFinished());
    QCOMPARE(cut.result().error().code.toString(), QStringLiteral("token.cancelled"));
    mayEnd = true;
    mayEnd.notify_all();
    QTRY_VERIFY(test::script("idle"));
    QVERIFY(!isHeld);
    QVERIFY(signedIn(reader));
    QVERIFY(isHeld); // a good one keeps it
}

QTEST_GUILESS_MAIN(TestTokenGivenUp)
#include "tst_tokengivenup.moc"
