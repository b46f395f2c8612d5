#include "devicesettings.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QFile>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kUnreadable{"settings.devices-unreadable"};
constexpr qint64 kMostBytes = 16'384;

tl::unexpected<Error> unreadable(const QString& file, const QString& why)
{
    return failure(kUnreadable, ErrorKind::OperatorCanFix, why, {file});
}
} // namespace

Result<DeviceSettings> DeviceSettings::from(const QString& file)
{
    DeviceSettings settings;
    QFile source(file);
    if (!source.exists())
        return settings;
    if (!source.open(QIODevice::ReadOnly) || source.size() > kMostBytes)
        return unreadable(file, source.errorString());
    const auto json = core::readJson(source.readAll());
    if (!json)
        return unreadable(file, json.error().detail);
    for (auto field = json->constBegin(); field != json->constEnd(); ++field) {
        const QString name = field.key();
        if (name == u"plugin" && field->isString())
            settings.plugin = field->toString();
        else if (name == u"folder" && field->isString())
            settings.folder = field->toString();
        else if (name == u"microphone" && field->isString())
            settings.microphone = field->toString();
        else if (name != u"environment" || !field->isObject())
            return unreadable(file, name); // a slip of the pen must not leave a device out unseen
    }
    const QJsonObject environment = json->value(u"environment").toObject();
    for (auto entry = environment.constBegin(); entry != environment.constEnd(); ++entry) {
        if (!entry->isString())
            return unreadable(file, entry.key());
        settings.environment.insert(entry.key(), entry->toString());
    }
    return settings;
}

bool DeviceSettings::isPluginInstalled() const
{
    return !plugin.isEmpty() && QFile::exists(plugin);
}

devices::PluginHost DeviceSettings::host() const
{
    const QString programs = QCoreApplication::applicationDirPath();
    QString program = programs + QStringLiteral("/tirkeu-device-host");
    if (!QFile::exists(program))
        program = programs + QStringLiteral("/../bin/tirkeu-device-host");
    return {.program = program, .plugin = plugin, .folder = folder, .environment = environment};
}

} // namespace tirkeu::workstation
