#include "fields.h"

#include <core/encoding.h>

#include <algorithm>

namespace tirkeu::criteria {

using core::JsonFields;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr ErrorCode kLanguageMissing{"criteria.language-missing"};
constexpr int kLongestText = 20'000;
constexpr int kLongestLine = 300;
constexpr int kMostDates = 400;

// What would make a printed name read as another; consent texts keep their line breaks.
bool isHidden(QChar c)
{
    return c != u'\n' && (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format);
}
} // namespace

Texts readTexts(JsonFields& fields, QLatin1StringView key)
{
    Texts texts;
    fields.nested(key, [&](JsonFields& inner) {
        texts.kazakh = inner.string("kk"_L1, kLongestText);
        texts.russian = inner.string("ru"_L1, kLongestText);
        texts.english = inner.stringOr("en"_L1, {}, kLongestText);
        for (const auto& [language, text] : {std::pair{"kk"_L1, &texts.kazakh}, {"ru"_L1, &texts.russian}}) {
            if (inner.isGood() && text->trimmed().isEmpty())
                inner.refuse(
                    language, Error{kLanguageMissing, ErrorKind::OperatorCanFix, {}, {QString(key), language}});
        }
        for (const auto& [language, text] :
            {std::pair{"kk"_L1, &texts.kazakh}, {"ru"_L1, &texts.russian}, {"en"_L1, &texts.english}}) {
            if (inner.isGood() && std::any_of(text->cbegin(), text->cend(), isHidden))
                inner.refuse(language, u"a character that is not seen, or that turns the direction of others"_s);
        }
    });
    return texts;
}

QString readId(JsonFields& fields, QLatin1StringView key)
{
    QString id = fields.string(key, 60);
    const bool fits = !id.isEmpty() && std::all_of(id.cbegin(), id.cend(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' ||
               c == u'.' || c == u'_';
    });
    if (!fits && fields.isGood())
        fields.refuse(key, u"an id has Latin letters, digits, hyphen, dot and underscore"_s);
    return id;
}

QString readLine(JsonFields& fields, QLatin1StringView key)
{
    QString line = fields.string(key, kLongestLine);
    if (fields.isGood() && (line.trimmed().isEmpty() || line.contains(u'\n')))
        fields.refuse(key, u"one line that is not empty"_s);
    return line;
}

QDate readDate(JsonFields& fields, QLatin1StringView key)
{
    const QString text = fields.string(key, 10);
    const QDate date = QDate::fromString(text, u"yyyy-MM-dd"_s);
    if (!date.isValid() && fields.isGood())
        fields.refuse(key, u"a date as 2026-07-12"_s);
    return date;
}

QDate readDateIfAny(JsonFields& fields, QLatin1StringView key)
{
    return fields.has(key) ? readDate(fields, key) : QDate();
}

QList<QDate> readDates(JsonFields& fields, QLatin1StringView key)
{
    QList<QDate> dates;
    for (const QString& text : fields.has(key) ? fields.strings(key, kMostDates, 10) : QStringList()) {
        const QDate date = QDate::fromString(text, Qt::ISODate);
        if (!date.isValid() || dates.contains(date)) {
            fields.refuse(key, QStringLiteral("no date, or one that stands twice: ") + text);
            return {};
        }
        dates.append(date);
    }
    return dates;
}

core::WallTime readTime(JsonFields& fields, QLatin1StringView key)
{
    const Result<core::WallTime> time = core::fromIsoText(fields.string(key, 30));
    if (!time && fields.isGood())
        fields.refuse(key, time.error());
    return time.value_or(core::WallTime{});
}

QList<QByteArray> readDigests(JsonFields& fields, QLatin1StringView key)
{
    QList<QByteArray> digests;
    for (const QString& text : fields.strings(key, 100, 64)) {
        const Result<QByteArray> digest = core::fromHex(text.toLatin1());
        if (!digest || digest->size() != 32 || digests.contains(*digest)) {
            fields.refuse(key, u"SHA-256 as 64 hexadecimal digits, each once"_s);
            return {};
        }
        digests.append(*digest);
    }
    return digests;
}

} // namespace tirkeu::criteria
