#pragma once

#include <core/ports/keyunwrapper.h>
#include <core/securebytes.h>
#include <pki/certificate.h>

namespace tirkeu::pki {

/// How an RSA recipient's key is wrapped. Pkcs1 is for tokens that can do no better, and only in a local file, where
/// nobody can ask the token again and again.
enum class RsaWrap { OaepSha256, Pkcs1 };

struct OpenOptions
{
    qsizetype maxBytes = qsizetype(256) << 20;
    RsaWrap weakestRsa = RsaWrap::OaepSha256;
};

/// CMS AuthEnvelopedData, AES-256-GCM under a fresh key, wrapped for each recipient: RSA-OAEP with SHA-256, or
/// ephemeral ECDH on P-256 or P-384 (X9.63 KDF with SHA-256, AES-256 wrap). Any other key is refused.
[[nodiscard]] Result<QByteArray> seal(
    QByteArrayView content, const QList<Certificate>& recipients, RsaWrap rsa = RsaWrap::OaepSha256);
/// Opens with the key of one recipient. Nothing of the content is given out unless all of it is authentic.
[[nodiscard]] Result<QByteArray> open(QByteArrayView sealed, core::KeyUnwrapper& key, const OpenOptions& options = {});
/// The same for a short secret, which never stands in ordinary memory.
[[nodiscard]] Result<core::SecureBytes> openSecret(
    QByteArrayView sealed, core::KeyUnwrapper& key, const OpenOptions& options = {});
/// Whether the envelope has a place for this certificate, without opening it.
[[nodiscard]] Result<bool> isSealedFor(QByteArrayView sealed, const Certificate& certificate);

} // namespace tirkeu::pki
