#pragma once

#include <core/clock.h>
#include <core/ports/signer.h>
#include <pki/truststore.h>

#include <QByteArray>
#include <QList>

#include <functional>
#include <variant>

namespace tirkeu::evidence {

/// A key that signs documents: by itself, or as a CMS that a foreign program makes with it.
using SigningKey = std::variant<std::reference_wrapper<core::Signer>, std::reference_wrapper<core::CmsSigner>>;

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
    [[nodiscard]] Result<QByteArray> sign(const QByteArray& pdf, const SigningKey& key) const;

    /// All documents of one client, each with every key in turn: `keep` gets them when all are signed, and if it fails,
    /// or any signature does, or a key is not wanted any more by then, nothing is given out.
    using Keep = std::function<Result<>(const QList<QByteArray>& documents)>;
    [[nodiscard]] Result<QList<QByteArray>> signAll(
        const QList<QByteArray>& pdfs, const QList<SigningKey>& keys, const Keep& keep) const;

private:
    [[nodiscard]] Result<QList<QByteArray>> signEach(
        const QList<QByteArray>& pdfs, const QList<SigningKey>& keys) const;

    const core::Clock& m_clock;
    pki::TrustStore m_trust;
};

/// What is signed and is no document, a yes or a no to a question: a CMS with the statement inside. Needs a key that
/// signs by itself.
[[nodiscard]] Result<QByteArray> signStatement(const QByteArray& statement, const SigningKey& key);

} // namespace tirkeu::evidence
