#pragma once

#include "support/fakeclock.h"
#include "support/softtoken.h"

#include "bootstrap/tokenstaff.h"
#include "signin/signincontroller.h"

#include <core/encoding.h>
#include <simulation_pki/demoexchange.h>
#include <simulation_pki/demopki.h>
#include <token/cryptokimodule.h>

#include <QTest>

#include <functional>

namespace tirkeu::test {

class EmptyBook final : public workstation::AcknowledgementBook
{
public:
    [[nodiscard]] bool hasAcknowledged(const QString&, int) const override { return true; }
    [[nodiscard]] Result<> acknowledge(const QString&, int, core::WallTime) override { return {}; }
};

class KindsOnly final : public core::AuditSink
{
public:
    [[nodiscard]] Result<> record(std::string_view kind, const QJsonObject&) override
    {
        kinds.append(QString::fromLatin1(kind.data(), static_cast<qsizetype>(kind.size())));
        return {};
    }
    QStringList kinds;
};

/// SoftHSM tokens behind the scripted module, the demo teller's with both credentials or with one on each of two, and
/// the supervisor's as a guest, for tests of the source that the sign-in page uses.
class StaffTokens
{
protected:
    /// `more` puts further tokens there: what comes later the module does not see.
    void openTokens(const std::function<void()>& more = {});
    void resetTokens();
    void closeTokens() { m_token.reset(); }

    [[nodiscard]] static Result<workstation::StaffMember> aTeller(const pki::Certificate& certificate)
    {
        workstation::StaffMember member{};
        member.id = QString::fromLatin1(core::toHex(certificate.fingerprint()));
        member.certificateEnds = certificate.notAfter();
        member.rulesRead = true;
        return member;
    }
    static core::SecureBytes pin(const QByteArray& digits)
    {
        QByteArray copy(digits.constData(), digits.size());
        return core::SecureBytes::takeFrom(copy);
    }
    [[nodiscard]] bool put(
        const QString& id, const pki::SoftwareKey& key, const QString& token = QStringLiteral("TIRKEU")) const
    {
        const core::SecureBytes der = key.toPkcs8().value();
        return m_token->put(id, id, QByteArray(reinterpret_cast<const char*>(der.data()), qsizetype(der.size())),
            key.certificate(), SoftToken::Use::Sign, token);
    }
    [[nodiscard]] std::unique_ptr<workstation::TokenStaff> staff(
        const workstation::TokenStaff::Lookup& lookup = aTeller, const QString& bin = {},
        std::chrono::milliseconds padTime = workstation::StaffSource::kPinPadTime);
    [[nodiscard]] static Result<workstation::StaffMember> signedIn(
        workstation::TokenStaff& reader, const core::SecureBytes& secret);
    [[nodiscard]] static Result<workstation::StaffMember> signedIn(workstation::TokenStaff& reader)
    {
        return signedIn(reader, pin(SoftToken::pin()));
    }
    [[nodiscard]] pki::SoftwareKey signing(simulation::DemoPerson person) const { return m_pki->signature(person); }
    [[nodiscard]] static workstation::KeyAct signContent(QByteArray* made)
    {
        return [made](const evidence::SigningKey& key) -> Result<> {
            const auto cms = workstation::AnnouncedSwap::answer("a paper")(key);
            if (!cms)
                return failure(cms);
            *made = *cms;
            return {};
        };
    }

