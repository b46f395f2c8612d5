#pragma once

#include <devices/pluginhost.h>

#include <core/result.h>

#include <QDir>

namespace tirkeu::workstation {

/// How the devices of this machine are reached, as the branch's IT wrote it into devices.json. What may be used is not
/// said here: that is the criteria's.
struct DeviceSettings
{
    QString plugin = {}; ///< the shared library of the scanner's vendor; empty: none is installed
    QString folder = {}; ///< the one folder of its own that the plug-in may read
    QMap<QString, QString> environment = {};
    QString microphone = QStringLiteral("default"); ///< by its name in ALSA

    /// Without a file nothing is installed; one that cannot be read is an error.
    [[nodiscard]] static Result<DeviceSettings> from(const QString& file);
    [[nodiscard]] bool isPluginInstalled() const;
    [[nodiscard]] devices::PluginHost host() const; ///< the program lies beside this one, or where it is installed
};

} // namespace tirkeu::workstation
