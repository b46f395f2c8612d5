#include "stafflookup.h"

#include <core/encoding.h>

#include <QTimeZone>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotInCriteria{"signin.not-in-criteria"};
constexpr ErrorCode kOtherBranch{"signin.other-branch"};

core::WallTime startOf(QDate day)
{
    return core::fromQDateTime(QDateTime(day, QTime(0, 0), QTimeZone(5 * 3600)));
}
} // namespace

Result<StaffMember> staffFrom(
    const criteria::Criteria& criteria, const pki::Certificate& certificate, const QString& branch)
{
    const criteria::StaffMember* member = criteria.staffByCertificate(certificate.fingerprint());
    // The EDS certificate only signs documents; it opens nothing.
    if (member == nullptr || !member->authentication.contains(certificate.fingerprint()))
        return failure(kNotInCriteria, ErrorKind::OperatorCanFix, QStringLiteral("criteria %1").arg(criteria.version));
    if (!member->branches.isEmpty() && !member->branches.contains(branch))
        return failure(kOtherBranch, ErrorKind::OperatorCanFix, QStringLiteral("not of branch ") + branch);
    return StaffMember{QString::fromLatin1(core::toHex(certificate.fingerprint())), member->name.shownShort(),
        member->role, certificate.notAfter(), startOf(member->employed), !member->acknowledged.isNull()};
}

} // namespace tirkeu::workstation
