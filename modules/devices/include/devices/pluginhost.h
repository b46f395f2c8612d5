#pragma once

#include <QMap>
#include <QString>

namespace tirkeu::devices {

/// How a vendor's plug-in is run.
struct PluginHost
{
    QString program; ///< tirkeu-device-host
    QString plugin;  ///< the vendor's shared library
    /// Besides the system's own, the one folder where the plug-in may read, offer a socket and leave empty marks;
    /// empty: none. The plug-in's own folder may be read.
    QString folder = {};
    quint64 memoryLimit = quint64(768) << 20;
    QMap<QString, QString> environment = {}; ///< what the plug-in sees besides PATH and the language
};

} // namespace tirkeu::devices
