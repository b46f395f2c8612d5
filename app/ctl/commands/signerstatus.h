#pragma once

#include "../command.h"

#include <pki/statuschecker.h>
#include <pki/truststore.h>

#include <memory>

namespace tirkeu::ctl {

/// Whether the certificate that is about to sign was revoked: by the lists that lie with the trusted authorities
/// (`--trust DIR`, crls/*.crl), and by the services that this build can reach. Nobody's answer refuses nothing.
class SignerStatus
{
public:
    SignerStatus(const Arguments& arguments, pki::TrustStore trust, const core::Clock& clock);
    ~SignerStatus();
    SignerStatus(const SignerStatus&) = delete;
    SignerStatus& operator=(const SignerStatus&) = delete;

    [[nodiscard]] Result<pki::CertificateStatus> judge(const pki::Certificate& certificate);

private:
    [[nodiscard]] pki::StatusResult ask(const pki::Certificate& certificate, const pki::Certificate& issuer);

    pki::TrustStore m_trust;
    const core::Clock& m_clock;
    QList<QByteArray> m_lists;
    std::unique_ptr<core::HttpExchange> m_http; ///< none: a build that reaches no service
};

} // namespace tirkeu::ctl
