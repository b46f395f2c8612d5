#include "consenttexts.h"

#include <enrolment/plan.h>

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/json.h>

namespace tirkeu::enrolment {

using criteria::ConsentText;
using criteria::Texts;

namespace {
constexpr ErrorCode kNoText{"enrolment.consent-text-missing"};
constexpr int kLongest = 20'000;

struct Part
{
    const char* name;
    Texts ConsentText::*member;
};
constexpr std::array kParts{Part{"sentence", &ConsentText::sentence}, Part{"purpose", &ConsentText::purpose},
    Part{"data", &ConsentText::data}, Part{"term", &ConsentText::term},
    Part{"thirdParties", &ConsentText::thirdParties}, Part{"crossBorder", &ConsentText::crossBorder},
    Part{"publicSources", &ConsentText::publicSources}, Part{"withdrawal", &ConsentText::withdrawal},
    Part{"ifRefused", &ConsentText::ifRefused}};

QString nameOfText(const QString& digest)
{
    return QStringLiteral("consent-text/") + digest;
}

QByteArray bytesOf(const ConsentText& text)
{
    QJsonObject object{
        {QStringLiteral("consent"), QString(wire::consentName(text.kind))}, {QStringLiteral("version"), text.version}};
    for (const Part& part : kParts) {
        const Texts& said = text.*part.member;
        object.insert(QLatin1StringView(part.name),
            QJsonObject{{QStringLiteral("kk"), said.kazakh}, {QStringLiteral("ru"), said.russian},
                {QStringLiteral("en"), said.english}});
    }
    return core::writeJson(object);
}

Result<ConsentText> textFrom(QByteArrayView bytes)
{
    const auto object = core::readJson(bytes);
    if (!object)
        return failure(object);
    core::JsonFields fields(*object);
    const auto kind = wire::consentNamed(fields.string(QLatin1StringView("consent"), 32));
    ConsentText text{kind.value_or(criteria::ConsentKind::PersonalData),
        static_cast<int>(fields.integer(QLatin1StringView("version"), 0, 1'000'000)), {}, {}, {}, {}, {}, {}, {}, {},
        {}};
    for (const Part& part : kParts) {
        fields.nested(QLatin1StringView(part.name), [&](core::JsonFields& inner) {
            (text.*part.member) = {inner.string(QLatin1StringView("kk"), kLongest),
                inner.string(QLatin1StringView("ru"), kLongest), inner.string(QLatin1StringView("en"), kLongest)};
        });
    }
    if (const Result<> finished = fields.finish(); !finished || !kind)
        return failure(kNoText, ErrorKind::Bug, QStringLiteral("a kept text does not read"));
    return text;
}
} // namespace

QString digestOf(const ConsentText& text, core::Language language)
{
    QByteArray whole = QByteArray::number(text.version);
    for (const Part& part : kParts)
        whole += '\n' + (text.*part.member).in(language).toUtf8();
    return QString::fromLatin1(core::toHex(core::sha256(whole)));
}

Result<> keepText(vault::Writer& writer, const ConsentText& text, const QString& digest)
{
    return writer.setMeta(nameOfText(digest), bytesOf(text));
}

Result<ShownTexts> shownTexts(vault::Store& store, const std::vector<casefile::Event>& events)
{
    ShownTexts texts;
    for (const casefile::Event& event : events) {
        if (event.kind != casefile::Kind::ConsentAnswered)
            continue;
        const QString digest = event.fields.value(u"text").toString();
        const auto bytes = store.meta(nameOfText(digest));
        if (!bytes)
            return failure(bytes);
        const auto text = textFrom(*bytes);
        const auto language = core::languageFromCode(event.fields.value(u"language").toString());
        if (!text || !language || digestOf(*text, *language) != digest)
            return failure(kNoText, ErrorKind::OperatorCanFix, digest);
        texts.insert(digest, *text);
    }
    return texts;
}

} // namespace tirkeu::enrolment
