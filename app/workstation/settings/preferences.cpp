#include "preferences.h"

#include <core/json.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QUrl>

#include <array>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotSaved{"settings.not-saved"};
constexpr ErrorCode kModuleAbsent{"settings.module-absent"};
constexpr ErrorCode kFolderAbsent{"settings.folder-absent"};
constexpr ErrorCode kNotLocal{"settings.address-not-local"};
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

Result<> checkPreferences(const Preferences& preferences)
{
    const QString& module = preferences.moduleFile;
    if (!module.isEmpty() && !(QFileInfo(module).isAbsolute() && QFileInfo(module).isFile()))
        return failure(kModuleAbsent, ErrorKind::OperatorCanFix, module, {module});
    const QString& folder = preferences.bankFolder;
    if (!folder.isEmpty() && !(QFileInfo(folder).isAbsolute() && QFileInfo(folder).isDir()))
        return failure(kFolderAbsent, ErrorKind::OperatorCanFix, folder, {folder});
    const QUrl url(preferences.ncaLayerAddress, QUrl::StrictMode);
    const bool isLocal = url.host() == u"127.0.0.1" || url.host() == u"localhost" || url.host() == u"::1";
    if (preferences.signsThroughNcaLayer && !(url.isValid() && url.scheme() == u"wss" && isLocal))
        return failure(
            kNotLocal, ErrorKind::OperatorCanFix, preferences.ncaLayerAddress, {preferences.ncaLayerAddress});
    return {};
}

Preferences PreferenceFile::load() const
{
    QFile file(m_path);
    if (!file.exists() || !file.open(QIODevice::ReadOnly))
        return {};
    const Result<QJsonObject> object = core::readJson(file.read(1 << 16));
    if (!object)
        return {};
    Preferences read;
    core::JsonFields fields(*object);
    // A file written by hand may say one thing alone, as one that names the token's module does; older files lack some.
    const QString language = fields.stringOr(QLatin1StringView("language"), {});
    read.language = core::languageFromCode(language).value_or(read.language);
    const QString scheme = fields.stringOr(QLatin1StringView("scheme"), {});
    for (const Scheme one : kSchemes) {
        if (schemeId(one) == scheme)
            read.scheme = one;
    }
    read.scalePercent = static_cast<int>(fields.integerOr(QLatin1StringView("scale"), read.scalePercent, 100, 200));
    read.moduleFile = fields.stringOr(QLatin1StringView("module"), {});
    read.signsThroughNcaLayer = fields.booleanOr(QLatin1StringView("ncalayer"), false);
    read.ncaLayerAddress = fields.stringOr(QLatin1StringView("ncalayerAddress"), read.ncaLayerAddress);
    read.bankFolder = fields.stringOr(QLatin1StringView("bankFolder"), {});
    return fields.finish() ? read : Preferences{};
}

Result<> PreferenceFile::save(const Preferences& preferences) const
{
    const QJsonObject object{{QStringLiteral("language"), core::languageCode(preferences.language)},
        {QStringLiteral("scheme"), schemeId(preferences.scheme)}, {QStringLiteral("scale"), preferences.scalePercent},
        {QStringLiteral("module"), preferences.moduleFile},
        {QStringLiteral("ncalayer"), preferences.signsThroughNcaLayer},
        {QStringLiteral("ncalayerAddress"), preferences.ncaLayerAddress},
        {QStringLiteral("bankFolder"), preferences.bankFolder}};
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(core::writeJsonForPeople(object)) < 0 || !file.commit())
        return failure(kNotSaved, ErrorKind::OperatorCanFix, file.errorString(), {m_path});
    return {};
}

} // namespace tirkeu::workstation
