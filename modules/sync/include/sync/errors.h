#pragma once

#include <core/error.h>

namespace tirkeu::sync {

inline constexpr ErrorCode kNotReached{"sync.gateway-not-reached"};
inline constexpr ErrorCode kNotTrusted{"sync.gateway-not-trusted"};
inline constexpr ErrorCode kBusy{"sync.gateway-busy"};
inline constexpr ErrorCode kFault{"sync.gateway-fault"};
inline constexpr ErrorCode kRolledBack{"sync.gateway-rolled-back"};
inline constexpr ErrorCode kReceiptWrong{"sync.receipt-not-believed"};
inline constexpr ErrorCode kPartMissing{"sync.part-missing"};
inline constexpr ErrorCode kJournalRefused{"sync.journal-refused"};
inline constexpr ErrorCode kNotRefused{"sync.package-not-refused"};

/// The bank's gateway serves this program no longer: what is open is finished, nothing is begun (MFO-25, 30).
inline constexpr ErrorCode kProgramTooOld{"sync.program-too-old"};

} // namespace tirkeu::sync
