#include "issuing.h"

#include "simulation_pki/demoauthority.h"

#include <openssl/rand.h>

namespace tirkeu::simulation {

namespace {

constexpr ErrorCode kFailed{"demo.certificate-not-made"};

bool addName(X509_NAME* name, const char* field, const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    return text.isEmpty() ||
           X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(utf8.data()),
               static_cast<int>(utf8.size()), -1, 0) == 1;
}

bool setSubject(X509* x509, const DemoProfile& profile)
{
    X509_NAME* name = X509_get_subject_name(x509);
    const auto numbered = [](QLatin1StringView prefix, const QString& number) {
        return number.isEmpty() ? QString() : prefix + number;
    };
    return addName(name, "CN", profile.commonName) && addName(name, "SN", profile.surname) &&
           addName(name, "serialNumber", numbered(QLatin1StringView("IIN"), profile.iin)) &&
           addName(name, "C", QStringLiteral("KZ")) && addName(name, "GN", profile.givenName) &&
           addName(name, "O", profile.organisation) &&
           addName(name, "OU", numbered(QLatin1StringView("BIN"), profile.bin));
}

bool setSerial(X509* x509, QByteArray serial)
{
    if (serial.isEmpty()) {
        serial.resize(16);
        if (RAND_bytes(reinterpret_cast<unsigned char*>(serial.data()), 16) != 1)
            return false;
    }
    serial[0] = static_cast<char>((static_cast<unsigned char>(serial[0]) & 0x7fU) | 0x40U); // positive
    const pki::BignumHandle number(
        BN_bin2bn(reinterpret_cast<const unsigned char*>(serial.data()), static_cast<int>(serial.size()), nullptr));
    return BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(x509)) != nullptr;
}

QString spelt(pki::KeyUses uses)
{
    static const QList<std::pair<pki::KeyUse, QString>> words{
        {pki::KeyUse::DigitalSignature, QStringLiteral("digitalSignature")},
        {pki::KeyUse::NonRepudiation, QStringLiteral("nonRepudiation")},
        {pki::KeyUse::KeyEncipherment, QStringLiteral("keyEncipherment")},
        {pki::KeyUse::KeyAgreement, QStringLiteral("keyAgreement")},
        {pki::KeyUse::CertificateSigning, QStringLiteral("keyCertSign")},
        {pki::KeyUse::CrlSigning, QStringLiteral("cRLSign")},
    };
    QStringList found;
    for (const auto& [use, word] : words) {
        if (uses.testFlag(use))
            found.append(word);
    }
    return found.join(u',');
}

class Extensions
{
public:
    Extensions(X509* x509, X509* issuer)
        : m_x509(x509)
    {
        X509V3_set_ctx(&m_context, issuer, x509, nullptr, nullptr, 0);
    }
    void add(int nid, const QString& value)
    {
        if (value.isEmpty())
            return;
        const pki::ExtensionHandle extension(X509V3_EXT_conf_nid(nullptr, &m_context, nid, value.toUtf8().constData()));
        m_good = m_good && extension && X509_add_ext(m_x509, extension.get(), -1) == 1;
    }
    void addPolicies(const QStringList& oids)
    {
        if (oids.isEmpty())
            return;
        const pki::Handle<CERTIFICATEPOLICIES, CERTIFICATEPOLICIES_free> list(CERTIFICATEPOLICIES_new());
        for (const QString& oid : oids) {
            POLICYINFO* policy = POLICYINFO_new();
            policy->policyid = OBJ_txt2obj(oid.toLatin1().constData(), 1);
            sk_POLICYINFO_push(list.get(), policy);
        }
        m_good = m_good && X509_add1_ext_i2d(m_x509, NID_certificate_policies, list.get(), 0, X509V3_ADD_DEFAULT) == 1;
    }
    void addKeyStorage(const QString& oid)
    {
        if (oid.isEmpty())
            return;
        const pki::Handle<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free> list(EXTENDED_KEY_USAGE_new());
        sk_ASN1_OBJECT_push(list.get(), OBJ_txt2obj(oid.toLatin1().constData(), 1));
        unsigned char* der = nullptr;
        const int size = i2d_EXTENDED_KEY_USAGE(list.get(), &der);
        const pki::Asn1OctetsHandle octets(ASN1_OCTET_STRING_new());
        ASN1_OCTET_STRING_set(octets.get(), der, size);
        OPENSSL_free(der);
        const pki::Asn1ObjectHandle kind(OBJ_txt2obj("1.2.398.3.3.5", 1));
        const pki::ExtensionHandle extension(X509_EXTENSION_create_by_OBJ(nullptr, kind.get(), 0, octets.get()));
        m_good = m_good && extension && X509_add_ext(m_x509, extension.get(), -1) == 1;
    }
    [[nodiscard]] bool isGood() const { return m_good; }

private:
    X509* m_x509;
    X509V3_CTX m_context{};
    bool m_good = true;
};

