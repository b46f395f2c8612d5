#include "support/fakeclock.h"
#include "support/softtoken.h"

#include "bootstrap/tokenstaff.h"

#include <simulation_pki/demopki.h>
#include <token/cryptokimodule.h>

#include <QSignalSpy>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;

// A SoftHSM token with the demo teller's two credentials, through the same source that the sign-in page uses.
class TestTokenStaff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theAuthenticationCertificateSignsIn();
    void aWrongPinIsNamedAndShowsInTheFlags();
    void whomTheCriteriaDoNotKnowIsRefused();
    void anotherOrganisationsTokenIsRefused();
    void cleanupTestCase() { m_token.reset(); }

private:
    static core::SecureBytes pin(const QByteArray& digits)
    {
        QByteArray copy(digits.constData(), digits.size());
        return core::SecureBytes::takeFrom(copy);
    }
    std::unique_ptr<TokenStaff> staff(const TokenStaff::Lookup& lookup, const QString& bin = {});

    test::FakeClock m_clock;
    std::unique_ptr<test::SoftToken> m_token;
    std::optional<simulation::DemoPki> m_pki;
    std::shared_ptr<token::CryptokiModule> m_module;
};

void TestTokenStaff::initTestCase()
{
    m_pki = simulation::DemoPki::make({.now = m_clock.wall()}).value();
    m_token = std::make_unique<test::SoftToken>();
    QVERIFY(m_token->isGood());
    const auto put = [this](const QString& id, pki::SoftwareKey key, test::SoftToken::Use use) {
        const core::SecureBytes der = key.toPkcs8().value();
        return m_token->put(id, id, QByteArray(reinterpret_cast<const char*>(der.data()), qsizetype(der.size())),
            key.certificate(), use);
    };
    const auto teller = simulation::DemoPerson::Teller;
    QVERIFY(put(QStringLiteral("01"), m_pki->authentication(teller), test::SoftToken::Use::Sign));
    QVERIFY(put(QStringLiteral("02"), m_pki->signature(teller), test::SoftToken::Use::Sign));
    m_module = token::CryptokiModule::load(test::SoftToken::softHsm()).value();
}

std::unique_ptr<TokenStaff> TestTokenStaff::staff(const TokenStaff::Lookup& lookup, const QString& bin)
{
    auto staff = std::make_unique<TokenStaff>(
        m_module, token::CredentialRules{.trust = m_pki->nationalTrust(), .organisationBin = bin}, lookup, m_clock);
    if (!QTest::qWaitFor([&] { return staff->tokenState().isPresent; }))
        qWarning("the token was not seen");
    return staff;
}

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

QTEST_GUILESS_MAIN(TestTokenStaff)
#include "tst_tokenstaff.moc"
