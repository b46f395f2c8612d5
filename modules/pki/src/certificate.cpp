#include "pki/certificate.h"

#include "certificatedata.h"

#include <core/encoding.h>

#include <openssl/pem.h>

namespace tirkeu::pki {

namespace {
constexpr ErrorCode kUnreadable{"pki.certificate-unreadable"};
constexpr ErrorCode kTooLarge{"pki.certificate-too-large"};
} // namespace

Certificate::Certificate(std::shared_ptr<const Data> data)
    : m_data(std::move(data))
{
}

Result<Certificate> Certificate::fromDer(QByteArrayView der)
{
    if (der.size() > kMaxBytes)
        return failure(kTooLarge, ErrorKind::OperatorCanFix, QStringLiteral("%1 bytes").arg(der.size()));
    const CleanErrors clean;
    X509Handle x509 = pki::fromDer<X509Handle>(d2i_X509, der);
    if (!x509)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, opensslErrors());
    // What is not DER has more than one spelling, and then a fingerprint does not name one certificate.
    if (toDer<X509>(x509.get(), i2d_X509) != der)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("not DER"));
    return CertificateReader(std::move(x509)).read(der.toByteArray());
}

Result<Certificate> Certificate::fromX509(const X509* x509)
{
    const QByteArray der = toDer<X509>(x509, i2d_X509);
    if (der.size() > kMaxBytes)
        return failure(kTooLarge, ErrorKind::OperatorCanFix, QStringLiteral("%1 bytes").arg(der.size()));
    // Shared, not read again: finding the key anew is what takes OpenSSL longest.
    auto* shared = const_cast<X509*>(x509);
    X509_up_ref(shared);
    const CleanErrors clean;
    return CertificateReader(X509Handle(shared)).read(der);
}

Result<Certificate> Certificate::fromPem(QByteArrayView pem)
{
    const Result<QList<Certificate>> all = listFromPem(pem);
    if (!all)
        return failure(all);
    return all->first();
}

Result<QList<Certificate>> Certificate::listFromPem(QByteArrayView pem, qsizetype most)
{
    if (pem.size() > most * 2 * kMaxBytes)
        return failure(kTooLarge, ErrorKind::OperatorCanFix, QStringLiteral("%1 bytes of PEM").arg(pem.size()));
    const CleanErrors clean;
    const BioHandle bio = readOnlyBio(pem);
    QList<Certificate> found;
    for (;;) {
        char* name = nullptr;
        char* header = nullptr;
        unsigned char* data = nullptr;
        long size = 0;
        if (PEM_read_bio(bio.get(), &name, &header, &data, &size) != 1)
            break;
        const QByteArray kind(name);
        const QByteArray der(reinterpret_cast<const char*>(data), size);
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_clear_free(data, static_cast<std::size_t>(size));
        if (kind != "CERTIFICATE" && kind != "X509 CERTIFICATE")
            continue;
        if (found.size() == most)
            return failure(kTooLarge, ErrorKind::OperatorCanFix, QStringLiteral("more than %1").arg(most));
        const Result<Certificate> certificate = fromDer(der);
        if (!certificate)
            return failure(certificate);
        found.append(*certificate);
    }
    if (found.isEmpty())
        return failure(kUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("no certificate in the PEM text"));
    return found;
}

QByteArray Certificate::toPem() const
{
    const BioHandle bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), x509());
    return bytesIn(bio.get());
}

bool Certificate::isFitFor(CertificateUse use) const
{
    const KeyUses limits = keyUses().value_or(KeyUses());
    const auto may = [&](KeyUse bit) {
        return !keyUses() || limits.testFlag(bit);
    };
    const auto listed = [&](QLatin1StringView oid) {
        return extendedUses().contains(oid);
    };
    switch (use) {
    case CertificateUse::Any:
        return true;
    case CertificateUse::DocumentSignature:
        return limits.testFlag(KeyUse::DigitalSignature) && limits.testFlag(KeyUse::NonRepudiation) &&
               (extendedUses().isEmpty() || listed(QLatin1StringView("1.3.6.1.5.5.7.3.4")));
    case CertificateUse::Authentication:
        // The newest national certificates have one key for both; those say client authentication outright.
        return may(KeyUse::DigitalSignature) &&
               (extendedUses().isEmpty() ? !limits.testFlag(KeyUse::NonRepudiation)
                                         : listed(QLatin1StringView("1.3.6.1.5.5.7.3.2")));
    case CertificateUse::KeyUnwrapping:
        return keyKind() == KeyKind::Rsa ? may(KeyUse::KeyEncipherment) : may(KeyUse::KeyAgreement);
    case CertificateUse::TlsServer:
        return may(KeyUse::DigitalSignature) && listed(QLatin1StringView("1.3.6.1.5.5.7.3.1"));
    case CertificateUse::TimeStamping:
        return may(KeyUse::DigitalSignature) && extendedUses() == QStringList{QStringLiteral("1.3.6.1.5.5.7.3.8")};
    case CertificateUse::OcspSigning:
        return may(KeyUse::DigitalSignature) && listed(QLatin1StringView("1.3.6.1.5.5.7.3.9"));
    case CertificateUse::CertificateSigning:
        return isAuthority() && may(KeyUse::CertificateSigning);
    }
    return false;
}

const QByteArray& Certificate::der() const
{
    return m_data->der;
}
const QByteArray& Certificate::fingerprint() const
{
    return m_data->fingerprint;
}
const QByteArray& Certificate::serialNumber() const
{
    return m_data->serialNumber;
}
const DistinguishedName& Certificate::subject() const
{
    return m_data->subject;
}
const DistinguishedName& Certificate::issuer() const
{
    return m_data->issuer;
}
core::WallTime Certificate::notBefore() const
{
    return m_data->notBefore;
}
core::WallTime Certificate::notAfter() const
{
    return m_data->notAfter;
}
std::optional<KeyUses> Certificate::keyUses() const
{
    return m_data->keyUses;
}
const QList<CertificateRole>& Certificate::roles() const
{
    return m_data->roles;
}
const QStringList& Certificate::extendedUses() const
{
    return m_data->extendedUses;
}
const QStringList& Certificate::policies() const
{
    return m_data->policies;
}
KeyStorage Certificate::keyStorage() const
{
    return m_data->keyStorage;
}
bool Certificate::isAuthority() const
{
    return m_data->authority;
}
KeyKind Certificate::keyKind() const
{
    return m_data->keyKind;
}
int Certificate::keyBits() const
{
    return m_data->keyBits;
}
const QByteArray& Certificate::publicKey() const
{
    return m_data->publicKey;
}
const QByteArray& Certificate::subjectKeyId() const
{
    return m_data->subjectKeyId;
}
const QByteArray& Certificate::authorityKeyId() const
{
    return m_data->authorityKeyId;
}
const QList<QUrl>& Certificate::ocspUrls() const
{
    return m_data->ocspUrls;
}
const QList<QUrl>& Certificate::issuerUrls() const
{
    return m_data->issuerUrls;
}
const QList<QUrl>& Certificate::crlUrls() const
{
    return m_data->crlUrls;
}
const QList<QUrl>& Certificate::deltaCrlUrls() const
{
    return m_data->deltaCrlUrls;
}
X509* Certificate::x509() const
{
    return m_data->x509.get();
}

QString logMasked(const Certificate& certificate)
{
    return QStringLiteral("certificate ") + QString::fromLatin1(core::toHex(certificate.fingerprint().first(6)));
}

} // namespace tirkeu::pki
