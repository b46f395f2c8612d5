#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace tirkeu::devices {

enum class StreamState {
    Closed,
    Waiting,    ///< backing off before the next try to open
    Opening,    ///< the driver is being asked
    Streaming,  ///<
    Cancelling, ///< clean-up: the opening was given up, the driver has not let go yet
    Closing,    ///< clean-up: the driver is letting go
    Suspended,  ///< the machine sleeps; nothing is kept
};
inline constexpr std::array kStreamStates{StreamState::Closed, StreamState::Waiting, StreamState::Opening,
    StreamState::Streaming, StreamState::Cancelling, StreamState::Closing, StreamState::Suspended};
[[nodiscard]] QString nameOf(StreamState state);

enum class StreamAction { Open, Set, Close };

enum class StreamInput {
    Ask,      ///< an action is asked for: see `action` and `id`
    Deadline, ///< the time of action `id` is over: `error` is what its asker hears
    Suspend,  ///<
    Resume,   ///<
    Done,     ///< the driver did action `id`
    Failed,   ///< it did not: `error`; an opening that failed has let go
    Ended,    ///< the stream ended by itself and has let go: `error`
    LetGo,    ///< the driver has let go, as it was told to
    WaitOver, ///<
};
inline constexpr std::array kStreamInputs{StreamInput::Ask, StreamInput::Deadline, StreamInput::Suspend,
    StreamInput::Resume, StreamInput::Done, StreamInput::Failed, StreamInput::Ended, StreamInput::LetGo,
    StreamInput::WaitOver};

struct StreamEvent
{
    StreamInput input;
    StreamAction action = StreamAction::Open;
    quint64 id = 0;
    std::optional<Error> error = {};
};

enum class StreamCommand {
    SendOpen,
    SendSet,
    SendClose, ///< LetGo follows, however long the driver takes
    StartWait,
    Complete, ///< answers action `id`, with `error` where there is one
    Lost,     ///< the stream is over without anybody having asked: `error`
};

struct StreamOrder
{
    StreamCommand command;
    quint64 id = 0;
    std::optional<Error> error = {};
    std::chrono::milliseconds wait{0};
};

/// What a camera or a microphone may do next: states and orders, no clock of its own and no thread. One action at a
/// time, each answered exactly once; closing gives up whatever is under way. A driver that hangs cannot be ended as a
/// process can: until it lets go there is a state of its own, in which the next opening waits.
class StreamMachine
{
public:
    static constexpr std::chrono::milliseconds kFirstWait{250};
    static constexpr std::chrono::milliseconds kLongestWait{8000};

    [[nodiscard]] std::vector<StreamOrder> handle(const StreamEvent& event, core::MonotonicTime now);
    [[nodiscard]] StreamState state() const { return m_state; }
    /// The driver may hold the device: it opens, streams, or has not let go yet.
    [[nodiscard]] bool isHeld() const
    {
        return m_letsGo || m_state == StreamState::Opening || m_state == StreamState::Streaming;
    }
    /// The action under way, if any.
    [[nodiscard]] std::optional<quint64> pending() const
    {
        return m_pending ? std::optional(m_pending->id) : std::nullopt;
    }

private:
    struct Pending
    {
        StreamAction action;
        quint64 id;
    };
    void ask(const StreamEvent& event);
    void askClose(quint64 id);
    void done();
    void failed(const Error& error);
    void ended(const Error& error);
    void giveUp(const Error& error);
    void suspend();
    void hasLetGo();
    void begin();
    void letGo(StreamState next);
    void complete(std::optional<Error> error = {});
    void refuse(quint64 id, ErrorCode code, const char* detail);
    void countFailure();

    StreamState m_state = StreamState::Closed;
    std::optional<Pending> m_pending;
    bool m_letsGo = false; ///< told to, and not heard of yet
    int m_failures = 0;
    core::MonotonicTime m_now{};
    core::MonotonicTime m_notBefore{};
    std::vector<StreamOrder> m_orders;
};

} // namespace tirkeu::devices
