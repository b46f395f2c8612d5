#include "filecarestore.h"

#include <core/encoding.h>
#include <core/hashing.h>

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotWritten{"start.care-not-written"};
constexpr qint64 kMostBytes = 64 * 1024;
} // namespace

FileCareStore::FileCareStore(QString folder)
    : m_folder(std::move(folder))
{
}

// Named by a digest: a device's own name is whatever the criteria say.
QString FileCareStore::fileOf(const QString& device) const
{
    return m_folder + u'/' + QString::fromLatin1(core::toHex(core::sha256(device.toUtf8()).left(8))) +
           QStringLiteral(".care");
}

Result<devices::CareHistory> FileCareStore::load(const QString& device)
{
    QFile file(fileOf(device));
    if (!file.open(QIODevice::ReadOnly))
        return devices::CareHistory();
    return devices::CareHistory::fromBytes(file.read(kMostBytes));
}

Result<> FileCareStore::save(const QString& device, const devices::CareHistory& history)
{
    QDir().mkpath(m_folder);
    QSaveFile file(fileOf(device));
    const QByteArray bytes = history.toBytes();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {file.fileName()});
    return {};
}

} // namespace tirkeu::workstation
