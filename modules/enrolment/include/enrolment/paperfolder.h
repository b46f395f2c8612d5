#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace tirkeu::enrolment {

/// A folder into which the branch's scanner puts signed papers: PDF, PNG or JPEG. Nothing is run or unpacked there, and
/// what was taken in is removed from it, for it is kept in the vault from then on. Whoever waits asks again; any
/// thread.
class PaperFolder
{
public:
    explicit PaperFolder(QString folder)
        : m_folder(std::move(folder))
    {
    }

    struct Found
    {
        QString name;
        qint64 size = 0;
        QDateTime changed;
        bool operator==(const Found&) const = default;
    };
    /// What lies there, the newest first: ordinary files of the known endings, not larger than a paper may be. A file
    /// still growing stands here as well: it is taken once two looks at it are alike.
    [[nodiscard]] QList<Found> look() const;
    /// Reads a paper that has not changed since `seen`. It stays until `remove`.
    [[nodiscard]] Result<QByteArray> read(const Found& seen) const;
    [[nodiscard]] Result<> remove(const Found& seen) const; ///< once it is kept

private:
    QString m_folder;
};

} // namespace tirkeu::enrolment
