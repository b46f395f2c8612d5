#include "vaultcare.h"

#include "stafflookup.h"

#include <core/encoding.h>
#include <enrolment/destruction.h>

namespace tirkeu::workstation {

namespace {
/// By IIN, so that a person with two certificates is one.
std::function<QString(const QString& id)> personBy(const criteria::Criteria& criteria)
{
    QHash<QString, QString> people;
    for (const criteria::StaffMember& member : criteria.staff) {
        for (const QByteArray& fingerprint : member.authentication)
            people.insert(QString::fromLatin1(core::toHex(fingerprint)), member.iin.toString());
    }
    return [people](const QString& id) {
        return people.value(id, id);
    };
}

} // namespace

VaultCare::VaultCare(vault::VaultThread& thread, VaultDoor& door, core::Signer& workstation, const core::Clock& clock,
    const QString& backups, const criteria::Criteria& inForce, const CriteriaHistory& history)
    : notices(thread, door, clock)
    , upkeep(thread, door, notices, clock,
          {workstation, backups, [roles = rolesIn(inForce)] { return roles; },
              enrolment::retentionRules(inForce.retention), history})
    , walk(thread, door, notices)
    , retention(thread, door, upkeep, {[names = staffNames(inForce)] { return names; }, personBy(inForce)})
{
}

} // namespace tirkeu::workstation
