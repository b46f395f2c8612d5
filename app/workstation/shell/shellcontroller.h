#pragma once

#include "signin/signincontroller.h"

#include <QTimer>

namespace tirkeu::workstation {

enum class ShellState {
    Checks, ///< a start-up check forbids going on
    SignIn,
    Rules, ///< signed in, but the security rules are unread
    Open,
    Locked,
    Support, ///< nobody is signed in, and a helper may see the screen
};

/// Who sits at the workstation and what is open to them. Locking keeps the session, signing out ends it.
class ShellController : public QObject
{
    Q_OBJECT
public:
    ShellController(SignInController& signIn, core::AuditSink& audit, std::chrono::milliseconds idleLimit);

    [[nodiscard]] ShellState state() const { return m_state; }
    [[nodiscard]] const std::optional<StaffMember>& member() const { return m_member; }
    /// Another person's token is in the reader by announcement: only the page in front can be worked with.
    [[nodiscard]] bool isFrozen() const;
    void start(bool checksPassed);
    void lock(std::string_view reason);
    /// Whoever sits there goes away for a while. The rules are read by the person who typed the PIN, not by whoever
    /// passes later: then the sign-in is begun anew.
    void leave(std::string_view reason);
    void signOut();
    /// Work must not go on: whoever is signed in is signed out, and the start page says why.
    void stop();
    void beginSupport();                ///< signs out first
    void endSupport(bool checksPassed); ///< as at the start
    /// Counted from the PIN that began the session; then the person signs in anew.
    void setLongestSession(std::chrono::milliseconds longest);
    void setIdleLimit(std::chrono::milliseconds limit);
    /// Somebody is there: a key, the mouse, later the client at the second screen.
    void noteActivity();

Q_SIGNALS:
    void stateChanged();
    void frozenChanged(bool frozen);
    void memberChanged(); ///< the same person, with other keys at hand

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; ///< installed on the application

private:
    void leaveSession();
    void enter(ShellState state);
    void record(std::string_view kind, const QJsonObject& fields);

    SignInController& m_signIn;
    core::AuditSink& m_audit;
    ShellState m_state = ShellState::Checks;
    std::optional<StaffMember> m_member;
    QString m_token; ///< the serial of the token that signed in
    QTimer m_idle;
    QTimer m_longest;
};

} // namespace tirkeu::workstation
