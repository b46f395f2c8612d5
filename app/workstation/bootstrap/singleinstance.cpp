#include "singleinstance.h"

#include <core/encoding.h>
#include <core/hashing.h>

#include <QLocalSocket>

namespace tirkeu::workstation {

namespace {
constexpr int kAnswerMilliseconds = 300;
}

SingleInstance::SingleInstance(const QString& dataFolder)
    : m_name(QStringLiteral("tirkeu-") + QString::fromLatin1(core::toHex(core::sha256(dataFolder.toUtf8())).left(16)))
{
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
    QLocalSocket first;
    first.connectToServer(m_name);
    if (first.waitForConnected(kAnswerMilliseconds))
        return false;
    QLocalServer::removeServer(m_name); // left behind by a crash: nobody answered
    return m_server.listen(m_name);
}

} // namespace tirkeu::workstation
