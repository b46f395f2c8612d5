#pragma once

#include "openssltools.h"
#include "pki/truststore.h"

namespace tirkeu::pki {

/// The anchors as OpenSSL wants them, judging at `at` with our least strength of keys and digests.
[[nodiscard]] StoreHandle storeFor(const TrustStore& trust, core::WallTime at);
[[nodiscard]] ChainReason chainReasonOf(int verifyError);

} // namespace tirkeu::pki
