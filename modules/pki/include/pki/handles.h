#pragma once

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

/// Owners for what OpenSSL hands out. Only this room and the demo authority include this header.
namespace tirkeu::pki {

template<auto release>
struct Release
{
    template<typename T>
    void operator()(T* object) const
    {
        release(object);
    }
};
template<typename T, auto release>
using Handle = std::unique_ptr<T, Release<release>>;

using Asn1IntegerHandle = Handle<ASN1_INTEGER, ASN1_INTEGER_free>;
using Asn1ObjectHandle = Handle<ASN1_OBJECT, ASN1_OBJECT_free>;
using Asn1OctetsHandle = Handle<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;
using Asn1TimeHandle = Handle<ASN1_TIME, ASN1_TIME_free>;
using BioHandle = Handle<BIO, BIO_free_all>;
using BignumHandle = Handle<BIGNUM, BN_clear_free>;
using CipherContextHandle = Handle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;
using CmsHandle = Handle<CMS_ContentInfo, CMS_ContentInfo_free>;
using CrlHandle = Handle<X509_CRL, X509_CRL_free>;
using DigestContextHandle = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;
using EvpKeyHandle = Handle<EVP_PKEY, EVP_PKEY_free>;
using EvpKeyContextHandle = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using ExtensionHandle = Handle<X509_EXTENSION, X509_EXTENSION_free>;
using OcspBasicHandle = Handle<OCSP_BASICRESP, OCSP_BASICRESP_free>;
using OcspCertIdHandle = Handle<OCSP_CERTID, OCSP_CERTID_free>;
using OcspRequestHandle = Handle<OCSP_REQUEST, OCSP_REQUEST_free>;
using OcspResponseHandle = Handle<OCSP_RESPONSE, OCSP_RESPONSE_free>;
using Pkcs12Handle = Handle<PKCS12, PKCS12_free>;
using Pkcs7Handle = Handle<PKCS7, PKCS7_free>;
using StoreContextHandle = Handle<X509_STORE_CTX, X509_STORE_CTX_free>;
using StoreHandle = Handle<X509_STORE, X509_STORE_free>;
using TsRequestHandle = Handle<TS_REQ, TS_REQ_free>;
using TsResponseHandle = Handle<TS_RESP, TS_RESP_free>;
using TsVerifyContextHandle = Handle<TS_VERIFY_CTX, TS_VERIFY_CTX_free>;
using TstInfoHandle = Handle<TS_TST_INFO, TS_TST_INFO_free>;
using X509Handle = Handle<X509, X509_free>;

struct ReleaseCertificates
{
    void operator()(STACK_OF(X509) * certificates) const { sk_X509_pop_free(certificates, X509_free); }
};
/// A stack that holds a reference to each of its certificates.
using CertificatesHandle = std::unique_ptr<STACK_OF(X509), ReleaseCertificates>;

} // namespace tirkeu::pki
