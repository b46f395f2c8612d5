#include <token/tokenpresence.h>

#include <algorithm>

namespace tirkeu::token {

namespace {
[[nodiscard]] bool contains(const QList<TokenInfo>& tokens, const TokenInfo& token)
{
    return std::any_of(
        tokens.begin(), tokens.end(), [&token](const TokenInfo& other) { return other.isSameTokenAs(token); });
}
} // namespace

void TokenPresence::setOwner(std::optional<TokenInfo> owner)
{
    m_owner = std::move(owner);
    m_ownerPresent = m_owner.has_value();
    m_swap = Swap::None;
    m_guest.reset();
}

void TokenPresence::announceSwap()
{
    if (m_owner)
        m_swap = Swap::Announced;
}

QList<PresenceEvent> TokenPresence::endSwap()
{
    m_swap = Swap::None;
    m_guest.reset();
    if (m_owner && m_ownerPresent && !contains(m_present, *m_owner)) {
        m_ownerPresent = false;
        return {PresenceEvent::OwnerRemoved};
    }
    return {};
}

QList<PresenceEvent> TokenPresence::observe(const QList<TokenInfo>& present)
{
    QList<PresenceEvent> events;
    const bool ownerIn = m_owner && contains(present, *m_owner);
    if (m_swap == Swap::None && m_owner) {
        if (m_ownerPresent && !ownerIn)
            events.append(PresenceEvent::OwnerRemoved);
        else if (!m_ownerPresent && ownerIn)
            events.append(PresenceEvent::OwnerReturned);
        m_ownerPresent = ownerIn;
    }
    if (m_guest && !contains(present, *m_guest)) {
        m_guest.reset();
        m_swap = Swap::Announced;
        events.append(PresenceEvent::GuestRemoved);
    }
    for (const TokenInfo& token : present) {
        const bool isNew = !contains(m_present, token);
        if (!isNew || (m_owner && token.isSameTokenAs(*m_owner)))
            continue;
        if (m_swap == Swap::Announced && !m_guest) {
            m_guest = token;
            m_swap = Swap::GuestIn;
            events.append(PresenceEvent::GuestInserted);
        } else if (m_owner) {
            events.append(PresenceEvent::StrangerInserted);
        }
    }
    m_present = present;
    return events;
}

} // namespace tirkeu::token
