#include "stafftokens.h"

#include "shell/shellcontroller.h"

#include <core/hashing.h>
#include <pki/signeddata.h>

#include <QSignalSpy>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;

// What staff do with a token: sign in, change its PIN, sign, and hand the reader to somebody else.
class TestTokenStaff : public QObject, protected test::StaffTokens
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { openTokens(); }
    void theAuthenticationCertificateSignsIn();
    void aWrongPinIsNamedAndShowsInTheFlags();
    void whomTheCriteriaDoNotKnowIsRefused();
    void anotherOrganisationsTokenIsRefused();
    void aRevokedCertificateIsRefused();
    void aRevokedEdsSignsInButSignsNothing();
    void whenNobodyCanBeAskedItIsSaid();
    void aFactoryPinIsToldOf();
    void thePinIsChangedAtTheTokenAtHand();
    void theTellerSignsWithTheEds_BIO24();
    void nobodySignedInSignsNothing();
    void theTriesLeftAreToldWhereTheTokenTellsThem();
    void aRenewedCertificateDoesNotStandInTheWay();
    void aPinTypedOnTheReaderIsTold();
    void aGuestWhoTypesIsNotDisturbed();
    void anAnnouncedGuestSignsOneThingAndUnlocksNothing();
    void aGuestWhoMayNotIsRefusedBeforeThePin();
    void aSealInTheSameReadersIsNobodys();
    void aTokenNobodyAnnouncedLocks();
    void aSwapEndsWithTheSession();
    void cleanup() { resetTokens(); }
    void cleanupTestCase() { closeTokens(); }
};

void TestTokenStaff::theAuthenticationCertificateSignsIn()
{
    QByteArray seen;
    const auto reader = staff([&](const pki::Certificate& certificate) -> Result<StaffMember> {
        seen = certificate.fingerprint();
        StaffMember member{};
        member.id = QStringLiteral("teller");
        return member;
    });
    auto signedIn = reader->signIn(pin(test::SoftToken::pin()), LastTry::NotAgreed);
    QTRY_VERIFY(signedIn.isFinished());
    QVERIFY2(signedIn.result(), qPrintable(signedIn.result() ? QString() : signedIn.result().error().detail));
    QCOMPARE(signedIn.result()->id, QStringLiteral("teller"));
    // Not the EDS certificate, which only signs documents.
    QCOMPARE(seen, m_pki->authentication(simulation::DemoPerson::Teller).holder().fingerprint());
}

void TestTokenStaff::aWrongPinIsNamedAndShowsInTheFlags()
{
    const auto reader = staff([](const pki::Certificate&) -> Result<StaffMember> { return StaffMember{}; });
    auto refused = reader->signIn(pin("000000"), LastTry::NotAgreed);
    QTRY_VERIFY(refused.isFinished());
    QVERIFY(!refused.result());
    QCOMPARE(refused.result().error().code.toString(), QStringLiteral("token.pin-wrong"));
    auto again = reader->signIn(pin(test::SoftToken::pin()), LastTry::NotAgreed);
    QTRY_VERIFY(again.isFinished());
    QVERIFY(again.result().has_value() || again.result().error().code.toString() == u"token.busy");
}

void TestTokenStaff::whomTheCriteriaDoNotKnowIsRefused()
{
    const auto reader = staff([](const pki::Certificate&) -> Result<StaffMember> {
        return failure(ErrorCode("signin.not-in-criteria"), ErrorKind::OperatorCanFix);
    });
    auto refused = reader->signIn(pin(test::SoftToken::pin()), LastTry::NotAgreed);
    QTRY_VERIFY(refused.isFinished());
    QCOMPARE(refused.result().error().code.toString(), QStringLiteral("signin.not-in-criteria"));
}

void TestTokenStaff::anotherOrganisationsTokenIsRefused()
{
    const auto reader = staff(
        [](const pki::Certificate&) -> Result<StaffMember> { return StaffMember{}; }, QStringLiteral("850241000028"));
    auto refused = reader->signIn(pin(test::SoftToken::pin()), LastTry::NotAgreed);
    QTRY_VERIFY(refused.isFinished());
    QCOMPARE(refused.result().error().code.toString(), QStringLiteral("token.certificate-of-another-organisation"));
}

