#pragma once

#include <enrolment/casedesk.h>
#include <enrolment/onrequest.h>

namespace tirkeu::enrolment {

/// On the client's request: that their electronic documents were sent to the bank's data centre, and received there
/// (BIO-17, BIO-30; MFO-12). As it will be signed; each receipt of the gateway is attached byte for byte. A package
/// that was refused or replaced is none of it; of more than a thousand the newest are named. Refused where nothing has
/// been sent. Draws pages: needs a QGuiApplication. On the vault's thread, like everything here.
[[nodiscard]] Result<UnsignedPaper> drawConfirmation(vault::Store& store, const criteria::Criteria& criteria,
    const casefile::ClientId& client, const QByteArray& signer);

struct SignedConfirmation
{
    casefile::ClientId client;
    SignedPaper paper;
    QByteArray certificate; ///< of who signed, SHA-256
    QString actor;
};
/// Keeps it among the client's documents and says so, or neither.
[[nodiscard]] Result<> keepConfirmation(vault::Store& store, const SignedConfirmation& confirmation);
/// A revision of it with a higher level.
[[nodiscard]] Result<> keepRaisedConfirmation(
    vault::Store& store, const casefile::ClientId& client, const SignedPaper& paper);

/// The confirmations a client was given, the oldest first.
[[nodiscard]] Result<QList<ClientDocument>> confirmationsOf(vault::Store& store, const casefile::ClientId& client);

} // namespace tirkeu::enrolment
