#pragma once

#include <token/cryptokimodule.h>

#include <QHash>

namespace tirkeu::workstation {

/// Tokens that carry the organisation's seal may be in readers of the same module: they are nobody's to sign in with,
/// and no guest's. In the token's thread.
class SealTokens
{
public:
    /// `seals`: fingerprints of the certificates that the criteria count as the seal.
    explicit SealTokens(QList<QByteArray> seals);
    /// Those that carry none. Each token's certificates are read once while it is in its reader.
    [[nodiscard]] QList<token::TokenInfo> without(const token::CryptokiModule& module, QList<token::TokenInfo> tokens);

private:
    [[nodiscard]] std::optional<bool> carriesOne(
        const token::CryptokiModule& module, const token::TokenInfo& token) const;

    QList<QByteArray> m_seals;
    QHash<QString, bool> m_carries; ///< by serial
};

} // namespace tirkeu::workstation
