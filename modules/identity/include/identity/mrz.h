#pragma once

#include <identity/identitydocument.h>
#include <identity/iin.h>

#include <QList>

#include <optional>

namespace tirkeu::identity {

inline constexpr ErrorCode kMrzShape{"identity.mrz-shape"};         ///< neither 3 × 30 nor 2 × 44 characters
inline constexpr ErrorCode kMrzCharacter{"identity.mrz-character"}; ///< %1 line, %2 position: no MRZ character
inline constexpr ErrorCode kMrzMisplaced{
    "identity.mrz-misplaced"}; ///< %1 line, %2 position: a digit among letters, or the reverse
inline constexpr ErrorCode kMrzCheckDigit{"identity.mrz-check-digit"}; ///< %1 line, %2 position of the check digit
inline constexpr ErrorCode kMrzDate{"identity.mrz-date"};              ///< %1 line, %2 position: no such day
inline constexpr ErrorCode kMrzIin{"identity.mrz-iin"};                ///< %1 line, %2 position: its control digit

/// What a machine-readable zone says, taken apart (ICAO Doc 9303: TD1 of cards, TD3 of passports).
struct Mrz
{
    enum class Format { Td1, Td3 };
    Format format = Format::Td1;
    QStringList lines; ///< as interpreted

    QString documentCode; ///< "ID", "P"
    QString issuer;       ///< "KAZ"
    QString number;
    QString nationality;
    QString birth;          ///< YYMMDD as printed; parts may be unknown ('<')
    std::optional<Sex> sex; ///< not everywhere stated
    QDate validUntil;
    QString optionalData;   ///< without filling
    std::optional<Iin> iin; ///< where the optional data hold one
    QString surname;        ///< Latin, as transliterated
    QString given;

    [[nodiscard]] std::optional<DocumentKind> kind() const; ///< nothing for what is not Kazakhstan's
    /// The zone prints no century: birth dates lie in the past.
    [[nodiscard]] std::optional<QDate> birthDate(const QDate& today) const;
    /// False where the IIN's first six digits say another day; that warns, it never refuses.
    [[nodiscard]] bool birthAgreesWithIin() const;
};

/// One character that optical reading may have mistaken; line and position count from 1.
struct MrzCorrection
{
    int line;
    int position;
    QChar read;
    QChar offered;
    bool operator==(const MrzCorrection&) const = default;
};

/// The outcome of reading: either every check holds on the characters as read, or `faults` says what does not. Then,
/// where exactly one smallest set of the confusions 0/O, 1/I, 8/B makes every check hold, it is offered – for a person
/// to confirm against the document, never taken silently.
struct MrzReading
{
    Mrz asRead;
    QList<Error> faults;
    std::optional<Mrz> offered;
    QList<MrzCorrection> corrections;

    [[nodiscard]] bool isGood() const { return faults.isEmpty(); }
};

/// Takes the lines as an optical reader or a typist gives them: lower case, spaces and empty lines are let pass.
/// An error only when this is no machine-readable zone at all.
[[nodiscard]] Result<MrzReading> readMrz(QStringView text);

/// The ICAO check digit: weights 7, 3, 1; nothing for a character that has no value.
[[nodiscard]] std::optional<int> mrzCheckDigit(QStringView field);

[[nodiscard]] QString logMasked(const Mrz& zone);

} // namespace tirkeu::identity
