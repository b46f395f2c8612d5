#include <enrolment/paperfolder.h>

#include <enrolment/consentproof.h>

#include <QDir>
#include <QFileInfo>

namespace tirkeu::enrolment {

namespace {
constexpr ErrorCode kGone{"enrolment.paper-gone"};
constexpr int kMostFiles = 200;

tl::unexpected<Error> gone(const QString& name)
{
    return failure(kGone, ErrorKind::Retry, name, {name});
}
} // namespace

QList<PaperFolder::Found> PaperFolder::look() const
{
    const QStringList endings{
        QStringLiteral("*.pdf"), QStringLiteral("*.png"), QStringLiteral("*.jpg"), QStringLiteral("*.jpeg")};
    QList<Found> found;
    const auto entries = QDir(m_folder).entryInfoList(endings, QDir::Files | QDir::NoSymLinks, QDir::Time);
    for (const QFileInfo& entry : entries) {
        if (entry.size() == 0 || entry.size() > kMostPaperBytes)
            continue;
        found.append({entry.fileName(), entry.size(), entry.lastModified()});
        if (found.size() == kMostFiles)
            break;
    }
    return found;
}

Result<QByteArray> PaperFolder::read(const Found& seen) const
{
    const QFileInfo entry(QDir(m_folder).filePath(seen.name));
    // A name with a way in it, a link, a file that grew since: none of them is what was seen.
    if (QFileInfo(seen.name).fileName() != seen.name || entry.isSymLink() || !entry.isFile() ||
        entry.size() != seen.size || entry.lastModified() != seen.changed)
        return gone(seen.name);
    QFile file(entry.filePath());
    if (!file.open(QIODevice::ReadOnly))
        return gone(seen.name);
    const QByteArray bytes = file.read(kMostPaperBytes + 1);
    if (bytes.size() != seen.size)
        return gone(seen.name);
    if (const Result<> checked = checkPaper(bytes); !checked)
        return failure(checked);
    return bytes;
}

Result<> PaperFolder::remove(const Found& seen) const
{
    if (QFileInfo(seen.name).fileName() != seen.name || !QFile::remove(QDir(m_folder).filePath(seen.name)))
        return gone(seen.name);
    return {};
}

} // namespace tirkeu::enrolment
