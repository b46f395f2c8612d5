#include <devices/devicejournal.h>

#include <core/encoding.h>

#include <QJsonObject>

namespace tirkeu::devices {

namespace {
using Fields = QJsonObject;

Fields fieldsOf(const QString& device, const QString& serial)
{
    return {{QStringLiteral("device"), device}, {QStringLiteral("serial"), serial}};
}

Fields with(Fields fields, QLatin1StringView name, const QString& value)
{
    fields.insert(name, value);
    return fields;
}

/// A device of the criteria, scanner or camera alike.
struct Entry
{
    QString id;
    QString model;
    QString serial;
    QString busPath;
    QByteArray rest; ///< what else may change
    bool operator==(const Entry&) const = default;
};

QMap<QString, Entry> entriesOf(const criteria::Criteria* criteria, const QString& workstation)
{
    QMap<QString, Entry> entries; // a scanner and a camera may have the same name
    if (criteria == nullptr)
        return entries;
    for (const criteria::Scanner& scanner : criteria->scannersOf(workstation))
        entries.insert(QStringLiteral("scanner ") + scanner.id,
            {scanner.id, scanner.model, scanner.serial, scanner.busPath,
                scanner.firmware.join() + '|' + scanner.configuration.join() + '|' + scanner.usb.toLatin1()});
    for (const criteria::Camera& camera : criteria->camerasOf(workstation))
        entries.insert(QStringLiteral("camera ") + camera.id,
            {camera.id, camera.model, camera.serial, camera.busPath, (camera.usb + u'|' + camera.firmware).toLatin1()});
    return entries;
}
} // namespace

DeviceJournal::DeviceJournal(core::AuditSink& audit)
    : m_audit(audit)
{
}

Result<> DeviceJournal::judged(const DeviceIdentity& device, const Judgement& judgement)
{
    const QString name = judgement.scanner ? judgement.scanner->id : device.model;
    const Fields fields = fieldsOf(name, device.serial);
    if (judgement.isUsable())
        return m_audit.record("device.attached", with(fields, QLatin1StringView("place"), device.busPath));
    return m_audit.record("device.refused", with(fields, QLatin1StringView("reason"), nameOf(judgement.standing)));
}

Result<> DeviceJournal::removed(const DeviceIdentity& device)
{
    return m_audit.record(
        "device.removed", with(fieldsOf(device.model, device.serial), QLatin1StringView("place"), device.busPath));
}

Result<> DeviceJournal::refused(const criteria::Scanner& scanner, const Error& why)
{
    return m_audit.record(
        "device.refused", with(fieldsOf(scanner.id, scanner.serial), QLatin1StringView("reason"), why.code.toString()));
}

Result<> DeviceJournal::movePermitted(const DeviceIdentity& device, const criteria::StaffMember& supervisor)
{
    return permitted(fieldsOf(device.model, device.serial), device.busPath, supervisor);
}

Result<> DeviceJournal::judged(const CameraFacts& facts, const CameraJudgement& judgement)
{
    const Fields fields = fieldsOf(judgement.camera ? judgement.camera->id : shownName(facts), facts.serial);
    if (judgement.isUsable())
        return m_audit.record("device.attached", with(fields, QLatin1StringView("place"), facts.busPath));
    const QString how = judgement.standing == Standing::Virtual
                            ? nameOf(judgement.standing) + QStringLiteral(": ") + nameOf(substitutionOf(facts))
                            : nameOf(judgement.standing);
    return m_audit.record("device.refused", with(fields, QLatin1StringView("reason"), how));
}

Result<> DeviceJournal::removed(const CameraFacts& facts)
{
    return m_audit.record(
        "device.removed", with(fieldsOf(shownName(facts), facts.serial), QLatin1StringView("place"), facts.busPath));
}

Result<> DeviceJournal::movePermitted(const CameraFacts& facts, const criteria::StaffMember& supervisor)
{
    return permitted(fieldsOf(shownName(facts), facts.serial), facts.busPath, supervisor);
}

Result<> DeviceJournal::permitted(QJsonObject fields, const QString& port, const criteria::StaffMember& supervisor)
{
    const QString who = supervisor.authentication.isEmpty()
                            ? QStringLiteral("–")
                            : QString::fromLatin1(core::toHex(supervisor.authentication.constFirst()));
    return m_audit.record("device.changed", with(std::move(fields), QLatin1StringView("change"),
                                                QStringLiteral("works in %1, permitted by %2").arg(port, who)));
}

Result<> DeviceJournal::criteriaChanged(
    const criteria::Criteria* before, const criteria::Criteria& after, const QString& workstation)
{
    const QMap<QString, Entry> old = entriesOf(before, workstation);
    const QMap<QString, Entry> now = entriesOf(&after, workstation);
    Result<> done;
    for (auto entry = now.constBegin(); entry != now.constEnd() && done; ++entry) {
        const Fields fields = fieldsOf(entry->id, entry->serial);
        if (!old.contains(entry.key()))
            done = m_audit.record("device.registered", with(fields, QLatin1StringView("place"), entry->busPath));
        else if (old.value(entry.key()) != *entry)
            done = m_audit.record(
                "device.changed", with(fields, QLatin1StringView("change"), QStringLiteral("registered anew")));
    }
    for (auto entry = old.constBegin(); entry != old.constEnd() && done; ++entry) {
        if (!now.contains(entry.key()))
            done = m_audit.record("device.changed",
                with(fieldsOf(entry->id, entry->serial), QLatin1StringView("change"), QStringLiteral("struck off")));
    }
    return done;
}

} // namespace tirkeu::devices
