#include "criteriaevents.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/log.h>

#include <QJsonObject>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logCriteria, "tirkeu.criteria")

void record(core::AuditSink& audit, std::string_view kind, const QJsonObject& fields)
{
    if (const Result<> done = audit.record(kind, fields); !done)
        core::logWarning(logCriteria()) << "not recorded" << done.error();
}

QString roleIn(const criteria::Criteria& criteria, const identity::Iin& iin)
{
    const criteria::StaffMember* member = criteria.staffByIin(iin);
    return member == nullptr ? QStringLiteral("none") : identity::roleCode(member->role);
}

// The journal names staff by certificate, never by IIN.
QString nameOf(const criteria::StaffMember& member)
{
    return member.authentication.isEmpty() ? QString()
                                           : QString::fromLatin1(core::toHex(member.authentication.constFirst()));
}
} // namespace

void recordCriteria(const criteria::Criteria* before, const criteria::SignedCriteria& inForce, core::AuditSink& audit)
{
    const criteria::Criteria& after = inForce.criteria;
    record(audit, "criteria.loaded",
        {{QStringLiteral("version"), QString::number(after.version)},
            {QStringLiteral("digest"), QString::fromLatin1(core::toHex(core::sha256(inForce.signedBytes)))}});
    if (before == nullptr)
        return;
    const auto change = [&audit](const criteria::StaffMember& member, const QString& from, const QString& to) {
        if (from != to)
            record(audit, "role.changed",
                {{QStringLiteral("who"), nameOf(member)}, {QStringLiteral("from"), from}, {QStringLiteral("to"), to}});
    };
    for (const criteria::StaffMember& member : after.staff)
        change(member, roleIn(*before, member.iin), identity::roleCode(member.role));
    for (const criteria::StaffMember& member : before->staff) {
        if (after.staffByIin(member.iin) == nullptr)
            change(member, identity::roleCode(member.role), QStringLiteral("none"));
    }
}

} // namespace tirkeu::workstation
