#include "preferencechanges.h"

#include <core/log.h>

#include <QJsonObject>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logSettings, "tirkeu.settings")

QString onOff(bool on)
{
    return on ? QStringLiteral("on") : QStringLiteral("off");
}

QString named(const QString& file)
{
    return file.isEmpty() ? QStringLiteral("none") : file;
}
} // namespace

void recordChanges(core::AuditSink& audit, const Preferences& before, const Preferences& after)
{
    const auto change = [&audit](const char* setting, const QString& from, const QString& to) {
        if (from == to)
            return;
        const QJsonObject fields{{QStringLiteral("setting"), QString::fromLatin1(setting)},
            {QStringLiteral("from"), from}, {QStringLiteral("to"), to}};
        if (const Result<> done = audit.record("setting.changed", fields); !done)
            core::logWarning(logSettings()) << "not recorded" << done.error();
    };
    change("language", core::languageCode(before.language), core::languageCode(after.language));
    change("scheme", schemeId(before.scheme), schemeId(after.scheme));
    change("scale", QString::number(before.scalePercent), QString::number(after.scalePercent));
    change("token-module", named(before.moduleFile), named(after.moduleFile));
    change("ncalayer", onOff(before.signsThroughNcaLayer), onOff(after.signsThroughNcaLayer));
    change("ncalayer-address", before.ncaLayerAddress, after.ncaLayerAddress);
}

} // namespace tirkeu::workstation
