#include "ledger.h"

#include <QDir>
#include <QSet>

namespace tirkeu::guard {

using criteria::GuardFinding;

namespace {
constexpr ErrorCode kManifestMissing{"guard.manifest-missing"};
constexpr ErrorCode kNoPublisher{"guard.publisher-unknown"};

Finding broken(const QString& path, const QString& why)
{
    return {GuardFinding::Integrity, baseName(path), path + QStringLiteral(": ") + why, path};
}

// Before the merger of /usr a library was packaged under /lib, and packages still say so.
QStringList spellings(const QString& path)
{
    QStringList all{path.mid(1)};
    if (path.startsWith(u"/usr/lib") || path.startsWith(u"/usr/bin") || path.startsWith(u"/usr/sbin"))
        all.append(path.mid(5));
    return all;
}
} // namespace

Ledger::Ledger(const Surroundings& surroundings, const GuardSetup& setup)
    : m_surroundings(surroundings)
    , m_setup(setup)
{
}

int Ledger::files() const
{
    const QMutexLocker lock(&m_mutex);
    return static_cast<int>(m_lines.size());
}

Result<QHash<QString, ManifestEntry>> Ledger::ownFiles(Depth depth)
{
    const auto mark = m_surroundings.mark(m_setup.manifest);
    if (!mark)
        return failure(kManifestMissing, ErrorKind::SecurityStop, m_setup.manifest, {m_setup.manifest});
    if (!m_setup.publisher)
        return failure(kNoPublisher, ErrorKind::SecurityStop, QStringLiteral("this build trusts no publisher"));
    {
        const QMutexLocker lock(&m_mutex);
        if (depth == Depth::Quick && m_own && m_manifestMark == *mark)
            return *m_own;
    }
    const Result<Manifest> manifest =
        verifyManifest(m_surroundings.read(m_setup.manifest).value_or(QByteArray()), *m_setup.publisher);
    Result<QHash<QString, ManifestEntry>> own;
    if (manifest) {
        const QDir folder(m_setup.manifest.section(u'/', 0, -2));
        for (auto file = manifest->files.constBegin(); file != manifest->files.constEnd(); ++file)
            own->insert(QDir::cleanPath(folder.absoluteFilePath(file.key())), file.value());
    } else {
        own = failure(manifest);
    }
    const QMutexLocker lock(&m_mutex);
    m_manifestMark = *mark;
    m_own = own;
    return own;
}

// The package database has one file per package; those that hold none of the wanted paths cost only their reading.
void Ledger::learnPackages(const QStringList& paths)
{
    QHash<QByteArray, QString> wanted;
    for (const QString& path : paths) {
        for (const QString& spelling : spellings(path))
            wanted.insert(spelling.toUtf8(), path);
    }
    QHash<QString, QByteArray> found;
    for (const QString& path : paths)
        found.insert(path, {});
    constexpr qsizetype kDigits = 32;
    for (const QString& list : m_surroundings.filesIn(m_setup.packages, QStringLiteral(".md5sums"))) {
        const QByteArray text = m_surroundings.read(list).value_or(QByteArray());
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype end = text.indexOf('\n', at) < 0 ? text.size() : text.indexOf('\n', at);
            const QByteArrayView line = QByteArrayView(text).sliced(at, end - at);
            at = end + 1;
            if (line.size() < kDigits + 3)
                continue;
            const QByteArrayView name = line.sliced(kDigits + 2);
            const auto path = wanted.constFind(QByteArray::fromRawData(name.data(), name.size()));
            if (path != wanted.constEnd())
                found.insert(*path, QByteArray::fromHex(line.first(kDigits).toByteArray()));
        }
    }
    const QMutexLocker lock(&m_mutex);
    m_packaged.insert(found);
}

Ledger::Standing Ledger::read(const QString& path, const FileMark& mark, const ManifestEntry* own)
{
    if (own != nullptr) {
        return mark.size == own->size && m_surroundings.digest(path, DigestKind::Sha256) == own->sha256
                   ? Standing::Good
                   : Standing::Changed;
    }
    QByteArray packaged;
    {
        const QMutexLocker lock(&m_mutex);
        packaged = m_packaged.value(path);
    }
    if (packaged.isEmpty())
        return Standing::Unknown;
    return m_surroundings.digest(path, DigestKind::Md5) == packaged ? Standing::Good : Standing::Changed;
}

Ledger::Standing Ledger::stand(const QString& path, const ManifestEntry* own, Depth depth)
{
    const auto mark = m_surroundings.mark(path);
    if (!mark)
        return Standing::Missing;
    if (depth == Depth::Quick) {
        const QMutexLocker lock(&m_mutex);
        const auto line = m_lines.constFind(path);
        if (line != m_lines.constEnd() && line->mark == *mark)
            return line->standing;
    }
    const Standing standing = read(path, *mark, own);
    const QMutexLocker lock(&m_mutex);
    // Written to while it was read: the next look reads it again.
    if (m_surroundings.mark(path) == mark)
        m_lines.insert(path, {*mark, standing});
    else
        m_lines.remove(path);
    return standing;
}

QList<Finding> Ledger::check(const QList<Mapping>& mappings, Depth depth)
{
    QList<Finding> findings;
    const auto own = ownFiles(depth);
    if (!own)
        findings.append(broken(m_setup.manifest, own.error().code.toString() + u' ' + own.error().detail));
    QSet<QString> loaded;
    for (const Mapping& mapping : mappings) {
        if (!mapping.path.isEmpty() && !mapping.isDeleted)
            loaded.insert(mapping.path);
    }
    if (own) {
        for (auto file = own->constBegin(); file != own->constEnd(); ++file) {
            const Standing standing = stand(file.key(), &*file, depth);
            if (standing != Standing::Good)
                findings.append(broken(file.key(), standing == Standing::Missing
                                                       ? QStringLiteral("of the manifest, is not there")
                                                       : QStringLiteral("is not what the manifest says")));
            loaded.remove(file.key());
        }
    }
    QStringList unlearnt;
    {
        const QMutexLocker lock(&m_mutex);
        for (const QString& path : std::as_const(loaded)) {
            if (depth == Depth::Full || !m_packaged.contains(path))
                unlearnt.append(path);
        }
    }
    if (!unlearnt.isEmpty())
        learnPackages(unlearnt);
    for (const QString& path : std::as_const(loaded)) {
        const Standing standing = stand(path, nullptr, depth);
        if (standing == Standing::Changed)
            findings.append(broken(path, QStringLiteral("is not what its package says")));
        else if (standing != Standing::Good && path == m_setup.program && own)
            findings.append(broken(path, QStringLiteral("this program is not in its manifest")));
        else if (standing != Standing::Good && path != m_setup.program)
            findings.append({GuardFinding::ForeignLibrary, baseName(path),
                path + QStringLiteral(": loaded, in no package and not in the manifest"), path});
    }
    return findings;
}

} // namespace tirkeu::guard
