#pragma once

#include <core/result.h>

#include <array>

namespace tirkeu::identity {

/// What a member of staff may be; which certificate holds which role is said by the bank's criteria.
enum class StaffRole {
    Teller,          ///< serves the client, signs the documents
    Supervisor,      ///< reviews, attests exceptions; never of a case of their own
    BranchIt,        ///< provisions and repairs, sees no client
    SecurityOfficer, ///< two of them sign the criteria
};
inline constexpr std::array kStaffRoles{
    StaffRole::Teller, StaffRole::Supervisor, StaffRole::BranchIt, StaffRole::SecurityOfficer};

[[nodiscard]] QString roleCode(StaffRole role); ///< "teller", "supervisor", "branch-it", "security-officer"
[[nodiscard]] Result<StaffRole> roleFromCode(QStringView code);

} // namespace tirkeu::identity
