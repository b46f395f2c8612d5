#pragma once

#include "openssltools.h"
#include "pki/status.h"

namespace tirkeu::pki {

[[nodiscard]] StatusResult unusable(StatusSource source, StatusProblem problem, QString detail = {});
/// What is wrong with the times of an answer, if anything.
[[nodiscard]] std::optional<StatusProblem> timesProblem(
    core::WallTime thisUpdate, std::optional<core::WallTime> nextUpdate, const StatusTimes& times);
[[nodiscard]] RevocationReason revocationReasonOf(long code);
/// SHA-256 or better.
[[nodiscard]] bool isStrongSignature(int signatureNid);

} // namespace tirkeu::pki
