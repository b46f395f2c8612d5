#include "simulation_pki/demoresponders.h"

#include "issuing.h"

namespace tirkeu::simulation {

namespace {

using std::chrono::hours;

QByteArray keyFor(const QByteArray& issuer, const QByteArray& serial)
{
    return issuer + serial;
}

bool addRevoked(X509_CRL* crl, const QByteArray& serial, const DemoRevocation& revocation)
{
    pki::Handle<X509_REVOKED, X509_REVOKED_free> entry(X509_REVOKED_new());
    const pki::BignumHandle number(
        BN_bin2bn(reinterpret_cast<const unsigned char*>(serial.data()), static_cast<int>(serial.size()), nullptr));
    const pki::Asn1IntegerHandle integer(BN_to_ASN1_INTEGER(number.get(), nullptr));
    const pki::Asn1TimeHandle at = asn1Time(revocation.at);
    const pki::Handle<ASN1_ENUMERATED, ASN1_ENUMERATED_free> reason(ASN1_ENUMERATED_new());
    ASN1_ENUMERATED_set(reason.get(), revocation.reason);
    if (X509_REVOKED_set_serialNumber(entry.get(), integer.get()) != 1 ||
        X509_REVOKED_set_revocationDate(entry.get(), at.get()) != 1 ||
        X509_REVOKED_add1_ext_i2d(entry.get(), NID_crl_reason, reason.get(), 0, 0) != 1 ||
        X509_CRL_add0_revoked(crl, entry.get()) != 1)
        return false;
    static_cast<void>(entry.release()); // the list owns it now
    return true;
}

} // namespace

DemoResponders::DemoResponders(DemoPki pki, const core::Clock& clock)
    : m_pki(std::move(pki))
    , m_clock(clock)
{
}

void DemoResponders::set(OcspManner manner)
{
    const std::lock_guard lock(m_mutex);
    m_ocsp = manner;
}

void DemoResponders::set(CrlManner manner)
{
    const std::lock_guard lock(m_mutex);
    m_crl = manner;
}

void DemoResponders::set(StampManner manner)
{
    const std::lock_guard lock(m_mutex);
    m_stamp = manner;
}

OcspManner DemoResponders::ocspManner() const
{
    const std::lock_guard lock(m_mutex);
    return m_ocsp;
}

CrlManner DemoResponders::crlManner() const
{
    const std::lock_guard lock(m_mutex);
    return m_crl;
}

StampManner DemoResponders::stampManner() const
{
    const std::lock_guard lock(m_mutex);
    return m_stamp;
}

void DemoResponders::revoke(const pki::Certificate& certificate, const DemoRevocation& revocation)
{
    const std::lock_guard lock(m_mutex);
    m_revoked.insert(keyFor(certificate.issuer().der, certificate.serialNumber()), revocation);
}

std::optional<DemoRevocation> DemoResponders::revocationOf(const QByteArray& issuer, const QByteArray& serial) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_revoked.constFind(keyFor(issuer, serial));
    return found == m_revoked.constEnd() ? std::nullopt : std::optional(*found);
}

QByteArray DemoResponders::list(const DemoAuthority& asked) const
{
    const CrlManner manner = crlManner();
    if (manner == CrlManner::Garbage)
        return "this is no revocation list";
    const DemoAuthority& authority = manner == CrlManner::OtherIssuer ? m_pki.vendor() : asked;
    core::WallTime from = m_clock.wall() - hours(1);
    if (manner == CrlManner::Expired)
        from -= hours(24 * 30);
    else if (manner == CrlManner::NotYetValid)
        from += hours(24 * 30);
    const pki::Handle<X509_CRL, X509_CRL_free> crl(X509_CRL_new());
    const pki::Asn1TimeHandle thisUpdate = asn1Time(from);
    const pki::Asn1TimeHandle nextUpdate = asn1Time(from + hours(24));
    X509_CRL_set_version(crl.get(), X509_CRL_VERSION_2);
    X509_CRL_set_issuer_name(crl.get(), X509_get_subject_name(authority.certificate().x509()));
    X509_CRL_set1_lastUpdate(crl.get(), thisUpdate.get());
    X509_CRL_set1_nextUpdate(crl.get(), nextUpdate.get());
    const QByteArray issuer = authority.certificate().subject().der;
    {
        const std::lock_guard lock(m_mutex);
        for (auto entry = m_revoked.constBegin(); entry != m_revoked.constEnd(); ++entry) {
            if (entry.key().startsWith(issuer) && !addRevoked(crl.get(), entry.key().mid(issuer.size()), *entry))
                return {};
        }
    }
    if (manner == CrlManner::Partial) {
        const pki::Handle<ISSUING_DIST_POINT, ISSUING_DIST_POINT_free> scope(ISSUING_DIST_POINT_new());
        scope->onlyCA = 0xff;
        X509_CRL_add1_ext_i2d(crl.get(), NID_issuing_distribution_point, scope.get(), 1, 0);
    }
    X509_CRL_sort(crl.get());
    if (X509_CRL_sign(crl.get(), authority.key().evp(), EVP_sha256()) <= 0)
        return {};
    QByteArray der = encoded<X509_CRL>(crl.get(), i2d_X509_CRL);
    if (manner == CrlManner::BadSignature)
        der.back() = static_cast<char>(der.back() ^ 1);
    return der;
}

} // namespace tirkeu::simulation
