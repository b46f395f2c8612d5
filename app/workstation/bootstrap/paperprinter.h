#pragma once

#include <core/result.h>

#include <QFuture>
#include <QObject>

namespace tirkeu::workstation {

/// Puts a page on paper through the system's printing service; where there is none, into a folder as a file. In the
/// window's thread; it waits for nothing.
class PaperPrinter : public QObject
{
public:
    explicit PaperPrinter(QString folder)
        : m_folder(std::move(folder))
    {
    }
    /// Says where the page is now: the printer, or the file.
    [[nodiscard]] QFuture<Result<QString>> print(const QString& name, const QByteArray& pdf);

private:
    [[nodiscard]] Result<QString> save(const QString& name, const QByteArray& pdf) const;

    QString m_folder;
};

} // namespace tirkeu::workstation
