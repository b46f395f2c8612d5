#include "bankworkplace.h"

#include "ncalayersetting.h"
#include "shell/shellcontroller.h"
#include "tokenreader.h"

#include <core/log.h>
#include <criteria/criteriastore.h>
#include <devices/alsamicrophone.h>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logBank, "tirkeu.start")

constexpr ErrorCode kCriteriaAbsent{"start.criteria-absent"};
constexpr ErrorCode kWorkstationUnknown{"start.workstation-unknown"};
constexpr ErrorCode kPluginMissing{"start.plugin-missing"};
constexpr ErrorCode kKeyAbsent{"start.workstation-key-absent"};
constexpr ErrorCode kVaultAbsent{"start.vault-absent"};
constexpr ErrorCode kModuleUnnamed{"start.token-module-unnamed"};
constexpr ErrorCode kModuleUnusable{"start.token-module-unusable"};
constexpr qint64 kMostBytes = 65'536;

Result<QList<pki::Certificate>> certificatesIn(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > kMostBytes)
        return failure(kCriteriaAbsent, ErrorKind::OperatorCanFix, path + u' ' + file.errorString());
    return pki::Certificate::listFromPem(file.readAll());
}

Result<QList<pki::Certificate>> officersIn(const QDir& folder)
{
    QList<pki::Certificate> all;
    for (const QFileInfo& file : folder.entryInfoList({QStringLiteral("*.pem")}, QDir::Files, QDir::Name)) {
        const auto some = certificatesIn(file.filePath());
        if (!some)
            return failure(some);
        all += *some;
    }
    return all;
}

bool isOther(const Error& told, const std::optional<Error>& now)
{
    return !now || now->code != told.code || now->values != told.values;
}
} // namespace

BankWorkplace::BankWorkplace(const QDir& data, const core::Clock& clock, const Machine& machine)
    : m_data(data)
    , m_clock(clock)
    , m_machine(machine)
    , m_own(readKey())
    , m_criteria(readCriteria())
    , m_careStore(data.filePath(QStringLiteral("care")))
{
    if (!inForce())
        return;
    m_notOpened = deviceFault();
    if (m_notOpened)
        core::logWarning(logBank()) << *m_notOpened;
    openVault();
    openStaff();
    openDevices();
}

Result<pki::TrustStore> BankWorkplace::trust() const
{
    return pki::TrustStore::fromFolder(m_data.filePath(QStringLiteral("trust")));
}

BankWorkplace::Criteria BankWorkplace::readCriteria() const
{
    const auto issuers = trust();
    const auto officers = officersIn(QDir(m_data.filePath(QStringLiteral("officers"))));
    if (!issuers || !officers || officers->isEmpty())
        return {failure(kCriteriaAbsent, ErrorKind::OperatorCanFix,
            !issuers    ? issuers.error().detail
            : !officers ? officers.error().detail
                        : QStringLiteral("no officers"))};
    criteria::CriteriaStore store({.folder = m_data.filePath(QStringLiteral("criteria")),
                                      .trust = *issuers,
                                      .firstOfficers = criteria::Officers::of(*officers)},
        m_clock);
    const Result<> loaded = store.load();
    if (!store.current())
        return {loaded ? failure(kCriteriaAbsent, ErrorKind::OperatorCanFix, QStringLiteral("no version of them"))
                       : failure(loaded)};
    Criteria found{*store.current(), loaded ? std::nullopt : std::optional(loaded.error())};
    for (const criteria::SignedCriteria& version : store.held())
        found.held.append(version.criteria);
    return found;
}

bool BankWorkplace::isMended() const
{
    if (!inForce())
        return readCriteria().inForce.has_value();
    // Of several things that are missing each is told in its turn.
    const auto module = m_tokenFault ? tokenModule() : nullptr;
    return (m_notOpened && !deviceFault()) || (m_storeFault && isOther(*m_storeFault, vaultFault(readKey()))) ||
           (m_tokenFault && isOther(*m_tokenFault, module ? std::nullopt : std::optional(module.error())));
}

Result<pki::Certificate> BankWorkplace::certificate() const
{
    const auto own = certificatesIn(m_data.filePath(QStringLiteral("workstation.pem")));
    if (!own)
        return failure(own);
    return own->isEmpty() ? failure(kWorkstationUnknown, ErrorKind::OperatorCanFix, QStringLiteral("workstation.pem"))
                          : Result<pki::Certificate>(own->constFirst());
}

std::optional<BankWorkplace::Own> BankWorkplace::readKey() const
{
    const auto own = certificate();
    if (!own)
        return std::nullopt;
    // To open a TPM takes its time: not where the key lies in a file.
    if (const auto inFile = WorkstationKey::from(m_data, *own, std::nullopt))
        return Own{*inFile, std::nullopt};
    const auto machine = MachineTpm::at(m_machine.tpm);
    const auto key = WorkstationKey::from(m_data, *own, machine);
    if (key)
        return Own{*key, machine};
    core::logWarning(logBank()) << "no key of the workstation" << key.error();
    return std::nullopt;
}

const criteria::Workstation* BankWorkplace::workstation() const
{
    const auto own = certificate();
    return inForce() && own ? inForce()->criteria.workstationByCertificate(own->fingerprint()) : nullptr;
}

Place BankWorkplace::place() const
{
    const criteria::Workstation* here = workstation();
    if (here == nullptr)
        return {};
    const criteria::Criteria& criteria = inForce()->criteria;
    const criteria::Branch* branch = criteria.branch(here->branch);
    return {criteria.customer.name, branch != nullptr ? branch->name : criteria::Texts{}, here->name};
}

