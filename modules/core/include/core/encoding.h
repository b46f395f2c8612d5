#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QByteArrayView>

namespace tirkeu::core {

[[nodiscard]] QByteArray toHex(QByteArrayView bytes); ///< lower case
[[nodiscard]] Result<QByteArray> fromHex(QByteArrayView text);
[[nodiscard]] QByteArray toBase64(QByteArrayView bytes);
/// Accepts the one canonical spelling only: padded, no white space, no stray bits.
[[nodiscard]] Result<QByteArray> fromBase64(QByteArrayView text);

} // namespace tirkeu::core
