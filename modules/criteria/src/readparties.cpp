#include "readers.h"

#include <core/encoding.h>

#include <QRegularExpression>

namespace tirkeu::criteria {

using core::JsonFields;
using namespace Qt::Literals::StringLiterals;

std::optional<Organisation> readOrganisation(JsonFields& fields, QLatin1StringView key)
{
    std::optional<Organisation> organisation;
    fields.nested(key, [&](JsonFields& inner) {
        const Texts name = readTexts(inner, "name"_L1);
        const Result<identity::Bin> bin = identity::Bin::parse(inner.string("bin"_L1, 20));
        const Texts address = readTexts(inner, "address"_L1);
        const QString contact = inner.stringOr("contact"_L1, {}, 300);
        if (!inner.isGood())
            return;
        if (bin)
            organisation = Organisation{name, *bin, address, contact};
        else
            inner.refuse("bin"_L1, bin.error());
    });
    return organisation;
}

CheckSystem readSystem(JsonFields& fields, QLatin1StringView key)
{
    CheckSystem system;
    fields.nested(key, [&](JsonFields& inner) {
        system.name = readLine(inner, "name"_L1);
        system.version = readLine(inner, "version"_L1);
    });
    return system;
}

QList<Branch> readBranches(JsonFields& fields)
{
    QList<Branch> branches;
    fields.each("branches"_L1, [&](JsonFields& inner) {
        const QString id = readId(inner, "id"_L1);
        branches.append({id, readTexts(inner, "name"_L1), readTexts(inner, "address"_L1)});
    });
    return branches;
}

QList<Workstation> readWorkstations(JsonFields& fields)
{
    QList<Workstation> workstations;
    fields.each("workstations"_L1, [&](JsonFields& inner) {
        Workstation workstation;
        workstation.id = readId(inner, "id"_L1);
        workstation.branch = readId(inner, "branch"_L1);
        workstation.name = readLine(inner, "name"_L1);
        workstation.certificates = readDigests(inner, "certificates"_L1);
        workstation.clientScreen = inner.stringOr("clientScreen"_L1, {}, 100);
        workstations.append(workstation);
    });
    return workstations;
}

namespace {

std::optional<identity::PersonName> readName(JsonFields& fields)
{
    std::optional<identity::PersonName> name;
    fields.nested("name"_L1, [&](JsonFields& inner) {
        const QString surname = inner.stringOr("surname"_L1, {}, 100);
        const QString given = inner.stringOr("given"_L1, {}, 100);
        const auto parsed = identity::PersonName::parse(surname, given, inner.stringOr("patronymic"_L1, {}, 100));
        if (parsed)
            name = *parsed;
        else if (inner.isGood())
            inner.refuse("surname"_L1, parsed.error());
    });
    return name;
}

void readStaffMember(JsonFields& fields, QList<StaffMember>& staff)
{
    const Result<identity::Iin> iin = identity::Iin::parse(fields.string("iin"_L1, 20));
    const Result<identity::StaffRole> role = identity::roleFromCode(fields.string("role"_L1, 40));
    const std::optional<identity::PersonName> name = readName(fields);
    const QStringList branches = fields.strings("branches"_L1, 1000, 60);
    const QDate employed = readDate(fields, "employed"_L1);
    const QDate acknowledged = readDateIfAny(fields, "acknowledged"_L1);
    const QList<QByteArray> authentication = readDigests(fields, "authentication"_L1);
    const QList<QByteArray> signing = readDigests(fields, "signing"_L1);
    if (!fields.isGood())
        return;
    if (!iin)
        fields.refuse("iin"_L1, iin.error());
    else if (!role)
        fields.refuse("role"_L1, role.error());
    else if (name)
        staff.append({*iin, *name, *role, branches, employed, acknowledged, authentication, signing});
}

} // namespace

QList<StaffMember> readStaff(JsonFields& fields)
{
    QList<StaffMember> staff;
    fields.each("staff"_L1, [&](JsonFields& inner) { readStaffMember(inner, staff); });
    return staff;
}

QList<ScannerVendor> readVendors(JsonFields& fields)
{
    QList<ScannerVendor> vendors;
    fields.each("scannerVendors"_L1, [&](JsonFields& inner) {
        const QString id = readId(inner, "id"_L1);
        const QString name = readLine(inner, "name"_L1);
        const Result<pki::Certificate> root =
            core::fromBase64(inner.string("root"_L1, 50'000).toLatin1()).and_then([](const QByteArray& der) {
                return pki::Certificate::fromDer(der);
            });
        if (!inner.isGood())
            return;
        if (root)
            vendors.append({id, name, *root});
        else
            inner.refuse("root"_L1, root.error());
    });
    return vendors;
}

bool isRelease(const QString& text)
{
    static const QRegularExpression form(u"^[0-9a-f]{4}$"_s);
    return form.match(text).hasMatch();
}

bool isUsb(const QString& text)
{
    static const QRegularExpression form(u"^[0-9a-f]{4}:[0-9a-f]{4}$"_s);
    return form.match(text).hasMatch();
}

// Which USB device stands at a port is part of its identity; another bus names none.
void readUsb(JsonFields& inner, Scanner& scanner)
{
    static const QRegularExpression port(u"^\\d+-\\d"_s);
    scanner.usb = inner.stringOr("usb"_L1, {}, 9);
    const bool isAtPort = port.match(scanner.busPath).hasMatch();
    if (inner.isGood() && (isAtPort ? !isUsb(scanner.usb) : !scanner.usb.isEmpty()))
        inner.refuse("usb"_L1, u"vendor and product as 046d:0825, for a USB port alone"_s);
}

QList<Scanner> readScanners(JsonFields& fields)
{
    QList<Scanner> scanners;
    fields.each("scanners"_L1, [&](JsonFields& inner) {
        Scanner scanner;
        scanner.id = readId(inner, "id"_L1);
        scanner.workstation = readId(inner, "workstation"_L1);
        scanner.vendor = readId(inner, "vendor"_L1);
        scanner.model = readLine(inner, "model"_L1);
        scanner.serial = readLine(inner, "serial"_L1);
        scanner.busPath = readLine(inner, "busPath"_L1);
        readUsb(inner, scanner);
        scanner.firmware = readDigests(inner, "firmware"_L1);
        scanner.configuration = readDigests(inner, "configuration"_L1);
        if (inner.isGood() && scanner.firmware.isEmpty())
            inner.refuse("firmware"_L1, u"at least one accepted version"_s);
        scanners.append(scanner);
    });
    return scanners;
}

QList<Camera> readCameras(JsonFields& fields)
{
    QList<Camera> cameras;
    fields.each("cameras"_L1, [&](JsonFields& inner) {
        Camera camera;
        camera.id = readId(inner, "id"_L1);
        camera.workstation = readId(inner, "workstation"_L1);
        camera.use = readCode<Camera::Use>(inner, "use"_L1);
        camera.model = readLine(inner, "model"_L1);
        camera.usb = inner.string("usb"_L1, 9);
        camera.serial = inner.stringOr("serial"_L1, {}, 100);
        camera.busPath = readLine(inner, "busPath"_L1);
        if (inner.isGood() && !isUsb(camera.usb))
            inner.refuse("usb"_L1, u"vendor and product as 046d:0825"_s);
        camera.firmware = inner.stringOr("firmware"_L1, {}, 4);
        if (inner.isGood() && !camera.firmware.isEmpty() && !isRelease(camera.firmware))
            inner.refuse("firmware"_L1, u"the release as USB has it, 0107"_s);
        cameras.append(camera);
    });
    return cameras;
}

} // namespace tirkeu::criteria
