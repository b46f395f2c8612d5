#include <core/hashing.h>

namespace tirkeu::core {

namespace {
QCryptographicHash::Algorithm toQt(HashAlgorithm algorithm)
{
    switch (algorithm) {
    case HashAlgorithm::Sha256:
        return QCryptographicHash::Sha256;
    case HashAlgorithm::Sha384:
        return QCryptographicHash::Sha384;
    case HashAlgorithm::Sha512:
        return QCryptographicHash::Sha512;
    }
    Q_UNREACHABLE();
}
} // namespace

QByteArray hash(HashAlgorithm algorithm, QByteArrayView data)
{
    return QCryptographicHash::hash(data, toQt(algorithm));
}

int digestSize(HashAlgorithm algorithm)
{
    return QCryptographicHash::hashLength(toQt(algorithm));
}

Hasher::Hasher(HashAlgorithm algorithm)
    : m_hash(toQt(algorithm))
{
}

void Hasher::add(QByteArrayView data)
{
    m_hash.addData(data);
}

QByteArray Hasher::digest() const
{
    return m_hash.result();
}

} // namespace tirkeu::core
