#include "registry.h"

#include "commands/list.h"

namespace tirkeu::ctl {

#define DECLARE(name) QList<Command> name##Commands();
TIRKEU_COMMANDS(DECLARE)
#undef DECLARE

QList<Command> allCommands()
{
    QList<Command> all;
#define APPEND(name) all.append(name##Commands());
    TIRKEU_COMMANDS(APPEND)
#undef APPEND
    return all;
}

} // namespace tirkeu::ctl
