#pragma once

#include <vault/vault.h>

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <atomic>

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
            dropUnusable();
            promise->addResult(std::move(done));
            promise->finish();
        });
        return future;
    }
    /// Kept in order; what could not be kept is told by `notRecorded`.
    void record(const casefile::Event& event);
    /// Walks the whole chain over a connection of its own, on a thread of its own. One at a time.
    [[nodiscard]] QFuture<Result<ChainReport>> checkChain();

Q_SIGNALS:
    void notRecorded(const tirkeu::core::Error& error);

private:
    [[nodiscard]] static tl::unexpected<Error> closedError();
    [[nodiscard]] Result<> keep(const casefile::Event& event);
    /// A vault that an action left without its databases is none: what comes next is told that it is closed.
    void dropUnusable();
    void endWalk();
    [[nodiscard]] Result<> closeNow(const QString& actor);
    void post(std::function<void()> job);

    VaultOptions m_options;
    std::unique_ptr<Vault> m_vault; ///< of the vault's thread
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
