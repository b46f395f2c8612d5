// One line per file of this folder, in the order of the help text. X(iin) stands for commands/iin.cpp with
// `QList<Command> iinCommands()`.
// clang-format off
#define TIRKEU_COMMANDS(X) \
    X(bin) \
    X(criteria) \
    X(iin) \
    X(mrz) \
    X(palm) \
    X(version)
// clang-format on
