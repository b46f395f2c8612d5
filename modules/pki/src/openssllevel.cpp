#include "pki/openssllevel.h"

#include <openssl/crypto.h>

namespace tirkeu::pki {

namespace {
constexpr ErrorCode kTooOld{"pki.openssl-too-old"};
}

OpensslLevel runningOpenssl()
{
    return {static_cast<int>(OPENSSL_version_major()), static_cast<int>(OPENSSL_version_minor()),
        static_cast<int>(OPENSSL_version_patch()), QString::fromLatin1(OpenSSL_version(OPENSSL_VERSION))};
}

Result<> checkOpensslLevel(const OpensslLevel& level)
{
    const OpensslLevel least{3, 0, 22, {}};
    if (level < least) {
        const auto spelt = [](const OpensslLevel& one) {
            return QStringLiteral("%1.%2.%3").arg(one.major).arg(one.minor).arg(one.patch);
        };
        return failure(kTooOld, ErrorKind::SecurityStop, level.text, {spelt(level), spelt(least)});
    }
    return {};
}

} // namespace tirkeu::pki
