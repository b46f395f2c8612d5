#pragma once

#include "probes.h"

#include <guard/guard.h>
#include <guard/manifest.h>

#include <QHash>

namespace tirkeu::guard {

/// What each file was found to be when it was last read. Shared by threads.
class Ledger
{
public:
    Ledger(const Surroundings& surroundings, const GuardSetup& setup);

    /// The files of the manifest and every file that lies in this process's memory as code.
    [[nodiscard]] QList<Finding> check(const QList<Mapping>& mappings, Depth depth);
    [[nodiscard]] int files() const;

private:
    enum class Standing { Good, Changed, Missing, Unknown };
    struct Line
    {
        FileMark mark;
        Standing standing = Standing::Unknown;
    };
    /// Absolute paths out of the manifest; an error where it is not to be believed.
    [[nodiscard]] Result<QHash<QString, ManifestEntry>> ownFiles(Depth depth);
    [[nodiscard]] Standing stand(const QString& path, const ManifestEntry* own, Depth depth);
    [[nodiscard]] Standing read(const QString& path, const FileMark& mark, const ManifestEntry* own);
    void learnPackages(const QStringList& paths);

    const Surroundings& m_surroundings;
    const GuardSetup m_setup;
    mutable QMutex m_mutex;
    QHash<QString, Line> m_lines;
    QHash<QString, QByteArray> m_packaged; ///< path to MD5, empty for one that no package holds
    FileMark m_manifestMark;
    std::optional<Result<QHash<QString, ManifestEntry>>> m_own;
};

} // namespace tirkeu::guard
