#include <identity/iin.h>

#include "controldigit.h"

#include <algorithm>

namespace tirkeu::identity {

Result<Iin> Iin::parse(QStringView text)
{
    // The character comes first: a letter among the digits is told by its place, whatever the length.
    if (const auto wrong = firstNonDigit(text))
        return failure(kIinCharacter, ErrorKind::OperatorCanFix, {},
            {QString::number(*wrong + 1), text.mid(*wrong, 1).toString()});
    if (text.size() != kNumberLength)
        return failure(kIinLength, ErrorKind::OperatorCanFix, {}, {QString::number(text.size())});
    const std::optional<int> expected = controlDigit(text.first(kNumberLength - 1));
    const bool isBlank = std::all_of(text.begin(), text.end(), [](QChar c) { return c == u'0'; });
    if (!expected || isBlank) // a form's placeholder satisfies the arithmetic and is nobody's
        return failure(kIinNeverGiven, ErrorKind::OperatorCanFix);
    if (text.back().unicode() - u'0' != *expected)
        return failure(kIinCheckDigit, ErrorKind::OperatorCanFix, {}, {QString::number(*expected)});
    // Both numbers share their arithmetic; the first digit of the day keeps them apart.
    if (text[4] >= u'4' && text[4] <= u'6')
        return failure(kIinIsBin, ErrorKind::OperatorCanFix);
    return Iin(text.toString());
}

QString Iin::shownShort() const
{
    return u'…' + m_digits.last(4);
}

std::optional<Iin::Hint> Iin::hint() const
{
    const QStringView digits(m_digits);
    const int century = digits[6].unicode() - u'0';
    if (century < 1 || century > 6)
        return std::nullopt; // 0 stands for some foreigners
    const int year = 1800 + 100 * ((century - 1) / 2) + digits.first(2).toInt();
    const QDate birth(year, digits.mid(2, 2).toInt(), digits.mid(4, 2).toInt());
    if (!birth.isValid())
        return std::nullopt;
    return Hint{birth, century % 2 == 1 ? Sex::Male : Sex::Female};
}

QString logMasked(const Iin& iin)
{
    return QStringLiteral("IIN **********") + iin.toString().last(2);
}

} // namespace tirkeu::identity
