#include "ownissuer.h"

#include <pki/certificaterequest.h>

#include <algorithm>

namespace tirkeu::gateway {

namespace {
constexpr std::chrono::minutes kClocksDiffer(5);
} // namespace

Result<pki::Certificate> OwnIssuer::issue(const pki::Certificate& present, QByteArrayView request)
{
    const auto asked = pki::readRequest(request);
    if (!asked)
        return failure(asked);
    const core::WallTime now = m_clock.wall();
    const core::WallTime until = std::min<core::WallTime>(now + m_term, m_authority.holder().notAfter());
    return pki::certifyAgain(m_authority, present, asked->publicKey, {now - kClocksDiffer, until});
}

} // namespace tirkeu::gateway
