#include "workstationkey.h"

#include <core/log.h>
#include <tpm/tpmanchor.h>

#include <QDir>
#include <QFile>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logKey, "tirkeu.start")
constexpr ErrorCode kOtherKey{"pki.key-does-not-match"};
constexpr ErrorCode kKeyMissing{"start.workstation-key-missing"};
constexpr qint64 kMostBytes = 65'536;
} // namespace

std::optional<MachineTpm> MachineTpm::at(const QString& address)
{
    if (address.isEmpty())
        return std::nullopt;
    const auto connection = tpm::Tpm::open(address == u"machine" ? QString() : address);
    auto key = connection ? tpm::TpmSigner::open(*connection) : failure(connection);
    if (!key) {
        core::logWarning(logKey()) << key.error();
        return std::nullopt;
    }
    return MachineTpm{*connection, std::shared_ptr<tpm::TpmSigner>(std::move(*key))};
}

WorkstationKey::WorkstationKey(std::shared_ptr<core::Signer> signer, pki::TlsKey line)
    : m_signer(std::move(signer))
    , m_line(std::move(line))
{
}

WorkstationKey::WorkstationKey(const pki::SoftwareKey& key)
    : WorkstationKey(std::make_shared<pki::SoftwareKey>(key), key)
{
}

Result<WorkstationKey> WorkstationKey::inTpm(const MachineTpm& machine, const pki::Certificate& certificate)
{
    if (machine.key->publicKey() != certificate.publicKey())
        return failure(kOtherKey, ErrorKind::OperatorCanFix, certificate.subject().text);
    machine.key->setCertificate(certificate.der());
    auto line = pki::TlsKey::of(machine.key);
    return line ? Result<WorkstationKey>(WorkstationKey(machine.key, std::move(*line))) : failure(line);
}

Result<WorkstationKey> WorkstationKey::from(
    const QDir& folder, const pki::Certificate& certificate, const std::optional<MachineTpm>& machine)
{
    if (machine && machine->key->publicKey() == certificate.publicKey())
        return inTpm(*machine, certificate);
    QFile file(folder.filePath(QStringLiteral("workstation.key")));
    if (!file.open(QIODevice::ReadOnly) || file.size() > kMostBytes)
        return failure(kKeyMissing, ErrorKind::OperatorCanFix, file.errorString());
    const auto key = pki::SoftwareKey::read(file.readAll(), certificate);
    return key ? Result<WorkstationKey>(WorkstationKey(*key)) : failure(key);
}

std::unique_ptr<core::AnchorCheck> anchorIn(const std::optional<MachineTpm>& machine)
{
    return machine ? std::make_unique<tpm::TpmAnchor>(machine->connection) : nullptr;
}

} // namespace tirkeu::workstation
