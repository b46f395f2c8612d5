#pragma once

#include "signin/announcedswap.h"

namespace tirkeu::workstation {

/// A reader in which another person's token stands wherever a page wants to be looked at. Signs nothing.
class ShowroomSwap final : public AnnouncedSwap
{
public:
    void setPhase(SwapPhase phase)
    {
        m_phase = phase;
        Q_EMIT phaseChanged();
    }
    void setGuest(const TokenState& guest)
    {
        m_guest = guest;
        setPhase(SwapPhase::GuestIn);
    }
    [[nodiscard]] SwapPhase phase() const override { return m_phase; }
    [[nodiscard]] TokenState guest() const override { return m_phase == SwapPhase::GuestIn ? m_guest : TokenState(); }
    [[nodiscard]] Result<> announce(Admit) override
    {
        setPhase(SwapPhase::AwaitGuest);
        return {};
    }
    [[nodiscard]] QFuture<Result<GuestSignature>> sign(core::SecureBytes, LastTry, GuestAct) override
    {
        return QtFuture::makeReadyFuture(Result<GuestSignature>(failure(
            ErrorCode("signin.token-absent"), ErrorKind::OperatorCanFix, QStringLiteral("nothing is signed here"))));
    }
    void end() override { setPhase(SwapPhase::None); }

private:
    SwapPhase m_phase = SwapPhase::None;
    TokenState m_guest{.isPresent = true};
};

} // namespace tirkeu::workstation
