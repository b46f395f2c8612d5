#include "hostsession.h"

#include <devices/hostexit.h>

#include <charconv>
#include <csignal>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <unistd.h>

// Started by the program alone, with two pipes: tirkeu-device-host --plugin FILE [--memory BYTES] [--folder PATH]
int main(int argc, char** argv)
{
    std::string plugin;
    std::string folder;
    std::uint64_t memory = 0;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string_view name(argv[i]);
        const std::string_view value(argv[i + 1]);
        if (name == "--plugin")
            plugin = value;
        else if (name == "--folder")
            folder = value;
        else if (name == "--memory")
            std::from_chars(value.data(), value.data() + value.size(), memory);
    }
    if (plugin.empty() || argc % 2 == 0) {
        dprintf(STDERR_FILENO, "usage: tirkeu-device-host --plugin FILE [--memory BYTES] [--folder PATH]\n");
        return tirkeu::devices::hostexit::kUsage;
    }
    std::signal(SIGPIPE, SIG_IGN);
    // What a plug-in prints goes to the errors, what it reads is nothing: the two pipes are ours alone.
    const int in = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    const int out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (in < 0 || out < 0 || nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
        return tirkeu::devices::hostexit::kUsage;
    tirkeu::devicehost::HostSession session(in, out, tirkeu::devicehost::confine({memory, plugin, folder}));
    session.run(plugin);
}
