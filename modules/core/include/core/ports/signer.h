#pragma once

#include <core/hashing.h>
#include <core/result.h>

#include <QByteArray>
#include <QList>

namespace tirkeu::core {

/// A private key that signs digests: a token's key after sign-in, the workstation's own, a scripted one in tests.
/// Called on the thread that owns the key; may take seconds on a slow token.
class Signer
{
public:
    virtual ~Signer() = default;
    [[nodiscard]] virtual QByteArray certificate() const = 0; ///< DER
    /// The raw signature: PKCS#1 v1.5 for RSA, the DER sequence of r and s for ECDSA.
    [[nodiscard]] virtual Result<QByteArray> sign(HashAlgorithm algorithm, QByteArrayView digest) = 0;
    /// Before what it signed is kept: refused where whoever wanted that has given up meanwhile; from here on they
    /// cannot.
    [[nodiscard]] virtual Result<> beginKeeping() { return {}; }
    /// Around many signatures in a row: a key that has to be let in for each stays in from the first to the end.
    virtual void beginBatch() {}
    virtual void endBatch() {}
};

/// A signer that gives back a finished CMS over a digest, for keys that only a foreign program can use.
class CmsSigner
{
public:
    virtual ~CmsSigner() = default;
    [[nodiscard]] virtual QByteArray certificate() const = 0; ///< DER
    [[nodiscard]] virtual Result<QByteArray> signToCms(HashAlgorithm algorithm, QByteArrayView digest) = 0;
    [[nodiscard]] virtual Result<> beginKeeping() { return {}; } ///< as above
};

} // namespace tirkeu::core
