#pragma once

#include <core/encoding.h>
#include <criteria/criteria.h>

namespace tirkeu::enrolment {

[[nodiscard]] inline QString hex(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toHex(bytes));
}

/// A member of staff as events name them: by the fingerprint of a certificate.
[[nodiscard]] inline const criteria::StaffMember* staffNamed(const criteria::Criteria& criteria, const QString& who)
{
    const auto fingerprint = core::fromHex(who.toLatin1());
    return fingerprint ? criteria.staffByCertificate(*fingerprint) : nullptr;
}

} // namespace tirkeu::enrolment
