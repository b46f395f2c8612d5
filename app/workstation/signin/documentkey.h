#pragma once

#include "staffsource.h"

#include <core/ports/signer.h>

#include <functional>

namespace tirkeu::workstation {

/// The key with which whoever is signed in signs documents: another than the one that signs them in.
class DocumentKey
{
public:
    virtual ~DocumentKey() = default;

    /// The certificate (DER) of the token in the reader; no PIN is asked for it.
    [[nodiscard]] virtual QFuture<Result<QByteArray>> signingCertificate() = 0;
    /// One ceremony: the PIN opens the key, `use` has it on the token's thread, and it is closed again. The error is
    /// the PIN's, the token's, or what `use` gave back.
    using Use = std::function<Result<>(core::Signer& key)>;
    [[nodiscard]] virtual QFuture<Result<>> useSigningKey(core::SecureBytes pin, LastTry lastTry, Use use) = 0;
};

} // namespace tirkeu::workstation