QString BankWorkplace::clientDisplay() const
{
    const criteria::Workstation* here = workstation();
    return here != nullptr ? here->clientScreen : QString();
}

Result<DeviceSettings> BankWorkplace::deviceSettings() const
{
    return DeviceSettings::from(m_data.filePath(QStringLiteral("devices.json")));
}

std::optional<Error> BankWorkplace::deviceFault() const
{
    const criteria::Workstation* here = workstation();
    if (here == nullptr)
        return Error{kWorkstationUnknown, ErrorKind::OperatorCanFix, QStringLiteral("workstation.pem")};
    const auto settings = deviceSettings();
    if (!settings)
        return settings.error();
    const QList<criteria::Scanner> scanners = inForce()->criteria.scannersOf(here->id);
    if (!std::all_of(scanners.cbegin(), scanners.cend(), devices::isServed) && !settings->isPluginInstalled())
        return Error{kPluginMissing, ErrorKind::OperatorCanFix, settings->plugin};
    return {};
}

std::optional<Error> BankWorkplace::vaultFault(const std::optional<Own>& own) const
{
    if (workstation() == nullptr)
        return Error{kWorkstationUnknown, ErrorKind::OperatorCanFix, QStringLiteral("workstation.pem")};
    if (!own)
        return Error{kKeyAbsent, ErrorKind::OperatorCanFix, QStringLiteral("neither in a file nor in the TPM")};
    if (!VaultRestore::isKeptIn(vaultFolder()))
        return Error{
            kVaultAbsent, ErrorKind::OperatorCanFix, QStringLiteral("no vault"), {QDir(vaultFolder()).absolutePath()}};
    return {};
}

void BankWorkplace::openVault()
{
    m_storeFault = vaultFault(m_own);
    if (m_storeFault) {
        core::logWarning(logBank()) << *m_storeFault;
        return;
    }
    const criteria::Workstation& here = *workstation();
    m_keeping.emplace(m_own->key,
        VaultKeeping::Ground{vaultFolder(), m_data.filePath(QStringLiteral("exports")), inForce()->criteria,
            here.branch, m_clock, {m_criteria.held, here.id}},
        m_own->machine);
}

Result<std::shared_ptr<token::CryptokiModule>> BankWorkplace::tokenModule() const
{
    const QString file = m_machine.tokenModule ? m_machine.tokenModule() : QString();
    const QString settings = m_data.absoluteFilePath(QStringLiteral("preferences.json"));
    if (file.isEmpty())
        return failure(kModuleUnnamed, ErrorKind::OperatorCanFix, QStringLiteral("no module"), {settings});
    auto module = token::CryptokiModule::load(file);
    return module ? module
                  : failure(kModuleUnusable, ErrorKind::OperatorCanFix, module.error().detail, {file, settings});
}

void BankWorkplace::openStaff()
{
    auto module = tokenModule();
    if (!module) {
        core::logWarning(logBank()) << module.error();
        m_tokenFault = module.error();
    }
    const auto issuers = trust();
    if (!module || !m_keeping || !issuers)
        return;
    const TokenReader reader{
        *issuers, inForce()->criteria, workstation()->branch, m_clock, m_keeping->door, nullptr, ncaLayerIn(m_data)};
    m_staff = std::make_unique<VaultedStaff>(reader.behind(*std::move(module)), m_keeping->door);
}

core::AuditSink& BankWorkplace::audit()
{
    return m_keeping ? static_cast<core::AuditSink&>(m_keeping->sink) : Workplace::audit();
}

DocumentChecker& BankWorkplace::checker(DocumentChecker& plain)
{
    if (!m_keeping)
        return plain;
    m_viewed = std::make_unique<ViewedPictures>(plain, m_keeping->thread, m_keeping->door);
    return *m_viewed;
}

void BankWorkplace::openDevices()
{
    const criteria::Criteria& criteria = inForce()->criteria;
    const criteria::Workstation* here = workstation();
    const auto settings = deviceSettings();
    if (here == nullptr || !settings)
        return;
    const devices::PluginHost host = settings->isPluginInstalled() ? settings->host() : devices::PluginHost();
    m_scanner = std::make_unique<devices::RegisteredScanner>(devices::RegisteredSetup{.host = host,
                                                                 .watch = host,
                                                                 .criteria = criteria,
                                                                 .workstation = here->id,
                                                                 .sysfs = m_machine.sysfs,
                                                                 .servicePorts = m_machine.servicePorts},
        audit(), m_clock);
    m_station = std::make_unique<DeviceStation>(
        *m_scanner, staff(), m_careStore, m_clock, criteria, here->id, m_machine.cameras);
    m_station->recordTo(audit());
    if (m_machine.openCamera)
        m_station->openBy(m_machine.openCamera);
    m_station->hearBy({settings->microphone,
        [open = m_machine.openMicrophone, name = settings->microphone]() -> std::unique_ptr<devices::Microphone> {
            return open ? open(name) : std::make_unique<devices::AlsaMicrophone>(name);
        }});
}

std::optional<DeviceFinding> BankWorkplace::deviceFinding() const
{
    const std::optional<Error> camera = m_station ? m_station->missingCamera() : std::nullopt;
    if (m_notOpened)
        return DeviceFinding{m_notOpened, camera};
    if (!m_station)
        return {};
    return DeviceFinding{m_scanner->refusal(), camera};
}

void BankWorkplace::follow(ShellController& shell, SignInController& signIn)
{
    if (m_keeping)
        m_keeping->follow(shell, signIn);
    if (m_station)
        m_station->askWhoServes([&shell] { return shell.member(); });
}

void BankWorkplace::windowStands()
{
    if (m_scanner)
        m_scanner->start();
}

} // namespace tirkeu::workstation
