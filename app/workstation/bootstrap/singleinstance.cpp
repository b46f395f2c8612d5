#include "singleinstance.h"

#include <QDir>
#include <QLocalSocket>

namespace tirkeu::workstation {

namespace {
constexpr int kAnswerMilliseconds = 300;
}

SingleInstance::SingleInstance(const QString& dataFolder)
    : m_name(dataFolder + QStringLiteral("/program.socket"))
    , m_lock(dataFolder + QStringLiteral("/program.lock"))
{
    QDir().mkpath(dataFolder);
    m_lock.setStaleLockTime(std::chrono::milliseconds(0)); // stale only when its process is gone
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* visitor = m_server.nextPendingConnection()) {
            connect(visitor, &QLocalSocket::disconnected, visitor, &QObject::deleteLater);
            visitor->disconnectFromServer();
            Q_EMIT secondStarted();
        }
    });
}

bool SingleInstance::claim()
{
    // The lock decides, atomically and past a crash; the socket only carries the wish to come forward.
    if (!m_lock.tryLock()) {
        QLocalSocket first;
        first.connectToServer(m_name);
        (void)first.waitForConnected(kAnswerMilliseconds);
        return false;
    }
    QLocalServer::removeServer(m_name);
    (void)m_server.listen(m_name);
    return true;
}

} // namespace tirkeu::workstation
