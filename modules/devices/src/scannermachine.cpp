#include <devices/scannermachine.h>

#include <devices/trouble.h>

#include <utility>

namespace tirkeu::devices {

QString nameOf(ScannerState state)
{
    static constexpr std::array kNames{"closed", "waiting", "starting", "opening", "ready", "capturing", "cancelling",
        "closing", "ending", "suspended"};
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(state)));
}

namespace {
Error given(const std::optional<Error>& error)
{
    return error.value_or(Error{kPluginEnded, ErrorKind::DeviceFault, QStringLiteral("no reason given")});
}
/// The device stays open: the client or the caller asked for what could not be had.
bool isClean(const Error& error)
{
    return error.kind == ErrorKind::Retry || error.code == kCannotEnrol;
}
} // namespace

std::vector<ScannerOrder> ScannerMachine::handle(const ScannerEvent& event, core::MonotonicTime now)
{
    m_now = now;
    m_orders.clear();
    const bool live = m_hostAlive && m_state != ScannerState::Ending && m_state != ScannerState::Suspended;
    switch (event.input) {
    case ScannerInput::Ask:
        ask(event);
        break;
    case ScannerInput::Cancel:
        giveUp({kCancelled, ErrorKind::Retry, QStringLiteral("given up by the person")});
        break;
    case ScannerInput::Deadline:
        if (pending() == event.id)
            giveUp({kTimeout, ErrorKind::Retry, QStringLiteral("deadline of the action")});
        break;
    case ScannerInput::Suspend:
        suspend();
        break;
    case ScannerInput::Resume:
        if (m_state == ScannerState::Suspended)
            m_state = m_hostAlive ? ScannerState::Ending : ScannerState::Closed;
        break;
    case ScannerInput::HostReady:
        if (m_state == ScannerState::Starting) {
            m_state = ScannerState::Opening;
            order(ScannerCommand::SendOpen);
        }
        break;
    case ScannerInput::Opened:
        if (m_state == ScannerState::Opening) {
            m_state = ScannerState::Ready;
            m_failures = 0;
            complete();
        }
        break;
    case ScannerInput::CaptureDone:
        if (m_state == ScannerState::Capturing || m_state == ScannerState::Cancelling) {
            // What was given up stays given up, even where the device was quicker.
            const bool givenUp = m_state == ScannerState::Cancelling;
            m_state = ScannerState::Ready;
            complete(givenUp ? std::exchange(m_outcome, {}) : std::nullopt);
        }
        break;
    case ScannerInput::Failed:
        if (live)
            fail(given(event.error));
        break;
    case ScannerInput::DeviceRemoved:
    case ScannerInput::Misbehaved:
        if (live) {
            const Error error = event.input == ScannerInput::DeviceRemoved
                                    ? Error{kRemoved, ErrorKind::DeviceFault, QStringLiteral("pulled out")}
                                    : given(event.error);
            if (event.input == ScannerInput::Misbehaved)
                countFailure();
            if (m_state == ScannerState::Closing)
                complete();
            else if (m_pending)
                complete(error);
            else
                m_orders.push_back({ScannerCommand::Lost, 0, error});
            end();
        }
        break;
    case ScannerInput::HostEnded:
        if (m_hostAlive)
            hostEnded(given(event.error));
        break;
    case ScannerInput::GraceOver:
        if (m_state == ScannerState::Closing || m_state == ScannerState::Cancelling) {
            // It does not let go by itself: it is made to. A close is answered when the process is gone.
            countFailure();
            if (m_state == ScannerState::Cancelling)
                complete(std::exchange(m_outcome, {}));
            end();
        }
        break;
    case ScannerInput::WaitOver:
        if (m_state == ScannerState::Waiting)
            begin();
        break;
    }
    return std::exchange(m_orders, {});
}

void ScannerMachine::ask(const ScannerEvent& event)
{
    switch (event.action) {
    case ScannerAction::Open:
        askOpen(event.id);
        break;
    case ScannerAction::Capture:
        askCapture(event.id);
        break;
    case ScannerAction::Close:
        askClose(event.id);
        break;
    }
}

void ScannerMachine::askOpen(quint64 id)
{
    if (m_state == ScannerState::Suspended)
        return refuse(id, kSuspended, "asleep");
    if (m_pending)
        return refuse(id, kBusy, "an action is under way");
    m_pending = Pending{ScannerAction::Open, id};
    if (m_state == ScannerState::Ready)
        complete();
    else if (m_state == ScannerState::Closed)
        begin();
    // Ending: the open waits until the old process is gone.
}

void ScannerMachine::askCapture(quint64 id)
{
    if (m_state == ScannerState::Suspended)
        return refuse(id, kSuspended, "asleep");
    if (m_pending)
        return refuse(id, kBusy, "an action is under way");
    if (m_state != ScannerState::Ready)
        return refuse(id, kNotOpen, "not open");
    m_pending = Pending{ScannerAction::Capture, id};
    m_state = ScannerState::Capturing;
    order(ScannerCommand::SendCapture);
}

