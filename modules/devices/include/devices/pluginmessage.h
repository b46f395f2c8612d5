#pragma once

#include <core/result.h>
#include <devices/identity.h>
#include <imaging/frame.h>

#include <QByteArray>
#include <QList>

#include <optional>
#include <variant>

/// What the program and tirkeu-device-host say to each other over a pair of pipes: a length, a type, fields in order.
/// The host is not trusted: every message is bounded and read to its last byte.
namespace tirkeu::devices::message {

// Program to host.
struct List
{
    bool operator==(const List&) const = default;
};
struct Open
{
    QString busPath;
    QString serial;
    bool operator==(const Open&) const = default;
};
struct Secure
{
    QByteArray hello;
    bool operator==(const Secure&) const = default;
};
struct Capture
{
    std::uint8_t mode = 0;
    std::uint8_t hand = 0;
    std::uint8_t pairs = 0;
    QByteArray nonce;
    bool operator==(const Capture&) const = default;
};
struct Cancel
{
    bool operator==(const Cancel&) const = default;
};
struct Close
{
    bool operator==(const Close&) const = default;
};
struct Ping
{
    bool operator==(const Ping&) const = default;
};

// Host to program.
enum class NetworkGuard : std::uint8_t { None = 0, Filter = 1, Namespace = 2 };
struct Ready
{
    std::uint32_t abi = 0;
    QString vendor;
    QString name;
    QString version;
    NetworkGuard network = NetworkGuard::None; ///< what keeps the plug-in off the network
    std::uint64_t memoryLimit = 0;             ///< bytes; 0: none could be set
    bool operator==(const Ready&) const = default;
};
struct Identities
{
    QList<DeviceIdentity> devices;
    bool operator==(const Identities&) const = default;
};
enum class Channel : std::uint8_t { None = 0, Offered = 1 };
struct Opened
{
    DeviceIdentity identity;
    Channel channel = Channel::None;
    bool operator==(const Opened&) const = default;
};
struct Secured
{
    QByteArray answer;
    bool operator==(const Secured&) const = default;
};
struct Record
{
    QByteArray bytes;
    bool operator==(const Record&) const = default;
};
struct ClearFrame
{
    imaging::Frame frame;
    bool operator==(const ClearFrame&) const = default;
};
struct HandSeen
{
    bool present = false;
    std::int32_t hint = 0; ///< a code of the plug-in contract
    bool operator==(const HandSeen&) const = default;
};
struct Done ///< an action ended; 0 is good
{
    std::int32_t code = 0;
    bool operator==(const Done&) const = default;
};
struct Gone
{
    bool operator==(const Gone&) const = default;
};
struct Pong
{
    bool operator==(const Pong&) const = default;
};
struct Log
{
    QString text;
    bool operator==(const Log&) const = default;
};

using ToHost = std::variant<List, Open, Secure, Capture, Cancel, Close, Ping>;
using FromHost = std::variant<Ready, Identities, Opened, Secured, Record, ClearFrame, HandSeen, Done, Gone, Pong, Log>;

inline constexpr qsizetype kMostBytes = qsizetype(16) << 20; ///< of one message

[[nodiscard]] QByteArray encode(const ToHost& message);
[[nodiscard]] QByteArray encode(const FromHost& message);
[[nodiscard]] Result<ToHost> decodeToHost(QByteArrayView body);
[[nodiscard]] Result<FromHost> decodeFromHost(QByteArrayView body);

/// A frame as it stands in messages and in sealed records.
[[nodiscard]] QByteArray frameBytes(const imaging::Frame& frame);
[[nodiscard]] Result<imaging::Frame> frameFromBytes(QByteArrayView bytes);

/// Cuts a stream into message bodies. After an error nothing more comes out.
class Splitter
{
public:
    void feed(QByteArrayView bytes);
    /// The next whole body, nothing where one has not arrived yet.
    [[nodiscard]] Result<std::optional<QByteArray>> next();

private:
    QByteArray m_bytes;
    qsizetype m_from = 0;
    bool m_broken = false;
};

} // namespace tirkeu::devices::message
