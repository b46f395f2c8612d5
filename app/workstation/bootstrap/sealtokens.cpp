#include "sealtokens.h"

#include <core/hashing.h>

#include <algorithm>

namespace tirkeu::workstation {

SealTokens::SealTokens(QList<QByteArray> seals)
    : m_seals(std::move(seals))
{
}

std::optional<bool> SealTokens::carriesOne(const token::CryptokiModule& module, const token::TokenInfo& token) const
{
    const auto certificates = module.certificates(token.slot);
    if (!certificates)
        return std::nullopt; // asked again at the next look
    return std::any_of(certificates->begin(), certificates->end(),
        [this](const token::StoredCertificate& stored) { return m_seals.contains(core::sha256(stored.certificate)); });
}

QList<token::TokenInfo> SealTokens::without(const token::CryptokiModule& module, QList<token::TokenInfo> tokens)
{
    if (m_seals.isEmpty())
        return tokens;
    QHash<QString, bool> here; // what was taken out may come back with other certificates
    tokens.removeIf([&](const token::TokenInfo& token) {
        const auto known = m_carries.constFind(token.serial);
        const std::optional<bool> carries =
            known == m_carries.constEnd() ? carriesOne(module, token) : std::optional(known.value());
        if (carries)
            here.insert(token.serial, *carries);
        return carries.value_or(false);
    });
    m_carries = std::move(here);
    return tokens;
}

} // namespace tirkeu::workstation
