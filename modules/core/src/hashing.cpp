#include <core/hashing.h>
#include <core/streamdigest.h>

#include <QIODevice>

#include <openssl/evp.h>

#include <array>
#include <memory>

namespace tirkeu::core {

namespace {
constexpr qsizetype kPiece = qsizetype(1) << 20;

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

// OpenSSL hashes with what the processor has for it, several times as fast as Qt's plain code. Looked up once: it would
// be anew for every digest.
const EVP_MD* method(HashAlgorithm algorithm)
{
    static const std::array<EVP_MD*, 3> all{EVP_MD_fetch(nullptr, "SHA2-256", nullptr),
        EVP_MD_fetch(nullptr, "SHA2-384", nullptr), EVP_MD_fetch(nullptr, "SHA2-512", nullptr)};
    return all.at(static_cast<std::size_t>(algorithm));
}

// A digest that was not made must never pass for one.
void must(int done)
{
    if (done != 1)
        qFatal("a digest could not be made");
}

struct Free
{
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, Free>;

Context begun(HashAlgorithm algorithm)
{
    Context context(EVP_MD_CTX_new());
    must(EVP_DigestInit_ex2(context.get(), method(algorithm), nullptr));
    return context;
}

void add(const Context& context, QByteArrayView data)
{
    must(EVP_DigestUpdate(context.get(), data.data(), static_cast<std::size_t>(data.size())));
}

QByteArray finished(const Context& context)
{
    QByteArray digest(EVP_MD_CTX_get_size(context.get()), Qt::Uninitialized);
    must(EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr));
    return digest;
}
} // namespace

QByteArray hash(HashAlgorithm algorithm, QByteArrayView data)
{
    const Context context = begun(algorithm);
    add(context, data);
    return finished(context);
}

std::optional<QByteArray> sha256(QIODevice& device)
{
    const Context context = begun(HashAlgorithm::Sha256);
    QByteArray piece(kPiece, Qt::Uninitialized);
    qint64 got = 0;
    while ((got = device.read(piece.data(), kPiece)) > 0)
        add(context, QByteArrayView(piece).first(got));
    return got == 0 ? std::optional(finished(context)) : std::nullopt;
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
