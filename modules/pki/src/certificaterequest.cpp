#include "pki/certificaterequest.h"

#include "openssltools.h"

#include <openssl/rand.h>

namespace tirkeu::pki {

namespace {
constexpr ErrorCode kNotMade{"pki.request-not-made"};
constexpr ErrorCode kUnreadable{"pki.request-unreadable"};
constexpr ErrorCode kNotIssued{"pki.certificate-not-issued"};
constexpr int kSerialBytes = 16;

using RequestHandle = Handle<X509_REQ, X509_REQ_free>;

EvpKeyHandle publicKeyOf(QByteArrayView der)
{
    return fromDer<EvpKeyHandle>(d2i_PUBKEY, der);
}

QByteArray derOf(EVP_PKEY* key)
{
    return toDer<EVP_PKEY>(key, i2d_PUBKEY);
}

bool setSerial(X509* x509)
{
    unsigned char random[kSerialBytes];
    if (RAND_bytes(random, kSerialBytes) != 1)
        return false;
    random[0] = static_cast<unsigned char>((random[0] & 0x7fU) | 0x40U); // positive, and always as long
    const BignumHandle number(BN_bin2bn(random, kSerialBytes, nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(x509)) != nullptr;
}

bool isOfKey(const X509_EXTENSION* extension)
{
    const int nid = OBJ_obj2nid(X509_EXTENSION_get_object(const_cast<X509_EXTENSION*>(extension)));
    return nid == NID_subject_key_identifier || nid == NID_authority_key_identifier;
}

/// All that the present one says, but what names the keys.
bool copyExtensions(X509* x509, const X509* present, X509* issuer)
{
    for (int i = 0; i < X509_get_ext_count(present); ++i) {
        X509_EXTENSION* extension = X509_get_ext(present, i);
        if (!isOfKey(extension) && X509_add_ext(x509, extension, -1) != 1)
            return false;
    }
    X509V3_CTX context{};
    X509V3_set_ctx(&context, issuer, x509, nullptr, nullptr, 0);
    for (const auto& [nid, value] :
        {std::pair(NID_subject_key_identifier, "hash"), std::pair(NID_authority_key_identifier, "keyid:always")}) {
        const ExtensionHandle extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
        if (!extension || X509_add_ext(x509, extension.get(), -1) != 1)
            return false;
    }
    return true;
}
} // namespace

Result<QByteArray> makeRequest(const core::SecureBytes& key, const Certificate& present)
{
    const CleanErrors clean;
    const unsigned char* cursor = key.u8();
    const EvpKeyHandle secret(d2i_AutoPrivateKey(nullptr, &cursor, static_cast<long>(key.size())));
    const RequestHandle request(X509_REQ_new());
    if (!secret || !request || X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) != 1 ||
        X509_REQ_set_subject_name(request.get(), X509_get_subject_name(present.x509())) != 1 ||
        X509_REQ_set_pubkey(request.get(), secret.get()) != 1 ||
        X509_REQ_sign(request.get(), secret.get(), EVP_sha256()) <= 0)
        return failure(kNotMade, ErrorKind::Bug, opensslErrors());
    return toDer<X509_REQ>(request.get(), i2d_X509_REQ);
}

Result<CertificateRequest> readRequest(QByteArrayView der)
{
    const CleanErrors clean;
    const RequestHandle request =
        der.size() > kLargestRequest ? RequestHandle() : fromDer<RequestHandle>(d2i_X509_REQ, der);
    EVP_PKEY* key = request ? X509_REQ_get0_pubkey(request.get()) : nullptr;
    if (!key || X509_REQ_verify(request.get(), key) != 1)
        return failure(kUnreadable, ErrorKind::SecurityStop, opensslErrors());
    return CertificateRequest{toDer<X509_NAME>(X509_REQ_get_subject_name(request.get()), i2d_X509_NAME), derOf(key),
        EVP_PKEY_get_security_bits(key)};
}

Result<Certificate> certifyAgain(
    const SoftwareKey& authority, const Certificate& present, QByteArrayView publicKey, const CertificateTerm& term)
{
    const CleanErrors clean;
    const EvpKeyHandle key = publicKeyOf(publicKey);
    const X509Handle x509(X509_new());
    X509* issuer = authority.holder().x509();
    const Asn1TimeHandle from = asn1Time(term.from);
    const Asn1TimeHandle until = asn1Time(term.until);
    if (!key || !x509 || !from || !until || X509_set_version(x509.get(), X509_VERSION_3) != 1 ||
        !setSerial(x509.get()) || X509_set1_notBefore(x509.get(), from.get()) != 1 ||
        X509_set1_notAfter(x509.get(), until.get()) != 1 ||
        X509_set_subject_name(x509.get(), X509_get_subject_name(present.x509())) != 1 ||
        X509_set_issuer_name(x509.get(), X509_get_subject_name(issuer)) != 1 ||
        X509_set_pubkey(x509.get(), key.get()) != 1 || !copyExtensions(x509.get(), present.x509(), issuer) ||
        X509_sign(x509.get(), authority.evp(), EVP_sha256()) <= 0)
        return failure(kNotIssued, ErrorKind::ServiceFault, opensslErrors());
    return Certificate::fromX509(x509.get());
}

} // namespace tirkeu::pki
