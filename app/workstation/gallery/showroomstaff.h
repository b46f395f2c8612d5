#pragma once

#include "showroomswap.h"

#include <QPromise>

#include <memory>

namespace tirkeu::workstation {

/// Staff for pictures and checks of the pages: whoever is set signs in at once, with any PIN. Not a way into anything:
/// it is built around a window of its own and holds no key.
class ShowroomStaff final : public StaffSource
{
    Q_OBJECT
public:
    [[nodiscard]] TokenState tokenState() const override { return m_token; }
    [[nodiscard]] QFuture<Result<StaffMember>> signIn(core::SecureBytes pin, LastTry lastTry) override;
    void signOut() override {}
    [[nodiscard]] TokenState documentsToken() const override { return m_second.value_or(m_token); }
    [[nodiscard]] QFuture<Result<>> changePin(core::SecureBytes, core::SecureBytes, LastTry, TokenUse whose) override
    {
        ++(whose == TokenUse::Documents ? m_secondChanges : m_changes);
        return QtFuture::makeReadyFuture(m_change);
    }
    void setChange(const Result<>& answer) { m_change = answer; }
    [[nodiscard]] int changes() const { return m_changes; }
    [[nodiscard]] int secondChanges() const { return m_secondChanges; }
    [[nodiscard]] ShowroomSwap* swap() override { return &m_swap; }

    void setToken(const TokenState& token);
    void setSecond(const std::optional<TokenState>& token); ///< with the EDS certificate, where it is another
    /// While held, answers wait; letting go gives the one that waits.
    void holdAnswers(bool hold);
    void setAnswer(const Result<StaffMember>& answer) { m_answer = answer; }
    [[nodiscard]] static StaffMember teller(const core::Clock& clock);
    [[nodiscard]] static StaffMember tellerWithCertificates(const core::Clock& clock);

private:
    ShowroomSwap m_swap;
    std::shared_ptr<QPromise<Result<StaffMember>>> m_waiting;
    bool m_hold = false;
    Result<> m_change = {};
    int m_changes = 0;
    int m_secondChanges = 0;
    std::optional<TokenState> m_second;
    TokenState m_token{.isPresent = true, .label = QStringLiteral("SoftHSM")};
    Result<StaffMember> m_answer = failure(ErrorCode("signin.pin-wrong"), ErrorKind::OperatorCanFix);
};

} // namespace tirkeu::workstation
