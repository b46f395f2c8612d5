#include <reference/engine.h>

namespace tirkeu::reference {

bool PackageRow::operator==(const PackageRow& other) const
{
    return package == other.package && fingerprint == other.fingerprint && workstation == other.workstation &&
           branch == other.branch && vault == other.vault && number == other.number && person == other.person &&
           caseId == other.caseId && verdict == other.verdict && reason == other.reason && received == other.received &&
           journal.sequence == other.journal.sequence && journal.hash == other.journal.hash && receipt == other.receipt;
}

} // namespace tirkeu::reference
