#pragma once

#include <devices/pluginmessage.h>

namespace tirkeu::devicehost {

struct Confinement
{
    devices::message::NetworkGuard network = devices::message::NetworkGuard::None;
    std::uint64_t memoryLimit = 0; ///< 0: none could be set
};

/// Takes from this process what a scanner's plug-in has no need of, before a line of the plug-in runs: memory beyond
/// `memory`, files to write, core dumps, other programs, the network. What could not be taken is said in the answer.
[[nodiscard]] Confinement confine(std::uint64_t memory);

} // namespace tirkeu::devicehost
