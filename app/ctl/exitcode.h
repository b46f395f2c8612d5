#pragma once

namespace tirkeu::ctl {

/// What the shell sees; documented in README.md and the same for every command.
enum class ExitCode {
    Good = 0,
    Negative = 1,     ///< the question was answered with no
    CannotDecide = 2, ///< it could not be answered: a file, device or service was not to be had
    Usage = 64,
    Bug = 70,
};

} // namespace tirkeu::ctl
