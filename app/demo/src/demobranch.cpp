#include <demo/demobranch.h>

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/json.h>
#include <core/securebytes.h>
#include <criteria/draft.h>
#include <pki/certificaterequest.h>
#include <sync/renewal.h>
#include <vault/vault.h>

#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <array>

// A static library's resources are left out unless somebody names them; the macro wants no namespace around it.
static void nameResources()
{
    Q_INIT_RESOURCE(democriteria);
}

namespace tirkeu::demo {

namespace {
constexpr ErrorCode kNotWritten{"start.demo-not-written"};
constexpr ErrorCode kNotEmpty{"vault.folder-not-empty"};
constexpr ErrorCode kVersionUnreadable{"start.demo-version-unreadable"};

using Person = simulation::DemoPerson;

struct Part
{
    Person person;
    const char* file;
    const char* pin;
};

// Whose tokens lie on the demo's table. The third has started yesterday and has not read the rules; the fourth is a
// client's own, which opens nothing here.
constexpr std::array kParts{
    Part{Person::Teller, "teller", "1111"},
    Part{Person::Supervisor, "supervisor", "2222"},
    Part{Person::SecondTeller, "new-teller", "3333"},
    Part{Person::Client, "client", "4444"},
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

QList<pki::Certificate> certificatesOf(const simulation::DemoPki& pki, const std::optional<pki::Certificate>& machine)
{
    QList<pki::Certificate> all{pki.vendor().certificate(), pki.workstation().holder(), pki.bankSeal().holder()};
    for (const Person person : {Person::Teller, Person::SecondTeller, Person::Supervisor, Person::BranchIt,
             Person::OfficerOne, Person::OfficerTwo})
        all += {pki.authentication(person).holder(), pki.signature(person).holder()};
    if (machine)
        all += *machine;
    return all;
}

/// The workstation's certificate for the key in this machine's TPM, of the bank's authority; made once.
Result<std::optional<pki::Certificate>> certified(
    const QString& folder, const simulation::DemoPki& pki, const QByteArray& machineKey, core::WallTime now)
{
    if (machineKey.isEmpty())
        return std::optional<pki::Certificate>();
    const QString path = folder + QStringLiteral("/pki/workstation-tpm-") +
                         QString::fromLatin1(core::toHex(core::sha256(machineKey).left(4))) + QStringLiteral(".der");
    QFile old(path);
    if (old.open(QIODevice::ReadOnly)) {
        const auto known = pki::Certificate::fromDer(old.readAll());
        if (known && known->publicKey() == machineKey &&
            pki.bankTrust().check(*known, now, pki::CertificateUse::Any).isTrusted())
            return std::optional(*known);
    }
    const pki::Certificate present = pki.workstation().holder();
    const auto made =
        pki::certifyAgain(pki.bank().key(), present, machineKey, {now - std::chrono::minutes(1), present.notAfter()});
    if (!made)
        return failure(made);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(made->der()) != made->der().size() || !file.commit())
        return failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return std::optional(*made);
}

// The second teller started yesterday, whenever the demo is made.
QJsonObject withNewcomer(QJsonObject draft, core::WallTime now)
{
    const QString staffKey = QStringLiteral("staff");
    QJsonArray staff = draft.value(staffKey).toArray();
    for (auto&& entry : staff) {
        QJsonObject member = entry.toObject();
        if (!member.contains(QStringLiteral("acknowledged")))
            member.insert(
                QStringLiteral("employed"), core::toQDateTime(now - std::chrono::days(1)).date().toString(Qt::ISODate));
        entry = member;
    }
    draft.insert(staffKey, staff);
    return draft;
}

Result<QByteArray> signedDraft(
    const simulation::DemoPki& pki, const std::optional<pki::Certificate>& machine, core::WallTime now)
{
    nameResources();
    QFile file(QStringLiteral(":/criteria/demo.json"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened)
    const Result<QJsonObject> draft = core::readJson(file.readAll());
    if (!draft)
        return failure(draft);
    pki::SoftwareKey one = pki.signature(Person::OfficerOne);
    pki::SoftwareKey two = pki.signature(Person::OfficerTwo);
    const QByteArray json =
        core::writeJson(criteria::withCertificates(withNewcomer(*draft, now), certificatesOf(pki, machine)));
    Result<QByteArray> once = criteria::signCriteria(json, one, now);
    if (!once)
        return once;
    return criteria::addCriteriaSignature(*once, two, now);
}

// The witness outside the criteria's own folder: without it, criteria taken away would be made anew unseen.
Result<int> knownVersion(const QString& path)
{
    QFile file(path);
    if (!file.exists())
        return 0;
    bool good = false;
    const int version = file.open(QIODevice::ReadOnly) ? file.read(20).trimmed().toInt(&good) : 0;
    if (!good || version < 1)
        return failure(kVersionUnreadable, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return version;
}

Result<> remember(const QString& path, int version)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::number(version)) < 1 || !file.commit())
        return failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return {};
}

// Of one authority: a demo whose certificates were renewed begins with criteria of its own.
QString folderOf(const QString& folder, const QString& name, const simulation::DemoPki& pki)
{
    const QByteArray root = pki.nationalRoot().certificate().fingerprint();
    return folder + u'/' + name + u'-' + QString::fromLatin1(core::toHex(root.left(4)));
}

Result<> makeVault(const QString& folder, const simulation::DemoPki& pki, const core::Clock& clock)
{
    // What lies there and does not open is put right at the start page; a new vault is made in an empty place only.
    if (vault::Vault::liesIn(folder))
        return {};
    QList<vault::SlotHolder> people;
    const auto add = [&people](vault::SlotRole role, const pki::SoftwareKey& key) {
        people.append({role, QString::fromLatin1(core::toHex(key.holder().fingerprint())), key.holder()});
    };
    for (const Part& part : kParts) {
        if (part.person == Person::Client)
            continue;
        add(part.person == Person::Supervisor ? vault::SlotRole::Supervisor : vault::SlotRole::Teller,
            pki.authentication(part.person));
    }
    add(vault::SlotRole::Recovery, pki.authentication(Person::OfficerOne));
    pki::SoftwareKey workstation = pki.workstation();
    pki::SoftwareKey owner = pki.authentication(Person::Teller);
    auto made = vault::Vault::create({.folder = folder, .clock = clock, .workstation = &workstation}, people, owner);
    if (!made)
        return made.error().code == kNotEmpty ? Result<>() : failure(made);
    return (*made)->close(QStringLiteral("workstation"));
}

criteria::CriteriaStore::Settings settingsOf(const QString& folder, const simulation::DemoPki& pki)
{
    return {.folder = folder,
        .trust = pki.nationalTrust(),
        .firstOfficers = criteria::Officers::of(QList<pki::Certificate>{
            pki.signature(Person::OfficerOne).holder(), pki.signature(Person::OfficerTwo).holder()}),
        .isDemo = true};
}

Result<criteria::SignedCriteria> criteriaIn(const QString& folder, const simulation::DemoPki& pki,
    const std::optional<pki::Certificate>& machine, const core::Clock& clock, std::optional<Error>& fault,
    QList<criteria::Criteria>& held)
{
    criteria::CriteriaStore store(settingsOf(folder, pki), clock);
    const QString witness = folder + QStringLiteral(".version");
    const Result<int> known = knownVersion(witness);
    if (!known)
        return failure(known);
    if (const Result<> loaded = store.load(*known); !loaded) {
        if (!store.current())
            return failure(loaded);
        fault = loaded.error();
    }
    if (!store.current()) {
        const Result<QByteArray> bytes = signedDraft(pki, machine, clock.wall());
        if (!bytes)
            return failure(bytes);
        if (const Result<> accepted = store.offer(*bytes); !accepted)
            return failure(accepted);
    }
    const int version = store.current()->criteria.version;
    if (const Result<> kept = version > *known ? remember(witness, version) : Result<>(); !kept)
        return failure(kept);
    for (const criteria::SignedCriteria& one : store.held())
        held.append(one.criteria);
    return *store.current();
}
} // namespace

