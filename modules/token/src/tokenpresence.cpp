#include <token/tokenpresence.h>

#include <algorithm>

namespace tirkeu::token {

namespace {
[[nodiscard]] bool contains(const QList<TokenInfo>& tokens, const TokenInfo& token)
{
    return std::any_of(
        tokens.begin(), tokens.end(), [&token](const TokenInfo& other) { return other.isSameTokenAs(token); });
}

[[nodiscard]] bool containsAll(const QList<TokenInfo>& tokens, const QList<TokenInfo>& wanted)
{
    return std::all_of(wanted.begin(), wanted.end(), [&tokens](const TokenInfo& one) { return contains(tokens, one); });
}
} // namespace

void TokenPresence::setOwner(QList<TokenInfo> tokens)
{
    m_owner = std::move(tokens);
    m_ownerPresent = !m_owner.isEmpty();
    m_swap = Swap::None;
    m_guest.reset();
}

void TokenPresence::announceSwap()
{
    if (!m_owner.isEmpty())
        m_swap = Swap::Announced;
}

QList<PresenceEvent> TokenPresence::endSwap()
{
    m_swap = Swap::None;
    m_guest.reset();
    if (m_ownerPresent && !containsAll(m_present, m_owner)) {
        m_ownerPresent = false;
        return {PresenceEvent::OwnerRemoved};
    }
    return {};
}

QList<PresenceEvent> TokenPresence::observe(const QList<TokenInfo>& present)
{
    QList<PresenceEvent> events;
    const bool ownerIn = !m_owner.isEmpty() && containsAll(present, m_owner);
    if (m_swap == Swap::None && !m_owner.isEmpty()) {
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
        if (!isNew || contains(m_owner, token))
            continue;
        if (m_swap == Swap::Announced && !m_guest) {
            m_guest = token;
            m_swap = Swap::GuestIn;
            events.append(PresenceEvent::GuestInserted);
        } else if (!m_owner.isEmpty()) {
            events.append(PresenceEvent::StrangerInserted);
        }
    }
    m_present = present;
    return events;
}

} // namespace tirkeu::token
