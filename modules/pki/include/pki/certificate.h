#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QFlags>
#include <QList>
#include <QString>
#include <QUrl>

#include <memory>
#include <optional>

#include <openssl/types.h>

namespace tirkeu::pki {

/// What the national certification centre writes into the extended key usage (1.2.398.3.3.4.*).
enum class CertificateRole {
    Person,
    LegalEntity,
    Head,
    RightToSign,
    FinancialDocuments,
    HumanResources,
    Employee,
    InformationSystem,
    IdentifiedInPerson,
    IdentifiedRemotely,
    IdentifiedByDigitalId,
};

/// Where the holder's key lives, as extension 1.2.398.3.3.5 says.
enum class KeyStorage {
    Unstated,
    Pkcs12File,
    JavaKeyStore,
    IdentityCard,
    Kaztoken,
    EtokenJava,
    Etoken5110,
    JaCarta,
    Akey,
    SimCard,
    Cloud,
    Other,
};

/// The GOST kinds are recognised so that a person can be told; they are used only through a CmsSigner.
enum class KeyKind { Rsa, EcP256, EcP384, Ec, Gost2004, Gost2015Bits256, Gost2015Bits512, Other };

enum class KeyUse {
    DigitalSignature = 0x0080,
    NonRepudiation = 0x0040,
    KeyEncipherment = 0x0020,
    DataEncipherment = 0x0010,
    KeyAgreement = 0x0008,
    CertificateSigning = 0x0004,
    CrlSigning = 0x0002,
};
Q_DECLARE_FLAGS(KeyUses, KeyUse)

/// What a certificate is asked to be good for.
enum class CertificateUse {
    Any,
    DocumentSignature, ///< digital signature and non-repudiation; e-mail protection where a list of uses is given
    Authentication,    ///< digital signature without non-repudiation; client authentication where a list is given
    KeyUnwrapping,     ///< key encipherment (RSA) or key agreement (EC)
    TlsServer,
    TimeStamping,
    OcspSigning,
    CertificateSigning,
};

struct DistinguishedName
{
    QString commonName;
    QString surname;
    QString givenName;
    QString organisation;
    QString country;
    QString serialNumber; ///< as written, "IIN…" for a natural person
    QString iin;          ///< 12 digits, else empty
    QString bin;          ///< 12 digits out of an OU "BIN…", else empty
    QString text;         ///< RFC 2253 order, for people
    QByteArray der;       ///< two names are the same when these are
};

/// One X.509 certificate, read once and never changed; copies share it. May be used from any thread.
class Certificate
{
public:
    static constexpr qsizetype kMaxBytes = qsizetype(32) * 1024;

    /// Refuses what is too large, not DER to the last byte, or holds an extension that cannot be read.
    [[nodiscard]] static Result<Certificate> fromDer(QByteArrayView der);
    /// The first certificate of a PEM text.
    [[nodiscard]] static Result<Certificate> fromPem(QByteArrayView pem);
    [[nodiscard]] static Result<QList<Certificate>> listFromPem(QByteArrayView pem, qsizetype most = 64);
    [[nodiscard]] static Result<Certificate> fromX509(const X509* x509);

    [[nodiscard]] const QByteArray& der() const;
    [[nodiscard]] QByteArray toPem() const;
    [[nodiscard]] const QByteArray& fingerprint() const;  ///< SHA-256 over the DER
    [[nodiscard]] const QByteArray& serialNumber() const; ///< bytes, most significant first
    [[nodiscard]] const DistinguishedName& subject() const;
    [[nodiscard]] const DistinguishedName& issuer() const;
    [[nodiscard]] core::WallTime notBefore() const;
    [[nodiscard]] core::WallTime notAfter() const;
    [[nodiscard]] bool isValidAt(core::WallTime time) const { return notBefore() <= time && time <= notAfter(); }

    [[nodiscard]] std::optional<KeyUses> keyUses() const; ///< nothing where the certificate does not limit them
    [[nodiscard]] const QList<CertificateRole>& roles() const;
    [[nodiscard]] bool hasRole(CertificateRole role) const { return roles().contains(role); }
    [[nodiscard]] const QStringList& extendedUses() const; ///< object identifiers, roles included
    [[nodiscard]] const QStringList& policies() const;     ///< object identifiers
    [[nodiscard]] KeyStorage keyStorage() const;
    [[nodiscard]] bool isAuthority() const; ///< basic constraints say CA
    [[nodiscard]] bool isSelfIssued() const { return subject().der == issuer().der; }
    [[nodiscard]] bool isFitFor(CertificateUse use) const;

    [[nodiscard]] KeyKind keyKind() const;
    [[nodiscard]] int keyBits() const;                 ///< 0 where OpenSSL does not know the key
    [[nodiscard]] const QByteArray& publicKey() const; ///< SubjectPublicKeyInfo, DER
    [[nodiscard]] const QByteArray& subjectKeyId() const;
    [[nodiscard]] const QByteArray& authorityKeyId() const;

    [[nodiscard]] const QList<QUrl>& ocspUrls() const;
    [[nodiscard]] const QList<QUrl>& issuerUrls() const;
    [[nodiscard]] const QList<QUrl>& crlUrls() const;
    [[nodiscard]] const QList<QUrl>& deltaCrlUrls() const;

    /// For this room and the demo authority; lives as long as this certificate or a copy does.
    [[nodiscard]] X509* x509() const;
    bool operator==(const Certificate& other) const { return der() == other.der(); }

private:
    struct Data;
    explicit Certificate(std::shared_ptr<const Data> data);
    std::shared_ptr<const Data> m_data;
    friend class CertificateReader;
};

/// Names it in a log by the start of its fingerprint; who it belongs to is not said.
[[nodiscard]] QString logMasked(const Certificate& certificate);

} // namespace tirkeu::pki

Q_DECLARE_OPERATORS_FOR_FLAGS(tirkeu::pki::KeyUses)
