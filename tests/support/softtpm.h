#pragma once

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace tirkeu::test {

/// A TPM in software, of others' making, in the place of the machine's. It serves one at a time.
class SoftTpm
{
public:
    ~SoftTpm() { stop(); }
    [[nodiscard]] static bool isInstalled()
    {
        return !QStandardPaths::findExecutable(QStringLiteral("swtpm")).isEmpty();
    }
    /// With what it held before; `forget` makes it another machine's.
    void start()
    {
        m_process.setProgram(QStringLiteral("swtpm"));
        m_process.setArguments({QStringLiteral("socket"), QStringLiteral("--tpm2"), QStringLiteral("--tpmstate"),
            QStringLiteral("dir=") + m_state->path(), QStringLiteral("--server"),
            QStringLiteral("type=unixio,path=") + socket(), QStringLiteral("--ctrl"),
            QStringLiteral("type=unixio,path=") + control(), QStringLiteral("--flags"),
            QStringLiteral("startup-clear")});
        m_process.start();
        QVERIFY(m_process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(socket()) && QFile::exists(control()), 10'000);
    }
    void stop()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.kill();
        m_process.waitForFinished();
        QFile::remove(socket());
        QFile::remove(control());
    }
    void forget() { m_state = std::make_unique<QTemporaryDir>(); }
    [[nodiscard]] QString address() const { return QStringLiteral("swtpm:path=") + socket(); }
    [[nodiscard]] QString filePath(const QString& name) const { return m_state->filePath(name); }

private:
    [[nodiscard]] QString socket() const { return m_state->filePath(QStringLiteral("s")); }
    [[nodiscard]] QString control() const { return m_state->filePath(QStringLiteral("s.ctrl")); }

    std::unique_ptr<QTemporaryDir> m_state = std::make_unique<QTemporaryDir>();
    QProcess m_process;
};

} // namespace tirkeu::test
