#pragma once

#include "derreader.h"
#include "pki/certificate.h"

#include <core/hashing.h>
#include <core/ports/keyunwrapper.h>

namespace tirkeu::pki {

/// One recipient's place in an AuthEnvelopedData, still wrapped. Views into the envelope's bytes.
struct EnvelopeRecipient
{
    core::WrapScheme scheme = core::WrapScheme::RsaOaepSha256;
    QByteArrayView wrappedKey;
    QByteArrayView originatorPoint; ///< of the ephemeral key, for ECDH
    QByteArrayView userMaterial;    ///< for the key derivation; usually empty
    QByteArrayView wrapAlgorithm;   ///< for the key derivation: the AlgorithmIdentifier as it stands
    core::HashAlgorithm derivation = core::HashAlgorithm::Sha256;
};

struct Envelope
{
    QByteArrayView nonce;
    QByteArrayView cipherText;
    QByteArrayView tag;
    std::optional<EnvelopeRecipient> recipient; ///< of the certificate asked for
};

/// Takes an AuthEnvelopedData apart; nothing where it is not one we accept: AES-256-GCM, nonce 12 and tag 16 bytes.
[[nodiscard]] std::optional<Envelope> readEnvelope(QByteArrayView der, const Certificate& recipient);

} // namespace tirkeu::pki
