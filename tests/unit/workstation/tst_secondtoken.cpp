#include "stafftokens.h"
#include "support/goal.h"

#include "bootstrap/staffkeys.h"
#include "shell/shellcontroller.h"

#include <messages/catalogue.h>
#include <pki/signeddata.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;
using namespace Qt::StringLiterals;

namespace {
constexpr int kInTime = 20'000; ///< a reading of the certificates on a busy machine
}

// A person whose two certificates lie on two tokens, in two readers: one signs in, the other signs documents, each with
// a PIN and flags of its own.
class TestSecondToken : public QObject, protected test::StaffTokens
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { QVERIFY(test::script("show BADGE,EDS")); }
    void theSecondTokenSignsWithItsOwnPin_BIO24();
    void itsFlagsAreItsOwn();
    void itsPinIsChangedWhileItsOwnerIsIn();
    void itsPinPadIsItsOwn();
    void allDocumentsAreOneLogin();
    void whereNoneIsFoundItIsSaid();
    void putInLaterItSignsAtOnce_BIO24();
    void putInLaterItIsJudgedAsAtTheSignIn();
    void putInLaterItIsJournalledAndItsRemovalLocks();
    void theOwnTokenComesFirst();
    void eitherOneTakenOutLocksWithinASecond();
    void takenOutInTheMiddleOfASignatureNothingIsSigned();
    void aSwapIsOverWhenBothAreBack();
    void cleanup() { resetTokens(); }
    void cleanupTestCase() { closeTokens(); }

