#pragma once

#include "config.h"

namespace tirkeu::gateway {

/// What the program says to the one who called it; documented in the README.
enum class ExitCode { Good = 0, Usage = 64, BadConfig = 78, Failed = 70 };

[[nodiscard]] Result<> serve(const Config& config, const core::Clock& clock);
[[nodiscard]] Result<> check(const Config& config, const core::Clock& clock);
[[nodiscard]] Result<> migrate(const Config& config);
[[nodiscard]] Result<> stats(const Config& config);
/// From now on no question of this workstation's certificate is answered; it takes a new one to come back.
[[nodiscard]] Result<> revoke(
    const Config& config, const QString& certificate, const QString& reason, const core::Clock& clock);
[[nodiscard]] Result<> exportPackages(const Config& config);
/// Takes a file of packages in (`tirkeuctl package export`) and writes the receipts that go back with it. An error also
/// where one package was not taken; the receipts of the others are written then, too.
[[nodiscard]] Result<> importPackages(
    const Config& config, const QString& file, const QString& receipts, const core::Clock& clock);

} // namespace tirkeu::gateway
