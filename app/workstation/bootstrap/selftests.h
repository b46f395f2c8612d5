#pragma once

#include "diagnostics/selftest.h"

#include <criteria/signedcriteria.h>
#include <pki/openssllevel.h>

namespace tirkeu::workstation {

/// Whether this is a day of the criteria.
[[nodiscard]] Result<> inForceAt(const criteria::Criteria& criteria, core::WallTime now);
/// What the devices of this workstation say of themselves; nothing of theirs: the program drives none.
struct DeviceFinding
{
    std::optional<Error> scanner;     ///< why the scanner may not be used
    std::optional<Error> camera = {}; ///< why a camera may not
};
/// What the program runs on.
struct Ground
{
    pki::OpensslLevel openssl;
    bool fontsAreComplete = false;
    std::optional<unsigned> user; ///< in whose name it acts; none where the system does not count its users
};
[[nodiscard]] Ground groundHere();

/// The start-up checks, quick enough to run before the first window.
/// `damage`: there is no store, or it lies there and opens for nobody. `criteriaFault`: newer criteria do not hold.
/// `sleepFault`: nobody would tell that the machine goes to sleep.
[[nodiscard]] QList<SelfTest> runSelfTests(const Result<criteria::SignedCriteria>& criteria, core::WallTime now,
    const std::optional<DeviceFinding>& devices = {}, const std::optional<Error>& damage = {},
    const std::optional<Error>& criteriaFault = {}, const std::optional<Error>& sleepFault = {},
    const Ground& ground = groundHere());

/// `fault`: nobody's token can be read.
[[nodiscard]] QList<SelfTest> withTokens(QList<SelfTest> tests, const std::optional<Error>& fault);
/// The guard knows more of a kind that both looked at.
[[nodiscard]] QList<SelfTest> withGuard(QList<SelfTest> tests, const QList<SelfTest>& guard);

} // namespace tirkeu::workstation
