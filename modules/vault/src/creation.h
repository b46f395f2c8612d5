#pragma once

#include <core/result.h>

#include <QString>

namespace tirkeu::vault {

/// The pointer to the generation that holds: with it a folder is a vault.
inline const QString kCurrent = QStringLiteral("CURRENT");
/// Where in `meta` the secret half of the key lies to which the file of closed times is sealed.
inline const QString kMetaSealing = QStringLiteral("sealing-key");

/// A creation was cut short there: what lies beside its mark holds nothing of anybody.
[[nodiscard]] bool isUnfinished(const QString& folder);
/// Takes that away. The mark goes last, so that this may be cut short as well.
[[nodiscard]] Result<> clearUnfinished(const QString& folder);

} // namespace tirkeu::vault
