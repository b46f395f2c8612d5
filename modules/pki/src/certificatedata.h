#pragma once

#include "openssltools.h"

namespace tirkeu::pki {

struct Certificate::Data
{
    X509Handle x509;
    QByteArray der;
    QByteArray fingerprint;
    QByteArray serialNumber;
    DistinguishedName subject;
    DistinguishedName issuer;
    core::WallTime notBefore;
    core::WallTime notAfter;
    std::optional<KeyUses> keyUses;
    QList<CertificateRole> roles;
    QStringList extendedUses;
    QStringList policies;
    KeyStorage keyStorage = KeyStorage::Unstated;
    bool authority = false;
    KeyKind keyKind = KeyKind::Other;
    int keyBits = 0;
    QByteArray publicKey;
    QByteArray subjectKeyId;
    QByteArray authorityKeyId;
    QList<QUrl> ocspUrls;
    QList<QUrl> issuerUrls;
    QList<QUrl> crlUrls;
    QList<QUrl> deltaCrlUrls;
};

/// Takes one certificate apart, each field once, bounded.
class CertificateReader
{
public:
    explicit CertificateReader(X509Handle x509);
    [[nodiscard]] Result<Certificate> read(QByteArray der);

private:
    [[nodiscard]] Result<> readNames();
    [[nodiscard]] Result<> readValidity();
    [[nodiscard]] Result<> readExtensions();
    void readKey();
    void readKeyStorage();
    void readAddresses();

    std::shared_ptr<Certificate::Data> m_data;
};

} // namespace tirkeu::pki
