#pragma once

#include "signin/staffsource.h"

#include <QFuture>
#include <QList>
#include <QString>

#include <optional>

namespace tirkeu::workstation {

struct KeptRow
{
    QString client;                           ///< for this source
    QString shown;                            ///< the name and the last digits, as a header may show them
    std::optional<core::WallTime> until = {}; ///< kept at least so long; nothing: the relation goes on
    bool isHeld = false;
    QString reason = {}; ///< of the hold
    bool isErasable = false;
};

enum class ActState {
    Waits,    ///< for a second person
    Approved, ///< and not carried out yet
    Done,
};

struct ActRow
{
    QString act;
    qsizetype clients = 0;
    QString reason;
    QString proposer; ///< as the header shows people
    core::WallTime proposed{};
    QString approver = {};
    ActState state = ActState::Waits;
    bool isMine = false;       ///< who is signed in proposed it, and cannot approve it
    bool isDocumented = false; ///< its document is signed
};

struct BackupShown
{
    QString folder;
    std::optional<core::WallTime> made = {}; ///< nothing: never
    bool isOverdue = false;
    std::optional<Error> why = {}; ///< the last try did not succeed
};

struct RetentionShown
{
    QList<KeptRow> clients;
    QList<ActRow> acts;
    BackupShown backup;
};

/// What is kept how long, as a supervisor sees and orders it. Every question is answered once, in any thread.
class RetentionSource
{
public:
    virtual ~RetentionSource() = default;
    [[nodiscard]] virtual QFuture<Result<RetentionShown>> read() = 0;
    /// A row's client, or an IIN.
    [[nodiscard]] virtual QFuture<Result<>> hold(const QString& client, const QString& reason) = 0;
    [[nodiscard]] virtual QFuture<Result<>> release(const QString& client, const QString& reason) = 0;
    [[nodiscard]] virtual QFuture<Result<>> propose(const QStringList& clients, const QString& reason) = 0;
    [[nodiscard]] virtual QFuture<Result<>> approve(const QString& act) = 0;
    /// The keys of the act's clients go, and the backup of the keys is replaced at once.
    [[nodiscard]] virtual QFuture<Result<>> carryOut(const QString& act) = 0;
    /// The document of an act that was carried out, signed with the EDS certificate of whoever is signed in.
    [[nodiscard]] virtual QFuture<Result<>> sign(const QString& act, core::SecureBytes pin, LastTry lastTry) = 0;
    /// The signed document as it stands, into a file; the journal says so.
    [[nodiscard]] virtual QFuture<Result<>> save(const QString& act, const QString& file) = 0;
    [[nodiscard]] virtual QFuture<Result<>> backUp(const QString& folder) = 0; ///< there from now on
};

} // namespace tirkeu::workstation
