#pragma once

#include <core/result.h>

#include <QString>

namespace tirkeu::identity {

inline constexpr ErrorCode kNameEmpty{"identity.name-empty"};
inline constexpr ErrorCode kNameTooLong{"identity.name-too-long"};               ///< %1 the most characters
inline constexpr ErrorCode kNameCharacter{"identity.name-character"};            ///< %1 the character
inline constexpr ErrorCode kNameMixedAlphabets{"identity.name-mixed-alphabets"}; ///< %1 the character of the other one

/// A person's name as the identity document has it: in Kazakh or Russian Cyrillic, or in Latin letters.
/// A patronymic is not given to everybody, and some people have one name only.
class PersonName
{
public:
    enum class Alphabet { Cyrillic, Latin };

    /// Each part is brought to one spelling (NFC, single spaces). A letter of the other alphabet that looks alike is
    /// refused: a search would never find the name again.
    [[nodiscard]] static Result<PersonName> parse(QStringView surname, QStringView given, QStringView patronymic = {});

    [[nodiscard]] const QString& surname() const { return m_surname; }
    [[nodiscard]] const QString& given() const { return m_given; }
    [[nodiscard]] const QString& patronymic() const { return m_patronymic; }
    [[nodiscard]] Alphabet alphabet() const { return m_alphabet; }
    [[nodiscard]] QString full() const;       ///< surname, given name, patronymic
    [[nodiscard]] QString shownShort() const; ///< "Айгерім С.", for a header that others may see
    /// One spelling for what people type alike: no case, Kazakh letters by their nearest Russian ones, ё as е.
    [[nodiscard]] QString searchKey() const;
    bool operator==(const PersonName&) const = default;

private:
    PersonName() = default;

    QString m_surname;
    QString m_given;
    QString m_patronymic;
    Alphabet m_alphabet = Alphabet::Cyrillic;
};

/// Folds typed text the way `searchKey` folds a name.
[[nodiscard]] QString foldForSearch(QStringView text);

[[nodiscard]] QString logMasked(const PersonName& name);

} // namespace tirkeu::identity
