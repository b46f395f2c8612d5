#include <evidence/documentsigner.h>

#include "revisionwriter.h"

#include <pki/signing.h>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kNeedsToken{"evidence.answer-needs-token"};
constexpr qsizetype kRoomForTimeStamp = 5 * 1024;

// The chain without its root: who verifies has the root, or does not trust it.
[[nodiscard]] QList<pki::Certificate> chainOf(
    const pki::Certificate& certificate, const pki::TrustStore& trust, core::WallTime now)
{
    QList<pki::Certificate> chain = trust.check(certificate, now, pki::CertificateUse::Any).chain;
    QList<pki::Certificate> carried;
    for (const pki::Certificate& link : chain) {
        if (link != certificate && !link.isSelfIssued())
            carried.append(link);
    }
    return carried;
}

// However it ends, no key stays let in.
class Batch
{
public:
    explicit Batch(const QList<SigningKey>& keys)
        : m_keys(keys)
    {
        for (const SigningKey& key : m_keys) {
            if (const auto* signer = std::get_if<std::reference_wrapper<core::Signer>>(&key))
                signer->get().beginBatch();
        }
    }
    ~Batch()
    {
        for (const SigningKey& key : m_keys) {
            if (const auto* signer = std::get_if<std::reference_wrapper<core::Signer>>(&key))
                signer->get().endBatch();
        }
    }
    Q_DISABLE_COPY_MOVE(Batch)

private:
    const QList<SigningKey>& m_keys;
};

[[nodiscard]] SignatureField fieldFor(
    const pki::Certificate& certificate, const QList<pki::Certificate>& chain, core::WallTime now)
{
    SignatureField field;
    field.name = certificate.subject().commonName;
    field.time = now;
    field.contentsBytes = 2048 + certificate.der().size() + kRoomForTimeStamp;
    for (const pki::Certificate& link : chain)
        field.contentsBytes += link.der().size();
    return field;
}
} // namespace

DocumentSigner::DocumentSigner(const core::Clock& clock, pki::TrustStore trust)
    : m_clock(clock)
    , m_trust(std::move(trust))
{
}

Result<QByteArray> DocumentSigner::sign(const QByteArray& pdf, core::Signer& signer) const
{
    const auto certificate = pki::Certificate::fromDer(signer.certificate());
    if (!certificate)
        return failure(certificate);
    const core::WallTime now = m_clock.wall();
    const QList<pki::Certificate> chain = chainOf(*certificate, m_trust, now);
    const auto prepared = prepareSignature(pdf, fieldFor(*certificate, chain, now));
    if (!prepared)
        return failure(prepared);
    pki::SignOptions options;
    options.certificates = chain;
    const auto cms = pki::signDigest(prepared->digest(options.hash), signer, options);
    if (!cms)
        return failure(cms);
    return prepared->fill(*cms);
}

Result<QByteArray> DocumentSigner::sign(const QByteArray& pdf, core::CmsSigner& signer) const
{
    const auto certificate = pki::Certificate::fromDer(signer.certificate());
    if (!certificate)
        return failure(certificate);
    SignatureField field = fieldFor(*certificate, {}, m_clock.wall());
    field.contentsBytes += 16 * 1024; // what the foreign program puts in is its own affair
    const auto prepared = prepareSignature(pdf, field);
    if (!prepared)
        return failure(prepared);
    const auto cms = signer.signToCms(core::HashAlgorithm::Sha256, prepared->digest(core::HashAlgorithm::Sha256));
    if (!cms)
        return failure(cms);
    return prepared->fill(*cms);
}

Result<QByteArray> DocumentSigner::sign(const QByteArray& pdf, const SigningKey& key) const
{
    return std::visit([&](auto signer) { return sign(pdf, signer.get()); }, key);
}

Result<QList<QByteArray>> DocumentSigner::signEach(const QList<QByteArray>& pdfs, const QList<SigningKey>& keys) const
{
    const Batch batch(keys);
    QList<QByteArray> documents;
    for (const QByteArray& pdf : pdfs) {
        Result<QByteArray> document = pdf;
        for (const SigningKey& key : keys) {
            document = sign(*document, key);
            if (!document)
                return failure(document);
        }
        documents.append(std::move(*document));
    }
    return documents;
}

Result<QList<QByteArray>> DocumentSigner::signAll(
    const QList<QByteArray>& pdfs, const QList<SigningKey>& keys, const Keep& keep) const
{
    auto documents = signEach(pdfs, keys);
    if (!documents)
        return documents;
    for (const SigningKey& key : keys) {
        if (const auto wanted = std::visit([](auto signer) { return signer.get().beginKeeping(); }, key); !wanted)
            return failure(wanted);
    }
    if (const auto kept = keep(*documents); !kept)
        return failure(kept);
    return documents;
}

Result<QByteArray> signStatement(const QByteArray& statement, const SigningKey& key)
{
    const auto* signer = std::get_if<std::reference_wrapper<core::Signer>>(&key);
    if (!signer)
        return failure(kNeedsToken, ErrorKind::OperatorCanFix, QStringLiteral("a key behind a program"));
    return pki::signContent(statement, pki::ContentPlace::Attached, {&signer->get()});
}

} // namespace tirkeu::evidence
