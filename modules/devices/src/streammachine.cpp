#include <devices/streammachine.h>

#include <devices/trouble.h>

#include <algorithm>
#include <utility>

namespace tirkeu::devices {

namespace {
Error given(const std::optional<Error>& error)
{
    return error.value_or(Error{kRemoved, ErrorKind::DeviceFault, QStringLiteral("no reason given")});
}
} // namespace

QString nameOf(StreamState state)
{
    static constexpr std::array kNames{
        "closed", "waiting", "opening", "streaming", "cancelling", "closing", "suspended"};
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(state)));
}

std::vector<StreamOrder> StreamMachine::handle(const StreamEvent& event, core::MonotonicTime now)
{
    m_now = now;
    m_orders.clear();
    const bool isUnderWay = pending() == event.id;
    switch (event.input) {
    case StreamInput::Ask:
        ask(event);
        break;
    case StreamInput::Deadline:
        if (isUnderWay)
            giveUp(given(event.error));
        break;
    case StreamInput::Suspend:
        suspend();
        break;
    case StreamInput::Resume:
        if (m_state == StreamState::Suspended)
            m_state = m_letsGo ? StreamState::Closing : StreamState::Closed;
        break;
    case StreamInput::Done:
        if (isUnderWay)
            done();
        break;
    case StreamInput::Failed:
        if (isUnderWay)
            failed(given(event.error));
        break;
    case StreamInput::Ended:
        ended(given(event.error));
        break;
    case StreamInput::LetGo:
        if (m_letsGo)
            hasLetGo();
        break;
    case StreamInput::WaitOver:
        if (m_state == StreamState::Waiting)
            begin();
        break;
    }
    return std::exchange(m_orders, {});
}

void StreamMachine::ask(const StreamEvent& event)
{
    if (event.action == StreamAction::Close)
        return askClose(event.id);
    if (m_state == StreamState::Suspended)
        return refuse(event.id, kSuspended, "asleep");
    if (m_pending)
        return refuse(event.id, kBusy, "an action is under way");
    if (event.action == StreamAction::Open) {
        if (m_state == StreamState::Streaming)
            return refuse(event.id, kBusy, "open already");
        m_pending = Pending{StreamAction::Open, event.id};
        if (m_state == StreamState::Closed)
            begin();
        return; // cancelling, closing: it waits until the driver has let go
    }
    if (m_state != StreamState::Streaming)
        return refuse(event.id, kNotOpen, "no stream");
    m_pending = Pending{StreamAction::Set, event.id};
    m_orders.push_back({StreamCommand::SendSet, event.id});
}

void StreamMachine::askClose(quint64 id)
{
    if (m_pending && m_pending->action == StreamAction::Close)
        return refuse(id, kBusy, "closing already");
    // Closing ends whatever is under way; that one gets its own answer first.
    complete(Error{kCancelled, ErrorKind::Retry, QStringLiteral("closed meanwhile")});
    m_pending = Pending{StreamAction::Close, id};
    switch (m_state) {
    case StreamState::Waiting:
        m_state = StreamState::Closed;
        [[fallthrough]];
    case StreamState::Closed:
    case StreamState::Suspended:
        complete();
        break;
    case StreamState::Opening:
    case StreamState::Streaming:
        letGo(StreamState::Closing);
        break;
    case StreamState::Cancelling:
        m_state = StreamState::Closing;
        break;
    case StreamState::Closing:
        break;
    }
}

void StreamMachine::done()
{
    if (m_state == StreamState::Opening) {
        m_state = StreamState::Streaming;
        m_failures = 0;
        complete();
    } else if (m_state == StreamState::Streaming) {
        complete();
    }
}

void StreamMachine::failed(const Error& error)
{
    if (m_state == StreamState::Opening) {
        countFailure();
        m_state = StreamState::Closed;
        complete(error);
    } else if (m_state == StreamState::Streaming) {
        complete(error);
    }
}

void StreamMachine::ended(const Error& error)
{
    if (m_state != StreamState::Streaming)
        return; // it was told to let go, and says so itself
    countFailure();
    m_state = StreamState::Closed;
    complete(error);
    m_orders.push_back({StreamCommand::Lost, 0, error});
}

void StreamMachine::giveUp(const Error& error)
{
    if (m_state == StreamState::Waiting)
        m_state = StreamState::Closed;
    if (m_state == StreamState::Opening) {
        countFailure();
        letGo(StreamState::Cancelling);
    }
    complete(error);
}

void StreamMachine::suspend()
{
    if (m_state == StreamState::Suspended)
        return;
    const Error asleep{kSuspended, ErrorKind::Retry, QStringLiteral("the machine goes to sleep")};
    // A close is what suspending does anyway; anything else is told why it ended.
    if (m_pending && m_pending->action == StreamAction::Close)
        complete();
    complete(asleep);
    if (m_state == StreamState::Streaming)
        m_orders.push_back({StreamCommand::Lost, 0, asleep});
    if (m_state == StreamState::Streaming || m_state == StreamState::Opening)
        letGo(StreamState::Suspended);
    m_state = StreamState::Suspended;
}

void StreamMachine::hasLetGo()
{
    m_letsGo = false;
    if (m_state == StreamState::Suspended)
        return;
    m_state = StreamState::Closed;
    if (m_pending && m_pending->action == StreamAction::Open)
        begin();
    else
        complete();
}

/// Towards open: at once, or after the wait that earlier failures have earned.
void StreamMachine::begin()
{
    if (m_now < m_notBefore) {
        m_state = StreamState::Waiting;
        m_orders.push_back(
            {StreamCommand::StartWait, 0, {}, std::chrono::ceil<std::chrono::milliseconds>(m_notBefore - m_now)});
        return;
    }
    m_state = StreamState::Opening;
    m_orders.push_back({StreamCommand::SendOpen, m_pending->id});
}

void StreamMachine::letGo(StreamState next)
{
    m_state = next;
    m_letsGo = true;
    m_orders.push_back({StreamCommand::SendClose});
}

void StreamMachine::complete(std::optional<Error> error)
{
    if (!m_pending)
        return;
    m_orders.push_back({StreamCommand::Complete, m_pending->id, std::move(error)});
    m_pending.reset();
}

void StreamMachine::refuse(quint64 id, ErrorCode code, const char* detail)
{
    m_orders.push_back({StreamCommand::Complete, id, Error{code, ErrorKind::Retry, QString::fromLatin1(detail)}});
}

void StreamMachine::countFailure()
{
    std::chrono::milliseconds wait = kFirstWait;
    for (int i = 0; i < m_failures && wait < kLongestWait; ++i)
        wait *= 2;
    ++m_failures;
    m_notBefore = m_now + std::min(wait, kLongestWait);
}

} // namespace tirkeu::devices
