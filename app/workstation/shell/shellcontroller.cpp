#include "shellcontroller.h"

#include "signin/announcedswap.h"

#include <core/log.h>

#include <QEvent>
#include <QJsonObject>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logShell, "tirkeu.shell")
} // namespace

ShellController::ShellController(SignInController& signIn, core::AuditSink& audit, std::chrono::milliseconds idleLimit)
    : m_signIn(signIn)
    , m_audit(audit)
{
    m_idle.setSingleShot(true);
    m_idle.setInterval(idleLimit);
    connect(&m_idle, &QTimer::timeout, this, [this] { leave("idle"); });
    m_longest.setSingleShot(true);
    connect(&m_longest, &QTimer::timeout, this, [this] {
        if (m_state == ShellState::Open || m_state == ShellState::Locked)
            signOut();
    });
    connect(&signIn, &SignInController::signedIn, this, [this](const StaffMember& member) {
        if (m_state != ShellState::Locked && m_longest.interval() > 0)
            m_longest.start();
        m_member = member;
        m_token = m_signIn.staff().tokenState().serial;
        if (m_state == ShellState::Locked)
            record("screen.unlocked", {});
        enter(ShellState::Open);
    });
    connect(&signIn, &SignInController::rulesUnread, this, [this](const StaffMember& member) {
        m_member = member;
        m_token = m_signIn.staff().tokenState().serial;
        enter(ShellState::Rules);
    });
    connect(&signIn, &SignInController::memberChanged, this, [this](const StaffMember& member) {
        if (!m_member || m_member->id != member.id)
            return;
        m_member = member;
        Q_EMIT memberChanged();
    });
    if (AnnouncedSwap* swap = signIn.staff().swap())
        connect(swap, &AnnouncedSwap::phaseChanged, this, [this] { Q_EMIT frozenChanged(isFrozen()); });
    connect(&signIn.staff(), &StaffSource::tokenStateChanged, this, [this] {
        if (isFrozen())
            return; // the swap is over when the teller's own token is back, or with the session
        // Another token in the reader is as good as none: its owner did not sign in.
        const TokenState token = m_signIn.staff().tokenState();
        const bool gone = !token.isPresent || token.serial != m_token;
        if (gone && m_state == ShellState::Open)
            lock("token-removed");
        else if (gone && m_state == ShellState::Rules)
            signOut();
    });
}

bool ShellController::isFrozen() const
{
    const AnnouncedSwap* swap = m_signIn.staff().swap();
    return m_state == ShellState::Open && swap && swap->phase() != SwapPhase::None;
}

void ShellController::start(bool checksPassed)
{
    enter(checksPassed ? ShellState::SignIn : ShellState::Checks);
}

void ShellController::lock(std::string_view reason)
{
    if (m_state != ShellState::Open)
        return;
    m_signIn.staff().signOut();
    m_signIn.expectOnly(m_member->id);
    record("screen.locked",
        {{QStringLiteral("why"), QString::fromLatin1(reason.data(), static_cast<qsizetype>(reason.size()))}});
    enter(ShellState::Locked);
}

void ShellController::leave(std::string_view reason)
{
    if (m_state == ShellState::Rules)
        signOut();
    else
        lock(reason);
}

void ShellController::signOut()
{
    leaveSession();
    enter(ShellState::SignIn);
}

void ShellController::stop()
{
    leaveSession();
    enter(ShellState::Checks);
}

void ShellController::beginSupport()
{
    leaveSession();
    enter(ShellState::Support);
}

void ShellController::endSupport(bool checksPassed)
{
    if (m_state == ShellState::Support)
        start(checksPassed);
}

void ShellController::leaveSession()
{
    if (m_member)
        record("signin.ended", {});
    m_signIn.abandonRules();
    m_signIn.staff().signOut();
    m_signIn.expectAnyone();
    m_member.reset();
    m_longest.stop();
}

void ShellController::record(std::string_view kind, const QJsonObject& fields)
{
    if (const Result<> done = m_audit.record(kind, fields); !done)
        core::logWarning(logShell()) << "not recorded" << done.error();
}

void ShellController::enter(ShellState state)
{
    m_state = state;
    if (state == ShellState::Open || state == ShellState::Rules)
        m_idle.start();
    else
        m_idle.stop();
    Q_EMIT stateChanged();
}

void ShellController::setLongestSession(std::chrono::milliseconds longest)
{
    m_longest.setInterval(longest);
}

void ShellController::setIdleLimit(std::chrono::milliseconds limit)
{
    m_idle.setInterval(limit);
}

void ShellController::noteActivity()
{
    if (m_state == ShellState::Open || m_state == ShellState::Rules)
        m_idle.start();
}

bool ShellController::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        noteActivity();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace tirkeu::workstation
