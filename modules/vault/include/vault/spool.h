#pragma once

#include <core/clock.h>
#include <core/uuid.h>
#include <pki/certificate.h>

#include <vector>

namespace tirkeu::vault {

struct SpooledPackage
{
    core::Uuid package;
    qint64 size = 0;
    QByteArray digest; ///< SHA-256 of what is sealed
};

/// Packages for the gateway, sealed for it already, in a folder outside the vault: they can be sent while nobody is
/// signed in and no slot is open. What lies here is ciphertext that this machine cannot open. Each is there whole or
/// not at all, whatever the power does; putting one again changes nothing, so whoever is not sure does it again. One
/// process puts, another may list, read and remove.
class Spool
{
public:
    struct Limits
    {
        int packages = 2000;
        qint64 bytes = qint64(4) << 30;
        qint64 packageBytes = qint64(64) << 20;
    };
    /// `recipient` is the gateway's certificate: what is not sealed for it is not taken.
    Spool(QString folder, pki::Certificate recipient);
    Spool(QString folder, pki::Certificate recipient, const Limits& limits);

    [[nodiscard]] Result<> put(const core::Uuid& package, QByteArrayView sealed);
    [[nodiscard]] Result<std::vector<SpooledPackage>>
    list() const; ///< in the order of their ids, which is that of time
    /// What was changed or torn on the disk is set aside as `*.damaged` and told; the vault still has the original.
    [[nodiscard]] Result<QByteArray> read(const core::Uuid& package) const;
    /// After the receipt. A package that is not there is no error.
    [[nodiscard]] Result<> remove(const core::Uuid& package);

private:
    [[nodiscard]] Result<QString> pathOf(const core::Uuid& package) const;

    QString m_folder;
    pki::Certificate m_recipient;
    Limits m_limits;
};

} // namespace tirkeu::vault
