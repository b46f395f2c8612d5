#include "support/fakeclock.h"
#include "support/testfiles.h"

#include <simulation_pki/demopki.h>
#include <sync/gatewaytrust.h>

#include <QTest>

using namespace tirkeu;

/// Nothing is deleted before a receipt that the gateway signed: neither another server of the bank nor another
/// workstation can give one.
class TestGatewayTrust : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void onlyTheGatewayIsBelieved_data();
    void onlyTheGatewayIsBelieved();

private:
    test::FakeClock m_clock;
    std::optional<simulation::DemoPki> m_pki;
};

void TestGatewayTrust::initTestCase()
{
    auto pki = simulation::DemoPki::make({.now = m_clock.wall()});
    QVERIFY(pki);
    m_pki = std::move(*pki);
}

void TestGatewayTrust::onlyTheGatewayIsBelieved_data()
{
    using pki::Certificate;
    QTest::addColumn<QByteArray>("signer");
    QTest::addColumn<bool>("isBelieved");
    const Certificate gateway = m_pki->gateway().holder();
    const auto issued = [&](const QString& name, pki::KeyUses uses, const QStringList& extended,
                            const simulation::DemoAuthority& by) {
        return by
            .issue({.commonName = name,
                .organisation = gateway.subject().organisation,
                .bin = gateway.subject().bin,
                .keyUses = uses,
                .extendedUses = extended,
                .from = m_clock.wall() - std::chrono::hours(1),
                .until = m_clock.wall() + std::chrono::hours(24)})
            ->holder();
    };
    const QString name = gateway.subject().commonName;
    const QString serverAuth = QStringLiteral("1.3.6.1.5.5.7.3.1");
    const auto row = [](const char* what, const Certificate& signer, bool isBelieved) {
        QTest::newRow(what) << signer.der() << isBelieved;
    };
    row("the one that was named", gateway, true);
    row("renewed, and no TLS server", issued(name, pki::KeyUse::DigitalSignature, {}, m_pki->bank()), true);
    row("renewed, to seal with alone", issued(name, pki::KeyUse::KeyAgreement, {}, m_pki->bank()), false);
    row("another server of the bank",
        issued(QStringLiteral("mail.bank"), pki::KeyUse::DigitalSignature, {serverAuth}, m_pki->bank()), false);
    row("a workstation", m_pki->workstation().holder(), false);
    row("the name by another authority", issued(name, pki::KeyUse::DigitalSignature, {serverAuth}, m_pki->national()),
        false);
}

void TestGatewayTrust::onlyTheGatewayIsBelieved()
{
    QFETCH(const QByteArray, signer);
    QFETCH(const bool, isBelieved);
    const auto trust = sync::gatewayTrust(m_pki->bankTrust(), m_pki->gateway().holder());
    const auto certificate = pki::Certificate::fromDer(signer);
    QVERIFY(certificate);
    const Result<> believed = trust(*certificate, m_clock.wall());
    QVERIFY2(believed.has_value() == isBelieved,
        qPrintable(believed ? certificate->subject().text : believed.error().detail));
    QVERIFY(!trust(*certificate, m_clock.wall() + std::chrono::hours(24 * 365 * 30)));
}

QTEST_GUILESS_MAIN(TestGatewayTrust)
#include "tst_gatewaytrust.moc"
