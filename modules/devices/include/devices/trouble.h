#pragma once

#include <core/result.h>

#include <array>

namespace tirkeu::devices {

/// What the client can put right; the same capture is then asked again. The numbers are those of the plug-in contract.
enum class Hint {
    TryAgain = 100,
    TooNear = 101,
    TooFar = 102,
    Tilted = 103,
    Moved = 104,
    OffCentre = 105,
    WrongHand = 106,
    FingersClosed = 107,
    PlaceAgain = 108,
};
inline constexpr std::array kHints{Hint::TryAgain, Hint::TooNear, Hint::TooFar, Hint::Tilted, Hint::Moved,
    Hint::OffCentre, Hint::WrongHand, Hint::FingersClosed, Hint::PlaceAgain};

// Errors of a device fall into three kinds that callers treat differently: a hint to the client (ErrorKind::Retry with
// a code of `retryWith`), a fault of the device (ErrorKind::DeviceFault), and the device being gone (`kRemoved`).
inline constexpr ErrorCode kRemoved{"devices.removed"};
inline constexpr ErrorCode kBusy{"devices.busy"};
inline constexpr ErrorCode kCancelled{"devices.cancelled"};
inline constexpr ErrorCode kTimeout{"devices.timeout"};
inline constexpr ErrorCode kSuspended{"devices.suspended"};
inline constexpr ErrorCode kNotOpen{"devices.not-open"};
inline constexpr ErrorCode kPluginEnded{"devices.plugin-ended"};
inline constexpr ErrorCode kPluginHung{"devices.plugin-hung"};
inline constexpr ErrorCode kPluginMisbehaved{"devices.plugin-misbehaved"};
inline constexpr ErrorCode kCannotEnrol{"devices.cannot-enrol"};

[[nodiscard]] Error retryWith(Hint hint);
/// The error a plug-in's code stands for; every number is one, an unknown number is a fault.
[[nodiscard]] Error errorOfCode(int code);

} // namespace tirkeu::devices
