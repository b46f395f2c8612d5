#include "support/fakeclock.h"

#include <national/services.h>
#include <simulation_national/simulated.h>
#include <simulation_national/worlds.h>

#include <core/encoding.h>
#include <core/hashing.h>

#include <QSemaphore>
#include <QTest>

#include <thread>

using namespace tirkeu;
using namespace tirkeu::national;
using namespace tirkeu::simulation_national;

// NEWS-phone, MFO-35(3): what is asked outside the bank, and what is said where a service is slow, unwilling or away.
class TestServices : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNumberIsTheirsOrNot();
    void anAnswerTakesItsTime();
    void nobodyWaitsLongerThanTheyWanted();
    void whoWaitsIsLetGo();
    void whatRefusesIsAskedAgain();
    void whatIsAwayIsLeftAlone();
    void afterTheRestOneGoesFirst();
    void aLostAnswerIsNoSecondAct_BIO41();
    void aNumberIsOfOneQuestion();
    void whatIsBeingAskedIsNotAskedTwice();
    void onlySoManyAnswersAreKept();
    void noAnswerIsKeptForLong();
    void aCodeIsGoodOnce_MFO35();
    void threeWrongCodesEndIt();
    void aLateCodeIsNone();
    void aPictureIsCompared_BIO11();
    void whatWasFoundIsSuspected_BIO37();
    void whatNobodyOffersIsRefused();

private:
    [[nodiscard]] Call call() const { return {core::Uuid::make(m_clock), QStringLiteral("ws-1")}; }
    [[nodiscard]] static wire::PhoneAsked phone(const char* number = "+77011234561")
    {
        return {QStringLiteral("951231600025"), QString::fromLatin1(number)};
    }
    [[nodiscard]] wire::ConsentWord word(bool isGiven) const
    {
        return {QStringLiteral("951231600025"), QStringLiteral("idec"), isGiven, QStringLiteral("paper"),
            isGiven ? core::sha256("words") : QByteArray(), core::Uuid::make(m_clock), m_clock.wall()};
    }
    using Phones = Simulated<wire::PhoneAsked, PhoneWorld>;
    test::FakeClock m_clock;
};

namespace {
template<typename T>
QString codeOf(const Result<T>& result)
{
    return result ? QString() : result.error().code.toString();
}
} // namespace

void TestServices::aNumberIsTheirsOrNot()
{
    Skies skies;
    PhoneWorld world(m_clock);
    Phones phones(skies, world);
    const auto theirs = phones.ask(call(), phone());
    QVERIFY(theirs);
    QVERIFY(*theirs == (wire::PhoneSaid{true, QStringLiteral("simulated-phone-register"), m_clock.wall()}));
    QVERIFY(!phones.ask(call(), phone("+77011234569"))->isTheirs);
}

void TestServices::anAnswerTakesItsTime()
{
    Skies skies({.latency = std::chrono::milliseconds(60)});
    PhoneWorld world(m_clock);
    Phones phones(skies, world);
    const auto from = std::chrono::steady_clock::now();
    QVERIFY(phones.ask(call(), phone()));
    QVERIFY(std::chrono::steady_clock::now() - from >= std::chrono::milliseconds(60));
}

void TestServices::nobodyWaitsLongerThanTheyWanted()
{
    Skies skies({.latency = std::chrono::hours(1)});
    PhoneWorld world(m_clock);
    Phones phones(skies, world);
    Call hurried = call();
    hurried.patience = std::chrono::milliseconds(50);
    const auto word = phones.ask(hurried, phone());
    QCOMPARE(codeOf(word), QStringLiteral("national.service-away"));
    QVERIFY(word.error().kind == ErrorKind::Retry);
}

