#pragma once

#include <wire/manifest.h>

#include <core/ports/keyunwrapper.h>
#include <core/ports/signer.h>
#include <pki/certificate.h>

namespace tirkeu::wire {

struct Part
{
    PartKind kind;
    core::Uuid id;
    QByteArray bytes;
};

struct SealedPackage
{
    QByteArray bytes;
    QByteArray fingerprint; ///< of the signed content; sealing again changes the bytes and leaves this
};

/// Lists, signs and seals the parts of one case. `context.recipient` is filled in from the certificate. Blocks as long
/// as the key does.
[[nodiscard]] Result<SealedPackage> sealPackage(
    PackageContext context, const QList<Part>& parts, core::Signer& workstation, const pki::Certificate& recipient);

/// A package signed, not yet sealed: what is kept to be sealed again for another certificate.
[[nodiscard]] Result<QByteArray> signPackage(
    PackageContext context, const QList<Part>& parts, core::Signer& workstation, const pki::Certificate& recipient);

struct OpenedPackage
{
    Manifest manifest;
    QList<Part> parts;
    QByteArray fingerprint;
    pki::Certificate signer; ///< whose signature fits; whether it may send is the caller's to judge
};

/// Opens a sealed package with the bank's key. Nothing of it is given out before the seal, the signature, the recipient
/// and the digest of every part have been found good.
[[nodiscard]] Result<OpenedPackage> openPackage(QByteArrayView sealed, core::KeyUnwrapper& key);
/// The same for what stands inside the seal.
[[nodiscard]] Result<OpenedPackage> readSigned(QByteArrayView content, QByteArrayView recipientFingerprint);

} // namespace tirkeu::wire
