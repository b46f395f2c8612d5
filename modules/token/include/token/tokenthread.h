#pragma once

#include <token/cryptokimodule.h>
#include <token/tokenpresence.h>

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThread>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

namespace tirkeu::token {

/// The thread named "token": it alone talks to the reader and looks for removal several times a second. One action at
/// a time, else `token.busy`; every action has a deadline, a cancel and exactly one completion. An action that was
/// given up before its turn never begins; one under way is left to end by itself, is told so by `isGivenUp`, and the
/// reader counts as busy until it has.
class TokenThread : public QObject
{
    Q_OBJECT
public:
    explicit TokenThread(
        std::shared_ptr<CryptokiModule> module, std::chrono::milliseconds look = kLook, QObject* parent = nullptr);
    ~TokenThread() override;

    static constexpr std::chrono::milliseconds kLook{250};

    void setOwner(const std::optional<TokenInfo>& owner);
    void announceSwap();
    void endSwap();
    [[nodiscard]] bool isBusy() const { return m_state->busy; }

    /// Runs `action` in the token's thread. The future is completed once: by the action, the deadline or `cancel`.
    template<typename T>
    [[nodiscard]] QFuture<Result<T>> perform(
        std::chrono::milliseconds deadline, std::function<Result<T>(CryptokiModule&)> action)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        QFuture<Result<T>> future = promise->future();
        const auto complete = [promise](Result<T> result) {
            promise->addResult(std::move(result));
            promise->finish();
        };
        if (auto ticket = begin([complete](const Error& error) { complete(tl::make_unexpected(error)); }, deadline)) {
            post([this, ticket, complete, action = std::move(action)] {
                if (!turn(ticket))
                    return;
                // What comes after somebody gave up is dropped here, a login with it.
                auto result = std::make_shared<Result<T>>(action(*m_module));
                end(ticket, [complete, result] { complete(std::move(*result)); });
            });
        }
        return future;
    }
    void cancel(); ///< gives up the action under way; its future gets `token.cancelled`
    void expire(); ///< likewise where nobody typed a PIN on the reader: `token.pin-not-typed`
    /// Asked by an action before each step that cannot be undone: nobody waits for what it makes any more.
    [[nodiscard]] bool isGivenUp() const { return m_turn && m_turn->stage == Stage::Completed; }
    /// By an action before it keeps what it made: false where it was given up; else it cannot be any more, neither by
    /// the deadline nor by `cancel`, and nobody reads that it was while it is kept.
    [[nodiscard]] bool beginKeeping();

Q_SIGNALS:
    void ownerRemoved(); ///< the shell locks
    void ownerReturned();
    void guestInserted(const tirkeu::token::TokenInfo& guest);
    void guestRemoved();
    void strangerInserted();

private:
    enum class Stage { Open, Keeping, Completed };
    struct Ticket
    {
        std::atomic<Stage> stage = Stage::Open;
        std::function<void(const Error&)> fail;
    };
    struct State
    {
        std::atomic<bool> busy = false;
        std::atomic<bool> stopping = false;
    };
    [[nodiscard]] std::shared_ptr<Ticket> begin(
        std::function<void(const Error&)> fail, std::chrono::milliseconds deadline);
    void end(const std::shared_ptr<Ticket>& ticket, const std::function<void()>& complete);
    [[nodiscard]] bool turn(const std::shared_ptr<Ticket>& ticket); ///< false: given up before it
    void giveUp(const std::shared_ptr<Ticket>& ticket, const Error& error);
    void freePinPad();
    void post(std::function<void()> job);
    void look();
    void tell(const QList<PresenceEvent>& events);

    std::shared_ptr<CryptokiModule> m_module;
    std::shared_ptr<State> m_state = std::make_shared<State>();
    std::shared_ptr<Ticket> m_ticket;
    std::shared_ptr<Ticket> m_turn; ///< whose action runs; of the token's thread alone
    TokenPresence m_presence;
    QThread m_thread;
    QObject m_worker; ///< lives in m_thread
};

} // namespace tirkeu::token