bool setExtensions(X509* x509, X509* issuer, const DemoProfile& profile, const DemoAddresses& addresses)
{
    const auto critical = [](const QString& value) {
        return value.isEmpty() ? QString() : QStringLiteral("critical,") + value;
    };
    Extensions extensions(x509, issuer);
    if (profile.pathLength >= 0)
        extensions.add(NID_basic_constraints, QStringLiteral("critical,CA:TRUE,pathlen:%1").arg(profile.pathLength));
    extensions.add(NID_subject_key_identifier, QStringLiteral("hash"));
    if (issuer != x509)
        extensions.add(NID_authority_key_identifier, QStringLiteral("keyid:always"));
    extensions.add(NID_key_usage, critical(spelt(profile.keyUses)));
    const QString uses = profile.extendedUses.join(u',');
    extensions.add(
        NID_ext_key_usage, profile.extendedUsesAre == DemoProfile::Criticality::Critical ? critical(uses) : uses);
    extensions.addPolicies(profile.policies);
    extensions.add(NID_subject_alt_name, profile.names.join(u','));
    extensions.addKeyStorage(profile.keyStorage);
    if (profile.checkable == DemoProfile::Checkable::OcspNoCheck)
        extensions.add(NID_id_pkix_OCSP_noCheck, QStringLiteral("NULL"));
    if (profile.checkable == DemoProfile::Checkable::Yes && issuer != x509 && addresses.ocsp.isValid()) {
        const auto url = [](const QUrl& one) {
            return one.toString(QUrl::FullyEncoded);
        };
        extensions.add(NID_info_access,
            QStringLiteral("OCSP;URI:%1,caIssuers;URI:%2").arg(url(addresses.ocsp), url(addresses.issuer)));
        extensions.add(NID_crl_distribution_points, QStringLiteral("URI:%1").arg(url(addresses.crl)));
    }
    return extensions.isGood();
}

} // namespace

pki::Asn1TimeHandle asn1Time(core::WallTime time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    return pki::Asn1TimeHandle(ASN1_TIME_set(nullptr, static_cast<time_t>(seconds)));
}

pki::EvpKeyHandle readPrivateKey(const core::SecureBytes& pkcs8)
{
    const unsigned char* cursor = pkcs8.u8();
    return pki::EvpKeyHandle(d2i_AutoPrivateKey(nullptr, &cursor, static_cast<long>(pkcs8.size())));
}

Result<pki::Certificate> writeCertificate(const DemoProfile& profile, EVP_PKEY* subjectKey,
    const pki::Certificate* issuer, EVP_PKEY* signingKey, const DemoAddresses& addresses)
{
    const pki::X509Handle x509(X509_new());
    const pki::Asn1TimeHandle from = asn1Time(profile.from);
    const pki::Asn1TimeHandle until = asn1Time(profile.until);
    X509* issuerX509 = issuer ? issuer->x509() : x509.get();
    if (X509_set_version(x509.get(), X509_VERSION_3) != 1 || !setSerial(x509.get(), profile.serial) ||
        X509_set1_notBefore(x509.get(), from.get()) != 1 || X509_set1_notAfter(x509.get(), until.get()) != 1 ||
        !setSubject(x509.get(), profile) || X509_set_issuer_name(x509.get(), X509_get_subject_name(issuerX509)) != 1 ||
        X509_set_pubkey(x509.get(), subjectKey) != 1 || !setExtensions(x509.get(), issuerX509, profile, addresses) ||
        X509_sign(x509.get(), signingKey, EVP_sha256()) <= 0)
        return failure(kFailed, ErrorKind::Bug, profile.commonName);
    return pki::Certificate::fromX509(x509.get());
}

} // namespace tirkeu::simulation
