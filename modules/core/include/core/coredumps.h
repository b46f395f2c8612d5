#pragma once

namespace tirkeu::core {

/// From now on a crash of this process leaves no picture of its memory, and no other program of the same user reads it.
/// First thing in `main`. A sanitizer's build keeps both: its leak check looks at the process from outside.
void forbidCoreDumps();

} // namespace tirkeu::core
