#pragma once

#include <core/clock.h>
#include <core/ports/signer.h>
#include <pki/certificate.h>

namespace tirkeu::pki {

enum class ContentPlace { Attached, Detached };

struct SignOptions
{
    core::HashAlgorithm hash = core::HashAlgorithm::Sha256;
    /// The signer's own claim of the time. Left out in a PDF's signature, where it is forbidden.
    std::optional<core::WallTime> signingTime = {};
    QList<Certificate> certificates =
        {}; ///< carried along besides the signers' own, usually the chain without its root
};

/// A CMS SignedData over the content: one SignerInfo per signer, each bound to its certificate by
/// signing-certificate-v2. Every signature is tried against its certificate before it is handed out. Blocks as long as
/// the signers do.
[[nodiscard]] Result<QByteArray> signContent(
    QByteArrayView content, ContentPlace place, const QList<core::Signer*>& signers, const SignOptions& options = {});
/// The same, detached, over a content whose digest (by `options.hash`) is known already: a PDF's byte range.
[[nodiscard]] Result<QByteArray> signDigest(
    QByteArrayView digest, core::Signer& signer, const SignOptions& options = {});
/// One more parallel signature on a SignedData that exists; `content` where it is detached. What is there already is
/// not judged: verify first.
[[nodiscard]] Result<QByteArray> addSignature(QByteArrayView signedData, core::Signer& signer,
    const SignOptions& options = {}, std::optional<QByteArrayView> content = {});
/// Puts an RFC 3161 token over a signature's value into that signer's unsigned attributes (CAdES-T, PAdES B-T).
[[nodiscard]] Result<QByteArray> addSignatureTimeStamp(
    QByteArrayView signedData, qsizetype signerIndex, QByteArrayView token);

} // namespace tirkeu::pki
