#include "foldertray.h"

#include <QDir>
#include <QFile>
#include <QtConcurrentRun>

#include <algorithm>
#include <array>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kUnreadable{"counter.paper-unreadable"};
constexpr ErrorCode kTooLarge{"counter.paper-too-large"};
constexpr ErrorCode kNoPaper{"counter.paper-of-no-kind"};

constexpr std::array<QByteArrayView, 5> kBeginnings{"%PDF-", "\x89PNG", "\xff\xd8\xff", "II*", "MM"};
const QStringList kNames{QStringLiteral("*.pdf"), QStringLiteral("*.png"), QStringLiteral("*.jpg"),
    QStringLiteral("*.jpeg"), QStringLiteral("*.tif"), QStringLiteral("*.tiff")};
} // namespace

Result<QByteArray> readPaper(const QString& file)
{
    QFile source(file);
    const QString name = QFileInfo(file).fileName();
    if (!source.open(QIODevice::ReadOnly))
        return failure(kUnreadable, ErrorKind::OperatorCanFix, source.errorString(), {name});
    if (source.size() > FolderTray::kMostBytes)
        return failure(kTooLarge, ErrorKind::OperatorCanFix, QString::number(source.size()),
            {name, QString::number(FolderTray::kMostBytes >> 20)});
    QByteArray bytes = source.read(FolderTray::kMostBytes);
    if (std::ranges::none_of(kBeginnings, [&bytes](QByteArrayView begins) { return bytes.startsWith(begins); }))
        return failure(kNoPaper, ErrorKind::OperatorCanFix, QString(), {name});
    return bytes;
}

FolderTray::FolderTray(const QString& folder)
    : m_folder(folder)
{
    QDir().mkpath(folder);
    m_thread.setMaxThreadCount(1);
    m_watcher.addPath(folder);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &FolderTray::look);
    look();
}

FolderTray::~FolderTray()
{
    m_thread.waitForDone();
}

QString FolderTray::folder() const
{
    return QDir::toNativeSeparators(m_folder);
}

void FolderTray::look()
{
    const QFileInfoList files = QDir(m_folder).entryInfoList(kNames, QDir::Files | QDir::NoSymLinks, QDir::Time);
    std::optional<TrayPaper> newest;
    if (!files.isEmpty())
        newest = TrayPaper{files.constFirst().fileName(), core::fromQDateTime(files.constFirst().lastModified())};
    if (newest == m_newest)
        return;
    m_newest = newest;
    Q_EMIT changed();
}

QFuture<Result<QByteArray>> FolderTray::read(const TrayPaper& paper)
{
    return QtConcurrent::run(&m_thread, [file = QDir(m_folder).filePath(paper.name)] { return readPaper(file); });
}

void FolderTray::discard(const TrayPaper& paper)
{
    QFile::remove(QDir(m_folder).filePath(paper.name));
    look();
}

} // namespace tirkeu::workstation
