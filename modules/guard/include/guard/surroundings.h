#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace tirkeu::guard {

/// Equal marks: the file was not written in between. Nobody but root can set back the time of its last change.
struct FileMark
{
    quint64 device = 0;
    quint64 inode = 0;
    qint64 size = 0;
    qint64 modified = 0; ///< nanoseconds
    qint64 changed = 0;
    bool operator==(const FileMark&) const = default;
};

struct Process
{
    qint64 id = 0;
    QString name;    ///< as the kernel says it, at most 15 characters
    QString program; ///< the file it runs where it may be seen, else what it was called by
    bool operator==(const Process&) const = default;
};

/// Who is connected to the X server of this screen, and what for.
struct DisplayClient
{
    qint64 process = 0;
    QStringList holds; ///< kinds of things the server keeps for it, by the server's names
};

struct Processor
{
    bool hasHypervisor = false;
    QString hypervisor = {}; ///< "KVMKVMKVM"
};

enum class DigestKind { Md5, Sha256 };

/// Everything the guard looks at, and the only way it looks; a test plays any machine. Called from several threads.
class Surroundings
{
public:
    virtual ~Surroundings() = default;
    /// A small file, of /proc and /sys as well; nothing where there is none or it may not be read.
    [[nodiscard]] virtual std::optional<QByteArray> read(const QString& path, qint64 most = qint64(16) << 20) const = 0;
    [[nodiscard]] virtual std::optional<FileMark> mark(const QString& path) const = 0;
    [[nodiscard]] virtual std::optional<QByteArray> digest(const QString& path, DigestKind kind) const = 0;
    [[nodiscard]] virtual QStringList filesIn(const QString& folder, const QString& suffix) const = 0; ///< full paths
    [[nodiscard]] virtual QMap<QString, QString> environment() const = 0;
    [[nodiscard]] virtual QList<Process> processes() const = 0;            ///< without this one
    [[nodiscard]] virtual QList<int> listeningPorts() const = 0;           ///< TCP, any address
    [[nodiscard]] virtual QList<DisplayClient> displayClients() const = 0; ///< without this process; empty without X
    [[nodiscard]] virtual Processor processor() const = 0;
    [[nodiscard]] virtual QStringList groups() const = 0; ///< of the user, by name
};

} // namespace tirkeu::guard
