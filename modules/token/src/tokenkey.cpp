#include <token/tokenkey.h>

#include <utility>

namespace tirkeu::token {

namespace {
constexpr ErrorCode kGuestDone{"token.guest-done"};
}

TokenSigner::TokenSigner(std::shared_ptr<TokenSession> session, StoredCertificate certificate)
    : m_session(std::move(session))
    , m_certificate(std::move(certificate))
{
}

Result<QByteArray> TokenSigner::sign(core::HashAlgorithm algorithm, QByteArrayView digest)
{
    return m_session->sign(m_certificate.keyId, algorithm, digest);
}

TokenUnwrapper::TokenUnwrapper(std::shared_ptr<TokenSession> session, StoredCertificate certificate)
    : m_session(std::move(session))
    , m_certificate(std::move(certificate))
{
}

bool TokenUnwrapper::supports(core::WrapScheme) const
{
    return true; // the key itself decides, with an error that says so
}

Result<core::SecureBytes> TokenUnwrapper::unwrap(core::WrapScheme scheme, QByteArrayView wrapped)
{
    return m_session->unwrap(m_certificate.keyId, scheme, wrapped);
}

Result<QByteArray> OneDocumentSigner::sign(core::HashAlgorithm algorithm, QByteArrayView digest)
{
    if (std::exchange(m_used, true))
        return failure(kGuestDone, ErrorKind::SecurityStop, QStringLiteral("second document asked of a guest token"));
    return m_signer.sign(algorithm, digest);
}

} // namespace tirkeu::token
