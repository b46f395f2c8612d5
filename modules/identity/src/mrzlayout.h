#pragma once

#include <identity/mrz.h>

#include <span>

namespace tirkeu::identity {

/// What may stand at a place of the zone.
enum class MrzPlace : char16_t {
    Letter = u'A', ///< or filling
    Digit = u'N',
    Date = u'D', ///< a digit, or filling where the day is not known
    Any = u'X',
    Sex = u'S',
    Check = u'C',         ///< a digit
    OptionalCheck = u'c', ///< a digit, or filling over an empty field
};

struct MrzSpan
{
    qsizetype line;
    qsizetype start;
    qsizetype length;
};

/// Spans whose characters one check digit covers.
struct MrzCheck
{
    QList<MrzSpan> spans;
    qsizetype line;
    qsizetype place;
};

/// Where everything stands in one format; all counts from 0.
struct MrzLayout
{
    Mrz::Format format;
    QStringList places; ///< one MrzPlace per character
    MrzSpan code, issuer, number, nationality, birth, sex, expiry, optional, names;
    QList<MrzCheck> checks; ///< the composite one stands last
};

[[nodiscard]] const MrzLayout& layoutOf(Mrz::Format format);

[[nodiscard]] inline QStringView spanText(const QStringList& lines, const MrzSpan& span)
{
    return QStringView(lines.at(span.line)).mid(span.start, span.length);
}

[[nodiscard]] bool fits(QChar c, MrzPlace place);
[[nodiscard]] bool holds(const QStringList& lines, const MrzCheck& check);

/// The character that optical reading takes for this one, or a null character.
[[nodiscard]] QChar confusedWith(QChar c);

} // namespace tirkeu::identity
