#pragma once

#include <core/clock.h>
#include <core/ports/httpexchange.h>
#include <pki/status.h>

namespace tirkeu::pki {

struct StatusOptions
{
    std::optional<QUrl> ocspRelay = {}; ///< asked instead of the address in the certificate
    std::optional<QUrl> crlRelay = {};
    enum class Nonce { Required, Tolerated } nonce = Nonce::Required;
    std::chrono::milliseconds deadline{5'000};
    std::chrono::seconds skew = std::chrono::minutes(5);
    std::chrono::seconds maxAge = std::chrono::hours(24);
    qsizetype maxCrlBytes = qsizetype(64) << 20;
};

/// Asks OCSP about a certificate and, where no answer can be used, its revocation list. Blocks; never on the window's
/// thread. The exchange and the clock outlive it.
class StatusChecker
{
public:
    StatusChecker(core::HttpExchange& http, const core::Clock& clock, TrustStore trust, StatusOptions options = {});

    [[nodiscard]] StatusResult check(const Certificate& certificate, const Certificate& issuer);

private:
    [[nodiscard]] StatusResult askOcsp(const Certificate& certificate, const Certificate& issuer, const QUrl& url);
    [[nodiscard]] StatusResult askCrl(const Certificate& certificate, const Certificate& issuer, const QUrl& url);
    [[nodiscard]] StatusTimes times() const;

    core::HttpExchange& m_http;
    const core::Clock& m_clock;
    TrustStore m_trust;
    StatusOptions m_options;
};

} // namespace tirkeu::pki
