#include "signincontroller.h"

#include "workingdays.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/log.h>
#include <core/whendone.h>

#include <QJsonObject>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logSignIn, "tirkeu.signin")

constexpr ErrorCode kTokenAbsent{"signin.token-absent"};
constexpr ErrorCode kPinEmpty{"signin.pin-empty"};
constexpr ErrorCode kPinLength{"signin.pin-length"};
constexpr ErrorCode kOtherPerson{"signin.other-person"};
constexpr ErrorCode kPinsDiffer{"signin.new-pins-differ"};
constexpr ErrorCode kPinSame{"signin.new-pin-same"};
constexpr ErrorCode kBusy{"signin.busy"};
} // namespace

SignInController::SignInController(
    StaffSource& staff, AcknowledgementBook& book, core::AuditSink& audit, const core::Clock& clock, QString address)
    : m_staff(staff)
    , m_book(book)
    , m_audit(audit)
    , m_clock(clock)
    , m_address(std::move(address))
{
    connect(&staff, &StaffSource::memberChanged, this, &SignInController::noteChange);
}

// What they had to sign with before may have been one that the criteria do not name.
void SignInController::noteChange(const StaffMember& member)
{
    const auto digestOf = [](const QByteArray& certificate) {
        return QString::fromLatin1(core::toHex(core::sha256(certificate)));
    };
    if (!member.signature.isEmpty())
        record("setting.changed", {{QStringLiteral("setting"), QStringLiteral("eds-certificate")},
                                      {QStringLiteral("from"), m_signature.isEmpty() ? QStringLiteral("no-certificate")
                                                                                     : digestOf(m_signature)},
                                      {QStringLiteral("to"), m_staff.documentsToken().label},
                                      {QStringLiteral("certificate"), digestOf(member.signature)}});
    m_signature = member.signature;
    m_changed = member;
    if (m_reader && m_reader->id == member.id)
        m_reader = member;
    Q_EMIT memberChanged(member);
}

void SignInController::submit(core::SecureBytes pin, LastTry lastTry)
{
    if (m_busy)
        return;
    if (!m_staff.tokenState().isPresent) {
        Q_EMIT refused(Error{kTokenAbsent, ErrorKind::OperatorCanFix, QStringLiteral("no token")});
        return;
    }
    if (pin.isEmpty() && !m_staff.tokenState().hasPinPad) {
        Q_EMIT refused(Error{kPinEmpty, ErrorKind::OperatorCanFix, QStringLiteral("no PIN typed")});
        return;
    }
    if (!m_staff.tokenState().hasPinPad && (pin.size() < m_leastPin || pin.size() > m_mostPin)) {
        Q_EMIT refused(Error{
            kPinLength, ErrorKind::OperatorCanFix, {}, {QString::number(m_leastPin), QString::number(m_mostPin)}});
        return;
    }
    m_busy = true;
    m_changed.reset();
    m_signature.clear();
    Q_EMIT busyChanged();
    m_staff.signIn(std::move(pin), lastTry)
        .then(this, [this, mine = ++m_generation](const Result<StaffMember>& result) {
            if (mine == m_generation)
                finish(result);
            else if (result)
                m_staff.signOut();
        });
}

Result<> SignInController::checkNewPin(const TokenState& token, const core::SecureBytes& pin,
    const core::SecureBytes& fresh, const core::SecureBytes& repeated) const
{
    if (!token.isPresent)
        return failure(kTokenAbsent, ErrorKind::OperatorCanFix, QStringLiteral("no token"));
    if (token.hasPinPad)
        return {};
    if (pin.isEmpty())
        return failure(kPinEmpty, ErrorKind::OperatorCanFix, QStringLiteral("no PIN typed"));
    if (fresh.size() < m_leastPin || fresh.size() > m_mostPin)
        return failure(
            kPinLength, ErrorKind::OperatorCanFix, {}, {QString::number(m_leastPin), QString::number(m_mostPin)});
    if (!fresh.equals(repeated.bytes()))
        return failure(kPinsDiffer, ErrorKind::OperatorCanFix, QStringLiteral("typed twice, differently"));
    if (fresh.equals(pin.bytes()))
        return failure(kPinSame, ErrorKind::OperatorCanFix, QStringLiteral("the old one again"));
    return {};
}

