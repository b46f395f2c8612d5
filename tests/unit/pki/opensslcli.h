#pragma once

#include "support/testfiles.h"

#include <QProcess>
#include <QTemporaryDir>

namespace tirkeu::test {

/// The openssl program over files in a folder of its own: a second opinion on what this room makes.
class OpensslCli
{
public:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    void put(const QString& name, const QByteArray& bytes) { writeFile(path(name), bytes); }
    [[nodiscard]] QByteArray get(const QString& name) const { return readFile(path(name)); }

    /// Runs `openssl` in the folder; true where it succeeded. What it said is in `output`.
    bool run(const QString& arguments)
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("openssl"), QProcess::splitCommand(arguments));
        const bool ended = process.waitForFinished(30'000);
        output = process.readAll();
        return ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    }
    QByteArray output;

private:
    QTemporaryDir m_folder;
};

} // namespace tirkeu::test
