#include <token/tokenthread.h>

#include <core/cryptothread.h>
#include <core/log.h>

#include <QDeadlineTimer>
#include <QTimer>

#include <mutex>

namespace tirkeu::token {

namespace {
Q_LOGGING_CATEGORY(lcToken, "tirkeu.token")
constexpr ErrorCode kBusy{"token.busy"};
constexpr ErrorCode kTimeout{"token.timeout"};
constexpr ErrorCode kNotTyped{"token.pin-not-typed"};
constexpr ErrorCode kCancelled{"token.cancelled"};
constexpr std::chrono::milliseconds kFreeEvery{100};
} // namespace

/// What the thread does by itself: it looks at the reader and says whose token came and went.
class TokenThread::Work final : public QObject
{
public:
    Work(TokenThread& front, std::shared_ptr<CryptokiModule> module, std::chrono::milliseconds look)
        : m_front(&front)
        , m_module(std::move(module))
    {
        m_timer.setInterval(look);
        connect(&m_timer, &QTimer::timeout, this, [this] { this->look(); });
    }
    void start() { m_timer.start(); }
    void stop() { m_timer.stop(); }
    /// From any thread: nothing is told any more.
    void leaveFront()
    {
        const std::lock_guard lock(m_frontMutex);
        m_front = nullptr;
    }
    void setOwner(const QList<TokenInfo>& tokens) { m_presence.setOwner(tokens); }
    void announceSwap() { m_presence.announceSwap(); }
    void endSwap()
    {
        // What the reader holds now decides whether its owner is there, not what it held at the last look.
        look();
        tell(m_presence.endSwap());
    }

private:
    void look();
    void tell(const QList<PresenceEvent>& events);

