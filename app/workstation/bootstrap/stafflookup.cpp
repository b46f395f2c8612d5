#include "stafflookup.h"

#include <core/encoding.h>

#include <QTimeZone>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotInCriteria{"signin.not-in-criteria"};
constexpr ErrorCode kOtherBranch{"signin.other-branch"};
constexpr ErrorCode kCertificateNew{"signin.certificate-new"};

// By another certificate: this one is a renewed one, say, and has to be named before it opens anything.
bool isNamed(const criteria::Criteria& criteria, const pki::Certificate& certificate)
{
    const QString& iin = certificate.subject().iin;
    return !iin.isEmpty() && std::any_of(criteria.staff.begin(), criteria.staff.end(),
                                 [&iin](const criteria::StaffMember& one) { return one.iin.toString() == iin; });
}

core::WallTime startOf(QDate day)
{
    return core::fromQDateTime(QDateTime(day, QTime(0, 0), QTimeZone(5 * 3600)));
}
} // namespace

QList<vault::Entitled> entitledBy(const criteria::Criteria& criteria, const QString& branch)
{
    QList<vault::Entitled> entitled;
    for (const criteria::StaffMember& member : criteria.staff) {
        const bool serves = member.branches.isEmpty() || member.branches.contains(branch);
        const bool teller = member.role == identity::StaffRole::Teller;
        if (!serves || (!teller && member.role != identity::StaffRole::Supervisor))
            continue;
        for (const QByteArray& fingerprint : member.authentication)
            entitled.append({teller ? vault::SlotRole::Teller : vault::SlotRole::Supervisor,
                QString::fromLatin1(core::toHex(fingerprint)), fingerprint});
    }
    return entitled;
}

QHash<QString, QString> staffNames(const criteria::Criteria& criteria)
{
    QHash<QString, QString> names;
    for (const criteria::StaffMember& member : criteria.staff) {
        for (const QByteArray& fingerprint : member.authentication)
            names.insert(QString::fromLatin1(core::toHex(fingerprint)), member.name.shownShort());
    }
    return names;
}

Result<StaffMember> staffFrom(
    const criteria::Criteria& criteria, const pki::Certificate& certificate, const QString& branch)
{
    const criteria::StaffMember* member = criteria.staffByCertificate(certificate.fingerprint());
    // The EDS certificate only signs documents; it opens nothing.
    if (member == nullptr || !member->authentication.contains(certificate.fingerprint()))
        return failure(member == nullptr && isNamed(criteria, certificate) ? kCertificateNew : kNotInCriteria,
            ErrorKind::OperatorCanFix, QStringLiteral("criteria %1").arg(criteria.version),
            {core::shownDate(certificate.notBefore())});
    if (!member->branches.isEmpty() && !member->branches.contains(branch))
        return failure(kOtherBranch, ErrorKind::OperatorCanFix, QStringLiteral("not of branch ") + branch);
    return StaffMember{QString::fromLatin1(core::toHex(certificate.fingerprint())), member->name.shownShort(),
        member->role, certificate.notAfter(), startOf(member->employed), !member->acknowledged.isNull()};
}

} // namespace tirkeu::workstation
