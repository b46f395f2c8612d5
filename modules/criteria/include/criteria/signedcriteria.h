#pragma once

#include <criteria/criteria.h>

#include <core/ports/signer.h>
#include <pki/truststore.h>

#include <QHash>

namespace tirkeu::criteria {

/// Who may put criteria into force: by certificate (SHA-256), with the person each belongs to.
struct Officers
{
    QHash<QByteArray, QString> people;

    [[nodiscard]] static Officers of(const Criteria& criteria);
    /// Before there are criteria: the certificates that were handed over at provisioning.
    [[nodiscard]] static Officers of(const QList<pki::Certificate>& certificates);
};

/// When a signer's certificate has to have been good.
enum class ChainTime {
    NowAndAtSigning, ///< for a document that comes in
    AtSigning,       ///< for one that was accepted before
};

struct SignedCriteria
{
    Criteria criteria;
    QByteArray json; ///< as signed
    QByteArray signedBytes;
    QList<pki::Certificate> signers;
    core::WallTime signedAt; ///< the later of the two, as the signers claim
};

/// Signs a document that `readCriteria` accepts; the bytes signed are its one JSON spelling. One signer begins,
/// `addCriteriaSignature` lets the second add theirs, elsewhere and later.
[[nodiscard]] Result<QByteArray> signCriteria(QByteArrayView json, core::Signer& officer, core::WallTime now);
[[nodiscard]] Result<QByteArray> addCriteriaSignature(
    QByteArrayView signedBytes, core::Signer& officer, core::WallTime now);

/// Whether every signature fits the contents, whoever made them.
[[nodiscard]] Result<> signaturesHold(QByteArrayView signedBytes);

/// The content of a signed document, its signatures not judged; for showing what is to be signed.
[[nodiscard]] Result<QByteArray> criteriaContent(QByteArrayView signedBytes);

/// Accepts a document that carries good signatures of two different officers, each with a chain to the bank's
/// authorities, and nothing else: one bad signature beside two good ones is refused as well. Revocation is asked by the
/// caller, who has the services for it.
[[nodiscard]] Result<SignedCriteria> verifyCriteria(QByteArrayView signedBytes, const Officers& officers,
    const pki::TrustStore& trust, core::WallTime now, ChainTime chainTime = ChainTime::NowAndAtSigning);

} // namespace tirkeu::criteria