void TestTokenStaff::aRevokedCertificateIsRefused()
{
    simulation::DemoResponders responders(*m_pki, m_clock);
    responders.revoke(m_pki->authentication(simulation::DemoPerson::Teller).holder(), {m_clock.wall(), 1});
    simulation::DemoExchange exchange(responders);
    pki::StatusChecker status(exchange, m_clock, m_pki->nationalTrust());
    TokenStaff reader(
        m_module, {.trust = m_pki->nationalTrust(), .organisationBin = {}}, aTeller, m_clock, {}, {&status});
    QVERIFY(test::script("fail C_Login 1 0xA0")); // the PIN would be wrong, if it were asked
    QCOMPARE(signedIn(reader).error().code.toString(), QStringLiteral("token.certificate-revoked"));
}

void TestTokenStaff::aRevokedEdsSignsInButSignsNothing()
{
    simulation::DemoResponders responders(*m_pki, m_clock);
    responders.revoke(signing(simulation::DemoPerson::Teller).holder(), {m_clock.wall(), 1});
    simulation::DemoExchange exchange(responders);
    pki::StatusChecker status(exchange, m_clock, m_pki->nationalTrust());
    TokenStaff reader(
        m_module, {.trust = m_pki->nationalTrust(), .organisationBin = {}}, aTeller, m_clock, {}, {&status});
    const auto member = signedIn(reader);
    QVERIFY(member && member->signature.isEmpty() && member->cannotSign);
    QCOMPARE(member->cannotSign->code.toString(), QStringLiteral("token.certificate-revoked"));
    QByteArray made;
    auto refused = reader.sign(pin(test::SoftToken::pin()), LastTry::NotAgreed, signContent(&made));
    QTRY_VERIFY(refused.isFinished());
    QCOMPARE(refused.result().error().code.toString(), QStringLiteral("token.certificate-revoked"));
    QVERIFY(made.isEmpty());
}

// Offline is a normal state: nobody is kept out, and nothing is claimed.
void TestTokenStaff::whenNobodyCanBeAskedItIsSaid()
{
    m_responders->set(simulation::OcspManner::Down);
    m_responders->set(simulation::CrlManner::Down);
    const auto offline = staff();
    const auto member = signedIn(*offline);
    QVERIFY(member && !member->wasStatusAsked && !member->signature.isEmpty());
    m_responders->set(simulation::OcspManner::Normal);
    const auto online = signedIn(*offline);
    QVERIFY(online && online->wasStatusAsked);
    QCOMPARE(*online->signatureEnds, signing(simulation::DemoPerson::Teller).holder().notAfter());
}

void TestTokenStaff::aFactoryPinIsToldOf()
{
    const auto reader = staff();
    const auto slot = m_module->tokens().value().constFirst().slot;
    QVERIFY(m_module->changePin(slot, pin(test::SoftToken::pin()), pin("12345678")));
    const auto member = signedIn(*reader, pin("12345678"));
    QVERIFY(m_module->changePin(slot, pin("12345678"), pin(test::SoftToken::pin())));
    QVERIFY(member && member->hasFactoryPin);
    QVERIFY(!signedIn(*reader)->hasFactoryPin);
}

