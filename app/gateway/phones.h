#pragma once

#include "config.h"

#include <national/phoneregister.h>

#include <memory>

namespace tirkeu::gateway {

/// The register of mobile numbers that the configuration names; null: none. One that is away is left alone for a while.
[[nodiscard]] Result<std::unique_ptr<national::PhoneRegister>> openPhones(
    const Config& config, const core::Clock& clock);

} // namespace tirkeu::gateway
