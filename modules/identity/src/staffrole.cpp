#include <identity/staffrole.h>

namespace tirkeu::identity {

namespace {
constexpr ErrorCode kUnknown{"identity.role-unknown"};
} // namespace

QString roleCode(StaffRole role)
{
    switch (role) {
    case StaffRole::Teller:
        return QStringLiteral("teller");
    case StaffRole::Supervisor:
        return QStringLiteral("supervisor");
    case StaffRole::BranchIt:
        return QStringLiteral("branch-it");
    case StaffRole::SecurityOfficer:
        break;
    }
    return QStringLiteral("security-officer");
}

Result<StaffRole> roleFromCode(QStringView code)
{
    for (const StaffRole role : kStaffRoles) {
        if (code == roleCode(role))
            return role;
    }
    return failure(kUnknown, ErrorKind::OperatorCanFix, {}, {code.left(40).toString()});
}

} // namespace tirkeu::identity
