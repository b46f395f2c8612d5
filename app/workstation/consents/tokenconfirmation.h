#pragma once

#include "confirmation.h"
#include "signin/announcedswap.h"

class QPushButton;

namespace tirkeu::workstation {

class PinPrompt;
struct PinTry;

/// The client's own EDS token, in the teller's reader by an announced swap. Its PIN is typed on the reader's keys or on
/// the client's own screen, never on the teller's keyboard.
class TokenConfirmation final : public Confirmation
{
    Q_OBJECT
public:
    TokenConfirmation(const StepTools& tools, StaffSource& staff);

    [[nodiscard]] criteria::ConsentMeans means() const override { return criteria::ConsentMeans::EdsToken; }
    [[nodiscard]] QString name() const override;
    [[nodiscard]] bool isOffered() const override;
    [[nodiscard]] QString sentence() const override;
    void retranslate() override;
    void ask(const Answers& answers) override;
    void drop() override;
    [[nodiscard]] bool isConfirmed() const override;
    [[nodiscard]] QString actText() const override;
    [[nodiscard]] bool mayAct() const override;
    void act() override;
    void collect(const Taken& taken) override { taken(m_cms); }

private:
    [[nodiscard]] bool isOurs() const { return m_isAnnounced && m_swap->phase() != SwapPhase::None; }
    [[nodiscard]] SwapPhase phase() const { return isOurs() ? m_swap->phase() : SwapPhase::None; }
    [[nodiscard]] Result<> mayConfirm(const GuestPerson& person) const;
    void announce();
    void followSwap();
    void askPin();
    void sign();
    [[nodiscard]] PinTry takeTry();
    void signWith(const QByteArray& statement, PinTry& once);
    void keep(const Result<GuestSignature>& signature);

    StaffSource& m_staff;
    AnnouncedSwap* m_swap; ///< none: this reader takes no other person's token
    Answers m_answers;
    QByteArray m_cms;
    bool m_isAnnounced = false;
    bool m_isLastAgreed = false; ///< on the client's screen, to the try that is asked for there
    bool m_wasWrong = false;     ///< the PIN before this try
    quint64 m_asked = 0;
    PinPrompt* m_pin;
    QPushButton* m_giveUp;
};

} // namespace tirkeu::workstation
