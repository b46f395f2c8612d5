#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QString>

#include <array>
#include <compare>
#include <cstdint>

namespace tirkeu::core {

/// A UUID of version 7 (RFC 9562): sorts by the time it was made, and within one process by the order as well.
class Uuid
{
public:
    [[nodiscard]] static Uuid make(const Clock& clock);
    [[nodiscard]] static Result<Uuid> parse(QStringView text); ///< any version, the 36-character form
    [[nodiscard]] static Uuid fromBytes(const std::array<std::uint8_t, 16>& bytes);

    [[nodiscard]] QString toString() const;
    [[nodiscard]] const std::array<std::uint8_t, 16>& bytes() const { return m_bytes; }
    auto operator<=>(const Uuid&) const = default;

private:
    std::array<std::uint8_t, 16> m_bytes{};
};

/// An identifier that cannot be mistaken for another: `using CaseId = Id<struct CaseTag>;`
template<typename Tag>
class Id
{
public:
    explicit Id(const Uuid& uuid)
        : m_uuid(uuid)
    {
    }
    [[nodiscard]] static Id make(const Clock& clock) { return Id(Uuid::make(clock)); }
    [[nodiscard]] static Result<Id> parse(QStringView text)
    {
        return Uuid::parse(text).map([](const Uuid& uuid) { return Id(uuid); });
    }
    [[nodiscard]] const Uuid& uuid() const { return m_uuid; }
    [[nodiscard]] QString toString() const { return m_uuid.toString(); }
    auto operator<=>(const Id&) const = default;

private:
    Uuid m_uuid;
};

} // namespace tirkeu::core
