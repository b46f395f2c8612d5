#include "stafflookup.h"

#include <core/encoding.h>

#include <QTimeZone>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotInCriteria{"signin.not-in-criteria"};

core::WallTime startOf(QDate day)
{
    return core::fromQDateTime(QDateTime(day, QTime(0, 0), QTimeZone(5 * 3600)));
}
} // namespace

Result<StaffMember> staffFrom(const criteria::Criteria& criteria, const pki::Certificate& certificate)
{
    const criteria::StaffMember* member = criteria.staffByCertificate(certificate.fingerprint());
    // The EDS certificate only signs documents; it opens nothing.
    if (member == nullptr || !member->authentication.contains(certificate.fingerprint()))
        return failure(kNotInCriteria, ErrorKind::OperatorCanFix, QStringLiteral("criteria %1").arg(criteria.version));
    return StaffMember{QString::fromLatin1(core::toHex(certificate.fingerprint())), member->name.shownShort(),
        member->role, certificate.notAfter(), startOf(member->employed), !member->acknowledged.isNull()};
}

} // namespace tirkeu::workstation
