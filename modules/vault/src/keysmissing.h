#pragma once

#include <core/error.h>

namespace tirkeu::vault {

/// A client's key is not among the keys, and nothing says that it was destroyed.
inline constexpr ErrorCode kClientKeysMissing{"vault.client-keys-missing"};

} // namespace tirkeu::vault
