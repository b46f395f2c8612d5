#pragma once

#include "fields.h"

namespace tirkeu::criteria {

// The parts of a document, one reader each; all of them refuse through `fields`.

[[nodiscard]] std::optional<Organisation> readOrganisation(core::JsonFields& fields, QLatin1StringView key);
[[nodiscard]] CheckSystem readSystem(core::JsonFields& fields, QLatin1StringView key);
[[nodiscard]] QList<Branch> readBranches(core::JsonFields& fields);
[[nodiscard]] QList<Workstation> readWorkstations(core::JsonFields& fields);
[[nodiscard]] QList<StaffMember> readStaff(core::JsonFields& fields);
[[nodiscard]] QList<ScannerVendor> readVendors(core::JsonFields& fields);
[[nodiscard]] QList<Scanner> readScanners(core::JsonFields& fields);
[[nodiscard]] QList<Camera> readCameras(core::JsonFields& fields);

[[nodiscard]] Attempts readAttempts(core::JsonFields& fields);
[[nodiscard]] Liveness readLiveness(core::JsonFields& fields);
[[nodiscard]] PalmRules readPalm(core::JsonFields& fields);
[[nodiscard]] FaceRules readFace(core::JsonFields& fields);
[[nodiscard]] QList<Purpose> readPurposes(core::JsonFields& fields);
[[nodiscard]] QList<DecisionRule> readDecisions(core::JsonFields& fields);
[[nodiscard]] Consents readConsents(core::JsonFields& fields);

[[nodiscard]] Retention readRetention(core::JsonFields& fields);
[[nodiscard]] SessionRules readSession(core::JsonFields& fields);
[[nodiscard]] Calendar readCalendar(core::JsonFields& fields);
[[nodiscard]] PinPolicy readPin(core::JsonFields& fields);
[[nodiscard]] SigningRules readSigning(core::JsonFields& fields);
[[nodiscard]] ReviewRules readReview(core::JsonFields& fields);
[[nodiscard]] GuardPolicy readGuard(core::JsonFields& fields);

/// Every id stands once and every reference leads somewhere.
[[nodiscard]] Result<> checkReferences(const Criteria& criteria);
/// Nothing is weaker than the law.
[[nodiscard]] Result<> checkLaw(const Criteria& criteria);

} // namespace tirkeu::criteria
