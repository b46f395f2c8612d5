#include "localservices.h"

#include <pki/handles.h>

namespace tirkeu::test {

namespace {
constexpr ErrorCode kDown{"test.service-down"};

[[nodiscard]] long secondsOf(core::WallTime time)
{
    return long(std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count());
}

template<typename T, typename Writer>
[[nodiscard]] QByteArray der(T* object, Writer write)
{
    unsigned char* out = nullptr;
    const int size = write(object, &out);
    QByteArray bytes(reinterpret_cast<const char*>(out), size > 0 ? size : 0);
    OPENSSL_free(out);
    return bytes;
}

[[nodiscard]] pki::Asn1IntegerHandle integerOf(const QByteArray& serial)
{
    const pki::BignumHandle number(
        BN_bin2bn(reinterpret_cast<const unsigned char*>(serial.constData()), int(serial.size()), nullptr));
    return pki::Asn1IntegerHandle(BN_to_ASN1_INTEGER(number.get(), nullptr));
}

int clockOf(TS_RESP_CTX*, void* clock, long* seconds, long* micros)
{
    *seconds = secondsOf(static_cast<const core::Clock*>(clock)->wall());
    *micros = 0;
    return 1;
}

ASN1_INTEGER* serialOf(TS_RESP_CTX*, void*)
{
    static std::int64_t next = 1000;
    ASN1_INTEGER* serial = ASN1_INTEGER_new();
    ASN1_INTEGER_set_int64(serial, ++next);
    return serial;
}
} // namespace

LocalServices::LocalServices(const simulation::DemoPki& pki, const core::Clock& clock)
    : m_pki(pki)
    , m_clock(clock)
{
}

void LocalServices::setDown(const QString& path, bool down)
{
    if (down)
        m_down.insert(path);
    else
        m_down.remove(path);
}

void LocalServices::revoke(const pki::Certificate& certificate, core::WallTime since)
{
    m_revoked.insert(certificate.serialNumber(), since);
}

Result<core::HttpAnswer> LocalServices::exchange(const core::HttpRequest& request)
{
    ++m_asked;
    const QString path = request.url.path();
    if (m_down.contains(path))
        return failure(kDown, ErrorKind::ServiceFault, path);
    if (path == u"/tsa")
        return core::HttpAnswer{200, "application/timestamp-reply", stamp(request.body)};
    if (path == u"/ocsp/national")
        return core::HttpAnswer{200, "application/ocsp-response", status(request.body)};
    if (path == u"/crl/root")
        return core::HttpAnswer{200, "application/pkix-crl", crl(m_pki.nationalRoot().key())};
    if (path == u"/crl/national")
        return core::HttpAnswer{200, "application/pkix-crl", crl(m_pki.national().key())};
    return core::HttpAnswer{404, "text/plain", {}};
}

QByteArray LocalServices::stamp(const QByteArray& request) const
{
    const pki::SoftwareKey key = m_stamping.value_or(m_pki.timeStamping());
    TS_RESP_CTX* context = TS_RESP_CTX_new();
    TS_RESP_CTX_set_signer_cert(context, key.holder().x509());
    TS_RESP_CTX_set_signer_key(context, key.evp());
    TS_RESP_CTX_set_signer_digest(context, EVP_sha256());
    TS_RESP_CTX_set_ess_cert_id_digest(context, EVP_sha256());
    const pki::Asn1ObjectHandle policy(OBJ_txt2obj("1.2.398.3.3.2.6.2", 1));
    TS_RESP_CTX_set_def_policy(context, policy.get());
    for (const EVP_MD* digest : {EVP_sha256(), EVP_sha384(), EVP_sha512()})
        TS_RESP_CTX_add_md(context, digest);
    STACK_OF(X509)* chain = sk_X509_new_null();
    sk_X509_push(chain, m_pki.national().certificate().x509());
    TS_RESP_CTX_set_certs(context, chain);
    sk_X509_free(chain);
    TS_RESP_CTX_set_serial_cb(context, serialOf, nullptr);
    TS_RESP_CTX_set_time_cb(context, clockOf, const_cast<core::Clock*>(&m_clock));
    const pki::BioHandle bio(BIO_new_mem_buf(request.constData(), int(request.size())));
    const pki::TsResponseHandle response(TS_RESP_create_response(context, bio.get()));
    TS_RESP_CTX_free(context);
    return response ? der(response.get(), i2d_TS_RESP) : QByteArray();
}

QByteArray LocalServices::status(const QByteArray& body) const
{
    const auto* at = reinterpret_cast<const unsigned char*>(body.constData());
    const pki::OcspRequestHandle request(d2i_OCSP_REQUEST(nullptr, &at, body.size()));
    if (!request || OCSP_request_onereq_count(request.get()) != 1)
        return {};
    OCSP_CERTID* id = OCSP_onereq_get0_id(OCSP_request_onereq_get0(request.get(), 0));
    pki::OcspCertIdHandle other;
    if (m_another) {
        other.reset(OCSP_cert_to_id(EVP_sha1(), m_another->x509(), m_pki.national().certificate().x509()));
        id = other.get();
    }
    ASN1_INTEGER* serial = nullptr;
    OCSP_id_get0_info(nullptr, nullptr, nullptr, &serial, id);
    std::optional<core::WallTime> since;
    for (auto it = m_revoked.constBegin(); it != m_revoked.constEnd(); ++it) {
        if (ASN1_INTEGER_cmp(integerOf(it.key()).get(), serial) == 0)
            since = it.value();
    }
    const pki::OcspBasicHandle basic(OCSP_BASICRESP_new());
    const pki::Asn1TimeHandle now(ASN1_TIME_set(nullptr, secondsOf(m_clock.wall())));
    const pki::Asn1TimeHandle next(ASN1_TIME_set(nullptr, secondsOf(m_clock.wall()) + 3600));
    const pki::Asn1TimeHandle revoked(ASN1_TIME_set(nullptr, since ? secondsOf(*since) : 0));
    OCSP_basic_add1_status(basic.get(), id, since ? V_OCSP_CERTSTATUS_REVOKED : V_OCSP_CERTSTATUS_GOOD,
        OCSP_REVOKED_STATUS_KEYCOMPROMISE, since ? revoked.get() : nullptr, now.get(), next.get());
    OCSP_copy_nonce(basic.get(), request.get());
    const pki::SoftwareKey key = m_pki.nationalOcsp();
    OCSP_basic_sign(basic.get(), key.holder().x509(), key.evp(), EVP_sha256(), nullptr, 0);
    const pki::OcspResponseHandle response(OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic.get()));
    return der(response.get(), i2d_OCSP_RESPONSE);
}

