#include "demotable.h"

#include <demo/persona.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QPdfWriter>
#include <QTextDocument>

namespace tirkeu::workstation {

QStringList tokenNames(const demo::DemoBranch& branch)
{
    QStringList names{QCoreApplication::translate("DemoBranch", "No token")};
    for (const demo::DemoPerson& person : branch.people())
        names.append(QStringLiteral("%1 · PIN %2").arg(person.shownName, person.pin));
    return names;
}

QStringList clientNames()
{
    QStringList names;
    for (const demo::Persona& persona : demo::personas())
        names.append(QStringLiteral("%1 %2 · %3").arg(persona.surname, persona.given, persona.iin));
    return names;
}

void signPaper(const QString& folder)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss"));
    QPdfWriter writer(QDir(folder).filePath(QStringLiteral("scan-%1.pdf").arg(stamp)));
    QTextDocument page;
    page.setHtml(
        QStringLiteral("<h2>%1</h2><p>%2</p>")
            .arg(QCoreApplication::translate("DemoBranch", "Consents, signed by an invented client"),
                QCoreApplication::translate("DemoBranch", "This page stands for the paper that a scanner read.")));
    page.print(&writer);
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
