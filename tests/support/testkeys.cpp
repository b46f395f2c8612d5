#include "testkeys.h"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

namespace tirkeu::test {

pki::SoftwareKey testKey(const QString& commonName, pki::NewKey kind)
{
    const core::SecureBytes pkcs8 = pki::SoftwareKey::generate(kind).value();
    const unsigned char* at = pkcs8.u8();
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(pkcs8.size())), EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), 1 + qHash(commonName) % 1'000'000);
    ASN1_TIME_set_string_X509(X509_getm_notBefore(certificate.get()), "20260101000000Z");
    ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate.get()), "20360101000000Z");
    X509_set_pubkey(certificate.get(), key.get());
    const QByteArray name = commonName.toUtf8();
    X509_NAME* subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(name.constData()),
        static_cast<int>(name.size()), -1, 0);
    X509_set_issuer_name(certificate.get(), subject);
    X509_EXTENSION* usage =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_key_usage, "digitalSignature,keyEncipherment,keyAgreement");
    X509_add_ext(certificate.get(), usage, -1);
    X509_EXTENSION_free(usage);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const QByteArrayView keyView(pkcs8.u8(), static_cast<qsizetype>(pkcs8.size()));
    return pki::SoftwareKey::read(keyView, pki::Certificate::fromX509(certificate.get()).value()).value();
}

} // namespace tirkeu::test
