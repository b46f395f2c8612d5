#include "signin/signincontroller.h"
#include "support/fakeclock.h"

#include <core/encoding.h>
#include <core/hashing.h>

#include <QPromise>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;

namespace {

/// A token that counts how often it was asked.
class CountingStaff final : public StaffSource
{
public:
    [[nodiscard]] TokenState tokenState() const override { return {.isPresent = true}; }
    [[nodiscard]] QFuture<Result<StaffMember>> signIn(core::SecureBytes, LastTry lastTry) override
    {
        ++asked;
        agreed = lastTry;
        if (!takesTime)
            return QtFuture::makeReadyFuture(answer);
        inHand = {};
        inHand.start();
        return inHand.future();
    }
    void answerNow()
    {
        inHand.addResult(answer);
        inHand.finish();
    }
    bool takesTime = false;
    QPromise<Result<StaffMember>> inHand;
    Result<StaffMember> answer = failure(ErrorCode("signin.pin-wrong"), ErrorKind::OperatorCanFix);
    LastTry agreed = LastTry::NotAgreed;
    void signOut() override {}
    [[nodiscard]] TokenState documentsToken() const override
    {
        return {.isPresent = hasSecond, .label = QStringLiteral("EDS-7"), .isSecond = hasSecond};
    }
    [[nodiscard]] QFuture<Result<>> changePin(
        core::SecureBytes, core::SecureBytes fresh, LastTry lastTry, TokenUse of) override
    {
        ++changed;
        whose = of;
        agreed = lastTry;
        newLength = fresh.size();
        return QtFuture::makeReadyFuture(changeAnswer);
    }
    int asked = 0;
    int changed = 0;
    bool hasSecond = false;
    TokenUse whose = TokenUse::SigningIn;
    std::size_t newLength = 0;
    Result<> changeAnswer = {};
};

class EmptyBook final : public AcknowledgementBook
{
public:
    [[nodiscard]] bool hasAcknowledged(const QString&, int) const override { return false; }
    [[nodiscard]] Result<> acknowledge(const QString&, int, core::WallTime) override { return {}; }
};

class Nowhere final : public core::AuditSink
{
public:
    [[nodiscard]] Result<> record(std::string_view kind, const QJsonObject& fields) override
    {
        last = QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())) + u' ' +
               fields.value(u"setting").toString();
        all = fields;
        return {};
    }
    QString last;
    QJsonObject all;
};

core::SecureBytes digits(const QByteArray& text)
{
    QByteArray copy(text.constData(), text.size());
    return core::SecureBytes::takeFrom(copy);
}

core::SecureBytes pin(qsizetype length)
{
    QByteArray digits(length, '1');
    return core::SecureBytes::takeFrom(digits);
}

} // namespace

class TestSignInController : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPinOfTheWrongLengthSpendsNoTry();
    void criteriaThatEndedLetNobodyIn();
    void theYesToALastTryTravelsWithThePin();
    void aNewPinThatCannotBeRightSpendsNoTry();
    void thePinOfTheSecondTokenIsAnother();
    void keysFoundLaterAreJournalledAndCount();
};

void TestSignInController::aPinOfTheWrongLengthSpendsNoTry()
{
    CountingStaff staff;
    EmptyBook book;
    Nowhere audit;
    const test::FakeClock clock;
    SignInController controller(staff, book, audit, clock, QStringLiteral("127.0.0.1"));
    QStringList refusals;
    connect(&controller, &SignInController::refused, this,
        [&refusals](const core::Error& error) { refusals.append(error.code.toString()); });
    controller.setPinLengths(4, 8);
    controller.submit(pin(3));
    controller.submit(pin(9));
    QCOMPARE(staff.asked, 0);
    QCOMPARE(refusals, QStringList(2, QStringLiteral("signin.pin-length")));
    controller.submit(pin(4));
    QTRY_COMPARE(refusals.size(), 3);
    QCOMPARE(staff.asked, 1);
    QCOMPARE(refusals.last(), QStringLiteral("signin.pin-wrong"));
}

void TestSignInController::aNewPinThatCannotBeRightSpendsNoTry()
{
    CountingStaff staff;
    EmptyBook book;
    Nowhere audit;
    const test::FakeClock clock;
    SignInController controller(staff, book, audit, clock, QStringLiteral("127.0.0.1"));
    controller.setPinLengths(6, 8);
    const auto change = [&](const QByteArray& old, const QByteArray& fresh, const QByteArray& again) {
        const auto done = controller.changePin(digits(old), digits(fresh), digits(again), LastTry::Agreed);
        return done.isFinished() && !done.result() ? done.result().error().code.toString() : QString();
    };
    QCOMPARE(change({}, "271828", "271828"), QStringLiteral("signin.pin-empty"));
    QCOMPARE(change("314159", "2718", "2718"), QStringLiteral("signin.pin-length"));
    QCOMPARE(change("314159", "271828", "271829"), QStringLiteral("signin.new-pins-differ"));
    QCOMPARE(change("314159", "314159", "314159"), QStringLiteral("signin.new-pin-same"));
    QCOMPARE(staff.changed, 0);
    QVERIFY(audit.last.isEmpty());
    staff.changeAnswer = failure(ErrorCode("token.pin-wrong"), ErrorKind::OperatorCanFix);
    QCOMPARE(change("314159", "271828", "271828"), QStringLiteral("token.pin-wrong"));
    QTRY_VERIFY(!controller.isBusy());
    QVERIFY(audit.last.isEmpty());
    staff.changeAnswer = {};
    QVERIFY(change("314159", "271828", "271828").isEmpty());
    QTRY_COMPARE(audit.last, QStringLiteral("setting.changed token-pin")); // that it was, never what it is
    QCOMPARE(staff.changed, 2);
    QCOMPARE(staff.newLength, std::size_t(6));
    QVERIFY(staff.agreed == LastTry::Agreed);
}