QByteArray LocalServices::crl(const pki::SoftwareKey& issuer) const
{
    const pki::CrlHandle list(X509_CRL_new());
    X509_CRL_set_version(list.get(), 1);
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(issuer.holder().x509()));
    const pki::Asn1TimeHandle now(ASN1_TIME_set(nullptr, secondsOf(m_clock.wall())));
    const pki::Asn1TimeHandle next(ASN1_TIME_set(nullptr, secondsOf(m_clock.wall()) + 86400));
    X509_CRL_set1_lastUpdate(list.get(), now.get());
    X509_CRL_set1_nextUpdate(list.get(), next.get());
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer.holder().x509(), nullptr, nullptr, list.get(), 0);
    for (const auto& [name, value] :
        {std::pair(NID_authority_key_identifier, "keyid"), std::pair(NID_crl_number, "7")}) {
        const pki::ExtensionHandle extension(X509V3_EXT_conf_nid(nullptr, &context, name, value));
        if (extension)
            X509_CRL_add_ext(list.get(), extension.get(), -1);
    }
    for (auto it = m_revoked.constBegin(); it != m_revoked.constEnd(); ++it) {
        X509_REVOKED* entry = X509_REVOKED_new();
        const pki::Asn1TimeHandle revoked(ASN1_TIME_set(nullptr, secondsOf(it.value())));
        X509_REVOKED_set_serialNumber(entry, integerOf(it.key()).get());
        X509_REVOKED_set_revocationDate(entry, revoked.get());
        X509_CRL_add0_revoked(list.get(), entry);
    }
    X509_CRL_sort(list.get());
    X509_CRL_sign(list.get(), issuer.evp(), EVP_sha256());
    return der(list.get(), i2d_X509_CRL);
}

} // namespace tirkeu::test
