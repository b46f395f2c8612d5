#pragma once

#include "signin/announcedswap.h"

#include <pki/certificate.h>

namespace tirkeu::workstation {

/// The swap as a reader sees it: which tokens lie in it decides the phase, and the reader's own way of using a key
/// signs.
class ReaderSwap final : public AnnouncedSwap
{
    Q_OBJECT
public:
    struct Request
    {
        QString serial; ///< of the guest's token
        Admit admit;
        GuestAct act;
    };
    using UseKey =
        std::function<QFuture<Result<GuestSignature>>(const Request& request, core::SecureBytes pin, LastTry lastTry)>;

    explicit ReaderSwap(UseKey useKey, std::function<void()> giveUp = {});

    /// The serials of the tokens of whoever signed in; none: signed out, and any swap with it.
    void setOwner(const QStringList& serials);
    [[nodiscard]] const QStringList& owner() const { return m_owner; }
    void observe(const QList<TokenState>& present);

    [[nodiscard]] SwapPhase phase() const override { return m_phase; }
    [[nodiscard]] TokenState guest() const override { return m_guest; }
    [[nodiscard]] Result<> announce(Admit admit) override;
    [[nodiscard]] QFuture<Result<GuestSignature>> sign(core::SecureBytes pin, LastTry lastTry, GuestAct act) override;
    void cancel() override;
    void end() override;

    [[nodiscard]] static GuestPerson personOf(const pki::Certificate& certificate);
    /// The guest's act with a key that signs once and no more; what it made is in `made` afterwards.
    [[nodiscard]] static KeyAct onceOnly(GuestAct act, std::shared_ptr<QByteArray> made);

private:
    void enter(SwapPhase phase);
    [[nodiscard]] bool isPresent(const QString& serial) const;
    void lookForGuest();

    UseKey m_useKey;
    std::function<void()> m_giveUp;
    Admit m_admit;
    QStringList m_owner;
    QList<TokenState> m_present;
    QStringList m_strangers; ///< lay in the reader before anybody announced a swap
    TokenState m_guest;
    SwapPhase m_phase = SwapPhase::None;
};

} // namespace tirkeu::workstation
