#include <identity/phonenumber.h>

namespace tirkeu::identity {

Result<PhoneNumber> PhoneNumber::parse(QStringView text)
{
    constexpr qsizetype kNational = 10;
    QString digits;
    bool international = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c >= u'0' && c <= u'9')
            digits += c;
        else if (c == u'+' && digits.isEmpty() && !international)
            international = true;
        else if (c != u' ' && c != u'-' && c != u'(' && c != u')' && c != u'\u00a0')
            return failure(kPhoneCharacter, ErrorKind::OperatorCanFix, {}, {QString::number(i + 1), QString(c)});
    }
    if (digits.size() > kNational + 1 || digits.size() < kNational || (international && digits.size() == kNational))
        return failure(kPhoneLength, ErrorKind::OperatorCanFix, {}, {QString::number(digits.size())});
    if (digits.size() == kNational + 1) {
        // 8 is the trunk prefix inside the country; abroad it would be Asia's.
        if (digits[0] != u'7' && (digits[0] != u'8' || international))
            return failure(kPhoneNotKazakh, ErrorKind::OperatorCanFix);
        digits.remove(0, 1);
    }
    // Country code 7 is shared: Kazakhstan's numbers begin with a further 7.
    if (digits[0] != u'7')
        return failure(kPhoneNotKazakh, ErrorKind::OperatorCanFix);
    return PhoneNumber(QStringLiteral("+7") + digits);
}

QString PhoneNumber::shown() const
{
    const QStringView number(m_number);
    return QStringLiteral("+7 %1 %2 %3 %4")
        .arg(number.mid(2, 3), number.mid(5, 3), number.mid(8, 2), number.mid(10, 2));
}

bool PhoneNumber::looksMobile() const
{
    const QStringView prefix = QStringView(m_number).mid(2, 3);
    return prefix.startsWith(u"70") || prefix.startsWith(u"77") || prefix == u"747";
}

QString logMasked(const PhoneNumber& number)
{
    return QStringLiteral("phone +7 7** *** ** ") + number.e164().last(2);
}

} // namespace tirkeu::identity
