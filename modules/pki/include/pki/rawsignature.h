#pragma once

#include <core/hashing.h>
#include <pki/certificate.h>

namespace tirkeu::pki {

/// A bare signature over a digest: PKCS#1 v1.5 for RSA, the DER sequence of r and s for ECDSA, as core::Signer makes
/// them. Says nothing about who may trust the certificate.
[[nodiscard]] bool signatureFits(
    const Certificate& certificate, core::HashAlgorithm hash, QByteArrayView digest, QByteArrayView signature);

} // namespace tirkeu::pki
