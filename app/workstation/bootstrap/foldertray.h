#pragma once

#include "enrolment/papertray.h"

#include <QFileSystemWatcher>
#include <QThreadPool>

namespace tirkeu::workstation {

/// A watched folder: the office scanner puts signed papers there, as PDF or picture.
class FolderTray final : public PaperTray
{
public:
    static constexpr qint64 kMostBytes = qint64(20) << 20;

    explicit FolderTray(const QString& folder);
    ~FolderTray() override;

    [[nodiscard]] QString folder() const override;
    [[nodiscard]] std::optional<TrayPaper> newest() const override { return m_newest; }
    [[nodiscard]] QFuture<Result<QByteArray>> read(const TrayPaper& paper) override;
    void discard(const TrayPaper& paper) override;

private:
    void look();

    QString m_folder;
    QFileSystemWatcher m_watcher;
    std::optional<TrayPaper> m_newest;
    QThreadPool m_thread;
};

/// What a scanner of papers makes, told by its first bytes: PDF, PNG, JPEG or TIFF.
[[nodiscard]] Result<QByteArray> readPaper(const QString& file);

} // namespace tirkeu::workstation
