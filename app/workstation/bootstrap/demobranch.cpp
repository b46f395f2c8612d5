#include "demobranch.h"

#include <core/encoding.h>
#include <core/securebytes.h>
#include <simulation_pki/demopki.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <array>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotWritten{"start.demo-not-written"};

struct Part
{
    simulation::DemoPerson person;
    const char* file;
    identity::StaffRole role;
    const char* pin;
    std::chrono::days employedFor;
};

constexpr std::array kParts{
    Part{simulation::DemoPerson::Teller, "teller", identity::StaffRole::Teller, "1111", std::chrono::days(400)},
    Part{simulation::DemoPerson::Supervisor, "supervisor", identity::StaffRole::Supervisor, "2222",
        std::chrono::days(900)},
    Part{simulation::DemoPerson::SecondTeller, "new-teller", identity::StaffRole::Teller, "3333", std::chrono::days(1)},
};

core::SecureBytes secret(const char* pin)
{
    return core::SecureBytes(std::as_bytes(std::span(pin, std::char_traits<char>::length(pin))));
}

// Opening a key file is slow on purpose, so it is written once and read at every start.
Result<QByteArray> keyFile(const QDir& folder, const Part& part, const pki::SoftwareKey& key)
{
    // Named by the certificate as well: a renewed one gets a new file.
    const QString path =
        folder.filePath(QLatin1StringView(part.file) + u'-' +
                        QString::fromLatin1(core::toHex(key.holder().fingerprint().left(4))) + QStringLiteral(".p12"));
    QFile old(path);
    if (old.open(QIODevice::ReadOnly))
        return old.readAll();
    Result<QByteArray> bytes = key.toPkcs12(secret(part.pin));
    if (!bytes)
        return bytes;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*bytes) != bytes->size() || !file.commit())
        return failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return bytes;
}
} // namespace

Result<DemoBranch> DemoBranch::open(const QString& folder, const core::Clock& clock)
{
    QDir().mkpath(folder);
    const Result<simulation::DemoPki> pki =
        simulation::DemoPki::open(folder + QStringLiteral("/pki"), {.now = clock.wall()});
    if (!pki)
        return failure(pki);
    DemoBranch branch;
    for (const Part& part : kParts) {
        const pki::SoftwareKey key = pki->authentication(part.person);
        const Result<QByteArray> file = keyFile(QDir(folder), part, key);
        if (!file)
            return failure(file);
        const pki::DistinguishedName& name = key.holder().subject();
        branch.m_people.append(
            {name.commonName, part.role, QLatin1StringView(part.pin), *file, clock.wall() - part.employedFor});
    }
    return branch;
}

QStringList DemoBranch::tokenNames() const
{
    QStringList names{QCoreApplication::translate("DemoBranch", "No token")};
    for (const DemoPerson& person : m_people)
        names.append(QStringLiteral("%1 · PIN %2").arg(person.shownName, person.pin));
    return names;
}

Place DemoBranch::place() const
{
    return {QStringLiteral("Tirkeu Demo Bank"), QStringLiteral("Алматы-3"), QStringLiteral("PC07"), true};
}

} // namespace tirkeu::workstation
