#pragma once

#include <core/clock.h>
#include <pki/softwarekey.h>
#include <reference/certificateissuer.h>

namespace tirkeu::gateway {

/// The bank's authority where its key lies with the gateway: the demo's, and a small organisation's. The clock outlives
/// it.
class OwnIssuer final : public reference::CertificateIssuer
{
public:
    OwnIssuer(pki::SoftwareKey authority, std::chrono::hours term, const core::Clock& clock)
        : m_authority(std::move(authority))
        , m_term(term)
        , m_clock(clock)
    {
    }
    [[nodiscard]] Result<pki::Certificate> issue(const pki::Certificate& present, QByteArrayView request) override;

private:
    pki::SoftwareKey m_authority;
    std::chrono::hours m_term;
    const core::Clock& m_clock;
};

} // namespace tirkeu::gateway
