#pragma once

#include <core/result.h>

#include <QString>

#include <optional>

namespace tirkeu::identity {

inline constexpr ErrorCode kBinLength{"identity.bin-length"};
inline constexpr ErrorCode kBinCharacter{"identity.bin-character"};
inline constexpr ErrorCode kBinCheckDigit{"identity.bin-check-digit"};
inline constexpr ErrorCode kBinNeverGiven{"identity.bin-never-given"};
inline constexpr ErrorCode kBinIsIin{
    "identity.bin-is-iin"};                               ///< a sole trader's number, or a person's in the wrong field
inline constexpr ErrorCode kBinForm{"identity.bin-form"}; ///< the fifth digit names no form of organisation

/// The business identification number of a legal entity, its branch or a joint enterprise.
class Bin
{
public:
    enum class Form { Resident, NonResident, JointEnterprise };
    enum class Unit { Head, Branch, Representation, Farm };

    [[nodiscard]] static Result<Bin> parse(QStringView text);

    [[nodiscard]] const QString& toString() const { return m_digits; }
    [[nodiscard]] Form form() const;
    [[nodiscard]] std::optional<Unit> unit() const; ///< nothing for a digit whose meaning is not known
    auto operator<=>(const Bin&) const = default;

private:
    explicit Bin(QString digits)
        : m_digits(std::move(digits))
    {
    }
    QString m_digits;
};

/// A legal entity's number is public; it may stand in a log as it is.
[[nodiscard]] QString logMasked(const Bin& bin);

} // namespace tirkeu::identity
