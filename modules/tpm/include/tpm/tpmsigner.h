#pragma once

#include <tpm/tpm.h>

#include <core/ports/signer.h>

namespace tirkeu::tpm {

/// The workstation's key (P-256, ECDSA) inside the TPM. It follows from the TPM's own seed and never leaves it: the
/// same machine has the same key after every start, another machine never. Clearing the TPM makes another key. From any
/// thread.
class TpmSigner final : public core::Signer
{
public:
    [[nodiscard]] static Result<std::unique_ptr<TpmSigner>> open(std::shared_ptr<Tpm> tpm);
    ~TpmSigner() override;

    /// SubjectPublicKeyInfo in DER: what the bank's authority certifies.
    [[nodiscard]] const QByteArray& publicKey() const { return m_publicKey; }
    void setCertificate(const QByteArray& der) { m_certificate = der; }

    [[nodiscard]] QByteArray certificate() const override { return m_certificate; }
    [[nodiscard]] Result<QByteArray> sign(core::HashAlgorithm algorithm, QByteArrayView digest) override;

private:
    TpmSigner(std::shared_ptr<Tpm> tpm, quint32 key);
    std::shared_ptr<Tpm> m_tpm;
    quint32 m_key;
    QByteArray m_publicKey;
    QByteArray m_certificate;
};

} // namespace tirkeu::tpm
