#include "issuing.h"

#include "simulation_pki/demoresponders.h"

#include <openssl/rand.h>

namespace tirkeu::simulation {

namespace {

using RequestHandle = pki::TsRequestHandle;
using ResponseHandle = pki::TsResponseHandle;
using ContextHandle = pki::Handle<TS_RESP_CTX, TS_RESP_CTX_free>;

ASN1_INTEGER* freshSerial(TS_RESP_CTX*, void*)
{
    std::uint64_t number = 0;
    RAND_bytes(reinterpret_cast<unsigned char*>(&number), sizeof number);
    ASN1_INTEGER* serial = ASN1_INTEGER_new();
    ASN1_INTEGER_set_uint64(serial, number >> 1U);
    return serial;
}

int tellTime(TS_RESP_CTX*, void* clock, long* seconds, long* microseconds)
{
    const auto now = static_cast<const core::Clock*>(clock)->wall().time_since_epoch();
    *seconds = static_cast<long>(std::chrono::floor<std::chrono::seconds>(now).count());
    *microseconds = 0;
    return 1;
}

/// The question as a faulty authority would understand it.
void misunderstand(TS_REQ* question, StampManner manner)
{
    if (manner == StampManner::WrongNonce) {
        const pki::Asn1IntegerHandle nonce(freshSerial(nullptr, nullptr));
        TS_REQ_set_nonce(question, nonce.get());
    } else if (manner == StampManner::WrongImprint) {
        TS_MSG_IMPRINT* imprint = TS_REQ_get_msg_imprint(question);
        const ASN1_OCTET_STRING* digest = TS_MSG_IMPRINT_get_msg(imprint);
        digest->data[0] ^= 1U;
    } else if (manner == StampManner::WrongPolicy) {
        const pki::Asn1ObjectHandle policy(OBJ_txt2obj(DemoResponders::kOtherPolicy, 1));
        TS_REQ_set_policy_id(question, policy.get());
    } else if (manner == StampManner::Rejected) {
        const pki::Asn1ObjectHandle policy(OBJ_txt2obj("1.2.3.4", 1));
        TS_REQ_set_policy_id(question, policy.get());
    }
}

DemoProfile stampingProfile(const DemoPki& pki)
{
    DemoProfile profile;
    profile.commonName = QStringLiteral("ДЕМО: басқа уақыт белгісі");
    profile.keyUses = pki::KeyUse::DigitalSignature;
    profile.extendedUses = {QStringLiteral("1.3.6.1.5.5.7.3.8")};
    profile.extendedUsesAre = DemoProfile::Criticality::Critical;
    profile.from = pki.options().now - std::chrono::days(30);
    profile.until = pki.options().now + std::chrono::days(300);
    return profile;
}

Result<pki::SoftwareKey> signerFor(const DemoPki& pki, StampManner manner, core::WallTime now)
{
    DemoProfile profile = stampingProfile(pki);
    if (manner == StampManner::ExpiredCertificate) {
        profile.until = now - std::chrono::hours(1);
        profile.from = profile.until - std::chrono::days(30);
        return pki.national().issue(profile);
    }
    if (manner == StampManner::UnknownIssuer)
        return pki.vendor().issue(profile);
    return pki.timeStamping();
}

/// OpenSSL does not lend itself to stamping with a certificate that may not, so the token is signed anew.
ResponseHandle signedByAnother(TS_RESP* good, const pki::SoftwareKey& key)
{
    const QByteArray info = encoded<TS_TST_INFO>(TS_RESP_get_tst_info(good), i2d_TS_TST_INFO);
    const pki::BioHandle content(BIO_new_mem_buf(info.data(), static_cast<int>(info.size())));
    constexpr unsigned flags = CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES | CMS_PARTIAL;
    const pki::CmsHandle cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, flags));
    CMS_set1_eContentType(cms.get(), OBJ_nid2obj(NID_id_smime_ct_TSTInfo));
    CMS_add1_signer(cms.get(), key.holder().x509(), key.evp(), EVP_sha256(), flags);
    CMS_final(cms.get(), content.get(), nullptr, CMS_BINARY);
    const QByteArray der = encoded<CMS_ContentInfo>(cms.get(), i2d_CMS_ContentInfo);
    const auto* cursor = reinterpret_cast<const unsigned char*>(der.data());
    PKCS7* token = d2i_PKCS7(nullptr, &cursor, static_cast<long>(der.size()));
    ResponseHandle response(TS_RESP_new());
    TS_RESP_set_status_info(response.get(), TS_RESP_get_status_info(good));
    TS_RESP_set_tst_info(response.get(), token, PKCS7_to_TS_TST_INFO(token));
    return response;
}

} // namespace

QByteArray DemoResponders::answerStamp(QByteArrayView bytes) const
{
    const StampManner manner = stampManner();
    const auto* cursor = reinterpret_cast<const unsigned char*>(bytes.data());
    const RequestHandle question(d2i_TS_REQ(nullptr, &cursor, static_cast<long>(bytes.size())));
    if (!question)
        return {};
    if (manner == StampManner::Garbage)
        return "this is no token";
    misunderstand(question.get(), manner);

    const Result<pki::SoftwareKey> signer = signerFor(m_pki, manner, m_clock.wall());
    const ContextHandle context(TS_RESP_CTX_new());
    const pki::Asn1ObjectHandle policy(OBJ_txt2obj(kPolicy, 1));
    const pki::Asn1ObjectHandle otherPolicy(OBJ_txt2obj(kOtherPolicy, 1));
    if (!signer || TS_RESP_CTX_set_signer_cert(context.get(), signer->holder().x509()) != 1 ||
        TS_RESP_CTX_set_signer_key(context.get(), signer->evp()) != 1 ||
        TS_RESP_CTX_set_signer_digest(context.get(), EVP_sha256()) != 1 ||
        TS_RESP_CTX_set_ess_cert_id_digest(context.get(), EVP_sha256()) != 1 ||
        TS_RESP_CTX_set_def_policy(context.get(), policy.get()) != 1 ||
        TS_RESP_CTX_add_policy(context.get(), otherPolicy.get()) != 1 ||
        TS_RESP_CTX_set_accuracy(context.get(), 1, 0, 0) != 1)
        return {};
    for (const EVP_MD* digest : {EVP_sha256(), EVP_sha384(), EVP_sha512()})
        TS_RESP_CTX_add_md(context.get(), digest);
    TS_RESP_CTX_set_serial_cb(context.get(), freshSerial, nullptr);
    TS_RESP_CTX_set_time_cb(context.get(), tellTime, const_cast<core::Clock*>(&m_clock));

    const QByteArray heard = encoded<TS_REQ>(question.get(), i2d_TS_REQ);
    const pki::BioHandle input(BIO_new_mem_buf(heard.data(), static_cast<int>(heard.size())));
    ResponseHandle response(TS_RESP_create_response(context.get(), input.get()));
    if (response && manner == StampManner::WrongUse)
        response = signedByAnother(response.get(), m_pki.signature(DemoPerson::Teller));
    QByteArray der = response ? encoded<TS_RESP>(response.get(), i2d_TS_RESP) : QByteArray();
    if (manner == StampManner::BadSignature && !der.isEmpty())
        der.back() = static_cast<char>(der.back() ^ 1);
    return der;
}

} // namespace tirkeu::simulation
