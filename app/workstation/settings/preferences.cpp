#include "preferences.h"

#include <core/json.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <array>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotSaved{"settings.not-saved"};
constexpr std::array kSchemes{Scheme::Light, Scheme::Dark, Scheme::HighContrast};
} // namespace

QString schemeId(Scheme scheme)
{
    switch (scheme) {
    case Scheme::Light:
        return QStringLiteral("light");
    case Scheme::Dark:
        return QStringLiteral("dark");
    case Scheme::HighContrast:
        return QStringLiteral("high-contrast");
    }
    Q_UNREACHABLE();
}

Preferences PreferenceFile::load() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const Result<QJsonObject> object = core::readJson(file.read(1 << 16));
    if (!object)
        return {};
    Preferences read;
    core::JsonFields fields(*object);
    if (const auto language = core::languageFromCode(fields.string(QLatin1StringView("language"))))
        read.language = *language;
    const QString scheme = fields.string(QLatin1StringView("scheme"));
    for (const Scheme one : kSchemes) {
        if (schemeId(one) == scheme)
            read.scheme = one;
    }
    read.scalePercent = static_cast<int>(fields.integer(QLatin1StringView("scale"), 100, 200));
    return fields.finish() ? read : Preferences{};
}

Result<> PreferenceFile::save(const Preferences& preferences) const
{
    const QJsonObject object{{QStringLiteral("language"), core::languageCode(preferences.language)},
        {QStringLiteral("scheme"), schemeId(preferences.scheme)}, {QStringLiteral("scale"), preferences.scalePercent}};
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(core::writeJsonForPeople(object)) < 0 || !file.commit())
        return failure(kNotSaved, ErrorKind::OperatorCanFix, file.errorString(), {m_path});
    return {};
}

} // namespace tirkeu::workstation
