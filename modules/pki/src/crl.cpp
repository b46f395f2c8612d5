#include "statustools.h"

namespace tirkeu::pki {

namespace {

/// Only a complete list of the issuer's own certificates tells something about one that is not on it.
bool covers(X509_CRL* crl, const Certificate& certificate)
{
    for (int i = 0; i < X509_CRL_get_ext_count(crl); ++i) {
        X509_EXTENSION* extension = X509_CRL_get_ext(crl, i);
        const int nid = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
        if (nid == NID_delta_crl)
            return false;
        if (X509_EXTENSION_get_critical(extension) == 1 && nid != NID_issuing_distribution_point)
            return false;
    }
    int critical = -1;
    const Handle<ISSUING_DIST_POINT, ISSUING_DIST_POINT_free> scope(static_cast<ISSUING_DIST_POINT*>(
        X509_CRL_get_ext_d2i(crl, NID_issuing_distribution_point, &critical, nullptr)));
    if (!scope)
        return critical == -1;
    return scope->indirectCRL <= 0 && scope->onlyattr <= 0 && !scope->onlysomereasons &&
           (scope->onlyCA <= 0 || certificate.isAuthority()) && (scope->onlyuser <= 0 || !certificate.isAuthority());
}

long reasonIn(X509_REVOKED* entry)
{
    const Handle<ASN1_ENUMERATED, ASN1_ENUMERATED_free> reason(
        static_cast<ASN1_ENUMERATED*>(X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nullptr, nullptr)));
    return reason ? ASN1_ENUMERATED_get(reason.get()) : CRL_REASON_UNSPECIFIED;
}

} // namespace

StatusResult judgeCrl(
    QByteArrayView crl, const Certificate& certificate, const Certificate& issuer, const StatusTimes& times)
{
    const CleanErrors clean;
    const auto refused = [](StatusProblem problem, QString detail = {}) {
        return unusable(StatusSource::Crl, problem, std::move(detail));
    };
    const auto list = fromDer<CrlHandle>(d2i_X509_CRL, crl);
    if (!list)
        return refused(StatusProblem::Unreadable, opensslErrors());
    if (toDer<X509_NAME>(X509_CRL_get_issuer(list.get()), i2d_X509_NAME) != certificate.issuer().der ||
        issuer.subject().der != certificate.issuer().der)
        return refused(StatusProblem::OtherCertificate);
    EVP_PKEY* key = X509_get0_pubkey(issuer.x509());
    if (!key || !issuer.keyUses().value_or(KeyUse::CrlSigning).testFlag(KeyUse::CrlSigning))
        return refused(StatusProblem::ResponderNotTrusted);
    if (!isStrongSignature(X509_CRL_get_signature_nid(list.get())) || X509_CRL_verify(list.get(), key) != 1)
        return refused(StatusProblem::SignatureWrong, opensslErrors());
    const auto from = timeOf(X509_CRL_get0_lastUpdate(list.get()));
    const auto until = timeOf(X509_CRL_get0_nextUpdate(list.get()));
    if (!from || (X509_CRL_get0_nextUpdate(list.get()) && !until))
        return refused(StatusProblem::Unreadable, QStringLiteral("times"));
    if (const auto problem = timesProblem(*from, until, times))
        return refused(*problem, core::toIsoText(*from));
    if (!covers(list.get(), certificate))
        return refused(StatusProblem::ScopeRefused);

    StatusResult result;
    result.source = StatusSource::Crl;
    result.status = CertificateStatus::Good;
    result.producedAt = *from;
    result.nextUpdate = until;
    result.evidence = crl.toByteArray();
    X509_REVOKED* entry = nullptr;
    if (X509_CRL_get0_by_cert(list.get(), &entry, certificate.x509()) == 1) {
        result.status = CertificateStatus::Revoked;
        result.revokedAt = timeOf(X509_REVOKED_get0_revocationDate(entry));
        result.reason = revocationReasonOf(reasonIn(entry));
    }
    return result;
}

} // namespace tirkeu::pki
