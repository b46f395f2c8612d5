#pragma once

/// Exit codes of tirkeu-device-host that mean something to the program.
namespace tirkeu::devices::hostexit {

inline constexpr int kUsage = 64;      ///< wrong words, or messages of another form
inline constexpr int kHung = 71;       ///< the plug-in did not come back in time
inline constexpr int kUnloadable = 72; ///< no such library, or no entry in it
inline constexpr int kOtherAbi = 73;   ///< made for another contract

} // namespace tirkeu::devices::hostexit