Result<DemoBranch> DemoBranch::open(const QString& folder, const core::Clock& clock, const QByteArray& machineKey)
{
    QDir().mkpath(folder);
    const Result<simulation::DemoPki> pki =
        simulation::DemoPki::open(folder + QStringLiteral("/pki"), {.now = clock.wall()});
    if (!pki)
        return failure(pki);
    const auto machine = certified(folder, *pki, machineKey, clock.wall());
    if (!machine)
        return failure(machine);
    const QString criteriaFolder = folderOf(folder, QStringLiteral("criteria"), *pki);
    std::optional<Error> fault;
    QList<criteria::Criteria> held;
    DemoBranch branch(criteriaIn(criteriaFolder, *pki, *machine, clock, fault, held), *pki);
    branch.m_held = held;
    branch.m_criteriaFault = fault;
    branch.m_criteriaFolder = criteriaFolder;
    branch.m_folder = folder;
    if (*machine && branch.m_criteria &&
        branch.m_criteria->criteria.workstationByCertificate((*machine)->fingerprint()) != nullptr)
        branch.m_machine = *machine;
    const auto renewed = sync::KeyFolder(branch.laterKeys()).newest();
    if (!renewed)
        return failure(renewed);
    // Keys of an authority that is no more are left where they lie.
    if (*renewed && pki->bankTrust().check((*renewed)->holder(), clock.wall(), pki::CertificateUse::Any).isTrusted())
        branch.m_workstation = **renewed;
    branch.m_trust = pki->nationalTrust();
    branch.m_vaultFolder = folderOf(folder, QStringLiteral("vault"), *pki);
    if (const Result<> made = makeVault(branch.m_vaultFolder, *pki, clock); !made)
        return failure(made);
    for (const Part& part : kParts) {
        const pki::SoftwareKey key = pki->authentication(part.person);
        const Result<QByteArray> file = keyFile(QDir(folder), part, key);
        if (!file)
            return failure(file);
        branch.m_people.append({key.holder().subject().commonName, QLatin1StringView(part.pin), *file, part.person});
    }
    return branch;
}

const criteria::Workstation* DemoBranch::workstation() const
{
    if (!m_criteria)
        return nullptr;
    // The criteria name the key of the beginning until their next version does the renewed one.
    const criteria::Criteria& criteria = m_criteria->criteria;
    const auto* renewed = criteria.workstationByCertificate(m_workstation.holder().fingerprint());
    return renewed ? renewed : criteria.workstationByCertificate(m_pki.workstation().holder().fingerprint());
}

QString DemoBranch::workstationId() const
{
    return workstation() == nullptr ? QString() : workstation()->id;
}

QString DemoBranch::branchId() const
{
    return workstation() == nullptr ? QString() : workstation()->branch;
}

criteria::CriteriaStore::Settings DemoBranch::criteriaSettings() const
{
    return settingsOf(m_criteriaFolder, m_pki);
}

} // namespace tirkeu::demo
