#include "certificatedata.h"

#include <core/hashing.h>

#include <QHash>

namespace tirkeu::pki {

namespace {

constexpr ErrorCode kDamaged{"pki.certificate-damaged"};
constexpr int kMaxNameEntries = 64;
constexpr int kMaxListEntries = 64;

tl::unexpected<Error> damaged(const char* where)
{
    return failure(kDamaged, ErrorKind::OperatorCanFix, QString::fromLatin1(where));
}

QString textOf(const ASN1_STRING* string)
{
    unsigned char* utf8 = nullptr;
    const int size = ASN1_STRING_to_UTF8(&utf8, string);
    if (size < 0)
        return {};
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(utf8), size);
    OPENSSL_free(utf8);
    return text;
}

/// "IIN" or "BIN" and twelve digits; the check digit is the identity room's business.
QString numberAfter(QLatin1StringView prefix, const QString& text)
{
    const QString digits = text.mid(prefix.size());
    const bool good = text.startsWith(prefix) && digits.size() == 12 &&
                      std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return good ? digits : QString();
}

std::optional<DistinguishedName> nameOf(const X509_NAME* name)
{
    const int count = X509_NAME_entry_count(name);
    if (count > kMaxNameEntries)
        return std::nullopt;
    DistinguishedName result;
    result.der = toDer<X509_NAME>(name, i2d_X509_NAME);
    for (int i = 0; i < count; ++i) {
        const X509_NAME_ENTRY* entry = X509_NAME_get_entry(name, i);
        const QString text = textOf(X509_NAME_ENTRY_get_data(entry));
        switch (OBJ_obj2nid(X509_NAME_ENTRY_get_object(entry))) {
        case NID_commonName:
            result.commonName = text;
            break;
        case NID_surname:
            result.surname = text;
            break;
        case NID_givenName:
            result.givenName = text;
            break;
        case NID_organizationName:
            result.organisation = text;
            break;
        case NID_countryName:
            result.country = text;
            break;
        case NID_serialNumber:
            result.serialNumber = text;
            result.iin = numberAfter(QLatin1StringView("IIN"), text);
            break;
        case NID_organizationalUnitName:
            if (const QString bin = numberAfter(QLatin1StringView("BIN"), text); !bin.isEmpty())
                result.bin = bin;
            break;
        default:
            break;
        }
    }
    const BioHandle bio(BIO_new(BIO_s_mem()));
    if (X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB)) < 0)
        return std::nullopt;
    result.text = QString::fromUtf8(bytesIn(bio.get()));
    return result;
}

void addUri(const GENERAL_NAME* name, QList<QUrl>& into)
{
    if (name->type != GEN_URI || into.size() >= kMaxListEntries)
        return;
    const QUrl url(QString::fromLatin1(bytesOf(name->d.uniformResourceIdentifier)), QUrl::StrictMode);
    if (url.isValid() && (url.scheme() == u"http" || url.scheme() == u"https"))
        into.append(url);
}

template<typename T, typename Release>
struct ExtensionValue
{
    std::unique_ptr<T, Release> value;
    bool damaged = false; // there, but twice or unreadable
};

template<auto release, typename T>
ExtensionValue<T, Release<release>> extension(const X509* x509, int nid)
{
    int critical = -1;
    auto* value = static_cast<T*>(X509_get_ext_d2i(x509, nid, &critical, nullptr));
    return {std::unique_ptr<T, Release<release>>(value), !value && critical != -1};
}

bool readDistribution(const X509* x509, int nid, QList<QUrl>& into)
{
    const auto points = extension<CRL_DIST_POINTS_free, CRL_DIST_POINTS>(x509, nid);
    for (int i = 0; points.value && i < sk_DIST_POINT_num(points.value.get()); ++i) {
        const DIST_POINT* point = sk_DIST_POINT_value(points.value.get(), i);
        if (!point->distpoint || point->distpoint->type != 0)
            continue;
        const GENERAL_NAMES* names = point->distpoint->name.fullname;
        for (int n = 0; n < sk_GENERAL_NAME_num(names); ++n)
            addUri(sk_GENERAL_NAME_value(names, n), into);
    }
    return !points.damaged;
}

