#pragma once

#include <core/error.h>

namespace tirkeu::storage {

// What callers tell apart; everything else a store can say is in src/failure.cpp.
inline constexpr ErrorCode kDiskFull{"storage.disk-full"};
inline constexpr ErrorCode kReadOnly{"storage.read-only"};
inline constexpr ErrorCode kDamaged{"storage.damaged"};
inline constexpr ErrorCode kWrongKey{"storage.wrong-key"};
inline constexpr ErrorCode kBusy{"storage.busy"};
inline constexpr ErrorCode kMissing{"storage.missing"};
inline constexpr ErrorCode kNewer{"storage.newer-than-program"};
inline constexpr ErrorCode kRefused{"storage.refused-by-rule"};
inline constexpr ErrorCode kDiskFault{"storage.disk-fault"};

} // namespace tirkeu::storage