    std::mutex m_frontMutex;
    TokenThread* m_front; ///< guarded; null once it is gone
    const std::shared_ptr<CryptokiModule> m_module;
    TokenPresence m_presence;
    QTimer m_timer{this};
};

void TokenThread::Work::look()
{
    while (m_module->hadSlotEvent()) {
    }
    const auto tokens = m_module->tokens();
    if (!tokens)
        core::logWarning(lcToken()) << "the readers could not be listed: " << tokens.error();
    // A reader that cannot be asked is a reader without a token.
    tell(m_presence.observe(tokens.value_or(QList<TokenInfo>())));
}

void TokenThread::Work::tell(const QList<PresenceEvent>& events)
{
    const std::lock_guard lock(m_frontMutex);
    if (m_front == nullptr)
        return;
    for (const PresenceEvent event : events) {
        switch (event) {
        case PresenceEvent::OwnerRemoved:
            Q_EMIT m_front->ownerRemoved();
            break;
        case PresenceEvent::OwnerReturned:
            Q_EMIT m_front->ownerReturned();
            break;
        case PresenceEvent::GuestInserted:
            Q_EMIT m_front->guestInserted(*m_presence.guest());
            break;
        case PresenceEvent::GuestRemoved:
            Q_EMIT m_front->guestRemoved();
            break;
        case PresenceEvent::StrangerInserted:
            Q_EMIT m_front->strangerInserted();
            break;
        }
    }
}

TokenThread::TokenThread(std::shared_ptr<CryptokiModule> module, std::chrono::milliseconds look, QObject* parent)
    : QObject(parent)
    , m_module(std::move(module))
    , m_thread(std::make_unique<QThread>())
    , m_work(std::make_shared<Work>(*this, m_module, look))
{
    qRegisterMetaType<TokenInfo>();
    m_thread->setObjectName(QStringLiteral("token"));
    m_work->moveToThread(m_thread.get());
    QObject::connect(m_thread.get(), &QThread::started, m_work.get(), [work = m_work.get()] { work->start(); });
    // In the token's thread; the connection keeps the work for as long as there is that thread.
    QObject::connect(m_thread.get(), &QThread::finished, [work = m_work] { work->stop(); });
    // It matters where the thread was left to itself.
    QObject::connect(m_thread.get(), &QThread::finished, m_thread.get(), &QObject::deleteLater);
    core::endCryptoWith(*m_thread);
    m_thread->start();
}

TokenThread::~TokenThread()
{
    cancel();
    m_work->leaveFront();
    m_thread->quit();
    const QDeadlineTimer patience(kLetsGo);
    while (!m_thread->wait(kFreeEvery)) {
        freePinPad(); // nobody is left who would type there
        if (!patience.hasExpired())
            continue;
        core::logWarning(lcToken()) << "a reader hangs; its thread is left to itself";
        m_state->isLeft = true;
        static_cast<void>(m_thread.release());
        return;
    }
}

void TokenThread::setOwner(const QList<TokenInfo>& tokens)
{
    post([work = m_work.get(), tokens] { work->setOwner(tokens); });
}

void TokenThread::announceSwap()
{
    post([work = m_work.get()] { work->announceSwap(); });
}

void TokenThread::endSwap()
{
    post([work = m_work.get()] { work->endSwap(); });
}

void TokenThread::post(std::function<void()> job)
{
    QMetaObject::invokeMethod(m_work.get(), std::move(job), Qt::QueuedConnection);
}

std::shared_ptr<TokenThread::Ticket> TokenThread::begin(
    std::function<void(const Error&)> fail, std::chrono::milliseconds deadline)
{
    if (m_state->busy.exchange(true)) {
        fail({kBusy, ErrorKind::Retry, QStringLiteral("an action is under way")});
        return nullptr;
    }
    m_ticket = std::make_shared<Ticket>();
    m_ticket->fail = std::move(fail);
    QTimer::singleShot(deadline, this, [this, ticket = m_ticket] {
        giveUp(ticket, {kTimeout, ErrorKind::Retry, QStringLiteral("deadline of the action")});
    });
    return m_ticket;
}

bool TokenThread::State::take(const std::shared_ptr<Ticket>& ticket)
{
    turn = ticket;
    if (ticket->stage != Stage::Completed)
        return true;
    turn.reset();
    busy = false;
    return false;
}

void TokenThread::State::end(const std::shared_ptr<Ticket>& ticket, const std::function<void()>& complete)
{
    turn.reset();
    busy = false;
    if (ticket->stage.exchange(Stage::Completed) != Stage::Completed)
        complete();
}

bool TokenThread::Turn::isGivenUp() const
{
    return m_state->turn && m_state->turn->stage == Stage::Completed;
}

bool TokenThread::Turn::beginKeeping() const
{
    Stage stage = Stage::Open;
    return !m_state->turn || m_state->turn->stage.compare_exchange_strong(stage, Stage::Keeping) ||
           stage == Stage::Keeping;
}

void TokenThread::giveUp(const std::shared_ptr<Ticket>& ticket, const Error& error)
{
    Stage open = Stage::Open;
    if (!ticket || !ticket->stage.compare_exchange_strong(open, Stage::Completed))
        return;
    freePinPad();
    ticket->fail(error);
}

// The reader may begin to wait just after it was told not to, so it is told until the action is over.
void TokenThread::freePinPad()
{
    if (!m_state->busy)
        return;
    if (m_module->cancelPinPad())
        core::logInfo(lcToken()) << "the reader stopped waiting for a PIN";
    QTimer::singleShot(kFreeEvery, this, [this, ticket = m_ticket] {
        if (ticket == m_ticket)
            freePinPad();
    });
}

void TokenThread::cancel()
{
    giveUp(m_ticket, {kCancelled, ErrorKind::Retry, QStringLiteral("given up by the person")});
}

void TokenThread::expire()
{
    giveUp(m_ticket, {kNotTyped, ErrorKind::Retry, QStringLiteral("the time at the reader's keys")});
}

} // namespace tirkeu::token