void TestTokenStaff::thePinIsChangedAtTheTokenAtHand()
{
    const auto reader = staff();
    const auto changed = [&](const QByteArray& old, const QByteArray& fresh) {
        auto done = reader->changePin(pin(old), pin(fresh), LastTry::NotAgreed, TokenUse::SigningIn);
        if (!QTest::qWaitFor([&] { return done.isFinished(); }, 10'000))
            return QStringLiteral("no answer");
        return done.result() ? QString() : done.result().error().code.toString();
    };
    QTRY_VERIFY(reader->tokenState().isPresent);
    QCOMPARE(changed(test::SoftToken::pin(), "12345678"), QStringLiteral("signin.new-pin-factory"));
    QCOMPARE(changed("000000", "27182818"), QStringLiteral("token.pin-wrong"));
    QTRY_VERIFY(reader->tokenState().isCountLow); // a try was spent, and shows
    QCOMPARE(changed(test::SoftToken::pin(), "27182818"), QString());
    QVERIFY(signedIn(*reader, pin("27182818")));
    QVERIFY(!signedIn(*reader, pin(test::SoftToken::pin())));
    QCOMPARE(changed("27182818", test::SoftToken::pin()), QString()); // of whoever is in, too
    QVERIFY(signedIn(*reader));
    QVERIFY(test::script("idle")); // no session left
}

void TestTokenStaff::theTellerSignsWithTheEds_BIO24()
{
    const auto reader = staff();
    QVERIFY(signedIn(*reader));
    QByteArray made;
    auto wrong = reader->sign(pin("000000"), LastTry::NotAgreed, signContent(&made));
    QTRY_VERIFY(wrong.isFinished());
    QCOMPARE(wrong.result().error().code.toString(), QStringLiteral("token.pin-wrong"));
    QVERIFY(made.isEmpty());
    auto done = reader->sign(pin(test::SoftToken::pin()), LastTry::NotAgreed, signContent(&made));
    QTRY_VERIFY(done.isFinished());
    QVERIFY2(done.result(), qPrintable(done.result() ? QString() : done.result().error().detail));
    const auto cms = pki::SignedData::read(made);
    QVERIFY(cms && cms->verify().constFirst().isGood());
    QCOMPARE(cms->verify().constFirst().certificate->der(), signing(simulation::DemoPerson::Teller).certificate());
    QVERIFY(test::script("idle")); // logged out, no session left
}

void TestTokenStaff::nobodySignedInSignsNothing()
{
    const auto reader = staff();
    QByteArray made;
    auto refused = reader->sign(pin(test::SoftToken::pin()), LastTry::NotAgreed, signContent(&made));
    QTRY_VERIFY(refused.isFinished());
    QCOMPARE(refused.result().error().code.toString(), QStringLiteral("signin.other-person"));
}

// A token with the certificates before and after a renewal: what the criteria name signs in and signs, and both keys
// are offered to whatever opens the vault. Where they name neither, it is the newest that is asked about.
void TestTokenStaff::aRenewedCertificateDoesNotStandInTheWay()
{
    const pki::SoftwareKey oldIn = m_pki->authentication(simulation::DemoPerson::Teller);
    const pki::SoftwareKey oldEds = m_pki->signature(simulation::DemoPerson::Teller);
    QVERIFY(test::script("show RENEWED"));
    QList<QByteArray> known;
    QList<QByteArray> offered;
    QByteArray in;
    const auto signedInWith = [&](const QList<QByteArray>& names) {
        known = names;
        offered.clear();
        in.clear();
        TokenStaff reader(
            m_module, {.trust = m_pki->nationalTrust(), .organisationBin = {}},
            [&in](const pki::Certificate& certificate) {
                in = certificate.fingerprint();
                return aTeller(certificate);
            },
            m_clock,
            [&offered](core::KeyUnwrapper& key) {
                offered.append(core::sha256(key.certificate()));
                return false;
            },
            TokenHelpers{.status = m_status.get(), .known = [&known](const pki::Certificate& certificate) {
                             return known.contains(certificate.fingerprint());
                         }});
        const auto member = signedIn(reader);
        return member ? core::sha256(member->signature) : QByteArray();
    };
    const auto print = [](const pki::SoftwareKey& key) {
        return key.holder().fingerprint();
    };
    QCOMPARE(signedInWith({print(oldIn), print(oldEds)}), print(oldEds));
    QCOMPARE(in, print(oldIn));
    QCOMPARE(offered, QList{print(oldIn)});
    QCOMPARE(signedInWith({print(oldIn), print(oldEds), print(m_renewed->first), print(m_renewed->second)}),
        print(m_renewed->second));
    QCOMPARE(in, print(m_renewed->first));
    QCOMPARE(offered, (QList{print(m_renewed->first), print(oldIn)}));
    QCOMPARE(signedInWith({}), print(m_renewed->second));
    QCOMPARE(in, print(m_renewed->first));
    QCOMPARE(offered, QList{print(m_renewed->first)});
}

void TestTokenStaff::theTriesLeftAreToldWhereTheTokenTellsThem()
{
    QVERIFY(test::script("tries 3"));
    const auto reader = staff();
    const auto outcome = [&](const QByteArray& digits, LastTry lastTry) {
        auto future = reader->signIn(pin(digits), lastTry);
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            return QStringLiteral("no answer");
        return future.result() ? QStringLiteral("in") : future.result().error().code.toString();
    };
    QVERIFY(!reader->tokenState().triesLeft);
    QCOMPARE(outcome("000000", LastTry::NotAgreed), QStringLiteral("token.pin-wrong"));
    QTRY_VERIFY(reader->tokenState().isCountLow);
    QVERIFY(!reader->tokenState().triesLeft); // low is no number
    QCOMPARE(outcome("000000", LastTry::NotAgreed), QStringLiteral("token.pin-wrong"));
    QTRY_VERIFY(reader->tokenState().isLastTry);
    QCOMPARE(reader->tokenState().triesLeft, std::optional(1));
    QCOMPARE(outcome(test::SoftToken::pin(), LastTry::NotAgreed), QStringLiteral("token.pin-final-try"));
    QCOMPARE(outcome(test::SoftToken::pin(), LastTry::Agreed), QStringLiteral("in"));
    QTRY_VERIFY(!reader->tokenState().triesLeft && !reader->tokenState().isLastTry);
    for (const LastTry lastTry : {LastTry::NotAgreed, LastTry::NotAgreed, LastTry::Agreed})
        QVERIFY(outcome("000000", lastTry) != u"in");
    QTRY_VERIFY(reader->tokenState().isLocked);
    QCOMPARE(reader->tokenState().triesLeft, std::optional(0));
}

void TestTokenStaff::aPinTypedOnTheReaderIsTold()
{
    const auto reader = staff();
    QVERIFY(signedIn(*reader));
    QSignalSpy typed(reader.get(), &StaffSource::pinTyped);
    QVERIFY(test::script("pinpad 271828 600") && test::script("slow C_Sign 600"));
    QByteArray made;
    auto done = reader->sign({}, LastTry::NotAgreed, signContent(&made));
    QVERIFY(!QTest::qWaitFor([&] { return typed.count() > 0; }, 300)); // nobody has typed yet
    QTRY_COMPARE(typed.count(), 1);
    QVERIFY(!done.isFinished()); // it is being signed
    QTRY_VERIFY(done.isFinished());
    QVERIFY(done.result());
    QVERIFY(test::script("pinpad 000000 1"));
    auto wrong = reader->sign({}, LastTry::NotAgreed, signContent(&made));
    QTRY_VERIFY(wrong.isFinished());
    QVERIFY(!wrong.result());
    QCOMPARE(typed.count(), 1);
}

void TestTokenStaff::aGuestWhoTypesIsNotDisturbed()
{
    const auto reader = staff();
    QVERIFY(signedIn(*reader));
    AnnouncedSwap& swap = *reader->swap();
    QVERIFY(swap.announce({}));
    QVERIFY(test::script("show GUEST"));
    QTRY_VERIFY(swap.phase() == SwapPhase::GuestIn);
    QSignalSpy told(&swap, &AnnouncedSwap::phaseChanged);
    QVERIFY(!told.wait(1500)); // several looks at the reader, and nothing has changed
    QVERIFY(test::script("must-change"));
    QVERIFY(told.wait(5000)); // a flag has
    QVERIFY(swap.guest().mustChangePin);
    swap.end();
}

void TestTokenStaff::anAnnouncedGuestSignsOneThingAndUnlocksNothing()
{
    const auto reader = staff(aTeller, signing(simulation::DemoPerson::Teller).holder().subject().bin);
    test::EmptyBook book;
    test::KindsOnly audit;
    SignInController signIn(*reader, book, audit, m_clock, QStringLiteral("127.0.0.1"));
    ShellController shell(signIn, audit, std::chrono::minutes(5));
    QSignalSpy frozen(&shell, &ShellController::frozenChanged);
    shell.start(true);
    AnnouncedSwap& swap = *reader->swap();
    QCOMPARE(swap.announce({}).error().code.toString(), QStringLiteral("signin.swap-nobody-in"));
    signIn.submit(pin(test::SoftToken::pin()));
    QTRY_VERIFY_WITH_TIMEOUT(shell.state() == ShellState::Open, 10'000);
    const QString teller = shell.member()->id;

    QVERIFY(swap.announce({}));
    QCOMPARE(swap.announce({}).error().code.toString(), QStringLiteral("signin.swap-under-way"));
    QVERIFY(shell.isFrozen());
    QVERIFY(test::script("remove")); // the teller's own
    QVERIFY(!QTest::qWaitFor([&] { return shell.state() != ShellState::Open; }, 900));
    QVERIFY(test::script("insert") && test::script("show GUEST"));
    QTRY_VERIFY(swap.phase() == SwapPhase::GuestIn);
    QCOMPARE(swap.guest().label, QStringLiteral("GUEST"));
    // The teller signs nothing meanwhile, and a wrong PIN may be typed again.
    QByteArray made;
    auto meanwhile = reader->sign(pin(test::SoftToken::pin()), LastTry::NotAgreed, signContent(&made));
    QTRY_VERIFY(meanwhile.isFinished());
    QVERIFY(!meanwhile.result());
    auto wrong = swap.sign(pin("000000"), LastTry::NotAgreed, AnnouncedSwap::answer("yes"));
    QTRY_VERIFY(wrong.isFinished());
    QCOMPARE(wrong.result().error().code.toString(), QStringLiteral("token.pin-wrong"));
    QTRY_VERIFY(swap.phase() == SwapPhase::GuestIn);
    auto twice = swap.sign(
        pin(test::SoftToken::pin()), LastTry::NotAgreed, [](const evidence::SigningKey& key) -> Result<QByteArray> {
            if (const auto first = AnnouncedSwap::answer("yes")(key); !first)
                return first;
            return AnnouncedSwap::answer("and another")(key);
        });
    QTRY_VERIFY(twice.isFinished());
    QCOMPARE(twice.result().error().code.toString(), QStringLiteral("token.guest-done"));
    auto answer = swap.sign(pin(test::SoftToken::pin()), LastTry::NotAgreed, AnnouncedSwap::answer("yes"));
    QTRY_VERIFY(answer.isFinished());
    QVERIFY(answer.result());
    const auto cms = pki::SignedData::read(answer.result()->made);
    QVERIFY(cms && cms->verify().constFirst().isGood());
    QCOMPARE(cms->content(), QByteArray("yes"));
    QCOMPARE(answer.result()->person.certificate, signing(simulation::DemoPerson::Supervisor).certificate());
    QVERIFY(test::script("idle"));
    // Done: no second answer, and nothing goes on before the teller's own token is back.
    QVERIFY(swap.phase() == SwapPhase::AwaitOwner);
    auto late = swap.sign(pin(test::SoftToken::pin()), LastTry::NotAgreed, AnnouncedSwap::answer("more"));
    QTRY_VERIFY(late.isFinished());
    QCOMPARE(late.result().error().code.toString(), QStringLiteral("signin.swap-no-guest"));
    QVERIFY(shell.isFrozen());
    QVERIFY(test::script("show TIRKEU"));
    QTRY_VERIFY(swap.phase() == SwapPhase::None);
    QVERIFY(!shell.isFrozen() && shell.state() == ShellState::Open);
    QCOMPARE(shell.member()->id, teller);
    QVERIFY(frozen.constLast().constFirst() == false);
    QVERIFY(!audit.kinds.contains(QStringLiteral("screen.locked")));
    // From here on its removal locks again.
    QVERIFY(test::script("remove"));
    QTRY_VERIFY(shell.state() == ShellState::Locked);
}

void TestTokenStaff::aGuestWhoMayNotIsRefusedBeforeThePin()
{
    const auto reader = staff();
    QVERIFY(signedIn(*reader));
    AnnouncedSwap& swap = *reader->swap();
    QVERIFY(swap.announce([](const GuestPerson&) -> Result<> {
        return failure(ErrorCode("enrolment.no-supervisor"), ErrorKind::OperatorCanFix);
    }));
    QVERIFY(test::script("show GUEST"));
    QTRY_VERIFY(swap.phase() == SwapPhase::GuestIn);
    QVERIFY(test::script("fail C_Login 1 0xA0"));
    auto refused = swap.sign(pin(test::SoftToken::pin()), LastTry::NotAgreed, AnnouncedSwap::answer("yes"));
    QTRY_VERIFY(refused.isFinished());
    QCOMPARE(refused.result().error().code.toString(), QStringLiteral("enrolment.no-supervisor"));
    // Taken out again, another may come; given up, the teller's own has to be in.
    QVERIFY(test::script("remove"));
    QTRY_VERIFY(swap.phase() == SwapPhase::AwaitGuest);
    swap.end();
    QVERIFY(swap.phase() == SwapPhase::AwaitOwner);
    QVERIFY(test::script("insert") && test::script("show TIRKEU"));
    QTRY_VERIFY(swap.phase() == SwapPhase::None);
}

// The organisation's seal lies on a token of its own, which may be in a reader of the same module.
void TestTokenStaff::aSealInTheSameReadersIsNobodys()
{
    TokenStaff reader(m_module, {.trust = m_pki->nationalTrust(), .organisationBin = {}}, aTeller, m_clock, {},
        TokenHelpers{.status = m_status.get(), .seals = {m_pki->bankSeal().holder().fingerprint()}});
    QTRY_VERIFY(reader.tokenState().isPresent);
    QVERIFY(test::script("show SEAL"));
    QTRY_VERIFY(!reader.tokenState().isPresent);
    QVERIFY(test::script("fail C_Login 1 0xA0")); // no PIN is spent on it
    QCOMPARE(signedIn(reader).error().code.toString(), QStringLiteral("signin.token-absent"));
    QVERIFY(test::script("fail C_Login 0 0"));
    // Nor is it the guest who was announced.
    QVERIFY(test::script("show TIRKEU"));
    QTRY_VERIFY(reader.tokenState().isPresent);
    QVERIFY(signedIn(reader));
    QVERIFY(reader.swap()->announce({}));
    QVERIFY(test::script("show SEAL"));
    QVERIFY(!QTest::qWaitFor([&] { return reader.swap()->phase() != SwapPhase::AwaitGuest; }, 1'500));
    QVERIFY(test::script("show GUEST"));
    QTRY_VERIFY(reader.swap()->phase() == SwapPhase::GuestIn);
}

void TestTokenStaff::aTokenNobodyAnnouncedLocks()
{
    const auto reader = staff();
    test::EmptyBook book;
    test::KindsOnly audit;
    SignInController signIn(*reader, book, audit, m_clock, QStringLiteral("127.0.0.1"));
    ShellController shell(signIn, audit, std::chrono::minutes(5));
    shell.start(true);
    signIn.submit(pin(test::SoftToken::pin()));
    QTRY_VERIFY_WITH_TIMEOUT(shell.state() == ShellState::Open, 10'000);
    QVERIFY(test::script("show GUEST"));
    QTRY_VERIFY(shell.state() == ShellState::Locked);
    // And another person's PIN does not open it.
    QTRY_COMPARE(reader->tokenState().label, QStringLiteral("GUEST"));
    signIn.submit(pin(test::SoftToken::pin()));
    QTRY_VERIFY_WITH_TIMEOUT(!signIn.isBusy(), 10'000);
    QVERIFY(shell.state() == ShellState::Locked);
}

void TestTokenStaff::aSwapEndsWithTheSession()
{
    const auto reader = staff();
    test::EmptyBook book;
    test::KindsOnly audit;
    SignInController signIn(*reader, book, audit, m_clock, QStringLiteral("127.0.0.1"));
    ShellController shell(signIn, audit, std::chrono::minutes(5));
    shell.start(true);
    signIn.submit(pin(test::SoftToken::pin()));
    QTRY_VERIFY_WITH_TIMEOUT(shell.state() == ShellState::Open, 10'000);
    QVERIFY(reader->swap()->announce({}));
    QVERIFY(test::script("show GUEST"));
    QTRY_VERIFY(reader->swap()->phase() == SwapPhase::GuestIn);
    shell.lock("asked");
    QVERIFY(reader->swap()->phase() == SwapPhase::None);
    QVERIFY(shell.state() == ShellState::Locked && !shell.isFrozen());
    auto late = reader->swap()->sign(pin(test::SoftToken::pin()), LastTry::NotAgreed, AnnouncedSwap::answer("yes"));
    QTRY_VERIFY(late.isFinished());
    QVERIFY(!late.result());
}

QTEST_GUILESS_MAIN(TestTokenStaff)
#include "tst_tokenstaff.moc"
