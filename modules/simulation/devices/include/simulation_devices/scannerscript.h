#pragma once

#include <core/result.h>
#include <devices/trouble.h>
#include <simulation_palm/hand.h>

#include <QStringList>

#include <chrono>
#include <optional>

namespace tirkeu::simulation_devices {

/// What a virtual scanner may be told to lie about. Each holds until `HONEST`.
enum class Lie {
    Firmware,      ///< FIRMWARE: runs something nobody registered
    Configuration, ///< CONFIGURATION
    Tampered,      ///< TAMPER: its case was opened
    Clock,         ///< CLOCK: its clock is an hour off
    Stale,         ///< STALE: answers with a nonce of before
    Forged,        ///< FORGE: a signature of nobody
    Resigned,      ///< RESIGN: signed by a key of somebody who is not the vendor
    Serial,        ///< SERIAL: says the serial of another device
    Swapped,       ///< SWAP: sends another picture than it signed
    Replayed,      ///< REPLAY: sends and signs the pictures of the presentation before
    Repeated,      ///< REPEAT: a record of the channel comes twice
    Reordered,     ///< REORDER: two records change places
    Clear,         ///< CLEAR: frames leave without the channel
    Silent,        ///< UNSIGNED: no statement at the end
};

/// What happens next in front of the scanner or in it, one after another, while a capture is asked for.
struct Scan
{
    simulation_palm::HandId hand;
    simulation_palm::CaptureSpec spec;
};
struct Retry
{
    devices::Hint hint;
};
struct Fail
{
    int code; ///< of the plug-in contract
};
struct Sleep
{
    std::chrono::milliseconds time;
};
struct Hang
{
};
struct Crash
{
};
struct Flood
{
};
struct Garbage
{
};
using Step = std::variant<Scan, Retry, Fail, Sleep, Hang, Crash, Flood, Garbage>;

/// At once, whatever is under way.
struct Unplug
{
};
struct Plug
{
};
struct Honest
{
};
struct Slow
{
    std::chrono::milliseconds eachFrame;
};
struct Dirt ///< finger marks on the window, from 0 (wiped) to 100
{
    int percent;
};
struct OpenSlowly
{
    std::chrono::milliseconds time;
};
struct OpenFails
{
    int code;
};
using Change = std::variant<Lie, Unplug, Plug, Honest, Slow, Dirt, OpenSlowly, OpenFails>;

using ScriptLine = std::variant<Step, Change>;

/// One line: "SCAN person=4 side=right sample=2 condition=tilted attack=laser-print", "RETRY too-near", "ERROR 300",
/// "SLEEP 200", "HANG", "CRASH", "FLOOD", "GARBAGE", "UNPLUG", "PLUG", "SLOW 300", "DIRT 60", "OPEN-SLEEP 2000",
/// "OPEN-ERROR 302", a lie by its name, "HONEST".
[[nodiscard]] Result<ScriptLine> readScriptLine(const QString& line);
[[nodiscard]] QStringList lieNames();
/// The line that puts this hand above the scanner.
[[nodiscard]] QString scanLine(const Scan& scan);

} // namespace tirkeu::simulation_devices
