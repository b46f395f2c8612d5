#include "democriteria.h"

#include "support/fakeclock.h"
#include "support/testfiles.h"

#include <core/json.h>
#include <criteria/draft.h>

#include <QJsonArray>

namespace tirkeu::test {

using simulation::DemoPerson;

const simulation::DemoPki& demoPki()
{
    static const simulation::DemoPki pki = simulation::DemoPki::make({.now = FakeClock().wall()}).value();
    return pki;
}

QJsonObject demoCriteria()
{
    static const QJsonObject document = [] {
        const QJsonObject draft =
            core::readJson(readFile(sourcePath(QStringLiteral("resources/criteria/demo.json")))).value();
        QList<pki::Certificate> certificates{demoPki().vendor().certificate(), demoPki().workstation().holder()};
        for (const DemoPerson person : {DemoPerson::Teller, DemoPerson::SecondTeller, DemoPerson::Supervisor,
                 DemoPerson::BranchIt, DemoPerson::OfficerOne, DemoPerson::OfficerTwo, DemoPerson::Client})
            certificates += {demoPki().authentication(person).holder(), demoPki().signature(person).holder()};
        return criteria::withCertificates(draft, certificates);
    }();
    return document;
}

namespace {
QJsonValue changedIn(const QJsonValue& at, QStringList path, const QJsonValue& value)
{
    if (path.isEmpty())
        return value;
    const QString step = path.takeFirst();
    if (at.isArray()) {
        QJsonArray list = at.toArray();
        const qsizetype index = step.toLongLong();
        const QJsonValue element = changedIn(list.at(index), path, value);
        if (element.isUndefined())
            list.removeAt(index);
        else
            list.replace(index, element);
        return list;
    }
    QJsonObject object = at.toObject();
    object.insert(step, changedIn(object.value(step), path, value)); // an undefined value removes
    return object;
}
} // namespace

QJsonObject changed(const QJsonObject& document, const QString& path, const QJsonValue& value)
{
    QString parts = path;
    parts.replace(u'[', u'.').remove(u']');
    return changedIn(document, parts.split(u'.'), value).toObject();
}

criteria::Officers demoOfficers()
{
    return criteria::Officers::of(QList<pki::Certificate>{
        demoPki().signature(DemoPerson::OfficerOne).holder(), demoPki().signature(DemoPerson::OfficerTwo).holder()});
}

QByteArray signedByBoth(const QJsonObject& document, core::WallTime now)
{
    pki::SoftwareKey one = demoPki().signature(DemoPerson::OfficerOne);
    pki::SoftwareKey two = demoPki().signature(DemoPerson::OfficerTwo);
    return criteria::signCriteria(core::writeJson(document), one, now)
        .and_then([&](const QByteArray& once) { return criteria::addCriteriaSignature(once, two, now); })
        .value();
}

} // namespace tirkeu::test
