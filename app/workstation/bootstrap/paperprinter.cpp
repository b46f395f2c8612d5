#include "paperprinter.h"

#include <QDir>
#include <QProcess>
#include <QPromise>
#include <QSaveFile>
#include <QStandardPaths>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotPrinted{"counter.not-printed"};
}

QFuture<Result<QString>> PaperPrinter::print(const QString& name, const QByteArray& pdf)
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("lp"));
    if (program.isEmpty())
        return QtFuture::makeReadyFuture(save(name, pdf));
    auto promise = std::make_shared<QPromise<Result<QString>>>();
    promise->start();
    auto* process = new QProcess(this);
    const auto done = [this, promise, process, name, pdf](bool printed) {
        if (promise->future().isFinished())
            return;
        // The service may have no printer at all; a file is better than nothing.
        promise->addResult(printed ? Result<QString>(QStringLiteral("lp")) : save(name, pdf));
        promise->finish();
        process->deleteLater();
    };
    connect(process, &QProcess::finished, this,
        [done](int code, QProcess::ExitStatus status) { done(status == QProcess::NormalExit && code == 0); });
    connect(process, &QProcess::errorOccurred, this, [done] { done(false); });
    process->start(program, {QStringLiteral("-t"), name, QStringLiteral("-")});
    process->write(pdf);
    process->closeWriteChannel();
    return promise->future();
}

Result<QString> PaperPrinter::save(const QString& name, const QByteArray& pdf) const
{
    const QDir folder(m_folder);
    folder.mkpath(QStringLiteral("."));
    QSaveFile file(folder.filePath(name + QStringLiteral(".pdf")));
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size() || !file.commit())
        return failure(kNotPrinted, ErrorKind::OperatorCanFix, file.errorString(), {file.fileName()});
    return QDir::toNativeSeparators(file.fileName());
}

} // namespace tirkeu::workstation
