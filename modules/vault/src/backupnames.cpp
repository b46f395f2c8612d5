#include "backupnames.h"

#include "backupfile.h"

#include <QDir>
#include <QFileInfo>

namespace tirkeu::vault {

namespace {
const QString kEnd = QStringLiteral(".backup");
const QString kStamped = QStringLiteral("tirkeu-????????T??????");
const QString kKeys = QStringLiteral("/tirkeu-client-keys");
constexpr qsizetype kIdLength = 36;
} // namespace

QString vaultFileIn(const QString& folder, const BackupHeader& header)
{
    const QString stamp = core::toIsoText(header.made).remove(u':').remove(u'-').left(15);
    return folder + QStringLiteral("/tirkeu-%1-%2").arg(stamp, header.vault.toString()) + kEnd;
}

QString keyFileIn(const QString& folder, const core::Uuid& vault)
{
    return folder + kKeys + u'-' + vault.toString() + kEnd;
}

QString oldKeyFileIn(const QString& folder)
{
    return folder + kKeys + kEnd;
}

std::optional<core::Uuid> vaultOfBackup(const QString& file)
{
    const QString name = QFileInfo(file).fileName();
    if (const auto named = core::Uuid::parse(name.chopped(kEnd.size()).right(kIdLength)))
        return *named;
    const auto header = headerOf(file);
    return header ? std::optional(header->vault) : std::nullopt;
}

QStringList backupsIn(const QString& folder, const std::optional<core::Uuid>& vault)
{
    const QDir place(folder);
    QStringList files;
    for (const QString& name :
        place.entryList({kStamped + kEnd, kStamped + QStringLiteral("-*") + kEnd}, QDir::Files, QDir::Name)) {
        const QString file = place.filePath(name);
        const auto whose = vaultOfBackup(file);
        if (whose && (!vault || whose == vault))
            files.append(file);
    }
    return files;
}

QString keysBeside(const QString& vaultFile)
{
    const auto vault = vaultOfBackup(vaultFile);
    if (!vault)
        return {};
    const QString folder = QFileInfo(vaultFile).absolutePath();
    const QString named = keyFileIn(folder, *vault);
    if (QFileInfo::exists(named))
        return named;
    const QString old = oldKeyFileIn(folder);
    const auto header = headerOf(old);
    return header && header->vault == *vault ? old : QString();
}

} // namespace tirkeu::vault
