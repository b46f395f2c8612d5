#pragma once

#include "../command.h"

#include <wire/gatewayclient.h>

namespace tirkeu::ctl {

/// The line to the bank's gateway that `--gateway`, `--trust`, `--key` and `--certificate` name. The clock outlives it.
[[nodiscard]] Result<std::unique_ptr<wire::GatewayClient>> gatewayFrom(
    const Arguments& arguments, const core::Clock& clock);

} // namespace tirkeu::ctl
