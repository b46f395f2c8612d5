#pragma once

#include <criteria/criteria.h>
#include <identity/phonenumber.h>
#include <vault/store.h>

#include <QFuture>

namespace tirkeu::enrolment {

/// Whoever sends messages to telephones for the bank. May be called from any thread; each message is answered once.
class ClientMessages
{
public:
    virtual ~ClientMessages() = default;
    /// Gives back by which means it went: "sms".
    [[nodiscard]] virtual QFuture<Result<QString>> send(const identity::PhoneNumber& to, const QString& text) = 0;
};

/// What a client has to be told at the telephone that was registered, and was not told yet: their palm was replaced.
struct OwedNotice
{
    casefile::ClientId client;
    casefile::CaseId from;
    QString about;
    QString to; ///< a telephone, or "none"
    core::WallTime since;
    core::Language language = core::Language::Kazakh; ///< of the client
};

// On the vault's thread.
/// Of cases whose documents are signed: before that nothing was replaced. The oldest first.
[[nodiscard]] Result<QList<OwedNotice>> owedNotices(vault::Store& store);
[[nodiscard]] Result<> noteSent(vault::Store& store, const OwedNotice& notice, const QString& means);

/// In the client's language, with the bank's name and the day; nothing of what is kept.
[[nodiscard]] QString textOf(const OwedNotice& notice, const criteria::Criteria& criteria);

} // namespace tirkeu::enrolment
