#pragma once

#include <sync/sender.h>

#include <wire/gateway.h>
#include <wire/receipt.h>

namespace tirkeu::sync {

/// Whether a certificate is the bank's gateway's; a receipt by another key is none.
using GatewayTrust = std::function<Result<>(const pki::Certificate&, core::WallTime at)>;

struct Received
{
    wire::Verdict verdict = wire::Verdict::Accepted;
    core::AnchorVerdict anchor = core::AnchorVerdict::NoAnchorYet; ///< of the head the gateway holds
};

/// Takes a receipt in: it has to be signed by the gateway and to speak of this very content. What follows – that the
/// package has arrived, the receipt itself, that nothing has to be sent again – is one transaction; the journal's head
/// in it is kept as an anchor. The same receipt again changes nothing. On the vault's thread.
[[nodiscard]] Result<Received> receive(
    vault::Vault& vault, const core::Uuid& package, QByteArrayView receipt, const GatewayTrust& trust);

/// Holds the journal against the head that the gateway says it has; a roll-back that it shows is an event. Of a journal
/// that continues the receipts speak. On the vault's thread.
[[nodiscard]] Result<core::AnchorVerdict> meetHead(vault::Vault& vault, const core::JournalHead& remote);
[[nodiscard]] inline bool isRollBack(core::AnchorVerdict verdict)
{
    return verdict == core::AnchorVerdict::RolledBack || verdict == core::AnchorVerdict::Forked;
}

/// As far as the gateway's receipts say that it holds this journal; 0: it said nothing yet.
[[nodiscard]] Result<quint64> knownToGateway(vault::Store& store);

/// Remembers why a package still waits, for whoever looks.
[[nodiscard]] Result<> noteWaiting(
    vault::Store& store, const core::Uuid& package, int tries, core::WallTime next, const QString& reason);

/// The bank will not have it, and said so without a receipt: told, and out of the way of the others.
[[nodiscard]] Result<> noteRefused(vault::Store& store, const core::Uuid& package, const QString& reason);

/// What the bank said after a delivery, in order; each once.
struct Taken
{
    quint64 last = 0;
    QList<wire::Answer> fresh;
};
/// The number of the last answer that was taken in.
[[nodiscard]] Result<quint64> lastAnswer(vault::Store& store);
/// Takes answers in, in order and each once: one that is there already is passed over, a gap is refused.
[[nodiscard]] Result<Taken> takeAnswers(
    vault::Vault& vault, const QList<wire::Answer>& answers, const GatewayTrust& trust);

} // namespace tirkeu::sync
