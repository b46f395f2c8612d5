#pragma once

#include <QString>

namespace tirkeu::evidence {

/// How long a signature can be confirmed: by itself; with a trusted time; with everything to check it inside; with
/// archive time stamps over that.
enum class SignatureLevel { BB, BT, BLT, BLTA };

[[nodiscard]] QString nameOf(SignatureLevel level); ///< "B-LTA"

} // namespace tirkeu::evidence