private:
    [[nodiscard]] token::SlotId slotOf(const QString& label) const
    {
        const auto tokens = m_module->tokens();
        for (const token::TokenInfo& token : tokens.value()) {
            if (token.label == label)
                return token.slot;
        }
        return {};
    }
    [[nodiscard]] static QString outcome(
        TokenStaff& reader, const QByteArray& digits, const KeyAct& act, LastTry lastTry = LastTry::NotAgreed)
    {
        auto done = reader.sign(digits.isEmpty() ? core::SecureBytes() : pin(digits), lastTry, act);
        if (!QTest::qWaitFor([&] { return done.isFinished(); }, 20'000))
            return u"no answer"_s;
        return done.result() ? u"signed"_s : done.result().error().code.toString();
    }
    [[nodiscard]] static QString changed(
        TokenStaff& reader, const QByteArray& old, const QByteArray& fresh, TokenUse whose)
    {
        const auto typed = [](const QByteArray& digits) {
            return digits.isEmpty() ? core::SecureBytes() : pin(digits);
        };
        auto done = reader.changePin(typed(old), typed(fresh), LastTry::NotAgreed, whose);
        if (!QTest::qWaitFor([&] { return done.isFinished(); }, 20'000))
            return u"no answer"_s;
        return done.result() ? u"changed"_s : done.result().error().code.toString();
    }
    [[nodiscard]] StaffKeys keysOf(const QList<pki::SoftwareKey>& own, const QList<pki::SoftwareKey>& elsewhere,
        const QList<pki::SoftwareKey>& named = {}) const
    {
        const auto stored = [](const QList<pki::SoftwareKey>& keys) {
            QList<token::StoredCertificate> all;
            for (const pki::SoftwareKey& key : keys)
                all.append({"01", {}, key.certificate()});
            return all;
        };
        return staffKeysOf(
            stored(own), {.trust = m_pki->nationalTrust(), .organisationBin = {}}, m_clock.wall(), nullptr,
            [&named](const pki::Certificate& certificate) {
                return std::any_of(named.begin(), named.end(),
                    [&](const pki::SoftwareKey& key) { return key.certificate() == certificate.der(); });
            },
            stored(elsewhere));
    }
};

void TestSecondToken::initTestCase()
{
    openTokens([this] {
        simulation::DemoProfile past = m_pki->signatureProfile(simulation::DemoPerson::Teller);
        past.from = m_clock.wall() - std::chrono::days(9);
        past.until = m_clock.wall() - std::chrono::days(2);
        QVERIFY(m_token->addToken(u"ENDED"_s));
        QVERIFY(put(u"02"_s, m_pki->national().issue(past).value(), u"ENDED"_s));
    });
}

void TestSecondToken::theSecondTokenSignsWithItsOwnPin_BIO24()
{
    QVERIFY(m_module->changePin(slotOf(u"EDS"_s), pin(test::SoftToken::pin()), pin("27182818")));
    // Alone it lets nobody in.
    QVERIFY(test::script("show EDS"));
    const auto reader = staff();
    QCOMPARE(signedIn(*reader).error().code.toString(), u"token.no-authentication-certificate"_s);
    QVERIFY(test::script("show BADGE,EDS"));
    QTRY_COMPARE(reader->tokenState().label, u"BADGE"_s); // whichever slot comes first
    QVERIFY(!reader->documentsToken().isSecond);
    const auto member = signedIn(*reader);
    QVERIFY2(member, member ? "" : qPrintable(member.error().detail));
    QCOMPARE(member->signature, signing(simulation::DemoPerson::Teller).certificate());
    QVERIFY(!member->cannotSign && member->signatureEnds);
    QTRY_COMPARE(reader->documentsToken().label, u"EDS"_s);
    QVERIFY(reader->documentsToken().isSecond);
    QCOMPARE(reader->tokenState().label, u"BADGE"_s);
    QVERIFY(!reader->tokenState().isSecond);

    QByteArray made;
    QCOMPARE(outcome(*reader, test::SoftToken::pin(), signContent(&made)), u"token.pin-wrong"_s);
    QVERIFY(made.isEmpty());
    QCOMPARE(outcome(*reader, "27182818", signContent(&made)), u"signed"_s);
    const auto cms = pki::SignedData::read(made);
    QVERIFY(cms && cms->verify().constFirst().isGood());
    QCOMPARE(cms->verify().constFirst().certificate->der(), signing(simulation::DemoPerson::Teller).certificate());
    QVERIFY(test::script("idle"));
    QVERIFY(m_module->changePin(slotOf(u"EDS"_s), pin("27182818"), pin(test::SoftToken::pin())));
    reader->signOut();
    QTRY_VERIFY(!reader->documentsToken().isSecond);
}

void TestSecondToken::itsFlagsAreItsOwn()
{
    const auto reader = staff();
    QVERIFY(signedIn(*reader));
    QVERIFY(test::script("flags-of EDS") && test::script("tries 3"));
    QByteArray made;
    QCOMPARE(outcome(*reader, "000000", signContent(&made)), u"token.pin-wrong"_s);
    QTRY_VERIFY(reader->documentsToken().isCountLow);
    QVERIFY(!reader->tokenState().isCountLow);
    QCOMPARE(outcome(*reader, "000000", signContent(&made)), u"token.pin-wrong"_s);
    QTRY_VERIFY(reader->documentsToken().isLastTry);
    QVERIFY(!reader->tokenState().isLastTry);
    QCOMPARE(outcome(*reader, test::SoftToken::pin(), signContent(&made)), u"token.pin-final-try"_s);
    QVERIFY(made.isEmpty());
    QCOMPARE(outcome(*reader, test::SoftToken::pin(), signContent(&made), LastTry::Agreed), u"signed"_s);
    QVERIFY(test::script("must-change"));
    QTRY_VERIFY(reader->documentsToken().mustChangePin);
    QVERIFY(!reader->tokenState().mustChangePin);
    QCOMPARE(outcome(*reader, test::SoftToken::pin(), signContent(&made)), u"token.pin-must-change"_s);
    // Alone in its reader, with nobody in, it has its PIN changed where people sign in.
    reader->signOut();
    QVERIFY(test::script("show EDS"));
    QTRY_COMPARE(reader->tokenState().label, u"EDS"_s);
    QVERIFY(reader->tokenState().mustChangePin);
    for (const auto& [old, fresh] : {std::pair(test::SoftToken::pin(), QByteArray("27182818")),
             std::pair(QByteArray("27182818"), test::SoftToken::pin())}) {
        QCOMPARE(changed(*reader, old, fresh, TokenUse::SigningIn), u"changed"_s);
    }
}

void TestSecondToken::itsPinIsChangedWhileItsOwnerIsIn()
{
    const auto reader = staff();
    QVERIFY(signedIn(*reader));
    QTRY_VERIFY(reader->documentsToken().isSecond);
    QCOMPARE(changed(*reader, "000000", "27182818", TokenUse::Documents), u"token.pin-wrong"_s);
    QCOMPARE(changed(*reader, test::SoftToken::pin(), "12345678", TokenUse::Documents), u"signin.new-pin-factory"_s);
    QCOMPARE(changed(*reader, test::SoftToken::pin(), "27182818", TokenUse::Documents), u"changed"_s);
    QByteArray made;
    QCOMPARE(outcome(*reader, test::SoftToken::pin(), signContent(&made)), u"token.pin-wrong"_s);
    QCOMPARE(outcome(*reader, "27182818", signContent(&made)), u"signed"_s);
    // The one that signs in has kept its own.
    QCOMPARE(changed(*reader, test::SoftToken::pin(), "31415926", TokenUse::SigningIn), u"changed"_s);
    QVERIFY(signedIn(*reader, pin("31415926")));
    QCOMPARE(changed(*reader, "31415926", test::SoftToken::pin(), TokenUse::SigningIn), u"changed"_s);
    QCOMPARE(changed(*reader, "27182818", test::SoftToken::pin(), TokenUse::Documents), u"changed"_s);
    QVERIFY(test::script("idle"));
    // Out of its reader it is missed, and the other is left alone.
    QVERIFY(test::script("show BADGE"));
    QCOMPARE(changed(*reader, test::SoftToken::pin(), "27182818", TokenUse::Documents), u"signin.token-absent"_s);
}

void TestSecondToken::itsPinPadIsItsOwn()
{
    const auto reader = staff();
    QVERIFY(signedIn(*reader));
    QVERIFY(test::script("flags-of EDS") && test::script("pinpad 271828 20"));
    QTRY_VERIFY(reader->documentsToken().hasPinPad);
    QVERIFY(!reader->tokenState().hasPinPad);
    QByteArray made;
    QCOMPARE(outcome(*reader, {}, signContent(&made)), u"signed"_s);
    QVERIFY(!made.isEmpty());
    QVERIFY(test::script("idle"));
    // Both of its PINs are typed there as well.
    QVERIFY(test::script("fresh 27182818"));
    QCOMPARE(changed(*reader, {}, {}, TokenUse::Documents), u"changed"_s);
    QVERIFY(test::script("reset") && test::script("show BADGE,EDS"));
    QCOMPARE(outcome(*reader, "27182818", signContent(&made)), u"signed"_s);
    QCOMPARE(changed(*reader, "27182818", test::SoftToken::pin(), TokenUse::Documents), u"changed"_s);
}

void TestSecondToken::allDocumentsAreOneLogin()
{
    const auto reader = staff();
    QVERIFY(signedIn(*reader));
    QVERIFY(test::script("fail C_Login 2 0x30")); // whoever logs in a second time is told
    QByteArray made;
    const KeyAct three = [act = signContent(&made)](const evidence::SigningKey& key) -> Result<> {
        for (int i = 0; i < 3; ++i) {
            if (const Result<> done = act(key); !done)
                return done;
        }
        return {};
    };
    QCOMPARE(outcome(*reader, test::SoftToken::pin(), three), u"signed"_s);
    QVERIFY(test::script("idle"));
    QCOMPARE(outcome(*reader, test::SoftToken::pin(), three), u"token.failed"_s); // the second login
}

void TestSecondToken::whereNoneIsFoundItIsSaid()
{
    // Nobody else's will do, and no organisation's.
    QVERIFY(test::script("show BADGE,SEAL"));
    const auto reader = staff();
    QTRY_COMPARE(reader->tokenState().label, u"BADGE"_s);
    const auto member = signedIn(*reader);
    QVERIFY(member && member->signature.isEmpty() && member->cannotSign);
    QCOMPARE(member->cannotSign->code.toString(), u"signin.no-eds-in-readers"_s);
    QVERIFY(messages::Catalogue::embedded().contains(member->cannotSign->code));
    QByteArray made;
    QCOMPARE(outcome(*reader, test::SoftToken::pin(), signContent(&made)), u"token.no-signature-certificate"_s);
    QVERIFY(made.isEmpty());
    // Put in beside it, it is found at the next sign-in at the latest.
    QVERIFY(test::script("show BADGE,EDS"));
    const auto again = signedIn(*reader);
    QVERIFY(again && !again->cannotSign);
    QCOMPARE(again->signature, signing(simulation::DemoPerson::Teller).certificate());
}

void TestSecondToken::putInLaterItSignsAtOnce_BIO24()
{
    QVERIFY(test::script("show BADGE"));
    const auto reader = staff();
    QList<StaffMember> told;
    connect(reader.get(), &StaffSource::memberChanged, reader.get(),
        [&told](const StaffMember& member) { told.append(member); });
    const auto member = signedIn(*reader);
    QVERIFY(member && member->cannotSign && member->signature.isEmpty());
    QVERIFY(!reader->documentsToken().isSecond);
    QVERIFY(test::script("show BADGE,SEAL")); // what is not theirs changes nothing
    QVERIFY(!QTest::qWaitFor([&] { return !told.isEmpty(); }, 1'500));
    QVERIFY(test::script("show BADGE,EDS"));
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kInTime);
    QCOMPARE(told.constFirst().id, member->id);
    QCOMPARE(told.constFirst().signature, signing(simulation::DemoPerson::Teller).certificate());
    QVERIFY(!told.constFirst().cannotSign && told.constFirst().wasStatusAsked);
    QCOMPARE(*told.constFirst().signatureEnds, signing(simulation::DemoPerson::Teller).holder().notAfter());
    QCOMPARE(reader->documentsToken().label, u"EDS"_s);
    QVERIFY(reader->documentsToken().isSecond && reader->tokenState().label == u"BADGE"_s);
    QByteArray made;
    QCOMPARE(outcome(*reader, test::SoftToken::pin(), signContent(&made)), u"signed"_s);
    const auto cms = pki::SignedData::read(made);
    QVERIFY(cms && cms->verify().constFirst().isGood());
    QCOMPARE(cms->verify().constFirst().certificate->der(), signing(simulation::DemoPerson::Teller).certificate());
    // From here on it is theirs as the other: nobody is there without it.
    QVERIFY(test::script("show BADGE"));
    QTRY_VERIFY_WITH_TIMEOUT(!reader->tokenState().isPresent, kInTime);
    QCOMPARE(told.size(), 1);
}

void TestSecondToken::putInLaterItIsJudgedAsAtTheSignIn()
{
    simulation::DemoResponders responders(*m_pki, m_clock);
    responders.revoke(signing(simulation::DemoPerson::Teller).holder(), {m_clock.wall(), 1});
    simulation::DemoExchange exchange(responders);
    pki::StatusChecker status(exchange, m_clock, m_pki->nationalTrust());
    for (const auto& [shown, code] : {std::pair("show BADGE,EDS", u"token.certificate-revoked"_s),
             std::pair("show BADGE,ENDED", u"token.certificate-expired"_s)}) {
        QVERIFY(test::script("show BADGE"));
        TokenStaff reader(
            m_module, {.trust = m_pki->nationalTrust(), .organisationBin = {}}, aTeller, m_clock, {}, {&status});
        QTRY_VERIFY_WITH_TIMEOUT(reader.tokenState().isPresent, kInTime);
        QList<StaffMember> told;
        connect(
            &reader, &StaffSource::memberChanged, &reader, [&told](const StaffMember& member) { told.append(member); });
        QVERIFY(signedIn(reader));
        QVERIFY(test::script(shown));
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kInTime);
        QVERIFY(told.constFirst().signature.isEmpty() && told.constFirst().cannotSign);
        QCOMPARE(told.constFirst().cannotSign->code.toString(), code);
        QVERIFY(!reader.documentsToken().isSecond);
        QVERIFY(test::script("fail C_Login 1 0xA0")); // no PIN is spent on it
        QByteArray made;
        QCOMPARE(outcome(reader, test::SoftToken::pin(), signContent(&made)), code);
        QVERIFY(made.isEmpty());
        QVERIFY(test::script("fail C_Login 0 0"));
    }
}

void TestSecondToken::putInLaterItIsJournalledAndItsRemovalLocks()
{
    QVERIFY(test::script("show BADGE"));
    const auto reader = staff();
    test::EmptyBook book;
    test::KindsOnly audit;
    SignInController signIn(*reader, book, audit, m_clock, u"127.0.0.1"_s);
    ShellController shell(signIn, audit, std::chrono::minutes(5));
    QSignalSpy changes(&shell, &ShellController::memberChanged);
    shell.start(true);
    signIn.submit(pin(test::SoftToken::pin()));
    QTRY_VERIFY_WITH_TIMEOUT(shell.state() == ShellState::Open, kInTime);
    QVERIFY(shell.member()->cannotSign);
    QVERIFY(test::script("show BADGE,EDS"));
    QTRY_COMPARE_WITH_TIMEOUT(changes.count(), 1, kInTime);
    QVERIFY(shell.state() == ShellState::Open && !shell.member()->cannotSign);
    QCOMPARE(shell.member()->signature, signing(simulation::DemoPerson::Teller).certificate());
    QCOMPARE(audit.kinds.count(u"setting.changed"_s), 1);
    QVERIFY(test::script("show BADGE"));
    QTRY_VERIFY_WITH_TIMEOUT(shell.state() == ShellState::Locked, kInTime);
}

void TestSecondToken::theOwnTokenComesFirst()
{
    const pki::SoftwareKey in = m_pki->authentication(simulation::DemoPerson::Teller);
    const pki::SoftwareKey own = m_pki->signature(simulation::DemoPerson::Teller);
    const pki::SoftwareKey longer = m_renewed->second;
    const pki::SoftwareKey anothers = m_pki->signature(simulation::DemoPerson::Supervisor);
    simulation::DemoProfile past = m_pki->signatureProfile(simulation::DemoPerson::Teller);
    past.from = m_clock.wall() - std::chrono::days(9);
    past.until = m_clock.wall() - std::chrono::days(2);
    const pki::SoftwareKey ended = m_pki->national().issue(past).value();
    const auto chosen = [](const StaffKeys& keys) {
        return keys.signature ? keys.signature->credential.certificate.der() : QByteArray();
    };
    const auto refusal = [](const StaffKeys& keys) {
        return keys.signature ? u"none"_s : keys.signature.error().code.toString();
    };
    QCOMPARE(chosen(keysOf({in, own}, {longer})), own.certificate());
    QCOMPARE(chosen(keysOf({in, own}, {longer}, {own, longer})), own.certificate());
    QCOMPARE(chosen(keysOf({in, own}, {longer}, {longer})), longer.certificate()); // the criteria know only that one
    QCOMPARE(chosen(keysOf({in, ended}, {longer})), longer.certificate());
    QCOMPARE(chosen(keysOf({in}, {anothers, own, longer})), longer.certificate());
    QCOMPARE(refusal(keysOf({in}, {anothers})), u"token.no-signature-certificate"_s);
    QCOMPARE(refusal(keysOf({in}, {ended, anothers})), u"token.certificate-expired"_s);
    QCOMPARE(refusal(keysOf({in, anothers}, {own})), u"signin.signature-of-another"_s);
}

void TestSecondToken::eitherOneTakenOutLocksWithinASecond()
{
    const auto reader = staff();
    test::EmptyBook book;
    test::KindsOnly audit;
    SignInController signIn(*reader, book, audit, m_clock, u"127.0.0.1"_s);
    ShellController shell(signIn, audit, std::chrono::minutes(5));
    shell.start(true);
    for (const char* left : {"show BADGE", "show EDS"}) {
        QTRY_COMPARE_WITH_TIMEOUT(reader->tokenState().label, u"BADGE"_s, kInTime);
        signIn.submit(pin(test::SoftToken::pin()));
        QTRY_VERIFY_WITH_TIMEOUT(shell.state() == ShellState::Open, kInTime);
        QVERIFY(!QTest::qWaitFor([&] { return shell.state() != ShellState::Open; }, 900)); // both are in
        QElapsedTimer since;
        since.start();
        QVERIFY(test::script(left));
        QTRY_VERIFY_WITH_TIMEOUT(shell.state() == ShellState::Locked, kInTime);
        QVERIFY2(since.elapsed() < test::goal(1000), qPrintable(QString::number(since.elapsed())));
        QVERIFY(test::script("show BADGE,EDS"));
    }
    QCOMPARE(audit.kinds.count(u"screen.locked"_s), 2);
    // Back in their readers they work without a restart.
    QTRY_COMPARE_WITH_TIMEOUT(reader->tokenState().label, u"BADGE"_s, kInTime);
    signIn.submit(pin(test::SoftToken::pin()));
    QTRY_VERIFY_WITH_TIMEOUT(shell.state() == ShellState::Open, kInTime);
    QByteArray made;
    QCOMPARE(outcome(*reader, test::SoftToken::pin(), signContent(&made)), u"signed"_s);
}

void TestSecondToken::takenOutInTheMiddleOfASignatureNothingIsSigned()
{
    const auto reader = staff();
    QVERIFY(signedIn(*reader));
    QVERIFY(test::script("hang C_Sign"));
    QByteArray made;
    auto cut = reader->sign(pin(test::SoftToken::pin()), LastTry::NotAgreed, signContent(&made));
    QTRY_VERIFY_WITH_TIMEOUT(test::script("hanging"), kInTime);
    QVERIFY(test::script("show BADGE") && test::script("let-go"));
    QTRY_VERIFY_WITH_TIMEOUT(cut.isFinished(), kInTime);
    QCOMPARE(cut.result().error().code.toString(), u"token.removed"_s);
    QVERIFY(made.isEmpty());
    // Nor is it begun without it, and no PIN is spent.
    QVERIFY(test::script("fail C_Login 1 0xA0"));
    QCOMPARE(outcome(*reader, test::SoftToken::pin(), signContent(&made)), u"signin.second-token-absent"_s);
    QVERIFY(messages::Catalogue::embedded().contains(ErrorCode("signin.second-token-absent")));
    QTRY_VERIFY_WITH_TIMEOUT(!reader->documentsToken().isPresent, kInTime);
    QVERIFY(reader->documentsToken().isSecond);
}

void TestSecondToken::aSwapIsOverWhenBothAreBack()
{
    const auto reader = staff();
    QVERIFY(signedIn(*reader));
    AnnouncedSwap& swap = *reader->swap();
    QVERIFY(swap.announce({}));
    QVERIFY(test::script("show EDS"));
    QVERIFY(!QTest::qWaitFor([&] { return swap.phase() != SwapPhase::AwaitGuest; }, 900)); // it is nobody's guest
    QVERIFY(test::script("show EDS,GUEST"));
    QTRY_VERIFY_WITH_TIMEOUT(swap.phase() == SwapPhase::GuestIn, kInTime);
    QCOMPARE(swap.guest().label, u"GUEST"_s);
    auto answer = swap.sign(pin(test::SoftToken::pin()), LastTry::NotAgreed, AnnouncedSwap::answer("yes"));
    QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished(), kInTime);
    QVERIFY(answer.result());
    QCOMPARE(answer.result()->person.certificate, signing(simulation::DemoPerson::Supervisor).certificate());
    QVERIFY(test::script("show EDS"));
    QVERIFY(!QTest::qWaitFor([&] { return swap.phase() != SwapPhase::AwaitOwner; }, 900));
    QVERIFY(test::script("show BADGE,EDS"));
    QTRY_VERIFY_WITH_TIMEOUT(swap.phase() == SwapPhase::None, kInTime);
    QByteArray made;
    QCOMPARE(outcome(*reader, test::SoftToken::pin(), signContent(&made)), u"signed"_s);
}

QTEST_GUILESS_MAIN(TestSecondToken)
#include "tst_secondtoken.moc"
