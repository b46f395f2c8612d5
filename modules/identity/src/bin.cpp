#include <identity/bin.h>

#include "controldigit.h"

namespace tirkeu::identity {

Result<Bin> Bin::parse(QStringView text)
{
    if (const auto wrong = firstNonDigit(text))
        return failure(kBinCharacter, ErrorKind::OperatorCanFix, {},
            {QString::number(*wrong + 1), text.mid(*wrong, 1).toString()});
    if (text.size() != kNumberLength)
        return failure(kBinLength, ErrorKind::OperatorCanFix, {}, {QString::number(text.size())});
    const std::optional<int> expected = controlDigit(text.first(kNumberLength - 1));
    if (!expected)
        return failure(kBinNeverGiven, ErrorKind::OperatorCanFix);
    if (text.back().unicode() - u'0' != *expected)
        return failure(kBinCheckDigit, ErrorKind::OperatorCanFix, {}, {QString::number(*expected)});
    if (text[4] < u'4')
        return failure(kBinIsIin, ErrorKind::OperatorCanFix);
    if (text[4] > u'6')
        return failure(kBinForm, ErrorKind::OperatorCanFix);
    return Bin(text.toString());
}

Bin::Form Bin::form() const
{
    switch (m_digits[4].unicode()) {
    case u'4':
        return Form::Resident;
    case u'5':
        return Form::NonResident;
    default:
        return Form::JointEnterprise;
    }
}

std::optional<Bin::Unit> Bin::unit() const
{
    switch (m_digits[5].unicode()) {
    case u'0':
        return Unit::Head;
    case u'1':
        return Unit::Branch;
    case u'2':
        return Unit::Representation;
    case u'3':
        return Unit::Farm;
    default:
        return std::nullopt;
    }
}

QString logMasked(const Bin& bin)
{
    return QStringLiteral("BIN ") + bin.toString();
}

} // namespace tirkeu::identity