    FakeClock m_clock;
    std::unique_ptr<SoftToken> m_token;
    std::optional<simulation::DemoPki> m_pki;
    std::optional<std::pair<pki::SoftwareKey, pki::SoftwareKey>> m_renewed; ///< for signing in, for documents
    std::unique_ptr<simulation::DemoResponders> m_responders;
    std::unique_ptr<simulation::DemoExchange> m_exchange;
    std::unique_ptr<pki::StatusChecker> m_status;
    std::shared_ptr<token::CryptokiModule> m_module;
};

inline void StaffTokens::openTokens(const std::function<void()>& more)
{
    m_pki = simulation::DemoPki::make({.now = m_clock.wall()}).value();
    m_token = std::make_unique<SoftToken>();
    QVERIFY(m_token->isGood());
    QVERIFY(m_token->addToken(QStringLiteral("GUEST")));
    for (const auto& [person, token] : {std::pair(simulation::DemoPerson::Teller, QStringLiteral("TIRKEU")),
             std::pair(simulation::DemoPerson::Supervisor, QStringLiteral("GUEST"))}) {
        QVERIFY(put(QStringLiteral("01"), m_pki->authentication(person), token));
        QVERIFY(put(QStringLiteral("02"), m_pki->signature(person), token));
    }
    QVERIFY(m_token->addToken(QStringLiteral("SEAL")));
    QVERIFY(put(QStringLiteral("05"), m_pki->bankSeal(), QStringLiteral("SEAL")));
    // A token of the teller's with the certificates before and after a renewal.
    const auto renew = [this](simulation::DemoProfile profile) {
        profile.until = m_clock.wall() + std::chrono::days(700);
        return m_pki->national().issue(profile).value();
    };
    m_renewed.emplace(renew(m_pki->authenticationProfile(simulation::DemoPerson::Teller)),
        renew(m_pki->signatureProfile(simulation::DemoPerson::Teller)));
    const QString renewed = QStringLiteral("RENEWED");
    QVERIFY(m_token->addToken(renewed));
    QVERIFY(put(QStringLiteral("01"), m_pki->authentication(simulation::DemoPerson::Teller), renewed));
    QVERIFY(put(QStringLiteral("02"), m_pki->signature(simulation::DemoPerson::Teller), renewed));
    QVERIFY(put(QStringLiteral("03"), m_renewed->first, renewed));
    QVERIFY(put(QStringLiteral("04"), m_renewed->second, renewed));
    // The teller's two certificates on two tokens.
    QVERIFY(m_token->addToken(QStringLiteral("BADGE")));
    QVERIFY(put(QStringLiteral("01"), m_pki->authentication(simulation::DemoPerson::Teller), QStringLiteral("BADGE")));
    QVERIFY(m_token->addToken(QStringLiteral("EDS")));
    QVERIFY(put(QStringLiteral("02"), m_pki->signature(simulation::DemoPerson::Teller), QStringLiteral("EDS")));
    if (more)
        more();
    m_responders = std::make_unique<simulation::DemoResponders>(*m_pki, m_clock);
    m_exchange = std::make_unique<simulation::DemoExchange>(*m_responders);
    m_status = std::make_unique<pki::StatusChecker>(*m_exchange, m_clock, m_pki->nationalTrust());
    m_module = token::CryptokiModule::load(SoftToken::scripted()).value();
    QVERIFY(script("show TIRKEU"));
}

inline void StaffTokens::resetTokens()
{
    QVERIFY(script("reset") && script("show TIRKEU"));
    m_responders->set(simulation::OcspManner::Normal);
    m_responders->set(simulation::CrlManner::Normal);
}

inline std::unique_ptr<workstation::TokenStaff> StaffTokens::staff(
    const workstation::TokenStaff::Lookup& lookup, const QString& bin, std::chrono::milliseconds padTime)
{
    auto staff = std::make_unique<workstation::TokenStaff>(m_module,
        token::CredentialRules{.trust = m_pki->nationalTrust(), .organisationBin = bin}, lookup, m_clock,
        workstation::TokenStaff::KeyUse(), workstation::TokenHelpers{.status = m_status.get(), .padTime = padTime});
    if (!QTest::qWaitFor([&] { return staff->tokenState().isPresent; }))
        qWarning("the token was not seen");
    return staff;
}

inline Result<workstation::StaffMember> StaffTokens::signedIn(
    workstation::TokenStaff& reader, const core::SecureBytes& secret)
{
    auto future = reader.signIn(core::SecureBytes(secret.bytes()), workstation::LastTry::NotAgreed);
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
        return failure(ErrorCode{"test.not-asked"}, ErrorKind::Bug);
    return future.result();
}

} // namespace tirkeu::test
