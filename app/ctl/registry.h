#pragma once

#include "command.h"

namespace tirkeu::ctl {

/// Every command of the program, in the order of the help text.
[[nodiscard]] QList<Command> allCommands();

} // namespace tirkeu::ctl
