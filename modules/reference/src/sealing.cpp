#include "sealing.h"

#include <casefile/cipher.h>

#include <algorithm>

namespace tirkeu::reference {

namespace {
constexpr qsizetype kNonceBytes = 12;

QByteArrayView saltOf(const core::Uuid& id)
{
    return {reinterpret_cast<const char*>(id.bytes().data()), static_cast<qsizetype>(id.bytes().size())};
}
} // namespace

Result<QByteArray> sealUnder(
    const core::SecureBytes& dataKey, QByteArrayView label, const core::Uuid& id, QByteArrayView clear)
{
    const Result<QByteArray> nonce = casefile::randomBytes(kNonceBytes);
    if (!nonce)
        return nonce;
    const auto sealed = casefile::sealOnce(dataKey, label, saltOf(id), *nonce, clear);
    return sealed ? Result<QByteArray>(*nonce + *sealed) : sealed;
}

Result<QByteArray> openUnder(
    const core::SecureBytes& dataKey, QByteArrayView label, const core::Uuid& id, QByteArrayView sealed)
{
    const core::SecureBytes key = casefile::deriveKey(dataKey, label, saltOf(id));
    const qsizetype front = std::min(kNonceBytes, sealed.size());
    return casefile::openBytes(key, sealed.first(front), {}, sealed.sliced(front));
}

} // namespace tirkeu::reference
