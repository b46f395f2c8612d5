#pragma once

#include <core/clock.h>
#include <core/uuid.h>
#include <pki/certificate.h>

#include <vector>

namespace tirkeu::vault {

/// What has to be known of a package to send it in its turn, without opening it.
struct SpoolEntry
{
    core::Uuid package;
    QByteArray fingerprint = {}; ///< SHA-256 of the signed content
    QByteArray lane = {};        ///< eight bytes, the same for the packages of one client and telling nothing else
    int priority = 5;            ///< 0 to 9, smaller goes first
};

struct SpooledPackage
{
    SpoolEntry about;
    qint64 size = 0;
    QByteArray digest = {}; ///< SHA-256 of what is sealed
};

inline constexpr qsizetype kLaneBytes = 8;

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

    [[nodiscard]] Result<> put(const SpoolEntry& about, QByteArrayView sealed);
    [[nodiscard]] Result<std::vector<SpooledPackage>>
    list() const; ///< in the order of their ids, which is that of time
    /// What was changed or torn on the disk is set aside as `*.damaged` and told; the vault still has the original.
    [[nodiscard]] Result<QByteArray> read(const core::Uuid& package) const;
    /// After the receipt, and with it. A package that is not there is no error.
    [[nodiscard]] Result<> remove(const core::Uuid& package);

    /// What the gateway answered while the vault was closed, until the vault has taken it in; the newest stays.
    [[nodiscard]] Result<> putReceipt(const core::Uuid& package, QByteArrayView receipt);
    [[nodiscard]] Result<QByteArray> receipt(const core::Uuid& package) const; ///< empty where there is none
    [[nodiscard]] Result<> removeReceipt(const core::Uuid& package);           ///< one that did not hold

private:
    [[nodiscard]] QString receiptPath(const core::Uuid& package) const;
    [[nodiscard]] Result<QString> pathOf(const core::Uuid& package) const;

    QString m_folder;
    pki::Certificate m_recipient;
    Limits m_limits;
};

} // namespace tirkeu::vault
