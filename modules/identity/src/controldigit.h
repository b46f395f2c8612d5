#pragma once

#include <QStringView>

#include <optional>

namespace tirkeu::identity {

inline constexpr qsizetype kNumberLength = 12;

/// The twelfth digit for eleven others, by the two passes that IIN and BIN share; nothing where both passes give ten
/// and so no number exists.
[[nodiscard]] std::optional<int> controlDigit(QStringView elevenDigits);

/// The index of the first character that is no ASCII digit.
[[nodiscard]] std::optional<qsizetype> firstNonDigit(QStringView text);

} // namespace tirkeu::identity
