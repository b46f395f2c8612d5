#pragma once

#include <core/hashing.h>
#include <core/result.h>
#include <core/securebytes.h>

#include <QByteArray>

namespace tirkeu::token {

/// The digest with its algorithm's name, as PKCS#1 v1.5 signs it.
[[nodiscard]] QByteArray digestInfo(core::HashAlgorithm algorithm, QByteArrayView digest);
/// r‖s, as Cryptoki gives it, to SEQUENCE { r, s }.
[[nodiscard]] Result<QByteArray> ecdsaToDer(QByteArrayView pair);
/// RFC 8017 7.1.2 with SHA-256 for both digests and an empty label. `modulusSize` in bytes.
[[nodiscard]] Result<core::SecureBytes> takeOaepSha256Off(std::span<const std::byte> block, std::size_t modulusSize);

} // namespace tirkeu::token
