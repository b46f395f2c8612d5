#pragma once

#include "signatures.h"

#include <evidence/verifier.h>

namespace tirkeu::evidence {

/// What a document carries to confirm its signatures, and what the verifier trusts.
struct Material
{
    const pki::TrustStore& trust;
    QList<pki::Certificate> certificates;
    QList<QByteArray> ocspResponses;
    QList<QByteArray> crls;
};

/// Judges one signature of the document. `provenBefore` is a moment before which a later, already judged time stamp
/// shows it to have existed; without one, that is now.
void checkSignature(SignatureReport& report, const FoundSignature& found, QByteArrayView pdf, const Material& material,
    core::WallTime provenBefore);
/// The same for a document time stamp; sets `provenTime` to the time it proves.
void checkTimeStamp(SignatureReport& report, const FoundSignature& found, QByteArrayView pdf, const Material& material,
    core::WallTime provenBefore);

} // namespace tirkeu::evidence
