#pragma once

#include <core/ports/signer.h>
#include <token/tokensession.h>

#include <atomic>
#include <functional>

namespace tirkeu::workstation {

/// The organisation's seal at a workstation: a PKCS#11 token of its own, never the one staff sign in with, since ending
/// its login would end theirs. Which certificate is the seal the criteria say; the settings say where it lies.
/// Used on the thread that signs documents.
class SealToken final : public core::Signer
{
public:
    struct Settings
    {
        QString module;  ///< the PKCS#11 module's file
        QString pinFile; ///< readable by this program's user alone; read for each login
    };
    /// What branch IT wrote down, JSON; none where there is no such file.
    [[nodiscard]] static Result<std::optional<Settings>> settingsFrom(const QString& file);
    /// Whether a certificate, by its fingerprint, is an employee's.
    using IsStaff = std::function<bool(const QByteArray& fingerprint)>;
    /// `seals`: fingerprints of the certificates that the criteria count as the seal. A token with an employee's
    /// certificate besides is refused: staff could sign in with it no more.
    [[nodiscard]] static Result<std::unique_ptr<SealToken>> open(
        const Settings& settings, const QList<QByteArray>& seals, const IsStaff& isStaff = {});

    /// Both; none where nobody wrote anything down.
    [[nodiscard]] static Result<std::unique_ptr<SealToken>> fromFile(
        const QString& file, const QList<QByteArray>& seals, const IsStaff& isStaff = {});

    [[nodiscard]] QByteArray certificate() const override { return m_stored.certificate; }
    /// Why nothing could be sealed now, found without a login: its token, the file with its PIN. Blocks on the reader.
    [[nodiscard]] Result<> readiness() const;
    /// One login for one signature, or for a batch, then logged out. A PIN that was wrong once is not tried again.
    [[nodiscard]] Result<QByteArray> sign(core::HashAlgorithm algorithm, QByteArrayView digest) override;
    void beginBatch() override { m_isBatch = true; }
    void endBatch() override;
    [[nodiscard]] bool isInBatch() const { return m_isBatch; } ///< from any thread

private:
    SealToken(std::shared_ptr<token::CryptokiModule> module, Settings settings, token::TokenInfo token,
        token::StoredCertificate stored);
    [[nodiscard]] Result<token::TokenInfo> here() const; ///< whatever slot it sits in now
    [[nodiscard]] Result<core::SecureBytes> pin() const;
    [[nodiscard]] Result<> login();
    void logout();

    std::shared_ptr<token::CryptokiModule> m_module;
    Settings m_settings;
    token::TokenInfo m_token;
    token::StoredCertificate m_stored;
    std::shared_ptr<token::TokenSession> m_session; ///< of the thread that signs, while it does
    std::atomic<bool> m_isBatch = false;
    std::atomic<bool> m_isPinWrong = false;
};

} // namespace tirkeu::workstation
