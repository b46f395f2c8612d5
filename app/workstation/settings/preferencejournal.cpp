#include "preferencejournal.h"

#include <core/log.h>

#include <QJsonObject>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logSettings, "tirkeu.window")

QString onOff(bool on)
{
    return on ? QStringLiteral("on") : QStringLiteral("off");
}

QString named(const QString& file)
{
    return file.isEmpty() ? QStringLiteral("none") : file;
}
} // namespace

void recordChanges(const Preferences& before, const Preferences& after, core::AuditSink& audit)
{
    const auto record = [&audit](const char* setting, const QString& from, const QString& to) {
        if (from == to)
            return;
        const QJsonObject fields{{QStringLiteral("setting"), QLatin1StringView(setting)},
            {QStringLiteral("from"), from}, {QStringLiteral("to"), to}};
        if (const Result<> done = audit.record("setting.changed", fields); !done)
            core::logWarning(logSettings()) << "not recorded" << done.error();
    };
    record("language", core::languageCode(before.language), core::languageCode(after.language));
    record("scheme", schemeId(before.scheme), schemeId(after.scheme));
    record("token-module", named(before.moduleFile), named(after.moduleFile));
    record("ncalayer", onOff(before.signsThroughNcaLayer), onOff(after.signsThroughNcaLayer));
    record("ncalayer-address", before.ncaLayerAddress, after.ncaLayerAddress);
    record("bank-folder", named(before.bankFolder), named(after.bankFolder));
    record("scale", QString::number(before.scalePercent), QString::number(after.scalePercent));
}

} // namespace tirkeu::workstation
