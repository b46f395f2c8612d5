#pragma once

#include <core/result.h>

#include <QDate>
#include <QString>

#include <optional>

namespace tirkeu::identity {

// What the screens and `tirkeuctl` tell apart; the same for both numbers.
inline constexpr ErrorCode kIinLength{"identity.iin-length"};          ///< %1 how many characters there are
inline constexpr ErrorCode kIinCharacter{"identity.iin-character"};    ///< %1 position from 1, %2 what stands there
inline constexpr ErrorCode kIinCheckDigit{"identity.iin-check-digit"}; ///< %1 the digit that would be right
inline constexpr ErrorCode kIinNeverGiven{"identity.iin-never-given"}; ///< no last digit makes it right
inline constexpr ErrorCode kIinIsBin{"identity.iin-is-bin"};

enum class Sex { Male, Female };

/// The individual identification number: twelve digits whose last one checks the others. What its digits say about
/// birth and sex is a hint: since 2013 a number need not agree with the person's documents.
class Iin
{
public:
    struct Hint
    {
        QDate birth;
        Sex sex;
        bool operator==(const Hint&) const = default;
    };

    /// Takes exactly twelve ASCII digits; spaces are the caller's to remove.
    [[nodiscard]] static Result<Iin> parse(QStringView text);

    [[nodiscard]] const QString& toString() const { return m_digits; }
    [[nodiscard]] QString shownShort() const; ///< "…0025", for a header that others may see
    [[nodiscard]] std::optional<Hint> hint() const;
    auto operator<=>(const Iin&) const = default;

private:
    explicit Iin(QString digits)
        : m_digits(std::move(digits))
    {
    }
    QString m_digits;
};

[[nodiscard]] QString logMasked(const Iin& iin);

} // namespace tirkeu::identity
