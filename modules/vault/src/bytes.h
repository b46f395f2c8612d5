#pragma once

#include <core/clock.h>
#include <core/uuid.h>

#include <QByteArray>

#include <cstring>
#include <optional>

namespace tirkeu::vault {

// Between what the rooms speak of and what a row holds.
[[nodiscard]] inline QByteArray bytesOf(const core::Uuid& id)
{
    return {reinterpret_cast<const char*>(id.bytes().data()), static_cast<qsizetype>(id.bytes().size())};
}
[[nodiscard]] inline std::optional<QByteArray> bytesOf(const std::optional<core::Uuid>& id)
{
    return id ? std::optional(bytesOf(*id)) : std::nullopt;
}
[[nodiscard]] inline core::Uuid uuidOf(QByteArrayView bytes)
{
    std::array<std::uint8_t, 16> raw{};
    if (bytes.size() == 16)
        std::memcpy(raw.data(), bytes.data(), raw.size());
    return core::Uuid::fromBytes(raw);
}
[[nodiscard]] inline qint64 millis(core::WallTime time)
{
    return time.time_since_epoch().count();
}
[[nodiscard]] inline core::WallTime timeOf(qint64 milliseconds)
{
    return core::WallTime(std::chrono::milliseconds(milliseconds));
}

} // namespace tirkeu::vault
