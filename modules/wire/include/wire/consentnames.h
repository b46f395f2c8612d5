#pragma once

#include <casefile/casestate.h>
#include <criteria/consents.h>

#include <algorithm>
#include <array>
#include <optional>

namespace tirkeu::wire {

/// How events name the consents that the criteria ask for: one table for whoever writes them and whoever judges them.
inline constexpr std::array kConsentNames{
    std::pair{criteria::ConsentKind::PersonalData, casefile::kConsentPersonalData},
    std::pair{criteria::ConsentKind::IdecAuthentication, casefile::kConsentIdec},
    std::pair{criteria::ConsentKind::EdsKeys, casefile::kConsentEdsKeys},
    std::pair{criteria::ConsentKind::ThirdParties, casefile::kConsentThirdParties},
    std::pair{criteria::ConsentKind::PalmScanning, casefile::kConsentPalmScan},
};
static_assert(kConsentNames.size() == criteria::kConsentKinds.size());

[[nodiscard]] inline QLatin1StringView consentName(criteria::ConsentKind kind)
{
    return std::ranges::find(kConsentNames, kind, [](const auto& pair) { return pair.first; })->second;
}

[[nodiscard]] inline std::optional<criteria::ConsentKind> consentNamed(QStringView name)
{
    const auto* const found =
        std::ranges::find_if(kConsentNames, [name](const auto& pair) { return name == pair.second; });
    return found == kConsentNames.end() ? std::nullopt : std::optional(found->first);
}

} // namespace tirkeu::wire
