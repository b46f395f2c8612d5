#include "privatepostgres.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

#include <csignal>
#include <unistd.h>

namespace tirkeu::test {

namespace {
const QString kBin = QStringLiteral("/usr/lib/postgresql/15/bin/");
constexpr int kPatienceMs = 60'000;
constexpr uid_t kNobody = 65534;

/// The program with its arguments, as nobody where we are root.
QStringList asOther(const QString& program, const QStringList& arguments)
{
    QStringList all{program};
    all += arguments;
    if (::geteuid() == 0)
        all = QStringList{QStringLiteral("setpriv"), QStringLiteral("--reuid=65534"), QStringLiteral("--regid=65534"),
                  QStringLiteral("--clear-groups")} +
              all;
    return all;
}
} // namespace

bool PrivatePostgres::isInstalled()
{
    return QFileInfo(kBin + QStringLiteral("postgres")).isExecutable();
}

bool PrivatePostgres::call(const QString& program, const QStringList& arguments)
{
    QStringList all = asOther(kBin + program, arguments);
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(m_dir.path());
    process.start(all.takeFirst(), all);
    const bool good =
        process.waitForFinished(kPatienceMs) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    m_complaint = QString::fromUtf8(process.readAll());
    return good;
}

bool PrivatePostgres::start()
{
    if (m_server.state() == QProcess::Running)
        return true;
    const QString data = m_dir.filePath(QStringLiteral("data"));
    if (!m_made) {
        if (::geteuid() == 0 && ::chown(QFile::encodeName(m_dir.path()).constData(), kNobody, kNobody) != 0)
            return false;
        m_made = call(QStringLiteral("initdb"),
            {QStringLiteral("-D"), data, QStringLiteral("-U"), QStringLiteral("owner"), QStringLiteral("-A"),
                QStringLiteral("trust"), QStringLiteral("-E"), QStringLiteral("UTF8"), QStringLiteral("--locale=C")});
        if (!m_made)
            return false;
    }
    QStringList all =
        asOther(kBin + QStringLiteral("postgres"), {QStringLiteral("-D"), data, QStringLiteral("-k"), m_dir.path(),
                                                       QStringLiteral("-c"), QStringLiteral("listen_addresses=")});
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.setWorkingDirectory(m_dir.path());
    m_server.start(all.takeFirst(), all);
    if (!m_server.waitForStarted(kPatienceMs))
        return false;
    // The server says on its own when it is ready; until then each line is waited for.
    QElapsedTimer timer;
    timer.start();
    QByteArray said;
    while (!said.contains("ready to accept connections") && timer.elapsed() < kPatienceMs) {
        if (!m_server.waitForReadyRead(kPatienceMs))
            break;
        said += m_server.readAll();
    }
    m_complaint = QString::fromUtf8(said);
    return said.contains("ready to accept connections");
}

void PrivatePostgres::kill()
{
    // The immediate stop leaves everything as it lies and ends the children too.
    if (m_server.state() != QProcess::NotRunning)
        ::kill(static_cast<pid_t>(m_server.processId()), SIGQUIT);
    m_server.waitForFinished(kPatienceMs);
}

PrivatePostgres::~PrivatePostgres()
{
    kill();
    if (::geteuid() == 0)
        QDir(m_dir.filePath(QStringLiteral("data"))).removeRecursively();
}

QString PrivatePostgres::connection(const QString& user, const QString& database) const
{
    return QStringLiteral("host='%1' dbname=%2 user=%3 connect_timeout=20").arg(m_dir.path(), database, user);
}

bool PrivatePostgres::run(const QString& sql, const QString& database)
{
    return call(QStringLiteral("psql"), {QStringLiteral("-X"), QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"),
                                            QStringLiteral("-c"), sql, connection(QStringLiteral("owner"), database)});
}

} // namespace tirkeu::test
