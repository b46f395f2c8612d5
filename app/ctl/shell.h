#pragma once

#include "command.h"

namespace tirkeu::ctl {

/// Where the program reads and writes; tests hand in buffers.
struct Streams
{
    QIODevice& input;
    QIODevice& output;
    QIODevice& errors;
};

/// Finds the command that `words` (without the program's name) ask for, runs it, writes its answer. Answers go to the
/// output, failures and wrong usage to the errors; with --json everything is one line of JSON on the output,
/// a fault of the program too.
[[nodiscard]] ExitCode runShell(const QList<Command>& commands, const QStringList& words, const Streams& streams);

} // namespace tirkeu::ctl
