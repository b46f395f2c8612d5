#pragma once

#include <pki/softwarekey.h>

namespace tirkeu::test {

/// An RSA key that knows the old padding only, as some tokens do: it says so when it is used, not before.
class OldPaddingKey final : public core::KeyUnwrapper
{
public:
    explicit OldPaddingKey(pki::SoftwareKey key)
        : m_key(std::move(key))
    {
    }
    [[nodiscard]] QByteArray certificate() const override { return m_key.certificate(); }
    [[nodiscard]] bool supports(core::WrapScheme) const override { return true; }
    [[nodiscard]] Result<core::SecureBytes> unwrap(core::WrapScheme scheme, QByteArrayView wrapped) override
    {
        if (scheme != core::WrapScheme::RsaPkcs1)
            return failure(ErrorCode("token.cannot"), ErrorKind::OperatorCanFix, QStringLiteral("mechanism"));
        return m_key.unwrap(scheme, wrapped);
    }

private:
    pki::SoftwareKey m_key;
};

} // namespace tirkeu::test