KeyStorage storageOf(const QString& oid)
{
    static const QHash<QString, KeyStorage> known{
        {QStringLiteral("1.1"), KeyStorage::Pkcs12File},
        {QStringLiteral("1.2"), KeyStorage::JavaKeyStore},
        {QStringLiteral("2.1"), KeyStorage::IdentityCard},
        {QStringLiteral("2.2"), KeyStorage::Kaztoken},
        {QStringLiteral("2.3"), KeyStorage::EtokenJava},
        {QStringLiteral("2.4"), KeyStorage::Etoken5110},
        {QStringLiteral("2.5"), KeyStorage::JaCarta},
        {QStringLiteral("2.6"), KeyStorage::Akey},
        {QStringLiteral("2.7"), KeyStorage::SimCard},
        {QStringLiteral("3.1"), KeyStorage::Cloud},
    };
    static const QString prefix = QStringLiteral("1.2.398.3.3.5.");
    return oid.startsWith(prefix) ? known.value(oid.mid(prefix.size()), KeyStorage::Other) : KeyStorage::Other;
}

std::optional<CertificateRole> roleOf(const QString& oid)
{
    static const QHash<QString, CertificateRole> known{
        {QStringLiteral("1.1"), CertificateRole::Person},
        {QStringLiteral("1.2"), CertificateRole::LegalEntity},
        {QStringLiteral("1.2.1"), CertificateRole::Head},
        {QStringLiteral("1.2.2"), CertificateRole::RightToSign},
        {QStringLiteral("1.2.3"), CertificateRole::FinancialDocuments},
        {QStringLiteral("1.2.4"), CertificateRole::HumanResources},
        {QStringLiteral("1.2.5"), CertificateRole::Employee},
        {QStringLiteral("1.2.6"), CertificateRole::InformationSystem},
        {QStringLiteral("3.1"), CertificateRole::IdentifiedInPerson},
        {QStringLiteral("3.2"), CertificateRole::IdentifiedRemotely},
        {QStringLiteral("3.2.1"), CertificateRole::IdentifiedByDigitalId},
    };
    static const QString prefix = QStringLiteral("1.2.398.3.3.4.");
    if (!oid.startsWith(prefix))
        return std::nullopt;
    const auto found = known.constFind(oid.mid(prefix.size()));
    return found == known.constEnd() ? std::nullopt : std::optional(*found);
}

KeyKind foreignKindOf(const QString& oid)
{
    if (oid == u"1.2.398.3.10.1.1.1.1")
        return KeyKind::Gost2004;
    if (oid == u"1.2.398.3.10.1.1.2.1")
        return KeyKind::Gost2015Bits256;
    if (oid == u"1.2.398.3.10.1.1.2.2")
        return KeyKind::Gost2015Bits512;
    return KeyKind::Other;
}

} // namespace

CertificateReader::CertificateReader(X509Handle x509)
    : m_data(std::make_shared<Certificate::Data>())
{
    m_data->x509 = std::move(x509);
}

Result<Certificate> CertificateReader::read(QByteArray der)
{
    m_data->fingerprint = core::sha256(der);
    m_data->der = std::move(der);
    for (const Result<>& step : {readNames(), readValidity(), readExtensions()}) {
        if (!step)
            return failure(step);
    }
    readKey();
    return Certificate(m_data);
}

Result<> CertificateReader::readNames()
{
    const X509* x509 = m_data->x509.get();
    const ASN1_INTEGER* serial = X509_get0_serialNumber(x509);
    if (serial->length > 64)
        return damaged("serial number");
    m_data->serialNumber = bytesOf(serial).toByteArray();
    const auto subject = nameOf(X509_get_subject_name(x509));
    const auto issuer = nameOf(X509_get_issuer_name(x509));
    if (!subject || !issuer)
        return damaged("name");
    m_data->subject = *subject;
    m_data->issuer = *issuer;
    return {};
}

Result<> CertificateReader::readValidity()
{
    const auto from = timeOf(X509_get0_notBefore(m_data->x509.get()));
    const auto until = timeOf(X509_get0_notAfter(m_data->x509.get()));
    if (!from || !until)
        return damaged("validity");
    m_data->notBefore = *from;
    m_data->notAfter = *until;
    return {};
}

