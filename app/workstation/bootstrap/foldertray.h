#pragma once

#include "enrolment/papertray.h"

#include <enrolment/paperfolder.h>

#include <QFileSystemWatcher>
#include <QThreadPool>
#include <QTimer>

namespace tirkeu::workstation {

/// A watched folder: the office scanner puts signed papers there. A paper counts once two looks at it are alike.
class FolderTray final : public PaperTray
{
public:
    static constexpr std::chrono::milliseconds kLookAgain{400};

    explicit FolderTray(const QString& folder);
    ~FolderTray() override;

    [[nodiscard]] QString folder() const override;
    [[nodiscard]] std::optional<TrayPaper> newest() const override;
    [[nodiscard]] QFuture<Result<QByteArray>> read(const TrayPaper& paper) override;
    void discard(const TrayPaper& paper) override;

private:
    void look();

    QString m_path;
    enrolment::PaperFolder m_folder;
    QFileSystemWatcher m_watcher;
    QTimer m_again;
    std::optional<enrolment::PaperFolder::Found> m_seen; ///< at the last look
    std::optional<enrolment::PaperFolder::Found> m_settled;
    QThreadPool m_thread;
};

} // namespace tirkeu::workstation
