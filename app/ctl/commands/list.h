// One line per file of this folder, in the order of the help text. X(iin) stands for commands/iin.cpp with
// `QList<Command> iinCommands()`.
// clang-format off
#define TIRKEU_COMMANDS(X) \
    X(backup) \
    X(bin) \
    X(criteria) \
    X(demo) \
    X(device) \
    X(evidence) \
    X(guard) \
    X(iin) \
    X(journal) \
    X(mrz) \
    X(package) \
    X(token) \
    X(tpm) \
    X(vault) \
    X(palm) \
    X(retention) \
    X(service) \
    X(version)
// clang-format on