QFuture<Result<>> SignInController::changePin(
    core::SecureBytes pin, core::SecureBytes fresh, const core::SecureBytes& repeated, LastTry lastTry, TokenUse whose)
{
    if (m_busy)
        return QtFuture::makeReadyFuture(Result<>(failure(kBusy, ErrorKind::Retry, QStringLiteral("one at a time"))));
    const TokenState token = whose == TokenUse::Documents ? m_staff.documentsToken() : m_staff.tokenState();
    if (const Result<> good = checkNewPin(token, pin, fresh, repeated); !good)
        return QtFuture::makeReadyFuture(good);
    m_busy = true;
    Q_EMIT busyChanged();
    auto changed = m_staff.changePin(std::move(pin), std::move(fresh), lastTry, whose);
    const QString setting = token.isSecond ? QStringLiteral("eds-token-pin") : QStringLiteral("token-pin");
    core::whenDone(changed, this, [this, setting, mine = ++m_generation](const Result<>& result) {
        if (mine == m_generation) {
            m_busy = false;
            Q_EMIT busyChanged();
        }
        if (result)
            record("setting.changed",
                {{QStringLiteral("setting"), setting}, {QStringLiteral("from"), QStringLiteral("old")},
                    {QStringLiteral("to"), QStringLiteral("new")}});
    });
    return changed;
}

void SignInController::cancel()
{
    ++m_generation;
    if (!m_busy)
        return;
    m_staff.cancel();
    m_busy = false;
    Q_EMIT busyChanged();
}

void SignInController::setPinLengths(std::size_t least, std::size_t most)
{
    m_leastPin = least;
    m_mostPin = most;
}

void SignInController::finish(const Result<StaffMember>& result)
{
    m_busy = false;
    Q_EMIT busyChanged();
    if (!result) {
        core::logWarning(logSignIn()) << "refused" << result.error();
        recordRefusal(result.error().code.toString());
        Q_EMIT refused(result.error());
        return;
    }
    if (!m_staff.tokenState().isPresent) {
        m_staff.signOut();
        recordRefusal(kTokenAbsent.toString());
        Q_EMIT refused(Error{kTokenAbsent, ErrorKind::OperatorCanFix, QStringLiteral("pulled during the sign-in")});
        return;
    }
    if (const Result<> admitted = m_admission ? m_admission() : Result<>(); !admitted) {
        m_staff.signOut();
        recordRefusal(admitted.error().code.toString());
        Q_EMIT refused(admitted.error());
        return;
    }
    if (!m_expected.isEmpty() && result->id != m_expected) {
        m_staff.signOut();
        recordRefusal(kOtherPerson.toString());
        Q_EMIT refused(Error{kOtherPerson, ErrorKind::OperatorCanFix, QStringLiteral("locked by somebody else")});
        return;
    }
    admit(m_changed && m_changed->id == result->id ? *m_changed : *result);
}

void SignInController::admit(const StaffMember& member)
{
    m_signature = member.signature;
    if (!member.rulesRead && !m_book.hasAcknowledged(member.id, kRulesEdition)) {
        m_reader = member;
        recordRefusal(QStringLiteral("rules-unread"));
        Q_EMIT rulesUnread(member);
        return;
    }
    recordSuccess(member);
    Q_EMIT signedIn(member);
}

core::WallTime SignInController::rulesDue() const
{
    return afterWorkingDays(m_reader ? m_reader->employedSince : m_clock.wall(), kDaysToRead, m_calendar);
}

void SignInController::acknowledgeRules()
{
    if (!m_reader)
        return;
    const StaffMember member = *m_reader;
    if (const Result<> written = m_book.acknowledge(member.id, kRulesEdition, m_clock.wall()); !written) {
        Q_EMIT refused(written.error());
        return;
    }
    m_reader.reset();
    record("rules.acknowledged", {{QStringLiteral("edition"), QString::number(kRulesEdition)}});
    recordSuccess(member);
    Q_EMIT signedIn(member);
}

void SignInController::abandonRules()
{
    cancel();
    m_reader.reset();
    m_staff.signOut();
}

void SignInController::recordRefusal(const QString& reason)
{
    record("signin.refused", {{QStringLiteral("address"), m_address}, {QStringLiteral("reason"), reason}});
}

void SignInController::recordSuccess(const StaffMember& member)
{
    record("signin.succeeded", {{QStringLiteral("address"), m_address}, {QStringLiteral("certificate"), member.id},
                                   {QStringLiteral("role"), identity::roleCode(member.role)}});
}

void SignInController::record(std::string_view kind, const QJsonObject& fields)
{
    if (const Result<> done = m_audit.record(kind, fields); !done)
        core::logWarning(logSignIn()) << "not recorded" << done.error();
}

} // namespace tirkeu::workstation
