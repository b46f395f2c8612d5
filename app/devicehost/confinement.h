#pragma once

#include <devices/pluginmessage.h>

#include <string>

namespace tirkeu::devicehost {

struct Confinement
{
    devices::message::NetworkGuard network = devices::message::NetworkGuard::None;
    std::uint64_t memoryLimit = 0; ///< 0: none could be set
    bool filesClosed = false;      ///< what people keep on this machine cannot be read
};

struct Leave
{
    std::uint64_t memory = 0;
    std::string plugin; ///< its folder may be read
    std::string folder; ///< the plug-in's own, may be empty
};

/// Takes from this process what a scanner's plug-in has no need of, before a line of the plug-in runs: memory beyond
/// its leave, files to write, other people's files to read, core dumps, other programs, the network. What could not be
/// taken is said in the answer.
[[nodiscard]] Confinement confine(const Leave& leave);

} // namespace tirkeu::devicehost
