#include "vaultcare.h"

#include "stafflookup.h"

#include <core/encoding.h>

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

/// At least what the criteria say: the longest months, and a day for every leap year.
vault::RetentionRules rulesOf(const criteria::Retention& retention)
{
    constexpr int kLongestMonth = 31;
    return {std::chrono::days(retention.journalMonthsAtHand * kLongestMonth),
        std::chrono::days(retention.clientYears * 365 + retention.clientYears / 4 + 1)};
}
} // namespace

VaultCare::VaultCare(vault::VaultThread& thread, VaultDoor& door, core::Signer& workstation, const core::Clock& clock,
    const QString& backups, const criteria::Criteria& inForce)
    : notices(thread, door, clock)
    , upkeep(thread, door, notices, clock,
          {workstation, backups, [roles = rolesIn(inForce)] { return roles; }, rulesOf(inForce.retention)})
    , retention(thread, door, upkeep, {[names = staffNames(inForce)] { return names; }, personBy(inForce)})
{
}

} // namespace tirkeu::workstation