void TestSignInController::thePinOfTheSecondTokenIsAnother()
{
    CountingStaff staff;
    EmptyBook book;
    Nowhere audit;
    const test::FakeClock clock;
    SignInController controller(staff, book, audit, clock, QStringLiteral("127.0.0.1"));
    const auto change = [&] {
        return controller.changePin(
            digits("314159"), digits("271828"), digits("271828"), LastTry::NotAgreed, TokenUse::Documents);
    };
    const auto absent = change();
    QVERIFY(absent.isFinished() && !absent.result());
    QCOMPARE(absent.result().error().code.toString(), QStringLiteral("signin.token-absent"));
    QCOMPARE(staff.changed, 0);
    staff.hasSecond = true;
    QVERIFY(change().result());
    QVERIFY(staff.whose == TokenUse::Documents);
    QTRY_COMPARE(audit.last, QStringLiteral("setting.changed eds-token-pin"));
}

void TestSignInController::keysFoundLaterAreJournalledAndCount()
{
    CountingStaff staff;
    EmptyBook book;
    Nowhere audit;
    const test::FakeClock clock;
    SignInController controller(staff, book, audit, clock, QStringLiteral("127.0.0.1"));
    StaffMember member{};
    member.id = QStringLiteral("teller");
    member.rulesRead = true;
    member.cannotSign = Error{ErrorCode("signin.no-eds-in-readers"), ErrorKind::OperatorCanFix, {}};
    staff.answer = member;
    QList<StaffMember> in;
    QList<StaffMember> later;
    connect(&controller, &SignInController::signedIn, this, [&in](const StaffMember& one) { in.append(one); });
    connect(
        &controller, &SignInController::memberChanged, this, [&later](const StaffMember& one) { later.append(one); });
    // Found while the sign-in was not yet over: it is not lost behind it.
    StaffMember found = member;
    found.signature = "a certificate";
    found.cannotSign.reset();
    staff.hasSecond = true;
    staff.takesTime = true;
    controller.submit(pin(6));
    Q_EMIT staff.memberChanged(found);
    QCOMPARE(audit.last, QStringLiteral("setting.changed eds-certificate"));
    QCOMPARE(audit.all.value(u"from").toString(), QStringLiteral("no-certificate"));
    QCOMPARE(audit.all.value(u"to").toString(), QStringLiteral("EDS-7"));
    QCOMPARE(audit.all.value(u"certificate").toString().size(), 64);
    QVERIFY(in.isEmpty());
    staff.answerNow();
    staff.takesTime = false;
    QTRY_COMPARE(in.size(), 1);
    QCOMPARE(in.constFirst().signature, found.signature);
    QCOMPARE(later.size(), 1);
    // One that will not do is told of, and nothing was found.
    audit.last.clear();
    Q_EMIT staff.memberChanged(member);
    QCOMPARE(later.size(), 2);
    QVERIFY(audit.last.isEmpty());
    // What another had found is not the next one's.
    controller.submit(pin(6));
    QTRY_COMPARE(in.size(), 2);
    QVERIFY(in.constLast().signature.isEmpty());
    // In the place of one that the criteria do not name: it is said which that was.
    member.signature = "a certificate that nobody names";
    staff.answer = member;
    controller.submit(pin(6));
    QTRY_COMPARE(in.size(), 3);
    Q_EMIT staff.memberChanged(found);
    QCOMPARE(audit.all.value(u"from").toString(), QString::fromLatin1(core::toHex(core::sha256(member.signature))));
}

void TestSignInController::criteriaThatEndedLetNobodyIn()
{
    CountingStaff staff;
    EmptyBook book;
    Nowhere audit;
    const test::FakeClock clock;
    staff.answer = StaffMember{
        QStringLiteral("a"), QStringLiteral("Айгүл С."), identity::StaffRole::Teller, clock.wall(), clock.wall(), true};
    SignInController controller(staff, book, audit, clock, QStringLiteral("127.0.0.1"));
    bool inForce = true;
    controller.setAdmission([&inForce] {
        return inForce ? Result<>() : failure(ErrorCode("start.criteria-ended"), ErrorKind::OperatorCanFix);
    });
    QStringList heard;
    connect(&controller, &SignInController::refused, this,
        [&heard](const core::Error& error) { heard.append(error.code.toString()); });
    connect(&controller, &SignInController::signedIn, this,
        [&heard](const StaffMember& member) { heard.append(member.id); });
    controller.submit(pin(4));
    QTRY_COMPARE(heard, QStringList{QStringLiteral("a")});
    inForce = false;
    controller.submit(pin(4));
    QTRY_COMPARE(heard, (QStringList{QStringLiteral("a"), QStringLiteral("start.criteria-ended")}));
}

void TestSignInController::theYesToALastTryTravelsWithThePin()
{
    CountingStaff staff;
    EmptyBook book;
    Nowhere audit;
    const test::FakeClock clock;
    SignInController controller(staff, book, audit, clock, QStringLiteral("127.0.0.1"));
    controller.submit(pin(4), LastTry::Agreed);
    QTRY_VERIFY(!controller.isBusy());
    QVERIFY(staff.agreed == LastTry::Agreed);
    controller.submit(pin(4));
    QTRY_VERIFY(!controller.isBusy());
    QVERIFY(staff.agreed == LastTry::NotAgreed);
}

QTEST_GUILESS_MAIN(TestSignInController)
#include "tst_signincontroller.moc"
