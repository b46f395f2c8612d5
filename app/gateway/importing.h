#pragma once

#include <core/ports/keyunwrapper.h>
#include <pki/truststore.h>
#include <sync/carrying.h>
#include <wire/gatewayservice.h>

namespace tirkeu::gateway {

/// Who takes a file of packages in, and whose word is believed.
struct ImportGround
{
    wire::GatewayService& service;
    core::KeyUnwrapper& packages;
    pki::TrustStore bank;
    QString version; ///< in the program's place, which a file does not name
    core::WallTime now{};
};

/// Takes in a file from a branch that no line reaches, as if its workstation asked: each package, its journal and the
/// receipts are what they would be over the line. In the handshake's place stands the signature of the first package
/// that opens; of the journal, which nobody signs as a whole, what leads to a head that a package names inside its
/// signature is taken, and nothing behind it. What was taken in before is not taken in twice. Blocks.
[[nodiscard]] Result<QList<sync::CarriedReceipt>> takeFile(
    const ImportGround& ground, QIODevice& file, const sync::ExportIndex& index);

} // namespace tirkeu::gateway
