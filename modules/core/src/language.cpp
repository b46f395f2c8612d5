#include <core/language.h>

namespace tirkeu::core {

namespace {
constexpr ErrorCode kUnknown{"core.language-unknown"};
} // namespace

QString languageCode(Language language)
{
    switch (language) {
    case Language::Kazakh:
        return QStringLiteral("kk");
    case Language::Russian:
        return QStringLiteral("ru");
    case Language::English:
        break;
    }
    return QStringLiteral("en");
}

Result<Language> languageFromCode(QStringView code)
{
    for (const Language language : kLanguages) {
        if (code == languageCode(language))
            return language;
    }
    return failure(
        kUnknown, ErrorKind::OperatorCanFix, QStringLiteral("a language is kk, ru or en"), {code.left(10).toString()});
}

} // namespace tirkeu::core
