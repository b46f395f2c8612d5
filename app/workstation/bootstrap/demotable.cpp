#include "demotable.h"

#include <QCoreApplication>

namespace tirkeu::workstation {

QStringList tokenNames(const demo::DemoBranch& branch)
{
    QStringList names{QCoreApplication::translate("DemoBranch", "No token")};
    for (const demo::DemoPerson& person : branch.people())
        names.append(QStringLiteral("%1 · PIN %2").arg(person.shownName, person.pin));
    return names;
}

Place placeOf(const demo::DemoBranch& branch)
{
    const criteria::Workstation* workstation = branch.workstation();
    if (workstation == nullptr)
        return {};
    const criteria::Criteria& criteria = branch.criteria()->criteria;
    const criteria::Branch* place = criteria.branch(workstation->branch);
    return {criteria.customer.name, place != nullptr ? place->name : criteria::Texts{}, workstation->name};
}

} // namespace tirkeu::workstation
