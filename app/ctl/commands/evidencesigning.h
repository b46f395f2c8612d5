#pragma once

#include "../command.h"

#include <evidence/signaturelevel.h>

namespace tirkeu::ctl {

/// The options of whoever signs from the command line.
[[nodiscard]] QList<Option> signingOptions();
[[nodiscard]] bool isSigningWanted(const Arguments& arguments);

struct SignedDocument
{
    QByteArray pdf;
    evidence::SignatureLevel level = evidence::SignatureLevel::BB;
    std::optional<Error> stopped = {}; ///< why the wanted level was not reached
};

/// Signs with the key that the options name, and raises the level as far as the services answer. The PIN of a token is
/// the first line of standard input.
[[nodiscard]] Result<SignedDocument> signedByOptions(const Arguments& arguments, const QByteArray& pdf);

} // namespace tirkeu::ctl
