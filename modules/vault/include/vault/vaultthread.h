#pragma once

#include <vault/journalcheck.h>
#include <vault/vault.h>

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <atomic>
#include <deque>

namespace tirkeu::vault {

class JobThread;

/// The thread named "vault": it alone touches the vault. Actions are carried out in the order in which they were asked
/// for, each with exactly one completion. While no slot is open events go to the sealed file beside the vault, from
/// then on to the journal. May be called from any thread; futures are completed in the vault's.
class VaultThread : public QObject
{
    Q_OBJECT
public:
    /// What `options` names has to outlive this. `folder` need not hold a vault yet.
    explicit VaultThread(const VaultOptions& options, QObject* parent = nullptr);
    ~VaultThread() override; ///< closes what is open

    [[nodiscard]] const QString& folder() const { return m_options.folder; }
    [[nodiscard]] QFuture<Result<OpeningReport>> open(OpenedSlot slot);
    /// Ends the walk along the chain, writes that the vault closes, and closes. Nothing where none is open.
    [[nodiscard]] QFuture<Result<>> close(const QString& actor);

    /// Runs `action` with the opened vault; `vault.closed` where it is not.
    template<typename T>
    [[nodiscard]] QFuture<Result<T>> perform(std::function<Result<T>(Vault&)> action)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        QFuture<Result<T>> future = promise->future();
        post([this, promise, action = std::move(action)] {
            Result<T> done = m_vault ? action(*m_vault) : Result<T>(closedError());
            afterWork();
            promise->addResult(std::move(done));
            promise->finish();
        });
        return future;
    }
    /// Kept in order. What the disk does not take waits in memory and is tried again before whatever comes next, told
    /// by `notRecorded`; what is refused for good is told and dropped.
    void record(const casefile::Event& event);
    void tryAgain(); ///< to write what waits
    /// How long the event in hand has been on its way to the disk; zero: none is. Any thread.
    [[nodiscard]] std::chrono::milliseconds writingFor() const;
    /// `vault::checkJournal` over a connection of its own, on a thread of its own. One at a time; the vault's closing
    /// stops it, which the report says.
    [[nodiscard]] QFuture<Result<JournalReport>> checkJournal();

Q_SIGNALS:
    /// An event is not on disk; with it so many wait in memory, or none where it was refused for good.
    void notRecorded(const tirkeu::core::Error& error, int waiting);
    void clockJumped(tirkeu::core::WallTime from, tirkeu::core::WallTime to); ///< while the program ran
    void recordedAgain();                                                     ///< what waited is on disk
    void notAnchored(const tirkeu::core::Error& error); ///< something was signed, and the anchor could not be set

private:
    [[nodiscard]] static tl::unexpected<Error> closedError();
    [[nodiscard]] Result<> keep(const casefile::Event& event);
    [[nodiscard]] Result<> keepWaiting();
    void keepOrHold(const casefile::Event& event);
    void noteClock();
    /// Behind every action: a signature is anchored, an unusable vault is dropped.
    void afterWork();
    /// A vault that an action left without its databases is none: what comes next is told that it is closed.
    void dropUnusable();
    void endWalk();
    [[nodiscard]] Result<> closeNow(const QString& actor);
    void post(std::function<void()> job);

    VaultOptions m_options;
    std::unique_ptr<Vault> m_vault; ///< of the vault's thread, as what follows
    std::deque<casefile::Event> m_waiting;
    int m_lost = 0; ///< more than could wait
    core::WallTime m_seenWall;
    core::MonotonicTime m_seenMonotonic;
    std::chrono::milliseconds m_seenAsleep;
    static constexpr qint64 kNothing = -1;
    std::atomic<qint64> m_writingSince = kNothing; ///< of the monotonic clock, in its own units
    std::atomic<bool> m_walkEnds = false;
    std::unique_ptr<JobThread> m_walker;
    std::unique_ptr<JobThread> m_thread; ///< last: it ends before what its jobs use
};

/// The vault behind the port of rooms that only say what happened, by the name of a kind. What is not in the list of
/// kinds is refused at once; the rest is on disk a moment later.
class VaultSink final : public core::AuditSink
{
public:
    VaultSink(VaultThread& thread, const core::Clock& clock)
        : m_thread(thread)
        , m_clock(clock)
    {
    }
    /// Who acts from now on; empty: the workstation. The window's thread.
    void setActor(const QString& actor) { m_actor = actor; }
    [[nodiscard]] Result<> record(std::string_view kind, const QJsonObject& fields) override;

private:
    VaultThread& m_thread;
    const core::Clock& m_clock;
    QString m_actor;
};

} // namespace tirkeu::vault
