#include "mrzlayout.h"

namespace tirkeu::identity {

namespace {

MrzLayout td1()
{
    MrzLayout layout{.format = Mrz::Format::Td1,
        .places = {QStringLiteral("AAAAAXXXXXXXXXCXXXXXXXXXXXXXXX"), QStringLiteral("DDDDDDCSNNNNNNCAAAXXXXXXXXXXXC"),
            QString(30, u'A')},
        .code = {0, 0, 2},
        .issuer = {0, 2, 3},
        .number = {0, 5, 9},
        .nationality = {1, 15, 3},
        .birth = {1, 0, 6},
        .sex = {1, 7, 1},
        .expiry = {1, 8, 6},
        .optional = {0, 15, 15},
        .names = {2, 0, 30},
        .checks = {}};
    layout.checks = {{{layout.number}, 0, 14}, {{layout.birth}, 1, 6}, {{layout.expiry}, 1, 14},
        {{{0, 5, 25}, {1, 0, 7}, {1, 8, 7}, {1, 18, 11}}, 1, 29}};
    return layout;
}

MrzLayout td3()
{
    MrzLayout layout{.format = Mrz::Format::Td3,
        .places = {QString(44, u'A'), QStringLiteral("XXXXXXXXXCAAADDDDDDCSNNNNNNCXXXXXXXXXXXXXXcC")},
        .code = {0, 0, 2},
        .issuer = {0, 2, 3},
        .number = {1, 0, 9},
        .nationality = {1, 10, 3},
        .birth = {1, 13, 6},
        .sex = {1, 20, 1},
        .expiry = {1, 21, 6},
        .optional = {1, 28, 14},
        .names = {0, 5, 39},
        .checks = {}};
    layout.checks = {{{layout.number}, 1, 9}, {{layout.birth}, 1, 19}, {{layout.expiry}, 1, 27},
        {{layout.optional}, 1, 42}, {{{1, 0, 10}, {1, 13, 7}, {1, 21, 22}}, 1, 43}};
    return layout;
}

std::optional<int> valueOf(QChar c)
{
    if (c >= u'0' && c <= u'9')
        return c.unicode() - u'0';
    if (c >= u'A' && c <= u'Z')
        return c.unicode() - u'A' + 10;
    return c == u'<' ? std::optional(0) : std::nullopt;
}

/// Carries on a sum whose weights repeat 7, 3, 1 over all spans together.
bool addTo(int& sum, int& count, QStringView field)
{
    constexpr std::array kWeights{7, 3, 1};
    for (const QChar c : field) {
        const std::optional<int> value = valueOf(c);
        if (!value)
            return false;
        sum += *value * kWeights.at(static_cast<std::size_t>(count++ % 3));
    }
    return true;
}

} // namespace

const MrzLayout& layoutOf(Mrz::Format format)
{
    static const MrzLayout card = td1();
    static const MrzLayout passport = td3();
    return format == Mrz::Format::Td1 ? card : passport;
}

bool fits(QChar c, MrzPlace place)
{
    const bool digit = c >= u'0' && c <= u'9';
    switch (place) {
    case MrzPlace::Letter:
        return !digit;
    case MrzPlace::Digit:
    case MrzPlace::Check:
        return digit;
    case MrzPlace::Date:
    case MrzPlace::OptionalCheck:
        return digit || c == u'<';
    case MrzPlace::Sex:
        return c == u'M' || c == u'F' || c == u'<' || c == u'X';
    case MrzPlace::Any:
        break;
    }
    return true;
}

bool holds(const QStringList& lines, const MrzCheck& check)
{
    int sum = 0;
    int count = 0;
    for (const MrzSpan& span : check.spans) {
        if (!addTo(sum, count, spanText(lines, span)))
            return false;
    }
    const QChar digit = lines.at(check.line).at(check.place);
    // Filling in place of a check digit has its value: it stands only over an empty field.
    if (digit == u'<') {
        const QStringView field = spanText(lines, check.spans.first());
        return std::all_of(field.cbegin(), field.cend(), [](QChar c) { return c == u'<'; });
    }
    return digit.unicode() - u'0' == sum % 10;
}

QChar confusedWith(QChar c)
{
    switch (c.unicode()) {
    case u'0':
        return u'O';
    case u'O':
        return u'0';
    case u'1':
        return u'I';
    case u'I':
        return u'1';
    case u'8':
        return u'B';
    case u'B':
        return u'8';
    default:
        return {};
    }
}

std::optional<int> mrzCheckDigit(QStringView field)
{
    int sum = 0;
    int count = 0;
    return addTo(sum, count, field) ? std::optional(sum % 10) : std::nullopt;
}

} // namespace tirkeu::identity
