#pragma once

#include <core/clock.h>
#include <core/ports/signer.h>
#include <pki/truststore.h>

#include <QByteArray>
#include <QList>

#include <functional>

namespace tirkeu::evidence {

/// Signs finished pages: PAdES B-B, each signature a revision of its own. A further signature (an organisation's seal)
/// is the same call on a signed document. Blocks as long as the key does.
class DocumentSigner
{
public:
    /// `trust` supplies the intermediates that travel with a signature.
    DocumentSigner(const core::Clock& clock, pki::TrustStore trust);

    [[nodiscard]] Result<QByteArray> sign(const QByteArray& pdf, core::Signer& signer) const;
    /// For keys that only a foreign program can use: it makes the CMS, the document stays ours.
    [[nodiscard]] Result<QByteArray> sign(const QByteArray& pdf, core::CmsSigner& signer) const;

    /// All documents of one client: `keep` gets them when every one is signed, and if it fails, or any signature does,
    /// nothing is given out.
    using Keep = std::function<Result<>(const QList<QByteArray>& documents)>;
    [[nodiscard]] Result<QList<QByteArray>> signAll(
        const QList<QByteArray>& pdfs, core::Signer& signer, const Keep& keep) const;

private:
    const core::Clock& m_clock;
    pki::TrustStore m_trust;
};

} // namespace tirkeu::evidence
