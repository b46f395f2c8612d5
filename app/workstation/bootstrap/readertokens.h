#pragma once

#include <token/credentials.h>
#include <token/cryptokimodule.h>

#include <QHash>

namespace tirkeu::workstation {

/// The tokens in all readers of a module, as staff may use them. One that carries the organisation's seal is nobody's
/// to sign in with, and no guest's; those that somebody could sign in with come before those that only sign documents.
/// In the token's thread.
class ReaderTokens
{
public:
    struct Content
    {
        token::TokenInfo token;
        QList<token::StoredCertificate> certificates;
    };
    /// One token, and what lies on the others beside it.
    struct Reading
    {
        Content own;
        QList<Content> besides = {};
    };

    /// `seals`: fingerprints of the certificates that the criteria count as the seal.
    ReaderTokens(QList<QByteArray> seals, token::CredentialRules rules);

    /// Each token's certificates are looked at once while it is in its reader.
    [[nodiscard]] Result<QList<token::TokenInfo>> present(const token::CryptokiModule& module);
    /// With the certificates as they are now: of the token with this serial, or the first where it is empty. Another
    /// token that cannot be read is another's trouble.
    [[nodiscard]] Result<Reading> read(const token::CryptokiModule& module, const QString& serial);

private:
    enum class Kind { SignsIn, Other, Seal };
    [[nodiscard]] std::optional<Kind> kindOf(const token::CryptokiModule& module, const token::TokenInfo& token) const;

    QList<QByteArray> m_seals;
    token::CredentialRules m_rules;
    QHash<QString, Kind> m_known; ///< by serial
};

} // namespace tirkeu::workstation
