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
/// given up before its turn never begins; one under way is left to end by itself, is told so by its `Turn`, and the
/// reader counts as busy until it has.
class TokenThread : public QObject
{
    Q_OBJECT
    enum class Stage { Open, Keeping, Completed };
    struct Ticket
    {
        std::atomic<Stage> stage = Stage::Open;
        std::function<void(const Error&)> fail;
    };
    struct State
    {
        std::atomic<bool> busy = false;
        std::atomic<bool> isLeft = false;
        std::shared_ptr<Ticket> turn; ///< whose action runs; of the token's thread alone

        [[nodiscard]] bool take(const std::shared_ptr<Ticket>& ticket); ///< false: given up before its turn
        void end(const std::shared_ptr<Ticket>& ticket, const std::function<void()>& complete);
    };

public:
    explicit TokenThread(
        std::shared_ptr<CryptokiModule> module, std::chrono::milliseconds look = kLook, QObject* parent = nullptr);
    /// Waits `kLetsGo` at the most: a reader that hangs is left to end by itself, and its action with it.
    ~TokenThread() override;

    static constexpr std::chrono::milliseconds kLook{250};
    static constexpr std::chrono::milliseconds kLetsGo{1'000};

    /// What an action asks while it runs, of a copy it holds: where a reader hangs, it outlasts everything else.
    class Turn
    {
    public:
        /// Asked before each step that cannot be undone: nobody waits any more for what the action makes.
        [[nodiscard]] bool isGivenUp() const;
        /// Before what it made is kept: false where it was given up; else it cannot be any more, neither by the
        /// deadline nor by `cancel`, and nobody reads that it was while it is kept.
        [[nodiscard]] bool beginKeeping() const;
        /// The thread was left to itself: whoever began the action is gone.
        [[nodiscard]] bool isLeft() const { return m_state->isLeft; }

    private:
        friend class TokenThread;
        explicit Turn(std::shared_ptr<State> state)
            : m_state(std::move(state))
        {
        }
        std::shared_ptr<State> m_state;
    };
    [[nodiscard]] Turn turn() const { return Turn(m_state); }

    void setOwner(const QList<TokenInfo>& tokens); ///< as `TokenPresence`
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
            post([state = m_state, module = m_module, ticket, complete, action = std::move(action)] {
                if (!state->take(ticket))
                    return;
                // What comes after somebody gave up is dropped here, a login with it.
                auto result = std::make_shared<Result<T>>(action(*module));
                state->end(ticket, [complete, result] { complete(std::move(*result)); });
            });
        }
        return future;
    }
    void cancel(); ///< gives up the action under way; its future gets `token.cancelled`
    void expire(); ///< likewise where nobody typed a PIN on the reader: `token.pin-not-typed`

Q_SIGNALS:
    void ownerRemoved(); ///< the shell locks
    void ownerReturned();
    void guestInserted(const tirkeu::token::TokenInfo& guest);
    void guestRemoved();
    void strangerInserted();

private:
    class Work; ///< lives in the thread

    [[nodiscard]] std::shared_ptr<Ticket> begin(
        std::function<void(const Error&)> fail, std::chrono::milliseconds deadline);
    void giveUp(const std::shared_ptr<Ticket>& ticket, const Error& error);
    void freePinPad();
    void post(std::function<void()> job);

    std::shared_ptr<CryptokiModule> m_module;
    std::shared_ptr<State> m_state = std::make_shared<State>();
    std::shared_ptr<Ticket> m_ticket;
    std::unique_ptr<QThread> m_thread;
    std::shared_ptr<Work> m_work;
};

} // namespace tirkeu::token
