#pragma once

#include "../command.h"

#include <evidence/signaturelevel.h>
#include <pki/status.h>

namespace tirkeu::ctl {

/// The options of whoever signs from the command line.
[[nodiscard]] QList<Option> signingOptions();
[[nodiscard]] bool isSigningWanted(const Arguments& arguments);

/// Who would sign with these options (DER), for a page that has to say so; no PIN is needed.
[[nodiscard]] Result<QByteArray> signerCertificate(const Arguments& arguments);

struct SignedDocument
{
    QByteArray pdf;
    evidence::SignatureLevel level = evidence::SignatureLevel::BB;
    pki::CertificateStatus revocation = pki::CertificateStatus::Unavailable; ///< of the signer, asked before signing
    std::optional<Error> stopped = {};                                       ///< why the wanted level was not reached
};

/// Signs with the key that the options name, unless its certificate is known to be revoked, and raises the level as far
/// as the services answer. The PIN of a token is the first line of standard input.
[[nodiscard]] Result<SignedDocument> signedByOptions(const Arguments& arguments, const QByteArray& pdf);

} // namespace tirkeu::ctl
