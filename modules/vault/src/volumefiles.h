#pragma once

#include <core/ports/keyunwrapper.h>
#include <core/uuid.h>
#include <pki/certificate.h>
#include <storage/connection.h>

#include <QList>

#include <functional>

namespace tirkeu::vault {

inline constexpr qint64 kLargestVolume = qint64(512) << 20; ///< it is made far smaller

[[nodiscard]] QString volumePath(const QString& folder, qint64 number);

/// Closed volumes never change, so each is sealed into the folder of backups once. Which they are the vault's table
/// says, not what lies in a folder: a sealing that was cut short leaves a file that is no volume, and a vault that was
/// restored closes the same number anew. Gives those whose file in the vault is missing or another.
[[nodiscard]] Result<QList<qint64>> packVolumes(storage::Connection& vault, const core::Uuid& id,
    const QString& volumes, const QString& folder, const QList<pki::Certificate>& recovery);

using VolumeTaker = std::function<Result<>(qint64 number, QByteArrayView bytes)>;
/// Those of a backup's table that lie in its folder, each as the table knows it. Gives those that do not.
[[nodiscard]] Result<QList<qint64>> readVolumes(storage::Connection& backup, const core::Uuid& id,
    const QString& folder, core::KeyUnwrapper& recovery, const VolumeTaker& take);

[[nodiscard]] QString shownNumbers(const QList<qint64>& volumes);

} // namespace tirkeu::vault
