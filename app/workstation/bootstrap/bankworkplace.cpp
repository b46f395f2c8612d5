#include "bankworkplace.h"

#include "shell/shellcontroller.h"

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
} // namespace

BankWorkplace::BankWorkplace(const QDir& data, const core::Clock& clock, const Machine& machine)
    : m_data(data)
    , m_clock(clock)
    , m_key(readKey(machine.tpm))
    , m_inForce(readCriteria(m_criteriaFault))
    , m_careStore(data.filePath(QStringLiteral("care")))
{
    if (!m_inForce)
        return;
    m_notOpened = deviceFault();
    if (m_notOpened)
        core::logWarning(logBank()) << *m_notOpened;
    openDevices(machine);
}

Result<criteria::SignedCriteria> BankWorkplace::readCriteria(std::optional<Error>& fault) const
{
    const auto trust = pki::TrustStore::fromFolder(m_data.filePath(QStringLiteral("trust")));
    const auto officers = officersIn(QDir(m_data.filePath(QStringLiteral("officers"))));
    if (!trust || !officers || officers->isEmpty())
        return failure(kCriteriaAbsent, ErrorKind::OperatorCanFix,
            !trust      ? trust.error().detail
            : !officers ? officers.error().detail
                        : QStringLiteral("no officers"));
    criteria::CriteriaStore store({.folder = m_data.filePath(QStringLiteral("criteria")),
                                      .trust = *trust,
                                      .firstOfficers = criteria::Officers::of(*officers)},
        m_clock);
    const Result<> loaded = store.load();
    if (!loaded && store.current())
        fault = loaded.error();
    else if (!loaded)
        return failure(loaded);
    if (!store.current())
        return failure(kCriteriaAbsent, ErrorKind::OperatorCanFix, QStringLiteral("no version of them"));
    return *store.current();
}

bool BankWorkplace::isMended() const
{
    std::optional<Error> fault;
    return m_inForce ? m_notOpened && !deviceFault() : readCriteria(fault).has_value();
}

Result<pki::Certificate> BankWorkplace::certificate() const
{
    const auto own = certificatesIn(m_data.filePath(QStringLiteral("workstation.pem")));
    if (!own)
        return failure(own);
    return own->isEmpty() ? failure(kWorkstationUnknown, ErrorKind::OperatorCanFix, QStringLiteral("workstation.pem"))
                          : Result<pki::Certificate>(own->constFirst());
}

std::optional<WorkstationKey> BankWorkplace::readKey(const QString& tpm) const
{
    const auto own = certificate();
    if (!own)
        return std::nullopt;
    // To open a TPM takes its time: not where the key lies in a file.
    const auto inFile = WorkstationKey::from(m_data, *own, std::nullopt);
    const auto key = inFile ? inFile : WorkstationKey::from(m_data, *own, MachineTpm::at(tpm));
    if (key)
        return *key;
    core::logWarning(logBank()) << "no key of the workstation" << key.error();
    return std::nullopt;
}

const criteria::Workstation* BankWorkplace::workstation() const
{
    const auto own = certificate();
    return m_inForce && own ? m_inForce->criteria.workstationByCertificate(own->fingerprint()) : nullptr;
}

Place BankWorkplace::place() const
{
    const criteria::Workstation* here = workstation();
    if (here == nullptr)
        return {};
    const criteria::Criteria& criteria = m_inForce->criteria;
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
    const QList<criteria::Scanner> scanners = m_inForce->criteria.scannersOf(here->id);
    if (!std::all_of(scanners.cbegin(), scanners.cend(), devices::isServed) && !settings->isPluginInstalled())
        return Error{kPluginMissing, ErrorKind::OperatorCanFix, settings->plugin};
    return {};
}

void BankWorkplace::openDevices(const Machine& machine)
{
    const criteria::Criteria& criteria = m_inForce->criteria;
    const criteria::Workstation* here = workstation();
    const auto settings = deviceSettings();
    if (here == nullptr || !settings)
        return;
    const devices::PluginHost host = settings->isPluginInstalled() ? settings->host() : devices::PluginHost();
    m_scanner = std::make_unique<devices::RegisteredScanner>(devices::RegisteredSetup{.host = host,
                                                                 .watch = host,
                                                                 .criteria = criteria,
                                                                 .workstation = here->id,
                                                                 .sysfs = machine.sysfs,
                                                                 .servicePorts = machine.servicePorts},
        Workplace::audit(), m_clock);
    m_station =
        std::make_unique<DeviceStation>(*m_scanner, staff(), m_careStore, m_clock, criteria, here->id, machine.cameras);
    m_station->recordTo(Workplace::audit());
    if (machine.openCamera)
        m_station->openBy(machine.openCamera);
    m_station->hearBy({settings->microphone,
        [open = machine.openMicrophone, name = settings->microphone]() -> std::unique_ptr<devices::Microphone> {
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

void BankWorkplace::follow(ShellController& shell, SignInController&)
{
    if (m_station)
        m_station->askWhoServes([&shell] { return shell.member(); });
}

void BankWorkplace::windowStands()
{
    if (m_scanner)
        m_scanner->start();
}

} // namespace tirkeu::workstation
