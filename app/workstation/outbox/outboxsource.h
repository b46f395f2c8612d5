#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QFuture>
#include <QList>
#include <QObject>
#include <QString>

namespace tirkeu::workstation {

enum class OutboxState {
    Preparing, ///< signed; waits for its documents' time stamps and the slip
    Queued,
    Sending,
    Sent, ///< with the bank, which waits for the journal
    Accepted,
    Refused,
    Superseded,
};

/// One stage of the way: when, and where it is a refusal, why.
struct OutboxStage
{
    OutboxState state;
    core::WallTime at{};
    QString reason = {}; ///< an error's code
};

struct OutboxItem
{
    QString id;    ///< for this source
    QString shown; ///< the client as a list may show them
    OutboxState state = OutboxState::Queued;
    QList<OutboxStage> way = {};
    QString reason = {}; ///< an error's code: why it was refused, or why it still waits
    int tries = 0;
    core::WallTime next{}; ///< when it is tried again, where it failed
    qint64 size = 0;
    qint64 sent = 0; ///< of a package in hand
    bool isUrgent = false;
};

struct OutboxShown
{
    QList<OutboxItem> items; ///< what still has a way to go first, then what arrived, the newest first
    int clients = 0;         ///< served today
    int delivered = 0;       ///< of them, with the bank's receipt
    int waiting = 0;         ///< packages without a receipt, of all days
};

/// The way of each case to the bank. Every question is answered once, in any thread.
class OutboxSource : public QObject
{
    Q_OBJECT
public:
    [[nodiscard]] virtual QFuture<Result<OutboxShown>> read() = 0;
    /// One that waits is tried now; a refused one is made anew and sent.
    [[nodiscard]] virtual QFuture<Result<>> retry(const QString& id) = 0;
    virtual void sendNow() = 0; ///< whatever waits, and the connection
    /// Sealed packages into one file, for a branch without a network; gives back its path.
    [[nodiscard]] virtual QFuture<Result<QString>> exportAll(const QString& folder) = 0;
    [[nodiscard]] virtual QString exportFolder() const = 0; ///< offered first

Q_SIGNALS:
    void changed();
};

} // namespace tirkeu::workstation
