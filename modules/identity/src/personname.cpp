#include <identity/personname.h>

#include <optional>

namespace tirkeu::identity {

namespace {

constexpr qsizetype kLongestPart = 100;

std::optional<PersonName::Alphabet> alphabetOf(QChar letter)
{
    switch (letter.script()) {
    case QChar::Script_Cyrillic:
        return PersonName::Alphabet::Cyrillic;
    case QChar::Script_Latin:
        return PersonName::Alphabet::Latin;
    default:
        return std::nullopt;
    }
}

bool joins(QChar c)
{
    return c == u' ' || c == u'-' || c == u'\'' || c == u'’' || c == u'.';
}

/// Tidies a part and holds it against the alphabet found so far.
Result<QString> part(QStringView text, std::optional<PersonName::Alphabet>& alphabet)
{
    const QString tidy = text.toString().normalized(QString::NormalizationForm_C).simplified();
    if (tidy.size() > kLongestPart)
        return failure(kNameTooLong, ErrorKind::OperatorCanFix, {}, {QString::number(kLongestPart)});
    for (const QChar c : tidy) {
        if (joins(c))
            continue;
        const auto found = c.isLetter() ? alphabetOf(c) : std::nullopt;
        if (!found)
            return failure(kNameCharacter, ErrorKind::OperatorCanFix, {}, {QString(c)});
        if (alphabet && *alphabet != *found)
            return failure(kNameMixedAlphabets, ErrorKind::OperatorCanFix, {}, {QString(c)});
        alphabet = found;
    }
    if (!tidy.isEmpty() && !tidy[0].isLetter())
        return failure(kNameCharacter, ErrorKind::OperatorCanFix, {}, {tidy.first(1)});
    return tidy;
}

QChar folded(QChar lower)
{
    switch (lower.unicode()) {
    case u'ә':
        return u'а';
    case u'ғ':
        return u'г';
    case u'қ':
        return u'к';
    case u'ң':
        return u'н';
    case u'ө':
        return u'о';
    case u'ұ':
    case u'ү':
        return u'у';
    case u'һ':
        return u'х';
    case u'і':
        return u'и';
    case u'ё':
        return u'е';
    case u'’':
        return u'\'';
    default:
        return lower;
    }
}

} // namespace

Result<PersonName> PersonName::parse(QStringView surname, QStringView given, QStringView patronymic)
{
    std::optional<Alphabet> alphabet;
    PersonName name;
    for (const auto& [text, into] :
        {std::pair{surname, &name.m_surname}, {given, &name.m_given}, {patronymic, &name.m_patronymic}}) {
        Result<QString> tidy = part(text, alphabet);
        if (!tidy)
            return failure(tidy);
        *into = std::move(*tidy);
    }
    if (name.m_surname.isEmpty() && name.m_given.isEmpty())
        return failure(kNameEmpty, ErrorKind::OperatorCanFix);
    name.m_alphabet = *alphabet;
    return name;
}

QString PersonName::full() const
{
    QStringList parts{m_surname, m_given, m_patronymic};
    parts.removeAll(QString());
    return parts.join(u' ');
}

QString PersonName::shownShort() const
{
    if (m_given.isEmpty() || m_surname.isEmpty())
        return m_given + m_surname;
    return m_given + u' ' + m_surname.first(1).toUpper() + u'.';
}

QString PersonName::searchKey() const
{
    return foldForSearch(full());
}

QString foldForSearch(QStringView text)
{
    QString key = text.toString().normalized(QString::NormalizationForm_C).toLower().simplified();
    for (QChar& c : key)
        c = folded(c);
    return key;
}

QString logMasked(const PersonName& name)
{
    return name.patronymic().isEmpty() ? QStringLiteral("[name]") : QStringLiteral("[name, patronymic]");
}

} // namespace tirkeu::identity