void ScannerMachine::askClose(quint64 id)
{
    if (m_pending && m_pending->action == ScannerAction::Close)
        return refuse(id, kBusy, "closing already");
    // Closing ends whatever is under way; that one gets its own answer first.
    if (m_pending)
        complete(m_outcome.value_or(Error{kCancelled, ErrorKind::Retry, QStringLiteral("closed meanwhile")}));
    m_outcome.reset();
    m_pending = Pending{ScannerAction::Close, id};
    switch (m_state) {
    case ScannerState::Closed:
    case ScannerState::Suspended:
        complete();
        break;
    case ScannerState::Waiting:
        m_state = ScannerState::Closed;
        complete();
        break;
    case ScannerState::Starting:
    case ScannerState::Opening:
        end();
        break;
    case ScannerState::Capturing:
        order(ScannerCommand::SendCancel);
        [[fallthrough]];
    case ScannerState::Cancelling:
    case ScannerState::Ready:
        m_state = ScannerState::Closing;
        order(ScannerCommand::SendClose);
        order(ScannerCommand::StartGrace);
        break;
    case ScannerState::Closing:
    case ScannerState::Ending:
        break;
    }
}

/// Cancel and deadline: the difference is the answer.
void ScannerMachine::giveUp(const Error& error)
{
    switch (m_state) {
    case ScannerState::Waiting:
        m_state = ScannerState::Closed;
        complete(error);
        break;
    case ScannerState::Starting:
    case ScannerState::Opening:
        if (error.code == kTimeout)
            countFailure();
        complete(error);
        end();
        break;
    case ScannerState::Capturing:
        m_outcome = error;
        m_state = ScannerState::Cancelling;
        order(ScannerCommand::SendCancel);
        order(ScannerCommand::StartGrace);
        break;
    case ScannerState::Closing:
        if (error.code == kTimeout)
            end();
        break;
    case ScannerState::Ending:
        if (m_pending && m_pending->action == ScannerAction::Open)
            complete(error);
        break;
    case ScannerState::Closed:
    case ScannerState::Ready:
    case ScannerState::Cancelling:
    case ScannerState::Suspended:
        break;
    }
}

void ScannerMachine::fail(const Error& error)
{
    switch (m_state) {
    case ScannerState::Starting:
    case ScannerState::Opening:
        countFailure();
        complete(error);
        end();
        break;
    case ScannerState::Capturing:
        complete(error);
        if (isClean(error)) {
            m_state = ScannerState::Ready;
        } else {
            countFailure();
            end();
        }
        break;
    case ScannerState::Cancelling:
        complete(std::exchange(m_outcome, {}));
        if (isClean(error))
            m_state = ScannerState::Ready;
        else
            end();
        break;
    default:
        break;
    }
}

void ScannerMachine::hostEnded(const Error& error)
{
    m_hostAlive = false;
    switch (m_state) {
    case ScannerState::Suspended:
        return;
    case ScannerState::Ending:
        m_state = ScannerState::Closed;
        if (m_pending && m_pending->action == ScannerAction::Open)
            begin();
        else if (m_pending)
            complete();
        return;
    case ScannerState::Closing:
        m_state = ScannerState::Closed;
        complete();
        return;
    case ScannerState::Ready:
        m_orders.push_back({ScannerCommand::Lost, 0, error});
        break;
    default:
        complete(m_outcome ? std::exchange(m_outcome, {}) : error);
        break;
    }
    countFailure();
    m_state = ScannerState::Closed;
}

void ScannerMachine::suspend()
{
    if (m_state == ScannerState::Suspended)
        return;
    // A close is what suspending does anyway; anything else is told why it ended.
    if (m_pending && m_pending->action == ScannerAction::Close)
        complete();
    else if (m_pending)
        complete(Error{kSuspended, ErrorKind::Retry, QStringLiteral("the machine goes to sleep")});
    m_outcome.reset();
    if (m_hostAlive && m_state != ScannerState::Ending)
        order(ScannerCommand::KillHost);
    m_state = ScannerState::Suspended;
}

/// Towards open: at once, or after the wait that earlier failures have earned.
void ScannerMachine::begin()
{
    if (m_now < m_notBefore) {
        m_state = ScannerState::Waiting;
        m_orders.push_back(
            {ScannerCommand::StartWait, 0, {}, std::chrono::ceil<std::chrono::milliseconds>(m_notBefore - m_now)});
        return;
    }
    m_state = ScannerState::Starting;
    m_hostAlive = true;
    order(ScannerCommand::StartHost);
}

void ScannerMachine::end()
{
    m_outcome.reset();
    m_state = ScannerState::Ending;
    order(ScannerCommand::KillHost);
}

void ScannerMachine::order(ScannerCommand command)
{
    m_orders.push_back({command});
}

void ScannerMachine::complete(std::optional<Error> error)
{
    if (!m_pending)
        return;
    m_orders.push_back({ScannerCommand::Complete, m_pending->id, std::move(error)});
    m_pending.reset();
}

void ScannerMachine::refuse(quint64 id, ErrorCode code, const char* detail)
{
    const ErrorKind kind = code == kNotOpen ? ErrorKind::OperatorCanFix : ErrorKind::Retry;
    m_orders.push_back({ScannerCommand::Complete, id, Error{code, kind, QString::fromLatin1(detail)}});
}

void ScannerMachine::countFailure()
{
    std::chrono::milliseconds wait = kFirstWait;
    for (int i = 0; i < m_failures && wait < kLongestWait; ++i)
        wait *= 2;
    ++m_failures;
    m_notBefore = m_now + std::min(wait, kLongestWait);
}

} // namespace tirkeu::devices
