#pragma once

#include <token/tokeninfo.h>

#include <optional>

namespace tirkeu::token {

enum class PresenceEvent {
    OwnerRemoved,  ///< lock
    OwnerReturned, ///< the same tokens again; unlocking still asks for the PIN
    GuestInserted, ///< announced swap: this token may sign one document
    GuestRemoved,
    StrangerInserted, ///< another token that nobody announced
};

/// Whose token is in the reader, judged from what the reader shows. A value without a clock or thread.
class TokenPresence
{
public:
    enum class Swap { None, Announced, GuestIn };

    /// Of who signed in: one token, or two where the EDS certificate lies on a second; they are present while all are.
    /// None: signed out.
    void setOwner(QList<TokenInfo> tokens);
    [[nodiscard]] const QList<TokenInfo>& owner() const { return m_owner; }
    [[nodiscard]] bool isOwnerPresent() const { return m_ownerPresent; }
    [[nodiscard]] Swap swap() const { return m_swap; }
    [[nodiscard]] const std::optional<TokenInfo>& guest() const { return m_guest; }

    /// From here on the owner's removal is expected; the caller has frozen the case.
    void announceSwap();
    /// The swap is over, signed or not. If the owner's token is not back, that counts as a removal.
    [[nodiscard]] QList<PresenceEvent> endSwap();
    [[nodiscard]] QList<PresenceEvent> observe(const QList<TokenInfo>& present);

private:
    QList<TokenInfo> m_owner;
    std::optional<TokenInfo> m_guest;
    QList<TokenInfo> m_present;
    bool m_ownerPresent = false;
    Swap m_swap = Swap::None;
};

} // namespace tirkeu::token
