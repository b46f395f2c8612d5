#include "support/fakeclock.h"

#include <national/patientphones.h>
#include <simulation_national/simulatedphones.h>

#include <QSemaphore>
#include <QTest>

#include <thread>

using namespace tirkeu;
using namespace tirkeu::national;
using simulation_national::SimulatedPhones;
using simulation_national::Weather;

// NEWS-phone, MFO-35(3): whose telephone it is, and what is said where the register is slow, unwilling or away.
class TestPhoneRegister : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNumberIsTheirsOrNot();
    void anAnswerTakesItsTime();
    void whoWaitsIsLetGo();
    void whatRefusesIsAskedAgain();
    void whatIsAwayIsLeftAlone();
    void afterTheRestOneGoesFirst();

private:
    [[nodiscard]] Result<PhoneWord> ask(PhoneRegister& phones, const char* number = "+77011234561")
    {
        return phones.ownerOf(m_iin, identity::PhoneNumber::parse(QString::fromLatin1(number)).value());
    }
    test::FakeClock m_clock;
    identity::Iin m_iin = identity::Iin::parse(u"951231600025").value();
};

void TestPhoneRegister::aNumberIsTheirsOrNot()
{
    SimulatedPhones phones(m_clock);
    const auto theirs = ask(phones);
    QVERIFY(theirs);
    QVERIFY(*theirs == (PhoneWord{PhoneOwner::Confirmed, QStringLiteral("simulated-phone-register"), m_clock.wall()}));
    QVERIFY(ask(phones, "+77011234569")->owner == PhoneOwner::NotConfirmed);
    QCOMPARE(nameOf(PhoneOwner::Confirmed), QStringLiteral("confirmed"));
    QCOMPARE(nameOf(PhoneOwner::NotConfirmed), QStringLiteral("not-confirmed"));
}

void TestPhoneRegister::anAnswerTakesItsTime()
{
    SimulatedPhones phones(m_clock, {.latency = std::chrono::milliseconds(60)});
    const auto from = std::chrono::steady_clock::now();
    QVERIFY(ask(phones));
    QVERIFY(std::chrono::steady_clock::now() - from >= std::chrono::milliseconds(60));
}

void TestPhoneRegister::whoWaitsIsLetGo()
{
    QSemaphore done;
    auto phones = std::make_unique<SimulatedPhones>(m_clock, Weather{.latency = std::chrono::hours(1)});
    std::optional<Error> error;
    std::thread waiting([&] {
        const auto word = ask(*phones);
        if (!word)
            error = word.error();
        done.release();
    });
    phones->cancel();
    QVERIFY(done.tryAcquire(1, 10'000));
    waiting.join();
    QVERIFY(error.has_value());
    QCOMPARE(error->code.toString(), QStringLiteral("national.register-away"));
}

void TestPhoneRegister::whatRefusesIsAskedAgain()
{
    SimulatedPhones phones(m_clock, {.refuses = true});
    PatientPhones patient(phones, m_clock, {});
    for (int i = 0; i < 5; ++i)
        QCOMPARE(ask(patient).error().code.toString(), QStringLiteral("national.register-refuses"));
    QCOMPARE(phones.asked(), 5);
}

void TestPhoneRegister::whatIsAwayIsLeftAlone()
{
    SimulatedPhones phones(m_clock, {.isAway = true});
    PatientPhones patient(phones, m_clock, {.failures = 3, .rest = std::chrono::seconds(30)});
    for (int i = 0; i < 3; ++i)
        QCOMPARE(ask(patient).error().code.toString(), QStringLiteral("national.register-away"));
    for (int i = 0; i < 10; ++i)
        QCOMPARE(ask(patient).error().code.toString(), QStringLiteral("national.register-left-alone"));
    QCOMPARE(phones.asked(), 3);
    m_clock.advance(std::chrono::seconds(31));
    phones.set({});
    QVERIFY(ask(patient));
    QVERIFY(ask(patient));
    QCOMPARE(phones.asked(), 5);
}

void TestPhoneRegister::afterTheRestOneGoesFirst()
{
    // A register that asks the patient one again while it is being asked: what comes meanwhile is told at once.
    struct Nested final : PhoneRegister
    {
        PatientPhones* patient = nullptr;
        QStringList meanwhile;
        Result<PhoneWord> ownerOf(const identity::Iin& iin, const identity::PhoneNumber& phone) override
        {
            if (patient != nullptr)
                meanwhile.append(std::exchange(patient, nullptr)->ownerOf(iin, phone).error().code.toString());
            return failure(ErrorCode("national.register-away"), ErrorKind::Retry);
        }
    } nested;
    PatientPhones patient(nested, m_clock, {.failures = 1, .rest = std::chrono::seconds(30)});
    QVERIFY(!ask(patient));
    m_clock.advance(std::chrono::seconds(31));
    nested.patient = &patient;
    QCOMPARE(ask(patient).error().code.toString(), QStringLiteral("national.register-away"));
    QCOMPARE(nested.meanwhile, QStringList{QStringLiteral("national.register-left-alone")});
    QCOMPARE(ask(patient).error().code.toString(), QStringLiteral("national.register-left-alone")); // another rest
}

QTEST_GUILESS_MAIN(TestPhoneRegister)
#include "tst_phoneregister.moc"
