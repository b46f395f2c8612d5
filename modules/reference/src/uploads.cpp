#include "uploads.h"

#include <wire/messages.h>

#include <core/encoding.h>
#include <core/hashing.h>

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace tirkeu::reference {

namespace {
constexpr ErrorCode kNotWritten{"reference.upload-not-written"};
constexpr ErrorCode kTooMany{"reference.uploads-too-many"};
constexpr qsizetype kNameBytes = 8;

tl::unexpected<Error> notWritten(const QFileDevice& file)
{
    return failure(kNotWritten, ErrorKind::ServiceFault, file.errorString(), {file.fileName()});
}

QString prefixOf(const QString& workstation)
{
    return QString::fromLatin1(core::toHex(core::sha256(workstation.toUtf8()).first(kNameBytes)));
}

std::optional<wire::UploadOffer> offerIn(const QString& path, const wire::PackageId& package)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto offer = wire::decodeOffer(package, file.readAll());
    return offer ? std::optional(*offer) : std::nullopt;
}
} // namespace

Uploads::Uploads(QString folder)
    : m_folder(std::move(folder))
{
}

QString Uploads::stem(const QString& workstation, const wire::PackageId& package) const
{
    return m_folder + u'/' + prefixOf(workstation) + u'-' + package.toString();
}

std::mutex& Uploads::lockOf(const QString& stem)
{
    return m_locks[qHash(stem) % std::size(m_locks)];
}

Result<qint64> Uploads::open(const QString& workstation, const wire::UploadOffer& offer)
{
    const QString path = stem(workstation, offer.package);
    const std::lock_guard lock(lockOf(path));
    if (const auto known = offerIn(path + QStringLiteral(".json"), offer.package); known && *known == offer)
        return QFile(path + QStringLiteral(".part")).size();
    const auto open = QDir(m_folder).entryList({prefixOf(workstation) + QStringLiteral("-*.json")}, QDir::Files);
    if (open.size() >= kMostOfOne && !QFile::exists(path + QStringLiteral(".json")))
        return failure(kTooMany, ErrorKind::Retry, workstation);
    // The bytes go first: an offer never stands beside the bytes of another.
    QFile bytes(path + QStringLiteral(".part"));
    if (!QDir().mkpath(m_folder) || !bytes.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return notWritten(bytes);
    bytes.close();
    QSaveFile about(path + QStringLiteral(".json"));
    const QByteArray text = wire::encode(offer);
    if (!about.open(QIODevice::WriteOnly) || about.write(text) != text.size() || !about.commit())
        return notWritten(about);
    return 0;
}

Result<std::optional<qint64>> Uploads::append(
    const QString& workstation, const wire::PackageId& package, qint64 offset, QByteArrayView bytes)
{
    const QString path = stem(workstation, package);
    const std::lock_guard lock(lockOf(path));
    const auto offer = offerIn(path + QStringLiteral(".json"), package);
    QFile file(path + QStringLiteral(".part"));
    if (!offer || offset != file.size() || offset + bytes.size() > offer->size)
        return std::optional<qint64>();
    if (!file.open(QIODevice::Append) || file.write(bytes.data(), bytes.size()) != bytes.size() || !file.flush()) {
        const auto failed = notWritten(file);
        file.resize(offset);
        return failed;
    }
    return std::optional(offset + bytes.size());
}

Result<tl::expected<Uploads::Whole, Uploads::Lack>> Uploads::whole(
    const QString& workstation, const wire::PackageId& package)
{
    using Found = tl::expected<Whole, Lack>;
    const QString path = stem(workstation, package);
    const std::lock_guard lock(lockOf(path));
    const auto offer = offerIn(path + QStringLiteral(".json"), package);
    if (!offer)
        return Found(tl::make_unexpected(Lack::Unknown));
    QFile file(path + QStringLiteral(".part"));
    if (file.size() < offer->size)
        return Found(tl::make_unexpected(Lack::Incomplete));
    if (!file.open(QIODevice::ReadOnly))
        return notWritten(file);
    QByteArray bytes = file.readAll();
    if (bytes.size() == offer->size && core::sha256(bytes) == offer->sha256)
        return Found(Whole{*offer, std::move(bytes)});
    file.remove();
    QFile::remove(path + QStringLiteral(".json"));
    return Found(tl::make_unexpected(Lack::Damaged));
}

void Uploads::remove(const QString& workstation, const wire::PackageId& package)
{
    const QString path = stem(workstation, package);
    const std::lock_guard lock(lockOf(path));
    QFile::remove(path + QStringLiteral(".json"));
    QFile::remove(path + QStringLiteral(".part"));
}

void Uploads::tidy(core::WallTime olderThan)
{
    const QDir folder(m_folder);
    for (const QFileInfo& file : folder.entryInfoList({QStringLiteral("*.part")}, QDir::Files)) {
        if (core::fromQDateTime(file.lastModified()) >= olderThan)
            continue;
        const QString path = folder.filePath(file.completeBaseName());
        const std::lock_guard lock(lockOf(path));
        QFile::remove(path + QStringLiteral(".json"));
        QFile::remove(path + QStringLiteral(".part"));
    }
}

} // namespace tirkeu::reference
