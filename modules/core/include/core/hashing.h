#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QCryptographicHash>

namespace tirkeu::core {

enum class HashAlgorithm { Sha256, Sha384, Sha512 };

[[nodiscard]] QByteArray hash(HashAlgorithm algorithm, QByteArrayView data);
[[nodiscard]] inline QByteArray sha256(QByteArrayView data)
{
    return hash(HashAlgorithm::Sha256, data);
}
[[nodiscard]] int digestSize(HashAlgorithm algorithm);

/// A digest over pieces, for what does not fit into memory at once.
class Hasher
{
public:
    explicit Hasher(HashAlgorithm algorithm);
    void add(QByteArrayView data);
    [[nodiscard]] QByteArray digest() const;

private:
    QCryptographicHash m_hash;
};

} // namespace tirkeu::core
