#include "statustools.h"
#include "storetools.h"

#include <openssl/err.h>

namespace tirkeu::pki {

namespace {

bool nonceEchoed(OCSP_BASICRESP* basic, QByteArray nonce, StatusProblem* problem)
{
    const OcspRequestHandle question(OCSP_REQUEST_new());
    OCSP_request_add1_nonce(
        question.get(), reinterpret_cast<unsigned char*>(nonce.data()), static_cast<int>(nonce.size()));
    const int verdict = OCSP_check_nonce(question.get(), basic);
    *problem = verdict == -1 ? StatusProblem::NonceMissing : StatusProblem::NonceWrong;
    return verdict == 1;
}

bool isFor(OCSP_SINGLERESP* single, const Certificate& certificate, const Certificate& issuer)
{
    auto* id = const_cast<OCSP_CERTID*>(OCSP_SINGLERESP_get0_id(single));
    ASN1_OBJECT* algorithm = nullptr;
    OCSP_id_get0_info(nullptr, &algorithm, nullptr, nullptr, id);
    const EVP_MD* digest = EVP_get_digestbyobj(algorithm);
    const OcspCertIdHandle ours(digest ? OCSP_cert_to_id(digest, certificate.x509(), issuer.x509()) : nullptr);
    return ours && OCSP_id_cmp(ours.get(), id) == 0;
}

OCSP_SINGLERESP* findAnswer(OCSP_BASICRESP* basic, const Certificate& certificate, const Certificate& issuer)
{
    for (int i = 0; i < OCSP_resp_count(basic); ++i) {
        if (OCSP_SINGLERESP* single = OCSP_resp_get0(basic, i); isFor(single, certificate, issuer))
            return single;
    }
    return nullptr;
}

QList<Certificate> carriedBy(const OCSP_BASICRESP* basic)
{
    QList<Certificate> carried;
    const STACK_OF(X509)* certificates = OCSP_resp_get0_certs(basic);
    for (int i = 0; certificates && i < std::min(sk_X509_num(certificates), 8); ++i) {
        if (const Result<Certificate> one = Certificate::fromX509(sk_X509_value(certificates, i)))
            carried.append(*one);
    }
    return carried;
}

StatusResult fromSingle(OCSP_SINGLERESP* single, const StatusTimes& times)
{
    int reason = -1;
    ASN1_GENERALIZEDTIME* revoked = nullptr;
    ASN1_GENERALIZEDTIME* thisUpdate = nullptr;
    ASN1_GENERALIZEDTIME* nextUpdate = nullptr;
    const int status = OCSP_single_get0_status(single, &reason, &revoked, &thisUpdate, &nextUpdate);
    const auto from = timeOf(thisUpdate);
    const auto until = timeOf(nextUpdate);
    if (!from || (nextUpdate && !until))
        return unusable(StatusSource::Ocsp, StatusProblem::Unreadable, QStringLiteral("times"));
    if (const auto problem = timesProblem(*from, until, times))
        return unusable(StatusSource::Ocsp, *problem, core::toIsoText(*from));

    StatusResult result;
    result.source = StatusSource::Ocsp;
    result.producedAt = *from;
    result.nextUpdate = until;
    result.status = CertificateStatus::Unknown;
    if (status == V_OCSP_CERTSTATUS_GOOD) {
        result.status = CertificateStatus::Good;
    } else if (status == V_OCSP_CERTSTATUS_REVOKED) {
        result.revokedAt = timeOf(revoked);
        result.reason = revocationReasonOf(reason);
        result.status = CertificateStatus::Revoked;
        // RFC 6960, 2.2: so a responder says that it never issued such a certificate.
        if (result.reason == RevocationReason::Hold && result.revokedAt == core::WallTime()) {
            result.status = CertificateStatus::Unknown;
            result.revokedAt.reset();
            result.notes.append({StatusSource::Ocsp, StatusProblem::NeverIssued, {}});
        }
    }
    return result;
}

} // namespace

StatusResult judgeOcsp(QByteArrayView response, const Certificate& certificate, const Certificate& issuer,
    const TrustStore& trust, const StatusTimes& times, std::optional<QByteArray> nonce)
{
    const CleanErrors clean;
    const auto refused = [](StatusProblem problem, QString detail = {}) {
        return unusable(StatusSource::Ocsp, problem, std::move(detail));
    };
    const auto outer = fromDer<OcspResponseHandle>(d2i_OCSP_RESPONSE, response);
    if (!outer)
        return refused(StatusProblem::Unreadable, opensslErrors());
    if (const int status = OCSP_response_status(outer.get()); status != OCSP_RESPONSE_STATUS_SUCCESSFUL)
        return refused(StatusProblem::Refused, QString::fromLatin1(OCSP_response_status_str(status)));
    const OcspBasicHandle basic(OCSP_response_get1_basic(outer.get()));
    if (!basic)
        return refused(StatusProblem::Unreadable, opensslErrors());

    // Looked for first: whether an answer about somebody else is signed well does not matter.
    OCSP_SINGLERESP* single = findAnswer(basic.get(), certificate, issuer);
    if (!single)
        return refused(StatusProblem::OtherCertificate);

    const ASN1_OBJECT* algorithm = nullptr;
    X509_ALGOR_get0(&algorithm, nullptr, nullptr, OCSP_resp_get0_tbs_sigalg(basic.get()));
    if (!isStrongSignature(OBJ_obj2nid(algorithm)))
        return refused(StatusProblem::SignatureWrong, oidText(algorithm));
    const StoreHandle store = storeFor(trust, times.at);
    const CertificatesHandle others = stackOf(trust.intermediates() + QList<Certificate>{issuer});
    if (OCSP_basic_verify(basic.get(), others.get(), store.get(), 0) != 1) {
        const bool signature = ERR_GET_REASON(ERR_peek_last_error()) == OCSP_R_SIGNATURE_FAILURE;
        return refused(signature ? StatusProblem::SignatureWrong : StatusProblem::ResponderNotTrusted, opensslErrors());
    }
    StatusProblem nonceProblem = StatusProblem::NonceMissing;
    if (nonce && !nonceEchoed(basic.get(), *nonce, &nonceProblem))
        return refused(nonceProblem);
    StatusResult result = fromSingle(single, times);
    if (result.status != CertificateStatus::Unavailable) {
        result.evidence = response.toByteArray();
        result.responders = carriedBy(basic.get());
    }
    return result;
}

} // namespace tirkeu::pki
