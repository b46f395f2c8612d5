#pragma once

#include "acknowledgementbook.h"
#include "staffsource.h"

#include <core/ports/auditsink.h>
#include <criteria/rules.h>

#include <functional>

namespace tirkeu::workstation {

/// Signs one person in: token, PIN, rules read. Every try is recorded, good or bad. One try at a time.
class SignInController : public QObject
{
    Q_OBJECT
public:
    static constexpr int kRulesEdition = 1;
    static constexpr int kDaysToRead = 5;

    /// `address` is this workstation's on its network: NEWS-logs wants it with every try.
    SignInController(StaffSource& staff, AcknowledgementBook& book, core::AuditSink& audit, const core::Clock& clock,
        QString address);

    [[nodiscard]] StaffSource& staff() { return m_staff; }
    [[nodiscard]] bool isBusy() const { return m_busy; }
    void submit(core::SecureBytes pin, LastTry lastTry = LastTry::NotAgreed);
    /// Whoever is being signed in no longer counts: the answer that comes is dropped, and the token logged out.
    void cancel();
    /// As the bank's criteria have it: a PIN of another length is not sent to the token and spends no try.
    void setPinLengths(std::size_t least, std::size_t most);
    /// A new PIN for one of the tokens in the readers, typed twice. What cannot be right is refused before the token
    /// sees it and spends no try; the journal keeps that it was changed. One at a time with sign-ins.
    [[nodiscard]] QFuture<Result<>> changePin(core::SecureBytes pin, core::SecureBytes fresh,
        const core::SecureBytes& repeated, LastTry lastTry, TokenUse whose = TokenUse::SigningIn);
    /// The person who signed in with unread rules has read them now.
    void acknowledgeRules();
    void abandonRules();
    [[nodiscard]] core::WallTime rulesDue() const;
    void setCalendar(const criteria::Calendar& calendar) { m_calendar = calendar; }
    /// Unlocking asks for the same person again.
    void expectOnly(const QString& staffId) { m_expected = staffId; }
    /// From so many tries on the page warns.
    [[nodiscard]] int warnTriesLeft() const { return m_warnTriesLeft; }
    void setWarnTriesLeft(int tries) { m_warnTriesLeft = tries; }
    /// Asked once more before anybody is let in: criteria that were in force in the morning may have ended.
    void setAdmission(std::function<Result<>()> admission) { m_admission = std::move(admission); }
    void expectAnyone() { m_expected.clear(); }

Q_SIGNALS:
    void busyChanged();
    void refused(const tirkeu::core::Error& error);
    void rulesUnread(const tirkeu::workstation::StaffMember& member);
    void signedIn(const tirkeu::workstation::StaffMember& member);
    /// The same person, who can sign by a token put in later, or reads why not.
    void memberChanged(const tirkeu::workstation::StaffMember& member);

private:
    void finish(const Result<StaffMember>& result);
    void admit(const StaffMember& member);
    void noteChange(const StaffMember& member);
    [[nodiscard]] Result<> checkNewPin(const TokenState& token, const core::SecureBytes& pin,
        const core::SecureBytes& fresh, const core::SecureBytes& repeated) const;
    void record(std::string_view kind, const QJsonObject& fields);
    void recordRefusal(const QString& reason);
    void recordSuccess(const StaffMember& member);

    StaffSource& m_staff;
    AcknowledgementBook& m_book;
    core::AuditSink& m_audit;
    const core::Clock& m_clock;
    QString m_address;
    std::function<Result<>()> m_admission;
    QString m_expected;
    criteria::Calendar m_calendar;
    std::optional<StaffMember> m_reader;  ///< signed in, rules unread
    std::optional<StaffMember> m_changed; ///< since the token let them in; for whoever is being signed in
    QByteArray m_signature;               ///< what they sign with, as far as it is known
    std::size_t m_leastPin = 1;
    std::size_t m_mostPin = 64;
    int m_warnTriesLeft = 1;
    quint64 m_generation = 0; ///< of the try under way
    bool m_busy = false;
};

} // namespace tirkeu::workstation
