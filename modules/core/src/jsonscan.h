#pragma once

#include <core/json.h>

namespace tirkeu::core {

/// Walks JSON text without building anything and says whether it keeps the limits and names every key once.
[[nodiscard]] Result<> scanJson(QByteArrayView text, const JsonLimits& limits);

} // namespace tirkeu::core
