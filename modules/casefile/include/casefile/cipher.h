#pragma once

#include <core/result.h>
#include <core/securebytes.h>

#include <QByteArray>
#include <QByteArrayView>

namespace tirkeu::casefile {

inline constexpr std::size_t kCipherKeyBytes = 32;

/// A key of its own for a purpose: HMAC-SHA-256 of label and salt under `key`.
[[nodiscard]] core::SecureBytes deriveKey(const core::SecureBytes& key, QByteArrayView label, QByteArrayView salt);
/// The keyed hash under which something is searched without standing in the index.
[[nodiscard]] QByteArray keyedHash(const core::SecureBytes& key, QByteArrayView label, QByteArrayView value);
/// From the system's generator; an error, not an abort, where it has nothing to give.
[[nodiscard]] Result<QByteArray> randomBytes(qsizetype size);
[[nodiscard]] Result<core::SecureBytes> randomKey();

/// AES-256-GCM with a 12-byte nonce that the caller never uses twice under a key; the tag of 16 bytes is appended.
[[nodiscard]] Result<QByteArray> sealBytes(
    const core::SecureBytes& key, QByteArrayView nonce, QByteArrayView bound, QByteArrayView clear);
[[nodiscard]] Result<QByteArray> openBytes(
    const core::SecureBytes& key, QByteArrayView nonce, QByteArrayView bound, QByteArrayView sealed);

/// The same under deriveKey(key, label, salt), which then lives only as long as the call.
[[nodiscard]] Result<QByteArray> sealOnce(const core::SecureBytes& key, QByteArrayView label, QByteArrayView salt,
    QByteArrayView nonce, QByteArrayView clear);

/// Seals what an event says under a key for that event alone, derived from its owner's key and a fresh salt. The key of
/// one event can be shown to somebody without giving away another. The ciphertext commits to its key: nobody can make
/// one that opens to two different texts.
[[nodiscard]] Result<QByteArray> sealPayload(const core::SecureBytes& ownerKey, QByteArrayView clear);
[[nodiscard]] Result<core::SecureBytes> payloadKey(const core::SecureBytes& ownerKey, QByteArrayView payload);
[[nodiscard]] Result<QByteArray> openPayload(const core::SecureBytes& eventKey, QByteArrayView payload);

} // namespace tirkeu::casefile
