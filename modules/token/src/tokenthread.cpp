#include <token/tokenthread.h>

#include <core/cryptothread.h>
#include <core/log.h>

#include <QTimer>

namespace tirkeu::token {

namespace {
Q_LOGGING_CATEGORY(lcToken, "tirkeu.token")
constexpr ErrorCode kBusy{"token.busy"};
constexpr ErrorCode kTimeout{"token.timeout"};
constexpr ErrorCode kNotTyped{"token.pin-not-typed"};
constexpr ErrorCode kCancelled{"token.cancelled"};
constexpr std::chrono::milliseconds kFreeEvery{100};
} // namespace

TokenThread::TokenThread(std::shared_ptr<CryptokiModule> module, std::chrono::milliseconds look, QObject* parent)
    : QObject(parent)
    , m_module(std::move(module))
{
    qRegisterMetaType<TokenInfo>();
    m_thread.setObjectName(QStringLiteral("token"));
    m_worker.moveToThread(&m_thread);
    auto* timer = new QTimer;
    timer->setInterval(look);
    timer->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::started, timer, qOverload<>(&QTimer::start));
    QObject::connect(&m_thread, &QThread::finished, timer, &QObject::deleteLater);
    QObject::connect(timer, &QTimer::timeout, &m_worker, [this] { this->look(); });
    core::endCryptoWith(m_thread);
    m_thread.start();
}

TokenThread::~TokenThread()
{
    cancel();
    m_state->stopping = true;
    m_thread.quit();
    while (!m_thread.wait(kFreeEvery))
        freePinPad(); // nobody is left who would type there
}

void TokenThread::setOwner(const std::optional<TokenInfo>& owner)
{
    post([this, owner] { m_presence.setOwner(owner); });
}

void TokenThread::announceSwap()
{
    post([this] { m_presence.announceSwap(); });
}

void TokenThread::endSwap()
{
    // What the reader holds now decides whether its owner is there, not what it held at the last look.
    post([this] {
        look();
        tell(m_presence.endSwap());
    });
}

void TokenThread::post(std::function<void()> job)
{
    QMetaObject::invokeMethod(&m_worker, std::move(job), Qt::QueuedConnection);
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

bool TokenThread::turn(const std::shared_ptr<Ticket>& ticket)
{
    m_turn = ticket;
    if (ticket->stage != Stage::Completed)
        return true;
    m_turn.reset();
    m_state->busy = false;
    return false;
}

void TokenThread::end(const std::shared_ptr<Ticket>& ticket, const std::function<void()>& complete)
{
    m_turn.reset();
    m_state->busy = false;
    if (ticket->stage.exchange(Stage::Completed) != Stage::Completed)
        complete();
}

bool TokenThread::beginKeeping()
{
    Stage stage = Stage::Open;
    return !m_turn || m_turn->stage.compare_exchange_strong(stage, Stage::Keeping) || stage == Stage::Keeping;
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

void TokenThread::look()
{
    if (m_state->stopping)
        return;
    while (m_module->hadSlotEvent()) {
    }
    const auto tokens = m_module->tokens();
    if (!tokens)
        core::logWarning(lcToken()) << "the readers could not be listed: " << tokens.error();
    // A reader that cannot be asked is a reader without a token.
    tell(m_presence.observe(tokens.value_or(QList<TokenInfo>())));
}

void TokenThread::tell(const QList<PresenceEvent>& events)
{
    for (const PresenceEvent event : events) {
        switch (event) {
        case PresenceEvent::OwnerRemoved:
            Q_EMIT ownerRemoved();
            break;
        case PresenceEvent::OwnerReturned:
            Q_EMIT ownerReturned();
            break;
        case PresenceEvent::GuestInserted:
            Q_EMIT guestInserted(*m_presence.guest());
            break;
        case PresenceEvent::GuestRemoved:
            Q_EMIT guestRemoved();
            break;
        case PresenceEvent::StrangerInserted:
            Q_EMIT strangerInserted();
            break;
        }
    }
}

} // namespace tirkeu::token
