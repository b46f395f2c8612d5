#pragma once

#include <token/tokensession.h>

#include <core/ports/signer.h>

namespace tirkeu::token {

/// A key of a ceremony as the rest of the house knows it. The EDS credential is given out as this only.
class TokenSigner final : public core::Signer
{
public:
    TokenSigner(std::shared_ptr<TokenSession> session, StoredCertificate certificate);
    [[nodiscard]] QByteArray certificate() const override { return m_certificate.certificate; }
    [[nodiscard]] Result<QByteArray> sign(core::HashAlgorithm algorithm, QByteArrayView digest) override;

private:
    std::shared_ptr<TokenSession> m_session;
    StoredCertificate m_certificate;
};

/// The authentication credential's other use: opening the key slot of the store.
class TokenUnwrapper final : public core::KeyUnwrapper
{
public:
    TokenUnwrapper(std::shared_ptr<TokenSession> session, StoredCertificate certificate);
    [[nodiscard]] QByteArray certificate() const override { return m_certificate.certificate; }
    [[nodiscard]] bool supports(core::WrapScheme scheme) const override;
    [[nodiscard]] Result<core::SecureBytes> unwrap(core::WrapScheme scheme, QByteArrayView wrapped) override;

private:
    std::shared_ptr<TokenSession> m_session;
    StoredCertificate m_certificate;
};

/// Another person's token after an announced swap: it signs one document and nothing else.
class OneDocumentSigner final : public core::Signer
{
public:
    explicit OneDocumentSigner(core::Signer& signer) ///< outlives it
        : m_signer(signer)
    {
    }
    [[nodiscard]] QByteArray certificate() const override { return m_signer.certificate(); }
    [[nodiscard]] Result<QByteArray> sign(core::HashAlgorithm algorithm, QByteArrayView digest) override;

private:
    core::Signer& m_signer;
    bool m_used = false;
};

} // namespace tirkeu::token
