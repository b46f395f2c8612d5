#include "issuing.h"

#include "simulation_pki/demoresponders.h"

namespace tirkeu::simulation {

namespace {

using std::chrono::hours;

pki::SoftwareKey signerFor(const DemoPki& pki, const DemoAuthority& authority, OcspManner manner)
{
    if (manner == OcspManner::WrongResponder)
        return pki.authentication(DemoPerson::Teller);
    if (authority.certificate() == pki.national().certificate())
        return pki.nationalOcsp();
    if (authority.certificate() == pki.bank().certificate())
        return pki.bankOcsp();
    return authority.key();
}

QByteArray serialOf(OCSP_CERTID* id)
{
    ASN1_INTEGER* serial = nullptr;
    OCSP_id_get0_info(nullptr, nullptr, nullptr, &serial, id);
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(serial)), ASN1_STRING_length(serial)};
}

QByteArray wrapped(int status, OCSP_BASICRESP* basic)
{
    const pki::OcspResponseHandle response(OCSP_response_create(status, basic));
    return encoded<OCSP_RESPONSE>(response.get(), i2d_OCSP_RESPONSE);
}

} // namespace

QByteArray DemoResponders::answerOcsp(QByteArrayView bytes, const DemoAuthority& authority) const
{
    const OcspManner manner = ocspManner();
    const auto* cursor = reinterpret_cast<const unsigned char*>(bytes.data());
    const pki::OcspRequestHandle question(d2i_OCSP_REQUEST(nullptr, &cursor, static_cast<long>(bytes.size())));
    if (!question || OCSP_request_onereq_count(question.get()) < 1)
        return {};
    if (manner == OcspManner::Garbage)
        return "this is no answer";
    if (manner == OcspManner::TryLater)
        return wrapped(OCSP_RESPONSE_STATUS_TRYLATER, nullptr);

    OCSP_CERTID* id = OCSP_onereq_get0_id(OCSP_request_onereq_get0(question.get(), 0));
    const QByteArray serial = serialOf(id);
    pki::OcspCertIdHandle other;
    if (manner == OcspManner::OtherCertificate) {
        const pki::Certificate stranger = m_pki.authentication(DemoPerson::Client).holder();
        other.reset(OCSP_cert_to_id(EVP_sha256(), stranger.x509(), authority.certificate().x509()));
        id = other.get();
    }
    core::WallTime from = m_clock.wall() - std::chrono::minutes(1);
    if (manner == OcspManner::Expired)
        from -= hours(24 * 30);
    else if (manner == OcspManner::NotYetValid)
        from += hours(24 * 30);
    std::optional<DemoRevocation> revocation = revocationOf(authority.certificate().subject().der, serial);
    if (manner == OcspManner::NeverIssued)
        revocation = DemoRevocation{core::WallTime(), OCSP_REVOKED_STATUS_CERTIFICATEHOLD};
    const int status = manner == OcspManner::Unknown ? V_OCSP_CERTSTATUS_UNKNOWN
                       : revocation                  ? V_OCSP_CERTSTATUS_REVOKED
                                                     : V_OCSP_CERTSTATUS_GOOD;
    const pki::Asn1TimeHandle thisUpdate = asn1Time(from);
    const pki::Asn1TimeHandle nextUpdate = asn1Time(from + hours(12));
    const pki::Asn1TimeHandle revokedAt = asn1Time(revocation ? revocation->at : core::WallTime());
    const pki::OcspBasicHandle basic(OCSP_BASICRESP_new());
    if (!OCSP_basic_add1_status(basic.get(), id, status, revocation ? revocation->reason : 0,
            revocation ? revokedAt.get() : nullptr, thisUpdate.get(), nextUpdate.get()))
        return {};
    if (manner == OcspManner::WrongNonce)
        OCSP_basic_add1_nonce(basic.get(), nullptr, 16);
    else if (manner != OcspManner::NoNonce)
        OCSP_copy_nonce(basic.get(), question.get());

    const pki::SoftwareKey signer = signerFor(m_pki, authority, manner);
    if (OCSP_basic_sign(basic.get(), signer.holder().x509(), signer.evp(), EVP_sha256(), nullptr, 0) != 1)
        return {};
    if (manner == OcspManner::BadSignature) {
        const ASN1_OCTET_STRING* signature = OCSP_resp_get0_signature(basic.get());
        signature->data[signature->length - 1] ^= 1U;
    }
    return wrapped(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic.get());
}

} // namespace tirkeu::simulation
