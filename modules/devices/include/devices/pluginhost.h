#pragma once

#include <QMap>
#include <QString>

namespace tirkeu::devices {

/// How a vendor's plug-in is run.
struct PluginHost
{
    QString program; ///< tirkeu-device-host
    QString plugin;  ///< the vendor's shared library
    quint64 memoryLimit = quint64(768) << 20;
    QMap<QString, QString> environment = {}; ///< what the plug-in sees besides PATH and the language
};

} // namespace tirkeu::devices
