#include "foldertray.h"

#include <core/log.h>

#include <QDir>
#include <QtConcurrentRun>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logTray, "tirkeu.papers")
constexpr ErrorCode kGone{"counter.paper-gone"};
} // namespace

FolderTray::FolderTray(const QString& folder)
    : m_path(folder)
    , m_folder(folder)
{
    QDir().mkpath(folder);
    m_thread.setMaxThreadCount(1);
    m_watcher.addPath(folder);
    m_again.setSingleShot(true);
    m_again.setInterval(kLookAgain);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &FolderTray::look);
    connect(&m_again, &QTimer::timeout, this, &FolderTray::look);
    look();
}

FolderTray::~FolderTray()
{
    m_thread.waitForDone();
}

QString FolderTray::folder() const
{
    return QDir::toNativeSeparators(m_path);
}

std::optional<TrayPaper> FolderTray::newest() const
{
    return m_settled ? std::optional(TrayPaper{m_settled->name, core::fromQDateTime(m_settled->changed)})
                     : std::nullopt;
}

void FolderTray::look()
{
    const QList<enrolment::PaperFolder::Found> found = m_folder.look();
    const auto now = found.isEmpty() ? std::nullopt : std::optional(found.constFirst());
    if (now != m_seen) {
        m_seen = now;
        m_again.start(); // it may still be growing
    }
    const auto settled = now == m_seen && !m_again.isActive() ? now : std::nullopt;
    if (settled == m_settled)
        return;
    m_settled = settled;
    Q_EMIT changed();
}

QFuture<Result<QByteArray>> FolderTray::read(const TrayPaper& paper)
{
    if (!m_settled || m_settled->name != paper.name)
        return QtFuture::makeReadyFuture(
            Result<QByteArray>(failure(kGone, ErrorKind::OperatorCanFix, paper.name, {paper.name})));
    return QtConcurrent::run(&m_thread, [folder = m_folder, seen = *m_settled] { return folder.read(seen); });
}

void FolderTray::discard(const TrayPaper& paper)
{
    if (!m_settled || m_settled->name != paper.name)
        return;
    if (const Result<> removed = m_folder.remove(*m_settled); !removed)
        core::logWarning(logTray()) << "not removed" << removed.error();
    look();
}

} // namespace tirkeu::workstation