Result<> CertificateReader::readExtensions()
{
    X509* x509 = m_data->x509.get();
    if (X509_get_ext_count(x509) > kMaxListEntries)
        return damaged("too many extensions");
    // Makes OpenSSL read what it keeps about extensions now, so that later readers on other threads only look.
    X509_check_purpose(x509, -1, 0);
    if (X509_get_extension_flags(x509) & EXFLAG_INVALID)
        return damaged("extensions");
    m_data->authority = (X509_get_extension_flags(x509) & EXFLAG_BCONS) && (X509_get_extension_flags(x509) & EXFLAG_CA);
    if (const std::uint32_t usage = X509_get_key_usage(x509); usage != UINT32_MAX)
        m_data->keyUses = KeyUses::fromInt(static_cast<int>(usage & 0xffU));
    m_data->subjectKeyId = bytesOf(X509_get0_subject_key_id(x509)).toByteArray();
    m_data->authorityKeyId = bytesOf(X509_get0_authority_key_id(x509)).toByteArray();

    const auto uses = extension<EXTENDED_KEY_USAGE_free, EXTENDED_KEY_USAGE>(x509, NID_ext_key_usage);
    const auto policies = extension<CERTIFICATEPOLICIES_free, CERTIFICATEPOLICIES>(x509, NID_certificate_policies);
    const auto access = extension<AUTHORITY_INFO_ACCESS_free, AUTHORITY_INFO_ACCESS>(x509, NID_info_access);
    if (uses.damaged || policies.damaged || access.damaged)
        return damaged("uses, policies or addresses");
    for (int i = 0; uses.value && i < std::min(sk_ASN1_OBJECT_num(uses.value.get()), kMaxListEntries); ++i) {
        const QString oid = oidText(sk_ASN1_OBJECT_value(uses.value.get(), i));
        m_data->extendedUses.append(oid);
        if (const auto role = roleOf(oid))
            m_data->roles.append(*role);
    }
    for (int i = 0; policies.value && i < std::min(sk_POLICYINFO_num(policies.value.get()), kMaxListEntries); ++i)
        m_data->policies.append(oidText(sk_POLICYINFO_value(policies.value.get(), i)->policyid));
    for (int i = 0; access.value && i < sk_ACCESS_DESCRIPTION_num(access.value.get()); ++i) {
        const ACCESS_DESCRIPTION* entry = sk_ACCESS_DESCRIPTION_value(access.value.get(), i);
        if (const int method = OBJ_obj2nid(entry->method); method == NID_ad_OCSP)
            addUri(entry->location, m_data->ocspUrls);
        else if (method == NID_ad_ca_issuers)
            addUri(entry->location, m_data->issuerUrls);
    }
    if (!readDistribution(x509, NID_crl_distribution_points, m_data->crlUrls) ||
        !readDistribution(x509, NID_freshest_crl, m_data->deltaCrlUrls))
        return damaged("addresses of revocation lists");
    readKeyStorage();
    return {};
}

void CertificateReader::readKeyStorage()
{
    const X509* x509 = m_data->x509.get();
    const Asn1ObjectHandle oid = oidObject(u"1.2.398.3.3.5");
    const int position = X509_get_ext_by_OBJ(x509, oid.get(), -1);
    if (position < 0)
        return;
    // A sequence of object identifiers, which has the form of an extended key usage.
    const QByteArrayView value = bytesOf(X509_EXTENSION_get_data(X509_get_ext(x509, position)));
    const auto list = fromDer<Handle<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>>(d2i_EXTENDED_KEY_USAGE, value);
    m_data->keyStorage = list && sk_ASN1_OBJECT_num(list.get()) > 0
                             ? storageOf(oidText(sk_ASN1_OBJECT_value(list.get(), 0)))
                             : KeyStorage::Other;
}

void CertificateReader::readKey()
{
    X509* x509 = m_data->x509.get();
    const X509_PUBKEY* info = X509_get_X509_PUBKEY(x509);
    m_data->publicKey = toDer<X509_PUBKEY>(info, i2d_X509_PUBKEY);
    const CleanErrors clean;
    const EVP_PKEY* key = X509_get0_pubkey(x509);
    if (!key) {
        ASN1_OBJECT* algorithm = nullptr;
        X509_PUBKEY_get0_param(&algorithm, nullptr, nullptr, nullptr, info);
        m_data->keyKind = foreignKindOf(oidText(algorithm));
        return;
    }
    m_data->keyBits = EVP_PKEY_get_bits(key);
    if (EVP_PKEY_is_a(key, "RSA") == 1) {
        m_data->keyKind = KeyKind::Rsa;
    } else if (EVP_PKEY_is_a(key, "EC") == 1) {
        char group[64] = {};
        std::size_t length = 0;
        EVP_PKEY_get_group_name(key, group, sizeof group, &length);
        const QByteArrayView name(group, static_cast<qsizetype>(length));
        m_data->keyKind = name == "prime256v1" ? KeyKind::EcP256 : name == "secp384r1" ? KeyKind::EcP384 : KeyKind::Ec;
    }
}

} // namespace tirkeu::pki
