#pragma once

#include "simulation_pki/demopki.h"

namespace tirkeu::simulation {

/// Who is who in the demo, and what each certificate says.
[[nodiscard]] QString nameOf(DemoPerson person); ///< of files: "teller"
[[nodiscard]] const QList<DemoPerson>& everybody();
[[nodiscard]] DemoProfile signatureProfileOf(DemoPerson person, const DemoPkiOptions& options);
[[nodiscard]] DemoProfile authenticationProfileOf(DemoPerson person, const DemoPkiOptions& options);

struct NamedProfile
{
    QString name;
    DemoProfile profile;
};
enum class DemoIssuer { NationalRoot, National, Bank, Vendor };

/// National root, national issuing, bank, vendor, in this order.
[[nodiscard]] QList<NamedProfile> authorityProfiles(const DemoPkiOptions& options);
[[nodiscard]] DemoAddresses addressesOf(DemoIssuer issuer, const QUrl& services);
/// Everything but the people, with who issues it.
[[nodiscard]] QList<std::pair<DemoIssuer, NamedProfile>> machineProfiles(const DemoPkiOptions& options);

} // namespace tirkeu::simulation
