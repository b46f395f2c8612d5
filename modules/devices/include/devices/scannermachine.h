#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace tirkeu::devices {

enum class ScannerState {
    Closed,
    Waiting,    ///< backing off before the next try to open
    Starting,   ///< the host process is coming up
    Opening,    ///< the plug-in claims the device, the channel is agreed
    Ready,      ///< open, nothing under way
    Capturing,  ///<
    Cancelling, ///< clean-up: the capture was given up, the device has not confirmed yet
    Closing,    ///< clean-up: the claim is being freed
    Ending,     ///< clean-up: the host process is being ended
    Suspended,  ///< the machine sleeps; nothing is claimed
};
inline constexpr std::array kScannerStates{ScannerState::Closed, ScannerState::Waiting, ScannerState::Starting,
    ScannerState::Opening, ScannerState::Ready, ScannerState::Capturing, ScannerState::Cancelling,
    ScannerState::Closing, ScannerState::Ending, ScannerState::Suspended};
[[nodiscard]] QString nameOf(ScannerState state);

enum class ScannerAction { Open, Capture, Close };

enum class ScannerInput {
    Ask,           ///< an action is asked for: see `action` and `id`
    Cancel,        ///< the person gives the action under way up
    Deadline,      ///< the time of action `id` is over
    Suspend,       ///<
    Resume,        ///<
    HostReady,     ///< the plug-in is loaded
    Opened,        ///< claimed, channel agreed
    CaptureDone,   ///<
    Failed,        ///< the action under way failed with `error`
    DeviceRemoved, ///<
    Misbehaved,    ///< host or plug-in broke the contract: `error`
    HostEnded,     ///< the process is gone: `error` says how
    GraceOver,     ///< the time for cleaning up is over
    WaitOver,      ///<
};

struct ScannerEvent
{
    ScannerInput input;
    ScannerAction action = ScannerAction::Open;
    quint64 id = 0;
    std::optional<Error> error = {};
};

enum class ScannerCommand {
    StartHost,
    SendOpen,
    SendCapture,
    SendCancel,
    SendClose, ///< the host frees the claim and ends
    KillHost,  ///< at once; HostEnded follows
    StartGrace,
    StartWait,
    Complete, ///< answers action `id`, with `error` where there is one
    Lost,     ///< the open device is gone without anybody having asked: `error`
};

struct ScannerOrder
{
    ScannerCommand command;
    quint64 id = 0;
    std::optional<Error> error = {};
    std::chrono::milliseconds wait{0};
};

/// What a scanner may do next: states and orders, no clock of its own, no process, no thread. One action at a time,
/// each answered exactly once, whatever happens; a claim never outlives the state that holds it.
class ScannerMachine
{
public:
    static constexpr std::chrono::milliseconds kFirstWait{250};
    static constexpr std::chrono::milliseconds kLongestWait{8000};

    [[nodiscard]] std::vector<ScannerOrder> handle(const ScannerEvent& event, core::MonotonicTime now);
    [[nodiscard]] ScannerState state() const { return m_state; }
    [[nodiscard]] bool isHostAlive() const { return m_hostAlive; }
    /// The action under way, if any.
    [[nodiscard]] std::optional<quint64> pending() const
    {
        return m_pending ? std::optional(m_pending->id) : std::nullopt;
    }

private:
    struct Pending
    {
        ScannerAction action;
        quint64 id;
    };
    void ask(const ScannerEvent& event);
    void askOpen(quint64 id);
    void askCapture(quint64 id);
    void askClose(quint64 id);
    void giveUp(const Error& error);
    void fail(const Error& error);
    void hostEnded(const Error& error);
    void suspend();
    void begin();
    void end();
    void order(ScannerCommand command);
    void complete(std::optional<Error> error = {});
    void refuse(quint64 id, ErrorCode code, const char* detail);
    void countFailure();

    ScannerState m_state = ScannerState::Closed;
    std::optional<Pending> m_pending;
    std::optional<Error> m_outcome; ///< of a capture that is being given up
    bool m_hostAlive = false;
    int m_failures = 0;
    core::MonotonicTime m_now{};
    core::MonotonicTime m_notBefore{};
    std::vector<ScannerOrder> m_orders;
};

} // namespace tirkeu::devices
