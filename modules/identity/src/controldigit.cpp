#include "controldigit.h"

#include <array>

namespace tirkeu::identity {

namespace {
constexpr std::array kFirstWeights{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
constexpr std::array kSecondWeights{3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2};

int remainder(QStringView digits, const std::array<int, 11>& weights)
{
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += (digits[static_cast<qsizetype>(i)].unicode() - u'0') * weights.at(i);
    return sum % 11;
}
} // namespace

std::optional<int> controlDigit(QStringView elevenDigits)
{
    int digit = remainder(elevenDigits, kFirstWeights);
    if (digit == 10)
        digit = remainder(elevenDigits, kSecondWeights);
    return digit == 10 ? std::nullopt : std::optional(digit);
}

std::optional<qsizetype> firstNonDigit(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        // QChar::isDigit would let the digits of other scripts pass.
        if (text[i] < u'0' || text[i] > u'9')
            return i;
    }
    return std::nullopt;
}

} // namespace tirkeu::identity
