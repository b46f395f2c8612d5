#include "readertokens.h"

#include <core/hashing.h>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kTokenAbsent{"signin.token-absent"};
}

ReaderTokens::ReaderTokens(QList<QByteArray> seals, token::CredentialRules rules)
    : m_seals(std::move(seals))
    , m_rules(std::move(rules))
{
}

std::optional<ReaderTokens::Kind> ReaderTokens::kindOf(
    const token::CryptokiModule& module, const token::TokenInfo& token) const
{
    const auto certificates = module.certificates(token.slot);
    if (!certificates)
        return std::nullopt; // asked again at the next look
    const bool isSeal = std::any_of(certificates->begin(), certificates->end(),
        [this](const token::StoredCertificate& stored) { return m_seals.contains(core::sha256(stored.certificate)); });
    const QList<token::Credential> credentials = token::credentialsOf(*certificates, m_rules);
    const bool signsIn = std::any_of(credentials.begin(), credentials.end(),
        [](const token::Credential& one) { return one.use == token::CredentialUse::Authentication; });
    return isSeal ? Kind::Seal : signsIn ? Kind::SignsIn : Kind::Other;
}

Result<QList<token::TokenInfo>> ReaderTokens::present(const token::CryptokiModule& module)
{
    const auto tokens = module.tokens();
    if (!tokens)
        return tokens;
    QHash<QString, Kind> here; // what was taken out may come back with other certificates
    QList<token::TokenInfo> signingIn;
    QList<token::TokenInfo> others;
    for (const token::TokenInfo& token : *tokens) {
        const auto known = m_known.constFind(token.serial);
        const std::optional<Kind> kind =
            known == m_known.constEnd() ? kindOf(module, token) : std::optional(known.value());
        if (kind)
            here.insert(token.serial, *kind);
        if (kind != Kind::Seal)
            (kind == Kind::SignsIn ? signingIn : others).append(token);
    }
    m_known = std::move(here);
    return signingIn + others;
}

Result<ReaderTokens::Reading> ReaderTokens::read(const token::CryptokiModule& module, const QString& serial)
{
    const auto tokens = present(module);
    if (!tokens)
        return failure(tokens);
    const auto own = std::find_if(tokens->begin(), tokens->end(),
        [&serial](const token::TokenInfo& token) { return serial.isEmpty() || token.serial == serial; });
    if (own == tokens->end())
        return failure(kTokenAbsent, ErrorKind::OperatorCanFix, QStringLiteral("removed before the PIN"));
    auto certificates = module.certificates(own->slot);
    if (!certificates)
        return failure(certificates);
    Reading reading{{*own, std::move(*certificates)}};
    for (const token::TokenInfo& token : *tokens) {
        if (token.isSameTokenAs(*own))
            continue;
        if (auto others = module.certificates(token.slot))
            reading.besides.append({token, std::move(*others)});
    }
    return reading;
}

} // namespace tirkeu::workstation
