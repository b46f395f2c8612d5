#pragma once

#include <core/result.h>

#include <QString>

namespace tirkeu::identity {

inline constexpr ErrorCode kPhoneCharacter{"identity.phone-character"}; ///< %1 position from 1, %2 what stands there
inline constexpr ErrorCode kPhoneLength{"identity.phone-length"};       ///< %1 how many digits there are
inline constexpr ErrorCode kPhoneNotKazakh{"identity.phone-not-kazakh"};

/// A Kazakh telephone number, kept as E.164: "+77XXXXXXXXX".
class PhoneNumber
{
public:
    /// Takes "8 7XX …", "+7 7XX …", "7 7XX …" and the bare national number, with spaces, hyphens and parentheses.
    [[nodiscard]] static Result<PhoneNumber> parse(QStringView text);

    [[nodiscard]] const QString& e164() const { return m_number; }
    [[nodiscard]] QString withoutPlus() const { return m_number.mid(1); } ///< eleven digits, as consent services want
    [[nodiscard]] QString shown() const;                                  ///< "+7 7XX XXX XX XX"
    /// By its prefix; numbers move between operators, so this warns and never refuses.
    [[nodiscard]] bool looksMobile() const;
    auto operator<=>(const PhoneNumber&) const = default;

private:
    explicit PhoneNumber(QString number)
        : m_number(std::move(number))
    {
    }
    QString m_number;
};

[[nodiscard]] QString logMasked(const PhoneNumber& number);

} // namespace tirkeu::identity
