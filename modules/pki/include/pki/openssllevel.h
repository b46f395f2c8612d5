#pragma once

#include <core/result.h>

#include <QString>

#include <compare>
#include <tuple>

namespace tirkeu::pki {

/// The OpenSSL the process runs with, which may be another than it was built against.
struct OpensslLevel
{
    int major = 0;
    int minor = 0;
    int patch = 0;
    QString text; ///< as the library calls itself
    auto operator<=>(const OpensslLevel& other) const
    {
        return std::tie(major, minor, patch) <=> std::tie(other.major, other.minor, other.patch);
    }
};

[[nodiscard]] OpensslLevel runningOpenssl();
/// Below 3.0.22 forged envelopes were accepted and other faults are open: such a library is refused.
[[nodiscard]] Result<> checkOpensslLevel(const OpensslLevel& level);

} // namespace tirkeu::pki