void TestServices::whoWaitsIsLetGo()
{
    QSemaphore done;
    Skies skies({.latency = std::chrono::hours(1)});
    PhoneWorld world(m_clock);
    Phones phones(skies, world);
    QString code;
    Call patient = call();
    patient.patience = std::chrono::hours(2);
    std::thread waiting([&] {
        code = codeOf(phones.ask(patient, phone()));
        done.release();
    });
    skies.cancel();
    const bool isLetGo = done.tryAcquire(1, 10'000);
    waiting.join();
    QVERIFY(isLetGo);
    QCOMPARE(code, QStringLiteral("national.service-away"));
}

void TestServices::whatRefusesIsAskedAgain()
{
    Skies skies({.refuses = true});
    PhoneWorld world(m_clock);
    Phones phones(skies, world);
    Guarded<wire::PhoneAsked> guarded(phones, m_clock, {});
    for (int i = 0; i < 5; ++i)
        QCOMPARE(codeOf(guarded.ask(call(), phone())), QStringLiteral("national.service-refuses"));
    QCOMPARE(skies.asked(), 5);
}

void TestServices::whatIsAwayIsLeftAlone()
{
    Skies skies({.isAway = true});
    PhoneWorld world(m_clock);
    Phones phones(skies, world);
    Guarded<wire::PhoneAsked> guarded(phones, m_clock, {.failures = 3, .length = std::chrono::seconds(30)});
    for (int i = 0; i < 3; ++i)
        QCOMPARE(codeOf(guarded.ask(call(), phone())), QStringLiteral("national.service-away"));
    for (int i = 0; i < 10; ++i)
        QCOMPARE(codeOf(guarded.ask(call(), phone())), QStringLiteral("national.service-left-alone"));
    QCOMPARE(skies.asked(), 3);
    m_clock.advance(std::chrono::seconds(31));
    skies.set({});
    QVERIFY(guarded.ask(call(), phone()));
    QVERIFY(guarded.ask(call(), phone()));
    QCOMPARE(skies.asked(), 5);
}

void TestServices::afterTheRestOneGoesFirst()
{
    // A service that asks the guarded one again while it is being asked: what comes meanwhile is told at once.
    struct Nested final : Service<wire::PhoneAsked>
    {
        Guarded<wire::PhoneAsked>* guarded = nullptr;
        Call other;
        QStringList meanwhile;
        Result<wire::PhoneSaid> ask(const Call&, const wire::PhoneAsked& asked) override
        {
            if (guarded != nullptr)
                meanwhile.append(codeOf(std::exchange(guarded, nullptr)->ask(other, asked)));
            return failure(ErrorCode("national.service-away"), ErrorKind::Retry);
        }
    } nested;
    Guarded<wire::PhoneAsked> guarded(nested, m_clock, {.failures = 1, .length = std::chrono::seconds(30)});
    QVERIFY(!guarded.ask(call(), phone()));
    m_clock.advance(std::chrono::seconds(31));
    nested.other = call();
    nested.guarded = &guarded;
    QCOMPARE(codeOf(guarded.ask(call(), phone())), QStringLiteral("national.service-away"));
    QCOMPARE(nested.meanwhile, QStringList{QStringLiteral("national.service-left-alone")});
    QCOMPARE(codeOf(guarded.ask(call(), phone())), QStringLiteral("national.service-left-alone")); // another rest
}

// The register acted and its answer was lost: asked again under the same number it says the same, and keeps one entry.
void TestServices::aLostAnswerIsNoSecondAct_BIO41()
{
    Skies skies({.losesAnswers = true});
    ConsentWorld world(m_clock);
    Simulated<wire::ConsentWord, ConsentWorld> consents(skies, world);
    Guarded<wire::ConsentWord> guarded(consents, m_clock, {});
    const Call first = call();
    const wire::ConsentWord withdrawn = word(false);
    QCOMPARE(codeOf(guarded.ask(first, withdrawn)), QStringLiteral("national.service-away"));
    QCOMPARE(world.entries().size(), 1);
    skies.set({});
    const auto again = guarded.ask(first, withdrawn);
    QVERIFY(again);
    QCOMPARE(again->entry, QStringLiteral("1"));
    QCOMPARE(world.entries().size(), 1);
    QVERIFY(world.entries().constFirst() == withdrawn);
    // The same number of another workstation is another act.
    Call other = first;
    other.workstation = QStringLiteral("ws-2");
    QCOMPARE(guarded.ask(other, withdrawn)->entry, QStringLiteral("2"));
}

void TestServices::aNumberIsOfOneQuestion()
{
    Skies skies;
    ConsentWorld world(m_clock);
    Simulated<wire::ConsentWord, ConsentWorld> consents(skies, world);
    Guarded<wire::ConsentWord> guarded(consents, m_clock, {});
    const Call one = call();
    QVERIFY(guarded.ask(one, word(true)));
    const auto other = guarded.ask(one, word(false));
    QCOMPARE(codeOf(other), QStringLiteral("national.call-other-content"));
    QVERIFY(other.error().kind == ErrorKind::SecurityStop);
    QCOMPARE(world.entries().size(), 1);
}

void TestServices::whatIsBeingAskedIsNotAskedTwice()
{
    CallBook book(m_clock);
    const Call one = call();
    const auto first = book.begin(one, "question");
    QVERIFY(first);
    QVERIFY(!*first); // to be asked now
    const auto second = book.begin(one, "question");
    QCOMPARE(codeOf(second), QStringLiteral("national.call-under-way"));
    book.settle(one, {}); // no answer came
    const auto third = book.begin(one, "question");
    QVERIFY(third);
    QVERIFY(!*third);
    book.settle(one, wire::ServiceSaid(wire::ConsentNoted{.entry = QStringLiteral("7")}));
    QCOMPARE(std::get<wire::ConsentNoted>(**book.begin(one, "question")).entry, QStringLiteral("7"));
}

void TestServices::onlySoManyAnswersAreKept()
{
    CallBook book(m_clock, {.answers = 2});
    QList<Call> calls;
    for (int i = 0; i < 3; ++i) {
        calls.append(call());
        QVERIFY(book.begin(calls.last(), "question"));
        book.settle(calls.last(), wire::ServiceSaid(wire::PhoneSaid()));
    }
    QVERIFY(book.begin(calls.at(1), "question")->has_value());
    QVERIFY(book.begin(calls.at(2), "question")->has_value());
    QVERIFY(!book.begin(calls.at(0), "question")->has_value()); // the oldest went
}

// What a service says of a client is in memory in clear: no longer and no more of it than a lost answer needs.
void TestServices::noAnswerIsKeptForLong()
{
    CallBook book(m_clock, {.documents = 1000, .age = std::chrono::hours(24)});
    const auto answered = [&](qsizetype bytes) {
        const Call one = call();
        [&] {
            QVERIFY(book.begin(one, "question"));
        }();
        book.settle(one, wire::ServiceSaid(wire::FaceSaid{.document = QByteArray(bytes, 'd')}));
        return one;
    };
    const Call first = answered(600);
    const Call second = answered(400);
    QVERIFY(book.begin(first, "question")->has_value());
    const Call third = answered(1);
    QVERIFY(book.begin(second, "question")->has_value());
    QVERIFY(book.begin(third, "question")->has_value());
    QVERIFY(!book.begin(first, "question")->has_value()); // the oldest made room
    m_clock.advance(std::chrono::hours(24));
    QVERIFY(!book.begin(second, "question")->has_value());
}

void TestServices::aCodeIsGoodOnce_MFO35()
{
    QString delivered;
    CodeWorld world(m_clock, [&](const QString& phone, const QString& code) {
        QCOMPARE(phone, QStringLiteral("+77011234561"));
        delivered = code;
    });
    const wire::CodeWanted wanted{
        QStringLiteral("951231600025"), phone().phone, QStringLiteral("kk"), core::sha256("statement")};
    const wire::CodeSent sent = world.answer(wanted);
    QCOMPARE(delivered.size(), sent.digits);
    QVERIFY(!world.answer(wire::CodeTyped{QStringLiteral("another"), delivered}).isRight);
    QVERIFY(world.answer(wire::CodeTyped{sent.challenge, delivered}).isRight);
    const wire::CodeJudged twice = world.answer(wire::CodeTyped{sent.challenge, delivered});
    QVERIFY(!twice.isRight);
    QCOMPARE(twice.triesLeft, 0);
}

void TestServices::threeWrongCodesEndIt()
{
    QString delivered;
    CodeWorld world(m_clock, [&](const QString&, const QString& code) { delivered = code; });
    const wire::CodeSent sent = world.answer(wire::CodeWanted{{}, phone().phone, {}, {}});
    for (int left = 2; left >= 0; --left)
        QCOMPARE(world.answer(wire::CodeTyped{sent.challenge, QStringLiteral("no code")}).triesLeft, left);
    QVERIFY(!world.answer(wire::CodeTyped{sent.challenge, delivered}).isRight);
}

void TestServices::aLateCodeIsNone()
{
    QString delivered;
    CodeWorld world(m_clock, [&](const QString&, const QString& code) { delivered = code; });
    const wire::CodeSent sent = world.answer(wire::CodeWanted{{}, phone().phone, {}, {}});
    m_clock.advance(std::chrono::minutes(6));
    QVERIFY(!world.answer(wire::CodeTyped{sent.challenge, delivered}).isRight);
}

void TestServices::aPictureIsCompared_BIO11()
{
    using Verdict = wire::FaceSaid::Verdict;
    FaceWorld world(m_clock);
    const core::Uuid id = core::Uuid::make(m_clock);
    const QByteArray picture("\xff\xd8\xff a picture");
    const wire::FaceSaid theirs = world.answer(wire::FaceAsked{QStringLiteral("951231600025"), id, picture});
    QVERIFY(theirs.verdict == Verdict::Match);
    QVERIFY(theirs.likeness > 9'500);
    QVERIFY(theirs.document.contains(core::toHex(core::sha256(picture)))); // of this very picture
    const wire::FaceSaid another = world.answer(wire::FaceAsked{QStringLiteral("951231600029"), id, picture});
    QVERIFY(another.verdict == Verdict::NoMatch);
    QVERIFY(another.likeness < 9'500);
    QVERIFY(
        world.answer(wire::FaceAsked{QStringLiteral("951231600025"), id, "no picture"}).verdict == Verdict::Undecided);
}

void TestServices::whatWasFoundIsSuspected_BIO37()
{
    SuspicionWorld world(m_clock);
    wire::SuspicionAsked asked{.iin = QStringLiteral("951231600025"), .caseId = core::Uuid::make(m_clock)};
    QVERIFY(!world.answer(asked).isSuspected);
    wire::SuspicionAsked found = asked;
    found.about = wire::SuspicionAsked::About::Finding;
    found.finding = QStringLiteral("a mask");
    QVERIFY(world.answer(found).isSuspected);
    QVERIFY(world.answer(asked).isSuspected);
    asked.iin = QStringLiteral("850712300011");
    QVERIFY(!world.answer(asked).isSuspected);
}

void TestServices::whatNobodyOffersIsRefused()
{
    Skies skies;
    PhoneWorld world(m_clock);
    Phones phones(skies, world);
    Services services(m_clock);
    services.add(phones);
    QCOMPARE(services.count(), 1);
    const auto said = services.ask(call(), phone());
    QVERIFY(said);
    QVERIFY(std::get<wire::PhoneSaid>(*said).isTheirs);
    const auto none = services.ask(call(), word(true));
    QCOMPARE(codeOf(none), QStringLiteral("national.service-none"));
    QVERIFY(none.error().kind == ErrorKind::OperatorCanFix);
}

QTEST_GUILESS_MAIN(TestServices)
#include "tst_services.moc"
