#include <core/cryptothread.h>

#include <QThread>

#include <openssl/crypto.h>

namespace tirkeu::core {

void endCryptoWith(QThread& thread)
{
    // Qt 6.4 says that a thread has finished while it still has its own clearing up before it.
    QObject::connect(
        &thread, &QThread::finished, &thread, [] { OPENSSL_thread_stop(); }, Qt::DirectConnection);
}

} // namespace tirkeu::core
