#include "pki/statuschecker.h"

#include "statustools.h"

#include <openssl/rand.h>

namespace tirkeu::pki {

namespace {

constexpr qsizetype kMaxOcspBytes = 64 * 1024;
constexpr qsizetype kMaxAddresses = 3;

/// One answer after another until one can be used; what went wrong before is kept.
template<typename Ask>
void askInTurn(const QList<QUrl>& urls, StatusSource source, StatusResult& result, const Ask& ask)
{
    if (urls.isEmpty())
        result.notes.append({source, StatusProblem::NoAddress, {}});
    for (const QUrl& url : urls.first(std::min(urls.size(), kMaxAddresses))) {
        StatusResult one = ask(url);
        one.notes = result.notes + one.notes;
        result = one;
        if (result.status != CertificateStatus::Unavailable)
            return;
    }
}

QList<QUrl> addresses(const std::optional<QUrl>& relay, const QList<QUrl>& own)
{
    return relay ? QList<QUrl>{*relay} : own;
}

} // namespace

StatusChecker::StatusChecker(
    core::HttpExchange& http, const core::Clock& clock, TrustStore trust, StatusOptions options)
    : m_http(http)
    , m_clock(clock)
    , m_trust(std::move(trust))
    , m_options(std::move(options))
{
}

StatusResult StatusChecker::check(const Certificate& certificate, const Certificate& issuer)
{
    StatusResult result;
    askInTurn(addresses(m_options.ocspRelay, certificate.ocspUrls()), StatusSource::Ocsp, result,
        [&](const QUrl& url) { return askOcsp(certificate, issuer, url); });
    if (result.status == CertificateStatus::Unavailable) {
        askInTurn(addresses(m_options.crlRelay, certificate.crlUrls()), StatusSource::Crl, result,
            [&](const QUrl& url) { return askCrl(certificate, issuer, url); });
    }
    return result;
}

StatusTimes StatusChecker::times() const
{
    return {m_clock.wall(), m_options.skew, m_options.maxAge};
}

StatusResult StatusChecker::askOcsp(const Certificate& certificate, const Certificate& issuer, const QUrl& url)
{
    const CleanErrors clean;
    const auto refused = [](StatusProblem problem, QString detail) {
        return unusable(StatusSource::Ocsp, problem, std::move(detail));
    };
    QByteArray nonce(16, Qt::Uninitialized);
    auto* nonceBytes = reinterpret_cast<unsigned char*>(nonce.data());
    const OcspRequestHandle question(OCSP_REQUEST_new());
    OcspCertIdHandle id(OCSP_cert_to_id(EVP_sha256(), certificate.x509(), issuer.x509()));
    if (!id || RAND_bytes(nonceBytes, static_cast<int>(nonce.size())) != 1 ||
        !OCSP_request_add0_id(question.get(), id.get()) ||
        OCSP_request_add1_nonce(question.get(), nonceBytes, static_cast<int>(nonce.size())) != 1)
        return refused(StatusProblem::Unreadable, opensslErrors());
    static_cast<void>(id.release()); // the question owns it now

    core::HttpRequest request;
    request.url = url;
    request.method = "POST";
    request.contentType = "application/ocsp-request";
    request.body = toDer<OCSP_REQUEST>(question.get(), i2d_OCSP_REQUEST);
    request.deadline = m_options.deadline;
    request.maxAnswerBytes = kMaxOcspBytes;
    const Result<core::HttpAnswer> answer = m_http.exchange(request);
    if (!answer)
        return refused(StatusProblem::NoAnswer, answer.error().detail);
    if (answer->status != 200)
        return refused(StatusProblem::Refused, QStringLiteral("HTTP %1").arg(answer->status));
    StatusResult result = judgeOcsp(answer->body, certificate, issuer, m_trust, times(), nonce);
    if (m_options.nonce == StatusOptions::Nonce::Tolerated && !result.notes.isEmpty() &&
        result.notes.last().problem == StatusProblem::NonceMissing) {
        const QList<StatusNote> notes = result.notes;
        result = judgeOcsp(answer->body, certificate, issuer, m_trust, times());
        result.notes = notes + result.notes;
    }
    return result;
}

StatusResult StatusChecker::askCrl(const Certificate& certificate, const Certificate& issuer, const QUrl& url)
{
    core::HttpRequest request;
    request.url = url;
    request.deadline = m_options.deadline;
    request.maxAnswerBytes = m_options.maxCrlBytes;
    const Result<core::HttpAnswer> answer = m_http.exchange(request);
    if (!answer)
        return unusable(StatusSource::Crl, StatusProblem::NoAnswer, answer.error().detail);
    if (answer->status != 200)
        return unusable(StatusSource::Crl, StatusProblem::Refused, QStringLiteral("HTTP %1").arg(answer->status));
    return judgeCrl(answer->body, certificate, issuer, times());
}

} // namespace tirkeu::pki
