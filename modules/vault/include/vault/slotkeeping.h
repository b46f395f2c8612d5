#pragma once

#include <vault/vault.h>

namespace tirkeu::vault {

/// Somebody whom the bank's criteria let in, by the fingerprint of an authentication certificate.
struct Entitled
{
    SlotRole role;
    QString name;
    QByteArray fingerprint; ///< SHA-256 of the certificate
};

[[nodiscard]] bool isEntitled(const QList<Entitled>& entitled, const pki::Certificate& certificate);

struct SlotChanges
{
    int added = 0;
    int removed = 0;
    int setAside = 0; ///< certificates that cannot be read; they lie in the folder `waiting-unreadable`
};

/// How a slot has to be wrapped so that this key opens it: tried with the key itself, for a token says less than it
/// takes. Where the key is, on the token's thread.
[[nodiscard]] Result<pki::RsaWrap> wrapOf(core::KeyUnwrapper& key);

/// Somebody came whose certificate opens no slot: it is left beside the vault, in clear, for whoever signs in next. It
/// gives nothing by itself; only what the criteria name becomes a slot.
[[nodiscard]] Result<> leaveCertificate(const QString& folder, const pki::Certificate& certificate, pki::RsaWrap wrap);

/// Brings the slots to what the criteria say: a slot for each entitled person whose certificate is known here, none for
/// anybody else (the recovery slots stay). Needs no connection. Where nobody is entitled nothing is changed: criteria
/// that are missing lock nobody out.
[[nodiscard]] Result<SlotChanges> keepSlots(Vault& vault, const QList<Entitled>& entitled, const QString& actor);

} // namespace tirkeu::vault
