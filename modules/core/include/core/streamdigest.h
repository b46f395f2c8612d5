#pragma once

#include <QByteArray>

#include <optional>

class QIODevice;

namespace tirkeu::core {

/// SHA-256 of what an open device gives until its end, piece by piece; none where reading fails.
[[nodiscard]] std::optional<QByteArray> sha256(QIODevice& device);

} // namespace tirkeu::core
